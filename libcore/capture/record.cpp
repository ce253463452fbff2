#include "capture/record.hpp"

#include <arpa/inet.h>

namespace confstate::capture {

std::string write_endpoint(const Endpoint& endpoint) {
  if (endpoint.family != 4 && endpoint.family != 6) {
    return "?";
  }
  const bool six = endpoint.family == 6;
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(six ? AF_INET6 : AF_INET, endpoint.address.data(), text.data(), text.size());
  if (endpoint.port == 0) {
    return text.data();
  }
  const std::string host = six ? "[" + std::string(text.data()) + "]" : std::string(text.data());
  return host + ":" + std::to_string(endpoint.port);
}

std::string_view word(Transport transport) {
  constexpr std::array<std::string_view, 7> kWords{"?", "UDP", "TCP", "TLS", "WS", "WSS", "SCTP"};
  return kWords[static_cast<std::size_t>(transport)];
}

}  // namespace confstate::capture
