// Payloads that are one message each: of a datagram, of a WebSocket message, of a HEP record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "capture/duplicates.hpp"
#include "capture/outlet.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {

class Messages {
 public:
  explicit Messages(Collector& outlet) : outlet_(outlet) {}

  // The payload of a datagram: SIP, HEP3, or something else that is left alone. Octets behind the message are noticed
  // (RFC 3261 18.3). `stamp` tells copies of it; copies are counted and left out.
  void take_datagram(const Carrier& carrier, std::string_view payload, const Stamp& stamp);
  // One whole HEP3 record; `carrier` is that of the record itself.
  void take_hep(const Carrier& carrier, std::string_view bytes);
  // A payload that can only be one message; false where it is none. Blank lines in front of it are left out.
  bool take(const Carrier& carrier, std::string_view payload);

  [[nodiscard]] Collector& outlet() { return outlet_; }

 private:
  bool take_started(Carrier carrier, std::string_view payload, sip::Start start);

  Collector& outlet_;
  Duplicates duplicates_;
};

}  // namespace confstate::capture
