// WebSocket frames (RFC 6455) as far as SIP in them (RFC 7118) needs it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace confstate::capture {

struct WebSocketFrame {
  std::size_t header = 0;     // bytes in front of the payload; 0 while they are not all there
  std::uint64_t payload = 0;  // its length
  std::uint32_t mask = 0;     // in the order of the network
  std::uint8_t opcode = 0;    // 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
  bool last : 1 = false;      // of its message
  bool masked : 1 = false;
  bool packed : 1 = false;  // RSV1: permessage-deflate (RFC 7692)
  bool broken : 1 = false;  // this is no frame
};

// Reads the header of the frame at the begin of the bytes.
[[nodiscard]] WebSocketFrame read_websocket_frame(std::string_view bytes);

// Adds a payload to a message, without its mask.
void unmask_onto(std::string& message, std::string_view payload, const WebSocketFrame& frame);

// What the head of an HTTP message says about a WebSocket: "upgrade" to one, for SIP.
struct Upgrade {
  bool is_request = false;
  bool accepted = false;   // a response 101
  bool websocket = false;  // Upgrade: websocket
  bool sip = false;        // Sec-WebSocket-Protocol names sip
};
[[nodiscard]] Upgrade read_upgrade(std::string_view head);

// Whether bytes begin as an HTTP/1 message.
[[nodiscard]] bool is_http(std::string_view bytes);

}  // namespace confstate::capture
