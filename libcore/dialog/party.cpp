#include "dialog/party.hpp"

#include "sip/values.hpp"

namespace confstate::dialog {

void read_party(Party& party, const sip::Message& message, sip::HeaderId header) {
  const sip::Address address = sip::read_address(message.value(header));
  party.uri = address.uri;
  party.name = address.display_name();
  party.tag = address.tag;
}

void read_sender(Party& party, const sip::Message& message, const capture::Endpoint& endpoint) {
  if (party.endpoint.family == 0) {
    party.endpoint = endpoint;
  }
  const sip::KeyAddress& contact = message.keys().contact;
  if (!contact.uri.empty()) {
    party.contact = contact.uri;
    party.is_focus = party.is_focus || contact.is_focus;
  }
}

}  // namespace confstate::dialog
