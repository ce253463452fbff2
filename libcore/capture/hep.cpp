#include "capture/hep.hpp"

#include <algorithm>
#include <utility>

#include "bytes/inflate.hpp"
#include "capture/octets.hpp"

namespace confstate::capture {
namespace {

constexpr std::size_t kChunkHeader = 6;  // vendor, type, length
constexpr std::int64_t kSecond = 1'000'000'000;

void set_address(Endpoint& endpoint, std::string_view value, std::uint8_t family) {
  if (value.size() == (family == 4 ? 4 : 16)) {
    endpoint.family = family;
    std::transform(value.begin(), value.end(), endpoint.address.begin(),
                   [](char c) { return static_cast<std::uint8_t>(c); });
  }
}

Transport transport_of(unsigned protocol) {
  constexpr unsigned kTcp = 6;
  constexpr unsigned kUdp = 17;
  constexpr unsigned kSctp = 132;
  switch (protocol) {
    case kTcp:
      return Transport::tcp;
    case kUdp:
      return Transport::udp;
    case kSctp:
      return Transport::sctp;
    default:
      return Transport::unknown;
  }
}

std::uint64_t number_of(std::string_view value) {
  std::uint64_t number = 0;
  for (const char c : value.substr(0, 4)) {
    number = number << 8U | static_cast<unsigned char>(c);
  }
  return number;
}

void take_chunk(HepRecord& record, unsigned type, std::string_view value) {
  constexpr std::uint64_t kSip = 1;
  const std::uint64_t number = number_of(value);
  switch (type) {
    case 2:
      record.transport = transport_of(static_cast<unsigned>(number));
      break;
    case 3:
      set_address(record.source, value, 4);
      break;
    case 4:
      set_address(record.destination, value, 4);
      break;
    case 5:
      set_address(record.source, value, 6);
      break;
    case 6:
      set_address(record.destination, value, 6);
      break;
    case 7:
      record.source.port = static_cast<std::uint16_t>(number);
      break;
    case 8:
      record.destination.port = static_cast<std::uint16_t>(number);
      break;
    case 9:
      record.time += static_cast<std::int64_t>(number) * kSecond;
      break;
    case 10:
      record.time += static_cast<std::int64_t>(number) * 1000;
      break;
    case 11:
      record.is_sip = number == kSip;
      break;
    case 12:
      record.agent = static_cast<std::uint32_t>(number);
      break;
    case 15:
    case 16:
      record.payload = value;
      record.packed = type == 16;
      break;
    default:
      break;
  }
}

}  // namespace

bool is_hep(std::string_view bytes) {
  return bytes.substr(0, kHepMagic.size()) == kHepMagic;
}

std::size_t hep_length(std::string_view bytes) {
  return bytes.size() < kHepHeader ? 0 : big16(bytes, 4);
}

std::optional<HepRecord> read_hep_record(std::string_view bytes) {
  if (!is_hep(bytes) || bytes.size() < kHepHeader) {
    return std::nullopt;
  }
  HepRecord record;
  std::string_view rest = bytes.substr(kHepHeader, std::max(hep_length(bytes), kHepHeader) - kHepHeader);
  while (rest.size() >= kChunkHeader) {
    const std::size_t length = std::min<std::size_t>(big16(rest, 4), rest.size());
    if (length < kChunkHeader) {
      break;
    }
    record.cut = length < big16(rest, 4);
    if (big16(rest, 0) == 0) {  // the chunks of vendors say nothing that we need
      take_chunk(record, big16(rest, 2), rest.substr(kChunkHeader, length - kChunkHeader));
    }
    rest.remove_prefix(length);
  }
  return record;
}

std::optional<std::string> inflate_payload(std::string_view packed, std::uint64_t most) {
  const bool gzip = packed.substr(0, 2) == "\x1f\x8b";
  base::Result<std::string> text = gzip ? bytes::inflate_gzip(packed, most) : bytes::inflate_deflate(packed, most);
  return text ? std::optional(std::move(*text)) : std::nullopt;
}

}  // namespace confstate::capture
