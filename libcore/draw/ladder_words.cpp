#include "draw/ladder_words.hpp"

#include <limits>
#include <vector>

#include <fmt/format.h>

#include "base/instant.hpp"

namespace confstate::draw {
namespace {

constexpr unsigned kDigits = 3;  // of a second's fraction
constexpr std::uint64_t kMillisecond = 1'000'000;

// "+0.021", "-3.000".
std::string write_delta(std::int64_t nanoseconds) {
  const bool before = nanoseconds < 0;
  const auto bits = static_cast<std::uint64_t>(nanoseconds);
  const std::uint64_t size = (before ? 0 - bits : bits) / kMillisecond;
  return fmt::format("{}{}.{:03}", before ? '-' : '+', size / 1000, size % 1000);
}

}  // namespace

std::int64_t time_between(std::int64_t earlier, std::int64_t later) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (earlier < 0 && later > Limits::max() + earlier) {
    return Limits::max();
  }
  return earlier > 0 && later < Limits::min() + earlier ? Limits::min() : later - earlier;
}

LadderRow gap_row(std::int64_t nanoseconds) {
  LadderRow row;
  row.kind = LadderRow::Kind::gap;
  row.label = base::write_duration(nanoseconds);
  return row;
}

std::string RowClock::tell(const LadderRow& row) {
  using Times = LadderOptions::Times;
  new_day_.reset();
  if (!row.time || times_ == Times::none) {
    return {};
  }
  const std::int64_t before = times_ == Times::since_first ? first_.value_or(*row.time) : last_.value_or(*row.time);
  const base::Date day = base::day_of(*row.time);
  if (times_ == Times::absolute && last_ && base::day_of(*last_) != day) {
    new_day_ = day;
  }
  first_ = first_.value_or(*row.time);
  last_ = row.time;
  return times_ == Times::absolute ? base::write_time(*row.time, kDigits)
                                   : write_delta(time_between(before, *row.time));
}

std::optional<std::size_t> end_of(const Ladder& ladder, std::optional<std::size_t> end) {
  return end && *end < ladder.lifelines.size() ? end : std::nullopt;
}

std::string_view name_of(const Ladder& ladder, std::optional<std::size_t> end) {
  if (!end_of(ladder, end)) {
    return "?";
  }
  const Lifeline& line = ladder.lifelines[*end];
  return line.name.empty() ? line.address : line.name;
}

std::string_view address_of(const Ladder& ladder, std::optional<std::size_t> end) {
  if (!end_of(ladder, end)) {
    return "?";
  }
  const Lifeline& line = ladder.lifelines[*end];
  return line.address.empty() ? line.name : line.address;
}

std::string repeats_of(const LadderRow& row) {
  if (row.repeats > 1) {
    return fmt::format("{} retransmissions", row.repeats);
  }
  return row.dim ? "retransmission" : "";
}

std::string_view sign_of(diag::Severity severity, bool unicode) {
  switch (severity) {
    case diag::Severity::error:
      return unicode ? "✗" : "x";
    case diag::Severity::warning:
      return "!";
    default:
      return "i";
  }
}

Tint tint_of(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::error:
      return Tint::red;
    case diag::Severity::warning:
      return Tint::yellow;
    default:
      return Tint::cyan;
  }
}

Tint tint_of(const LadderRow& row) {
  return row.dim ? Tint::dim : Tint::plain;
}

std::string story_of(const Ladder& ladder, const LadderRow& row) {
  std::vector<std::string> parts;
  if (row.frame != 0) {
    parts.push_back(fmt::format("frame {}", row.frame));
  }
  if (row.time) {
    parts.push_back(base::write_instant(*row.time, kDigits));
  }
  parts.push_back(fmt::format("{} → {}", address_of(ladder, row.from), address_of(ladder, row.to)));
  if (!row.transport.empty()) {
    parts.push_back(row.transport);
  }
  return fmt::format("{}", fmt::join(parts, " · "));
}

}  // namespace confstate::draw
