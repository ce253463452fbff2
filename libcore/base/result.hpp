// base: the ground every other room stands on: results, places, text, hashing, limits, time.
// It may use the standard library and tl::expected only. It never prints, never exits and never
// looks at the environment, the clock or randomness except behind the interfaces it declares.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace confstate::base {

// Why work could not be done (exit 2). It is never used for what is wrong with an input: that is a
// finding.
struct Failure {
  std::string message;  // lower case, no full stop, names the thing
  std::string hint;     // what to do about it; may be empty
};

template <class T>
using Result = tl::expected<T, Failure>;

// Makes the failing side of any Result.
[[nodiscard]] inline tl::unexpected<Failure> fail(std::string message, std::string hint = {}) {
  return tl::unexpected<Failure>(Failure{std::move(message), std::move(hint)});
}

}  // namespace confstate::base
