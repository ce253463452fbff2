// Cards about bodies and session descriptions. For rules/sip only.
#pragma once

#include <array>

#include "diag/card.hpp"
#include "rules/sip/examples.hpp"

namespace confstate::rules {

// In the order of sip::FaultKind.
inline constexpr std::array kBodyCards = {
    diag::Card{
        .area = "sip",
        .id = "malformed-multipart",
        .severity = diag::Severity::error,
        .spec = {"RFC 2046", "5.1.1"},
        .title = "a multipart body is parted by the boundary that its type names",
        .why = "Without it no part is found, and the message counts as empty.",
        .bad = CONFSTATE_SIP_BODY("multipart/mixed;boundary=c", "--b\n\nhello\n--b--\n"),
        .good = CONFSTATE_SIP_BODY("multipart/mixed;boundary=b", "--b\n\nhello\n--b--\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "unended-multipart",
        .severity = diag::Severity::warning,
        .spec = {"RFC 2046", "5.1.1"},
        .title = "the last part is followed by the closing boundary",
        .why = "The closing boundary shows that nothing was cut off; without it the last part may be "
               "half of one.",
        .bad = CONFSTATE_SIP_BODY("multipart/mixed;boundary=b", "--b\n\nhello\n"),
        .good = CONFSTATE_SIP_BODY("multipart/mixed;boundary=b", "--b\n\nhello\n--b--\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "nested-bodies",
        .severity = diag::Severity::error,
        .spec = {"RFC 2046", "5.1"},
        .title = "multipart bodies are nested at most 8 deep and have at most 1,000 parts",
        .why = "Nobody needs more; one who sends more wants to keep others busy. What is deeper is "
               "not read.",
        .bad = CONFSTATE_SIP_DEEP,
        .good = CONFSTATE_SIP_BODY("multipart/mixed;boundary=b", "--b\n\nhello\n--b--\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "content-encoding",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.12"},
        .title = "Content-Encoding is one that can be undone",
        .why = "A receiver that does not know it, or cannot undo it, answers 415. Here gzip and "
               "deflate are known.",
        .bad = CONFSTATE_SIP_ENCODED("gzip"),
        .good = CONFSTATE_SIP_ENCODED("identity"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-sipfrag",
        .severity = diag::Severity::error,
        .spec = {"RFC 3420", "2"},
        .title = "a message/sipfrag body is part of a SIP message",
        .why = "After a REFER this body alone says how the transfer went; who cannot read it waits "
               "for ever.",
        .bad = CONFSTATE_SIP_BODY("message/sipfrag", "it went well\n"),
        .good = CONFSTATE_SIP_BODY("message/sipfrag", "SIP/2.0 200 OK\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-line",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5"},
        .title = "lines of a session description are letter=value, with letters that are known",
        .why = "A receiver must ignore or refuse the whole description for a letter that it does not "
               "understand.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nhello\nm=audio 49170 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-version",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5.1"},
        .title = "a session description begins with v=0",
        .why = "Some parsers look for it to tell where a description begins, and do not find one "
               "without it.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp", "o=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-missing-line",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5"},
        .title = "o=, s= and t= are there",
        .why = "They must be in every description; strict parsers refuse it without them.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp", "v=0\no=- 1 1 IN IP4 192.0.2.10\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-order",
        .severity = diag::Severity::warning,
        .spec = {"RFC 8866", "9"},
        .title = "lines of a session description stand in their order",
        .why = "The order is fixed so that parsers can be simple; simple ones lose what stands "
               "elsewhere.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\nc=IN IP4 192.0.2.10\ns=-\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-origin",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5.2"},
        .title = "o= has a user, two numbers and an address",
        .why = "A new offer is told from a repeated one by the version in it.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- one 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-connection",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5.7"},
        .title = "c= has a network, a type and an address",
        .why = "Media are sent to this address: one that cannot be read leaves one side silent.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-no-address",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5.7"},
        .title = "every stream has an address, its own or that of the session",
        .why = "Without an address nobody knows where its media go, and the stream stays silent.",
        .bad = CONFSTATE_SIP_BODY("application/sdp",
                                  "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-media",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5.14"},
        .title = "m= has a type, a port, a protocol and formats",
        .why = "A stream that cannot be read cannot be answered, and then the whole offer cannot.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-port",
        .severity = diag::Severity::error,
        .spec = {"RFC 8866", "5.14"},
        .title = "ports are numbers from 0 to 65535",
        .why = "Other programs take such a port modulo 65536, or as 0, which rejects the stream.",
        .bad = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 70001 RTP/AVP 0\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "sdp-direction",
        .severity = diag::Severity::warning,
        .spec = {"RFC 8866", "6.7"},
        .title = "a stream has one direction",
        .why = "Elements take the first or the last one, and one side hears nothing.",
        .bad = CONFSTATE_SIP_BODY("application/sdp",
                                  "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 "
                                  "RTP/AVP 0\na=sendonly\na=recvonly\n"),
        .good = CONFSTATE_SIP_BODY(
            "application/sdp",
            "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 49170 RTP/AVP 0\n"),
        .rows = "",
    },
};

}  // namespace confstate::rules
