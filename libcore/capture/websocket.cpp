#include "capture/websocket.hpp"

#include <algorithm>
#include <array>

#include "capture/octets.hpp"

namespace confstate::capture {
namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// `word` is in lower case; it stands for itself between characters that are no letters.
bool has_word(std::string_view text, std::string_view word) {
  const auto same = [](char one, char other) { return lower(one) == other; };
  const auto is_letter = [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-'; };
  const char* const last = text.data() + text.size();
  const char* begin = text.data();
  for (;;) {
    const char* const found = std::search(begin, last, word.begin(), word.end(), same);
    if (found == last) {
      return false;
    }
    const char* const end = found + word.size();
    if ((found == text.data() || !is_letter(*(found - 1))) && (end == last || !is_letter(*end))) {
      return true;
    }
    begin = found + 1;
  }
}

bool begins_with(std::string_view text, std::string_view pattern) {
  return text.size() >= pattern.size() &&
         std::equal(pattern.begin(), pattern.end(), text.begin(), [](char p, char t) { return p == lower(t); });
}

bool is_opcode(unsigned opcode) {
  return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}

}  // namespace

WebSocketFrame read_websocket_frame(std::string_view bytes) {
  WebSocketFrame frame;
  if (bytes.size() < 2) {
    return frame;
  }
  const unsigned first = octet(bytes, 0);
  const unsigned second = octet(bytes, 1);
  frame.opcode = static_cast<std::uint8_t>(first & 0xfU);
  frame.last = (first & 0x80U) != 0;
  frame.packed = (first & 0x40U) != 0;
  frame.masked = (second & 0x80U) != 0;
  frame.payload = second & 0x7fU;
  frame.broken = (first & 0x30U) != 0 || !is_opcode(frame.opcode) || (frame.opcode >= 8 && frame.payload > 125);
  const std::size_t length = frame.payload == 126 ? 2 : frame.payload == 127 ? 8 : 0;
  const std::size_t header = 2 + length + (frame.masked ? 4 : 0);
  if (frame.broken || bytes.size() < header) {
    return frame;
  }
  frame.payload = length == 2 ? big16(bytes, 2) : length == 8 ? big64(bytes, 2) : frame.payload;
  frame.mask = frame.masked ? big32(bytes, 2 + length) : 0;
  frame.broken = frame.payload >> 62U != 0;
  frame.header = header;
  return frame;
}

void unmask_onto(std::string& message, std::string_view payload, const WebSocketFrame& frame) {
  const std::size_t begin = message.size();
  message.append(payload);
  if (!frame.masked) {
    return;
  }
  const std::array<char, 4> mask{static_cast<char>(frame.mask >> 24U), static_cast<char>(frame.mask >> 16U & 0xffU),
                                 static_cast<char>(frame.mask >> 8U & 0xffU), static_cast<char>(frame.mask & 0xffU)};
  for (std::size_t i = 0; i < payload.size(); ++i) {
    message[begin + i] = static_cast<char>(message[begin + i] ^ mask[i % 4]);
  }
}

Upgrade read_upgrade(std::string_view head) {
  Upgrade upgrade;
  upgrade.is_request = head.substr(0, 5) != "HTTP/";
  upgrade.accepted = !upgrade.is_request && head.substr(8, 5).find("101") != std::string_view::npos;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size() - 1);
    const std::string_view line = head.substr(0, end);
    upgrade.websocket = upgrade.websocket || (begins_with(line, "upgrade:") && has_word(line, "websocket"));
    upgrade.sip = upgrade.sip || (begins_with(line, "sec-websocket-protocol:") && has_word(line.substr(23), "sip"));
    head.remove_prefix(end + 1);
  }
  return upgrade;
}

bool is_http(std::string_view bytes) {
  constexpr std::array<std::string_view, 9> kBegins{"HTTP/1.",  "GET /",     "POST /",  "PUT /",   "HEAD /",
                                                    "DELETE /", "OPTIONS /", "PATCH /", "CONNECT "};
  return std::any_of(kBegins.begin(), kBegins.end(),
                     [&](std::string_view begin) { return bytes.substr(0, begin.size()) == begin; });
}

}  // namespace confstate::capture
