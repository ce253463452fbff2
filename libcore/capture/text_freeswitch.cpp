// FreeSWITCH and others with sofia-sip, "sofia global siptrace on": "recv 312 bytes from udp/[A]:p at
// 10:00:00.000100:", a rule of dashes, the message. The old dialect indents every line and closes with another rule.
#include <algorithm>

#include "capture/text_log.hpp"

namespace confstate::capture {
namespace {

struct Head {
  Direction direction = Direction::unknown;
  Transport transport = Transport::unknown;
  Endpoint peer;
  std::uint64_t length = 0;
  std::optional<LogTime> stamp;
};

bool take(std::string_view& text, std::string_view word) {
  const bool there = text.starts_with(word);
  text.remove_prefix(there ? word.size() : 0);
  return there;
}

std::uint64_t take_number(std::string_view& text) {
  std::uint64_t value = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9' && value < 1'000'000'000) {
    value = value * 10 + static_cast<std::uint64_t>(text.front() - '0');
    text.remove_prefix(1);
  }
  return value;
}

// "udp/[198.51.100.7]:5060"; the default port may be left out.
void take_peer(std::string_view text, Head& head) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  head.transport = read_transport(text.substr(0, slash));
  text.remove_prefix(std::min(slash + 1, text.size()));
  const std::size_t close = std::min(text.find(']'), text.size());
  const std::string_view port = text.substr(std::min(close + 2, text.size()));
  const std::string_view standard = head.transport == Transport::tls ? "5061" : "5060";
  head.peer = text.starts_with('[') ? read_endpoint(text.substr(1, close - 1), port.empty() ? standard : port)
                                    : read_endpoint(text);
}

// From its "recv" or "send" on; something may stand before.
std::optional<Head> head_at(std::string_view text) {
  Head head;
  head.direction = take(text, "recv ")                          ? Direction::in
                   : take(text, "send ") || take(text, "sent ") ? Direction::out
                                                                : Direction::unknown;
  head.length = take_number(text);
  if (!take(text, " bytes ") || !(take(text, "from ") || take(text, "to "))) {
    return std::nullopt;
  }
  const std::size_t at = text.find(" at ");
  if (at == std::string_view::npos || text.substr(0, at).find('/') == std::string_view::npos) {
    return std::nullopt;
  }
  take_peer(text.substr(0, at), head);
  head.stamp = read_stamp(text.substr(at + 4));
  return head;
}

// Not deeper in a line than identifiers and a date reach.
constexpr std::size_t kPrefix = 160;

std::optional<Head> read_head(std::string_view line) {
  const std::size_t bytes = line.substr(0, kPrefix).find(" bytes ");
  if (bytes == std::string_view::npos) {
    return std::nullopt;
  }
  const std::size_t number = line.substr(0, bytes).rfind(' ');
  if (number == std::string_view::npos || number < 4) {
    return std::nullopt;
  }
  return head_at(line.substr(number - 4));
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_rule(std::string_view line) {
  line.remove_prefix(indent_of(line));
  return line.size() >= 60 && line.find_first_not_of('-') == std::string_view::npos;
}

// A line of the log itself: "2026-11-21 10:00:00.000100 [DEBUG] file.c:1", perhaps behind an identifier.
std::optional<LogTime> log_line(std::string_view line) {
  const std::size_t blank = line.find(' ');
  for (const std::size_t begin : {std::size_t{0}, blank == std::string_view::npos ? 0 : blank + 1}) {
    const auto stamp = read_stamp(line.substr(begin, 64));
    if (stamp && stamp->year != 0 && line.substr(begin + stamp->size, 16).find('[') != std::string_view::npos) {
      return stamp;
    }
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(Log& log) : log_(log) {}

  void line(const Line& line) {
    const std::string_view text = without_colours(line.text, scratch_);
    if (const auto head = read_head(text)) {
      begin(line, *head);
    } else if (const auto stamp = log_line(text)) {
      end();
      log_.clock.see_date(*stamp);
    } else if (log_.is_open()) {
      add(line, text);
    }
  }

  // The log adds a line feed behind the message.
  void end() {
    if (!log_.is_open()) {
      return;
    }
    if (fit_body(log_.bytes).end == std::string_view::npos) {
      take_line_ends(log_.bytes, 1);
    }
    log_.finish();
  }

 private:
  void begin(const Line& line, const Head& head) {
    end();
    log_.begin(line);
    log_.record.direction = head.direction;
    log_.record.transport = head.transport;
    (head.direction == Direction::out ? log_.record.destination : log_.record.source) = head.peer;
    log_.length = head.length;
    log_.set_time(head.stamp);
    indent_ = 0;
    has_rule_ = false;
  }

  void add(const Line& line, std::string_view text) {
    if (is_rule(text)) {
      rule(text);
      return;
    }
    text.remove_prefix(std::min(indent_, indent_of(text)));
    const bool is_last = text.ends_with('\v');  // TPORT_DUMP ends so
    log_.add(is_last ? text.substr(0, text.size() - 1) : text);
    log_.add(is_last ? std::string_view() : line.raw.substr(line.text.size()));
    if (is_last) {
      end();
    }
  }

  void rule(std::string_view text) {
    if (has_rule_) {
      end();
      return;
    }
    has_rule_ = true;
    indent_ = indent_of(text);
  }

  Log& log_;
  std::string scratch_;
  std::size_t indent_ = 0;
  bool has_rule_ = false;
};

}  // namespace

bool is_freeswitch_line(std::string_view line) {
  const auto head = read_head(line);
  return head && head->peer.family != 0;
}

void read_freeswitch(Log& log) {
  log.out.learn_ends();
  log.changes_lines = true;
  Reader reader(log);
  while (log.lines.next()) {
    reader.line(log.lines.line());
  }
  reader.end();
}

}  // namespace confstate::capture
