// Text logs of SIP programs, one message at a time. Each format has a file of its own: text_<format>.cpp.
//
// What all have in common: a record per message, in the order of the file (sngrep writes dialog by dialog: its records
// come sorted by time, as far as limits.memory allows); `line` and `offset` of the record's first line; memory for one
// message of at most limits.message. What cannot be read is said (NoticeKind::log_record), a length that does not fit
// as well (log_length). Where a log has changed line ends or characters, `lossy` is set and the bytes are those of the
// log: a Content-Length counts CRLF where the bytes have LF.
//
// A log that does not know its own address gives that end of the record without one, until a message shows it: the
// top Via of a request that it sent or of a response that it received, else its Contact. What comes before is held
// back for a while (32 messages) so that it gets the address as well.
#pragma once

#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/notice.hpp"
#include "capture/settings.hpp"

namespace confstate::capture {

// True for the formats that read_text() reads: all but pcap, pcapng and hep.
[[nodiscard]] bool is_text(Format format);

// Reads a text log, a single message or the JSON of tshark. The format must be one that is_text() names. Fails where
// the stream fails; anything else that is wrong is a notice. Never looks at the clock.
[[nodiscard]] base::Result<Totals> read_text(bytes::Stream& stream, Format format, const Settings& settings,
                                             const Listener& listener);

}  // namespace confstate::capture
