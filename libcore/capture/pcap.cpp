// pcap as draft-ietf-opsawg-pcap describes it, both byte orders, microseconds and nanoseconds.
#include <algorithm>

#include "capture/container.hpp"
#include "capture/damage.hpp"
#include "capture/octets.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint32_t kMicroseconds = 0xa1b2c3d4U;
constexpr std::uint32_t kNanoseconds = 0xa1b23c4dU;
constexpr std::uint32_t kModified = 0xa1b2cd34U;  // Kuznetzov's: longer record headers
constexpr std::size_t kFileHeader = 24;
constexpr std::size_t kRecordHeader = 16;
constexpr std::uint32_t kLongestFrame = 262'144;  // what libpcap allows
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::uint64_t kDay = 86'400;

struct Header {
  ByteOrder order;
  std::uint32_t fractions = 0;  // of a second, in one
  std::uint32_t longest = kLongestFrame;
  std::uint16_t link = 0;
};

struct RecordHeader {
  std::uint32_t seconds = 0;
  std::uint32_t fraction = 0;
  std::uint32_t captured = 0;
  std::uint32_t length = 0;
};

std::uint32_t fractions_of(std::uint32_t magic) {
  return magic == kMicroseconds ? 1'000'000 : magic == kNanoseconds ? 1'000'000'000 : 0;
}

base::Result<Header> read_header(std::string_view bytes) {
  if (bytes.size() < kFileHeader) {
    return base::fail("the pcap file ends within its header");
  }
  Header header;
  header.order.big = fractions_of(big32(bytes, 0)) != 0 || big32(bytes, 0) == kModified;
  const std::uint32_t magic = header.order.get32(bytes, 0);
  header.fractions = fractions_of(magic);
  if (magic == kModified) {
    return base::fail("this is the \"modified\" pcap format of old Linux systems (magic a1b2cd34), which is not read",
                      "convert it: editcap -F pcapng FILE NEW");
  }
  if (header.fractions == 0) {
    return base::fail("this is no pcap file");
  }
  const std::uint32_t snap = header.order.get32(bytes, 16);
  header.longest = std::clamp<std::uint32_t>(snap, kLongestFrame, 64U << 20U);
  if (snap > 64U << 20U) {
    header.longest = kLongestFrame;
  }
  header.link = static_cast<std::uint16_t>(header.order.get32(bytes, 20) & 0xffffU);
  return header;
}

RecordHeader read_record(std::string_view bytes, ByteOrder order) {
  return {order.get32(bytes, 0), order.get32(bytes, 4), order.get32(bytes, 8), order.get32(bytes, 12)};
}

class Reader {
 public:
  Reader(bytes::Stream& stream, const Settings& settings, const FrameListener& frames, const NoticeListener& notices)
      : stream_(stream), settings_(settings), frames_(frames), notices_(notices) {}

  base::Result<void> run() {
    const base::Result<Header> header = read_header(stream_.peek(kFileHeader));
    if (!header) {
      return tl::unexpected<base::Failure>(stream_.failure().value_or(header.error()));
    }
    header_ = *header;
    stream_.skip(kFileHeader);
    for (;;) {
      const std::string_view bytes = stream_.peek(kRecordHeader);
      if (bytes.size() < kRecordHeader) {
        return finish(bytes.size());
      }
      const RecordHeader record = read_record(bytes, header_.order);
      if (record.captured <= header_.longest) {
        take(record);
      } else if (!settings_.salvage) {
        return damaged("a frame of " + std::to_string(record.captured) + " bytes", stream_.offset());
      } else {
        resume(record);
      }
    }
  }

 private:
  base::Result<void> finish(std::size_t rest) {
    if (rest > 0 && !stream_.failure()) {
      notice_at(notices_, NoticeKind::cut_record, stream_.offset(), number_ + 1, rest, {});
    }
    return end_of(stream_, settings_, notices_);
  }

  void take(const RecordHeader& record) {
    const std::string_view bytes = stream_.peek(kRecordHeader + record.captured).substr(kRecordHeader);
    Frame frame;
    frame.bytes = bytes;
    frame.number = ++number_;
    frame.offset = stream_.offset();
    frame.link = header_.link;
    frame.time = std::int64_t{record.seconds} * kSecond + std::int64_t{record.fraction} * (kSecond / header_.fractions);
    if (bytes.size() < record.captured) {
      frame.cut = true;
      notice_at(notices_, NoticeKind::cut_record, frame.offset, number_, record.captured - bytes.size(), {});
    }
    seconds_ = record.seconds;
    frames_(frame);
    stream_.skip(kRecordHeader + bytes.size());
  }

  // A header that a capture of the same days could have.
  [[nodiscard]] bool is_plausible(std::string_view bytes) const {
    const RecordHeader record = read_record(bytes, header_.order);
    const std::uint64_t before = std::min<std::uint64_t>(seconds_, kDay);
    return record.captured > 0 && record.captured <= kLongestFrame && record.length >= record.captured &&
           record.length <= kLongestFrame && record.fraction < header_.fractions &&
           (seconds_ == 0 || (record.seconds >= seconds_ - before && record.seconds <= seconds_ + 30 * kDay));
  }

  // Two such headers in a row, or one whose frame ends the file.
  [[nodiscard]] bool begins_records(std::string_view window) const {
    if (window.size() < kRecordHeader || !is_plausible(window)) {
      return false;
    }
    const std::size_t next = kRecordHeader + read_record(window, header_.order).captured;
    return window.size() == next || (window.size() >= next + kRecordHeader && is_plausible(window.substr(next)));
  }

  void resume(const RecordHeader& record) {
    const std::uint64_t begin = stream_.offset();
    const std::uint64_t skipped =
        skip_until(stream_, [this](std::string_view window) { return begins_records(window); });
    notice_at(notices_, NoticeKind::damaged, begin, number_ + 1, skipped,
              "a frame of " + std::to_string(record.captured) + " bytes");
  }

  bytes::Stream& stream_;
  const Settings& settings_;
  const FrameListener& frames_;
  const NoticeListener& notices_;
  Header header_;
  std::uint64_t number_ = 0;
  std::uint64_t seconds_ = 0;  // of the last frame
};

}  // namespace

bool is_pcap(std::string_view beginning) {
  if (beginning.size() < 4) {
    return false;
  }
  for (const std::uint32_t magic : {big32(beginning, 0), little32(beginning, 0)}) {
    if (fractions_of(magic) != 0 || magic == kModified) {
      return true;
    }
  }
  return false;
}

base::Result<void> read_pcap(bytes::Stream& stream, const Settings& settings, const FrameListener& frames,
                             const NoticeListener& notices) {
  return Reader(stream, settings, frames, notices).run();
}

}  // namespace confstate::capture
