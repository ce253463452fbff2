#include "base/limits.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>
#include <vector>

#include "base/text.hpp"

namespace confstate::base {
namespace {

constexpr std::array<LimitRow, 7> kRows{{
    {"input", &Limits::input, 0},
    {"memory", &Limits::memory, 0},
    {"message", &Limits::message, 0},
    {"depth", &Limits::depth, kMaxDepth},
    {"elements", &Limits::elements, 0},
    {"attributes", &Limits::attributes, 0},
    {"findings", &Limits::findings, 0},
}};

// The power of 1024 that a suffix stands for; 0 for none.
unsigned shift_of(char suffix) {
  switch (ascii_lower(suffix)) {
    case 'k':
      return 10;
    case 'm':
      return 20;
    case 'g':
      return 30;
    default:
      return 0;
  }
}

std::optional<std::uint64_t> read_size(std::string_view text) {
  const unsigned shift = text.empty() ? 0 : shift_of(text.back());
  if (shift != 0) {
    text.remove_suffix(1);
  }
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  if (value > (std::numeric_limits<std::uint64_t>::max() >> shift)) {
    return std::nullopt;
  }
  return value << shift;
}

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

Failure unknown_limit(std::string_view name) {
  std::vector<std::string_view> names;
  std::string all;
  for (const LimitRow& row : kRows) {
    names.push_back(row.name);
    all += (all.empty() ? "" : ", ") + std::string(row.name);
  }
  const std::optional<std::string_view> near = nearest(name, names);
  return {"there is no limit " + quoted(name), near ? "did you mean " + quoted(*near) + "?" : "the limits are " + all};
}

}  // namespace

std::span<const LimitRow> limit_rows() {
  return kRows;
}

Result<void> set_limit(Limits& limits, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    return fail("a limit is set as NAME=VALUE, not " + quoted(assignment));
  }
  const std::string_view name = assignment.substr(0, equals);
  for (const LimitRow& row : kRows) {
    if (row.name != name) {
      continue;
    }
    const std::optional<std::uint64_t> value = read_size(assignment.substr(equals + 1));
    if (!value || *value == 0) {
      return fail(
          "the limit " + quoted(name) + " must be a number over 0, not " + quoted(assignment.substr(equals + 1)),
          "K, M and G stand for 1024, 1024^2 and 1024^3");
    }
    if (row.hard_maximum != 0 && *value > row.hard_maximum) {
      return fail("the limit " + quoted(name) + " can be at most " + std::to_string(row.hard_maximum));
    }
    limits.*row.value = *value;
    return {};
  }
  return tl::unexpected<Failure>(unknown_limit(name));
}

std::string write_limit(std::uint64_t value) {
  constexpr std::string_view kSuffixes = "GMK";
  for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
    const std::uint64_t unit = 1ULL << (30U - 10U * i);
    if (value != 0 && value % unit == 0) {
      return std::to_string(value / unit) + kSuffixes[i];
    }
  }
  return std::to_string(value);
}

Failure over_limit(std::string_view what, std::string_view limit_name, std::uint64_t value) {
  return {std::string(what) + " goes over the limit " + quoted(limit_name) + " of " + write_limit(value),
          "raise it with --limit " + std::string(limit_name) + "=VALUE"};
}

}  // namespace confstate::base
