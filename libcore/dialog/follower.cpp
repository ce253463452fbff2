#include "dialog/follower.hpp"

#include <algorithm>
#include <limits>

namespace confstate::dialog {
namespace {

constexpr std::int64_t kWindow = 50'000'000;    // two interfaces of one host disagree by milliseconds
constexpr std::size_t kMostWaiting = 10'000;    // messages within the window
constexpr std::uint64_t kBytesOfDialog = 4096;  // what a dialog and its transactions take, roughly
constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max();

// A log says where a message ends, whatever it went over.
sip::Framing framing_of(const capture::Record& record) {
  using capture::Transport;
  const bool is_stream = record.transport == Transport::tcp || record.transport == Transport::tls;
  return is_stream && record.line == 0 && !record.truncated && !record.lossy ? sip::Framing::stream
                                                                             : sip::Framing::datagram;
}

}  // namespace

Follower::Follower(capture::Settings settings, Followers followers)
    : settings_(settings),
      followers_(std::move(followers)),
      tracker_({std::max<std::uint64_t>(settings_.limits.memory / 4 / kBytesOfDialog, 16), followers_.closed}) {}

base::Result<capture::Totals> Follower::read(bytes::Stream& stream, std::uint32_t input) {
  capture::Listener listener;
  listener.record = [this, input](const capture::Record& record) { take(record, input); };
  bool is_cut = false;
  listener.notice = [&](const capture::Notice& notice) {
    is_cut = is_cut || notice.kind == capture::NoticeKind::cut_record;
    take(notice, input);
  };
  base::Result<capture::Totals> totals = capture::read(stream, settings_, listener);
  flush();
  if (totals && is_cut && !settings_.salvage) {
    return base::fail("the file ends within a record", "conf-trace diagnose says where, and goes on with --salvage");
  }
  return totals;
}

void Follower::take(const capture::Notice& notice, std::uint32_t input) const {
  if (followers_.notice) {
    followers_.notice(notice, input);
  }
}

// One interface records in order; only from the second one on messages have to wait for each other.
void Follower::take(const capture::Record& record, std::uint32_t input) {
  reorders_ = reorders_ || record.interface != 0 || input_.value_or(input) != input;
  input_ = input;
  if (reorders_) {
    wait(record, input);
  } else {
    follow(record, input);
  }
}

void Follower::flush() {
  release(kEver);
  reorders_ = false;
  input_.reset();
}

void Follower::wait(const capture::Record& record, std::uint32_t input) {
  const auto place = std::upper_bound(waiting_.begin(), waiting_.end(), record.time,
                                      [](std::int64_t time, const Waiting& other) { return time < other.record.time; });
  const auto waiting = waiting_.insert(place, Waiting{record, std::string(record.bytes), input});
  waiting->record.comment = {};
  release(waiting_.size() > kMostWaiting ? waiting_.front().record.time : waiting_.back().record.time - kWindow);
}

void Follower::release(std::int64_t until) {
  while (!waiting_.empty() && waiting_.front().record.time <= until) {
    Waiting& first = waiting_.front();
    first.record.bytes = first.bytes;
    follow(first.record, first.input);
    waiting_.pop_front();
  }
}

void Follower::follow(const capture::Record& record, std::uint32_t input) {
  if (!message_.read(record.bytes, framing_of(record))) {
    ++unreadable_;
    return;
  }
  const Seen seen = tracker_.take(moment_of(record, input), message_);
  followers_.message({record, message_, seen});
}

}  // namespace confstate::dialog
