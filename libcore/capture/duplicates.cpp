#include "capture/duplicates.hpp"

#include "capture/key.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint64_t kWindow = 50'000'000;  // nanoseconds

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
