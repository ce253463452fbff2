// One policy with everything that questions about it need, worked out once.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "prove/door.hpp"

namespace confstate::prove {

class Subject {
 public:
  explicit Subject(const policy::Policy& policy, std::span<const Asked> asked = {});  // the policy must outlive it
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  [[nodiscard]] const policy::Policy& policy() const { return *policies_.front(); }
  [[nodiscard]] const Census& census() const { return census_; }
  [[nodiscard]] const Neighbours& neighbours() const { return neighbours_; }
  [[nodiscard]] const Door& door() const { return door_; }
  [[nodiscard]] const std::vector<Standing>& standings() const { return standings_; }  // by class
  // Classes that stand for all: the first of each effect.
  [[nodiscard]] const std::vector<std::uint32_t>& firsts() const { return firsts_; }
  // For a class, the index of the one of the same effect in firsts().
  [[nodiscard]] std::uint32_t effect(std::uint32_t number) const { return effects_[number]; }
  // How callers of a class get in; by calling where they can.
  [[nodiscard]] const std::optional<Passage>& passage(std::uint32_t number) const {
    return passages_[effects_[number]];
  }
  [[nodiscard]] std::string name(std::uint32_t number) const {
    return canonical_of(policy(), census_.classes[number].uri);
  }
  // Why nothing can be said about all callers; empty where it can.
  [[nodiscard]] std::string undecided() const;

 private:
  std::array<const policy::Policy*, 1> policies_;
  Census census_;
  Neighbours neighbours_;
  Door door_;
  std::vector<Standing> standings_;
  std::vector<std::uint32_t> firsts_;
  std::vector<std::uint32_t> effects_;
  std::vector<std::optional<Passage>> passages_;  // by effect
};

}  // namespace confstate::prove
