// Any bytes as a message: what is redacted reads as what was given, and the user and host of From are nowhere in it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "capture/redact.hpp"
#include "crypto/keyed_hash.hpp"
#include "sip/values.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  static const crypto::KeyedHash hash = *crypto::KeyedHash::with_key("a key of the fuzz driver");
  const std::string text(reinterpret_cast<const char*>(data), size);
  capture::Redactor redactor(hash, [](std::string_view, bool) { return true; });
  const std::string made = redactor.redact(text, sip::Framing::datagram);
  sip::Message before;
  sip::Message after;
  const bool readable = before.read(text);
  if (after.read(made) != readable || after.headers().size() != before.headers().size() ||
      redactor.redact(text, sip::Framing::datagram) != made) {
    std::abort();
  }
  const std::string_view user = sip::cut_uri(sip::read_address(before.value(sip::HeaderId::from)).uri).user;
  const bool plain = user.size() >= 8 && user.find_first_not_of("bcdfghjklmnpqrstvwxyz") == std::string_view::npos;
  if (plain && sip::read_address(after.value(sip::HeaderId::from)).uri.find(user) != std::string_view::npos) {
    std::abort();
  }
  return 0;
}
