// Reading what a message says about one end of its dialog. For dialog/ only.
#pragma once

#include "dialog/dialog.hpp"
#include "sip/message.hpp"

namespace confstate::dialog {

// URI, name and tag of From or To.
void read_party(Party& party, const sip::Message& message, sip::HeaderId header);

// The Contact of whom sent the message, and where it was sent from.
void read_sender(Party& party, const sip::Message& message, const capture::Endpoint& endpoint);

}  // namespace confstate::dialog
