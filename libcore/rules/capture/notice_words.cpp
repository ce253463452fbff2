#include "rules/capture/notice_cards.hpp"

namespace confstate::rules {
namespace {

// In the order of capture::NoticeKind.
constexpr std::array<NoticeWords, capture::kNoticeKinds> kWords = {{
    {"the file ends within its last record; {count} bytes of it are missing",
     "end a recording with SIGINT, not with SIGKILL"},
    {"damaged at byte {offset}: {detail}; {count} bytes were skipped", "transfer captures in binary mode"},
    {"{count} frames of {detail}, which is not read",
     "record where the packets are IP over Ethernet, or convert the file"},
    {"{count} messages are cut short, as packets were not recorded in full length",
     "record with full packets: tcpdump -s 0"},
    {"a datagram is not complete: {detail} are missing", "filter with: port 5060 or (ip[6:2] & 0x3fff != 0)"},
    {"fragments of the datagram overlap and differ; what came first was taken",
     "look at the packets: one of the two was not sent by the sender"},
    {"{count} bytes of a TCP stream were not recorded",
     "record on a faster disk or with a larger buffer: tcpdump -B 65536"},
    {"a TCP stream was recorded from its middle on; {count} bytes of it were left out", ""},
    {"segments of the stream overlap and differ; what came first was taken",
     "look at the packets: one of the two was not sent by the sender"},
    {"a message on a stream without a Content-Length that can be read",
     "send Content-Length with every message, 0 included"},
    {"lines of the message end with LF alone; expected CRLF", "end every line with CRLF"},
    {"{count} bytes behind the message in its datagram{: detail}",
     "send each message in a datagram of its own, with the right Content-Length"},
    {"{count} bytes of a stream are part of no message{: detail}", "look at the Content-Length of the message before"},
    {"{count} TLS connections to port {detail} cannot be read",
     "tshark -o tls.keylog_file:KEYS -r FILE -T json -x | conf-trace ... -"},
    {"{count} messages in WebSocket are compressed (permessage-deflate), which is not undone",
     "turn permessage-deflate off at one end while recording"},
    {"the file holds TLS secrets", "remove them before the file is passed on: editcap --discard-all-secrets"},
    {"a message of {count} bytes was given up{: detail}", "if it is real, raise the limit: --limit message=4M"},
    {"{detail} was given up to stay below the limit `memory`", "raise it: --limit memory=2G"},
    {"a record of the log cannot be read{: detail}", "look at the line: something else may have written into the log"},
    {"{detail}", "transfer logs in binary mode"},
    {"times were read with an assumption: {detail}", "say it with --tz"},
    {"time goes backwards by {time}", "sort the packets: reordercap, or mergecap in place of cat"},
    {"the clock is {time} {detail}; its times were put right", "synchronise the clocks of all who record (NTP)"},
    {"{count} packets were recorded twice; the second ones were left out", "record on one interface"},
}};

}  // namespace

const NoticeWords& words_of(capture::NoticeKind kind) {
  return kWords[static_cast<std::size_t>(kind)];
}

}  // namespace confstate::rules
