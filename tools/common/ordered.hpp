// Work on several threads, results in order.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "common/placement.hpp"

namespace confstate::tools {

// Calls make(i) for every i < count on `jobs` threads, this one among them, and take(i, result) in the order of i, one
// at a time, until it says false. At most kAhead * jobs results wait, so memory does not grow with the count. What make
// throws is thrown here, once all threads are done.
template <class Result>
class Ordered {
 public:
  using Make = std::function<Result(std::size_t)>;
  using Take = std::function<bool(std::size_t, Result&&)>;
  static constexpr std::size_t kAhead = 64;  // results that may wait, per thread
  static constexpr std::size_t kMost = 16;   // calls of make that a thread claims at once

  static void run(std::size_t count, unsigned jobs, const Make& make, const Take& take) {
    Ordered ordered(count, jobs, make, take);
    {
      std::vector<std::jthread> threads;
      ordered.start(threads, jobs);
      ordered.work();
    }
    if (ordered.thrown_) {
      std::rethrow_exception(ordered.thrown_);
    }
  }

 private:
  Ordered(std::size_t count, unsigned jobs, const Make& make, const Take& take)
      : count_(count), make_(make), take_(take), waiting_(kAhead * std::max(jobs, 1U)) {}

  void start(std::vector<std::jthread>& threads, unsigned jobs) {
    try {
      for (unsigned i = 1; i < jobs; ++i) {
        threads.emplace_back([this] { work(); });
        begin_elsewhere(threads.back().native_handle(), i);
      }
    } catch (const std::system_error&) {
      // The system gives no more threads: those that run do the work.
    }
  }

  void work() noexcept {
    try {
      loop();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      thrown_ = std::current_exception();
      stopped_ = true;
    }
    room_.notify_all();
  }

  void loop() {
    std::vector<Result> made;
    std::unique_lock lock(mutex_);
    while (true) {
      wait_for_room(lock);
      if (stopped_ || claimed_ == count_) {
        return;
      }
      const std::size_t first = claimed_;
      claimed_ += claim();
      const std::size_t end = claimed_;
      lock.unlock();
      for (std::size_t index = first; index < end; ++index) {
        made.push_back(make_(index));
      }
      lock.lock();
      put(first, made);
      take_all();
      if (sleepers_ > 0) {
        room_.notify_all();
      }
    }
  }

  // With the lock held: how many calls to claim. Several, so that threads seldom meet; towards the end fewer, so that
  // none is left with work while the others have none.
  [[nodiscard]] std::size_t claim() const {
    const std::size_t fair = (count_ - claimed_) / (waiting_.size() / kAhead * 4);
    const std::size_t room = taken_ + waiting_.size() - claimed_;
    return std::min(std::clamp<std::size_t>(fair, 1, kMost), room);
  }

  // With the lock held: results that follow each other.
  void put(std::size_t first, std::vector<Result>& made) {
    for (Result& result : made) {
      waiting_[first++ % waiting_.size()].emplace(std::move(result));
    }
    made.clear();
  }

  void wait_for_room(std::unique_lock<std::mutex>& lock) {
    ++sleepers_;
    room_.wait(lock, [this] { return stopped_ || claimed_ == count_ || claimed_ < taken_ + waiting_.size(); });
    --sleepers_;
  }

  // With the lock held: whoever brings the next result takes all that are ready.
  void take_all() {
    while (!stopped_ && waiting_[taken_ % waiting_.size()]) {
      std::optional<Result>& slot = waiting_[taken_ % waiting_.size()];
      stopped_ = !take_(taken_, std::move(*slot));
      slot.reset();
      ++taken_;
    }
  }

  std::size_t count_;
  const Make& make_;
  const Take& take_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::vector<std::optional<Result>> waiting_;
  std::size_t claimed_ = 0;
  std::size_t taken_ = 0;
  std::size_t sleepers_ = 0;  // threads that wait for room
  bool stopped_ = false;
  std::exception_ptr thrown_;
};

}  // namespace confstate::tools
