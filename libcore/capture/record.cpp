#include "capture/record.hpp"

#include <charconv>

#include "uri/host.hpp"

namespace confstate::capture {
namespace {

void append_number(std::string& out, std::uint16_t number) {
  std::array<char, 5> digits{};
  const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

std::string write_ipv4(const std::array<std::uint8_t, 16>& address) {
  std::string text;
  append_number(text, address[0]);
  for (const std::size_t i : {1U, 2U, 3U}) {
    text += '.';
    append_number(text, address[i]);
  }
  return text;
}

}  // namespace

std::string write_endpoint(const Endpoint& endpoint) {
  if (endpoint.family != 4 && endpoint.family != 6) {
    return "?";
  }
  const auto& a = endpoint.address;
  const bool six = endpoint.family == 6;
  std::string text = six ? uri::write_ipv6(a) : write_ipv4(a);
  if (endpoint.port == 0) {
    return text;
  }
  if (six) {
    text = '[' + text + ']';
  }
  text += ':';
  append_number(text, endpoint.port);
  return text;
}

std::string_view word(Transport transport) {
  constexpr std::array<std::string_view, 7> kWords{"?", "UDP", "TCP", "TLS", "WS", "WSS", "SCTP"};
  return kWords[static_cast<std::size_t>(transport)];
}

}  // namespace confstate::capture
