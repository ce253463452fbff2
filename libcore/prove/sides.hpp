// The classes of users and of hosts that the atoms tell apart. For the census.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "prove/atoms.hpp"
#include "prove/minterms.hpp"
#include "prove/universe.hpp"

namespace confstate::prove {

// Users whom no atom tells apart; the lists are of atoms, sorted.
struct UserClass {
  std::string user;
  UserKind kind = kPlainUser;
  std::vector<std::uint32_t> sip;     // whose user is asked so, in sip
  std::vector<std::uint32_t> sips;    // likewise in sips
  std::vector<std::uint32_t> number;  // which name it as a number; of numbers only
};

struct HostClass {
  std::string host;
  HostKind kind = kHost;
  std::vector<std::uint32_t> atoms;  // whose host is asked so
};

struct Sides {
  std::vector<UserClass> users;  // in the order of witnesses
  std::vector<HostClass> hosts;
  bool complete = true;
};

// Atoms that ask about nothing (Form::any) are in no list.
[[nodiscard]] Sides sides_of(const Atoms& atoms, const MintermLimits& limits);

}  // namespace confstate::prove
