// The containers of frames: pcap and pcapng.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/frame.hpp"
#include "capture/notice.hpp"
#include "capture/settings.hpp"

namespace confstate::capture {

// Whether bytes begin as these.
[[nodiscard]] bool is_pcap(std::string_view beginning);
[[nodiscard]] bool is_pcapng(std::string_view beginning);

// Read all frames of a file. Where the file ends within a record, what is there of it is given as a snapped frame, with
// a notice. Damage is a failure that names the offset, or with settings.salvage a notice, and reading goes on at the
// next place that looks like a record. Never hold more than a few MiB beside what `stream` holds for one record.
[[nodiscard]] base::Result<void> read_pcap(bytes::Stream& stream, const Settings& settings, const FrameListener& frames,
                                           const std::function<void(const Notice&)>& notices);
[[nodiscard]] base::Result<void> read_pcapng(bytes::Stream& stream, const Settings& settings,
                                             const FrameListener& frames,
                                             const std::function<void(const Notice&)>& notices);

}  // namespace confstate::capture
