#include "capture/framer.hpp"

#include <algorithm>
#include <utility>

#include "capture/hep.hpp"
#include "capture/octets.hpp"
#include "capture/websocket.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint64_t kSearchUnknown = 64U << 10U;  // so far a stream is searched that may be anything
constexpr std::size_t kLongestHttpHead = 16U << 10U;
constexpr std::size_t kKeptBuffer = 64U << 10U;

bool is_blank_byte(char c) {
  return c == '\r' || c == '\n';
}

// A TLS record (RFC 8446 5.1): a type, version 3.x.
bool is_tls(std::string_view bytes) {
  const unsigned type = octet(bytes, 0);
  return bytes.size() >= 3 && type >= 0x14 && type <= 0x17 && octet(bytes, 1) == 3 && octet(bytes, 2) <= 4;
}

}  // namespace

void Framer::feed(std::string_view data, const Carrier& carrier) {
  latest_ = carrier;
  if (discard_ > 0) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(discard_, data.size()));
    discard_ -= part;
    data.remove_prefix(part);
  }
  if (data.empty() || mode_ == Mode::foreign) {
    return;
  }
  std::string_view bytes = data;
  const Moment begun = buffer_.empty() ? carrier.begun : carrier_.begun;
  carrier_ = carrier;
  carrier_.begun = begun;
  if (!buffer_.empty()) {
    buffer_.append(data);
    bytes = buffer_;
  }
  while (!bytes.empty() && bytes.size() >= needed_) {
    const std::size_t done = step(bytes);
    if (done == 0 && mode_ == Mode::foreign) {
      bytes = {};
    }
    if (done == 0) {
      break;
    }
    bytes.remove_prefix(done);
    carrier_.begun = carrier.begun;
  }
  if (buffer_.empty()) {
    buffer_.assign(bytes);
  } else {
    buffer_.erase(0, buffer_.size() - bytes.size());
  }
  if (buffer_.empty() && buffer_.capacity() > kKeptBuffer) {
    buffer_ = {};
  }
  carrier_.comment = {};
  latest_.comment = {};
}

std::size_t Framer::step(std::string_view bytes) {
  switch (mode_) {
    case Mode::unknown:
      return step_unknown(bytes);
    case Mode::sip:
      return step_sip(bytes);
    case Mode::searching:
      return step_searching(bytes);
    case Mode::http:
      return step_http(bytes);
    case Mode::websocket:
      return step_websocket(bytes);
    case Mode::hep:
      return step_hep(bytes);
    case Mode::foreign:
      break;
  }
  return 0;
}

// Some bytes must be there to tell; a keep-alive in front tells nothing.
std::size_t Framer::step_unknown(std::string_view bytes) {
  if (is_blank_byte(bytes.front())) {
    return std::min(bytes.find_first_not_of("\r\n"), bytes.size());
  }
  if (is_tls(bytes)) {
    mode_ = Mode::foreign;
    if (!std::exchange(conversation_.tls, true)) {
      const std::uint16_t port = std::min(carrier_.source.port, carrier_.destination.port);
      messages_.outlet().count(NoticeKind::tls, carrier_, std::to_string(port));
      ++messages_.outlet().totals().tls;
    }
    return 0;
  }
  constexpr std::string_view kHttp = "HTTP/1.";
  if (bytes.size() < kHepMagic.size() || (bytes.size() < kHttp.size() && kHttp.substr(0, bytes.size()) == bytes)) {
    return 0;
  }
  if (is_http(bytes)) {
    mode_ = Mode::http;
    return step_http(bytes);
  }
  const sip::Start start = sip::start_at(bytes);
  if (is_hep(bytes)) {
    mode_ = Mode::hep;
    find_ours();
    return step_hep(bytes);
  }
  if (start == sip::Start::partial) {
    return 0;
  }
  if (start == sip::Start::none) {
    begin_search();
    return step_searching(bytes);
  }
  mode_ = Mode::sip;
  return step_sip(bytes);
}

// Between messages, or at the begin of one.
std::size_t Framer::step_sip(std::string_view bytes) {
  if (in_message_) {
    return step_message(bytes);
  }
  if (is_blank_byte(bytes.front())) {
    return std::min(bytes.find_first_not_of("\r\n"), bytes.size());
  }
  const sip::Start start = sip::start_at(bytes);
  if (start == sip::Start::partial) {
    return 0;
  }
  if (start == sip::Start::none) {
    begin_search();
    return step_searching(bytes);
  }
  in_message_ = true;
  find_ours();
  return step_message(bytes);
}

std::size_t Framer::step_message(std::string_view bytes) {
  const std::uint64_t most = messages_.outlet().limits().message;
  sip::read_head(bytes, head_);
  if (head_.end == 0) {
    return bytes.size() > most ? too_long(0, bytes) : 0;
  }
  if (!head_.has_length) {
    return step_unmeasured(bytes);
  }
  const std::uint64_t total = head_.end + head_.content_length;
  if (total > most) {
    return too_long(total, bytes);
  }
  if (bytes.size() < total) {
    needed_ = total;
    return 0;
  }
  emit(bytes.substr(0, total), false);
  return total;
}

// Without Content-Length the next start line ends a message.
std::size_t Framer::step_unmeasured(std::string_view bytes) {
  const std::size_t next = sip::find_start(bytes, std::max(searched_, head_.end), &searched_);
  if (next < bytes.size()) {
    emit(bytes.substr(0, next), false);
    return next;
  }
  return bytes.size() > messages_.outlet().limits().message ? too_long(0, bytes) : 0;
}

// Gives up a message: of `total` bytes, or (0) up to the next start line.
std::size_t Framer::too_long(std::uint64_t total, std::string_view bytes) {
  messages_.outlet().notice(NoticeKind::message_limit, carrier_, total == 0 ? bytes.size() : total);
  emit(bytes.substr(0, head_.end == 0 ? std::min<std::size_t>(bytes.size(), 4096) : head_.end), true);
  if (total == 0) {
    begin_search();
    after_gap_ = true;
    return bytes.size();
  }
  discard_ = total > bytes.size() ? total - bytes.size() : 0;
  return static_cast<std::size_t>(std::min<std::uint64_t>(total, bytes.size()));
}

void Framer::begin_search() {
  forget_message();
  mode_ = Mode::searching;
  strange_ = 0;
  after_gap_ = false;
}

std::size_t Framer::step_searching(std::string_view bytes) {
  const std::size_t next = sip::find_start(bytes, searched_, &searched_);
  if (next == bytes.size()) {
    const std::size_t done = searched_;
    strange_ += done;
    searched_ = 0;
    if (!ours_ && strange_ + bytes.size() > kSearchUnknown) {
      mode_ = Mode::foreign;
      return 0;
    }
    return done;
  }
  strange_ += next;
  find_ours();
  if (strange_ > 0 && !after_gap_ && !middle_) {
    messages_.outlet().notice(NoticeKind::not_sip, carrier_, strange_);
  }
  mode_ = Mode::sip;
  strange_ = 0;
  reframed_ = true;
  searched_ = 0;
  in_message_ = true;
  return next > 0 ? next : step_message(bytes);
}

std::size_t Framer::step_http(std::string_view bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) {
    mode_ = bytes.size() > kLongestHttpHead ? Mode::foreign : mode_;
    return 0;
  }
  const Upgrade upgrade = read_upgrade(bytes.substr(0, end + 2));
  const bool taken = upgrade.websocket && (upgrade.is_request || upgrade.accepted);
  if (!taken || (!upgrade.sip && !conversation_.websocket)) {
    mode_ = Mode::foreign;
    return 0;
  }
  conversation_.websocket = true;
  mode_ = Mode::websocket;
  find_ours();
  return end + 4;
}

std::size_t Framer::step_websocket(std::string_view bytes) {
  const WebSocketFrame frame = read_websocket_frame(bytes);
  if (frame.broken) {
    messages_.outlet().notice(NoticeKind::not_sip, carrier_, bytes.size(), "no frame of WebSocket");
    mode_ = Mode::foreign;
    return 0;
  }
  if (frame.header == 0) {
    return 0;
  }
  const std::uint64_t total = frame.header + frame.payload;
  if (socket_message_.size() + frame.payload > messages_.outlet().limits().message) {
    messages_.outlet().notice(NoticeKind::message_limit, carrier_, total);
    socket_message_.clear();
    socket_open_ = false;
    discard_ = total > bytes.size() ? total - bytes.size() : 0;
    return static_cast<std::size_t>(std::min<std::uint64_t>(total, bytes.size()));
  }
  if (bytes.size() < total) {
    needed_ = total;
    return 0;
  }
  needed_ = 0;
  if (frame.opcode <= 2) {
    if (!socket_open_ && frame.opcode != 0) {
      socket_message_.clear();
      socket_begun_ = carrier_.begun;
      socket_packed_ = frame.packed;
      socket_open_ = true;
    }
    if (socket_open_) {
      unmask_onto(socket_message_, bytes.substr(frame.header, frame.payload), frame);
    }
    if (frame.last) {
      finish_socket_message();
    }
  }
  return static_cast<std::size_t>(total);
}

void Framer::finish_socket_message() {
  if (socket_open_ && socket_packed_) {
    messages_.outlet().count(NoticeKind::compressed_socket, carrier_);
  } else if (socket_open_) {
    Carrier carrier = carrier_;
    carrier.begun = socket_begun_;
    carrier.transport = Transport::ws;
    messages_.take(carrier, socket_message_);
  }
  socket_open_ = false;
  socket_message_.clear();
}

std::size_t Framer::step_hep(std::string_view bytes) {
  if (!is_hep(bytes.substr(0, kHepMagic.size())) && bytes.size() >= kHepMagic.size()) {
    const std::size_t next = std::min(bytes.find(kHepMagic, 1), bytes.size() - kHepMagic.size() + 1);
    strange_ += next;
    return next;
  }
  const std::size_t length = hep_length(bytes);
  if (length == 0 || bytes.size() < std::max(length, kHepHeader)) {
    return 0;
  }
  messages_.take_hep(carrier_, bytes.substr(0, length));
  return std::max(length, kHepHeader);
}

// From here on what is missing is worth a notice.
void Framer::find_ours() {
  if (!ours_ && middle_) {
    messages_.outlet().notice(NoticeKind::stream_middle, carrier_, strange_);
  }
  ours_ = true;
}

void Framer::emit(std::string_view message, bool truncated) {
  Carrier carrier = carrier_;
  carrier.truncated = truncated;
  carrier.reframed = reframed_ || (head_.end != 0 && !head_.has_length);
  messages_.outlet().message(message, carrier);
  if (head_.end != 0 && !head_.has_length) {
    messages_.outlet().notice(NoticeKind::no_content_length, carrier, 0, head_.bad_length ? "it cannot be read" : "");
  }
  if (head_.bare_lines) {
    messages_.outlet().notice(NoticeKind::bare_line_feeds, carrier, 0);
  }
  reframed_ = false;
  middle_ = false;
  forget_message();
}

void Framer::forget_message() {
  in_message_ = false;
  head_ = {};
  searched_ = 0;
  needed_ = 0;
}

void Framer::gap(std::uint64_t size, const Carrier& carrier) {
  if (mode_ == Mode::foreign) {
    return;
  }
  if (ours_) {
    messages_.outlet().notice(NoticeKind::stream_hole, carrier, size);
  }
  const std::uint64_t owed = discard_ > 0 ? discard_ : needed_ > buffer_.size() ? needed_ - buffer_.size() : 0;
  if (in_message_) {
    emit(buffer_, true);
  }
  buffer_.clear();
  forget_message();
  socket_open_ = false;
  // The end of what was cut short is known by its length: behind it the framing is as sound as before.
  const bool sound = size > 0 && owed >= size;
  discard_ = sound ? owed - size : 0;
  if (mode_ != Mode::websocket && mode_ != Mode::hep && !sound) {
    begin_search();
    after_gap_ = true;
  }
}

void Framer::end() {
  if (in_message_) {
    emit(buffer_, head_.end == 0 || head_.has_length);
  } else if (ours_ && (mode_ == Mode::searching || mode_ == Mode::sip) && strange_ + buffer_.size() > 0 &&
             !after_gap_) {
    messages_.outlet().notice(NoticeKind::not_sip, latest_, strange_ + buffer_.size());
  }
  buffer_ = {};
  socket_message_ = {};
  forget_message();
  mode_ = Mode::foreign;
}

}  // namespace confstate::capture
