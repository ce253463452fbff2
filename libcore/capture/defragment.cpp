#include "capture/defragment.hpp"

#include <algorithm>
#include <utility>

namespace confstate::capture {
namespace {

constexpr std::int64_t kPatience = 30'000'000'000;  // nanoseconds
constexpr std::int64_t kCopies = 50'000'000;        // so long after the last fragment its copies may come
constexpr std::uint64_t kOverhead = 400;            // of one datagram, beside its bytes
constexpr std::size_t kMostWhole = 1024;
constexpr std::uint32_t kLongest = 65'535;

std::string missing_words(std::uint32_t begin, std::uint32_t end) {
  return "bytes " + std::to_string(begin) + " to " + std::to_string(end - 1) + " of the datagram";
}

}  // namespace

Defragmenter::Defragmenter(std::uint64_t memory, Collector& outlet, Lost lost)
    : memory_(memory),
      outlet_(outlet),
      lost_(std::move(lost)),
      index_(16, PathHash{reinterpret_cast<std::uintptr_t>(this)}) {}

std::uint64_t Defragmenter::cost(const Set& set) {
  return kOverhead + set.bytes.capacity() + set.ranges.capacity() * sizeof(Range);
}

std::optional<WholeDatagram> Defragmenter::add(const Fragment& fragment, const Carrier& carrier) {
  expire(carrier.now.time);
  if (std::uint64_t{fragment.offset} + fragment.bytes.size() > kLongest || fragment.bytes.empty()) {
    return std::nullopt;
  }
  Set& set = find(fragment, carrier);
  if (set.whole) {
    outlet_.count(NoticeKind::doubled, carrier);
    return std::nullopt;
  }
  const bool begins = fragment.offset == 0 && (set.ranges.empty() || set.ranges.front().begin > 0);
  held_ -= cost(set);
  fill(set, fragment);
  held_ += cost(set);
  if (begins) {
    set.carrier.begun = carrier.now;
  }
  const bool whole =
      set.total != 0 && set.ranges.size() == 1 && set.ranges[0].begin == 0 && set.ranges[0].end >= set.total;
  const Sets::iterator place = index_.find(fragment.key)->second;
  while (held_ > memory_ && sets_.begin() != place) {
    give_up(sets_.begin(), true);
  }
  if (!whole) {
    return std::nullopt;
  }
  if (set.overlap) {
    outlet_.notice(NoticeKind::fragment_overlap, carrier, 0);
  }
  held_ -= cost(set);
  finished_.swap(set.bytes);
  spare_ = std::exchange(set.bytes, {});
  set.ranges = {};
  set.whole = true;
  set.carrier.now = carrier.now;
  held_ += cost(set);
  copied_.splice(copied_.end(), sets_, place);
  return WholeDatagram{std::string_view(finished_).substr(0, set.total), set.protocol, set.carrier.begun};
}

Defragmenter::Set& Defragmenter::find(const Fragment& fragment, const Carrier& carrier) {
  const auto known = index_.find(fragment.key);
  if (known != index_.end()) {
    Set& set = *known->second;
    if (!set.whole || carrier.now.time - set.carrier.now.time <= kCopies) {
      return set;
    }
    erase(known->second);  // the number is used again
  }
  Set set;
  set.key = fragment.key;
  set.carrier = carrier;
  set.carrier.comment = {};
  set.bytes = std::exchange(spare_, {});
  set.bytes.clear();
  sets_.push_back(std::move(set));
  index_.emplace(fragment.key, std::prev(sets_.end()));
  held_ += cost(sets_.back());
  return sets_.back();
}

void Defragmenter::fill(Set& set, const Fragment& fragment) {
  const auto end = static_cast<std::uint32_t>(fragment.offset + fragment.bytes.size());
  if (!fragment.more && !fragment.cut && set.total == 0) {
    set.total = end;
  }
  if (fragment.offset == 0) {
    set.protocol = fragment.protocol;
  }
  if (set.bytes.size() < end) {
    set.bytes.resize(end);
  }
  insert(set, {fragment.offset, end}, fragment.bytes);
}

// Copies what is not there yet and joins the ranges.
void Defragmenter::insert(Set& set, Range range, std::string_view bytes) {
  std::vector<Range>& ranges = set.ranges;
  const auto first = std::find_if(ranges.begin(), ranges.end(), [&](const Range& r) { return r.end >= range.begin; });
  Range joined = range;
  std::uint32_t at = range.begin;
  auto last = first;
  for (; last != ranges.end() && last->begin <= range.end; ++last) {
    if (last->begin > at) {
      std::copy_n(bytes.data() + (at - range.begin), last->begin - at, set.bytes.data() + at);
    }
    const std::uint32_t both_begin = std::max(last->begin, range.begin);
    const std::uint32_t both_end = std::min(last->end, range.end);
    if (both_end > both_begin) {
      const std::string_view there = std::string_view(set.bytes).substr(both_begin, both_end - both_begin);
      set.overlap = set.overlap || there != bytes.substr(both_begin - range.begin, both_end - both_begin);
    }
    at = std::max(at, last->end);
    joined.begin = std::min(joined.begin, last->begin);
    joined.end = std::max(joined.end, last->end);
  }
  if (at < range.end) {
    std::copy_n(bytes.data() + (at - range.begin), range.end - at, set.bytes.data() + at);
  }
  ranges.insert(ranges.erase(first, last), joined);
}

void Defragmenter::expire(std::int64_t time) {
  while (!sets_.empty() && time - kPatience > sets_.front().carrier.begun.time) {
    give_up(sets_.begin(), false);
  }
  while (!copied_.empty() && (time - kCopies > copied_.front().carrier.now.time || copied_.size() > kMostWhole)) {
    erase(copied_.begin());
  }
}

void Defragmenter::give_up(Sets::iterator place, bool for_memory) {
  const Set& set = *place;
  LostDatagram lost{set.key, set.carrier, set.protocol, {}, {}, for_memory};
  std::uint32_t there = 0;
  if (!set.ranges.empty() && set.ranges[0].begin == 0) {
    there = set.ranges[0].end;
    lost.begin = std::string_view(set.bytes).substr(0, there);
  }
  const bool to_the_end = set.ranges.size() <= (there == 0 ? 0U : 1U);
  lost.missing = to_the_end && set.total == 0
                     ? "all behind byte " + std::to_string(there) + " of the datagram"
                     : missing_words(there, to_the_end ? set.total : set.ranges[there == 0 ? 0 : 1].begin);
  lost_(lost);
  erase(place);
}

void Defragmenter::erase(Sets::iterator place) {
  held_ -= cost(*place);
  index_.erase(place->key);
  (place->whole ? copied_ : sets_).erase(place);
}

void Defragmenter::finish() {
  while (!sets_.empty()) {
    give_up(sets_.begin(), false);
  }
}

}  // namespace confstate::capture
