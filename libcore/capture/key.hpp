// What tells connections and datagrams apart, and how it is hashed. For the files of this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/hash.hpp"
#include "capture/record.hpp"

namespace confstate::capture {

using base::hash_bytes;
using base::mix;

[[nodiscard]] inline std::uint64_t hash_endpoint(const Endpoint& endpoint, std::uint64_t state) {
  std::uint64_t words[2];
  std::memcpy(words, endpoint.address.data(), sizeof words);
  state = mix(state, words[0]);
  if (words[1] != 0) {
    state = mix(state, words[1]);
  }
  return mix(state, endpoint.port * 8U + endpoint.family);
}

// From one end to the other.
struct PathKey {
  Endpoint source;
  Endpoint destination;
  std::uint32_t id = 0;  // of an IP datagram
  std::uint16_t vlan = 0;
  std::uint8_t protocol = 0;

  friend bool operator==(const PathKey&, const PathKey&) = default;
};

// A captured file cannot know `seed`, so it cannot fill one row of a table.
struct PathHash {
  std::uint64_t seed = 0;

  std::size_t operator()(const PathKey& key) const {
    const std::uint64_t ends = hash_endpoint(key.destination, hash_endpoint(key.source, seed));
    return mix(ends, (std::uint64_t{key.id} << 32U) | (std::uint64_t{key.vlan} << 8U) | key.protocol);
  }
};

}  // namespace confstate::capture
