#include "capture/damage.hpp"

#include <algorithm>
#include <utility>

namespace confstate::capture {

void notice_at(const NoticeListener& notices, NoticeKind kind, std::uint64_t offset, std::uint64_t frame,
               std::uint64_t count, std::string detail) {
  Notice notice;
  notice.kind = kind;
  notice.offset = offset;
  notice.frame = frame;
  notice.count = count;
  notice.detail = std::move(detail);
  notices(notice);
}

base::Result<void> end_of(const bytes::Stream& stream, const Settings& settings, const NoticeListener& notices) {
  if (!stream.failure()) {
    return {};
  }
  if (!settings.salvage) {
    return tl::unexpected<base::Failure>(*stream.failure());
  }
  notice_at(notices, NoticeKind::damaged, stream.offset(), 0, 0, stream.failure()->message);
  return {};
}

tl::unexpected<base::Failure> damaged(std::string_view what, std::uint64_t offset) {
  return base::fail("damaged at byte " + std::to_string(offset) + ": " + std::string(what),
                    "--salvage goes on behind the damage");
}

std::uint64_t skip_until(bytes::Stream& stream, const Plausible& plausible) {
  std::uint64_t skipped = 0;
  for (;;) {
    const std::string_view window = stream.peek(kSearchWindow);
    const bool last = window.size() < kSearchWindow;
    const std::size_t places = last ? window.size() : kSearchWindow / 2;
    for (std::size_t at = 0; at < places; ++at) {
      if (plausible(window.substr(at))) {
        stream.skip(at);
        return skipped + at;
      }
    }
    skipped += stream.skip(places);
    if (last) {
      return skipped;
    }
  }
}

}  // namespace confstate::capture
