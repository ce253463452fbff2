#include "rules/info/structure_attributes.hpp"

#include <algorithm>
#include <array>
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

using Demanding = std::array<bool, info::kTypes>;

Demanding make_demanding() noexcept {
  Demanding demanding{};
  for (std::size_t type = 0; type < info::kTypes; ++type) {
    demanding[type] = std::ranges::any_of(info::attributes_of(static_cast<Type>(type)), &info::AttributeRow::required);
  }
  return demanding;
}

const Demanding kDemanding = make_demanding();

}  // namespace

AttributeWalk::AttributeWalk(const info::Document& document, StructureFaults& out) : document_(document), out_(out) {}

bool AttributeWalk::demands_attribute(Type type) {
  return kDemanding[static_cast<std::size_t>(type)];
}

const AttributeWalk::Kind& AttributeWalk::kind_of(std::uint32_t name_id) {
  kinds_.resize(document_.tree().names().size());
  Kind& kind = kinds_[name_id];
  if (!kind.is_read) {
    const xml::ExpandedName& name = document_.tree().names()[name_id].name;
    kind.is_read = true;
    kind.unknown = name.space.empty() || name.space == document_.space();
    kind.global = kind.unknown ? std::nullopt : info::global_attribute_of(name.space, name.local);
  }
  return kind;
}

void AttributeWalk::judge_present(xml::Node node, Type type) {
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    if (const auto own = document_.attribute_name(attribute.name_id())) {
      judge_own(node, attribute, type, *own);
      continue;
    }
    const Kind& kind = kind_of(attribute.name_id());
    if (kind.unknown) {
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
    const bool is_own = document_.attribute_name(attribute.name_id()).has_value();
    const std::optional<GlobalAttribute> global = is_own ? std::nullopt : kind_of(attribute.name_id()).global;
    if (global != GlobalAttribute::xsi_nil) {  // says nothing about an element that no schema declares
      judge_global(node, attribute, global);
    }
  }
}

void AttributeWalk::judge_own(xml::Node node, xml::Attribute attribute, Type type, AttributeName name) {
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

bool AttributeWalk::is_meant(xml::Node node, Type type, AttributeName name) {
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    const bool is_own = document_.attribute_name(attribute.name_id()).has_value();
    if ((is_own || kind_of(attribute.name_id()).unknown) && meant_attribute(type, attribute) == name) {
      return true;
    }
  }
  return false;
}

}  // namespace confstate::rules
