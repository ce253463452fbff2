#include "change/select.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"

namespace confstate::change {

using info::Element;
using info::Name;
using info::Type;

namespace {

constexpr std::array<std::string_view, 9> kPartWords{"description", "host",     "state", "users",     "endpoints",
                                                     "media",       "sidebars", "rooms", "extensions"};

// '*' in the pattern stands for any text. Never more work than the product of the lengths.
bool matches_glob(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

base::Failure bad_path(std::string_view text, std::string_view why) {
  return {fmt::format("`{}` is no path: {}", text, why),
          "a path looks like /conference-info/users/user[sip:*]/endpoint/status; * stands for any text"};
}

// A step's name that can be no element: misspelt, most likely.
bool is_strange(std::string_view name) {
  return name.find_first_of("*@{(") == std::string_view::npos && info::name_of(name) == Name::unknown;
}

base::Failure strange_name(std::string_view text, std::string_view name) {
  std::vector<std::string_view> words(info::element_names().begin(), info::element_names().end());
  words.push_back(kVolatilePreset);
  base::Failure failure = bad_path(text, fmt::format("{} is no element of RFC 4575", name));
  if (const auto near = base::nearest(name, words)) {
    failure.hint = fmt::format("did you mean {}?", *near);
  }
  return failure;
}

}  // namespace

std::span<const std::string_view> part_words() {
  return kPartWords;
}

// Slashes inside {namespaces} and [keys] belong to these.
std::vector<PathPattern::Step> PathPattern::split(std::string_view path) {
  std::vector<Step> steps(1);
  char closing = 0;
  bool in_row = false;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const char c = path[at];
    if (closing == 0 && c == '/') {
      steps.emplace_back();
      in_row = false;
      continue;
    }
    in_row = in_row || (closing == 0 && c == '[');
    std::string& part = in_row ? steps.back().row : steps.back().name;
    part += c;
    if (closing == ']' && c == '\\' && at + 1 < path.size()) {
      part += path[++at];
    } else if (c == closing) {
      closing = 0;
    } else if (closing == 0 && (c == '[' || c == '{')) {
      closing = c == '[' ? ']' : '}';
    }
  }
  return steps;
}

base::Result<PathPattern> PathPattern::read(std::string_view text) {
  PathPattern pattern;
  pattern.anchored_ = text.starts_with('/');
  pattern.steps_ = split(pattern.anchored_ ? text.substr(1) : text);
  for (const Step& step : pattern.steps_) {
    if (step.name.empty()) {
      return tl::unexpected<base::Failure>(bad_path(text, "a step is empty"));
    }
    if (is_strange(step.name)) {
      return tl::unexpected<base::Failure>(strange_name(text, step.name));
    }
  }
  return pattern;
}

bool PathPattern::is_match(const Step& pattern, const Step& step) {
  return matches_glob(pattern.name, step.name) && (pattern.row.empty() || matches_glob(pattern.row, step.row));
}

bool PathPattern::matches(std::string_view path) const {
  const std::vector<Step> steps = split(path.starts_with('/') ? path.substr(1) : path);
  if (steps.size() < steps_.size()) {
    return false;
  }
  const std::size_t last = anchored_ ? 0 : steps.size() - steps_.size();
  for (std::size_t first = 0; first <= last; ++first) {
    if (std::equal(steps_.begin(), steps_.end(), steps.begin() + static_cast<std::ptrdiff_t>(first), is_match)) {
      return true;
    }
  }
  return false;
}

base::Result<void> Selection::ignore(std::string_view text) {
  if (text == kVolatilePreset) {
    ignore_volatile = true;
    return {};
  }
  base::Result<PathPattern> pattern = PathPattern::read(text);
  if (!pattern) {
    return tl::unexpected<base::Failure>(pattern.error());
  }
  ignored.push_back(std::move(*pattern));
  return {};
}

base::Result<void> Selection::ask_for(std::string_view words) {
  for (std::size_t begin = 0; begin <= words.size();) {
    const std::size_t end = std::min(words.find(',', begin), words.size());
    const std::string_view word = words.substr(begin, end - begin);
    const auto* const found = std::ranges::find(kPartWords, word);
    if (found == kPartWords.end()) {
      const auto near = base::nearest(word, kPartWords);
      return base::fail(fmt::format("unknown part `{}`", word),
                        near ? fmt::format("did you mean `{}`?", *near)
                             : fmt::format("it is one of {}", fmt::join(kPartWords, ", ")));
    }
    only.push_back(static_cast<Part>(found - kPartWords.begin()));
    begin = end + 1;
  }
  return {};
}

namespace {

bool is_volatile(const Change& change) {
  const Element element = change.element();
  return change.subject == Subject::element &&
         (element.type() == Type::date_time || element.name() == Name::user_count);
}

bool is_extension(const Change& change) {
  const xml::Attribute attribute = change.new_attribute ? change.new_attribute : change.old_attribute;
  return change.element().type() == Type::foreign || (attribute && !attribute.name().space.empty());
}

// In or at a list of sidebars, of the root or of another sidebar.
bool is_in_sidebars(Element element) {
  for (; element; element = element.parent()) {
    if (element.name() == Name::sidebars_by_ref || element.name() == Name::sidebars_by_val) {
      return true;
    }
  }
  return false;
}

bool belongs_to(const Change& change, Part part) {
  const Element element = change.element();
  switch (part) {
    case Part::description:
      return static_cast<bool>(enclosing(element, Type::description));
    case Part::host:
      return static_cast<bool>(enclosing(element, Type::host));
    case Part::state:
      return static_cast<bool>(enclosing(element, Type::conference_state));
    case Part::users:
      return static_cast<bool>(enclosing(element, Type::users));
    case Part::endpoints:
      return static_cast<bool>(enclosing(element, Type::endpoint));
    case Part::media:
      return enclosing(element, Type::media) || enclosing(element, Type::available_media);
    case Part::sidebars:
      return is_in_sidebars(element);
    case Part::rooms:
      return false;  // they are always told, and asked of the rooms
    case Part::extensions:
      break;
  }
  return is_extension(change);
}

bool is_asked_for(const Change& change, const Selection& selection) {
  return selection.only.empty() ||
         std::ranges::any_of(selection.only, [&change](Part part) { return belongs_to(change, part); });
}

bool is_ignored(const Change& change, const Selection& selection) {
  if (selection.ignore_volatile && is_volatile(change)) {
    return true;
  }
  if (selection.ignored.empty()) {
    return false;
  }
  const std::string path = path_of(change);
  return std::ranges::any_of(selection.ignored, [&path](const PathPattern& pattern) { return pattern.matches(path); });
}

}  // namespace

std::vector<bool> select(std::span<const Change> changes, std::span<const RoomChange> rooms,
                         const Selection& selection) {
  std::vector<bool> wanted;
  wanted.reserve(changes.size());
  for (const Change& change : changes) {
    wanted.push_back(is_asked_for(change, selection) && !is_ignored(change, selection));
  }
  const bool asks_for_rooms = std::ranges::find(selection.only, Part::rooms) != selection.only.end();
  for (const RoomChange& room : rooms) {
    for (const std::size_t index : room.changes) {
      wanted[index] = wanted[index] || room.is_warning() || asks_for_rooms;
    }
  }
  return wanted;
}

}  // namespace confstate::change
