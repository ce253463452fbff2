// How often a counted loop of a test runs: what it says, a tenth of it under sanitizers
// (CONFSTATE_ROUNDS_DIVISOR), and as many times more as the environment's CONFSTATE_ROUNDS asks for in long runs.
#pragma once

#include <cstdlib>

namespace confstate::tests {

// The rounds of a loop that a full run makes `full` times; at least one.
[[nodiscard]] inline unsigned long rounds(unsigned long full) {
  const char* more = std::getenv("CONFSTATE_ROUNDS");
  const unsigned long factor = more == nullptr ? 1 : std::strtoul(more, nullptr, 10);
  const unsigned long wanted = full * (factor == 0 ? 1 : factor) / CONFSTATE_ROUNDS_DIVISOR;
  return wanted == 0 ? 1 : wanted;
}

}  // namespace confstate::tests
