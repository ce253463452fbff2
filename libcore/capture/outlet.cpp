#include "capture/outlet.hpp"

#include <utility>

namespace confstate::capture {
namespace {

constexpr std::size_t kMostDetails = 100;

}  // namespace

void Collector::message(std::string_view bytes, const Carrier& carrier) {
  ++totals_.messages;
  Record record;
  record.bytes = bytes;
  record.time = carrier.now.time;
  record.began = carrier.begun.time;
  record.frame = carrier.now.frame;
  record.first_frame = carrier.begun.frame;
  record.offset = carrier.begun.offset;
  record.interface = carrier.interface;
  record.source = carrier.source;
  record.destination = carrier.destination;
  record.transport = carrier.transport;
  record.direction = carrier.direction;
  record.quality = carrier.quality;
  record.comment = carrier.comment;
  record.truncated = carrier.truncated;
  record.reframed = carrier.reframed;
  listener_.record(record);
}

void Collector::notice(NoticeKind kind, const Carrier& carrier, std::uint64_t count, std::string detail) {
  Notice notice;
  notice.kind = kind;
  notice.frame = carrier.now.frame;
  notice.offset = carrier.now.offset;
  notice.time = carrier.now.time;
  notice.count = count;
  notice.source = carrier.source;
  notice.destination = carrier.destination;
  notice.transport = carrier.transport;
  notice.detail = std::move(detail);
  listener_.notice(notice);
}

void Collector::count(NoticeKind kind, const Carrier& carrier, std::string_view detail) {
  auto& tallies = tallies_[static_cast<std::size_t>(kind)];
  auto place = tallies.find(detail);
  if (place == tallies.end()) {
    place = tallies.try_emplace(tallies.size() < kMostDetails ? std::string(detail) : "others").first;
  }
  if (place->second.count++ == 0) {
    place->second.first = carrier;
    place->second.first.comment = {};
  }
}

void Collector::finish() {
  for (std::size_t kind = 0; kind < kNoticeKinds; ++kind) {
    for (const auto& [detail, tally] : tallies_[kind]) {
      notice(static_cast<NoticeKind>(kind), tally.first, tally.count, detail);
    }
    tallies_[kind].clear();
  }
}

}  // namespace confstate::capture
