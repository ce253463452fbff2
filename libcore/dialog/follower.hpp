// From a trace to messages in their dialogs: reads captures and logs, parses each message once, and follows it.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/read.hpp"
#include "dialog/tracker.hpp"
#include "sip/message.hpp"

namespace confstate::dialog {

// A message with all that is known of it. Everything is valid during the call only.
struct Followed {
  const capture::Record& record;
  const sip::Message& message;
  const Seen& seen;
};

struct Followers {
  std::function<void(const Followed&)> message;
  std::function<void(const capture::Notice&, std::uint32_t input)> notice;  // may be empty
  std::function<void(const Dialog&)> closed;                                // may be empty
};

// Takes traces one after the other, or mixed; their dialogs go on from one to the next. Records of several interfaces
// or traces are put in the order of their times where they are at most 50 ms apart.
class Follower {
 public:
  Follower(capture::Settings settings, Followers followers);

  // Reads a whole trace; `input` is its number among the traces. Fails as capture::read does, and without
  // `salvage` where the trace ends within a record; all that was read before was followed then.
  [[nodiscard]] base::Result<capture::Totals> read(bytes::Stream& stream, std::uint32_t input);

  // For who reads the traces: the next record, and what the reader says beside it. After the last record of a trace, or
  // of all that are mixed, follows flush().
  void take(const capture::Record& record, std::uint32_t input);
  void take(const capture::Notice& notice, std::uint32_t input) const;
  void flush();

  // The last trace was read.
  void finish() { tracker_.finish(); }

  [[nodiscard]] const Tracker& tracker() const { return tracker_; }
  // Records that are no SIP messages.
  [[nodiscard]] std::uint64_t unreadable() const { return unreadable_; }

 private:
  struct Waiting {
    capture::Record record;
    std::string bytes;
    std::uint32_t input = 0;
  };

  void wait(const capture::Record& record, std::uint32_t input);
  void release(std::int64_t until);
  void follow(const capture::Record& record, std::uint32_t input);

  capture::Settings settings_;
  Followers followers_;
  Tracker tracker_;
  sip::Message message_;
  std::deque<Waiting> waiting_;         // sorted by time
  std::optional<std::uint32_t> input_;  // of the last record, if it was not flushed
  bool reorders_ = false;
  std::uint64_t unreadable_ = 0;
};

}  // namespace confstate::dialog
