// pcapng as draft-ietf-opsawg-pcapng describes it: several sections in either byte order, several interfaces.
#include <algorithm>
#include <vector>

#include "capture/container.hpp"
#include "capture/damage.hpp"
#include "capture/octets.hpp"
#include "capture/pcapng_interface.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint32_t kSection = 0x0a0d0d0aU;  // the same in both orders
constexpr std::uint32_t kByteOrder = 0x1a2b3c4dU;
constexpr std::uint32_t kInterface = 1;
constexpr std::uint32_t kObsoletePacket = 2;
constexpr std::uint32_t kSimplePacket = 3;
constexpr std::uint32_t kEnhancedPacket = 6;
constexpr std::uint32_t kSecrets = 10;
constexpr std::uint32_t kLongestBlock = 64U << 20U;
constexpr std::size_t kMostInterfaces = 65'536;
constexpr std::size_t kFrameBytes = 12;  // type, length, and the length again at the end

struct Packet {
  std::uint32_t interface = 0;
  std::uint64_t stamp = 0;
  std::uint32_t captured = 0;
  std::uint32_t length = 0;
  std::size_t data = 0;  // where the frame begins in the body
};

bool is_known(std::uint32_t type) {
  return (type >= 1 && type <= 6) || type == kSecrets || type == 0xbadU || type == 0x4000'0badU;
}

bool is_order(std::string_view bytes, std::size_t at) {
  return big32(bytes, at) == kByteOrder || little32(bytes, at) == kByteOrder;
}

class Reader {
 public:
  Reader(bytes::Stream& stream, const Settings& settings, const FrameListener& frames, const NoticeListener& notices)
      : stream_(stream), settings_(settings), frames_(frames), notices_(notices) {}

  base::Result<void> run() {
    if (!is_pcapng(stream_.peek(kFrameBytes))) {
      return tl::unexpected<base::Failure>(stream_.failure().value_or(base::Failure{"this is no pcapng file", {}}));
    }
    for (;;) {
      const std::string_view head = stream_.peek(kFrameBytes);
      if (head.size() < kFrameBytes) {
        return finish(head.size());
      }
      trouble_.clear();
      in_step_ = false;
      if (!take_block(head)) {
        return end_of(stream_, settings_, notices_);
      }
      if (!trouble_.empty() && !settings_.salvage) {
        return damaged(trouble_, trouble_at_);
      }
      if (!trouble_.empty()) {
        resume();
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

  [[nodiscard]] std::uint64_t longest_block() const {
    return std::min<std::uint64_t>(kLongestBlock, std::max<std::uint64_t>(kSearchWindow, settings_.limits.memory / 4));
  }

  void blame(std::string what) {
    trouble_ = std::move(what);
    trouble_at_ = stream_.offset();
  }

  // One block; false where the file ends within it.
  bool take_block(std::string_view head) {
    std::uint32_t type = order_.get32(head, 0);
    if (type == kSection && !take_order(head)) {
      blame("a section without a byte order");
      return true;
    }
    const std::uint32_t length = order_.get32(head, 4);
    if (length < kFrameBytes || length % 4 != 0 || length > longest_block()) {
      blame("a block of " + std::to_string(length) + " bytes");
      return true;
    }
    if (!is_kept(type)) {
      return skip_block(length);
    }
    const std::string_view block = stream_.peek(length);
    if (block.size() < length && settings_.salvage && length > kSearchWindow / 2) {
      blame("a block of " + std::to_string(length) + " bytes");  // the length is what is broken, rather
      return true;
    }
    if (block.size() < length) {
      return cut_block(type, block, length);
    }
    if (order_.get32(block, length - 4) != length) {
      blame("a block whose two lengths differ");
      return true;
    }
    take_body(type, block.substr(8, length - kFrameBytes));
    stream_.skip(length);
    return true;
  }

  bool take_order(std::string_view head) {
    if (!is_order(head, 8)) {
      return false;
    }
    order_.big = big32(head, 8) == kByteOrder;
    return true;
  }

  [[nodiscard]] static bool is_kept(std::uint32_t type) {
    return type == kSection || type == kInterface || type == kObsoletePacket || type == kSimplePacket ||
           type == kEnhancedPacket || type == kSecrets;
  }

  // Names, statistics, custom and unknown blocks are not held.
  bool skip_block(std::uint32_t length) {
    const std::uint64_t begin = stream_.offset();
    if (length <= kSearchWindow) {
      const std::string_view block = stream_.peek(length);
      if (block.size() == length && order_.get32(block, length - 4) != length) {
        blame("a block whose two lengths differ");
        return true;
      }
    }
    const std::uint64_t gone = stream_.skip(length);
    if (gone < length) {
      notice_at(notices_, NoticeKind::cut_record, begin, number_ + 1, length - gone, {});
    }
    return gone == length;
  }

  // The file ends within a block: of a packet, what is there counts.
  bool cut_block(std::uint32_t type, std::string_view block, std::uint32_t length) {
    notice_at(notices_, NoticeKind::cut_record, stream_.offset(), number_ + 1, length - block.size(), {});
    if (type == kObsoletePacket || type == kSimplePacket || type == kEnhancedPacket) {
      cut_ = true;
      take_body(type, block.substr(std::min<std::size_t>(8, block.size())));
      trouble_.clear();
    }
    stream_.skip(block.size());
    return false;
  }

  void take_body(std::uint32_t type, std::string_view body) {
    in_step_ = true;  // the block itself is whole: what is wrong in it does not matter for the next
    switch (type) {
      case kSection:
        begin_section(body);
        break;
      case kInterface:
        add_interface(body);
        break;
      case kEnhancedPacket:
        take_packet(body, 20, &Reader::read_enhanced);
        break;
      case kObsoletePacket:
        take_packet(body, 20, &Reader::read_obsolete);
        break;
      case kSimplePacket:
        take_packet(body, 4, &Reader::read_simple);
        break;
      default:
        note_secrets();
        break;
    }
  }

  void begin_section(std::string_view body) {
    if (body.size() < 16) {
      blame("a section block that is too short");
      return;
    }
    first_interface_ += static_cast<std::uint32_t>(interfaces_.size());
    interfaces_.clear();
  }

  void add_interface(std::string_view body) {
    if (body.size() < 8 || interfaces_.size() >= kMostInterfaces) {
      blame(body.size() < 8 ? "an interface block that is too short" : "more than 65,536 interfaces");
      return;
    }
    interfaces_.push_back(read_interface(body, order_));
    interfaces_.back().number = first_interface_ + static_cast<std::uint32_t>(interfaces_.size()) - 1;
  }

  void note_secrets() {
    if (!secrets_) {
      secrets_ = true;
      notice_at(notices_, NoticeKind::keys_present, stream_.offset(), 0, 0, {});
    }
  }

  [[nodiscard]] std::uint64_t stamp_at(std::string_view body, std::size_t at) const {
    return (std::uint64_t{order_.get32(body, at)} << 32U) | order_.get32(body, at + 4);
  }

  [[nodiscard]] Packet read_enhanced(std::string_view body) const {
    return {order_.get32(body, 0), stamp_at(body, 4), order_.get32(body, 12), order_.get32(body, 16), 20};
  }

  [[nodiscard]] Packet read_obsolete(std::string_view body) const {
    return {order_.get16(body, 0), stamp_at(body, 4), order_.get32(body, 12), order_.get32(body, 16), 20};
  }

  // Has neither time nor length of what was captured: that follows from the snapshot length.
  [[nodiscard]] Packet read_simple(std::string_view body) const {
    const std::uint32_t length = order_.get32(body, 0);
    const std::uint32_t snap = interfaces_.empty() || interfaces_[0].snap == 0 ? length : interfaces_[0].snap;
    return {0, 0, std::min(length, snap), length, 4};
  }

  void take_packet(std::string_view body, std::size_t header, Packet (Reader::*read)(std::string_view) const) {
    if (body.size() < header) {
      blame("a packet block that is too short");
      return;
    }
    const Packet packet = (this->*read)(body);
    if (packet.interface >= interfaces_.size()) {
      blame("a packet of interface " + std::to_string(packet.interface) + ", which is not described");
    } else if (packet.captured > body.size() - packet.data && !cut_) {
      blame("a packet that is longer than its block");
    } else {
      give(packet, body);
    }
  }

  void give(const Packet& packet, std::string_view body) {
    const Interface& interface = interfaces_[packet.interface];
    Frame frame;
    frame.bytes = body.substr(packet.data, packet.captured);
    frame.number = ++number_;
    frame.offset = stream_.offset();
    frame.interface = interface.number;
    frame.link = interface.link;
    frame.timed = packet.data != 4;
    last_time_ = frame.timed ? time_of(interface, packet.stamp) : last_time_;
    frame.time = last_time_;
    frame.cut = cut_;
    const std::size_t padded = packet.data + (std::size_t{packet.captured} + 3) / 4 * 4;
    if (frame.timed && body.size() > padded) {
      read_options(body.substr(padded), frame);
    }
    frames_(frame);
  }

  void read_options(std::string_view rest, Frame& frame) const {
    constexpr std::uint16_t kComment = 1;
    constexpr std::uint16_t kFlags = 2;
    for (Option option = take_option(rest, order_); option.code != 0; option = take_option(rest, order_)) {
      if (option.code == kComment) {
        frame.comment = option.value;
      } else if (option.code == kFlags && option.value.size() >= 4) {
        const std::uint32_t way = order_.get32(option.value, 0) & 3U;
        frame.direction = way == 1 ? Direction::in : way == 2 ? Direction::out : Direction::unknown;
      }
    }
  }

  // A block of a known type whose two lengths are the same.
  [[nodiscard]] bool begins_block(std::string_view window) const {
    if (window.size() < kFrameBytes) {
      return false;
    }
    ByteOrder order = order_;
    const bool section = big32(window, 0) == kSection && is_order(window, 8);
    order.big = section ? big32(window, 8) == kByteOrder : order.big;
    const std::uint32_t length = order.get32(window, 4);
    return (section || is_known(order.get32(window, 0))) && length >= kFrameBytes && length % 4 == 0 &&
           length <= kSearchWindow / 2 && length <= window.size() && order.get32(window, length - 4) == length;
  }

  void resume() {
    std::uint64_t skipped = 0;
    if (!in_step_) {
      skipped = skip_until(stream_, [this](std::string_view window) { return begins_block(window); });
    }
    notice_at(notices_, NoticeKind::damaged, trouble_at_, number_ + 1, skipped, trouble_);
  }

  bytes::Stream& stream_;
  const Settings& settings_;
  const FrameListener& frames_;
  const NoticeListener& notices_;
  ByteOrder order_;
  std::vector<Interface> interfaces_;  // of this section
  std::uint32_t first_interface_ = 0;  // its number over all sections
  std::uint64_t number_ = 0;
  std::int64_t last_time_ = 0;
  std::string trouble_;
  std::uint64_t trouble_at_ = 0;
  bool in_step_ = false;
  bool cut_ = false;
  bool secrets_ = false;
};

}  // namespace

bool is_pcapng(std::string_view beginning) {
  return beginning.size() >= kFrameBytes && big32(beginning, 0) == kSection && is_order(beginning, 8);
}

base::Result<void> read_pcapng(bytes::Stream& stream, const Settings& settings, const FrameListener& frames,
                               const NoticeListener& notices) {
  return Reader(stream, settings, frames, notices).run();
}

}  // namespace confstate::capture
