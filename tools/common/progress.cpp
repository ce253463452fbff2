#include "common/progress.hpp"

#include <chrono>

#include <fmt/format.h>

namespace confstate::tools {

Progress::Progress(std::ostream& err, bool terminal, std::size_t total) : err_(err), total_(total) {
  if (terminal) {
    watcher_ = std::thread([this] { watch(); });
  }
}

Progress::~Progress() {
  if (!watcher_.joinable()) {
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    erase();
  }
  ended_signal_.notify_one();
  watcher_.join();
}

std::unique_lock<std::mutex> Progress::pause() {
  std::unique_lock lock(mutex_);
  erase();
  return lock;
}

void Progress::watch() {
  using namespace std::chrono_literals;
  std::unique_lock lock(mutex_);
  for (auto wait = 500ms; !ended_signal_.wait_for(lock, wait, [this] { return ended_; }); wait = 100ms) {
    err_ << fmt::format("\r{} of {}", done_.load(std::memory_order_relaxed), total_) << std::flush;
    shown_ = true;
  }
}

void Progress::erase() {
  if (shown_) {
    err_ << "\r\x1b[K" << std::flush;
    shown_ = false;
  }
}

}  // namespace confstate::tools
