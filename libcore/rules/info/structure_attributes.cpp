#include "rules/info/structure_attributes.hpp"

#include <string_view>

#include "base/text.hpp"
#include "info/values.hpp"

namespace confstate::rules {

using info::AttributeName;
using info::GlobalAttribute;
using info::Type;

namespace {

bool has_good_value(xml::Attribute attribute, GlobalAttribute global) {
  const std::string_view value = base::trim(attribute.value());
  switch (global) {
    case GlobalAttribute::xml_lang:
      return attribute.value().empty() || info::is_language(value);
    case GlobalAttribute::xml_space:
      return value == "default" || value == "preserve";
    case GlobalAttribute::xml_base:
      return info::belongs_to(value, Type::any_uri);
    default:
      return true;
  }
}

}  // namespace

AttributeWalk::AttributeWalk(const info::Document& document, StructureFaults& out) : document_(document), out_(out) {
  const auto count = static_cast<std::uint32_t>(document.tree().names().size());
  kinds_.reserve(count);
  for (std::uint32_t id = 0; id < count; ++id) {
    kinds_.push_back(kind_of(document, id));
  }
}

AttributeWalk::Kind AttributeWalk::kind_of(const info::Document& document, std::uint32_t name_id) {
  const xml::ExpandedName& name = document.tree().names()[name_id].name;
  Kind kind;
  kind.own = document.attribute_name(name_id).has_value();
  kind.unknown = !kind.own && (name.space.empty() || name.space == document.space());
  if (!kind.own && !kind.unknown) {
    kind.global = info::global_attribute_of(name.space, name.local);
  }
  return kind;
}

void AttributeWalk::judge_present(xml::Node node, Type type) {
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    const Kind& kind = kinds_[attribute.name_id()];
    if (kind.own) {
      judge_own(node, attribute, type);
    } else if (kind.unknown) {
      out_.add(StructureFault::attribute_unknown, {node.id(), attribute.id()});
    } else if (row_of(type).any_attribute || (kind.global && *kind.global >= GlobalAttribute::xsi_type)) {
      judge_global(node, attribute, kind.global);
    } else {
      out_.add(StructureFault::extension_attribute_misplaced, {node.id(), attribute.id()});
    }
  }
}

void AttributeWalk::judge_extension(xml::Node node) {
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    const std::optional<GlobalAttribute> global = kinds_[attribute.name_id()].global;
    if (global != GlobalAttribute::xsi_nil) {  // says nothing about an element that no schema declares
      judge_global(node, attribute, global);
    }
  }
}

void AttributeWalk::judge_own(xml::Node node, xml::Attribute attribute, Type type) {
  const AttributeName name = *document_.attribute_name(attribute.name_id());
  const info::AttributeRow* row = info::find_attribute(type, name);
  const StructurePlace place{node.id(), attribute.id()};
  if (row == nullptr) {
    out_.add(StructureFault::attribute_unknown, place);
  } else if (!info::belongs_to(attribute.value(), row->type)) {
    out_.add(name == AttributeName::version ? StructureFault::version_value : value_fault(row->type), place);
  }
}

// Those of XML have declarations, and a wildcard checks what it finds a declaration for.
void AttributeWalk::judge_global(xml::Node node, xml::Attribute attribute, std::optional<GlobalAttribute> global) {
  if (!global || *global == GlobalAttribute::xsi_location) {
    return;
  }
  if (*global == GlobalAttribute::xml_id) {
    judge_id(node, attribute);
  } else if (*global == GlobalAttribute::xsi_type || *global == GlobalAttribute::xsi_nil) {
    out_.add(StructureFault::schema_instance, {node.id(), attribute.id()});
  } else if (!has_good_value(attribute, *global)) {
    out_.add(StructureFault::xml_attribute, {node.id(), attribute.id()});
  }
}

void AttributeWalk::judge_id(xml::Node node, xml::Attribute attribute) {
  const std::string_view value = base::trim(attribute.value());
  if (!info::is_nc_name(value)) {
    return out_.add(StructureFault::xml_attribute, {node.id(), attribute.id()});
  }
  const auto [first, is_new] = ids_.emplace(value, node.id());
  if (!is_new) {
    out_.add(StructureFault::xml_id_repeated, {node.id(), attribute.id(), first->second});
  }
}

void AttributeWalk::judge_presence(xml::Node node, Type type) {
  for (const info::AttributeRow& row : info::attributes_of(type)) {
    if (!row.required || info::Element(&document_, node).attribute(row.name) || is_meant(node, type, row.name)) {
      continue;
    }
    const bool document = type == Type::conference && document_.name(node) == info::Name::conference_info;
    out_.add(document ? StructureFault::conference_entity_missing : StructureFault::attribute_missing, {node.id()});
  }
}

bool AttributeWalk::is_meant(xml::Node node, Type type, AttributeName name) const {
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    const Kind& kind = kinds_[attribute.name_id()];
    if ((kind.own || kind.unknown) && meant_attribute(type, attribute) == name) {
      return true;
    }
  }
  return false;
}

}  // namespace confstate::rules
