// All callers there can be, in classes: those of one class are named by the same rules of the policies asked about.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "policy/match.hpp"
#include "policy/policy.hpp"
#include "prove/atoms.hpp"

namespace confstate::prove {

// How a caller is written. A person with a number has two forms, and which is canonical depends on how he comes.
enum class Sort : std::uint8_t {
  address,          // sip:alice@example.com
  unproven_number,  // sip:+4930123@example.com: an address, unless the policy lets the host assert the number
  phone,            // sip:+4930123@example.com;user=phone: the number, with an address beside it
  number,           // tel:+4930123: no address at all
};

// Callers whom no rule tells apart. The lists are indices into Census::groups, sorted.
struct CallerClass {
  std::string uri;  // the first of them, as a request shows it
  Sort sort = Sort::address;
  bool anonymous = false;                    // names nobody
  bool domain_only = false;                  // anonymous, but of a real domain
  std::vector<std::uint32_t> address;        // groups that name the address
  std::vector<std::uint32_t> address_exact;  // of these, those that name anonymous identities too
  std::vector<std::uint32_t> number;         // groups that name the telephone form
};

struct CensusLimits {
  std::size_t classes = 65'535;
  std::size_t states = 1'000'000;
};

struct Census {
  std::vector<Group> groups;
  std::vector<CallerClass> classes;  // in the order of their first callers: by length, then letters first
  std::string undecided;             // why the classes are not all; empty where they are
  bool all_numbers = true;           // false: numbers with an address beside them were not all looked at
};

// The classes of all callers: users that are not empty, hosts of labels that are not empty, numbers of "+" and 1 to 15
// digits; the schemes sip and tel, and sips where a policy tells it from sip. Identities outside of these are there
// where a rule names them. Never more classes than the limit: then `undecided` says which patterns overlap most.
[[nodiscard]] Census take_census(std::span<const policy::Policy* const> policies, std::span<const Asked> asked = {},
                                 const CensusLimits& limits = {});

}  // namespace confstate::prove
