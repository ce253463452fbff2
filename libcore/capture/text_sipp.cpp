// SIPp -trace_msg: 47 dashes and a local time, a line with the length, an empty line, exactly so many bytes, a line
// feed.
#include <algorithm>

#include "base/text.hpp"
#include "capture/text_log.hpp"

namespace confstate::capture {
namespace {

constexpr std::string_view kDashes = "-----------------------------------------------";  // 47 in all versions

// "UDP message sent (298 bytes):", "UDP message received [312] bytes :", "UDP message sent [298] bytes:".
struct About {
  Transport transport = Transport::unknown;
  Direction direction = Direction::unknown;
  std::optional<std::uint64_t> length;
  bool is_unexpected = false;  // "Unexpected UDP message received:" repeats a message that was written before
};

std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

std::optional<std::uint64_t> first_number(std::string_view text) {
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (const char c : text.substr(begin, 12)) {
    if (c < '0' || c > '9') {
      break;
    }
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

std::optional<About> read_about(std::string_view line) {
  About about;
  std::string_view word = take_word(line);
  about.is_unexpected = word == "Unexpected";
  word = about.is_unexpected ? take_word(line) : word;
  about.transport = read_transport(word);
  if (about.transport == Transport::unknown || take_word(line) != "message") {
    return std::nullopt;
  }
  const std::string_view way = take_word(line);
  about.direction = way == "sent" ? Direction::out : way.starts_with("received") ? Direction::in : Direction::unknown;
  about.length = first_number(line);
  return about.direction != Direction::unknown ? std::optional(about) : std::nullopt;
}

// Versions before 3.4 wrote the seconds since 1970 as well, behind a tab.
void set_time(Log& log, std::string_view text) {
  text = base::trim(text);
  const std::size_t tab = text.rfind('\t');
  if (const auto epoch = tab == std::string_view::npos ? std::nullopt : read_epoch(text.substr(tab + 1))) {
    log.record.time = log.record.began = *epoch;
    log.record.quality = TimeQuality::exact;
    return;
  }
  log.set_time(read_stamp(text));
}

// The bytes of the message; fewer than the log says where the next record begins within them.
void take_bytes(Log& log, std::uint64_t length) {
  const std::string next = "\n" + std::string(kDashes);
  const auto wanted = static_cast<std::size_t>(std::min(length, log.limit()));
  const std::string_view there = log.lines.peek(wanted + next.size());
  const std::size_t end = std::min({there.find(next), there.size(), wanted});
  log.add(there.substr(0, end));
  log.lines.skip(end);
  if (end < wanted) {
    return;  // finish() compares the lengths
  }
  if (length > wanted) {
    log.leave_out(length - wanted);
    log.lines.skip(length - wanted);
  }
}

// A message without a length: up to the next record.
void take_lines(Log& log) {
  while (log.lines.next()) {
    if (is_sipp_line(log.lines.line().text)) {
      log.lines.again();
      break;
    }
    log.add(log.lines.line().raw);
  }
  take_line_ends(log.bytes, 1);
}

void read_record(Log& log, std::string& last_received) {
  const Line start = log.lines.line();
  const std::string written(start.text.substr(std::min(kDashes.size(), start.text.size())));
  if (!log.lines.next()) {
    log.notice(NoticeKind::log_record, start, "nothing follows");
    return;
  }
  const auto about = read_about(log.lines.line().text);
  if (!about) {
    log.notice(NoticeKind::log_record, start, "no message: " + std::string(log.lines.line().text.substr(0, 60)));
    return;
  }
  const std::int64_t before = log.record.time;
  log.begin(start);
  log.record.transport = about->transport;
  log.record.direction = about->direction;
  log.length = about->length;
  set_time(log, written);
  if (log.lines.next() && !log.lines.line().text.empty()) {
    log.lines.again();
  }
  if (about->length) {
    take_bytes(log, *about->length);
    last_received = about->direction == Direction::in ? log.bytes : last_received;
    log.finish();
    return;
  }
  log.record.time = log.record.began = before;
  take_lines(log);
  if (about->is_unexpected && base::trim(log.bytes) == base::trim(last_received)) {
    log.give_up(NoticeKind::doubled, 1);
  }
  log.finish();
}

}  // namespace

bool is_sipp_line(std::string_view line) {
  if (!line.starts_with(kDashes)) {
    return false;
  }
  line.remove_prefix(kDashes.size());
  return line.empty() || (line.starts_with(' ') && read_stamp(line.substr(1)).has_value());
}

void read_sipp(Log& log) {
  log.out.learn_ends();
  std::string last_received;
  while (log.lines.next()) {
    if (is_sipp_line(log.lines.line().text)) {
      read_record(log, last_received);
    }
  }
}

}  // namespace confstate::capture
