#include "info/document.hpp"

#include <utility>

#include "base/text.hpp"

namespace confstate::info {
namespace {

// The type that a child of each name has in each type; foreign where it has no place.
using ChildTypes = std::array<std::array<Type, kNames + 1>, kTypes>;

ChildTypes make_child_types() noexcept {
  ChildTypes table;
  for (std::size_t parent = 0; parent < kTypes; ++parent) {
    table[parent].fill(Type::foreign);
    for (const ChildRow& row : children_of(static_cast<Type>(parent))) {
      table[parent][static_cast<std::size_t>(row.name)] = row.type;
    }
  }
  return table;
}

const ChildTypes kChildTypes = make_child_types();

Type child_type(Type parent, Name name) {
  return kChildTypes[static_cast<std::size_t>(parent)][static_cast<std::size_t>(name)];
}

// A namespace that somebody who wrote that of RFC 4575 may have meant.
bool is_nearly_the_namespace(std::string_view space) {
  return base::equal_ignoring_case(space, kNamespace) || base::edit_distance(space, kNamespace, 3) <= 3;
}

// A type whose white space XSD collapses (enumerations here are restrictions of xs:string, which keep it).
bool is_collapsed(Type type) {
  return type >= Type::any_uri && type <= Type::language_list;
}

std::string value_as(Type type, std::string_view raw) {
  return is_collapsed(type) ? base::collapse(raw) : std::string(raw);
}

std::string_view value_as(Type type, std::string_view raw, std::string& scratch) {
  const std::string_view value = is_collapsed(type) ? base::trim(raw) : raw;
  if (!is_collapsed(type) || base::is_collapsed(value)) {
    return value;
  }
  scratch = base::collapse(value);
  return scratch;
}

std::optional<std::string_view> key_in(Element row, AttributeName name, std::string& scratch) {
  const xml::Attribute found = row.attribute(name);
  const AttributeRow* in_table = found ? find_attribute(row.type(), name) : nullptr;
  return in_table == nullptr ? std::nullopt : std::optional(value_as(in_table->type, found.value(), scratch));
}

}  // namespace

Element Element::parent() const {
  return document_ == nullptr ? Element() : Element(document_, node_.parent());
}

Element Element::child(Name name) const {
  const Type own = type();
  if (own == Type::foreign) {
    return {};
  }
  const Type wanted = child_type(own, name);
  if (wanted == Type::foreign) {
    return {};
  }
  for (xml::Node node = node_.first_child(); node; node = node.next_sibling()) {  // text has no type
    if (document_->type(node) == wanted && document_->name(node) == name) {
      return {document_, node};
    }
  }
  return {};
}

Element Element::next() const {
  const Type own_type = type();
  const Name own_name = name();
  for (xml::Node node = node_.next_sibling(); node; node = node.next_sibling()) {
    if (document_->type(node) == own_type && node.is_element() && document_->name(node) == own_name) {
      return {document_, node};
    }
  }
  return {};
}

std::string Element::text() const {
  return document_ == nullptr ? std::string() : value_as(type(), node_.text());
}

std::optional<std::string> Element::text_of(Name name) const {
  const Element found = child(name);
  return found ? std::optional(found.text()) : std::nullopt;
}

xml::Attribute Element::attribute(AttributeName name) const {
  const std::uint32_t count = document_ == nullptr ? 0 : node_.attribute_count();
  for (std::uint32_t i = 0; i < count; ++i) {
    const xml::Attribute attribute = node_.attribute_at(i);
    if (document_->attribute_name(attribute.name_id()) == name) {
      return attribute;
    }
  }
  return {};
}

State Element::state() const {
  const xml::Attribute found = attribute(AttributeName::state);
  const std::span<const std::string_view> states = values_of(Type::state);
  for (std::size_t i = 0; found && i < states.size(); ++i) {
    if (found.value() == states[i]) {
      return static_cast<State>(i);
    }
  }
  return State::full;
}

std::optional<std::string> Element::key() const {
  std::string scratch;
  const std::optional<std::string_view> found = key(scratch);
  return found ? std::optional<std::string>(*found) : std::nullopt;
}

std::optional<std::string_view> Element::key(std::string& scratch) const {
  const Type own = type();
  switch (own == Type::foreign ? KeyKind::none : row_of(own).key) {
    case KeyKind::none:
      return std::nullopt;
    case KeyKind::uri_child: {
      const Element uri = child(Name::uri);
      return uri ? std::optional(value_as(uri.type(), uri.node().text(), scratch)) : std::nullopt;
    }
    case KeyKind::entity:
      return key_in(*this, AttributeName::entity, scratch);
    case KeyKind::id:
      return key_in(*this, AttributeName::id, scratch);
    case KeyKind::label:
      break;
  }
  return key_in(*this, AttributeName::label, scratch);
}

Document::Document(xml::Tree tree) : tree_(std::move(tree)) {
  types_.assign(tree_.node_count(), Type::foreign);
  extension_.assign(tree_.node_count(), false);
  read_root();
  read_names();
  type_elements();
  list_types();
  if (const xml::Attribute entity = root().attribute(AttributeName::entity)) {
    entity_ = base::collapse(entity.value());
  }
}

Element Document::root() const {
  return root_kind_ == RootKind::other ? Element() : Element(this, tree_.root());
}

bool Document::in_vocabulary(xml::Node node) const {
  return node.is_element() && node.name().space == space_;
}

Element Document::conference_of(Element element) const {
  for (xml::Node node = element.node(); node; node = node.parent()) {
    if (type(node) == Type::conference) {
      return {this, node};
    }
  }
  return {};
}

const xml::Scopes& Document::scopes() const {
  if (scopes_ == nullptr) {
    scopes_ = std::make_shared<const xml::Scopes>(tree_);
  }
  return *scopes_;
}

// Which namespace is read as that of RFC 4575, and as what the root is read.
void Document::read_root() {
  space_ = kNamespace;
  const xml::Node root = tree_.root();
  if (!root) {
    return;
  }
  const xml::ExpandedName name = root.name();
  const Name own = name_of(name.local);
  if (name.space == kNamespace) {
    root_kind_ = own == Name::conference_info                            ? RootKind::conference
                 : own != Name::unknown && only_type_of(own).has_value() ? RootKind::fragment
                                                                         : RootKind::other;
  } else if (own == Name::conference_info && (name.space.empty() || is_nearly_the_namespace(name.space))) {
    root_kind_ = name.space.empty() ? RootKind::no_namespace : RootKind::misspelt_namespace;
    space_ = name.space;
  }
}

void Document::read_names() {
  const std::vector<xml::Tree::NameRecord>& names = tree_.names();
  names_.reserve(names.size());
  attribute_names_.reserve(names.size());
  // Most names share one view of their namespace.
  std::string_view seen;
  bool is_own = space_.empty();
  for (const xml::Tree::NameRecord& record : names) {
    const std::string_view space = record.name.space;
    if (space.data() != seen.data() || space.size() != seen.size()) {
      seen = space;
      is_own = space == space_;
    }
    names_.push_back(is_own ? name_of(record.name.local) : Name::unknown);
    const auto attribute = record.name.space.empty() ? attribute_name_of(record.name.local) : std::nullopt;
    attribute_names_.push_back(attribute ? static_cast<std::int8_t>(*attribute) : std::int8_t{-1});
  }
}

// Parents come before their children in the tree's order, so one pass knows the parent's type.
void Document::type_elements() {
  const xml::Node root = tree_.root();
  if (!root || root_kind_ == RootKind::other) {
    return;
  }
  set_type(root.id(), only_type_of(names_[root.name_id()]).value_or(Type::foreign));
  elements_ = 1;
  const auto count = static_cast<std::uint32_t>(tree_.node_count());
  for (std::uint32_t id = root.id() + 1; id < count; ++id) {
    const xml::Node node = tree_.node(id);
    const xml::Node parent = node.is_element() ? node.parent() : xml::Node();
    if (parent) {
      ++elements_;
      type_below(node, parent.id());
    }
  }
}

void Document::type_below(xml::Node node, std::uint32_t parent) {
  const Type above = types_[parent];
  const Name own = names_[node.name_id()];
  if (above != Type::foreign) {
    const Type type = child_type(above, own);
    if (type != Type::foreign) {
      set_type(node.id(), type);
    } else if (row_of(above).any_element) {
      const std::string_view space = node.name().space;
      extension_[node.id()] = !space.empty() && space != space_;
    }
  } else if (extension_[parent]) {
    if (own == Name::conference_info) {
      set_type(node.id(), Type::conference);
    } else {
      extension_[node.id()] = true;
    }
  }
}

void Document::set_type(std::uint32_t node_id, Type type) {
  types_[node_id] = type;
  ++first_of_type_[static_cast<std::size_t>(type)];
}

// Lists the elements of each type in one array: first_of_type_ has counted them, and becomes where each list begins.
void Document::list_types() {
  std::array<std::uint32_t, kTypes> next{};
  std::uint32_t begin = 0;
  for (std::size_t type = 0; type < kTypes; ++type) {
    next[type] = begin;
    begin += std::exchange(first_of_type_[type], begin);
  }
  first_of_type_[kTypes] = begin;
  by_type_.resize(begin);
  const auto count = static_cast<std::uint32_t>(types_.size());
  for (std::uint32_t id = 0; id < count; ++id) {
    if (types_[id] != Type::foreign) {
      by_type_[next[static_cast<std::size_t>(types_[id])]++] = id;
    }
  }
}

}  // namespace confstate::info
