// Several traces of the same calls: how far their clocks are apart, and which messages are in more than one of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "capture/notice.hpp"

namespace confstate::capture {

// A look at one trace: its time, and a sample of its messages. Every trace is sampled by the same measure, so that the
// samples of two traces have the messages that are in both.
class Sketch {
 public:
  struct Sighting {
    std::int64_t time = 0;  // when the message was seen first
    bool is_forth = false;  // from the lower address to the higher one
  };

  void take(const Record& record);

  [[nodiscard]] bool has_times() const { return last_ != 0; }
  [[nodiscard]] std::int64_t first() const { return first_; }
  [[nodiscard]] std::int64_t last() const { return last_; }
  [[nodiscard]] const std::map<std::uint64_t, Sighting>& sample() const { return sample_; }  // by print

 private:
  static constexpr std::size_t kMost = 4096;

  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
  std::map<std::uint64_t, Sighting> sample_;
};

// What has to be added to the times of a trace, in nanoseconds, and how many messages say so.
struct Shift {
  std::int64_t offset = 0;
  std::uint64_t shared = 0;
};

// What is to be said about a trace with such a clock; nothing where it is right.
[[nodiscard]] std::optional<Notice> notice_of(const Shift& shift);

// The clocks of traces, beside those of the traces before.
class Clocks {
 public:
  // The shift of the next trace. It is 0 where the trace shares fewer than three messages with those before, where
  // these disagree by more than a second, and where the clocks differ by less than a millisecond. The way of a message
  // takes time: with messages in both directions it cancels out, else it is taken for a difference of the clocks.
  [[nodiscard]] Shift add(const Sketch& sketch);

 private:
  std::unordered_map<std::uint64_t, std::int64_t> seen_;  // corrected times, by print
};

// Tells copies of one message in several traces from a message that was sent again. Takes records in the order of their
// corrected times.
class Copies {
 public:
  // True where another trace gave the same message at most 50 ms before; where one of the two knows whole seconds only,
  // at most 1.5 s before.
  [[nodiscard]] bool is_copy(const Record& record, std::uint32_t input);

 private:
  struct Seen {
    std::uint64_t print = 0;
    std::int64_t time = 0;
    bool is_exact = true;
    std::vector<std::uint32_t> inputs;  // that gave it
  };

  void expire(std::int64_t now);

  std::deque<Seen> seen_;                                    // by time
  std::unordered_map<std::uint64_t, std::uint64_t> newest_;  // by print: number of the newest
  std::uint64_t expired_ = 0;
};

}  // namespace confstate::capture
