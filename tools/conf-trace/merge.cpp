#include "conf-trace/merge.hpp"

#include <algorithm>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "bytes/stream.hpp"
#include "capture/clocks.hpp"
#include "conf-trace/ahead.hpp"

namespace confstate::tools {
namespace {

using Totals = base::Result<capture::Totals>;

// One trace: its number among the inputs, its clock, and its time, put right; both 0 where it has none.
struct Part {
  std::uint32_t input = 0;
  capture::Shift shift;
  std::int64_t first = 0;
  std::int64_t last = 0;
};

// Traces that were recorded at the same time; most are alone.
using Group = std::vector<Part>;

Totals read(const Input& input, const capture::Settings& settings, std::istream& standard_input,
            const capture::Listener& listener) {
  base::Result<bytes::Stream> stream = bytes::Stream::open(input.path, standard_input);
  if (!stream) {
    return tl::unexpected<base::Failure>(std::move(stream.error()));
  }
  Totals totals = capture::read(*stream, settings, listener);
  if (!totals) {
    return base::fail(fmt::format("{}: {}", input.name, totals.error().message), totals.error().hint);
  }
  return totals;
}

Part survey(const std::vector<Input>& inputs, std::uint32_t index, const capture::Settings& settings,
            std::istream& standard_input, capture::Clocks& clocks) {
  Part part;
  part.input = index;
  if (inputs.size() == 1 || inputs[index].path == "-") {
    return part;
  }
  capture::Sketch sketch;
  (void)read(inputs[index], settings, standard_input,
             {.record = [&sketch](const capture::Record& record) { sketch.take(record); },
              .notice = [](const capture::Notice&) {}});
  if (sketch.has_times()) {
    part.shift = clocks.add(sketch);
    part.first = sketch.first() + part.shift.offset;
    part.last = sketch.last() + part.shift.offset;
  }
  return part;
}

// Joins parts whose times overlap; the parts come in the order of their times.
std::vector<Group> group(std::vector<Part>&& parts) {
  std::vector<Group> groups;
  std::int64_t last = 0;
  for (Part& part : parts) {
    if (groups.empty() || part.first >= last) {
      groups.emplace_back();
    }
    last = std::max(last, part.last);
    groups.back().push_back(part);
  }
  return groups;
}

void move_by(capture::Record& record, std::int64_t offset) {
  if (record.quality != capture::TimeQuality::none) {
    record.time += offset;
    record.began += offset;
  }
}

// A trace of a group that is being read.
struct Open {
  const Part* part;
  std::unique_ptr<Ahead> ahead;
};

// When its next event happened, put right; a notice is due at once.
std::int64_t time_of(const Open& open) {
  const TraceEvent& event = *open.ahead->front();
  return event.notice ? std::numeric_limits<std::int64_t>::min() : event.record.time + open.part->shift.offset;
}

class GroupReader {
 public:
  GroupReader(const std::vector<Input>& inputs, const capture::Settings& settings, std::istream& standard_input,
              const TraceTaker& taker)
      : inputs_(inputs), settings_(settings), standard_input_(standard_input), taker_(taker) {}

  void run(const Group& group);

 private:
  void open(const Part& part);
  [[nodiscard]] Open* earliest();
  void end(Open& open);
  void take(Open& open);

  const std::vector<Input>& inputs_;
  const capture::Settings& settings_;
  std::istream& standard_input_;
  const TraceTaker& taker_;
  std::list<Open> open_;
  capture::Copies copies_;
  std::map<std::uint32_t, std::uint64_t> left_out_;  // copies, by input
};

void GroupReader::open(const Part& part) {
  const Input& input = inputs_[part.input];
  if (open_.size() == kMostMixed) {
    taker_.ended(base::fail(fmt::format("{}: more than {} traces cover the same time", input.name, kMostMixed),
                            "join some of them with mergecap"),
                 part.input);
    return;
  }
  open_.push_back({&part, std::make_unique<Ahead>([this, &input](const capture::Listener& listener) {
                     return read(input, settings_, standard_input_, listener);
                   })});
}

// The trace with the earliest event; those that are over are left.
Open* GroupReader::earliest() {
  Open* first = nullptr;
  for (auto open = open_.begin(); open != open_.end();) {
    if (open->ahead->front() == nullptr) {
      end(*open);
      open = open_.erase(open);
      continue;
    }
    first = first == nullptr || time_of(*open) < time_of(*first) ? &*open : first;
    ++open;
  }
  return first;
}

void GroupReader::end(Open& open) {
  if (const std::uint64_t copies = left_out_[open.part->input]; copies > 0) {
    capture::Notice notice;
    notice.kind = capture::NoticeKind::doubled;
    notice.count = copies;
    taker_.notice(notice, open.part->input);
  }
  taker_.ended(std::move(open.ahead->totals()), open.part->input);
}

void GroupReader::take(Open& open) {
  TraceEvent& event = *open.ahead->front();
  if (event.notice) {
    taker_.notice(*event.notice, open.part->input);
  } else {
    move_by(event.record, open.part->shift.offset);
    if (copies_.is_copy(event.record, open.part->input)) {
      ++left_out_[open.part->input];
    } else {
      taker_.record(event.record, open.part->input);
    }
  }
  open.ahead->pop();
}

void GroupReader::run(const Group& group) {
  for (std::size_t next = 0;;) {
    Open* first = earliest();
    const bool is_due = next < group.size() && (first == nullptr || group[next].first <= time_of(*first));
    if (is_due) {
      open(group[next++]);
    } else if (first != nullptr) {
      take(*first);
    } else {
      return;
    }
  }
}

// The inputs in the order in which they are read.
std::vector<Group> plan(const std::vector<Input>& inputs, const capture::Settings& settings,
                        std::istream& standard_input) {
  capture::Clocks clocks;
  std::vector<Part> timed;
  std::vector<Group> groups;
  std::int64_t before = 0;
  for (std::uint32_t index = 0; index < inputs.size(); ++index) {
    Part part = survey(inputs, index, settings, standard_input, clocks);
    if (part.last == 0) {
      part.first = before;  // keeps its place
      groups.push_back({part});
    } else {
      before = part.first;
      timed.push_back(part);
    }
  }
  std::ranges::stable_sort(timed, {}, &Part::first);
  std::ranges::move(group(std::move(timed)), std::back_inserter(groups));
  std::ranges::stable_sort(groups, [](const Group& one, const Group& other) {
    return std::pair(one.front().first, one.front().input) < std::pair(other.front().first, other.front().input);
  });
  return groups;
}

void read_alone(const Part& part, const Input& input, const capture::Settings& settings, std::istream& standard_input,
                const TraceTaker& taker) {
  const auto take = [&](const capture::Record& record) {
    capture::Record moved = record;
    move_by(moved, part.shift.offset);
    taker.record(moved, part.input);
  };
  const auto notice = [&](const capture::Notice& one) { taker.notice(one, part.input); };
  taker.ended(read(input, settings, standard_input, {.record = take, .notice = notice}), part.input);
}

}  // namespace

void read_traces(const std::vector<Input>& inputs, const capture::Settings& settings, std::istream& standard_input,
                 const TraceTaker& taker, const std::function<void()>& flush) {
  for (const Group& group : plan(inputs, settings, standard_input)) {
    for (const Part& part : group) {
      if (const std::optional<capture::Notice> shifted = capture::notice_of(part.shift)) {
        taker.notice(*shifted, part.input);
      }
    }
    if (group.size() == 1) {
      read_alone(group.front(), inputs[group.front().input], settings, standard_input, taker);
    } else {
      GroupReader(inputs, settings, standard_input, taker).run(group);
    }
    flush();
  }
}

}  // namespace confstate::tools
