#include "capture/record.hpp"

#include <fmt/compile.h>

#include "uri/host.hpp"

namespace confstate::capture {
namespace {

std::string write_ipv4(const std::array<std::uint8_t, 16>& address) {
  return fmt::format(FMT_COMPILE("{}.{}.{}.{}"), address[0], address[1], address[2], address[3]);
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
  return text.append(":").append(std::to_string(endpoint.port));
}

std::string_view word(Transport transport) {
  constexpr std::array<std::string_view, 7> kWords{"?", "UDP", "TCP", "TLS", "WS", "WSS", "SCTP"};
  return kWords[static_cast<std::size_t>(transport)];
}

}  // namespace confstate::capture
