// What the two logs of Asterisk share: the prefix "[Nov 21 10:00:00] VERBOSE[1201][C-00000001] file.c: " of its lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "capture/text_log.hpp"

namespace confstate::capture {

struct AsteriskLine {
  std::optional<LogTime> stamp;  // of the prefix
  bool has_prefix = false;
  std::string_view text;  // behind the prefix
};

[[nodiscard]] AsteriskLine split_prefix(std::string_view line);

// What a line says that begins a message.
struct AsteriskHead {
  Direction direction = Direction::unknown;
  Transport transport = Transport::unknown;
  Endpoint peer;
  std::optional<std::uint64_t> length;
};

// Reads a log whose heads and ends are told by two functions; the latter may be null. Without an end a message ends at
// the next line with a prefix, or at the next head.
void read_asterisk(Log& log, std::optional<AsteriskHead> (*head_of)(std::string_view),
                   bool (*is_end)(std::string_view));

}  // namespace confstate::capture
