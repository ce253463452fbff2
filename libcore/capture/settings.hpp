// What is known about a trace before and after it is read.
#pragma once

#include <cstdint>
#include <optional>

#include "base/date.hpp"
#include "base/limits.hpp"

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

}  // namespace confstate::capture
