// Where the parts of a reader put what they find: messages, notices, and counts that become one notice at the end.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "capture/frame.hpp"
#include "capture/notice.hpp"
#include "capture/settings.hpp"

namespace confstate::capture {

// A frame, as far as messages remember it.
struct Moment {
  std::uint64_t frame = 0;
  std::int64_t time = 0;
  std::uint64_t offset = 0;
};

// How bytes were carried: what a record says beside them.
struct Carrier {
  Endpoint source;
  Endpoint destination;
  Transport transport = Transport::unknown;
  Direction direction = Direction::unknown;
  TimeQuality quality = TimeQuality::exact;
  std::uint32_t interface = 0;
  Moment begun;  // where the bytes begin
  Moment now;    // where they were completed
  std::string_view comment;
  bool truncated = false;  // the end of the bytes was not recorded
  bool snapped = false;    // ... as frames were recorded up to a length only
  bool reframed = false;   // as in the record
};

class Collector {
 public:
  Collector(const Settings& settings, const Listener& listener) : settings_(settings), listener_(listener) {}

  [[nodiscard]] const base::Limits& limits() const { return settings_.limits; }
  [[nodiscard]] Totals& totals() { return totals_; }

  void message(std::string_view bytes, const Carrier& carrier);
  void notice(const Notice& notice) { listener_.notice(notice); }
  // A notice about what a carrier brought.
  void notice(NoticeKind kind, const Carrier& carrier, std::uint64_t count, std::string detail = {});
  // Counts up a kind of which there is one notice at the end, for each `detail` (of which only the first hundred are
  // told apart), at the first place.
  void count(NoticeKind kind, const Carrier& carrier, std::string_view detail = {});
  // Gives the notices that were counted.
  void finish();

 private:
  struct Tally {
    Carrier first;
    std::uint64_t count = 0;
  };

  const Settings& settings_;
  const Listener& listener_;
  Totals totals_;
  std::array<std::map<std::string, Tally, std::less<>>, kNoticeKinds> tallies_;
};

}  // namespace confstate::capture
