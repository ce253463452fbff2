#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "change/canonical.hpp"

namespace confstate::change {

using info::AttributeName;
using info::Element;
using info::Type;

namespace {

std::string_view key_name(info::KeyKind kind) {
  switch (kind) {
    case info::KeyKind::id:
      return to_string(AttributeName::id);
    case info::KeyKind::label:
      return to_string(AttributeName::label);
    case info::KeyKind::uri_child:
      return to_string(info::Name::uri);
    default:
      return to_string(AttributeName::entity);
  }
}

// True for an element that a notification takes apart; what the others hold is replaced with them (section 4.4).
bool is_taken_apart(Element element) {
  return info::is_stateful(element.name(), element.type());
}

class Search {
 public:
  explicit Search(const info::Document& document) : document_(document) {}

  std::vector<Obstacle> run() {
    const xml::Tree& tree = document_.tree();
    std::vector<bool> looked_at(tree.node_count(), false);
    const auto count = static_cast<std::uint32_t>(tree.node_count());
    for (std::uint32_t id = tree.root().id(); id < count; ++id) {
      const Element element(&document_, tree.node(id));
      const xml::Node parent = element.node().parent();
      looked_at[id] = element.node().is_element() && is_taken_apart(element) && (!parent || looked_at[parent.id()]);
      if (looked_at[id]) {
        check_state(element);
        check_keys(element);
      }
    }
    std::ranges::stable_sort(found_, {}, [](const Obstacle& obstacle) { return obstacle.span.begin; });
    return std::move(found_);
  }

 private:
  struct Row {
    Element element;
    std::string key;
  };

  void check_state(Element element) {
    const xml::Attribute state = element.attribute(AttributeName::state);
    const auto states = info::values_of(Type::state);
    if (!state || state.value() == states.front()) {
      return;
    }
    const bool known = std::ranges::find(states, state.value()) != states.end();
    found_.push_back({Obstacle::Kind::state, state.value_span(),
                      known ? fmt::format("{} is {}, not {}", to_string(element.name()), state.value(), states.front())
                            : fmt::format("`{}` is no state", base::clipped(state.value()))});
  }

  void check_keys(Element parent) {
    std::vector<Row> rows;
    for (xml::Node node = parent.node().first_element(); node; node = node.next_element()) {
      const Element child(&document_, node);
      const Type type = child.type();
      if (type == Type::foreign || info::row_of(type).key == info::KeyKind::none) {
        continue;
      }
      if (auto key = child.key()) {
        rows.push_back({child, std::move(*key)});
      } else {
        found_.push_back({Obstacle::Kind::no_key, node.name_span(),
                          fmt::format("{} without {}", to_string(child.name()), key_name(info::row_of(type).key))});
      }
    }
    if (rows.size() > 1) {
      check_repeats(rows);
    }
  }

  void check_repeats(const std::vector<Row>& rows) {
    std::unordered_set<std::string_view> seen;
    seen.reserve(rows.size());
    for (const Row& row : rows) {
      if (!seen.insert(row.key).second) {
        found_.push_back({Obstacle::Kind::repeated_key, key_span(row.element),
                          fmt::format("{} {} is there twice", to_string(row.element.name()), base::clipped(row.key))});
      }
    }
  }

  static base::Span key_span(Element row) {
    for (const AttributeName name : {AttributeName::entity, AttributeName::id}) {
      if (const xml::Attribute attribute = row.attribute(name)) {
        return attribute.value_span();
      }
    }
    const Element uri = row.child(info::Name::uri);
    return uri ? uri.node().text_span() : row.node().name_span();
  }

  const info::Document& document_;
  std::vector<Obstacle> found_;
};

}  // namespace

std::vector<Obstacle> obstacles_of(const info::Document& document) {
  return Search(document).run();
}

}  // namespace confstate::change
