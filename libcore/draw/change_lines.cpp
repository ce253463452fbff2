#include "draw/change_lines.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "draw/change_words.hpp"

namespace confstate::draw {

using change::Change;
using change::Operation;
using change::Subject;
using info::Element;
using info::Name;
using info::Type;

namespace {

constexpr std::size_t kDeepest = 12;  // rows inside rows are not indented further

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
  return fmt::format("{}", fmt::join(names, " "));
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

}  // namespace

std::vector<ChangeLine> lines_of(std::span<const Change> changes) {
  return Lines().run(changes);
}

}  // namespace confstate::draw
