// ngrep -q -t -W byline: packets, not messages. "U 2026/11/21 10:00:00.000100 A:p -> B:p #1", then the payload, in
// which every byte that does not print is a '.', so that CRLF is "." and a line feed. Packets of one flow are put
// together as Content-Length says; later fragments have no ports ("A -> B +id@offset:length #2"). A line feed stands
// behind each payload and another before the next packet; logs that went through an editor have one of them only.
#include <algorithm>
#include <deque>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "capture/text_log.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {
namespace {

struct Head {
  Transport transport = Transport::unknown;
  std::optional<LogTime> stamp;
  std::int64_t delta = -1;  // nanoseconds since the packet before, where -T wrote that
  Endpoint source;
  Endpoint destination;
  bool is_fragment = false;  // a later one
  std::string_view fragment;
};

// "A:p" with the port behind the last colon, as ngrep writes IPv6 addresses without brackets.
Endpoint end_with_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  return colon == std::string_view::npos ? Endpoint() : read_endpoint(text.substr(0, colon), text.substr(colon + 1));
}

std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

// "2026/11/21 10:00:00.000100 ", "+0.000100 ", or nothing.
void take_time(std::string_view& line, Head& head) {
  head.stamp = read_stamp(line);
  if (head.stamp) {
    line.remove_prefix(std::min(head.stamp->size + 1, line.size()));
  } else if (line.starts_with('+')) {
    head.delta = read_epoch(take_word(line).substr(1)).value_or(0);
    head.delta = head.delta < 1'000'000 * kSecond ? head.delta : 0;  // the first one says nothing
  }
}

std::optional<Head> read_head_line(std::string_view line) {
  if (line.size() < 20 || line[1] != ' ' || std::string_view("UTIS?").find(line[0]) == std::string_view::npos) {
    return std::nullopt;
  }
  Head head;
  head.transport = line[0] == 'U'   ? Transport::udp
                   : line[0] == 'T' ? Transport::tcp
                   : line[0] == 'S' ? Transport::sctp
                                    : Transport::unknown;
  line.remove_prefix(2);
  take_time(line, head);
  const std::string_view source = take_word(line);
  if (take_word(line) != "->") {
    return std::nullopt;
  }
  const std::string_view destination = take_word(line);
  for (std::string_view word = take_word(line); !word.empty(); word = take_word(line)) {
    head.fragment = word.find('@') != std::string_view::npos ? word : head.fragment;
  }
  head.source = end_with_port(source);
  head.destination = end_with_port(destination);
  if (!head.fragment.empty() && (head.source.family == 0 || head.destination.family == 0)) {
    head.is_fragment = true;
    head.source = read_endpoint(source);
    head.destination = read_endpoint(destination);
  }
  return head.source.family != 0 && head.destination.family != 0 ? std::optional(head) : std::nullopt;
}

bool same_address(const Endpoint& a, const Endpoint& b) {
  return a.family == b.family && a.address == b.address;
}

bool is_start(std::string_view bytes) {
  const sip::Start start = sip::start_at(bytes);
  return start == sip::Start::request || start == sip::Start::response;
}

// A message of one flow of which more may come.
struct Pending {
  Record record;
  std::string bytes;
  sip::Head head;
  // How many bytes it shall have, where it says.
  [[nodiscard]] std::uint64_t wanted() const { return head.end + head.content_length; }
  [[nodiscard]] bool is_complete() const { return head.end != 0 && (!head.has_length || bytes.size() >= wanted()); }
};

class Reader {
 public:
  explicit Reader(Log& log) : log_(log) {}

  void line(const Line& line) {
    if (auto head = read_head_line(line.text)) {
      end_packet(2);
      begin_packet(line, *head);
    } else if (in_packet_) {
      add(line);
    }
  }

  void end() {
    end_packet(1);
    while (!pending_.empty()) {
      give_first();
    }
  }

 private:
  void begin_packet(const Line& line, const Head& head) {
    in_packet_ = true;
    fragment_ = head.is_fragment ? std::string(head.fragment) : std::string();
    log_.begin(line);
    packet_ = Pending();
    Record& record = log_.record;
    record.transport = head.transport;
    record.source = head.source;
    record.destination = head.destination;
    record.lossy = true;
    if (head.delta >= 0) {
      elapsed_ = std::min<std::int64_t>(elapsed_ + head.delta, 9'000'000'000 * kSecond / 2);
      record.time = record.began = elapsed_;
      record.quality = TimeQuality::assumed;
    }
    log_.set_time(head.stamp);
    packet_.record = record;
    log_.forget();
  }

  void add(const Line& line) {
    if (packet_.bytes.size() + line.raw.size() > log_.limit()) {
      packet_.record.truncated = true;
      return;
    }
    packet_.bytes += line.raw;
  }

  // Takes off the line feeds that ngrep added, and makes each "." at the end of a line the CR that it was.
  void end_packet(std::size_t added) {
    if (!std::exchange(in_packet_, false)) {
      return;
    }
    std::string& bytes = packet_.bytes;
    const std::size_t last = bytes.find_last_not_of('\n');
    const std::size_t feeds = bytes.size() - (last == std::string::npos ? 0 : last + 1);
    is_exact_ = is_exact_ || feeds > added;
    const bool was_edited = !is_exact_ && feeds == added && last != std::string::npos && bytes[last] == '.';
    bytes.resize(bytes.size() - std::min(feeds, was_edited ? added - 1 : added));
    for (std::size_t at = bytes.find(".\n"); at != std::string::npos; at = bytes.find(".\n", at + 2)) {
      bytes[at] = '\r';
    }
    if (!base::is_all_space(bytes)) {
      place_packet();
    }
  }

  [[nodiscard]] bool belongs(const Pending& pending) const {
    const Record& a = pending.record;
    const Record& b = packet_.record;
    return fragment_.empty() ? a.source == b.source && a.destination == b.destination && a.transport == b.transport
                             : same_address(a.source, b.source) && same_address(a.destination, b.destination);
  }

  void place_packet() {
    const auto before = std::ranges::find_if(pending_, [&](const Pending& each) { return belongs(each); });
    const std::size_t begin = std::min(packet_.bytes.find_first_not_of("\r\n"), packet_.bytes.size());
    const bool starts = is_start(std::string_view(packet_.bytes).substr(begin));
    if (before != pending_.end() && !starts) {
      join(*before);
      settle(static_cast<std::size_t>(before - pending_.begin()));
      return;
    }
    if (before != pending_.end()) {
      give(static_cast<std::size_t>(before - pending_.begin()));
    }
    // A packet may end within the start line.
    const bool may_start = sip::start_at(std::string_view(packet_.bytes).substr(begin)) == sip::Start::partial;
    if (!starts && (!may_start || !fragment_.empty())) {
      say_lost();
      return;
    }
    packet_.bytes.erase(0, begin);
    held_ += packet_.bytes.size();
    pending_.push_back(std::move(packet_));
    settle(pending_.size() - 1);
  }

  void join(Pending& pending) {
    held_ += packet_.bytes.size();
    if (pending.bytes.ends_with('.') && packet_.bytes.starts_with('\n')) {
      pending.bytes.back() = '\r';
    }
    pending.bytes += packet_.bytes;
    pending.record.frame = packet_.record.frame;
    pending.record.time = packet_.record.time;
    pending.record.truncated = pending.record.truncated || packet_.record.truncated;
  }

  void say_lost() {
    Notice notice;
    const Record& record = packet_.record;
    notice.kind = fragment_.empty() ? NoticeKind::log_record : NoticeKind::fragment_lost;
    notice.frame = record.frame;
    notice.offset = record.offset;
    notice.line = record.line;
    notice.time = record.time;
    notice.count = packet_.bytes.size();
    notice.source = record.source;
    notice.destination = record.destination;
    notice.transport = record.transport;
    notice.detail = fragment_.empty() ? "no SIP message, and no message before that it continues"
                                      : "fragment " + fragment_ + " without the one before";
    log_.out.notice(std::move(notice));
  }

  // Gives on all that is complete in a flow, then keeps memory within its limit.
  void settle(std::size_t at) {
    Pending& pending = pending_[at];
    while (true) {
      sip::read_head(pending.bytes, pending.head);
      if (!pending.is_complete()) {
        break;
      }
      if (!give_complete(pending)) {
        held_ -= pending.bytes.size();
        pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(at));
        return;
      }
    }
    while (!pending_.empty() && (held_ > log_.limit() || pending_.size() > 64)) {
      give_first();
    }
  }

  // Gives on the complete message at the begin of a flow; false where nothing more is behind it.
  bool give_complete(Pending& pending) {
    const std::size_t size =
        pending.head.has_length ? static_cast<std::size_t>(pending.wanted()) : pending.bytes.size();
    const std::string message = pending.bytes.substr(0, size);
    const std::size_t next = std::min(pending.bytes.find_first_not_of("\r\n", size), pending.bytes.size());
    const std::string_view rest = std::string_view(pending.bytes).substr(next);
    const bool more = pending.record.transport != Transport::udp && is_start(rest);
    log_.give(pending.record, more ? message : message + std::string(rest));
    if (!more) {
      return false;
    }
    held_ -= next;
    pending.bytes.erase(0, next);
    pending.head = {};
    pending.record.first_frame = pending.record.frame;
    pending.record.began = pending.record.time;
    return true;
  }

  void give(std::size_t at) {
    Pending pending = std::move(pending_[at]);
    pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(at));
    held_ -= pending.bytes.size();
    pending.record.truncated = true;
    log_.give(pending.record, std::move(pending.bytes));
  }

  void give_first() { give(0); }

  Log& log_;
  Pending packet_;  // the record that is being read
  std::string fragment_;
  bool in_packet_ = false;
  bool is_exact_ = false;  // the log has all line feeds that ngrep writes
  std::deque<Pending> pending_;
  std::uint64_t held_ = 0;
  std::int64_t elapsed_ = 0;
};

}  // namespace

bool is_ngrep_line(std::string_view line) {
  return read_head_line(line).has_value();
}

void read_ngrep(Log& log) {
  Reader reader(log);
  while (log.lines.next()) {
    reader.line(log.lines.line());
  }
  reader.end();
}

}  // namespace confstate::capture
