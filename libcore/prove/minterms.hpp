// The classes of words that some machines tell apart, each with its first word.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "prove/machine.hpp"

namespace confstate::prove {

// Words that every machine marks alike.
struct Minterm {
  std::string witness;       // the shortest; of these the first by letters, digits, capitals, marks
  Marks kinds;               // of the universe; never empty
  std::vector<Marks> marks;  // by machine
};

struct Minterms {
  std::vector<Minterm> all;  // in the order of their witnesses: by length, then as above
  bool complete = true;      // false: a limit was met, and `all` is a part
};

struct MintermLimits {
  std::size_t classes = 65'535;
  std::size_t states = 1'000'000;
};

// The minterms of the machines among the words that the universe marks. Time and space in proportion to the states of
// their product that can be reached.
[[nodiscard]] Minterms minterms_of(const Machine& universe, std::span<const Machine> machines,
                                   const MintermLimits& limits = {});

// The order of witnesses of the same length: letters, digits, capitals, then marks.
[[nodiscard]] bool is_nicer(std::string_view one, std::string_view other);

}  // namespace confstate::prove
