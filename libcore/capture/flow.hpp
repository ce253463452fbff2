// The bytes of one direction of a TCP connection in their order (RFC 9293 3.4, 3.10.7.4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "capture/framer.hpp"
#include "capture/network.hpp"

namespace confstate::capture {

// Puts segments in order and gives them to a framer. What came first counts; what is missing is waited for until the
// other end has acknowledged it and 50 ms went by, for ten seconds, or until more than limits.message bytes wait.
class Flow {
 public:
  Flow(Messages& messages, Conversation& conversation) : messages_(messages), framer_(messages, conversation) {}

  void add(const Segment& segment);
  // The other end says what it has got.
  void acknowledge(std::uint32_t sequence, const Moment& now);
  // Declares a hole when it is time to.
  void look_at_time(const Moment& now);
  // When look_at_time wants to be called next, should no other segment come before; nothing while there is no hole.
  [[nodiscard]] std::optional<std::int64_t> due() const;
  // Nothing follows: what waits behind holes is given.
  void finish();
  // True when a SYN of another connection between the same ends came: `segment` is not part of this one.
  [[nodiscard]] bool is_other(const Segment& segment) const;
  // True when all up to the FIN was given.
  [[nodiscard]] bool is_done() const { return done_; }
  [[nodiscard]] bool is_ours() const { return framer_.is_ours(); }
  [[nodiscard]] bool is_waiting() const { return !pieces_.empty() || framer_.is_waiting(); }
  [[nodiscard]] std::uint64_t held() const { return waiting_ + framer_.held(); }

 private:
  struct Piece {
    std::string bytes;
    Moment moment;
  };

  void begin(const Segment& segment);
  [[nodiscard]] std::int64_t ahead_of(const Segment& segment);
  void give(std::string_view data, const Moment& begun, const Moment& now);
  void insert(std::uint64_t at, std::string_view data, const Moment& moment);
  void put(std::uint64_t at, std::string_view data, const Moment& moment);
  void give_waiting(const std::optional<Moment>& now);
  void close_gap();
  void jump(std::uint64_t size);
  void check_end();

  Messages& messages_;
  Framer framer_;
  Carrier carrier_;                           // of this direction
  std::uint64_t next_ = 0;                    // place of the next byte
  std::uint32_t next_sequence_ = 0;           // the same as TCP counts
  std::map<std::uint64_t, Piece> pieces_;     // what came too early, by place
  std::uint64_t waiting_ = 0;                 // what they cost
  std::int64_t since_ = 0;                    // time from which the hole in front of them is known
  std::optional<std::int64_t> acknowledged_;  // time when the other end said that it has what is missing
  std::optional<std::uint64_t> end_;          // place of the FIN
  bool begun_ = false;
  bool done_ = false;
  bool differs_ = false;  // overlapping segments differ; it was noticed
};

}  // namespace confstate::capture
