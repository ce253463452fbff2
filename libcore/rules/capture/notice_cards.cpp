#include "rules/capture/notice_cards.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;

constexpr std::string_view kLog =
    "-----------------------------------------------"
    " 2026-05-04\t20:00:00.000000\t1777924800.000000\n"
    "UDP message sent [70] bytes:\n\n"
    "OPTIONS sip:b@example.com SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 2\r\n\r\nok\n";
constexpr std::string_view kLogAssumed =
    "----------------------------------------------- 2026-05-04 20:00:00.000000\n"
    "UDP message sent [70] bytes:\n\n"
    "OPTIONS sip:b@example.com SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 2\r\n\r\nok\n";
constexpr std::string_view kLogLength =
    "-----------------------------------------------"
    " 2026-05-04\t20:00:00.000000\t1777924800.000000\n"
    "UDP message sent [170] bytes:\n\n"
    "OPTIONS sip:b@example.com SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 2\r\n\r\nok\n";
constexpr std::string_view kLogRecord =
    "-----------------------------------------------"
    " 2026-05-04\t20:00:00.000000\t1777924800.000000\n"
    "Call aborted.\n"
    "-----------------------------------------------"
    " 2026-05-04\t20:00:00.000000\t1777924800.000000\n"
    "UDP message sent [70] bytes:\n\n"
    "OPTIONS sip:b@example.com SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 2\r\n\r\nok\n";

}  // namespace

// In the order of capture::NoticeKind. Examples are packets, a line for each (tests/support/packets.hpp), or the text
// of a log.
constexpr std::array<diag::Card, capture::kNoticeKinds> kNoticeCards = {{
    {
        .area = "capture",
        .id = "cut-record",
        .severity = Severity::warning,
        .spec = {"draft-ietf-opsawg-pcap", "5"},
        .title = "a capture ends with a whole record",
        .why = "The program that recorded was killed, or the file was copied while it grew. What is there of the "
               "last packet is read; what came after it was never written.",
        .bad = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "cut 30\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "damaged",
        .severity = Severity::error,
        .spec = {"draft-ietf-opsawg-pcap", "5"},
        .title = "a capture is whole from its first byte to its last",
        .why = "A record says a length that no packet has, or its two lengths differ: bytes were lost or changed, "
               "often by a transfer in text mode. Without --salvage reading ends there; with it, it goes on at the "
               "next place that looks like a record, and what lies between is lost.",
        .bad = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 3 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 3\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 4 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 4\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "damage 2\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 3 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 3\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 4 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 4\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
        .options = "--salvage",
    },
    {
        .area = "capture",
        .id = "unknown-link",
        .severity = Severity::warning,
        .spec = {"draft-ietf-opsawg-pcaplinktype", "2"},
        .title = "frames are of a link type that is read",
        .why = "What a frame begins with is told by the link type of its interface. Frames of other types cannot be "
               "looked into, so the messages in them are not part of the report.",
        .bad = "link 105\n"
               "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "snapped",
        .severity = Severity::warning,
        .spec = {"draft-ietf-opsawg-pcap", "4"},
        .title = "packets are recorded in full length",
        .why = "The recording program was told to keep only the first bytes of each packet. The messages end where "
               "the record ends: their bodies are missing, and rules about bodies cannot judge them.",
        .bad = "snap 100\n"
               "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "fragment-lost",
        .severity = Severity::warning,
        .spec = {"RFC 791", "3.2"},
        .title = "all fragments of a datagram are in the capture",
        .why = "A message that is longer than a packet travels in fragments. Only the first one has port numbers: a "
               "filter on a port alone loses the others. The receiver may have got the message all the same.",
        .bad = "udp 1 0-64 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nSubject: a long one"
               "\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
               "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "udp 1 0-64 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nSubject: a long one"
                "\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
                "udp 1 64-200 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nSubject: a long one"
                "\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "fragment-overlap",
        .severity = Severity::warning,
        .spec = {"RFC 5722", "3"},
        .title = "fragments of a datagram do not contradict each other",
        .why = "Two fragments fill the same place with different bytes. The first one was taken; the receiver may "
               "have taken the other. It comes from broken network gear, or from somebody who hides something.",
        .bad = "udp 1 0-64 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nSubject: a long one"
               "\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
               "udp 1 56-80 | OPTIONS SIP:B@EXAMPLE.COM SIP/2.0\\r\\nCALL-ID: 1\\r\\nSUBJECT: A LONG ONE"
               "\\r\\nCONTENT-LENGTH: 2\\r\\n\\r\\nOK\n"
               "udp 1 64-200 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nSubject: a long one"
               "\\r\\nContent-Length: 2\\r\\n\\r\\nok\n",
        .good = "udp 1 0-64 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nSubject: a long one"
                "\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
                "udp 1 64-200 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nSubject: a long one"
                "\\r\\nContent-Length: 2\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "stream-hole",
        .severity = Severity::warning,
        .spec = {"RFC 9293", "3.4"},
        .title = "all bytes of a TCP stream are in the capture",
        .why = "Bytes that the other end acknowledged were not recorded: the recording lost packets. The message in "
               "which they are missing is cut short, and messages that lay within the hole are lost.",
        .bad = "syn\n"
               "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "tcp 300 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "syn\n"
                "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "stream-middle",
        .severity = Severity::info,
        .spec = {"RFC 9293", "3.5"},
        .title = "a TCP connection is recorded from its begin",
        .why = "The recording began when the connection was open already. Reading starts at the first message that "
               "begins in the capture; what came before is not known, dialogs among it.",
        .bad = "tcp 40 | Call-ID: 0\\r\\nContent-Length: 0\\r\\n\\r\\nOPTIONS sip:b@example.com SIP/2.0"
               "\\r\\nCall-ID: 1\\r\\nContent-Length: 2\\r\\n\\r\\nok\n",
        .good = "syn\n"
                "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "stream-overlap",
        .severity = Severity::warning,
        .spec = {"RFC 9293", "3.4"},
        .title = "what TCP sends again is the same",
        .why = "Two segments fill the same place of a stream with different bytes. The first one was taken; the "
               "receiver may have taken the other. It comes from broken network gear, or from somebody who hides "
               "something.",
        .bad = "syn\n"
               "tcp 26 | SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
               "tcp 26 | SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2\\r\\n\\r\\nno\n"
               "tcp 0 | OPTIONS sip:b@example.com \n",
        .good = "syn\n"
                "tcp 26 | SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
                "tcp 26 | SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2\\r\\n\\r\\nok\n"
                "tcp 0 | OPTIONS sip:b@example.com \n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "no-content-length",
        .severity = Severity::error,
        .spec = {"RFC 3261", "18.3"},
        .title = "a message on a stream says its length",
        .why = "On TCP and TLS only Content-Length tells where a message ends. Without it, or where it is no number, "
               "the receiver has to guess; here the message is taken to end where the next one begins.",
        .bad = "syn\n"
               "tcp 0 | SIP/2.0 200 OK\\r\\nCall-ID: 1\\r\\n\\r\\nOPTIONS sip:b@example.com SIP/2.0"
               "\\r\\nCall-ID: 1\\r\\nContent-Length: 2\\r\\n\\r\\nok\n",
        .good = "syn\n"
                "tcp 0 | SIP/2.0 200 OK\\r\\nCall-ID: 1\\r\\nContent-Length: 0\\r\\n\\r\\nOPTIONS sip:b@exa"
                "mple.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "bare-line-feeds",
        .severity = Severity::warning,
        .spec = {"RFC 3261", "7"},
        .title = "lines end with CRLF",
        .why = "The header fields of this message end with a line feed alone. Many programs accept that and others "
               "do not; it comes from messages that are put together by hand or by scripts.",
        .bad = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\nCall-ID: 1\\nContent-Length: 2\\n\\nok\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "surplus",
        .severity = Severity::warning,
        .spec = {"RFC 3261", "18.3"},
        .title = "a datagram ends with its message",
        .why = "What follows the end of the body, by Content-Length, is no part of the message: receivers discard "
               "it. Often the length was counted wrong, or two messages were put into one datagram, of which the "
               "second is lost.",
        .bad = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nokOPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "stream-noise",
        .severity = Severity::warning,
        .spec = {"RFC 3261", "18.3"},
        .title = "between the messages of a stream there is nothing",
        .why = "Behind the end of a message, by its Content-Length, neither a message nor an empty line follows. "
               "Most often that Content-Length is wrong; a receiver loses its way at this place and closes the "
               "connection.",
        .bad = "syn\n"
               "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok and more\\r\\nOPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nConten"
               "t-Length: 2\\r\\n\\r\\nok\n",
        .good = "syn\n"
                "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nokOPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "tls",
        .severity = Severity::info,
        .spec = {"RFC 8446", "5.1"},
        .title = "signalling can be read",
        .why = "These connections are encrypted, and newer versions of TLS cannot be opened with the key of a "
               "server. To see what is in them, record where it is clear text: at the focus (its own log, HEP), or "
               "let tshark decrypt it with the session keys and read its output.",
        .bad = "syn\n"
               "tcp 0 | \\x16\\x03\\x01\\x02\\x00\\x01\\x00\\x01\\xfc\\x03\\x03\n",
        .good = "syn\n"
                "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "compressed-socket",
        .severity = Severity::warning,
        .spec = {"RFC 7692", "7"},
        .title = "messages in WebSocket are not compressed",
        .why = "The two ends agreed on permessage-deflate. Messages that are compressed so are not read: each may "
               "depend on all before it.",
        .bad = "syn\n"
               "tcp 0 | GET / HTTP/1.1\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Protocol: sip"
               "\\r\\n\\r\\n\\xc1\\x02ab\n",
        .good = "syn\n"
                "tcp 0 | GET / HTTP/1.1\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Protocol: sip"
                "\\r\\n\\r\\n\\x81\\x46OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Lengt"
                "h: 2\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "keys-present",
        .severity = Severity::warning,
        .spec = {"draft-ietf-opsawg-pcapng", "4.7"},
        .title = "a capture does not hold the keys of its connections",
        .why = "The file has a block with TLS secrets: whoever gets it can read the encrypted connections in it. "
               "That may be wanted; it should not be passed on by accident.",
        .bad = "pcapng\n"
               "secrets\n"
               "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "pcapng\n"
                "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "message-limit",
        .severity = Severity::warning,
        .spec = {"RFC 3261", "18.3"},
        .title = "a message is below the limit `message`",
        .why = "To bound memory, a message on a stream that is longer than a limit is not held: its head is "
               "reported, its body is left out. A Content-Length that is wrong by a digit has the same effect.",
        .bad = "syn\n"
               "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 3000000"
               "\\r\\n\\r\\nok\n",
        .good = "syn\n"
                "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "memory-limit",
        .severity = Severity::warning,
        .spec = {"RFC 791", "3.2"},
        .title = "what is held is below the limit `memory`",
        .why = "Fragments and TCP segments wait for those that are missing. When more wait than the limit allows, "
               "the oldest are given up: messages in them are lost or cut short.",
        .bad = "syn\n"
               "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nConte\n"
               "port 40001\n"
               "syn\n"
               "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "syn\n"
                "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "port 40001\n"
                "syn\n"
                "tcp 0 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
        .options = "--limit memory=1K",
    },
    {
        .area = "capture",
        .id = "log-record",
        .severity = Severity::warning,
        .spec = {"SIPp", "messages log"},
        .title = "every record of a log can be read",
        .why = "The head of this record says neither when nor how a message was carried, or no message follows it. "
               "It is left out; the next record is read as usual.",
        .bad = kLogRecord,
        .good = kLog,
        .rows = "",
    },
    {
        .area = "capture",
        .id = "log-length",
        .severity = Severity::warning,
        .spec = {"SIPp", "messages log"},
        .title = "a record of a log has the length that it says",
        .why = "The log says how many bytes the message had, and they are not there, or more. The log was edited, or "
               "its line ends were changed by a transfer in text mode.",
        .bad = kLogLength,
        .good = kLog,
        .rows = "",
    },
    {
        .area = "capture",
        .id = "clock-assumed",
        .severity = Severity::info,
        .spec = {"RFC 3339", "4.3"},
        .title = "times say their zone and their date",
        .why = "The log leaves out the zone, the year or the whole date. What is missing was assumed, so that times "
               "of other traces may not fit.",
        .bad = kLogAssumed,
        .good = kLog,
        .rows = "",
    },
    {
        .area = "capture",
        .id = "clock-back",
        .severity = Severity::warning,
        .spec = {"RFC 3339", "5.1"},
        .title = "time does not go backwards",
        .why = "A packet is older than the one before it by more than interfaces of one host differ. The clock was "
               "set, or files were put together that belong in another order; durations and timers around this place "
               "mean little.",
        .bad = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "time -5000\n"
               "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "time 5\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "clock-shift",
        .severity = Severity::info,
        .spec = {"RFC 3339", "5.1"},
        .title = "traces of the same calls have the same time",
        .why = "Each recording host has its own clock. Messages that are in two traces say how far these clocks are "
               "apart; the times of the later trace were moved by that, so that what belongs together comes in order. "
               "Where the traces share messages of one direction only, their way is part of the difference.",
        .bad = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 3 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 3\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "next\n"
               "time 3200\n"
               "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 3 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 3\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 3 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 3\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "next\n"
                "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 2\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 3 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 3\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
    {
        .area = "capture",
        .id = "doubled",
        .severity = Severity::info,
        .spec = {"RFC 791", "3.2"},
        .title = "a packet is recorded once",
        .why = "Recording on all interfaces sees a packet on a bridge and on its port, with and without its VLAN "
               "tag; two agents see it at both ends. Copies were left out, so that they do not look like "
               "retransmissions.",
        .bad = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n"
               "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
               "\\r\\n\\r\\nok\n",
        .good = "udp 1 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n"
                "udp 2 | OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 2"
                "\\r\\n\\r\\nok\n",
        .rows = "",
    },
}};

}  // namespace confstate::rules
