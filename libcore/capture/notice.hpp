// What a reader of traces has to say beside the messages: each kind becomes one card in rules/capture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "capture/record.hpp"

namespace confstate::capture {

enum class NoticeKind : std::uint8_t {
  cut_record,         // the file ends within a record
  damaged,            // the container is broken at `offset`; with --salvage, `count` bytes were skipped there
  unknown_link,       // frames of a link type or in a tunnel that is not read; `count` of them, `detail` names the type
  snapped,            // frames were recorded up to a length only; `count` messages are cut short
  fragment_lost,      // an IP datagram was not completed; `detail` says which part is missing
  fragment_overlap,   // fragments that overlap and differ
  stream_hole,        // bytes of a TCP stream were not recorded: `count` of them
  stream_middle,      // a TCP stream that was recorded from its middle on
  stream_overlap,     // segments that overlap and differ
  no_content_length,  // a message on a stream without Content-Length
  bare_line_feeds,    // a message whose lines end with LF alone
  surplus,            // bytes behind a message in its datagram: `count` of them
  not_sip,            // bytes of a SIP stream between messages that are no message: `count` of them
  tls,                // TLS connections to port `detail` that cannot be read: `count` of them, at the end
  compressed_socket,  // WebSocket messages in permessage-deflate: `count` of them
  keys_present,       // the file holds TLS secrets
  message_limit,      // a message over the limit `message` was given up
  memory_limit,       // something was given up to stay below the limit `memory`
  log_record,         // a record of a text log that cannot be read
  log_length,         // the log says another length than the record has
  clock_assumed,      // times were read with an assumed zone, year or date; `detail` says which
  clock_back,         // time goes backwards: `count` nanoseconds
  clock_shift,  // beside other traces the clock is `count` nanoseconds off; `detail` says which way and who says so
  doubled,      // the same packet recorded twice, the second one was left out; `count` of them
};

inline constexpr std::size_t kNoticeKinds = static_cast<std::size_t>(NoticeKind::doubled) + 1;

struct Notice {
  NoticeKind kind = NoticeKind::damaged;
  std::uint64_t frame = 0;   // 0: about the whole input
  std::uint64_t offset = 0;  // in the (uncompressed) input
  std::uint32_t line = 0;    // of a text log
  std::int64_t time = 0;     // nanoseconds since 1970; 0 where not known
  std::uint64_t count = 0;   // what the kind says
  Endpoint source;
  Endpoint destination;
  Transport transport = Transport::unknown;
  std::string detail;  // a few words; may be empty
};

// Who hears of messages and notices, in the order in which they are completed.
struct Listener {
  std::function<void(const Record&)> record;
  std::function<void(const Notice&)> notice;
};

}  // namespace confstate::capture
