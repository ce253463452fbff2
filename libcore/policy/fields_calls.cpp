#include "policy/field_tables.hpp"
#include "policy/slots.hpp"

namespace confstate::policy::tables {
namespace {

using slots::row;
using slots::rows;

constexpr auto kDialInRows = rows<DialIn>(
    row<&DialIn::enabled>({.name = "enabled",
                           .standard = "true",
                           .meaning = "Users may call the conference.",
                           .says = "nobody may call in, the conference calls its users|users may call in"}),
    row<&DialIn::via_join>({.name = "viaJoin",
                            .standard = R"("deny")",
                            .meaning = "Who may come in by joining another call (Join, RFC 3911).",
                            .noun = "a limit on Join and Replaces",
                            .says = "nobody may come in by joining another call|a user may join his own calls only|a "
                                    "moderator may join any call|every allowed user may join any call"}),
    row<&DialIn::via_replaces>({.name = "viaReplaces",
                                .standard = R"("same-user")",
                                .meaning = "Who may come in by taking over another call (Replaces, RFC 3891).",
                                .noun = "a limit on Join and Replaces",
                                .says = "nobody may take over another call|a user may take over his own calls only|a "
                                        "moderator may take over any call|every allowed user may take over any call"}));

constexpr auto kDialOutRows = rows<DialOut>(
    row<&DialOut::enabled>({.name = "enabled",
                            .standard = "true",
                            .meaning = "The conference may call users.",
                            .says = "the conference calls nobody|the conference may call users"}),
    row<&DialOut::targets>({.name = "targets",
                            .standard = R"("listed-only")",
                            .meaning = "Whom the conference may call.",
                            .noun = "a limit on targets",
                            .says = "the conference calls listed users only|the conference calls whomever it is asked "
                                    "to call"}),
    row<&DialOut::offer>({.name = "offer",
                          .standard = R"("secured")",
                          .meaning = "What the conference offers when it calls.",
                          .noun = "an offer of the conference",
                          .says = "it offers secured media|it calls without an offer and answers the one it gets|it "
                                  "offers opportunistic SRTP, which may end up plain"}),
    row<&DialOut::supported>({.name = "supported",
                              .standard = R"(["from-change", "histinfo"])",
                              .meaning = "Option tags that its INVITE carries.",
                              .says = "its calls announce {}|its calls announce no option"}),
    row<&DialOut::follow_3xx>({.name = "follow3xx",
                               .standard = R"("never")",
                               .meaning = "Whether it calls whom a redirection names.",
                               .noun = "a limit on following redirections",
                               .says =
                                   "it never follows a redirection|it follows a redirection to listed users only|it "
                                   "follows every redirection"}),
    row<&DialOut::max_parallel>({.name = "maxParallel",
                                 .standard = "20",
                                 .meaning = "As many calls ring at once.",
                                 .says = "at most {} ring at once",
                                 .unit = "calls",
                                 .least = 1}),
    row<&DialOut::ring_timeout_sec>({.name = "ringTimeoutSec",
                                     .standard = "60",
                                     .meaning = "A call that rings longer is cancelled.",
                                     .says = "a call is given up after ringing for {}",
                                     .unit = "seconds"}));

constexpr auto kCdivRows = rows<CdivPolicy>(
    row<&CdivPolicy::policy>({.name = "policy",
                              .standard = R"("target-must-be-allowed")",
                              .meaning = "What becomes of a call that is diverted to somebody else.",
                              .noun = "a policy for diverted calls",
                              .says = "a diverted call is given up|a diverted call is kept only where who answers is "
                                      "allowed|diversion is not looked at"}),
    row<&CdivPolicy::evidence>(
        {.name = "evidence",
         .standard = R"(["181", "history-info", "diversion", "identity-mismatch", "from-change", "3xx"])",
         .meaning = "What shows that a call was diverted.",
         .noun = "a sign of diversion",
         .says = "diversion shows in {}|nothing counts as a sign of diversion"}),
    row<&CdivPolicy::no_identity>({.name = "noIdentity",
                                   .standard = R"("terminate")",
                                   .meaning = "What becomes of a call where nobody says who answered.",
                                   .noun = "a fate of calls without identity",
                                   .says = "a call is ended where nobody says who answered|a call waits without media "
                                           "where nobody says who answered|a call is kept though nobody says who "
                                           "answered"}),
    row<&CdivPolicy::decide_at>({.name = "decideNoIdentityAt",
                                 .standard = R"("final")",
                                 .meaning = "When it is decided that nobody says who answered.",
                                 .noun = "a moment of decision",
                                 .says = "that is decided when it first rings|that is decided when somebody "
                                         "answers|that is decided when the time of grace is over"}),
    row<&CdivPolicy::identity_grace_ms>({.name = "identityGraceMs",
                                         .standard = "0",
                                         .meaning = "So long an answered call may wait for an identity (RFC 4916).",
                                         .says = "an answered call waits {} for an identity|an answered call does not "
                                                 "wait for an identity",
                                         .unit = "milliseconds"}));

constexpr auto kReferRows = rows<ReferPolicy>(
    row<&ReferPolicy::invite>({.name = "invite",
                               .standard = R"("moderator")",
                               .meaning = "Who may have others invited by REFER: a role, several, none or any.",
                               .says = "others are invited at the request of {}|nobody may have others invited"}),
    row<&ReferPolicy::kick>({.name = "kick",
                             .standard = R"("moderator")",
                             .meaning = "Who may have others put out by REFER, likewise.",
                             .says = "others are put out at the request of {}|nobody may have others put out"}),
    row<&ReferPolicy::max_targets>({.name = "maxTargets",
                                    .standard = "10",
                                    .meaning = "As many targets may one request name.",
                                    .says = "one request names at most {}",
                                    .unit = "targets"}),
    row<&ReferPolicy::require_referred_by>({.name = "requireReferredBy",
                                            .standard = "false",
                                            .meaning = "A REFER must say who asks (RFC 3892).",
                                            .says = "a request need not carry Referred-By|a request must carry "
                                                    "Referred-By"}),
    row<&ReferPolicy::consent>({.name = "consent",
                                .standard = "true",
                                .meaning = "Those who are invited must have consented (RFC 5360).",
                                .says = "those who are invited are not asked before|those who are invited must have "
                                        "consented"}),
    row<&ReferPolicy::other_schemes>({.name = "otherSchemes",
                                      .standard = "[]",
                                      .meaning = "Schemes of Refer-To taken besides sip, sips and tel.",
                                      .says = "targets may also have the schemes {}|targets are sip, sips or tel"}));

constexpr auto kSignallingRows = rows<Signalling>(
    row<&Signalling::min_transport>({.name = "minTransport",
                                     .standard = R"("tls")",
                                     .meaning = "The least protected transport for requests to the focus.",
                                     .noun = "a transport",
                                     .says = "requests may come over any transport|requests may come over TCP or "
                                             "TLS|requests must come over TLS"}),
    row<&Signalling::require_sips>({.name = "requireSips",
                                    .standard = "false",
                                    .meaning = "The Request-URI must be a SIPS URI.",
                                    .says = "sip: URIs are taken|only sips: URIs are taken"}),
    row<&Signalling::digest>({.name = "digest",
                              .standard = R"(["SHA-256"])",
                              .meaning = "Algorithms of digest authentication that are taken.",
                              .says = "passwords are checked by {}|passwords are checked by no algorithm"}));

constexpr auto kNotificationRows = rows<Notifications>(
    row<&Notifications::subscribers>({.name = "subscribers",
                                      .standard = R"("participants")",
                                      .meaning = "Who may see the roster.",
                                      .noun = "a circle of subscribers",
                                      .says = "participants may see the roster|everybody on the allow list may see the "
                                              "roster|everybody may see the roster"}),
    row<&Notifications::transport>({.name = "transport",
                                    .standard = R"("tls")",
                                    .meaning = "The least protected transport of notifications.",
                                    .noun = "a transport",
                                    .says = "the roster may travel over any transport|the roster travels over TCP or "
                                            "TLS|the roster travels over TLS only"}),
    row<&Notifications::signing>({.name = "signing",
                                  .standard = R"("none")",
                                  .meaning = "How notifications are signed.",
                                  .noun = "a way to sign notifications",
                                  .says = "the roster is not signed|the roster is signed with S/MIME|the roster is "
                                          "signed with Identity"}),
    row<&Notifications::hide_private>({.name = "hidePrivate",
                                       .standard = "true",
                                       .meaning = "Participants who asked for privacy are not shown.",
                                       .says = "participants who asked for privacy are shown to others|participants "
                                               "who asked for privacy are hidden from others"}));

constexpr auto kChatRows = rows<ChatRooms>(
    row<&ChatRooms::allow_schemes>({.name = "allowSchemes",
                                    .standard = R"(["xmpp", "sips", "https"])",
                                    .meaning = "Schemes of chat room addresses that are taken.",
                                    .says = "chat rooms may have the schemes {}|no chat room is taken"}),
    row<&ChatRooms::same_domain>({.name = "sameDomain",
                                  .standard = R"("require")",
                                  .meaning = "Whether a room must be in the conference's domain.",
                                  .noun = "a demand on the domain of a room",
                                  .says = "a room must be in the domain of the conference|a room in another domain is "
                                          "warned about|a room may be in any domain"}),
    row<&ChatRooms::related_domains>({.name = "relatedDomains",
                                      .standard = "[]",
                                      .meaning = "Domains that count as the conference's own; .example.com is what is "
                                                 "below it.",
                                      .says = "these domains count as its own: {}|no other domain counts as its own"}),
    row<&ChatRooms::room_matches_conference>(
        {.name = "roomMatchesConference",
         .standard = R"("warn")",
         .meaning = "Whether the name of a room must be that of the conference.",
         .noun = "a demand on the name of a room",
         .says = "a room must be named as the conference is|a room that is named otherwise is warned about|a room may "
                 "have any name"}),
    row<&ChatRooms::auto_join>({.name = "autoJoin",
                                .standard = R"("never")",
                                .meaning = "Which rooms clients may enter without asking.",
                                .noun = "a limit on joining unasked",
                                .says = "a client never enters a room unasked|a client enters rooms of related domains "
                                        "unasked|a client enters every room unasked"}),
    row<&ChatRooms::min_security>({.name = "minSecurity",
                                   .standard = R"("same-as-conference")",
                                   .meaning = "The protection that a room must have.",
                                   .noun = "a demand on the protection of a room",
                                   .says = "a room is protected as the conference is|a room must be encrypted|a room "
                                           "needs no protection"}),
    row<&ChatRooms::max_rooms>({.name = "maxRooms",
                                .standard = "1",
                                .meaning = "As many rooms may be offered.",
                                .says = "at most {} at once|no room at all",
                                .unit = "rooms"}),
    row<&ChatRooms::require_integrity>({.name = "requireIntegrity",
                                        .standard = "true",
                                        .meaning = "A room counts only from a notification that nobody can have "
                                                   "changed.",
                                        .says = "a room counts from any notification|a room counts only from a "
                                                "notification that nobody can have changed"}),
    row<&ChatRooms::mirror_moderation>({.name = "mirrorModeration",
                                        .standard = "false",
                                        .meaning = "Who is put out of the conference is put out of the room.",
                                        .says = "who is put out of the conference may stay in the room|who is put out "
                                                "of the conference is put out of the room"}),
    row<&ChatRooms::mirror_deadline_sec>({.name = "mirrorDeadlineSec",
                                          .standard = "30",
                                          .meaning = "So soon that must have happened.",
                                          .says = "that happens within {}",
                                          .unit = "seconds"}));

}  // namespace

constinit const Table kDialIn = {"dialIn", kDialInRows, true};
constinit const Table kDialOut = {"dialOut", kDialOutRows, true};
constinit const Table kCdiv = {"cdiv", kCdivRows, true};
constinit const Table kRefer = {"refer", kReferRows, true};
constinit const Table kSignalling = {"signalling", kSignallingRows, true};
constinit const Table kNotifications = {"notifications", kNotificationRows, true};
constinit const Table kChatRooms = {"chatRooms", kChatRows, true};

}  // namespace confstate::policy::tables
