#include "policy/trust.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "uri/host.hpp"
#include "uri/uri.hpp"

namespace confstate::policy {
namespace {

// An IP address as bytes, both families of one length each.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  unsigned size = 0;  // in bytes; 0: no address
};

Address read_address(std::string_view text) {
  Address out;
  if (const auto four = uri::read_ipv4(text)) {
    std::ranges::copy(*four, out.bytes.begin());
    out.size = 4;
  } else if (const auto six = uri::read_ipv6(text)) {
    out.bytes = *six;
    out.size = 16;
  }
  return out;
}

bool is_within(const Address& address, const Address& prefix, unsigned bits) {
  if (address.size != prefix.size || bits > prefix.size * 8) {
    return false;
  }
  for (unsigned bit = 0; bit < bits; bit += 8) {
    const unsigned left = std::min(8U, bits - bit);
    const unsigned mask = 0xFFU << (8 - left) & 0xFFU;
    if (((address.bytes[bit / 8] ^ prefix.bytes[bit / 8]) & mask) != 0) {
      return false;
    }
  }
  return true;
}

// An entry of `peers`: an address with an optional prefix length. Nothing where it is a host.
struct Network {
  Address address;
  unsigned bits = 0;
};

std::optional<Network> read_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  Network out{read_address(text.substr(0, slash)), 0};
  if (out.address.size == 0) {
    return std::nullopt;
  }
  out.bits = out.address.size * 8;
  if (slash != std::string_view::npos) {
    const std::string_view length = text.substr(slash + 1);
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), out.bits);
    if (error != std::errc() || end != length.data() + length.size()) {
      return std::nullopt;
    }
  }
  return out;
}

// Hosts match by certificate only, addresses by address.
Truth is_peer(const TrustPeer& peer, const Neighbour& neighbour) {
  const Address address = read_address(neighbour.address);
  Truth found = Truth::no;
  for (const std::string& text : peer.peers) {
    if (const std::optional<Network> network = read_network(text)) {
      const bool within = is_within(address, network->address, network->bits);
      found = either(found, address.size == 0 ? Truth::unknown : truth(within));
    } else if (neighbour.certified == Truth::unknown) {
      found = either(found, Truth::unknown);
    } else {
      const bool named = std::ranges::any_of(neighbour.names, [&](const std::string& name) {
        return uri::canonical_host(name) == uri::canonical_host(text);
      });
      found = either(found, truth(neighbour.certified == Truth::yes && named));
    }
  }
  return found;
}

// A certificate's name must be a host of `peers` where hosts are listed, any name where none is.
Truth has_certificate(const TrustPeer& peer, const Neighbour& neighbour) {
  if (!peer.mutual_tls) {
    return Truth::yes;
  }
  const auto is_host = [](const std::string& text) { return !read_network(text); };
  if (neighbour.certified != Truth::yes || std::ranges::none_of(peer.peers, is_host)) {
    return neighbour.certified;
  }
  return truth(std::ranges::any_of(neighbour.names, [&](const std::string& name) {
    return std::ranges::any_of(peer.peers, [&](const std::string& text) {
      return is_host(text) && uri::canonical_host(name) == uri::canonical_host(text);
    });
  }));
}

Truth uses_transport(const TrustPeer& peer, const Neighbour& neighbour) {
  if (!neighbour.transport) {
    return peer.transports.size() == kTransports.size() ? Truth::yes : Truth::unknown;
  }
  return truth(peer.transports.has(*neighbour.transport));
}

bool is_number_prefix(std::string_view text) {
  return text.starts_with('+') || (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos);
}

// The host of a canonical address.
std::string_view host_of_address(std::string_view address) {
  return uri::parse(address).host;
}

bool covers(std::string_view entry, const uri::Identity& identity) {
  if (entry == "*") {
    return true;
  }
  const std::string_view tel = identity.telephone;
  const bool by_number = identity.notes.is_telephone || identity.address.empty();
  if (is_number_prefix(entry)) {
    return by_number && tel.size() > 4 && tel.substr(4).starts_with(entry);
  }
  if (by_number) {
    return false;
  }
  const std::string_view host = host_of_address(identity.address);
  if (entry.starts_with('.')) {
    const std::string domain = uri::canonical_host(entry.substr(1));
    return uri::is_below(host, domain) && !uri::same_host(host, domain);
  }
  return !host.empty() && host == uri::canonical_host(entry);
}

}  // namespace

Truth is_trusted(const TrustPeer& peer, const Neighbour& neighbour) {
  return both(both(is_peer(peer, neighbour), has_certificate(peer, neighbour)), uses_transport(peer, neighbour));
}

Trust find_trust(const Policy& policy, const Neighbour& neighbour, bool response) {
  Trust found;
  for (std::size_t i = 0; i < policy.identity.trust.size(); ++i) {
    const TrustPeer& peer = policy.identity.trust[i];
    if (!(response ? peer.responses : peer.requests)) {
      continue;
    }
    const Truth holds = is_trusted(peer, neighbour);
    if (holds > found.holds) {
      found = {holds, i};
    }
  }
  return found;
}

bool may_assert(const TrustPeer& peer, const uri::Identity& identity) {
  return std::ranges::any_of(peer.may_assert, [&](const std::string& entry) { return covers(entry, identity); });
}

}  // namespace confstate::policy
