// What came of one input: its findings after configuration, ready to be reported.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"
#include "diag/findings.hpp"

namespace confstate::diag {

// Why a finding does not count.
struct Suppressed {
  std::string by;      // "config" or "baseline"
  std::string reason;  // empty for a baseline
  std::optional<base::Date> until;
};

struct Finding {
  Diagnostic diagnostic;
  std::uint64_t fingerprint = 0;
  std::optional<Suppressed> suppressed;
};

// One input, judged. With `failure` set nothing could be said about it (exit 2).
struct Outcome {
  bytes::Source source;
  std::shared_ptr<const Packet> packet;        // where the text comes from a message of a trace; else null
  std::string heading;                         // above the first of several that belong together; else empty
  std::string label;                           // what that message is: "NOTIFY partial v43"; may be empty
  std::string conference;                      // `entity` of the root; empty where there is no model
  std::vector<Finding> findings;               // sorted by byte, then rule
  std::uint64_t uncollected = 0;               // findings over the limit, counted only
  Severity worst_uncollected = Severity::off;  // among those
  std::optional<base::Failure> failure;
};

// The fingerprints of an input's diagnostics, in their order (spec: FNV-1a 64 over rule id, conference, path without
// its # ordinals, value, joined by U+001F; for diagnostics without a path over the rule id, the kind of fault (the
// card's id) and the offending line without white space; a repeated fingerprint gets its ordinal, from 2, appended
// before hashing).
[[nodiscard]] std::vector<std::uint64_t> fingerprints(std::span<const Diagnostic> diagnostics,
                                                      std::string_view conference, const bytes::Source& source);

}  // namespace confstate::diag
