// Any bytes as a message: no crash, every place lies inside, and what is written anew from its parts reads the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sip/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate::sip;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Message message;
  const bool readable = message.read(text);
  std::vector<Fault> faults;
  check(message, faults);
  bool good = message.head().size() <= size;
  for (const Fault& fault : faults) {
    good = good && fault.span.begin <= fault.span.end && fault.span.end <= size;
  }
  std::string again = std::string(message.start_line()) + "\r\n";
  for (const Header& header : message.headers()) {
    good = good && (header.value.empty() || message.span_of(header.value).end != 0);
    again.append(header.name).append(":").append(header.value).append("\r\n");
  }
  again.append("\r\n").append(message.body());
  if (Message second; !good || second.read(again) != readable || second.headers().size() != message.headers().size() ||
                      (readable && second.body() != message.body())) {
    std::abort();
  }
  return 0;
}
