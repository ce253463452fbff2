// The words that exist: users, hosts and numbers as canonical identities have them (uri/identity.hpp). What a rule
// could never meet in a request must not show up as a witness.
#pragma once

#include <cstdint>

#include "prove/machine.hpp"

namespace confstate::prove {

// Marks of users. A user is not empty; an escape in it is of a byte that needs one.
enum UserKind : std::uint32_t {
  kPlainUser,      // "alice"
  kNumberUser,     // "+4930123456", "+" and 1 to 15 digits: also a telephone number
  kAnonymousUser,  // "anonymous", whatever the case
  kUserKinds
};
// One of the kinds for each user. Numbers with visual separators or parameters are spellings and other people's
// extensions, which are not looked at but where a rule names one.
[[nodiscard]] const Machine& user_universe();

// Marks of hosts.
enum HostKind : std::uint32_t {
  kHost,         // labels that are not empty, and perhaps a port that is not a default one
  kInvalidHost,  // below ".invalid" (RFC 2606)
  kNobodysHost,  // anonymous.invalid
  kHostKinds
};
[[nodiscard]] const Machine& host_universe();

// "+" and 1 to 15 digits. One mark.
[[nodiscard]] const Machine& number_universe();

}  // namespace confstate::prove
