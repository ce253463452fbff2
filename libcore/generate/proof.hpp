// The promise that what is made is sound, kept by judging it before it is given away.
#pragma once

#include <string_view>

#include "base/limits.hpp"
#include "base/result.hpp"

namespace confstate::generate {

// What a document must withstand.
enum class Proof {
  structure,  // well-formed, and the structure of RFC 4575 section 6: what xmllint with the schema accepts
  strict,     // no error of any document rule in the profile `strict`
};

// Fails with the message, the path and the rule of the first fault of a document that was made, or over a limit.
[[nodiscard]] base::Result<void> prove(std::string_view text, Proof proof, const base::Limits& limits);

}  // namespace confstate::generate
