// The walk by the vocabulary table that finds every structure fault of a document.
#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/text.hpp"
#include "info/values.hpp"
#include "rules/info/structure.hpp"
#include "rules/info/structure_attributes.hpp"

namespace confstate::rules {
namespace {

using info::Name;
using info::Type;

// The children of one element, as far as they have been looked at.
struct Content {
  Type type = Type::foreign;
  std::array<std::uint32_t, 16> first{};  // by rank: the first child of that name, or kNoNode
  std::uint32_t missing = 0;              // one bit by rank: what the schema demands and is not there
  std::uint8_t last_rank = 0;
  bool disordered = false;
  bool strange = false;                    // some child has no place here
  std::uint32_t extension = xml::kNoNode;  // the first extension element
};

// The place of each name in the sequence of each type; behind the last for a name that has none.
using Ranks = std::array<std::array<std::uint8_t, info::kNames + 1>, info::kTypes>;

Ranks make_ranks() noexcept {
  Ranks ranks;
  for (std::size_t parent = 0; parent < info::kTypes; ++parent) {
    const std::span<const info::ChildRow> rows = info::children_of(static_cast<Type>(parent));
    ranks[parent].fill(static_cast<std::uint8_t>(rows.size()));
    for (std::size_t rank = rows.size(); rank-- > 0;) {
      ranks[parent][static_cast<std::size_t>(rows[rank].name)] = static_cast<std::uint8_t>(rank);
    }
  }
  return ranks;
}

const Ranks kRanks = make_ranks();

// The children that the schema demands in each type, one bit by rank.
using Demands = std::array<std::uint32_t, info::kTypes>;

Demands make_demands() noexcept {
  Demands demands{};
  for (std::size_t parent = 0; parent < info::kTypes; ++parent) {
    const std::span<const info::ChildRow> rows = info::children_of(static_cast<Type>(parent));
    for (std::size_t rank = 0; rank < rows.size(); ++rank) {
      demands[parent] |= (rows[rank].at_least > 0 ? 1U : 0U) << rank;
    }
  }
  return demands;
}

const Demands kDemands = make_demands();

class Walk {
 public:
  Walk(const info::Document& document, StructureFaults& out)
      : document_(document), out_(out), attributes_(document, out) {}

  void run() {
    const xml::Node root = document_.tree().root();
    if (!root) {
      return;
    }
    judge_root(root);
    if (document_.root_kind() == info::RootKind::other) {
      return;
    }
    const auto count = static_cast<std::uint32_t>(document_.tree().node_count());
    for (std::uint32_t id = root.id(); id < count; ++id) {
      const xml::Node node = document_.tree().node(id);
      if (node.is_element()) {
        judge(node);
      }
    }
  }

 private:
  void judge_root(xml::Node root) {
    switch (document_.root_kind()) {
      case info::RootKind::conference:
        return;
      case info::RootKind::no_namespace:
        return out_.add(StructureFault::namespace_missing, {root.id()});
      case info::RootKind::misspelt_namespace:
        return out_.add(StructureFault::namespace_misspelt, {root.id()});
      case info::RootKind::fragment:
        return out_.add(StructureFault::root_fragment, {root.id()});
      case info::RootKind::other:
        return out_.add(StructureFault::root_unknown, {root.id()});
    }
  }

  void judge(xml::Node node) {
    const Type type = document_.type(node);
    if (type == Type::foreign) {
      if (document_.is_extension(node)) {
        attributes_.judge_extension(node);
      }
      return;
    }
    attributes_.judge(node, type);
    if (info::is_complex(type)) {
      judge_content(node, type);
    } else {
      judge_value(node, type);
    }
  }

  void judge_content(xml::Node node, Type type) {
    Content content;
    content.type = type;
    content.first.fill(xml::kNoNode);
    content.missing = kDemands[static_cast<std::size_t>(type)];
    for (xml::Node child = node.first_child(); child; child = child.next_sibling()) {
      if (child.is_element()) {
        judge_child(child, content);
      } else if (is_stray_text(child)) {
        out_.add(StructureFault::text_misplaced, {child.id()});
      }
    }
    const bool has_sip = type == Type::call && content.first[0] != xml::kNoNode;
    if (has_sip && content.extension != xml::kNoNode) {
      out_.add(StructureFault::call_info_mixed, {content.extension, xml::kNoNode, content.first[0]});
    } else if (content.disordered) {
      judge_order(node, type);
    }
    if (content.missing != 0) {
      judge_presence(node, content);
    }
  }

  static bool is_stray_text(xml::Node node) {
    const bool text = node.kind() == xml::NodeKind::text || node.kind() == xml::NodeKind::cdata;
    return text && !base::is_all_space(node.text());
  }

  void judge_child(xml::Node child, Content& content) {
    const Type type = document_.type(child);
    if (type == Type::foreign && !document_.is_extension(child)) {
      content.strange = true;
      out_.add(strangeness(child), {child.id()});
      return;
    }
    const std::uint8_t rank = rank_of(content.type, child);
    if (type == Type::foreign) {
      content.extension = std::min(content.extension, child.id());
    } else if (content.first[rank] == xml::kNoNode) {
      content.first[rank] = child.id();
      content.missing &= ~(1U << rank);
    } else if (info::children_of(content.type)[rank].at_most == 1) {
      out_.add(StructureFault::element_repeated, {child.id(), xml::kNoNode, content.first[rank]});
      return;
    }
    content.disordered = content.disordered || rank < content.last_rank;
    content.last_rank = rank;
  }

  // The place of a child in the sequence of its parent's type; extension elements come last.
  [[nodiscard]] std::uint8_t rank_of(Type parent, xml::Node child) const {
    return kRanks[static_cast<std::size_t>(parent)][static_cast<std::size_t>(document_.name(child))];
  }

  [[nodiscard]] StructureFault strangeness(xml::Node child) const {
    if (document_.in_vocabulary(child)) {
      return document_.name(child) == Name::unknown ? StructureFault::element_unknown
                                                    : StructureFault::element_misplaced;
    }
    return child.name().space.empty() ? StructureFault::element_without_namespace : StructureFault::extension_misplaced;
  }

  void judge_order(xml::Node node, Type type) {
    std::vector<Ordered> children;
    std::array<bool, 16> seen{};
    const std::span<const info::ChildRow> rows = info::children_of(type);
    for (xml::Node child = node.first_element(); child; child = child.next_element()) {
      if (document_.type(child) == Type::foreign && !document_.is_extension(child)) {
        continue;
      }
      const std::uint8_t rank = rank_of(type, child);
      const bool repeated = rank < rows.size() && rows[rank].at_most == 1 && seen[rank];
      seen[rank] = true;
      if (!repeated) {
        children.push_back({child.id(), rank});
      }
    }
    for (const StructurePlace& place : find_misordered(children)) {
      out_.add(StructureFault::element_order, place);
    }
  }

  // One finding for all that is missing, unless a child that has no place was meant to be it.
  void judge_presence(xml::Node node, const Content& content) {
    const std::span<const info::ChildRow> rows = info::children_of(content.type);
    for (std::size_t rank = 0; rank < rows.size(); ++rank) {
      const bool missing = (content.missing >> rank & 1U) != 0;
      if (!missing || is_open(node) || (content.strange && has_child_meant(document_, node, rows[rank].name))) {
        continue;
      }
      out_.add(content.type == Type::sip_dialog ? StructureFault::sip_incomplete : StructureFault::element_missing,
               {node.id()});
      return;
    }
  }

  void judge_value(xml::Node node, Type type) {
    bool has_elements = false;
    for (xml::Node child = node.first_child(); child; child = child.next_sibling()) {
      if (child.is_element()) {
        has_elements = true;
        out_.add(StructureFault::element_in_value, {child.id()});
      }
    }
    if (!has_elements && type != Type::string && !info::belongs_to(node.text(), type) && !is_open(node)) {
      out_.add(value_fault(type), {node.id()});
    }
  }

  // What was not read to its end cannot be said to lack anything.
  [[nodiscard]] bool is_open(xml::Node node) const {
    return document_.tree().truncated() && document_.tree().is_open(node);
  }

  const info::Document& document_;
  StructureFaults& out_;
  AttributeWalk attributes_;
};

}  // namespace

StructureFault value_fault(Type type) {
  switch (type) {
    case Type::unsigned_int:
      return StructureFault::number_value;
    case Type::boolean:
      return StructureFault::boolean_value;
    case Type::date_time:
      return StructureFault::time_value;
    case Type::language_list:
      return StructureFault::language_value;
    case Type::state:
      return StructureFault::state_value;
    case Type::endpoint_status:
      return StructureFault::endpoint_status_value;
    case Type::joining:
      return StructureFault::joining_value;
    case Type::disconnection:
      return StructureFault::disconnection_value;
    case Type::media_status:
      return StructureFault::media_status_value;
    default:
      return StructureFault::uri_value;
  }
}

StructureFaults find_structure_faults(const info::Document& document) {
  StructureFaults faults;
  Walk(document, faults).run();
  return faults;
}

const StructureFaults& structure_of(const DocumentCase& subject) {
  if (!subject.structure) {
    subject.structure = std::make_shared<const StructureFaults>(find_structure_faults(subject.document));
  }
  return *subject.structure;
}

}  // namespace confstate::rules
