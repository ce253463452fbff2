// Reading traces of every kind: captures, text logs, single messages. The kind is told by the content.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/notice.hpp"
#include "capture/settings.hpp"

namespace confstate::capture {

// The kind of an input by its first bytes (at most 64 KiB are looked at); nothing where it is none of these.
[[nodiscard]] std::optional<Format> detect(std::string_view beginning);

// Reads a whole trace. Every message that is in it goes to the listener, or a notice says why not. Fails where the
// input is none of the kinds, or is damaged and `salvage` is off; what was read until then was given to the listener.
// Memory stays below limits.memory, whatever the input. Never looks at the clock.
[[nodiscard]] base::Result<Totals> read(bytes::Stream& stream, const Settings& settings, const Listener& listener);

}  // namespace confstate::capture
