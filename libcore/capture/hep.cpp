#include "capture/hep.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "capture/damage.hpp"
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

std::optional<std::string> inflate_as(std::string_view packed, std::uint64_t most, int window) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) {
    return std::nullopt;
  }
  std::string text;
  std::array<char, 4096> buffer;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  int code = Z_OK;
  while (code == Z_OK && text.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    code = inflate(&stream, Z_NO_FLUSH);
    text.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return code == Z_STREAM_END && text.size() <= most ? std::optional(std::move(text)) : std::nullopt;
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
  constexpr int kWithHeader = 15 + 32;
  constexpr int kBare = -15;
  std::optional<std::string> text = inflate_as(packed, most, kWithHeader);
  return text ? text : inflate_as(packed, most, kBare);
}

base::Result<void> read_hep(bytes::Stream& stream, const Settings& settings, Messages& messages) {
  Outlet& outlet = messages.outlet();
  const NoticeListener notices = [&outlet](const Notice& notice) { outlet.notice(notice); };
  Carrier carrier;
  for (;;) {
    const std::string_view head = stream.peek(kHepHeader);
    if (head.empty()) {
      return end_of(stream, settings, notices);
    }
    if (is_hep(head) && hep_length(head) >= kHepHeader) {
      carrier.begun = {++outlet.totals().frames, 0, stream.offset()};
      carrier.now = carrier.begun;
      const std::size_t length = hep_length(head);
      const std::string_view record = stream.peek(length);
      if (record.size() < length && !stream.failure()) {
        notice_at(notices, NoticeKind::cut_record, stream.offset(), carrier.now.frame, length - record.size(), {});
      }
      carrier.truncated = record.size() < length;
      messages.take_hep(carrier, record);
      stream.skip(record.size());
      continue;
    }
    if (head.size() < kHepHeader && kHepMagic.substr(0, head.size()) == head.substr(0, kHepMagic.size())) {
      notice_at(notices, NoticeKind::cut_record, stream.offset(), outlet.totals().frames + 1, head.size(), {});
      return end_of(stream, settings, notices);
    }
    if (!settings.salvage) {
      return damaged("no HEP3 record", stream.offset());
    }
    const std::uint64_t begin = stream.offset();
    stream.skip(1);
    const std::uint64_t skipped = skip_until(stream, is_hep) + 1;
    notice_at(notices, NoticeKind::damaged, begin, outlet.totals().frames + 1, skipped, "no HEP3 record");
  }
}

}  // namespace confstate::capture
