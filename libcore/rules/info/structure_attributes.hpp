// The part of the structure walk that looks at attributes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "info/document.hpp"
#include "rules/info/structure.hpp"

namespace confstate::rules {

// The fault of a text that does not belong to a simple type.
[[nodiscard]] StructureFault value_fault(info::Type type);

class AttributeWalk {
 public:
  AttributeWalk(const info::Document& document, StructureFaults& out);

  // The attributes of an element of the vocabulary: its own, those of a wildcard, and those that are missing.
  void judge(xml::Node node, info::Type type) {
    if (node.attribute_count() > 0) {
      judge_present(node, type);
    }
    if (info::is_complex(type) && demands_attribute(type)) {
      judge_presence(node, type);
    }
  }
  // The attributes of an extension element, which may have any; those of XML itself have their types there as well.
  void judge_extension(xml::Node node);

 private:
  // What an attribute of a name is, wherever it stands, that is none of the vocabulary in no namespace.
  struct Kind {
    bool is_read = false;
    bool unknown = false;  // in no namespace, or in the vocabulary's
    std::optional<info::GlobalAttribute> global;
  };

  // True for a complex type that has an attribute which must be there.
  [[nodiscard]] static bool demands_attribute(info::Type type);
  [[nodiscard]] const Kind& kind_of(std::uint32_t name_id);
  void judge_present(xml::Node node, info::Type type);
  void judge_own(xml::Node node, xml::Attribute attribute, info::Type type, info::AttributeName name);
  void judge_global(xml::Node node, xml::Attribute attribute, std::optional<info::GlobalAttribute> global);
  void judge_id(xml::Node node, xml::Attribute attribute);
  void judge_presence(xml::Node node, info::Type type);
  [[nodiscard]] bool is_meant(xml::Node node, info::Type type, info::AttributeName name);

  const info::Document& document_;
  StructureFaults& out_;
  std::vector<Kind> kinds_;                             // by the tree's name id, once one was asked for
  std::unordered_map<std::string, std::uint32_t> ids_;  // xml:id values and the elements that have them
};

}  // namespace confstate::rules
