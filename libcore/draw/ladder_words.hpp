// What the rows of a ladder say in words, for all of its pictures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "draw/ladder.hpp"

namespace confstate::draw {

// later - earlier, or the nearest number that 64 bits can hold.
[[nodiscard]] std::int64_t time_between(std::int64_t earlier, std::int64_t later);

// Tells the time of one row after the other.
class RowClock {
 public:
  explicit RowClock(LadderOptions::Times times) : times_(times) {}

  // What stands beside the next row; "" where there is nothing to tell.
  [[nodiscard]] std::string tell(const LadderRow& row);
  // The day of the row told last, where it is another one than that of the row before it and instants are told.
  [[nodiscard]] std::optional<base::Date> new_day() const { return new_day_; }

 private:
  LadderOptions::Times times_;
  std::optional<std::int64_t> first_;
  std::optional<std::int64_t> last_;
  std::optional<base::Date> new_day_;
};

// Which lifeline an end is; nothing where it is not in the picture.
[[nodiscard]] std::optional<std::size_t> end_of(const Ladder& ladder, std::optional<std::size_t> end);

// "alice", or her address where she has no name; "?" for an end that is not in the picture.
[[nodiscard]] std::string_view name_of(const Ladder& ladder, std::optional<std::size_t> end);

// "198.51.100.7:41822", or the name where there is no address.
[[nodiscard]] std::string_view address_of(const Ladder& ladder, std::optional<std::size_t> end);

// "retransmission", "3 retransmissions"; "" for what is sent for the first time.
[[nodiscard]] std::string repeats_of(const LadderRow& row);

// "✗" for an error, and so on; one column.
[[nodiscard]] std::string_view sign_of(diag::Severity severity, bool unicode);
[[nodiscard]] Tint tint_of(diag::Severity severity);
[[nodiscard]] Tint tint_of(const LadderRow& row);

// "frame 1207 · 2026-11-21T20:00:07.412Z · 192.0.2.10:5061 → 198.51.100.7:41822 · TLS"
[[nodiscard]] std::string story_of(const Ladder& ladder, const LadderRow& row);

}  // namespace confstate::draw
