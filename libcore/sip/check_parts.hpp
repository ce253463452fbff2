// The deep look at a message, in parts. For sip/ only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sip/fault.hpp"
#include "sip/message.hpp"
#include "sip/sdp.hpp"

namespace confstate::sip {

// Faults of one message on their way into a list.
class FaultSink {
 public:
  FaultSink(const Message& message, std::vector<Fault>& out, Sdp& sdp) : message_(message), out_(out), sdp_(sdp) {}
  // `part` is a view into the message.
  void add(FaultKind kind, std::string_view part) { out_.push_back({kind, message_.span_of(part)}); }
  void add(Fault fault) { out_.push_back(fault); }
  [[nodiscard]] const Message& message() const { return message_; }
  // To read descriptions with, whose memory is used again.
  [[nodiscard]] Sdp& sdp() { return sdp_; }

 private:
  const Message& message_;
  std::vector<Fault>& out_;
  Sdp& sdp_;
};

// The start line, what must be there and what must not be there twice.
void check_frame(FaultSink& sink);
// Every header value that is known here.
void check_values(FaultSink& sink);
// What nearly all messages have, told in one pass. It has no fault; others may have none either.
// sip:user@host:port;parameters, without escapes and headers.
[[nodiscard]] bool is_clean_uri(std::string_view uri);
// One Via with the cookie in its branch, first among its parameters, and perhaps rport; empty where it is another.
[[nodiscard]] KeyVia read_clean_via(std::string_view value);
// An address with such a URI; empty where it is another.
[[nodiscard]] KeyAddress read_clean_address(std::string_view value);
// "word" or "word@word" (RFC 3261 section 25.1).
[[nodiscard]] bool is_clean_call_id(std::string_view value);

// A URI, by the characters of RFC 3261 section 25.1; sip and sips also by their host and port.
void check_uri(std::string_view uri, FaultSink& sink);
// The same without looking first whether it is clean; check_uri is quicker.
void judge_uri(std::string_view uri, FaultSink& sink);
// All bodies: multiparts, encodings, session descriptions, fragments.
void check_bodies(FaultSink& sink);

}  // namespace confstate::sip
