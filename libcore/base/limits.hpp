// Limits on hostile input. Going over one (except `findings`) is a Failure that names it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace confstate::base {

struct Limits {
  std::uint64_t input = 256ULL << 20U;   // bytes of one input after decompression
  std::uint64_t memory = 512ULL << 20U;  // bytes that a capture reader holds at once
  std::uint64_t message = 1ULL << 20U;   // bytes of one SIP message on a stream
  std::uint64_t depth = 256;             // nested elements; at most kMaxDepth
  std::uint64_t elements = 20'000'000;   // per document
  std::uint64_t attributes = 1'000;      // per element
  std::uint64_t findings = 10'000;       // per input; beyond they are counted only
};

inline constexpr std::uint64_t kMaxDepth = 10'000;

// One limit by its name.
struct LimitRow {
  std::string_view name;
  std::uint64_t Limits::*value;
  std::uint64_t hard_maximum;  // 0 for none
};

// Every limit, in the order of the documentation.
[[nodiscard]] std::span<const LimitRow> limit_rows();

// Sets one limit from "NAME=VALUE"; K, M and G multiply by 1024, 1024^2, 1024^3. Fails on an unknown
// name (suggesting the near one), a value that is no number, zero, or a value over the hard maximum.
[[nodiscard]] Result<void> set_limit(Limits& limits, std::string_view assignment);

// A limit as the option takes it: "256M", "1000".
[[nodiscard]] std::string write_limit(std::uint64_t value);

// The failure for going over a limit: names what is too large, the limit, its value and the option.
[[nodiscard]] Failure over_limit(std::string_view what, std::string_view limit_name, std::uint64_t value);

}  // namespace confstate::base
