#include "draw/roster_parts.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "info/values.hpp"

namespace confstate::draw {

using info::AttributeName;
using info::Element;
using info::Name;
using info::Type;

namespace {

constexpr std::size_t kNamed = 4;  // extension elements that are named; the rest is counted only

std::string in_quotes(std::string_view text) {
  return fmt::format("\"{}\"", text);
}

bool is_of(std::string_view text, Type type) {
  const auto values = info::values_of(type);
  return values.empty() ? info::belongs_to(text, type) : std::ranges::find(values, text) != values.end();
}

// The children of an element that a roster does not show.
struct Leftovers {
  std::size_t extensions = 0;
  std::size_t misplaced = 0;  // not of this place, or once too often
  std::vector<std::string_view> names;
};

void count_extension(Leftovers& found, std::string_view qname) {
  ++found.extensions;
  if (found.names.size() < kNamed && std::ranges::find(found.names, qname) == found.names.end()) {
    found.names.push_back(qname);
  }
}

Leftovers leftovers_of(Element element) {
  Leftovers found;
  const info::Document& document = element.document();
  std::array<bool, info::kNames + 1> seen = {};
  for (xml::Node node = element.node().first_element(); node; node = node.next_element()) {
    if (document.type(node) == Type::foreign) {
      if (document.in_vocabulary(node)) {
        ++found.misplaced;
      } else {
        count_extension(found, node.qname());
      }
      continue;
    }
    const Name name = document.name(node);
    const info::ChildRow* row = info::find_child(element.type(), name);
    bool& again = seen[static_cast<std::size_t>(name)];
    if (again && row != nullptr && row->at_most == 1) {
      ++found.misplaced;
    }
    again = true;
  }
  return found;
}

}  // namespace

std::string shown(Element leaf) {
  std::string text = leaf.text();
  return is_of(text, leaf.type()) ? text : in_quotes(text);
}

std::optional<std::string> shown_child(Element element, Name name) {
  const Element child = element.child(name);
  return child ? std::optional(shown(child)) : std::nullopt;
}

std::string state_note(Element element) {
  const xml::Attribute attribute = element.attribute(AttributeName::state);
  const auto states = info::values_of(Type::state);
  if (!attribute || attribute.value() == states.front()) {
    return {};
  }
  const bool known = std::ranges::find(states, attribute.value()) != states.end();
  return known ? std::string(attribute.value())
               : fmt::format("{} {}", to_string(AttributeName::state), in_quotes(attribute.value()));
}

bool is_deleted(Element element) {
  return element.state() == info::State::deleted;
}

void begin_labelled(Sheet& sheet, std::size_t indent, std::string_view label, std::size_t hang) {
  if (label.empty()) {
    sheet.begin(indent + kLabelColumn, hang);
    return;
  }
  sheet.begin(indent, kLabelColumn + hang);
  sheet.cell({.text = label, .tint = Tint::dim, .pad = kLabelWidth});
}

void cell_if(Sheet& sheet, std::string_view text, Tint tint) {
  if (!text.empty()) {
    sheet.cell({.text = text, .tint = tint});
  }
}

void draw_leftovers(Sheet& sheet, Element element, std::size_t indent) {
  const Leftovers found = leftovers_of(element);
  if (found.extensions > 0) {
    sheet.begin(indent);
    sheet.cell({.text = fmt::format("+ {} extension element{}", found.extensions, found.extensions == 1 ? "" : "s"),
                .tint = Tint::dim});
    for (const std::string_view name : found.names) {
      cell_if(sheet, name, Tint::dim);
    }
    sheet.end();
  }
  if (found.misplaced > 0) {
    sheet.begin(indent);
    sheet.words(fmt::format("! {} element{} not shown: out of place here, or there once too often", found.misplaced,
                            found.misplaced == 1 ? "" : "s"),
                Tint::red);
    sheet.end();
  }
}

void draw_direction(Sheet& sheet, Element status) {
  struct Arrow {
    std::string_view unicode;
    std::string_view ascii;
  };
  // In the order of the vocabulary: recvonly, sendonly, sendrecv, inactive; as the participant sees it (section 5.8.5).
  constexpr std::array<Arrow, 4> kArrows = {{{"←", "<-"}, {"→", "->"}, {"↔", "<->"}, {"×", "x"}}};
  constexpr std::size_t kWord = 8;
  std::string_view arrow;
  std::string word;
  Tint tint = Tint::plain;
  if (status) {
    const auto values = info::values_of(Type::media_status);
    word = shown(status);
    const auto at = static_cast<std::size_t>(std::ranges::find(values, word) - values.begin());
    const bool known = at < kArrows.size();
    arrow = known ? sheet.pick(kArrows[at].unicode, kArrows[at].ascii) : "?";
    tint = !known ? Tint::red : at + 1 == kArrows.size() ? Tint::dim : Tint::plain;
  }
  sheet.cell({.text = arrow, .tint = tint, .pad = sheet.style().unicode ? std::size_t{1} : std::size_t{3}});
  sheet.cell({.text = word, .tint = tint, .pad = kWord, .gap = 1});
}

void draw_outline(Sheet& sheet, Element element) {
  constexpr std::size_t kDeepestShown = 16;
  const xml::Node top = element.node();
  std::size_t depth = 0;
  xml::Node node = top;
  while (node) {
    sheet.begin(2 * std::min(depth, kDeepestShown));
    sheet.cell({.text = node.qname(), .tint = Tint::strong});
    for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
      const xml::Attribute attribute = node.attribute_at(i);
      sheet.cell({.text = fmt::format("{}={}", attribute.qname(), in_quotes(attribute.value()))});
    }
    sheet.words(node.text());
    sheet.end();
    if (const xml::Node child = node.first_element()) {
      node = child;
      ++depth;
      continue;
    }
    while (node && !(node == top) && !node.next_element()) {
      node = node.parent();
      --depth;
    }
    node = node == top ? xml::Node() : node.next_element();
  }
}

}  // namespace confstate::draw
