#include "capture/record.hpp"

#include <fmt/format.h>

#include "uri/host.hpp"

namespace confstate::capture {

std::string write_endpoint(const Endpoint& endpoint) {
  if (endpoint.family != 4 && endpoint.family != 6) {
    return "?";
  }
  const auto& a = endpoint.address;
  const bool six = endpoint.family == 6;
  std::string host = six ? uri::write_ipv6(a) : fmt::format("{}.{}.{}.{}", a[0], a[1], a[2], a[3]);
  if (endpoint.port == 0) {
    return host;
  }
  return fmt::format("{}{}{}:{}", six ? "[" : "", host, six ? "]" : "", endpoint.port);
}

std::string_view word(Transport transport) {
  constexpr std::array<std::string_view, 7> kWords{"?", "UDP", "TCP", "TLS", "WS", "WSS", "SCTP"};
  return kWords[static_cast<std::size_t>(transport)];
}

}  // namespace confstate::capture
