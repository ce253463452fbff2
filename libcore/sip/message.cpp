#include "sip/message.hpp"

#include <algorithm>
#include <cstring>

#include "sip/characters.hpp"
#include "sip/params.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

// The place of the next LF, or npos.
std::size_t find_line_feed(std::string_view text, std::size_t at) {
  const void* found = at < text.size() ? std::memchr(text.data() + at, '\n', text.size() - at) : nullptr;
  return found == nullptr ? kNone : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::string_view without_carriage_return(std::string_view line) {
  return !line.empty() && line.back() == '\r' ? line.substr(0, line.size() - 1) : line;
}

bool is_usual_version(std::string_view word) {
  constexpr std::string_view kVersion = "SIP/2.0";
  return word.size() == kVersion.size() && std::memcmp(word.data(), kVersion.data(), kVersion.size()) == 0;
}

// "SIP/" and two numbers with a dot (RFC 3261 section 25.1), in any case.
bool is_version(std::string_view word) {
  if (is_usual_version(word)) {
    return true;
  }
  if (word.size() < 7 || !equal_letters(word.substr(0, 4), "SIP/")) {
    return false;
  }
  const std::size_t major = run_of(word, 4, kDigit);
  const std::size_t dot = 4 + major;
  return major != 0 && dot + 1 < word.size() && word[dot] == '.' && all_of(word.substr(dot + 1), kDigit);
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trim_line(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// What stands behind the name of a header in the form that nearly all have: ": value" and the line end. Where it is
// another one, its data() is null. `feed` is the place of the next LF.
std::string_view plain_value(std::string_view text, std::size_t name_end, std::size_t feed) {
  const bool plain = feed != kNone && feed + 1 < text.size() && feed > name_end + 3 && text[name_end] == ':' &&
                     text[name_end + 1] == ' ' && text[feed - 1] == '\r' && !is(text[name_end + 2], kBlank) &&
                     !is(text[feed - 2], kBlank) && !is_blank(text[feed + 1]);
  return plain ? text.substr(name_end + 2, feed - name_end - 3) : std::string_view{};
}

// Where a header ends: the LF that no blank follows, this one or one behind it. npos where there is none.
std::size_t find_header_end(std::string_view text, std::size_t first) {
  for (std::size_t feed = first; feed != kNone; feed = find_line_feed(text, feed + 1)) {
    if (feed + 1 == text.size() || !is_blank(text[feed + 1])) {
      return feed;
    }
  }
  return kNone;
}

}  // namespace

void Message::fault(FaultKind kind, std::string_view part) {
  faults_.push_back({kind, span_of(part)});
}

base::Span Message::span_of(std::string_view part) const {
  const std::less_equal<> at_most;
  const bool inside = part.data() != nullptr && at_most(bytes_.data(), part.data()) &&
                      at_most(part.data() + part.size(), bytes_.data() + bytes_.size());
  if (!inside) {
    return {};
  }
  const auto begin = static_cast<std::uint32_t>(part.data() - bytes_.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

Method Message::cseq_method() const {
  return kind_ == Kind::request ? method_ : keys().cseq.method;
}

void Message::clear(std::string_view bytes, Framing framing) {
  bytes_ = bytes;
  start_line_ = method_text_ = uri_ = reason_ = version_ = body_ = surplus_ = {};
  head_size_ = 0;
  kind_ = Kind::none;
  framing_ = framing;
  method_ = Method::other;
  ended_ = bare_ = false;
  status_ = 0;
  headers_.clear();
  first_.fill(0);
  faults_.clear();
  has_keys_ = false;
}

bool Message::read(std::string_view bytes, Framing framing) {
  clear(bytes, framing);
  const bool whole = framing == Framing::datagram || framing == Framing::stream;
  std::size_t at = 0;
  while (whole && at < bytes.size() && (bytes[at] == '\r' || bytes[at] == '\n')) {
    ++at;
  }
  if (at == bytes.size() && whole) {
    fault(FaultKind::empty_message, bytes);
    return false;
  }
  if (framing != Framing::part) {
    at = read_start(at);
  }
  while (at < bytes_.size() && !ended_) {
    at = read_header(at);
  }
  head_size_ = at;
  if (!ended_ && whole) {
    fault(FaultKind::unended_headers, nothing_at(bytes_, bytes_.size()));
  }
  read_body(at);
  return kind_ != Kind::none || !whole;
}

// The place behind the start line; of a fragment without one, the same place.
std::size_t Message::read_start(std::size_t at) {
  const std::size_t feed = find_line_feed(bytes_, at);
  const std::size_t end = std::min(feed, bytes_.size());
  const std::string_view whole = bytes_.substr(at, end - at);
  const std::string_view line = without_carriage_return(whole);
  if (line.size() >= 4 && equal_letters(line.substr(0, 4), "SIP/")) {
    read_status_line(line);
  } else if (framing_ != Framing::fragment || is_version(line.substr(std::min(line.rfind(' ') + 1, line.size())))) {
    read_request_line(line);
  }
  if (kind_ == Kind::none && framing_ == Framing::fragment) {
    return at;
  }
  start_line_ = line;
  if (kind_ == Kind::none) {
    fault(FaultKind::bad_start_line, line);
  }
  if (feed != kNone && line.size() == whole.size()) {
    bare_ = true;
    fault(FaultKind::bare_line_feeds, bytes_.substr(feed, 1));
  }
  return feed == kNone ? bytes_.size() : feed + 1;
}

void Message::read_request_line(std::string_view line) {
  const std::string_view text = trim_line(line);
  const std::size_t method = run_of(text, 0, kTokenChar);
  std::size_t version = text.size();
  while (version > method && !is_blank(text[version - 1])) {
    --version;
  }
  if (method == 0 || version == method || !is_blank(text[method]) || !is_version(text.substr(version))) {
    return;
  }
  kind_ = Kind::request;
  method_text_ = text.substr(0, method);
  method_ = method_of(method_text_);
  version_ = text.substr(version);
  uri_ = trim_line(text.substr(method, version - 1 - method));
  if (line.size() != method_text_.size() + uri_.size() + version_.size() + 2) {
    fault(FaultKind::start_blanks, line);
  }
  if (uri_.empty() || uri_.front() == '<' || find_next(uri_, 0, kLineBlank) != uri_.size() || scheme_size(uri_) == 0) {
    fault(FaultKind::bad_uri, uri_.empty() ? nothing_at(text, method) : uri_);
  }
  if (!is_usual_version(version_) && !equal_letters(version_, "SIP/2.0")) {
    fault(FaultKind::bad_version, version_);
  }
}

void Message::read_status_line(std::string_view line) {
  const std::size_t blank = find_next(line, 0, kLineBlank);
  if (!is_version(line.substr(0, blank))) {
    return;
  }
  const std::size_t code = blank + run_of(line, blank, kBlank);
  const std::size_t digits = run_of(line, code, kDigit);
  kind_ = Kind::response;
  version_ = line.substr(0, blank);
  reason_ = trim_line(line.substr(code + digits));
  const std::string_view status = line.substr(code, digits);
  const bool closed = code + digits == line.size() || is_blank(line[code + digits]);
  if (digits == 3 && status.front() >= '1' && status.front() <= '6' && closed) {
    status_ = static_cast<std::uint16_t>((status[0] - '0') * 100 + (status[1] - '0') * 10 + (status[2] - '0'));
  } else {
    fault(FaultKind::bad_status, line.substr(code, digits == 0 ? 0 : digits));
  }
  if (code != blank + 1 || code + digits == line.size()) {
    fault(FaultKind::start_blanks, line);
  }
  if (!is_usual_version(version_) && !equal_letters(version_, "SIP/2.0")) {
    fault(FaultKind::bad_version, version_);
  }
}

// The place behind the header that begins here, or behind the empty line.
std::size_t Message::read_header(std::size_t at) {
  const std::size_t name = run_of(bytes_, at, kTokenChar);
  const std::size_t near = find_line_feed(bytes_, at + name);
  const std::string_view value = plain_value(bytes_, at + name, near);
  if (name != 0 && value.data() != nullptr) {
    add_header(bytes_.substr(at, name), value);
    return near + 1;
  }
  const std::size_t feed = find_header_end(bytes_, near);
  const std::size_t end = std::min(feed, bytes_.size());
  const std::size_t after = feed == kNone ? end : feed + 1;
  const std::string_view whole = bytes_.substr(at, end - at);
  const std::string_view line = feed == kNone ? whole : without_carriage_return(whole);
  if (feed != kNone && line.size() == whole.size() && !bare_) {
    bare_ = true;
    fault(FaultKind::bare_line_feeds, bytes_.substr(feed, 1));
  }
  if (line.empty() && feed != kNone) {
    ended_ = true;
    return after;
  }
  std::size_t colon = name;
  while (colon < line.size() && is_blank(line[colon])) {
    ++colon;
  }
  if (name == 0 || colon >= line.size() || line[colon] != ':') {
    fault(FaultKind::bad_header_line, line);
  } else {
    add_header(line.substr(0, name), trim_blanks(line.substr(colon + 1)));
  }
  return after;
}

void Message::add_header(std::string_view name, std::string_view value) {
  if (headers_.size() >= kMaxHeaders) {
    if (headers_.size() == kMaxHeaders && (faults_.empty() || faults_.back().kind != FaultKind::too_many_headers)) {
      fault(FaultKind::too_many_headers, name);
    }
    return;
  }
  const auto index = static_cast<std::uint16_t>(headers_.size());
  const HeaderId id = header_id(name);
  headers_.push_back({id, 0, name, value});
  if (id == HeaderId::other) {
    return;
  }
  const auto slot = static_cast<std::size_t>(id);
  if (first_[slot] == 0) {
    first_[slot] = static_cast<std::uint16_t>(index + 1);
  } else {
    headers_[last_[slot]].next = index;
  }
  last_[slot] = index;
}

void Message::read_body(std::size_t at) {
  const std::string_view rest = bytes_.substr(at);
  const Header* header = framing_ == Framing::part ? nullptr : find(HeaderId::content_length);
  body_ = framing_ == Framing::stream && header == nullptr ? rest.substr(0, 0) : rest;
  if (header != nullptr) {
    const std::optional<std::uint64_t> length = read_number(header->value);
    if (!length) {
      fault(FaultKind::bad_length, header->value);
    } else {
      body_ = rest.substr(0, std::min<std::uint64_t>(*length, rest.size()));
    }
    if (length && *length > rest.size()) {
      fault(FaultKind::body_cut, header->value);
    }
    for (const Header* other = next(*header); other != nullptr; other = next(*other)) {
      const bool same = length && read_number(other->value) == length;
      fault(same ? FaultKind::duplicate_header : FaultKind::length_conflict, other->value);
    }
  }
  surplus_ = rest.substr(body_.size());
  if (!surplus_.empty() && framing_ == Framing::datagram) {
    fault(FaultKind::surplus, surplus_);
  }
}

}  // namespace confstate::sip
