// Two policies: which of them is stricter, with a caller who shows the difference either way.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "prove/proof.hpp"

namespace confstate::prove {

// The second policy beside the first.
enum class Relation : std::uint8_t { equivalent, stricter, laxer, incomparable, undecided };
[[nodiscard]] std::string_view word(Relation relation);

// What is compared, one by one.
enum class Aspect : std::uint8_t { admission, media, keys };
inline constexpr std::array<std::string_view, 3> kAspects = {"admission", "media", "keys"};

// Something that one policy takes and the other does not.
struct Difference {
  Aspect aspect = Aspect::admission;
  std::string words;  // "sip:eve@example.com dials in over tls, shown by pai"
  Witness witness;    // of admission and media
};

struct Comparison {
  Relation relation = Relation::undecided;
  std::vector<Difference> only_first;     // what only the first policy takes: at most one of each aspect
  std::vector<Difference> only_second;    // likewise the second
  std::string undecided;                  // why something could not be told; empty where all could
  Outcome disjoint = Outcome::undecided;  // P8: no user gets into both, whatever the times
  std::string in_both;                    // where P8 is refuted
  std::vector<std::string> not_compared;  // JSON pointers of sections that differ in what is not compared
  std::uint64_t classes = 0;              // of callers
};

// P6, P7 and P8. Admission over all callers and circumstances, each policy reading identities by its own trust; media
// by what protects a line at least; group keys by what renews them and how soon. Media that suits each is taken for
// granted when admission is compared, and waiting in a lobby is no admission.
[[nodiscard]] Comparison compare(const policy::Policy& first, const policy::Policy& second);

}  // namespace confstate::prove
