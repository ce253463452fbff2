// What a SIP message says, in the few words that fit beside its arrow.
#pragma once

#include <string>

#include "sip/message.hpp"

namespace confstate::draw {

// "INVITE", "200 OK"
[[nodiscard]] std::string label_of(const sip::Message& message);

// "Event: conference   Expires: 3600", "audio sendrecv, video off", "Refer-To: sip:bob@example.com"; empty where there
// is nothing worth a word. Conference-info documents are not looked into.
[[nodiscard]] std::string note_of(const sip::Message& message);

}  // namespace confstate::draw
