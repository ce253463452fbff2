// Cards about the values of headers. For rules/sip only.
#pragma once

#include <array>

#include "diag/card.hpp"
#include "rules/sip/examples.hpp"

namespace confstate::rules {

// In the order of sip::FaultKind.
inline constexpr std::array kValueCards = {
    diag::Card{
        .area = "sip",
        .id = "malformed-via",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.42"},
        .title = "Via is a protocol, a host and parameters",
        .why = "The response finds its way back by Via alone: with a bad one it is lost.",
        .bad = CONFSTATE_SIP_OPTIONS "Via: SIP/2.0/UDP ;branch=z9hG4bK77\n" CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM
            CONFSTATE_SIP_TO CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "weak-branch",
        .severity = diag::Severity::info,
        .spec = {"RFC 3261", "8.1.1.7"},
        .title = "branches begin with z9hG4bK and go on",
        .why = "Without the cookie, or with nothing behind it, the branch does not identify the "
               "transaction, and the rules of RFC 2543 apply, which cannot tell all retransmissions "
               "from new requests.",
        .bad = CONFSTATE_SIP_OPTIONS "Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK\n" CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM
            CONFSTATE_SIP_TO CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-address",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.10"},
        .title = "addresses follow their grammar",
        .why = "An unclosed quote or bracket, or a display name with commas and no quotes, is read as "
               "something else by the next element: calls reach others, or nobody.",
        .bad = CONFSTATE_SIP_HEADERS("Contact: \"Alice <sip:alice@example.com>\n"),
        .good = CONFSTATE_SIP_HEADERS("Contact: \"Alice\" <sip:alice@example.com>\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "address-blanks",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "25.1"},
        .title = "the URI stands directly in its brackets",
        .why = "The grammar allows no blanks there; liberal elements drop them.",
        .bad = CONFSTATE_SIP_HEADERS("Contact: < sip:alice@example.com>\n"),
        .good = CONFSTATE_SIP_HEADERS("Contact: <sip:alice@example.com>\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "address-without-brackets",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "20.10"},
        .title = R"(a URI with "?", "," or ";" stands in angle brackets)",
        .why = "Without brackets nobody can say whether what follows belongs to the URI or to the "
               "header.",
        .bad = CONFSTATE_SIP_HEADERS("Contact: sip:alice@example.com?Subject=board\n"),
        .good = CONFSTATE_SIP_HEADERS("Contact: <sip:alice@example.com?Subject=board>\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "missing-tag",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "8.1.1.3"},
        .title = "From has a tag, and To in a response",
        .why = "Tags tell dialogs apart. Only elements of RFC 2543 leave them out, and with them "
               "forked calls become one.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX
        "From: <sip:alice@example.com>\n" CONFSTATE_SIP_TO CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-cseq",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "8.1.1.5"},
        .title = "CSeq is a number below 2^31 and a method",
        .why = "The order of requests in a dialog, and which are repeated, is told by this number "
               "alone.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL "CSeq: 4294967296 OPTIONS\n" CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "cseq-method",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "8.1.1.5"},
        .title = "the method of CSeq is that of the request",
        .why = "The response is matched by the method of CSeq: with another one it never finds its "
               "request.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL "CSeq: 1 INVITE\n" CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-call-id",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "8.1.1.4"},
        .title = "Call-ID is one word",
        .why = "An empty one, or one with blanks, does not identify a call: nothing that belongs "
               "together is found.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
        "Call-ID: a b\n" CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "odd-call-id",
        .severity = diag::Severity::info,
        .spec = {"RFC 3261", "25.1"},
        .title = "Call-ID is made of the characters of a word",
        .why = "Elements compare it byte by byte and mostly forgive other characters; strict parsers "
               "refuse the message.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_MAX CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
        "Call-ID: a=b\n" CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-max-forwards",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.22"},
        .title = "Max-Forwards is a number from 0 to 255",
        .why = "It is what ends loops; an element that cannot read it refuses the request.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA "Max-Forwards: 300\n" CONFSTATE_SIP_FROM CONFSTATE_SIP_TO
            CONFSTATE_SIP_CALL CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "missing-max-forwards",
        .severity = diag::Severity::info,
        .spec = {"RFC 3261", "8.1.1.6"},
        .title = "requests have Max-Forwards",
        .why = "Without it a loop ends by chance. Elements of RFC 2543 leave it out; proxies add it.",
        .bad = CONFSTATE_SIP_OPTIONS CONFSTATE_SIP_VIA CONFSTATE_SIP_FROM CONFSTATE_SIP_TO CONFSTATE_SIP_CALL
            CONFSTATE_SIP_CSEQ CONFSTATE_SIP_END,
        .good = kSipGood,
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-number",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "25.1"},
        .title = "numbers are numbers of 32 bits",
        .why = "An expiry that nobody can read is replaced by a default, so that both sides believe "
               "different times.",
        .bad = CONFSTATE_SIP_HEADERS("Expires: soon\n"),
        .good = CONFSTATE_SIP_HEADERS("Expires: 3600\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-warning",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.43"},
        .title = "a warning is a code of three digits, an agent and a quoted text",
        .why = "People look here for why a call failed; a warning that cannot be read is not shown.",
        .bad = CONFSTATE_SIP_HEADERS("Warning: 1812 overture \"late\"\n"),
        .good = CONFSTATE_SIP_HEADERS("Warning: 399 overture \"late\"\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-date",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "20.17"},
        .title = "dates are written in GMT",
        .why = "SIP knows one form of dates and one zone; signatures (RFC 8224) cover it to the byte.",
        .bad = CONFSTATE_SIP_HEADERS("Date: Fri, 01 Jan 2010 16:00:00 EST\n"),
        .good = CONFSTATE_SIP_HEADERS("Date: Fri, 01 Jan 2010 21:00:00 GMT\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-content-type",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.15"},
        .title = "Content-Type is a type, a subtype and parameters",
        .why = "A body whose type cannot be read is answered by 415, or ignored.",
        .bad = CONFSTATE_SIP_HEADERS("Content-Type: sdp\n"),
        .good = CONFSTATE_SIP_HEADERS("Content-Type: application/sdp\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-disposition",
        .severity = diag::Severity::error,
        .spec = {"RFC 3261", "20.11"},
        .title = "Content-Disposition is a word with parameters",
        .why = "It says whether a body must be understood; a receiver that cannot read it may refuse "
               "the message.",
        .bad = CONFSTATE_SIP_HEADERS("Content-Disposition: ;handling=optional\n"),
        .good = CONFSTATE_SIP_HEADERS("Content-Disposition: render;handling=optional\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-event",
        .severity = diag::Severity::error,
        .spec = {"RFC 6665", "8.4"},
        .title = "Event is a package with parameters",
        .why = "Subscriptions are matched by package and id: a NOTIFY with another one is answered "
               "489 or 481.",
        .bad = CONFSTATE_SIP_HEADERS("Event: ;id=1\n"),
        .good = CONFSTATE_SIP_HEADERS("Event: conference;id=1\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-subscription-state",
        .severity = diag::Severity::error,
        .spec = {"RFC 6665", "8.4"},
        .title = "Subscription-State is a word with parameters",
        .why = "The subscriber learns here whether it still is one, and for how long.",
        .bad = CONFSTATE_SIP_HEADERS("Subscription-State: active;expires=soon\n"),
        .good = CONFSTATE_SIP_HEADERS("Subscription-State: active;expires=3600\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-reason",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3326", "2"},
        .title = "Reason is a protocol with a cause and a text",
        .why = "Who looks for why a call ended reads it here, and phones decide by it whether a call "
               "was missed.",
        .bad = CONFSTATE_SIP_HEADERS("Reason: SIP;cause=many\n"),
        .good = CONFSTATE_SIP_HEADERS("Reason: SIP;cause=200;text=\"Call completed elsewhere\"\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-dialog-reference",
        .severity = diag::Severity::error,
        .spec = {"RFC 3891", "6.1"},
        .title = "Replaces, Join and Target-Dialog have a Call-ID and two tags",
        .why = "They name a dialog; an incomplete name fits none, or the wrong one.",
        .bad = CONFSTATE_SIP_HEADERS("Replaces: 12@example.com;to-tag=1\n"),
        .good = CONFSTATE_SIP_HEADERS("Replaces: 12@example.com;to-tag=1;from-tag=2\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-escape",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "25.1"},
        .title = R"("%" is followed by two hexadecimal digits)",
        .why = "Elements disagree about what such a URI means: the same address is another one at the "
               "next hop.",
        .bad = CONFSTATE_SIP_HEADERS("Contact: <sip:100%@example.com>\n"),
        .good = CONFSTATE_SIP_HEADERS("Contact: <sip:100%25@example.com>\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-history",
        .severity = diag::Severity::warning,
        .spec = {"RFC 7044", "5"},
        .title = "History-Info has an index",
        .why = "The indexes say who diverted the call to whom; without them the list is only a heap "
               "of addresses.",
        .bad = CONFSTATE_SIP_HEADERS("History-Info: <sip:alice@example.com>\n"),
        .good = CONFSTATE_SIP_HEADERS("History-Info: <sip:alice@example.com>;index=1\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-privacy",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3323", "4.2"},
        .title = "Privacy is a list of words, parted by semicolons",
        .why = "A wish that cannot be read is not granted, and the identity is shown.",
        .bad = CONFSTATE_SIP_HEADERS("Privacy: id=yes\n"),
        .good = CONFSTATE_SIP_HEADERS("Privacy: id\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-identity",
        .severity = diag::Severity::error,
        .spec = {"RFC 8224", "4"},
        .title = "Identity is a signature with the place of its certificate",
        .why = "A signature that cannot be read is worth nothing; verifiers answer 436 or 438.",
        .bad = CONFSTATE_SIP_HEADERS("Identity: c2lnbmVk;alg=ES256\n"),
        .good = CONFSTATE_SIP_HEADERS("Identity: c2lnbmVk;info=<https://example.com/a.cer>;alg=ES256\n"),
        .rows = "",
    },
    diag::Card{
        .area = "sip",
        .id = "malformed-list",
        .severity = diag::Severity::warning,
        .spec = {"RFC 3261", "7.3.1"},
        .title = "lists are words with commas between them",
        .why = "An empty or bad word in Allow, Supported or Require makes strict elements refuse the "
               "message.",
        .bad = CONFSTATE_SIP_HEADERS("Allow: INVITE,,BYE\n"),
        .good = CONFSTATE_SIP_HEADERS("Allow: INVITE,BYE\n"),
        .rows = "",
    },
};

}  // namespace confstate::rules
