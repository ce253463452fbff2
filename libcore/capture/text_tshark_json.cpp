// tshark -T json -x, packet by packet: each SIP message stands as hexadecimal digits in a list "sip_raw" of the layers,
// or in a list of such lists where a packet has several. The dissected tree beside it is passed over, as it has neither
// the bytes nor the bodies. The parser reports events and holds one token at a time, never the file.
#include <algorithm>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_cursor.hpp"
#include "capture/text_log.hpp"

namespace confstate::capture {
namespace {

// The bytes of the log as the parser takes them. A token longer than a message may be ends them.
struct Feed {
  Lines& lines;
  std::size_t longest;
  std::string_view window = {};
  std::size_t at = 0;
  std::uint64_t behind = 0;  // bytes before the window
  std::uint64_t token = 0;   // where the last event was
  std::uint32_t line = 1;
  bool is_over = false;

  [[nodiscard]] std::uint64_t offset() const { return behind + at; }

  bool has_more() {
    if (at == window.size()) {
      behind += window.size();
      lines.skip(window.size());
      window = lines.peek(std::size_t{1} << 16U);
      at = 0;
    }
    is_over = is_over || offset() - token > longest;
    return at < window.size() && !is_over;
  }
};

class FeedIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  FeedIterator() = default;
  explicit FeedIterator(Feed& feed) : feed_(&feed) {}

  reference operator*() const { return feed_->window[feed_->at]; }
  FeedIterator& operator++() {
    feed_->line += feed_->window[feed_->at] == '\n' ? 1 : 0;
    ++feed_->at;
    return *this;
  }
  FeedIterator operator++(int) {
    const FeedIterator before = *this;
    ++*this;
    return before;
  }
  // Only the end is ever compared with.
  friend bool operator==(const FeedIterator& a, const FeedIterator& b) { return a.at_end() == b.at_end(); }
  friend bool operator!=(const FeedIterator& a, const FeedIterator& b) { return !(a == b); }

 private:
  [[nodiscard]] bool at_end() const { return feed_ == nullptr || !feed_->has_more(); }

  Feed* feed_ = nullptr;
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> read_hex(std::string_view digits) {
  std::string out;
  out.reserve(digits.size() / 2);
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    const int high = hex_digit(digits[at]);
    const int low = hex_digit(digits[at + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    out += static_cast<char>(high * 16 + low);
  }
  return digits.size() % 2 == 0 ? std::optional(std::move(out)) : std::nullopt;
}

std::uint64_t read_number(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits.substr(0, 18)) {
    value = c >= '0' && c <= '9' ? value * 10 + static_cast<std::uint64_t>(c - '0') : 0;
  }
  return value;
}

// What is known of the packet that is being read.
struct Packet {
  std::string source, destination, source_port, destination_port;
  Transport transport = Transport::unknown;
  Direction direction = Direction::unknown;
  std::string time;
  std::uint64_t number = 0;
  std::vector<std::string> messages;  // as bytes
  std::uint64_t held = 0;
  bool has_sip = false;
  bool has_bad_digits = false;
  bool is_over = false;
  Line place;
};

class Handler : public nlohmann::json_sax<nlohmann::json> {
 public:
  Handler(Log& log, Feed& feed) : log_(log), feed_(feed) {}

  bool null() override { return event(); }
  bool boolean(bool) override { return event(); }
  bool number_integer(number_integer_t) override { return event(); }
  bool number_unsigned(number_unsigned_t) override { return event(); }
  bool number_float(number_float_t, const string_t&) override { return event(); }
  bool binary(binary_t&) override { return event(); }

  bool string(string_t& value) override {
    if (layers_ != 0 && layer_ == "sip_raw" && is_first_) {
      take_message(value);
    } else if (layers_ != 0 && layer_.find("icmp") == std::string::npos) {
      take_field(value);  // what an ICMP error quotes says nothing about this packet
    }
    is_first_ = false;
    return event();
  }

  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_array() override { return close(); }
  bool end_object() override {
    if (depth_ == layers_) {
      give_packet();
      layers_ = 0;
    }
    return close();
  }

  bool key(string_t& name) override {
    if (depth_ == layers_ && layers_ != 0) {
      layer_ = name.substr(0, 64);
      take_layer();
    }
    key_ = name.substr(0, 64);
    return event();
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    const bool is_end = !feed_.is_over && !feed_.has_more();
    say(feed_.is_over ? NoticeKind::message_limit
        : is_end      ? NoticeKind::cut_record
                      : NoticeKind::damaged,
        is_end ? "the JSON ends within a packet" : "not JSON");
    return false;
  }

  void finish() {
    if (without_bytes_ > 0) {
      Notice notice;
      notice.kind = NoticeKind::log_record;
      notice.count = without_bytes_;
      notice.detail = "SIP without its bytes: tshark needs the option -x";
      log_.out.notice(std::move(notice));
    }
  }

 private:
  bool event() {
    feed_.token = feed_.offset();
    return true;
  }

  bool open(bool is_array) {
    if (++depth_ > base::kMaxJsonDepth) {
      say(NoticeKind::damaged, "nested too deeply");
      return false;
    }
    is_first_ = is_array;
    if (!is_array && depth_ <= 2) {
      packet_ = Packet();
      packet_.place.offset = feed_.offset() - 1;
      packet_.place.number = feed_.line;
    }
    if (!is_array && layers_ == 0 && key_ == "layers") {
      layers_ = depth_;
    }
    return event();
  }

  bool close() {
    --depth_;
    is_first_ = false;
    return event();
  }

  void take_layer() {
    packet_.has_sip = packet_.has_sip || layer_ == "sip";
    if (layer_ == "tls" || layer_ == "ssl") {
      packet_.transport = Transport::tls;
    } else if (layer_ == "websocket") {
      packet_.transport = packet_.transport == Transport::tls ? Transport::wss : Transport::ws;
    } else if (layer_ == "udp" || layer_ == "tcp" || layer_ == "sctp") {
      packet_.transport = read_transport(layer_);
    }
  }

  void take_field(const std::string& value) {
    if (key_ == "frame.number") {
      packet_.number = read_number(value);
    } else if (key_ == "frame.time_epoch") {
      packet_.time = value.substr(0, 64);
    } else if (key_ == "ip.src" || key_ == "ipv6.src") {
      packet_.source = value.substr(0, 64);
    } else if (key_ == "ip.dst" || key_ == "ipv6.dst") {
      packet_.destination = value.substr(0, 64);
    } else if (key_.ends_with(".srcport")) {
      packet_.source_port = value.substr(0, 8);
    } else if (key_.ends_with(".dstport")) {
      packet_.destination_port = value.substr(0, 8);
    } else if (key_ == "frame.packet_flags_direction") {
      packet_.direction = value.ends_with('1')   ? Direction::in
                          : value.ends_with('2') ? Direction::out
                                                 : Direction::unknown;
    }
  }

  void take_message(const std::string& digits) {
    auto bytes = read_hex(digits);
    packet_.has_bad_digits = packet_.has_bad_digits || !bytes;
    if (!bytes) {
      return;
    }
    packet_.held += bytes->size() + sizeof(std::string);
    packet_.is_over = packet_.is_over || packet_.held > 4 * log_.limit();
    if (!packet_.is_over) {
      packet_.messages.push_back(std::move(*bytes));
    }
  }

  void begin_message() {
    log_.begin(packet_.place);
    Record& record = log_.record;
    record.frame = record.first_frame = packet_.number != 0 ? packet_.number : record.frame;
    record.transport = packet_.transport;
    record.direction = packet_.direction;
    record.source = read_endpoint(packet_.source, packet_.source_port);
    record.destination = read_endpoint(packet_.destination, packet_.destination_port);
    if (const auto time = read_epoch(packet_.time)) {
      record.time = record.began = *time;
      record.quality = TimeQuality::exact;
    } else {
      log_.set_time(read_stamp(packet_.time));
    }
  }

  void give_packet() {
    without_bytes_ += packet_.has_sip && packet_.messages.empty() && !packet_.has_bad_digits ? 1 : 0;
    for (const std::string& message : packet_.messages) {
      begin_message();
      log_.add(message);
      log_.finish();
    }
    if (packet_.has_bad_digits || packet_.is_over) {
      log_.notice(packet_.is_over ? NoticeKind::message_limit : NoticeKind::log_record, packet_.place,
                  packet_.is_over ? "" : "sip_raw holds no hexadecimal digits", packet_.held);
    }
    packet_.messages.clear();
  }

  void say(NoticeKind kind, const char* detail) {
    Line place;
    place.offset = feed_.offset();
    place.number = feed_.line;
    log_.notice(kind, place, detail);
  }

  Log& log_;
  Feed& feed_;
  Packet packet_;
  std::string layer_;  // of the object "layers"
  std::string key_;    // the last one
  std::size_t depth_ = 0;
  std::size_t layers_ = 0;  // depth of the object "layers"; 0 outside of it
  std::uint64_t without_bytes_ = 0;
  bool is_first_ = false;  // of its list
};

}  // namespace

void read_tshark_json(Log& log) {
  // Two digits a byte, and what stands around.
  Feed feed{log.lines, static_cast<std::size_t>(2 * log.limit()) + (std::size_t{1} << 16U)};
  log.clock.expect_any_order();
  Handler handler(log, feed);
  nlohmann::json::sax_parse(FeedIterator(feed), FeedIterator(), &handler);
  handler.finish();
  log.lines.skip(feed.window.size());
}

}  // namespace confstate::capture
