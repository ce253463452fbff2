// One frame as a container of captures holds it, before anybody has looked into it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "capture/record.hpp"

namespace confstate::capture {

// Link types that are read (www.tcpdump.org/linktypes.html).
inline constexpr std::uint16_t kLinkNull = 0;
inline constexpr std::uint16_t kLinkEthernet = 1;
inline constexpr std::uint16_t kLinkRaw = 101;
inline constexpr std::uint16_t kLinkLoop = 108;
inline constexpr std::uint16_t kLinkCooked = 113;
inline constexpr std::uint16_t kLinkIpv4 = 228;
inline constexpr std::uint16_t kLinkIpv6 = 229;
inline constexpr std::uint16_t kLinkCooked2 = 276;

// Views are valid during the call that gets the frame only.
struct Frame {
  std::string_view bytes;
  std::string_view comment;     // pcapng only; of the file, not to be trusted
  std::int64_t time = 0;        // nanoseconds since 1970
  std::uint64_t number = 0;     // from 1, over all interfaces and sections
  std::uint64_t offset = 0;     // of its record in the (uncompressed) file
  std::uint32_t interface = 0;  // over all sections, from 0
  std::uint16_t link = kLinkEthernet;
  Direction direction = Direction::unknown;
  bool timed = true;  // false: `time` is that of the last frame that had one
  bool cut = false;   // the file ends within it, which was noticed
};

using FrameListener = std::function<void(const Frame&)>;

}  // namespace confstate::capture
