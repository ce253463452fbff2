#include "change/parts.hpp"

#include <algorithm>
#include <tuple>

namespace confstate::change {

using info::AttributeName;
using info::Element;
using info::Type;

namespace {

constexpr std::string_view kSignatureSpace = "http://www.w3.org/2000/09/xmldsig#";
constexpr std::string_view kSignatureName = "Signature";

// Where the vocabulary has an attribute of this owner; behind all of them where it has not.
std::size_t rank_of(Type owner, AttributeName name) {
  const auto rows = info::attributes_of(owner);
  return static_cast<std::size_t>(std::ranges::find(rows, name, &info::AttributeRow::name) - rows.begin());
}

bool is_left_out(Element element, AttributeName name, Form form) {
  if (name == AttributeName::version) {
    return element.type() == Type::conference && !(form.version && element == element.document().root());
  }
  return name == AttributeName::state;
}

struct RankedFact {
  std::size_t rank = 0;
  Fact fact;
};

bool ranks_before(const RankedFact& a, const RankedFact& b) {
  return std::tie(a.rank, a.fact.name.space, a.fact.name.local) <
         std::tie(b.rank, b.fact.name.space, b.fact.name.local);
}

std::uint32_t child_rank(Type parent, info::Name name) {
  const info::ChildRow* row = info::find_child(parent, name);
  return row == nullptr ? kForeignRank : static_cast<std::uint32_t>(row - info::children_of(parent).data());
}

}  // namespace

std::optional<Fact> fact_of(Element element, xml::Attribute attribute, Form form) {
  const auto name = element.document().attribute_name(attribute.name_id());
  if (name && is_left_out(element, *name, form)) {
    return std::nullopt;
  }
  const info::AttributeRow* row = name ? info::find_attribute(element.type(), *name) : nullptr;
  return Fact{attribute.name(), attribute, row == nullptr ? Type::string : row->type, row != nullptr};
}

std::vector<Fact> attributes_in_order(Element element, Form form) {
  std::vector<RankedFact> ranked;
  const xml::Node node = element.node();
  const std::size_t behind = info::attributes_of(element.type()).size();
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    if (const auto fact = fact_of(element, node.attribute_at(i), form)) {
      const auto name = element.document().attribute_name(fact->attribute.name_id());
      ranked.push_back({fact->is_known ? rank_of(element.type(), *name) : behind, *fact});
    }
  }
  std::ranges::sort(ranked, ranks_before);
  std::vector<Fact> facts;
  facts.reserve(ranked.size());
  for (const RankedFact& each : ranked) {
    facts.push_back(each.fact);
  }
  return facts;
}

Slot slot_of(Element parent, Element child) {
  if (child.type() == Type::foreign) {
    const xml::ExpandedName name = child.node().name();
    return {.rank = kForeignRank, .space = name.space, .local = name.local, .keyless = true, .key = {}};
  }
  Slot slot{.rank = child_rank(parent.type(), child.name()), .space = {}, .local = {}, .keyless = true, .key = {}};
  if (auto key = child.key()) {
    slot.keyless = false;
    slot.key = std::move(*key);
  }
  return slot;
}

bool comes_before(const Slot& a, const Slot& b) {
  return std::tie(a.rank, a.space, a.local, a.keyless, a.key) < std::tie(b.rank, b.space, b.local, b.keyless, b.key);
}

std::vector<Child> children_in_order(Element element, std::size_t begin) {
  std::vector<Child> children;
  const info::Document& document = element.document();
  std::size_t number = 0;
  for (xml::Node node = element.node().first_element(); node; node = node.next_element(), ++number) {
    if (number >= begin && !is_signature(document, node)) {
      children.push_back({slot_of(element, Element(&document, node)), node});
    }
  }
  const auto before = [](const Child& a, const Child& b) { return comes_before(a.slot, b.slot); };
  if (!std::ranges::is_sorted(children, before)) {
    std::ranges::stable_sort(children, before);
  }
  return children;
}

bool is_signature(const info::Document& document, xml::Node node) {
  return document.type(node) == Type::foreign && node.parent() == document.tree().root() &&
         node.name() == xml::ExpandedName{kSignatureSpace, kSignatureName};
}

bool is_list_of_values(Type type) {
  if (!info::is_complex(type)) {
    return false;
  }
  const auto rows = info::children_of(type);
  return std::ranges::all_of(
      rows, [](const info::ChildRow& row) { return row.at_most == info::kMany && !info::is_complex(row.type); });
}

}  // namespace confstate::change
