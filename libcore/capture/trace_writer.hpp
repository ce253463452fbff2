// Writes messages as a trace that reads back as they were recorded: also what was lost of them, and where.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/sink.hpp"
#include "capture/notice.hpp"
#include "capture/packet_writer.hpp"
#include "capture/read.hpp"

namespace confstate::capture {

// The form in which a trace of a format is written: captures as pcap, SIPp's log as such, a single message as such,
// all other logs as Kamailio's sipdump has them, which says most.
enum class TraceForm : std::uint8_t { pcap, sipp, sipdump, sip };
[[nodiscard]] TraceForm form_for(Format format);

// Takes records and notices in the order in which a reader gives them. Times, ends and transports are written as they
// are given. In a capture every message is a frame; a TCP connection has one more for each way that was recorded from
// its beginning. Cut messages, lost fragments, holes in streams, and bytes between or behind messages are written so
// that a reader notices the same again; of other notices nothing is written.
class TraceWriter {
 public:
  TraceWriter(TraceForm form, base::Sink sink);

  void write(const Record& record);
  void write(const Notice& notice);
  // Everything was given.
  void finish();

 private:
  // A message that waits for what is said about it.
  struct Held {
    Record record;
    std::string bytes;
    bool is_fragment = false;
  };

  void put(const Held& held);
  void put_packet(const Held& held);
  void put_segment(const Held& held);
  void put_log(const Held& held);
  void begin_way(const OutgoingPacket& packet);
  void take_notice(const Notice& notice);
  void put_hole();
  void put_filler(OutgoingPacket packet, std::uint64_t count);

  TraceForm form_;
  base::Sink sink_;
  std::optional<PacketWriter> packets_;
  std::optional<Held> held_;
  std::optional<Notice> hole_;
  std::unordered_set<std::string> ways_;  // of connections that were begun
};

}  // namespace confstate::capture
