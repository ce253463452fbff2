// What the readers of containers do where a file is broken. For these only.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/notice.hpp"
#include "capture/settings.hpp"

namespace confstate::capture {

using NoticeListener = std::function<void(const Notice&)>;

// Gives a notice about a place of the file.
void notice_at(const NoticeListener& notices, NoticeKind kind, std::uint64_t offset, std::uint64_t frame,
               std::uint64_t count, std::string detail);

// What ended the reading early: a failure of the stream itself.
[[nodiscard]] base::Result<void> end_of(const bytes::Stream& stream, const Settings& settings,
                                        const NoticeListener& notices);

// The failure for damage, with the way out.
[[nodiscard]] tl::unexpected<base::Failure> damaged(std::string_view what, std::uint64_t offset);

// True where a record may begin: `window` begins there, and is cut only where the stream ends or after kSearchWindow.
using Plausible = std::function<bool(std::string_view window)>;

inline constexpr std::size_t kSearchWindow = std::size_t{1} << 20U;

// Leaves out bytes until `plausible`, which looks at most kSearchWindow/2 bytes ahead, or the end; gives how many.
// Looks at each place once.
[[nodiscard]] std::uint64_t skip_until(bytes::Stream& stream, const Plausible& plausible);

}  // namespace confstate::capture
