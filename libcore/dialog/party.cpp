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
  const std::string_view contact = message.value(sip::HeaderId::contact);
  if (contact.empty()) {
    return;
  }
  const sip::Address address = sip::read_address(contact);
  if (!address.star && !address.uri.empty()) {
    party.contact = address.uri;
    party.is_focus = party.is_focus || address.params.has("isfocus");
  }
}

}  // namespace confstate::dialog
