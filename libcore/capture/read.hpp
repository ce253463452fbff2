// Reading traces of every kind: captures, text logs, single messages. The kind is told by the content.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "base/limits.hpp"
#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/notice.hpp"

namespace confstate::capture {

enum class Format : std::uint8_t {
  pcap,
  pcapng,
  hep,          // HEP3 records, as on a TCP connection
  sip,          // one message
  sipp,         // SIPp -trace_msg
  sipdump,      // Kamailio
  sngrep,       // "save as .txt"
  ngrep,        // -W byline
  pjsip,        // Asterisk, res_pjsip_logger
  chan_sip,     // Asterisk, sip set debug on
  freeswitch,   // sofia global siptrace on
  tshark_json,  // tshark -T json -x
};

// What the caller knows better than the input.
struct Settings {
  base::Limits limits;               // memory and message
  std::optional<Format> format;      // else told by the content
  bool salvage = false;              // go on behind damage
  std::optional<std::int32_t> zone;  // seconds east of UTC of times that are written without a zone
  std::optional<base::Date> date;    // of the first record, where the log has no year or no date
};

// What was read, for the last line of a report.
struct Totals {
  Format format = Format::pcap;
  std::uint64_t bytes = 0;
  std::uint64_t frames = 0;    // or records of a log
  std::uint64_t messages = 0;  // records given to the listener
  std::uint64_t tls = 0;       // connections that could not be read
  std::int64_t first = 0;      // time of the first frame
  std::int64_t last = 0;
};

// The kind of an input by its first bytes (at most 64 KiB are looked at); nothing where it is none of these.
[[nodiscard]] std::optional<Format> detect(std::string_view beginning);

// Reads a whole trace. Every message that is in it goes to the listener, or a notice says why not. Fails where the
// input is none of the kinds, or is damaged and `salvage` is off; what was read until then was given to the listener.
// Memory stays below limits.memory, whatever the input. Never looks at the clock.
[[nodiscard]] base::Result<Totals> read(bytes::Stream& stream, const Settings& settings, const Listener& listener);

}  // namespace confstate::capture
