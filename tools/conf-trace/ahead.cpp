#include "conf-trace/ahead.hpp"

#include <utility>

namespace confstate::tools {
namespace {

constexpr std::size_t kMostBytes = 256UL * 1024;  // that are handed over at once
constexpr std::size_t kMostEvents = 512;

struct Stopped {};  // thrown through the reader when nobody takes any more

}  // namespace

Ahead::Ahead(Read read) : read_(std::move(read)), thread_([this] { run(); }) {}

Ahead::~Ahead() {
  const std::lock_guard lock(mutex_);
  is_stopped_ = true;
  changed_.notify_all();
}

void Ahead::run() {
  std::optional<base::Result<capture::Totals>> totals;
  std::exception_ptr thrown;
  try {
    capture::Listener listener;
    listener.record = [this](const capture::Record& record) { put({record, std::string(record.bytes), {}}); };
    listener.notice = [this](const capture::Notice& notice) { put({{}, {}, notice}); };
    totals = read_(listener);
    hand_over();
  } catch (const Stopped&) {
    return;
  } catch (...) {
    thrown = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  totals_ = std::move(totals);
  thrown_ = thrown;
  is_over_ = true;
  changed_.notify_all();
}

void Ahead::put(TraceEvent event) {
  made_bytes_ += event.bytes.size();
  made_.push_back(std::move(event));
  if (made_.size() >= kMostEvents || made_bytes_ >= kMostBytes) {
    hand_over();
  }
}

void Ahead::hand_over() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return ready_.empty() || is_stopped_; });
  if (is_stopped_) {
    throw Stopped{};
  }
  ready_.swap(made_);
  made_bytes_ = 0;
  changed_.notify_all();
}

TraceEvent* Ahead::front() {
  if (taken_.empty()) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty() || is_over_; });
    taken_.swap(ready_);
    changed_.notify_all();
    if (taken_.empty()) {
      if (thrown_) {
        std::rethrow_exception(thrown_);
      }
      return nullptr;
    }
  }
  TraceEvent& event = taken_.front();
  event.record.bytes = event.bytes;
  event.record.comment = {};
  return &event;
}

}  // namespace confstate::tools
