// The traces that examples about subscriptions are made of, in the form that sngrep saves. Alice subscribes, the board
// is the conference. For rules/notify only.
#pragma once

#include "rules/notify/examples.hpp"

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
// From the subscriber, and to it; `time` is hours, minutes and seconds of one day.
#define CONFSTATE_UP(time) "2026/11/21 " time ".000000 198.51.100.7:5060 -> 192.0.2.10:5060\n"
#define CONFSTATE_DOWN(time) "2026/11/21 " time ".000000 192.0.2.10:5060 -> 198.51.100.7:5060\n"
// What ends a message without a body, and what follows a body.
#define CONFSTATE_NO_BODY "Content-Length: 0\n\n\n\n"
#define CONFSTATE_BODY(type, text) "Content-Type: " type "\n\n" text "\n\n"
#define CONFSTATE_TYPE "application/conference-info+xml"

// What messages of one transaction share. All goes over TLS where nothing else is said.
#define CONFSTATE_SUBSCRIBED_OVER(transport, number, tag)                   \
  "Via: SIP/2.0/" transport " 198.51.100.7;branch=z9hG4bKs" number          \
  "\nFrom: <sip:alice@example.com>;tag=a1\nTo: <sip:board@example.com>" tag \
  "\nCall-ID: 7c@198.51.100.7\nCSeq: " number " SUBSCRIBE\n"
#define CONFSTATE_SUBSCRIBED(number, tag) CONFSTATE_SUBSCRIBED_OVER("TLS", number, tag)
#define CONFSTATE_NOTIFIED(branch, number, tag, from, method)                        \
  "Via: SIP/2.0/TLS 192.0.2.10;branch=z9hG4bKn" branch "\nFrom: <" from ">;tag=" tag \
  "\nTo: <sip:alice@example.com>;tag=a1\nCall-ID: 7c@198.51.100.7\nCSeq: " number " " method "\n"

#define CONFSTATE_MAX_FORWARDS "Max-Forwards: 70\n"
#define CONFSTATE_SUBSCRIBER "Contact: <sip:alice@198.51.100.7>\n" CONFSTATE_MAX_FORWARDS
#define CONFSTATE_FOCUS "Contact: <sip:board@192.0.2.10>;isfocus\n"
#define CONFSTATE_CREDENTIALS                                                        \
  "Authorization: Digest username=\"alice\", realm=\"example.com\", nonce=\"4f\",\n" \
  " uri=\"sip:board@example.com\", response=\"6629fae49393a05397450978507c4ef1\"\n"
#define CONFSTATE_EVENT "Event: conference\n"
#define CONFSTATE_ACCEPT "Accept: " CONFSTATE_TYPE "\n"
#define CONFSTATE_EXPIRES(seconds) "Expires: " seconds "\n"

// SUBSCRIBE and its answer.
#define CONFSTATE_SUBSCRIBE_AS(time, number, tag, headers, end) \
  CONFSTATE_UP(time)                                            \
  "SUBSCRIBE sip:board@example.com SIP/2.0\n" CONFSTATE_SUBSCRIBED(number, tag) CONFSTATE_SUBSCRIBER headers end
#define CONFSTATE_WANTED(seconds) CONFSTATE_EVENT CONFSTATE_ACCEPT CONFSTATE_EXPIRES(seconds) CONFSTATE_CREDENTIALS
#define CONFSTATE_SUBSCRIBE(time, number, tag, seconds) \
  CONFSTATE_SUBSCRIBE_AS(time, number, tag, CONFSTATE_WANTED(seconds), CONFSTATE_NO_BODY)
#define CONFSTATE_ACCEPTED_AS(time, number, headers) \
  CONFSTATE_DOWN(time) "SIP/2.0 200 OK\n" CONFSTATE_SUBSCRIBED(number, ";tag=f1") headers CONFSTATE_NO_BODY
#define CONFSTATE_ACCEPTED(time, number, seconds) \
  CONFSTATE_ACCEPTED_AS(time, number, CONFSTATE_FOCUS CONFSTATE_EXPIRES(seconds))
#define CONFSTATE_BEGIN                            \
  CONFSTATE_SUBSCRIBE("20:00:00", "1", "", "3600") \
  CONFSTATE_ACCEPTED("20:00:00", "1", "3600")
#define CONFSTATE_REFRESH(time, number)                \
  CONFSTATE_SUBSCRIBE(time, number, ";tag=f1", "3600") \
  CONFSTATE_ACCEPTED(time, number, "3600")
#define CONFSTATE_UNSUBSCRIBE(time, number)         \
  CONFSTATE_SUBSCRIBE(time, number, ";tag=f1", "0") \
  CONFSTATE_ACCEPTED(time, number, "0")

// NOTIFY, with everything said, and its answer.
#define CONFSTATE_STATE(state) "Subscription-State: " state "\n"
#define CONFSTATE_ACTIVE CONFSTATE_STATE("active;expires=3600")
#define CONFSTATE_NOTIFY_AS(time, branch, number, tag, from, headers, end)                          \
  CONFSTATE_DOWN(time)                                                                              \
  "NOTIFY sip:alice@198.51.100.7 SIP/2.0\n" CONFSTATE_NOTIFIED(branch, number, tag, from, "NOTIFY") \
      CONFSTATE_MAX_FORWARDS headers end
#define CONFSTATE_ANSWER_AS(time, branch, number, tag, from, status) \
  CONFSTATE_UP(time) "SIP/2.0 " status "\n" CONFSTATE_NOTIFIED(branch, number, tag, from, "NOTIFY") CONFSTATE_NO_BODY
#define CONFSTATE_BOARD "sip:board@example.com"

// The ordinary ones: with these headers and end; with a document; and the answer to them.
#define CONFSTATE_NOTIFY(time, number, headers, end)                             \
  CONFSTATE_NOTIFY_AS(time, number, number, "f1", CONFSTATE_BOARD, headers, end) \
  CONFSTATE_ANSWER_AS(time, number, number, "f1", CONFSTATE_BOARD, "200 OK")
#define CONFSTATE_TOLD(time, number, document)                                     \
  CONFSTATE_NOTIFY(time, number, CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_ACTIVE, \
                   CONFSTATE_BODY(CONFSTATE_TYPE, document))
#define CONFSTATE_TERMINATED(time, number, reason)                                                             \
  CONFSTATE_NOTIFY(time, number, CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_STATE("terminated;reason=" reason), \
                   CONFSTATE_NO_BODY)
// A subscription that goes well so far.
#define CONFSTATE_SUBSCRIPTION CONFSTATE_BEGIN CONFSTATE_TOLD("20:00:00", "1", CONFSTATE_HELD("1", "Budget"))

// The same in the form that Kamailio's sipdump writes, which knows the transport. 1795291200 is 20:00 of that day.
#define CONFSTATE_DUMP(time, way, protocol, addresses, message)                                                    \
  "====================\ntag: " way "\npid: 2201\nprocess: 3\ntime: " time                                         \
  ".000000\ndate: Sat Nov 21 20:00:00 2026\nproto: " protocol " ipv4\n" addresses "~~~~~~~~~~~~~~~~~~~~\n" message \
  "||||||||||||||||||||\n"
#define CONFSTATE_DUMP_UP(time, protocol, message)                                                                \
  CONFSTATE_DUMP(time, "rcv", protocol, "srcip: 198.51.100.7\nsrcport: 5060\ndstip: 192.0.2.10\ndstport: 5060\n", \
                 message)
#define CONFSTATE_DUMP_DOWN(time, protocol, message)                                                              \
  CONFSTATE_DUMP(time, "snd", protocol, "srcip: 192.0.2.10\nsrcport: 5060\ndstip: 198.51.100.7\ndstport: 5060\n", \
                 message)
// NOLINTEND(cppcoreguidelines-macro-usage)
