#include "draw/change_lines.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "change/value.hpp"
#include "draw/roster_parts.hpp"
#include "info/values.hpp"
#include "xml/canonical.hpp"

namespace confstate::draw {

using change::Change;
using change::Operation;
using change::Subject;
using info::AttributeName;
using info::Element;
using info::Name;
using info::Type;

namespace {

constexpr std::size_t kDeepest = 12;      // rows inside rows are not indented further
constexpr std::size_t kLongestPart = 72;  // columns of an extension element; JSON has all of it
constexpr std::size_t kMostWords = 6;     // about a part that was added or removed

// True for an element that is a line of its own, with what changed in it below.
bool is_row(Element element) {
  switch (element.type()) {
    case Type::conference:
      return static_cast<bool>(element.parent());
    case Type::description:
    case Type::host:
    case Type::conference_state:
    case Type::user:
    case Type::endpoint:
    case Type::uri:
    case Type::medium:
      return true;
    default:
      return false;
  }
}

// A text as it stands, in quotes where a reader would not see where it begins and ends.
std::string visible(std::string_view text) {
  const bool clear = !text.empty() && base::trim(text).size() == text.size();
  return clear ? std::string(text) : fmt::format("\"{}\"", text);
}

std::string cut(std::string_view text) {
  std::string out;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    width += static_cast<std::size_t>(base::display_width(point.value));
    if (width > kLongestPart) {
      return out + "...";
    }
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    out += text.substr(at, length);
    at += length;
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  return fmt::format("{}", fmt::join(words, between));
}

std::vector<std::string> texts_of(Element list) {
  std::vector<std::string> texts;
  for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
    texts.push_back(visible(base::collapse(entry.text())));
  }
  return texts;
}

// What a simple element says, in quotes where it does not belong to its type.
std::string shown_value(Element leaf) {
  const std::string text = change::canonical_value(leaf.node().text(), leaf.type());
  const bool belongs = info::belongs_to(text, leaf.type());
  return belongs ? visible(text) : fmt::format("\"{}\"", text);
}

// The texts of the simple elements below an element; the first few.
std::string words_about(Element part) {
  std::vector<std::string> words;
  const info::Document& document = part.document();
  const std::uint32_t end = part.node().span().end;
  const auto count = static_cast<std::uint32_t>(document.tree().node_count());
  for (std::uint32_t id = part.node().id() + 1; id < count && words.size() < kMostWords; ++id) {
    const Element below = document.element(id);
    if (below.node().span().begin >= end) {
      break;
    }
    if (below.node().is_element() && below.type() != Type::foreign && !info::is_complex(below.type())) {
      words.push_back(base::collapse(shown(below)));
    }
  }
  return joined(words, ", ");
}

// "dialed-in, connected".
std::string words_about_endpoint(Element endpoint) {
  std::vector<std::string> words;
  for (const Name name : {Name::joining_method, Name::status, Name::disconnection_method}) {
    if (const auto text = shown_child(endpoint, name)) {
      words.push_back(*text);
    }
  }
  return joined(words, ", ");
}

std::string words_about_user(Element user) {
  std::vector<std::string> words;
  for (Element endpoint = user.child(Name::endpoint); endpoint; endpoint = endpoint.next()) {
    std::string text = words_about_endpoint(endpoint);
    if (!text.empty() && words.size() < kMostWords) {
      words.push_back(std::move(text));
    }
  }
  return joined(words, "; ");
}

std::string words_about_sidebar(Element conference) {
  const Element users = conference.child(Name::users);
  std::size_t count = 0;
  for (Element user = users ? users.child(Name::user) : Element(); user; user = user.next()) {
    ++count;
  }
  return fmt::format("{} user{}", count, count == 1 ? "" : "s");
}

std::string child_words(Element element, std::initializer_list<Name> names) {
  std::vector<std::string> words;
  for (const Name name : names) {
    if (const auto text = shown_child(element, name)) {
      words.push_back(base::collapse(*text));
    }
  }
  return joined(words, ", ");
}

// What is said besides of a row or part that was added or removed.
std::string about(Element element) {
  switch (element.type()) {
    case Type::user:
      return words_about_user(element);
    case Type::endpoint:
      return words_about_endpoint(element);
    case Type::conference:
      return words_about_sidebar(element);
    case Type::media:
    case Type::medium:
      return child_words(element, {Name::status, Name::label});
    case Type::uri:
      return child_words(element, {Name::purpose});
    case Type::foreign:
      return cut(xml::write_canonical(element.node()));
    case Type::roles:
      return joined(texts_of(element), ", ");
    default:
      return info::is_complex(element.type()) ? words_about(element) : shown_value(element);
  }
}

std::string key_or(Element row, std::string_view otherwise) {
  const auto key = row.key();
  return key ? visible(*key) : std::string(otherwise);
}

// What a row is: "endpoint sip:bob@pc33.example.com"; a user needs no word.
std::string title_of(Element row) {
  switch (row.type()) {
    case Type::user:
      return key_or(row, "(no entity)");
    case Type::endpoint:
      return fmt::format("{} {}", to_string(Name::endpoint), key_or(row, "(no entity)"));
    case Type::conference:
      return fmt::format("sidebar {}", key_or(row, "(no entity)"));
    case Type::uri:
      return fmt::format("{} {}", to_string(row.parent().name()), key_or(row, "(no URI)"));
    case Type::medium:
      return fmt::format("{} {}", to_string(row.parent().name()), key_or(row, "(no label)"));
    case Type::media: {
      const std::string type = row.text_of(Name::type).value_or("");
      return fmt::format("{} {}{}{}", to_string(Name::media), key_or(row, "(no id)"), type.empty() ? "" : " ", type);
    }
    default:
      return row.type() == Type::foreign ? std::string(row.node().qname()) : std::string(to_string(row.name()));
  }
}

std::string name_of(Element row) {
  if (row.type() == Type::conference) {
    const Element description = row.child(Name::conference_description);
    return description ? base::collapse(description.text_of(Name::display_text).value_or("")) : std::string();
  }
  const bool has_name = row.type() == Type::user || row.type() == Type::endpoint || row.type() == Type::uri ||
                        row.type() == Type::medium;
  return has_name ? base::collapse(row.text_of(Name::display_text).value_or("")) : std::string();
}

// The rows around and including an element, the outermost first.
std::vector<Element> rows_around(Element element) {
  std::vector<Element> rows;
  for (; element; element = element.parent()) {
    if (is_row(element)) {
      rows.push_back(element);
    }
  }
  std::ranges::reverse(rows);
  return rows;
}

// The names on the way from the row around an element down to it.
std::string way_to(Element element) {
  std::vector<std::string> names;
  for (; element && element.parent() && !is_row(element); element = element.parent()) {
    names.push_back(title_of(element));
  }
  std::ranges::reverse(names);
  return joined(names, " ");
}

std::string shown_attribute(const xml::Attribute& attribute) {
  return visible(attribute.value());
}

class Lines {
 public:
  std::vector<ChangeLine> run(std::span<const Change> changes) {
    for (const Change& change : changes) {
      add(change);
    }
    return std::move(lines_);
  }

 private:
  void add(const Change& change) {
    const bool is_whole = change.subject == Subject::element;
    open_rows(rows_around(is_whole ? change.new_parent : change.after));
    const bool is_new_or_gone = change.operation != Operation::changed;
    if (is_whole && is_new_or_gone && (is_row(change.element()) || change.element().type() == Type::media)) {
      add_row(change);
    } else {
      add_value(change);
    }
  }

  // What both documents have is told by the new one.
  void open_rows(const std::vector<Element>& rows) {
    std::size_t kept = 0;
    while (kept < rows.size() && kept < open_.size() && rows[kept] == open_[kept]) {
      ++kept;
    }
    if (kept < open_.size() || kept < rows.size()) {
      ++block_;
    }
    open_.resize(kept);
    for (; kept < rows.size(); ++kept) {
      ChangeLine line = row_line(rows[kept], Operation::changed);
      lines_.push_back(std::move(line));
      open_.push_back(rows[kept]);
    }
  }

  [[nodiscard]] std::size_t indent() const { return 2 + kChangeStep * std::min(open_.size(), kDeepest); }

  [[nodiscard]] ChangeLine row_line(Element row, Operation operation) const {
    ChangeLine line;
    line.kind = ChangeLine::Kind::row;
    line.indent = indent();
    line.operation = operation;
    line.title = title_of(row);
    line.name = name_of(row);
    line.is_person = row.type() == Type::user;
    return line;
  }

  void add_row(const Change& change) {
    ChangeLine line = row_line(change.element(), change.operation);
    (change.before ? line.before : line.after) = about(change.element());
    lines_.push_back(std::move(line));
    ++block_;
  }

  void add_value(const Change& change) {
    ChangeLine line;
    line.indent = indent();
    line.operation = change.operation;
    line.block = block_;
    if (change.subject == Subject::element) {
      line.title = label_of(change.element(), change.new_parent);
      line.before = change.before ? std::optional(about(change.before)) : std::nullopt;
      line.after = change.after ? std::optional(about(change.after)) : std::nullopt;
    } else if (change.subject == Subject::attribute) {
      const xml::Attribute attribute = change.new_attribute ? change.new_attribute : change.old_attribute;
      line.title = joined_label(change.after, attribute.qname());
      line.before = change.old_attribute ? std::optional(shown_attribute(change.old_attribute)) : std::nullopt;
      line.after = change.new_attribute ? std::optional(shown_attribute(change.new_attribute)) : std::nullopt;
    } else {
      line.title = joined_label(change.after, "text");
      line.before = cut(visible(change::old_value(change).value_or("")));
      line.after = cut(visible(change::new_value(change).value_or("")));
    }
    lines_.push_back(std::move(line));
  }

  static std::string joined_label(Element around, std::string_view last) {
    const std::string way = way_to(around);
    return way.empty() ? std::string(last) : fmt::format("{} {}", way, last);
  }

  // The direction of a stream is what is most often asked for: it needs no word.
  static std::string label_of(Element element, Element parent) {
    if (element.name() == Name::status && parent.type() == Type::media) {
      return way_to(parent);
    }
    return joined_label(parent, title_of(element));
  }

  std::vector<ChangeLine> lines_;
  std::vector<Element> open_;
  std::size_t block_ = 0;
};

struct Kind {
  std::string_view one;
  std::string_view many;
};
constexpr auto kKinds = std::to_array<Kind>({{"user", "users"},
                                             {"endpoint", "endpoints"},
                                             {"media stream", "media streams"},
                                             {"sidebar", "sidebars"},
                                             {"chat room", "chat rooms"},
                                             {"URI", "URIs"},
                                             {"medium", "media"},
                                             {"part", "parts"},
                                             {"extension", "extensions"},
                                             {"value", "values"}});

std::size_t kind_of_element(Element element) {
  switch (element.type()) {
    case Type::user:
      return 0;
    case Type::endpoint:
      return 1;
    case Type::media:
      return 2;
    case Type::conference:
      return 3;
    case Type::uri:
      return change::is_chat_room(element) ? 4 : 5;
    case Type::medium:
      return 6;
    case Type::foreign:
      return 8;
    default:
      return info::is_complex(element.type()) && !change::is_list_of_values(element.type()) ? 7 : 9;
  }
}

std::size_t kind_of(const Change& change) {
  const std::size_t kind = change.subject == Subject::element ? kind_of_element(change.element()) : kKinds.size() - 1;
  constexpr std::size_t kExtension = 8;
  return change.operation == Operation::changed && kind < kExtension ? kKinds.size() - 1 : kind;
}

}  // namespace

std::vector<ChangeLine> lines_of(std::span<const Change> changes) {
  return Lines().run(changes);
}

std::string summary_of(std::span<const Change> changes) {
  constexpr std::array<Operation, 3> kOperations{Operation::added, Operation::removed, Operation::changed};
  std::array<std::array<std::size_t, kOperations.size()>, kKinds.size()> counts{};
  for (const Change& change : changes) {
    ++counts[kind_of(change)][static_cast<std::size_t>(change.operation)];
  }
  std::string text = fmt::format("{} change{}:", changes.size(), changes.size() == 1 ? "" : "s");
  std::string_view between = " ";
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
    bool named = false;
    for (const Operation operation : kOperations) {
      if (const std::size_t count = counts[kind][static_cast<std::size_t>(operation)]; count > 0) {
        const std::string_view noun = count == 1 ? kKinds[kind].one : kKinds[kind].many;
        text += fmt::format("{}{}{}{} {}", between, count, named ? "" : " ", named ? "" : noun, to_string(operation));
        named = true;
        between = ", ";
      }
    }
  }
  return text;
}

}  // namespace confstate::draw
