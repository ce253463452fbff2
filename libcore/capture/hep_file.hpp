// Files of HEP3 records.
#pragma once

#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/messages.hpp"
#include "capture/settings.hpp"

namespace confstate::capture {

// Reads a file of HEP3 records, one behind the other, as they come on a TCP connection. Damage as in read_pcap.
[[nodiscard]] base::Result<void> read_hep(bytes::Stream& stream, const Settings& settings, Messages& messages);

}  // namespace confstate::capture
