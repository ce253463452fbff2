// The frame around the examples on cards about SIP. LF stands for CR LF in all of them. For rules/sip only.
#pragma once

#include <string_view>

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
#define CONFSTATE_SIP_OPTIONS "OPTIONS sip:focus@example.com SIP/2.0\n"
#define CONFSTATE_SIP_VIA "Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK77\n"
#define CONFSTATE_SIP_MAX "Max-Forwards: 70\n"
#define CONFSTATE_SIP_FROM "From: <sip:alice@example.com>;tag=9a\n"
#define CONFSTATE_SIP_TO "To: <sip:focus@example.com>\n"
#define CONFSTATE_SIP_CALL "Call-ID: 3c@192.0.2.10\n"
#define CONFSTATE_SIP_CSEQ "CSeq: 1 OPTIONS\n"
#define CONFSTATE_SIP_END "Content-Length: 0\n\n"
#define CONFSTATE_SIP_COMMON \
  CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ

// A request with another start line, or with more headers.
#define CONFSTATE_SIP_START(line) line "\n" CONFSTATE_SIP_COMMON CONFSTATE_SIP_END
#define CONFSTATE_SIP_HEADERS(headers) CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_COMMON headers CONFSTATE_SIP_END

// What follows the status line of a response.
#define CONFSTATE_SIP_ANSWER           \
  CONFSTATE_SIP_VIA CONFSTATE_SIP_FROM \
      "To: <sip:focus@example.com>;tag=7\n" CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END

// A request with a body.
#define CONFSTATE_SIP_BODY(type, body) CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_COMMON "Content-Type: " type "\n\n" body
#define CONFSTATE_SIP_ENCODED(encoding) \
  CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_COMMON "Content-Encoding: " encoding "\nContent-Type: text/plain\n\nhello\n"

// A multipart in itself, nine deep.
#define CONFSTATE_SIP_OPEN(boundary, inner) "--" boundary "\nContent-Type: multipart/mixed;boundary=" inner "\n\n"
#define CONFSTATE_SIP_CLOSE(boundary) "\n--" boundary "--\n"
#define CONFSTATE_SIP_DEEP                                                                                          \
  CONFSTATE_SIP_BODY("multipart/mixed;boundary=a",                                                                  \
                     CONFSTATE_SIP_OPEN("a", "b") CONFSTATE_SIP_OPEN("b", "c") CONFSTATE_SIP_OPEN("c", "d")         \
                         CONFSTATE_SIP_OPEN("d", "e") CONFSTATE_SIP_OPEN("e", "f") CONFSTATE_SIP_OPEN("f", "g")     \
                             CONFSTATE_SIP_OPEN("g", "h")                                                           \
                                 CONFSTATE_SIP_OPEN("h", "i") "--i\n\nhello\n" CONFSTATE_SIP_CLOSE("i")             \
                                     CONFSTATE_SIP_CLOSE("h") CONFSTATE_SIP_CLOSE("g") CONFSTATE_SIP_CLOSE("f")     \
                                         CONFSTATE_SIP_CLOSE("e") CONFSTATE_SIP_CLOSE("d") CONFSTATE_SIP_CLOSE("c") \
                                             CONFSTATE_SIP_CLOSE("b") CONFSTATE_SIP_CLOSE("a"))
// NOLINTEND(cppcoreguidelines-macro-usage)

namespace confstate::rules {

inline constexpr std::string_view kSipGood = CONFSTATE_SIP_HEADERS("");

}  // namespace confstate::rules
