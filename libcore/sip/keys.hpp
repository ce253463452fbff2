// What says to which conversation and which subscription a message belongs. Many ask for it, and it is read once.
#pragma once

#include <cstdint>
#include <string_view>

#include "sip/cseq.hpp"
#include "sip/event.hpp"

namespace confstate::sip {

class Message;

// How much one pass over an address can tell.
enum class Cleanness : std::uint8_t {
  unknown,  // look closer
  clean,    // one sip URI in brackets without escapes and headers, perhaps with one parameter that has no value; no tag
  tagged,   // with a tag and nothing else
};

// From, To and Contact.
struct KeyAddress {
  std::string_view uri;
  std::string_view tag;
  bool is_focus = false;  // it has the parameter isfocus (RFC 3840 section 9)
  Cleanness cleanness = Cleanness::unknown;
};

// The top Via.
struct KeyVia {
  std::string_view branch;   // where it has the cookie of RFC 3261, with something behind it; else empty
  std::string_view sent_by;  // host
  std::uint16_t port = 0;    // 0: not written
  bool is_clean = false;     // one Via alone, and nothing is wrong with it
};

// All views are of the message; what it does not have is empty. Of each header the first one counts.
struct Keys {
  KeyAddress from;
  KeyAddress to;
  KeyAddress contact;
  KeyVia via;
  CSeq cseq;
  Event event;
  SubscriptionState subscription;
};

[[nodiscard]] Keys read_keys(const Message& message);

}  // namespace confstate::sip
