// Where in a trace something was found: the message, when and between whom it went, and its dialog.
#pragma once

#include <cstdint>
#include <string>

namespace confstate::diag {

struct Packet {
  std::uint64_t frame = 0;  // from 1; in a text log the number of the record; 0 where the whole trace is meant
  std::uint32_t line = 0;   // of a text log: where the message begins, from 1
  std::int64_t time = 0;    // nanoseconds since 1970, UTC
  bool has_time = false;
  std::string source;       // "192.0.2.10:5060"; empty where it is not known
  std::string destination;  // the same
  std::string transport;    // "UDP"; empty where it is not known
  std::string call_id;      // of the dialog; empty where there is none
  std::string from_tag;     // the same
  std::string to_tag;       // the same
};

}  // namespace confstate::diag
