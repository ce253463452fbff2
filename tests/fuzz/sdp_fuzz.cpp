// Any bytes as a session description: no crash, every place lies inside, and its streams read alone give the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sip/sdp.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate::sip;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Sdp sdp;
  sdp.read(text);
  bool good = true;
  for (const Fault& fault : sdp.faults()) {
    good = good && fault.span.begin <= fault.span.end && fault.span.end <= size;
  }
  std::string again = "v=0\r\n";
  for (const SdpMedia& media : sdp.media()) {
    again.append("m=").append(media.line).append("\r\na=").append(to_string(media.direction)).append("\r\n");
  }
  Sdp second;
  second.read(again);
  good = good && second.media().size() == sdp.media().size();
  for (std::size_t i = 0; good && i < sdp.media().size(); ++i) {
    const SdpMedia& one = sdp.media()[i];
    const SdpMedia& two = second.media()[i];
    good = one.port == two.port && one.formats == two.formats && one.direction == two.direction && one.type == two.type;
  }
  return good ? 0 : (std::abort(), 1);
}
