#include "prove/neighbours.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "uri/host.hpp"

namespace confstate::prove {
namespace {

// Neighbours times entries that are looked at.
constexpr std::size_t kNeighbourWork = 1'000'000;
// Entries that have neighbours of their own where there are too many.
constexpr std::size_t kEntriesAlone = 64;
constexpr std::string_view kStranger = "203.0.113.7";

// An address of either family as a number of so many bytes.
using Bytes = std::vector<std::uint8_t>;

std::optional<Bytes> read_bytes(std::string_view text) {
  if (const auto four = uri::read_ipv4(text)) {
    return Bytes(four->begin(), four->end());
  }
  if (const auto six = uri::read_ipv6(text)) {
    return Bytes(six->begin(), six->end());
  }
  return std::nullopt;
}

std::string write_bytes(const Bytes& bytes) {
  if (bytes.size() == 4) {
    return fmt::format("{}", fmt::join(bytes, "."));
  }
  std::array<std::uint8_t, 16> six{};
  std::ranges::copy(bytes, six.begin());
  return uri::write_ipv6(six);
}

// The first address of a network and the first one behind it: wherever the answer changes, it changes there.
void add_borders(std::set<std::string>& out, std::string_view text) {
  const std::size_t slash = text.find('/');
  std::optional<Bytes> bytes = read_bytes(text.substr(0, slash));
  if (!bytes) {
    return;
  }
  auto bits = static_cast<unsigned>(bytes->size() * 8);
  if (slash != std::string_view::npos) {
    std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
  }
  bits = std::min(bits, static_cast<unsigned>(bytes->size() * 8));
  for (unsigned bit = bits; bit < bytes->size() * 8; ++bit) {
    (*bytes)[bit / 8] = static_cast<std::uint8_t>((*bytes)[bit / 8] & ~(0x80U >> (bit % 8)));
  }
  out.insert(write_bytes(*bytes));
  bool carried = bits > 0;
  for (unsigned bit = bits; carried && bit-- > 0;) {
    const unsigned mask = 0x80U >> (bit % 8);
    carried = ((*bytes)[bit / 8] & mask) != 0;
    (*bytes)[bit / 8] = static_cast<std::uint8_t>((*bytes)[bit / 8] ^ mask);
  }
  if (bits > 0 && !carried) {
    out.insert(write_bytes(*bytes));
  }
}

// What entries say about neighbours: addresses and names of hosts.
struct Seen {
  std::set<std::string> addresses;
  std::set<std::string> names;
  std::size_t entries = 0;
};

void look_at(Seen& seen, const policy::TrustPeer& peer) {
  ++seen.entries;
  for (const std::string& text : peer.peers) {
    add_borders(seen.addresses, text);
    if (!read_bytes(std::string_view(text).substr(0, text.find('/')))) {
      seen.names.insert(text);
    }
  }
}

// Whether one entry covers a neighbour, whatever it is trusted for.
class Attempt {
 public:
  explicit Attempt(std::span<const policy::Policy* const> policies) {
    for (const policy::Policy* policy : policies) {
      std::vector<policy::Policy>& own = single_.emplace_back();
      for (const policy::TrustPeer& peer : policy->identity.trust) {
        own.emplace_back().identity.trust = {peer};
        own.back().identity.trust.front().requests = true;
      }
    }
  }
  [[nodiscard]] std::vector<std::vector<bool>> covers(const policy::Neighbour& neighbour) const {
    std::vector<std::vector<bool>> out;
    for (const std::vector<policy::Policy>& own : single_) {
      std::vector<bool>& row = out.emplace_back();
      for (const policy::Policy& one : own) {
        row.push_back(policy::find_trust(one, neighbour).holds == policy::Truth::yes);
      }
    }
    return out;
  }

 private:
  std::vector<std::vector<policy::Policy>> single_;  // by policy and entry
};

using Certificates = std::vector<std::vector<std::string>>;

Certificates certificates_of(const std::set<std::string>& names) {
  Certificates out{{}, {"other.example"}};
  for (const std::string& name : names) {
    out.push_back({name});
  }
  if (names.size() > 1) {
    out.emplace_back(names.begin(), names.end());
  }
  return out;
}

class Collection {
 public:
  explicit Collection(std::span<const policy::Policy* const> policies) : trial_(policies) {}

  void add(const Seen& seen) {
    std::set<std::string> addresses = seen.addresses;
    addresses.erase(std::string(kStranger));
    for (const std::vector<std::string>& names : certificates_of(seen.names)) {
      add_from(std::string(kStranger), names);
      for (const std::string& address : addresses) {
        add_from(address, names);
      }
    }
  }
  [[nodiscard]] std::vector<NeighbourClass> take() { return std::move(all_); }

 private:
  void add_from(const std::string& address, const std::vector<std::string>& names) {
    for (const policy::Transport transport : {policy::Transport::tls, policy::Transport::tcp, policy::Transport::udp}) {
      if (transport == policy::Transport::tls || names.empty()) {
        const policy::Neighbour one{address, transport, policy::truth(!names.empty()), names};
        std::vector<std::vector<bool>> covers = trial_.covers(one);
        if (met_.emplace(covers, transport).second) {
          all_.push_back({one, std::move(covers)});
        }
      }
    }
  }

  Attempt trial_;
  std::vector<NeighbourClass> all_;
  std::set<std::pair<std::vector<std::vector<bool>>, policy::Transport>> met_;
};

}  // namespace

Neighbours neighbours_of(std::span<const policy::Policy* const> policies) {
  Seen all;
  for (const policy::Policy* policy : policies) {
    for (const policy::TrustPeer& peer : policy->identity.trust) {
      look_at(all, peer);
    }
  }
  Neighbours out;
  Collection collection(policies);
  out.complete = (all.addresses.size() + 1) * (all.names.size() + 3) * all.entries <= kNeighbourWork;
  if (out.complete) {
    collection.add(all);
    out.all = collection.take();
    return out;
  }
  collection.add({});
  for (const policy::Policy* policy : policies) {
    const std::size_t count = std::min(policy->identity.trust.size(), kEntriesAlone);
    for (std::size_t i = 0; i < count; ++i) {
      Seen own;
      look_at(own, policy->identity.trust[i]);
      collection.add(own);
    }
  }
  out.all = collection.take();
  return out;
}

}  // namespace confstate::prove
