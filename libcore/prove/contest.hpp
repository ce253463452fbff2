// Requests that one of two policies lets in and the other does not. For comparing.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "prove/door.hpp"
#include "prove/facts.hpp"
#include "prove/proof.hpp"

namespace confstate::prove {

// Two policies seen over the same callers and neighbours.
class Contest {
 public:
  Contest(const policy::Policy& first, const policy::Policy& second);  // both must outlive it
  Contest(const Contest&) = delete;
  Contest& operator=(const Contest&) = delete;

  [[nodiscard]] const Census& census() const { return census_; }
  [[nodiscard]] std::string undecided() const;

  // A request that policy `one` (0 or 1) lets in and the other does not.
  [[nodiscard]] std::optional<Witness> only(std::size_t one) const;
  // The same with one identity in an otherwise good call, which is what solvers are asked (smt.hpp).
  [[nodiscard]] std::optional<Witness> only_in_good_call(std::size_t one) const;
  // A caller who dials into both so.
  [[nodiscard]] bool calls_both() const;
  // A user who gets into both, by whatever way and at whatever time.
  [[nodiscard]] std::optional<std::string> in_both() const;

  // The media sections of callers who get into both conferences, and of whom.
  struct Sections {
    std::array<const policy::Media*, 2> media;
    std::string who;
  };
  [[nodiscard]] std::vector<Sections> sections() const;

 private:
  // Somebody shown in one source; the index is into firsts_.
  struct Claim {
    std::uint32_t first = 0;
    policy::SourceIn source = policy::SourceIn::from;
  };
  struct Request {
    std::vector<Claim> claims;
    std::size_t neighbour = 0;
    policy::Moment now;
    policy::Signature signature = policy::Signature::absent;
    policy::Truth from_anonymous = policy::Truth::no;
    policy::Truth privacy = policy::Truth::no;
  };

  [[nodiscard]] Request good_call(const Claim& claim, std::size_t neighbour, policy::Moment now) const;
  [[nodiscard]] bool calls(std::size_t policy, std::uint32_t first) const;
  [[nodiscard]] policy::DialInFacts facts_of(std::size_t policy, const Request& request) const;
  [[nodiscard]] bool lets_in(std::size_t policy, const Request& request, const Change* change) const;
  [[nodiscard]] Witness witness_of(const Request& request, std::size_t policy, const policy::DialInFacts& facts) const;
  [[nodiscard]] std::optional<Witness> difference(std::size_t one, const Request& request) const;
  [[nodiscard]] std::optional<Witness> with_claims(std::size_t one, const std::vector<Claim>& claims) const;
  [[nodiscard]] std::optional<Witness> with_pairs(std::size_t one) const;
  [[nodiscard]] std::optional<Witness> by_circumstance(std::size_t one, const Request& request) const;
  [[nodiscard]] std::optional<Witness> called(std::size_t one) const;
  [[nodiscard]] std::optional<Witness> called_at(std::size_t one, std::uint32_t target, policy::Moment now) const;
  [[nodiscard]] policy::DialOutFacts call_facts(std::size_t policy, std::uint32_t target, std::uint32_t answerer,
                                                std::optional<policy::SourceOut> source, policy::Moment now) const;
  [[nodiscard]] std::vector<Claim> telling_claims() const;
  [[nodiscard]] const Standing& standing(std::size_t policy, std::uint32_t first) const {
    return standings_[policy][firsts_[first]];
  }
  [[nodiscard]] Sort sort(std::uint32_t first) const { return census_.classes[firsts_[first]].sort; }
  [[nodiscard]] std::string name(std::size_t policy, std::uint32_t first) const;
  [[nodiscard]] const std::optional<Passage>& passage(std::size_t policy, std::uint32_t first) const {
    return passages_[policy][first];
  }

  std::array<const policy::Policy*, 2> policies_;
  Census census_;
  Neighbours neighbours_;
  std::array<Door, 2> doors_;
  std::array<std::vector<Standing>, 2> standings_;               // by class
  std::vector<std::uint32_t> firsts_;                            // classes, one of each pair of effects
  std::array<std::vector<std::optional<Passage>>, 2> passages_;  // by first
  std::vector<Change> changes_;                                  // circumstances beside those of a request
};

}  // namespace confstate::prove
