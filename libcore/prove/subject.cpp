#include "prove/subject.hpp"

#include <map>

namespace confstate::prove {

Subject::Subject(const policy::Policy& policy, std::span<const Asked> asked)
    : policies_{&policy},
      census_(take_census(policies_, asked)),
      neighbours_(neighbours_of(policies_)),
      door_(policy, 0, neighbours_, moments_of(policies_)) {
  std::map<Effect, std::uint32_t> met;
  for (std::uint32_t i = 0; i < census_.classes.size(); ++i) {
    const Sort sort = census_.classes[i].sort;
    standings_.push_back(standing_of(census_, 0, policy, census_.classes[i]));
    const auto [at, is_new] =
        met.try_emplace(effect_of(door_, standings_.back(), sort), static_cast<std::uint32_t>(firsts_.size()));
    effects_.push_back(at->second);
    if (is_new) {
      firsts_.push_back(i);
      passages_.push_back(door_.dial_in(standings_.back(), sort));
      if (!passages_.back()) {
        passages_.back() = door_.dial_out(standings_.back());
      }
    }
  }
}

std::string Subject::undecided() const {
  if (!census_.undecided.empty()) {
    return census_.undecided;
  }
  if (!census_.all_numbers) {
    return "more than 65536 pairs of numbers and hosts";
  }
  return neighbours_.complete ? "" : "more neighbours than can be told apart";
}

}  // namespace confstate::prove
