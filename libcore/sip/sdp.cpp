#include "sip/sdp.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "sip/characters.hpp"
#include "sip/params.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;
// The order of lines in the session and in each stream (RFC 8866 section 9). The group t, r may be repeated.
constexpr std::uint8_t kNowhere = 0xff;
using Order = std::array<std::uint8_t, 256>;  // the place of each letter

constexpr Order make_order(std::string_view letters) {
  Order order = {};
  order.fill(kNowhere);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    order[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
  }
  return order;
}

constexpr Order kSessionOrder = make_order("vosiuepcbtrzka");
constexpr Order kMediaOrder = make_order("micbka");

constexpr std::uint8_t place_of(const Order& order, char letter) {
  return order[static_cast<unsigned char>(letter)];
}

void skip_line_blanks(std::string_view& rest) {
  while (!rest.empty() && is(rest.front(), kLineBlank)) {
    rest.remove_prefix(1);
  }
}

// The next word of a line, behind single blanks (more are forgiven); empty at the end.
std::string_view take_word(std::string_view& rest) {
  skip_line_blanks(rest);
  const std::string_view word = rest.substr(0, find_next(rest, 0, kLineBlank));
  rest.remove_prefix(word.size());
  return word;
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty() && is(text.back(), kBlank)) {
    text.remove_suffix(1);
  }
  return text;
}

std::uint32_t bit_of(char letter) {
  return letter >= 'a' && letter <= 'z' ? 1U << static_cast<unsigned>(letter - 'a') : 0U;
}

std::optional<SdpDirection> direction_of(std::string_view name) {
  if (name.size() != 8) {
    return std::nullopt;
  }
  for (const SdpDirection direction :
       {SdpDirection::sendrecv, SdpDirection::sendonly, SdpDirection::recvonly, SdpDirection::inactive}) {
    if (to_string(direction) == name) {
      return direction;
    }
  }
  return std::nullopt;
}

SdpConnection read_connection(std::string_view value) {
  SdpConnection connection;
  connection.net_type = take_word(value);
  connection.address_type = take_word(value);
  connection.address = take_word(value);
  return connection;
}

// Network and address type are tokens, and an address follows.
bool is_address(std::string_view net_type, std::string_view address_type, std::string_view address) {
  return !net_type.empty() && all_of(net_type, kTokenChar) && !address_type.empty() &&
         all_of(address_type, kTokenChar) && !address.empty();
}

bool is_connection(const SdpConnection& read, std::string_view value) {
  const bool ends = trim_end(value).ends_with(read.address);
  return is_address(read.net_type, read.address_type, read.address) && ends;
}

// Two times (RFC 8866 section 5.9).
bool is_timing(std::string_view value) {
  const std::string_view start = take_word(value);
  const std::string_view stop = take_word(value);
  return !start.empty() && !stop.empty() && all_of(start, kDigit) && all_of(stop, kDigit) && take_word(value).empty();
}

}  // namespace

std::string_view to_string(SdpDirection direction) {
  static constexpr std::array<std::string_view, 4> kWords = {"sendrecv", "sendonly", "recvonly", "inactive"};
  return kWords[static_cast<std::size_t>(direction)];
}

void Sdp::fault(FaultKind kind, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - text_.data());
  faults_.push_back({kind, {begin, begin + static_cast<std::uint32_t>(part.size())}});
}

void Sdp::clear(std::string_view text) {
  text_ = text;
  origin_ = {};
  name_ = {};
  connection_ = {};
  direction_ = SdpDirection::sendrecv;
  session_attributes_ = seen_ = 0;
  last_ = 0;
  direction_seen_ = disordered_ = false;
  media_.clear();
  attributes_.clear();
  faults_.clear();
}

bool Sdp::read(std::string_view text) {
  clear(text.data() == nullptr ? std::string_view("") : text);
  const std::string_view all = trim_end(text_);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t feed = std::min(all.find('\n', at), all.size());
    std::string_view line = all.substr(at, feed - at);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    read_line(line);
    at = feed + 1;
  }
  finish();
  return std::ranges::none_of(faults_, [](const Fault& found) { return level_of(found.kind) != Level::lint; });
}

void Sdp::check_order(char letter, std::string_view line) {
  const Order& order = media_.empty() ? kSessionOrder : kMediaOrder;
  const std::uint8_t before = place_of(order, last_);
  const std::uint8_t now = place_of(order, letter);
  const bool repeated = letter == 't' && (last_ == 'r' || last_ == 't');
  const bool wrong = now == kNowhere || (before != kNowhere && now < before && !repeated);
  if (wrong && !disordered_) {
    disordered_ = true;
    fault(FaultKind::sdp_order, line);
  }
  last_ = letter;
}

void Sdp::read_line(std::string_view line) {
  const char letter = line.size() >= 2 && line[1] == '=' ? line[0] : '\0';
  if (letter == '\0' || (place_of(kSessionOrder, letter) == kNowhere && letter != 'm')) {
    fault(FaultKind::sdp_line, line);
    return;
  }
  const std::string_view value = line.substr(2);
  if (seen_ == 0 && media_.empty() && (letter != 'v' || trim_end(value) != "0")) {
    fault(FaultKind::sdp_version, line);
  }
  seen_ |= media_.empty() ? bit_of(letter) : 0U;
  if (letter == 'm') {
    read_media(value);
    return;
  }
  check_order(letter, line);
  if (letter == 'a') {
    read_attribute(value);
  } else if (letter == 'c') {
    read_connection_line(value);
  } else if (letter == 'o') {
    read_origin(value);
  } else if (letter == 's') {
    name_ = value;
  } else if (letter == 't' && !is_timing(value)) {
    fault(FaultKind::sdp_line, line);
  }
}

void Sdp::read_origin(std::string_view value) {
  std::string_view rest = value;
  for (std::string_view* slot : {&origin_.user, &origin_.session, &origin_.version, &origin_.net_type,
                                 &origin_.address_type, &origin_.address}) {
    *slot = take_word(rest);
  }
  const bool numbers = all_of(origin_.session, kDigit) && all_of(origin_.version, kDigit);
  const bool placed = is_address(origin_.net_type, origin_.address_type, origin_.address);
  if (!placed || !take_word(rest).empty() || !numbers) {
    fault(FaultKind::sdp_origin, value);
  }
}

void Sdp::read_connection_line(std::string_view value) {
  const SdpConnection read = read_connection(value);
  if (!is_connection(read, value)) {
    fault(FaultKind::sdp_connection, value);
  }
  (media_.empty() ? connection_ : media_.back().connection) = read;
}

void Sdp::check_address() {
  if (!media_.empty() && media_.back().connection.net_type.empty() && media_.back().port != 0) {
    fault(FaultKind::sdp_no_address, media_.back().line);
  }
}

void Sdp::read_media(std::string_view value) {
  check_address();
  last_ = 'm';
  direction_seen_ = false;
  SdpMedia media;
  media.line = value;
  std::string_view rest = value;
  media.type = take_word(rest);
  const std::string_view port = take_word(rest);
  media.proto = take_word(rest);
  skip_line_blanks(rest);
  media.formats = trim_end(rest);
  media.connection = connection_;
  media.direction = direction_;
  media.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  const std::size_t slash = port.find('/');
  const auto number = read_number(port.substr(0, slash), 65535);
  const auto count = slash == kNone ? std::optional<std::uint64_t>(1) : read_number(port.substr(slash + 1));
  media.port = static_cast<std::uint16_t>(number.value_or(0));
  media.count = static_cast<std::uint32_t>(count.value_or(1));
  media.port_ok = number && count;
  media_.push_back(media);
  if (!media.port_ok && !port.empty()) {
    fault(FaultKind::sdp_port, port);
  } else if (media.formats.empty() || !all_of(media.type, kTokenChar)) {
    fault(FaultKind::sdp_media, value);
  }
}

void Sdp::read_attribute(std::string_view value) {
  const std::size_t colon = value.find(':');
  const std::string_view name = trim_end(value.substr(0, colon));
  attributes_.push_back({name, colon == kNone ? std::string_view{} : value.substr(colon + 1)});
  ++(media_.empty() ? session_attributes_ : media_.back().attributes);
  if (const auto direction = direction_of(name); direction && colon == kNone) {
    read_direction(*direction, value);
  }
}

void Sdp::read_direction(SdpDirection direction, std::string_view value) {
  SdpDirection& slot = media_.empty() ? direction_ : media_.back().direction;
  if (direction_seen_ && slot != direction) {
    fault(FaultKind::sdp_direction, value);
  }
  slot = direction;
  direction_seen_ = true;
}

void Sdp::finish() {
  check_address();
  const std::uint32_t wanted = bit_of('o') | bit_of('s') | bit_of('t');
  if (seen_ == 0) {
    fault(FaultKind::sdp_version, text_);
  } else if ((seen_ & wanted) != wanted) {
    fault(FaultKind::sdp_missing, text_.substr(0, text_.find('\n')));
  }
}

std::span<const SdpAttribute> Sdp::attributes() const {
  return std::span(attributes_).first(session_attributes_);
}

std::span<const SdpAttribute> Sdp::attributes(const SdpMedia& media) const {
  return std::span(attributes_).subspan(media.first_attribute, media.attributes);
}

std::string_view Sdp::attribute(const SdpMedia& media, std::string_view name) const {
  for (const auto& section : {attributes(media), attributes()}) {
    for (const SdpAttribute& one : section) {
      if (one.name == name) {
        return one.value.data() == nullptr ? one.name.substr(one.name.size()) : one.value;
      }
    }
  }
  return {};
}

}  // namespace confstate::sip
