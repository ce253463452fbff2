// How a caller of a class gets in under one policy: the circumstances are the best there can be, and who he is is all
// that counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy/decide.hpp"
#include "prove/neighbours.hpp"
#include "prove/standing.hpp"

namespace confstate::prove {

// A request that is let in.
struct Passage {
  bool by_dial_out = false;
  std::optional<policy::SourceIn> source;       // how a caller shows who he is; nothing: not at all
  std::optional<policy::SourceOut> source_out;  // how whoever is called does; nothing: not at all
  std::size_t neighbour = 0;                    // index into neighbours()
  policy::Moment now;
  policy::DialInFacts facts;  // of dial-in
};

// Sources in which callers of a sort can be shown: digest names are addresses, and certificates have URIs of SIP.
[[nodiscard]] bool can_show(policy::SourceIn source, Sort sort);

class Door {
 public:
  Door(const policy::Policy& policy, std::size_t number, const Neighbours& neighbours,
       std::vector<policy::Moment> moments);  // all of them must outlive it, but for the moments

  [[nodiscard]] const policy::Policy& policy() const { return policy_; }
  [[nodiscard]] const std::vector<policy::Moment>& moments() const { return moments_; }

  // The facts of a good call without anybody in it, at a moment, through a neighbour; media as the policy likes best.
  [[nodiscard]] policy::DialInFacts good_call(policy::Moment now, std::size_t neighbour) const;
  // The person of a claim, as policy::persons_of makes it; nothing where the policy does not read it.
  [[nodiscard]] std::optional<policy::Person> claimed(const Standing& standing, policy::SourceIn source,
                                                      std::size_t neighbour, policy::Moment now) const;
  // The lines that the section of a rule, or of the policy for -1, takes; nothing where there are none.
  [[nodiscard]] const std::optional<std::vector<policy::MediaLine>>& offer(std::int32_t allow_rule) const;

  // How he gets in by calling, or by being called; nothing where he never does. Whoever takes a leg of his own over is
  // in already, which counts for nothing.
  [[nodiscard]] std::optional<Passage> dial_in(const Standing& standing, Sort sort) const;
  [[nodiscard]] std::optional<Passage> dial_in_by(const Standing& standing, policy::SourceIn source,
                                                  std::span<const policy::Moment> moments) const;
  [[nodiscard]] std::optional<Passage> dial_out(const Standing& standing) const;
  [[nodiscard]] std::optional<Passage> dial_out_at(const Standing& standing, policy::Moment now) const;
  // Somebody without any identity.
  [[nodiscard]] std::optional<Passage> nameless() const;
  // Whether a source can tell that he answers a call.
  [[nodiscard]] bool answers_by(const Standing& standing, policy::SourceOut source) const;
  // Whether he may be called at that moment; that he is the one who answers is another question.
  [[nodiscard]] bool is_target(const Standing& standing, policy::Moment now) const;

 private:
  [[nodiscard]] std::optional<Passage> dial_in_at(const Standing& standing, policy::SourceIn source,
                                                  std::size_t neighbour, policy::Moment now) const;
  // Lets the facts in by one of the ways that are open to others than the owner of a leg.
  [[nodiscard]] bool lets_in(policy::DialInFacts& facts) const;

  const policy::Policy& policy_;
  std::size_t number_;
  const Neighbours& neighbours_;
  std::vector<policy::Moment> moments_;
  std::map<std::int32_t, std::optional<std::vector<policy::MediaLine>>> offers_;
};

// All that a policy's decisions about a caller depend on; callers of the same effect need to be looked at once.
using Effect = std::vector<std::uint32_t>;
[[nodiscard]] Effect effect_of(const Door& door, const Standing& standing, Sort sort);

[[nodiscard]] inline bool admits(const policy::Policy& policy, const policy::DialInFacts& facts) {
  const policy::Verdict verdict = policy::decide_quickly(policy, facts).verdict;
  return verdict == policy::Verdict::admit || verdict == policy::Verdict::admit_partial;
}

}  // namespace confstate::prove
