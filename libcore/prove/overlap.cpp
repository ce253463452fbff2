#include "prove/overlap.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "prove/minterms.hpp"
#include "prove/universe.hpp"

namespace confstate::prove {
namespace {

// More patterns than this are not compared with each other: whoever reads the answer knows enough by then.
constexpr std::size_t kCompared = 64;

// True where two patterns of users share a user and each has one of its own.
bool overlap(const Machine& a, const Machine& b) {
  const std::array<Machine, 2> both{a, b};
  std::array<bool, 4> met{};
  for (const Minterm& minterm : minterms_of(user_universe(), both, {8, 20'000}).all) {
    met[(minterm.marks[0].empty() ? 0U : 1U) + (minterm.marks[1].empty() ? 0U : 2U)] = true;
  }
  return met[1] && met[2] && met[3];
}

}  // namespace

std::vector<std::string> overlapping_patterns(std::span<const std::string> patterns, std::size_t most) {
  std::vector<Machine> machines;
  for (std::size_t i = 0; i < std::min(patterns.size(), kCompared); ++i) {
    const std::size_t sign = patterns[i].find('@');
    machines.push_back(glob_machine_after("sip:", std::string_view(patterns[i]).substr(0, sign), kUserAlphabet, 0));
  }
  std::vector<std::pair<std::size_t, std::size_t>> counts;  // how many others, and which pattern
  for (std::size_t i = 0; i < machines.size(); ++i) {
    counts.emplace_back(0, i);
    for (std::size_t k = 0; k < i; ++k) {
      const bool met = overlap(machines[i], machines[k]);
      counts[i].first += met ? 1 : 0;
      counts[k].first += met ? 1 : 0;
    }
  }
  std::ranges::stable_sort(counts, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> found;
  for (const auto& [others, pattern] : counts) {
    if (others > 0 && found.size() < most) {
      found.push_back(patterns[pattern]);
    }
  }
  return found;
}

}  // namespace confstate::prove
