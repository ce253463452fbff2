// Which children stand out of the order of the schema.
#include <algorithm>
#include <array>
#include <optional>

#include "rules/info/structure.hpp"

namespace confstate::rules {
namespace {

constexpr std::size_t kRanks = 16;  // more than any type has children

// For each child the length of the longest sequence in order that begins with it.
std::vector<std::uint32_t> longest_from(std::span<const Ordered> children) {
  std::vector<std::uint32_t> lengths(children.size());
  std::array<std::uint32_t, kRanks> best{};
  for (std::size_t i = children.size(); i-- > 0;) {
    const std::size_t rank = children[i].rank;
    lengths[i] = 1 + *std::max_element(best.begin() + static_cast<std::ptrdiff_t>(rank), best.end());
    best[rank] = std::max(best[rank], lengths[i]);
  }
  return lengths;
}

// Which children stay: of all longest sequences in order the one whose members come first.
std::vector<bool> choose(std::span<const Ordered> children) {
  const std::vector<std::uint32_t> lengths = longest_from(children);
  std::uint32_t wanted = *std::max_element(lengths.begin(), lengths.end());
  std::uint8_t rank = 0;
  std::vector<bool> chosen(children.size(), false);
  for (std::size_t i = 0; i < children.size() && wanted > 0; ++i) {
    if (lengths[i] == wanted && children[i].rank >= rank) {
      chosen[i] = true;
      rank = children[i].rank;
      --wanted;
    }
  }
  return chosen;
}

// Of the chosen children of each rank the first one so far, and the last one of all.
using ByRank = std::array<std::uint32_t, kRanks>;

ByRank none() {
  ByRank nodes{};
  nodes.fill(xml::kNoNode);
  return nodes;
}

std::uint32_t neighbour(const ByRank& first, const ByRank& last, std::size_t rank) {
  for (std::size_t above = rank + 1; above < kRanks; ++above) {
    if (first[above] != xml::kNoNode) {
      return first[above];
    }
  }
  for (std::size_t below = rank; below-- > 0;) {
    if (last[below] != xml::kNoNode) {
      return last[below];
    }
  }
  return xml::kNoNode;
}

}  // namespace

std::vector<StructurePlace> find_misordered(std::span<const Ordered> children) {
  std::vector<StructurePlace> found;
  if (children.empty()) {
    return found;
  }
  const std::vector<bool> chosen = choose(children);
  ByRank first = none();
  ByRank last = none();
  for (std::size_t i = 0; i < children.size(); ++i) {
    last[children[i].rank] = chosen[i] ? children[i].node : last[children[i].rank];
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    const std::size_t rank = children[i].rank;
    if (!chosen[i]) {
      found.push_back({children[i].node, xml::kNoNode, neighbour(first, last, rank)});
    } else if (first[rank] == xml::kNoNode) {
      first[rank] = children[i].node;
    }
  }
  return found;
}

}  // namespace confstate::rules
