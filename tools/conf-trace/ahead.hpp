// A trace that is read in a thread of its own, a little ahead of who takes its messages.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "capture/read.hpp"

namespace confstate::tools {

// A message or a notice, with its own bytes.
struct TraceEvent {
  capture::Record record;  // where `notice` is not set
  std::string bytes;
  std::optional<capture::Notice> notice;
};

class Ahead {
 public:
  using Read = std::function<base::Result<capture::Totals>(const capture::Listener&)>;

  // Begins to read at once.
  explicit Ahead(Read read);
  Ahead(const Ahead&) = delete;
  Ahead& operator=(const Ahead&) = delete;
  // Stops reading.
  ~Ahead();

  // The next event, or null at the end; waits for it. Throws what the reading threw.
  [[nodiscard]] TraceEvent* front();
  void pop() { taken_.pop_front(); }
  // How the reading ended; only after the end.
  [[nodiscard]] base::Result<capture::Totals>& totals() { return *totals_; }

 private:
  void run();
  void put(TraceEvent event);
  void hand_over();

  Read read_;
  std::deque<TraceEvent> taken_;  // of the taker
  std::deque<TraceEvent> made_;   // of the thread
  std::size_t made_bytes_ = 0;
  std::mutex mutex_;  // what follows belongs to both
  std::condition_variable changed_;
  std::deque<TraceEvent> ready_;
  bool is_over_ = false;
  bool is_stopped_ = false;
  std::optional<base::Result<capture::Totals>> totals_;
  std::exception_ptr thrown_;
  std::jthread thread_;
};

}  // namespace confstate::tools
