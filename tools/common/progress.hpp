// A progress line on stderr for work of more than half a second, only on a terminal, erased at the end.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <ostream>
#include <thread>

namespace confstate::tools {

class Progress {
 public:
  // Counts to `total`; shows nothing and starts no thread unless `terminal`.
  Progress(std::ostream& err, bool terminal, std::size_t total);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  // One more is done.
  void advance() { done_.fetch_add(1, std::memory_order_relaxed); }

  // Erases the line; it stays away while the lock lives, so that others may write to the terminal.
  [[nodiscard]] std::unique_lock<std::mutex> pause();

 private:
  void watch();
  void erase();

  std::ostream& err_;
  std::size_t total_;
  std::atomic<std::size_t> done_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_signal_;
  bool shown_ = false;
  bool ended_ = false;
  std::thread watcher_;
};

}  // namespace confstate::tools
