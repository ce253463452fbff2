#include "capture/trace_writer.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {
namespace {

constexpr std::int64_t kNanosOfSecond = 1'000'000'000;
constexpr std::uint64_t kLeastFiller = 2;
constexpr std::uint64_t kMostFiller = 1000;
constexpr std::uint32_t kUnknownMissing = 64;  // bytes of a cut message, where nothing says how many

std::string way_of(const Endpoint& source, const Endpoint& destination) {
  return write_endpoint(source) + ' ' + write_endpoint(destination);
}

// What the message lacks by its Content-Length; 0 where that cannot be told.
std::uint64_t owed(std::string_view message) {
  sip::Head head;
  sip::read_head(message, head);
  const std::uint64_t whole = head.end + head.content_length;
  return head.end != 0 && head.has_length && whole > message.size() ? whole - message.size() : 0;
}

OutgoingPacket packet_of(const Record& record, std::string_view bytes) {
  return {record.source, record.destination, record.time, bytes, 0};
}

std::string address_of(const Endpoint& endpoint) {
  Endpoint bare = endpoint;
  bare.port = 0;
  return endpoint.family == 0 ? std::string() : write_endpoint(bare);
}

}  // namespace

TraceForm form_for(Format format) {
  switch (format) {
    case Format::sip:
      return TraceForm::sip;
    case Format::sipp:
      return TraceForm::sipp;
    case Format::sipdump:
    case Format::sngrep:
    case Format::ngrep:
    case Format::pjsip:
    case Format::chan_sip:
    case Format::freeswitch:
      return TraceForm::sipdump;
    default:
      return TraceForm::pcap;
  }
}

TraceWriter::TraceWriter(TraceForm form, base::Sink sink) : form_(form), sink_(std::move(sink)) {
  if (form_ == TraceForm::pcap) {
    packets_.emplace(sink_);
  }
}

void TraceWriter::write(const Record& record) {
  if (held_) {
    put(*std::exchange(held_, std::nullopt));
  }
  held_ = Held{record, std::string(record.bytes)};
  held_->record.bytes = {};
  held_->record.comment = {};
}

void TraceWriter::write(const Notice& notice) {
  if (form_ != TraceForm::pcap) {
    return;
  }
  const bool is_about = held_ && held_->record.frame == notice.frame && held_->record.transport == Transport::udp;
  if (is_about && notice.kind == NoticeKind::fragment_lost && held_->record.truncated) {
    held_->is_fragment = true;
    return;
  }
  if (is_about && notice.kind == NoticeKind::surplus) {
    held_->bytes.append(static_cast<std::size_t>(std::min(notice.count, kMostFiller)), '0');
    return;
  }
  if (held_) {
    put(*std::exchange(held_, std::nullopt));
  }
  take_notice(notice);
}

void TraceWriter::finish() {
  if (held_) {
    put(*std::exchange(held_, std::nullopt));
  }
  put_hole();
}

void TraceWriter::take_notice(const Notice& notice) {
  OutgoingPacket packet{notice.source, notice.destination, notice.time, {}, 0};
  switch (notice.kind) {
    case NoticeKind::fragment_lost:
      packets_->lost_fragment(packet);
      break;
    case NoticeKind::stream_middle:
      ways_.insert(way_of(notice.source, notice.destination));
      if (notice.count > 0) {
        put_filler(packet, notice.count);
      }
      break;
    case NoticeKind::stream_hole:
      put_hole();
      hole_ = notice;
      break;
    case NoticeKind::not_sip:
      if (notice.transport == Transport::tcp) {
        begin_way(packet);
        put_filler(packet, notice.count);
      }
      break;
    default:
      break;
  }
}

// A line that is no SIP, where bytes stood that were none, or the end of a message whose begin is missing.
void TraceWriter::put_filler(OutgoingPacket packet, std::uint64_t count) {
  const std::string line =
      std::string(static_cast<std::size_t>(std::clamp(count, kLeastFiller, kMostFiller)) - 1, '0') + '\n';
  packet.payload = line;
  packets_->segment(packet, SegmentKind::data);
}

// A hole that cut no message.
void TraceWriter::put_hole() {
  if (const auto hole = std::exchange(hole_, std::nullopt)) {
    OutgoingPacket packet{hole->source, hole->destination, hole->time, {}, 0};
    packet.missing = static_cast<std::uint32_t>(std::min<std::uint64_t>(hole->count, 60'000));
    begin_way(packet);
    packets_->segment(packet, SegmentKind::data);
  }
}

// A way that was not recorded from its middle on begins with its handshake.
void TraceWriter::begin_way(const OutgoingPacket& packet) {
  if (ways_.insert(way_of(packet.source, packet.destination)).second) {
    OutgoingPacket begin = packet;
    begin.payload = {};
    begin.missing = 0;
    packets_->segment(begin, SegmentKind::begin);
  }
}

void TraceWriter::put(const Held& held) {
  if (form_ == TraceForm::pcap) {
    put_packet(held);
  } else if (form_ == TraceForm::sip) {
    sink_(held.bytes);
  } else {
    put_log(held);
  }
}

void TraceWriter::put_packet(const Held& held) {
  if (held.record.transport == Transport::tcp) {
    put_segment(held);
    return;
  }
  put_hole();
  OutgoingPacket packet = packet_of(held.record, held.bytes);
  const std::uint64_t lacks = owed(held.bytes);
  packet.missing =
      held.record.truncated
          ? static_cast<std::uint32_t>(lacks == 0 ? kUnknownMissing : std::min<std::uint64_t>(lacks, 65'000))
          : 0;
  if (held.is_fragment) {
    packets_->lost_fragment(packet);
  } else if (held.record.transport == Transport::udp) {
    packets_->datagram(packet);
  } else {
    packets_->hep(packet, held.record.transport);
  }
}

void TraceWriter::put_segment(const Held& held) {
  OutgoingPacket packet = packet_of(held.record, held.bytes);
  const std::string way = way_of(packet.source, packet.destination);
  const bool is_hole = hole_ && held.record.truncated && way == way_of(hole_->source, hole_->destination);
  if (!is_hole) {
    put_hole();
  }
  begin_way(packet);
  if (is_hole) {
    // A hole that ended within the message: what follows it in the stream follows it here as well.
    const std::uint64_t missing = std::max(std::exchange(hole_, std::nullopt)->count, owed(held.bytes));
    packet.missing = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(missing, 1, 60'000));
    packets_->segment(packet, SegmentKind::data);
  } else if (held.record.truncated) {
    packets_->segment(packet, SegmentKind::end);  // nothing came behind it
    ways_.erase(way);
  } else {
    packets_->segment(packet, SegmentKind::data);
  }
}

void TraceWriter::put_log(const Held& held) {
  const Record& record = held.record;
  const std::int64_t micro = record.time % kNanosOfSecond / 1000;
  const std::int64_t second = record.time / kNanosOfSecond;
  const bool sent = record.direction == Direction::out;
  if (form_ == TraceForm::sipp) {
    std::string time = base::write_instant(record.time, 6);
    time[10] = ' ';
    time.pop_back();  // SIPp writes no zone
    sink_(fmt::format("----------------------------------------------- {}\n{} message {} [{}] bytes :\n\n{}\n", time,
                      word(record.transport == Transport::unknown ? Transport::udp : record.transport),
                      sent ? "sent" : "received", held.bytes.size(), held.bytes));
    return;
  }
  const std::string_view tag = sent ? "snd" : record.direction == Direction::in ? "rcv" : "any";
  const bool ipv6 = record.source.family == 6 || record.destination.family == 6;
  sink_(fmt::format(
      "====================\ntag: {}\npid: 1\nprocess: 1\ntime: {}.{:06}\nproto: {} {}\nsrcip: {}\nsrcport: {}\n"
      "dstip: {}\ndstport: {}\n~~~~~~~~~~~~~~~~~~~~\n{}||||||||||||||||||||\n",
      tag, second, micro, base::ascii_lower(word(record.transport)), ipv6 ? "ipv6" : "ipv4", address_of(record.source),
      record.source.port, address_of(record.destination), record.destination.port, held.bytes));
}

}  // namespace confstate::capture
