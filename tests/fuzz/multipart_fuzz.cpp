// Any bytes as a multipart body: no crash, within the limits, every place lies inside and says what the bytes are.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sip/body.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate::sip;
  const std::string body(reinterpret_cast<const char*>(data), size);
  for (const char* encoding : {"identity", "gzip", "deflate"}) {
    const std::string text = "INFO sip:a SIP/2.0\r\nContent-Type: multipart/related;boundary=b\r\nContent-Encoding: " +
                             std::string(encoding) + "\r\n\r\n" + body;
    Message message;
    message.read(text);
    Bodies bodies;
    bodies.read(message, {.bytes = 1U << 20U, .depth = 4, .parts = 50});
    bool good = bodies.all().size() <= 51;
    for (const Body& one : bodies.all()) {
      good = good && one.place.begin <= one.place.end && one.place.end <= text.size() &&
             (one.is_decoded || text.substr(one.place.begin, one.place.end - one.place.begin) == one.bytes);
    }
    for (const Fault& fault : bodies.faults()) {
      good = good && fault.span.begin <= fault.span.end && fault.span.end <= text.size();
    }
    good ? void() : std::abort();
  }
  return 0;
}
