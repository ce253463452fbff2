// capture: from bytes to SIP messages with their times and addresses: packet captures, HEP3, logs of many programs; and
// back: captures that are written, and redacted. It may use base, bytes, diag, uri and sip. It never follows dialogs,
// never judges, never looks at the clock, and its memory is bounded whatever it reads.
//
// This header is one SIP message as it was found: the neutral form that all readers give.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace confstate::capture {

// One end of a transport: an address and a port. Without an address (`family` 0) it is not known.
struct Endpoint {
  std::array<std::uint8_t, 16> address = {};  // as on the wire; an IPv4 address is the first four
  std::uint16_t port = 0;                     // 0: not known
  std::uint8_t family = 0;                    // 0, 4 or 6

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

// "192.0.2.10:5060", "[2001:db8::1]:5060", the address alone without a port, "?" without an address.
[[nodiscard]] std::string write_endpoint(const Endpoint& endpoint);

enum class Transport : std::uint8_t { unknown, udp, tcp, tls, ws, wss, sctp };

// "UDP", "TCP", ...; "?" where it is not known.
[[nodiscard]] std::string_view word(Transport transport);

// Seen from the program or host that recorded: what it got, what it sent.
enum class Direction : std::uint8_t { unknown, in, out };

// How far the time can be trusted.
enum class TimeQuality : std::uint8_t {
  exact,    // a clock of known resolution and zone
  seconds,  // whole seconds only: the order in the file counts
  assumed,  // the zone, the year or the date is not written and was assumed
  none,     // no time at all: only the order is known
};

// A message with all that is known about its journey. Views are valid during the call that gets the record only.
struct Record {
  std::string_view bytes;         // the message, from its start line; may be cut short, see below
  std::string_view comment;       // of the frame that completed it (pcapng); anybody may have written it
  std::int64_t time = 0;          // nanoseconds since 1970 (UTC) of the frame that completed it
  std::int64_t began = 0;         // of the frame in which it begins
  std::uint64_t frame = 0;        // number of the frame that completed it, from 1; in a text log, of the record
  std::uint64_t first_frame = 0;  // of the frame in which it begins
  std::uint64_t offset = 0;       // of that first frame or record in the (uncompressed) input
  std::uint32_t line = 0;         // of the record in a text log, from 1; 0 in captures
  std::uint32_t interface = 0;    // of the capture, from 0
  Endpoint source;
  Endpoint destination;
  Transport transport = Transport::unknown;
  Direction direction = Direction::unknown;
  TimeQuality quality = TimeQuality::exact;
  bool lossy : 1 = false;      // octets were changed by the log: line ends, characters
  bool truncated : 1 = false;  // the end was not recorded: a short snapshot, a lost fragment, a hole
  bool reframed : 1 = false;   // begins or ends where we guessed, as the stream was damaged or began in the middle
  bool is_self_source : 1 =
      false;  // a text log that knows the program that wrote it, but not its address: it sent this
};

}  // namespace confstate::capture
