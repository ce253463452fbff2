#include "report/place.hpp"

#include <fmt/format.h>

#include "base/instant.hpp"

namespace confstate::report {

Extent extent_of(const bytes::Source& source, base::Span span) {
  const base::Location begin = source.location(span.begin);
  return {begin, span.end > span.begin ? source.location(span.end) : begin};
}

Spot spot_of(const diag::Outcome& outcome, base::Span span) {
  if (outcome.packet == nullptr) {
    const base::Location at = outcome.source.location(span.begin);
    return {at.line, at.column};
  }
  const diag::Packet& packet = *outcome.packet;
  return {packet.line != 0 ? packet.line : std::max<std::uint64_t>(packet.frame, 1), 1};
}

std::string words_of(const diag::Packet& packet, std::string_view arrow) {
  std::string out = packet.line != 0 ? fmt::format("line {}", packet.line) : fmt::format("frame {}", packet.frame);
  if (packet.frame == 0) {
    out = "the whole trace";
  }
  if (packet.has_time) {
    out += ", " + base::write_time(packet.time, 3) + 'Z';
  }
  if (!packet.source.empty() || !packet.destination.empty()) {
    out += fmt::format(", {} {} {}", packet.source.empty() ? "?" : packet.source, arrow,
                       packet.destination.empty() ? "?" : packet.destination);
  }
  return packet.transport.empty() ? out : out + ' ' + packet.transport;
}

}  // namespace confstate::report
