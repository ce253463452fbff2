#include "capture/text_log.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {
namespace {

constexpr auto kNone = std::string_view::npos;
// A step back that threads explain needs no word.
constexpr std::int64_t kDisorder = kSecond / 20;

bool is_blank(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return base::is_xml_space(c) || c == '\0'; });
}

std::string_view without_line_ends(std::string_view bytes) {
  const std::size_t begin = bytes.find_first_not_of("\r\n");
  return begin == kNone ? std::string_view() : bytes.substr(begin);
}

bool is_start(std::string_view bytes) {
  const sip::Start start = sip::start_at(bytes);
  return start == sip::Start::request || start == sip::Start::response;
}

// Where a body ends that would have so many bytes if each of its line ends were CRLF; npos where at no line end or not
// within it.
std::size_t expanded_end(std::string_view body, std::uint64_t size) {
  std::uint64_t counted = 0;
  std::size_t at = 0;
  while (at < body.size() && counted < size) {
    const std::size_t feed = body.find('\n', at);
    const std::size_t stop = std::min(feed, body.size());
    if (counted + (stop - at) >= size) {
      return at + static_cast<std::size_t>(size - counted);
    }
    counted += stop - at + (stop < body.size() ? 1 : 0);
    counted += stop < body.size() && (stop == 0 || body[stop - 1] != '\r') ? 1 : 0;
    at = stop + (stop < body.size() ? 1 : 0);
  }
  return counted == size ? at : kNone;
}

// The end of a body: as CRLF or as it is, whichever leaves nothing but white space behind, else the first.
std::size_t body_end(std::string_view body, std::uint64_t size, bool bare) {
  const std::size_t exact = size <= body.size() ? static_cast<std::size_t>(size) : kNone;
  const std::size_t expanded = bare ? expanded_end(body, size) : exact;
  const bool exact_is_all = exact != kNone && is_blank(body.substr(exact));
  return expanded == kNone || (exact_is_all && !is_blank(body.substr(expanded))) ? exact : expanded;
}

}  // namespace

BodyFit fit_body(std::string_view bytes) {
  sip::Head head;
  sip::read_head(bytes, head);
  BodyFit fit;
  fit.has_bare_feeds = head.bare_lines;
  if (head.end == 0 || !head.has_length) {
    return fit;
  }
  const std::string_view body = bytes.substr(head.end);
  const std::size_t end = body_end(body, head.content_length, head.bare_lines);
  fit.end = end == kNone ? kNone : head.end + end;
  fit.is_short = end == kNone && body.size() + (head.bare_lines ? count_bare_feeds(body) : 0) < head.content_length;
  return fit;
}

void take_line_ends(std::string& bytes, int most) {
  for (; most > 0 && bytes.ends_with('\n'); --most) {
    bytes.pop_back();
    if (bytes.ends_with('\r')) {
      bytes.pop_back();
    }
  }
}

std::string_view without_colours(std::string_view line, std::string& scratch) {
  constexpr std::string_view kBegin = "\x1b[";
  if (line.find(kBegin) == kNone) {
    return line;
  }
  scratch.clear();
  for (std::size_t at = 0; at < line.size();) {
    if (line.substr(at, 2) != kBegin) {
      scratch += line[at++];
      continue;
    }
    at += 2;
    while (at < line.size() && (line[at] == ';' || (line[at] >= '0' && line[at] <= '9'))) {
      ++at;
    }
    at += at < line.size() ? 1 : 0;  // the letter that ends it
  }
  return scratch;
}

std::size_t count_bare_feeds(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = bytes.find('\n'); at != kNone; at = bytes.find('\n', at + 1)) {
    count += at == 0 || bytes[at - 1] != '\r' ? 1 : 0;
  }
  return count;
}

Log::Log(bytes::Stream& stream, Format format, const Settings& settings, const Listener& listener)
    : lines(stream, static_cast<std::size_t>(settings.limits.message)),
      clock(settings.zone, settings.date),
      out(settings, listener, format),
      limit_(settings.limits.message) {}

void Log::begin(const Line& line) {
  finish();
  record = Record();
  record.quality = TimeQuality::none;
  record.offset = line.offset;
  record.line = line.number;
  record.frame = record.first_frame = ++out.totals().frames;
  bytes.clear();
  length.reset();
  surplus_ = 0;
  open_ = true;
}

void Log::add(std::string_view more) {
  const std::size_t room = static_cast<std::size_t>(limit_) - std::min(bytes.size(), static_cast<std::size_t>(limit_));
  bytes += more.substr(0, room);
  surplus_ += more.size() - std::min(more.size(), room);
}

void Log::set_time(const std::optional<LogTime>& stamp) {
  if (!stamp) {
    return;
  }
  record.time = record.began = clock.read(*stamp);
  record.quality = clock.quality();
  if (const std::string assumed = clock.assumed(); assumed != said_) {
    said_ = assumed;
    notice_here(NoticeKind::clock_assumed, 0, assumed);
  }
  if (clock.back() > kDisorder) {
    notice_here(NoticeKind::clock_back, static_cast<std::uint64_t>(clock.back()), {});
  }
}

void Log::notice_here(NoticeKind kind, std::uint64_t count, std::string detail) {
  out.notice({kind, record.frame, record.offset, record.line, record.time, count, record.source, record.destination,
              record.transport, std::move(detail)});
}

void Log::notice(NoticeKind kind, const Line& line, std::string detail, std::uint64_t count) {
  Notice notice;
  notice.kind = kind;
  notice.offset = line.offset;
  notice.line = line.number;
  notice.count = count;
  notice.detail = std::move(detail);
  out.notice(std::move(notice));
}

void Log::give_up(NoticeKind kind, std::uint64_t count, std::string detail) {
  open_ = false;
  notice_here(kind, count, std::move(detail));
}

// The length that the log says counts CRLF, also where it wrote LF.
void Log::check_length(std::string_view message) {
  if (!length || surplus_ > 0 || (message.size() <= *length && *length <= message.size() + count_bare_feeds(message))) {
    return;
  }
  notice_here(NoticeKind::log_length, *length,
              fmt::format("the log says {} bytes, there are {}", *length, message.size()));
  record.truncated = record.truncated || message.size() < *length;
}

// Gives on the message at the begin of the bytes; what is behind it.
std::string_view Log::give_one(std::string_view message) {
  const BodyFit fit = fit_body(message);
  const std::string_view behind = fit.end == kNone ? std::string_view() : message.substr(fit.end);
  const bool over = surplus_ > 0 && fit.end == kNone;
  record.bytes = message.substr(0, fit.end);
  record.lossy = record.lossy || (changes_lines && fit.has_bare_feeds);
  record.truncated = record.truncated || over || fit.is_short;
  if (record.transport == Transport::unknown) {
    record.transport = via_transport(record.bytes);
  }
  if (over) {
    notice_here(NoticeKind::message_limit, record.bytes.size() + surplus_, {});
  }
  out.message(record);
  return behind;
}

void Log::give(const Record& about, std::string message) {
  record = about;
  bytes = std::move(message);
  length.reset();
  surplus_ = 0;
  open_ = true;
  finish();
}

void Log::finish() {
  if (!std::exchange(open_, false)) {
    return;
  }
  std::string_view rest = without_line_ends(bytes);
  if (is_blank(rest) && (!length || *length <= bytes.size() + count_bare_feeds(bytes))) {
    return;  // a keep-alive
  }
  if (!is_start(rest)) {
    notice_here(NoticeKind::log_record, rest.size(), rest.empty() ? "the message is missing" : "no SIP message");
    return;
  }
  if (!changes_lines) {
    check_length(bytes);
  } else if (const BodyFit fit = fit_body(rest); fit.end != kNone) {
    check_length(rest.substr(0, fit.end));
  } else {
    check_length(rest);
  }
  // Behind a datagram's message nothing counts (RFC 3261 section 18.3); elsewhere the next message may stand.
  const Transport known = record.transport;
  do {
    record.transport = known;
    rest = without_line_ends(give_one(rest));
  } while (known != Transport::udp && is_start(rest));
  if (!is_blank(rest) && !changes_lines) {
    notice_here(NoticeKind::surplus, rest.size(), {});
  }
}

}  // namespace confstate::capture
