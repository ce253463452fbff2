#include "capture/record.hpp"

#include <cstddef>

namespace confstate::capture {
namespace {

using Groups = std::array<unsigned, 8>;

struct Run {
  std::size_t begin = 8;
  std::size_t size = 1;  // one group alone is not shortened
};

std::string write_ipv4(const Endpoint& endpoint) {
  std::string text = std::to_string(endpoint.address[0]);
  for (std::size_t i = 1; i < 4; ++i) {
    text += "." + std::to_string(endpoint.address[i]);
  }
  return text;
}

// The first of the longest runs of zeros.
Run longest_run(const Groups& groups) {
  Run best;
  for (std::size_t begin = 0; begin < groups.size(); ++begin) {
    std::size_t end = begin;
    while (end < groups.size() && groups[end] == 0) {
      ++end;
    }
    if (end - begin > best.size) {
      best = {begin, end - begin};
    }
  }
  return best;
}

void add_hex(std::string& text, unsigned value) {
  bool begun = false;
  for (unsigned shift = 16; shift > 0; shift -= 4) {
    const unsigned digit = value >> (shift - 4) & 0xfU;
    begun = begun || digit != 0 || shift == 4;
    if (begun) {
      text += "0123456789abcdef"[digit];
    }
  }
}

// RFC 5952.
std::string write_ipv6(const Endpoint& endpoint) {
  Groups groups{};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i] = unsigned{endpoint.address[2 * i]} << 8U | endpoint.address[2 * i + 1];
  }
  const Run run = longest_run(groups);
  std::string text;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == run.begin) {
      text += "::";
      i += run.size - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') {
      text += ':';
    }
    add_hex(text, groups[i]);
  }
  return text;
}

}  // namespace

std::string write_endpoint(const Endpoint& endpoint) {
  if (endpoint.family != 4 && endpoint.family != 6) {
    return "?";
  }
  const bool six = endpoint.family == 6;
  const std::string host = six ? write_ipv6(endpoint) : write_ipv4(endpoint);
  if (endpoint.port == 0) {
    return host;
  }
  return (six ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port);
}

std::string_view word(Transport transport) {
  constexpr std::array<std::string_view, 7> kWords{"?", "UDP", "TCP", "TLS", "WS", "WSS", "SCTP"};
  return kWords[static_cast<std::size_t>(transport)];
}

}  // namespace confstate::capture
