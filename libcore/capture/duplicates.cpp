#include "capture/duplicates.hpp"

#include "capture/key.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint64_t kWindow = 50'000'000;  // nanoseconds

std::uint64_t load64(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// Where the number of the packet says nearly all, some of its bytes are enough.
std::uint64_t hash_payload(std::string_view payload, std::uint64_t state, bool known) {
  constexpr std::size_t kPart = 64;
  if (!known || payload.size() < 2 * kPart) {
    return hash_bytes(payload, state);
  }
  const std::uint64_t begin = hash_bytes(payload.substr(0, kPart), mix(state, payload.size()));
  return hash_bytes(payload.substr(payload.size() - kPart), begin);
}

std::uint64_t distance(std::int64_t one, std::int64_t other) {
  return one > other ? static_cast<std::uint64_t>(one) - static_cast<std::uint64_t>(other)
                     : static_cast<std::uint64_t>(other) - static_cast<std::uint64_t>(one);
}

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t state) {
  constexpr std::size_t kStep = 32;
  std::array<std::uint64_t, 4> lanes{state, state + 1, state + 2, state + 3};
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= kStep; left -= kStep, at += kStep) {
    lanes[0] = mix(lanes[0], load64(at));
    lanes[1] = mix(lanes[1], load64(at + 8));
    lanes[2] = mix(lanes[2], load64(at + 16));
    lanes[3] = mix(lanes[3], load64(at + 24));
  }
  for (; left >= 8; left -= 8, at += 8) {
    lanes[0] = mix(lanes[0], load64(at));
  }
  std::uint64_t tail = 0;
  if (left > 0) {
    std::memcpy(&tail, at, left);
  }
  return mix(mix(mix(mix(lanes[0], tail), lanes[1]), lanes[2]), lanes[3] ^ bytes.size());
}

bool Duplicates::is_double(const Carrier& carrier, std::string_view payload, const Stamp& stamp) {
  const std::uint64_t ends = hash_endpoint(carrier.destination, hash_endpoint(carrier.source, stamp.id));
  const std::uint64_t what = hash_payload(payload, ends, stamp.id != 0);
  auto& row = seen_[what % kRows];
  for (const Seen& seen : row) {
    const bool same = seen.what == what && distance(seen.time, carrier.now.time) <= kWindow;
    if (same && (stamp.id != 0 || seen.way != stamp.way)) {
      return true;
    }
  }
  std::uint8_t& oldest = oldest_[what % kRows];
  row[oldest] = {what, stamp.way, carrier.now.time};
  oldest = static_cast<std::uint8_t>((oldest + 1) % kPlaces);
  return false;
}

}  // namespace confstate::capture
