// Messages in the bytes that one end of a TCP connection sent: SIP by Content-Length, SIP over WebSocket, HEP3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "capture/messages.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {

// What both directions of a connection know.
struct Conversation {
  bool tls = false;        // it was counted
  bool websocket = false;  // an end asked for SIP over WebSocket
};

// Gets the bytes of one direction in their order, with the holes in them. What they are is told by their begin; a SIP
// stream that lost its framing is picked up again at the next start line. Never holds more than one message of
// limits.message, and looks at each byte a bounded number of times.
class Framer {
 public:
  Framer(Messages& messages, Conversation& conversation) : messages_(messages), conversation_(conversation) {}

  // The begin of the stream was not recorded.
  void begin_in_middle() { middle_ = true; }
  // The next bytes; carrier.begun is their frame, carrier.now the frame that made them available.
  void feed(std::string_view data, const Carrier& carrier);
  // So many bytes are missing here; 0: nobody knows how many.
  void gap(std::uint64_t size, const Carrier& carrier);
  // Nothing follows. `carrier` is that of the last bytes.
  void end();

  // True where nothing of interest can follow.
  [[nodiscard]] bool is_foreign() const { return mode_ == Mode::foreign; }
  // True where messages were found, or bytes that belong to one.
  [[nodiscard]] bool is_ours() const { return ours_; }
  // True while a part of something is there.
  [[nodiscard]] bool is_waiting() const { return !buffer_.empty() || socket_open_; }
  [[nodiscard]] std::uint64_t held() const { return buffer_.capacity() + socket_message_.capacity(); }

 private:
  enum class Mode : std::uint8_t { unknown, sip, searching, http, websocket, hep, foreign };

  // How many bytes of `bytes` are done with; 0 while more are needed.
  std::size_t step(std::string_view bytes);
  std::size_t step_unknown(std::string_view bytes);
  std::size_t step_sip(std::string_view bytes);
  std::size_t step_message(std::string_view bytes);
  std::size_t step_unmeasured(std::string_view bytes);
  std::size_t step_searching(std::string_view bytes);
  std::size_t step_http(std::string_view bytes);
  std::size_t step_websocket(std::string_view bytes);
  std::size_t step_hep(std::string_view bytes);

  void finish_socket_message();
  std::size_t too_long(std::uint64_t total, std::string_view bytes);
  void begin_search();
  void find_ours();
  void emit(std::string_view message, bool truncated);
  void forget_message();

  Messages& messages_;
  Conversation& conversation_;
  Mode mode_ = Mode::unknown;
  std::string buffer_;         // what is not done with
  Carrier carrier_;            // of the bytes at hand; `begun` of the first of them
  Carrier latest_;             // of the last bytes that were fed
  sip::Head head_;             // of the message at the begin of the bytes at hand
  bool in_message_ = false;    // its start line is known
  std::size_t searched_ = 0;   // how far they were searched for a start line
  std::uint64_t discard_ = 0;  // bytes to leave out, as they belong to something that was given up
  std::uint64_t needed_ = 0;   // before so many bytes are there, nothing can be done
  std::uint64_t strange_ = 0;  // bytes left out since messages were last found
  bool after_gap_ = false;     // what was left out was noticed as a hole
  bool middle_ = false;
  bool reframed_ = false;
  bool ours_ = false;
  std::string socket_message_;  // of WebSocket, so far
  bool socket_packed_ = false;
  bool socket_open_ = false;  // a message goes on
  Moment socket_begun_;
};

}  // namespace confstate::capture
