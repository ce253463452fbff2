// Cards about messages as a whole and their start lines. For rules/sip only.
#pragma once

#include <array>

#include "diag/card.hpp"
#include "rules/sip/examples.hpp"

namespace confstate::rules {

// In the order of sip::FaultKind.
inline constexpr std::array kMessageCards = {
    diag::Card{
        .area = "sip",
        .id = "empty-message",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7"},
        .title = "a message is not empty",
        .why = "Bytes that are only line ends keep a connection alive; there is no message in them. A "
               "file that holds nothing else was cut or saved wrongly.",
        .bad = "\n\n",
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-start-line",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7.1"},
        .title = "a message begins with a request line or a status line",
        .why = "Without a start line nobody can say what the rest is. Often the text before the "
               "message, or the first line, was lost when it was copied out of a log.",
        .bad = CONFSTATE_SIP_START("OPTIONS sip:focus@example.com"),
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "unended-headers",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7"},
        .title = "an empty line ends the headers",
        .why = "A message without its empty line was cut off: what followed is unknown, and an "
               "element that waits for the rest waits forever.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "too-many-headers",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7.3"},
        .title = "a message has at most 10,000 headers",
        .why = "No element sends so many; one who does wants to keep others busy. Headers beyond this "
               "number are not read.",
        .bad = "",
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "bare-line-feed",
        .severity = diag::Severity::info,
        .spec = {"RFC 3261", "7"},
        .title = "lines end with CR LF",
        .why = "Many elements forgive LF alone, some do not. In a text log the line ends were "
               "probably changed by the log, and sizes do not fit any more. The examples differ in "
               "what cannot be seen.",
        .bad = kSipGood,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-header",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7.3.1"},
        .title = "a header is a name, a colon and a value",
        .why = "A line that is no header is dropped by some elements, and makes others drop the "
               "message. Usually a line was broken without a blank at the beginning of the next one.",
        .bad = CONFSTATE_SIP_HEADERS("Subject: weekly meeting\nof the board\n"),
        .good = CONFSTATE_SIP_HEADERS("Subject: weekly meeting\n of the board\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "version",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7.1"},
        .title = "the version is SIP/2.0",
        .why = "There is no other version; a server answers 505 (Version Not Supported).",
        .bad = CONFSTATE_SIP_START("OPTIONS sip:focus@example.com SIP/7.0"),
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-status",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7.2"},
        .title = "a status code is a number from 100 to 699",
        .why = "The first digit says what a response means. A receiver cannot guess it from another "
               "number, and drops the response.",
        .bad = "SIP/2.0 2000 OK\n" CONFSTATE_SIP_ANSWER,
        .good = "SIP/2.0 200 OK\n" CONFSTATE_SIP_ANSWER,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-uri",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "19.1.1"},
        .title = "URIs follow their grammar",
        .why = "A URI with blanks, angle brackets, no host or characters that need escaping is read "
               "differently by every element, and a request to it goes astray.",
        .bad = CONFSTATE_SIP_START("OPTIONS <sip:focus@example.com> SIP/2.0"),
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "start-line-blanks",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "7.1"},
        .title = "single blanks part the start line",
        .why = "More blanks, or some at the end, are against the grammar; a liberal element "
               "understands them, others answer 400.",
        .bad = CONFSTATE_SIP_START("OPTIONS  sip:focus@example.com SIP/2.0"),
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "request-uri-headers",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "19.1.1"},
        .title = "a request URI has no header parameters",
        .why = R"(What stands behind "?" becomes headers of the request when it is made; it must be )"
               "gone when the request is sent.",
        .bad = CONFSTATE_SIP_START("OPTIONS sip:focus@example.com?Subject=board SIP/2.0"),
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "missing-header",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "8.1.1"},
        .title = "the headers are there that every message needs",
        .why = "Without Via, From, To, Call-ID and CSeq no element can say which transaction and "
               "dialog a message belongs to; without Content-Type nobody can read a body.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_CALL
            CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "duplicate-header",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "7.3.1"},
        .title = "headers that have one value appear once",
        .why = "Elements take the first, the last, or refuse the message; what is true for one is not "
               "for the other, which attackers use.",
        .bad = CONFSTATE_SIP_HEADERS("Subject: board\nSubject: lunch\n"),
        .good = CONFSTATE_SIP_HEADERS("Subject: board\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "length-conflict",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.14"},
        .title = "there is one Content-Length",
        .why = "Two lengths cut a stream into two sequences of messages, one for each reader.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ "Content-Length: 0\n"
                                                  "Content-Length: 7\n"
                                                  "\n",
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-length",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.14"},
        .title = "Content-Length is a number",
        .why = "On a stream a wrong length loses this message and all that follow.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ "Content-Length: -1\n"
                                                  "\n",
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "body-cut",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "18.3"},
        .title = "the body has all the bytes that Content-Length says",
        .why = "The datagram, or the capture, ends before the body does: 400 (Bad Request) for a "
               "request, and a response is dropped. Where only the capture was cut, the body cannot "
               "be judged.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ "Content-Length: 9\n"
                                                  "\n",
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "surplus",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "18.3"},
        .title = "nothing stands behind the body",
        .why = "Bytes behind the body of a datagram are ignored. They show a length that was counted "
               "wrongly, often in characters instead of bytes, or a second message.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ "Content-Length: 0\n"
                                                  "\n"
                                                  "board",
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "not-utf8",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "7"},
        .title = "headers are written in UTF-8",
        .why = "Bytes of another encoding become other letters, or none, wherever they are shown; "
               "some elements refuse the message.",
        .bad = CONFSTATE_SIP_HEADERS("Subject: caf\xe9\n"),
        .good = CONFSTATE_SIP_HEADERS("Subject: cafe\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "control-character",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "25.1"},
        .title = "headers have no control characters",
        .why = "They may stand in quoted strings only, behind a backslash. Elsewhere programs that "
               "end texts at NUL lose what follows.",
        .bad = CONFSTATE_SIP_HEADERS("Subject: a\001b\n"),
        .good = CONFSTATE_SIP_HEADERS("Subject: ab\n"),
        .rows = "",
    },
};

}  // namespace confstate::rules
