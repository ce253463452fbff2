// Hosts: names stay names, addresses stay addresses, what belongs together stays together.
#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "capture/pseudonyms.hpp"
#include "uri/host.hpp"

namespace confstate::capture {
namespace {

constexpr std::size_t kMostKept = 50'000;
constexpr std::size_t kMostNetworks = 1U << 20U;
constexpr std::size_t kShortestDomain = 8;  // letters in front of ".test": two domains meet once in some 400,000
constexpr std::string_view kTop = ".test";

std::uint32_t number_of(const std::array<std::uint8_t, 4>& bytes) {
  return (std::uint32_t{bytes[0]} << 24U) | (std::uint32_t{bytes[1]} << 16U) | (std::uint32_t{bytes[2]} << 8U) |
         bytes[3];
}

bool is_in(std::uint32_t address, std::uint32_t network, unsigned bits) {
  return address >> (32 - bits) == network >> (32 - bits);
}

// For documentation (RFC 5737), for measuring (RFC 2544), of this host, of everybody.
bool stays(std::uint32_t address) {
  return address == 0 || address == 0xffffffffU || is_in(address, 0x7f000000, 8) || is_in(address, 0xc0000200, 24) ||
         is_in(address, 0xc6336400, 24) || is_in(address, 0xcb007100, 24) || is_in(address, 0xc6120000, 15) ||
         is_in(address, 0xe0000000, 4);
}

bool stays(const std::array<std::uint8_t, 16>& address) {
  constexpr std::array<std::uint8_t, 4> kDocumentation{0x20, 0x01, 0x0d, 0xb8};  // RFC 3849
  const bool own = std::all_of(address.begin(), address.end() - 1, [](std::uint8_t byte) { return byte == 0; });
  return (own && address[15] <= 1) || address[0] == 0xff ||
         std::equal(kDocumentation.begin(), kDocumentation.end(), address.begin());
}

// An IPv4 address as IPv6 has it (RFC 4291 section 2.5.5.2).
bool is_mapped(const std::array<std::uint8_t, 16>& address) {
  return std::all_of(address.begin(), address.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
         address[10] == 0xff && address[11] == 0xff;
}

std::string write_ipv4(const std::array<std::uint8_t, 4>& address) {
  return std::to_string(address[0]) + '.' + std::to_string(address[1]) + '.' + std::to_string(address[2]) + '.' +
         std::to_string(address[3]);
}

// RFC 2606 and RFC 6761.
bool stays(std::string_view lower) {
  constexpr std::array<std::string_view, 7> kReserved{"test",        "example",     "invalid",    "localhost",
                                                      "example.com", "example.net", "example.org"};
  return std::ranges::any_of(kReserved, [&](std::string_view domain) { return uri::is_below(lower, domain); });
}

bool is_clean_label(std::string_view label) {
  return !label.empty() && is_latin_or_decimal(label.front()) && is_latin_or_decimal(label.back()) &&
         std::ranges::all_of(label, [](char c) { return is_latin_or_decimal(c) || c == '-' || c == '_'; });
}

// Every label as the grammar wants it, and at least two.
bool is_clean_name(std::string_view name) {
  bool clean = name.find('.') != std::string_view::npos;
  while (clean && !name.empty()) {
    const std::size_t end = std::min(name.find('.'), name.size());
    clean = is_clean_label(name.substr(0, end)) && (end + 1 != name.size());
    clean = clean && (end < name.size() || is_latin(name.front()));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return clean;
}

// Where the domain that somebody registered begins: the last two labels, or three below "co.uk" and the like.
std::size_t domain_begin(std::string_view name) {
  constexpr std::array<std::string_view, 9> kSecondLevels{"ac", "co", "com", "edu", "go", "gov", "net", "or", "org"};
  const std::size_t last = name.rfind('.');
  const std::size_t second = last == 0 ? std::string_view::npos : name.rfind('.', last - 1);
  if (second == std::string_view::npos) {
    return 0;
  }
  const bool short_top = name.size() - last - 1 == 2;
  if (!short_top ||
      std::ranges::find(kSecondLevels, name.substr(second + 1, last - second - 1)) == kSecondLevels.end()) {
    return second + 1;
  }
  const std::size_t third = second == 0 ? std::string_view::npos : name.rfind('.', second - 1);
  return third == std::string_view::npos ? 0 : third + 1;
}

}  // namespace

// Which /24 below 240.0.0.0/4, where nobody is (RFC 1112 section 4), stands for one. Two may want the same; the later
// one then takes another.
std::uint32_t Pseudonyms::network(std::uint32_t network) {
  const auto known = networks_.find(network);
  if (known != networks_.end()) {
    return known->second;
  }
  std::uint32_t made = 0;
  for (unsigned attempt = 0; attempt < 32; ++attempt) {
    const auto block = hash_("network " + std::to_string(network) + ' ' + std::to_string(attempt));
    made = 0xf00000U | (number_of({0, block[0], block[1], block[2]}) & 0xfffffU);
    if (made != 0xffffffU && !taken_.contains(made)) {
      break;
    }
  }
  if (networks_.size() < kMostNetworks) {
    networks_.emplace(network, made);
    taken_.insert(made);
  }
  return made;
}

Pseudonyms::Address4 Pseudonyms::address(const Address4& address) {
  const std::uint32_t number = number_of(address);
  if (stays(number)) {
    return address;
  }
  const std::uint32_t made = network(number >> 8U);
  const auto block = hash_("hosts of " + std::to_string(number >> 8U));
  const unsigned host = (address[3] * (block[0] | 1U) + block[1]) & 0xffU;
  return {static_cast<std::uint8_t>(made >> 16U), static_cast<std::uint8_t>(made >> 8U & 0xffU),
          static_cast<std::uint8_t>(made & 0xffU), static_cast<std::uint8_t>(host)};
}

Pseudonyms::Address6 Pseudonyms::address(const Address6& address) {
  Address6 made = address;
  if (is_mapped(address)) {
    const Address4 inner = this->address(Address4{address[12], address[13], address[14], address[15]});
    std::copy(inner.begin(), inner.end(), made.begin() + 12);
    return made;
  }
  if (stays(address)) {
    return made;
  }
  const std::string bytes(address.begin(), address.end());
  const auto network = hash_("network6 " + bytes.substr(0, 8));
  const auto host = hash_("host6 " + bytes);
  made = {0x20, 0x01, 0x0d, 0xb8};
  std::copy(network.begin(), network.begin() + 4, made.begin() + 4);
  std::copy(host.begin(), host.begin() + 8, made.begin() + 8);
  return made;
}

// Labels of any form, each word for itself.
std::string Pseudonyms::labels(std::string_view labels) {
  return user(labels);
}

std::string Pseudonyms::name(std::string_view name) {
  const std::string lower = base::ascii_lower(name);
  if (stays(std::string_view(lower))) {
    return std::string(name);
  }
  std::string ascii(name);
  if (!std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    ascii = uri::canonical_host(name);
  }
  std::string_view rest = ascii;
  const bool dot = rest.ends_with('.');
  rest.remove_suffix(dot ? 1 : 0);
  if (!is_clean_name(rest)) {
    return labels(name);
  }
  const std::string small = base::ascii_lower(rest);
  const std::size_t begin = domain_begin(small);
  const std::size_t wanted = std::max(small.size() - begin, kShortestDomain + kTop.size()) - kTop.size();
  std::string domain = letters("domain " + small.substr(begin), wanted);
  for (std::size_t i = 0; i < std::min(domain.size(), rest.size() - begin); ++i) {
    const char c = rest[begin + i];
    domain[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(domain[i] - ('a' - 'A')) : domain[i];
  }
  return labels(rest.substr(0, begin)) + domain + std::string(kTop) + (dot ? "." : "");
}

std::string Pseudonyms::host(std::string_view host) {
  const bool brackets = host.size() > 1 && host.front() == '[' && host.back() == ']';
  const std::string_view inside = brackets ? host.substr(1, host.size() - 2) : host;
  if (const auto v6 = uri::read_ipv6(inside)) {
    const Address6 made = address(*v6);
    return made == *v6 ? std::string(host) : brackets ? '[' + uri::write_ipv6(made) + ']' : uri::write_ipv6(made);
  }
  if (const auto v4 = uri::read_ipv4(inside)) {
    const Address4 made = address(*v4);
    return made == *v4 ? std::string(host) : brackets ? '[' + write_ipv4(made) + ']' : write_ipv4(made);
  }
  const auto known = hosts_.find(std::string(host));
  if (known != hosts_.end()) {
    return known->second;
  }
  std::string made = name(host);
  if (hosts_.size() >= kMostKept) {
    hosts_.clear();
  }
  if (host.size() <= 255) {
    hosts_.emplace(host, made);
  }
  return made;
}

Endpoint Pseudonyms::endpoint(const Endpoint& endpoint) {
  Endpoint made = endpoint;
  if (endpoint.family == 4) {
    const Address4 four =
        address(Address4{endpoint.address[0], endpoint.address[1], endpoint.address[2], endpoint.address[3]});
    std::copy(four.begin(), four.end(), made.address.begin());
  } else if (endpoint.family == 6) {
    made.address = address(endpoint.address);
  }
  return made;
}

}  // namespace confstate::capture
