// sngrep's "save as .txt": "2026/11/21 10:00:00.000100 A:p -> B:p", the bytes, two line feeds. Dialog by dialog, so
// that times go back and forth.
#include <algorithm>

#include "capture/text_log.hpp"

namespace confstate::capture {
namespace {

struct Head {
  LogTime stamp;
  Endpoint source;
  Endpoint destination;
};

std::optional<Head> read_head_line(std::string_view line) {
  constexpr std::string_view kArrow = " -> ";
  if (line.size() < 30 || line[4] != '/') {
    return std::nullopt;
  }
  const auto stamp = read_stamp(line);
  const std::size_t arrow = line.find(kArrow);
  if (!stamp || stamp->month == 0 || arrow == std::string_view::npos || arrow <= stamp->size ||
      line[stamp->size] != ' ') {
    return std::nullopt;
  }
  const std::string_view source = line.substr(stamp->size + 1, arrow - stamp->size - 1);
  const std::string_view destination = line.substr(arrow + kArrow.size());
  const Head head{*stamp, read_endpoint(source), read_endpoint(destination)};
  return head.source.family != 0 && head.destination.family != 0 ? std::optional(head) : std::nullopt;
}

void finish_message(Log& log) {
  take_line_ends(log.bytes, fit_body(log.bytes).end == std::string_view::npos ? 2 : 0);
  log.finish();
}

}  // namespace

bool is_sngrep_line(std::string_view line) {
  return read_head_line(line).has_value();
}

void read_sngrep(Log& log) {
  log.out.set_order(Order::sorted);
  log.clock.expect_any_order();
  while (log.lines.next()) {
    const Line& line = log.lines.line();
    if (const auto head = read_head_line(line.text)) {
      finish_message(log);
      log.begin(log.lines.line());
      log.record.source = head->source;
      log.record.destination = head->destination;
      log.set_time(head->stamp);
    } else if (log.is_open()) {
      log.add(line.raw);
    }
  }
  finish_message(log);
}

}  // namespace confstate::capture
