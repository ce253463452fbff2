#include "sip/keys.hpp"

#include "sip/check_parts.hpp"
#include "sip/message.hpp"
#include "sip/values.hpp"

namespace confstate::sip {
namespace {

KeyAddress read_key_address(std::string_view value) {
  const KeyAddress clean = read_clean_address(value);
  if (clean.cleanness != Cleanness::unknown) {
    return clean;
  }
  const Address address = read_address(value);
  return {address.uri, address.tag, address.params.has("isfocus"), Cleanness::unknown};
}

KeyVia read_key_via(const Message& message) {
  const KeyVia clean = read_clean_via(message.value(HeaderId::via));
  std::string_view top;
  if (clean.is_clean || !Values(message, HeaderId::via).next(top)) {
    return clean;
  }
  const Via via = read_via(top);
  return {via.has_cookie() ? via.branch : std::string_view(), via.host, via.port, false};
}

}  // namespace

Keys read_keys(const Message& message) {
  Keys keys;
  keys.from = read_key_address(message.value(HeaderId::from));
  keys.to = read_key_address(message.value(HeaderId::to));
  if (const Header* contact = message.find(HeaderId::contact)) {
    keys.contact = read_key_address(contact->value);
  }
  keys.via = read_key_via(message);
  keys.cseq = read_cseq(message.value(HeaderId::cseq));
  if (const Header* event = message.find(HeaderId::event)) {
    keys.event = read_event(event->value);
  }
  if (const Header* state = message.find(HeaderId::subscription_state)) {
    keys.subscription = read_subscription_state(state->value);
  }
  return keys;
}

}  // namespace confstate::sip
