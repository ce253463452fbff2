#include "policy/field_tables.hpp"
#include "policy/slots.hpp"

namespace confstate::policy::tables {
namespace {

using slots::row;
using slots::rows;
using slots::way;

constexpr auto kMatchRows = rows<Match>(
    way<MatchKind::uri>({.name = "uri", .meaning = "This one user, by sip, sips or tel URI."}),
    way<MatchKind::domain>({.name = "domain", .meaning = "Every user of this domain."}),
    row<&Match::sub>(
        {.name = "sub", .standard = "false", .meaning = "Also the users of every domain below it.", .needs = "domain"}),
    way<MatchKind::tel>({.name = "tel", .meaning = "This one telephone number, as +4930123456."}),
    way<MatchKind::tel_prefix>({.name = "telPrefix", .meaning = "Every telephone number that begins so."}),
    way<MatchKind::pattern>(
        {.name = "pattern", .meaning = "Every user whose whole URI is this, where * is any text without @."}),
    way<MatchKind::role>({.name = "role", .meaning = "The users that this role itself lists."}),
    way<MatchKind::any>({.name = "any", .meaning = "Every user who is not anonymous."}));
constexpr Table kMatch = {"a match", kMatchRows};

constexpr auto kRuleRows = rows<MemberRule>(
    row<&MemberRule::id>({.name = "id", .meaning = "The name of the rule in reports.", .required = true}),
    row<&MemberRule::match>({.name = "match", .meaning = "Whom the rule names.", .required = true, .members = &kMatch}),
    row<&MemberRule::methods>({.name = "methods",
                               .standard = R"(["dial-in", "dial-out", "refer"])",
                               .meaning = "The ways in which such a user may come in.",
                               .noun = "a way to come in"}),
    row<&MemberRule::roles>(
        {.name = "roles", .standard = "[]", .meaning = "The roles that such a user has in the conference."}),
    row<&MemberRule::not_after>(
        {.name = "notAfter", .meaning = "From then on the rule holds no more.", .form = TextForm::date_time}),
    row<&MemberRule::media>(
        {.name = "media", .meaning = "What differs from the media section for such a user.", .members = &kMedia}));

constexpr auto kBansRows =
    rows<Bans>(row<&Bans::persist>(
                   {.name = "persist",
                    .standard = "true",
                    .meaning = "Users who were kicked may not come back.",
                    .says = "a user who was kicked may come back at once|a user who was kicked may not come back"}),
               row<&Bans::duration_sec>({.name = "durationSec",
                                         .standard = "0",
                                         .meaning = "So long a ban lasts; 0 is for ever.",
                                         .says = "a ban lasts {}|a ban lasts for ever",
                                         .unit = "seconds"}));
constexpr Table kBans = {"bans", kBansRows, true};

constexpr auto kMembershipRows = rows<Membership>(
    row<&Membership::mode>({.name = "mode",
                            .standard = R"("closed")",
                            .meaning = "Who may take part at all.",
                            .noun = "a membership mode",
                            .says = "only listed users may take part|everybody who proves an identity may take "
                                    "part|everybody may take part, also without a name"}),
    row<&Membership::allow>({.name = "allow",
                             .standard = "[]",
                             .meaning = "The users who are allowed, by rules.",
                             .says = "these rules allow users|nobody is on the allow list",
                             .members = &kRule}),
    row<&Membership::deny>({.name = "deny",
                            .standard = "[]",
                            .meaning = "The users who are refused, by rules; denying always beats allowing.",
                            .says = "these rules refuse users|nobody is on the deny list",
                            .members = &kRule}),
    row<&Membership::unlisted>({.name = "unlisted",
                                .standard = R"("reject")",
                                .meaning = "What becomes of a caller who is on no list in closed mode.",
                                .noun = "a fate of unlisted callers",
                                .says = "a caller who is not listed is refused|a caller who is not listed waits in the "
                                        "lobby until somebody lets him in"}),
    row<&Membership::bans>({.name = "bans", .meaning = "Users who were kicked.", .members = &kBans}));

constexpr auto kTrustRows = rows<TrustPeer>(
    row<&TrustPeer::id>({.name = "id", .meaning = "The name of the entry in reports.", .required = true}),
    row<&TrustPeer::peers>(
        {.name = "peers", .meaning = "Addresses, CIDR prefixes and hosts of the neighbour.", .required = true}),
    row<&TrustPeer::transports>({.name = "transports",
                                 .standard = R"(["tls"])",
                                 .meaning = "The transports over which it is trusted.",
                                 .noun = "a transport"}),
    row<&TrustPeer::mutual_tls>(
        {.name = "mutualTls", .standard = "true", .meaning = "It must show a certificate of its own."}),
    row<&TrustPeer::may_assert>(
        {.name = "mayAssert",
         .standard = "[]",
         .meaning = "Domains (.example.com is what is below) and number prefixes it may speak for; * is all."}),
    row<&TrustPeer::requests>({.name = "requests", .standard = "true", .meaning = "Its word counts in requests."}),
    row<&TrustPeer::responses>({.name = "responses", .standard = "false", .meaning = "Its word counts in responses."}));
constexpr Table kTrust = {"a trusted neighbour", kTrustRows};

constexpr auto kPassportRows = rows<Passport>(
    row<&Passport::required>({.name = "required",
                              .standard = "false",
                              .meaning = "Every request must carry an Identity header (RFC 8224).",
                              .says = "a caller need not show a signed identity|every caller must show a signed "
                                      "identity"}),
    row<&Passport::min_attest>({.name = "minAttest",
                                .standard = R"("A")",
                                .meaning = "The weakest attestation that counts.",
                                .noun = "an attestation",
                                .says = "a signature counts at full attestation (A) only|a signature counts at "
                                        "attestation B or better|a signature counts at any attestation"}),
    row<&Passport::max_age_sec>({.name = "maxAgeSec",
                                 .standard = "60",
                                 .meaning = "A signature older than this is stale.",
                                 .says = "a signature older than {} is stale",
                                 .unit = "seconds"}),
    row<&Passport::anchors>({.name = "anchors",
                             .standard = "[]",
                             .meaning = "Files with the certificates that signatures must lead to.",
                             .says = "a signature must lead to a certificate in {}|no certificate is named that "
                                     "signatures could lead to"}));
constexpr Table kPassport = {"passport", kPassportRows, true};

constexpr auto kAnonymityRows = rows<Anonymity>(
    row<&Anonymity::on_explicit>({.name = "explicit",
                                  .standard = R"("reject-433")",
                                  .meaning = "What becomes of a caller who hides his identity (RFC 5079).",
                                  .noun = "an answer to hidden callers",
                                  .says = "a caller who hides his identity is refused and told so (433)|a caller who "
                                          "hides his identity is refused without the reason (403)|a caller who hides "
                                          "his identity is let in"}),
    row<&Anonymity::privacy_with_trusted_id>(
        {.name = "privacyWithTrustedId",
         .standard = R"("admit-hidden")",
         .meaning = "What becomes of a caller whom a trusted neighbour knows, and who asks for privacy.",
         .noun = "an answer to known callers who ask for privacy",
         .says = "a caller whom a trusted neighbour knows may take part without being shown to others|a caller who "
                 "asks for privacy is refused even where a trusted neighbour knows him"}),
    row<&Anonymity::missing>({.name = "missing",
                              .standard = R"("reject-433")",
                              .meaning = "What becomes of a caller without any usable identity.",
                              .noun = "an answer to callers without identity",
                              .says = "a caller without identity is asked for a password (401)|a caller without "
                                      "identity is asked for a signature (428)|a caller without identity is refused "
                                      "(403)|a caller without identity is refused as anonymous (433)|a caller without "
                                      "identity is let in"}),
    row<&Anonymity::domain_only>({.name = "domainOnly",
                                  .standard = R"("reject-433")",
                                  .meaning = "What becomes of a caller of whom only the domain is known (RFC 8224).",
                                  .noun = "an answer to callers of whom only the domain is known",
                                  .says = "a caller of whom only the domain is known is refused (433)|a caller of whom "
                                          "only the domain is known is let in where a rule allows the domain"}));
constexpr Table kAnonymity = {"anonymity", kAnonymityRows, true};

constexpr auto kIdentityRows = rows<IdentityPolicy>(
    row<&IdentityPolicy::required>({.name = "required",
                                    .standard = "true",
                                    .meaning = "Every participant must have an identity.",
                                    .says = "a participant need not have an identity|every participant must have an "
                                            "identity"}),
    row<&IdentityPolicy::sources_dial_in>({.name = "sourcesDialIn",
                                           .standard = R"(["passport", "pai", "digest", "tls-cert"])",
                                           .meaning = "Where a caller's identity is looked for, in this order.",
                                           .noun = "a source of a caller's identity",
                                           .says = "who calls is learned from {}, in this order|who calls is learned "
                                                   "from nothing"}),
    row<&IdentityPolicy::sources_dial_out>({.name = "sourcesDialOut",
                                            .standard = R"(["passport-update", "pai"])",
                                            .meaning = "Where the identity of who answers is looked for.",
                                            .noun = "a source of the identity of who answers",
                                            .says = "who answers is learned from {}, in this order|who answers is "
                                                    "learned from nothing"}),
    row<&IdentityPolicy::conflict>({.name = "conflict",
                                    .standard = R"("all-allowed")",
                                    .meaning = "What becomes of a caller with several identities.",
                                    .noun = "a way to settle several identities",
                                    .says = "a caller with several identities is refused|of several identities the "
                                            "first one counts|one allowed identity of several is enough|all of "
                                            "several identities must be allowed"}),
    row<&IdentityPolicy::trust>({.name = "trust",
                                 .standard = "[]",
                                 .meaning = "Neighbours whose word about identities counts.",
                                 .says = "the word of these neighbours counts|no neighbour's word counts",
                                 .members = &kTrust}),
    row<&IdentityPolicy::passport>(
        {.name = "passport", .meaning = "Signed identities (RFC 8224).", .members = &kPassport}),
    row<&IdentityPolicy::anonymity>(
        {.name = "anonymity", .meaning = "Callers without a name.", .members = &kAnonymity}),
    row<&IdentityPolicy::strict_scheme>(
        {.name = "strictScheme",
         .standard = "false",
         .meaning = "sip: and sips: of the same user are two users.",
         .says = "the same user at sip: and at sips: is one user|the same user at sip: and at sips: is two users"}),
    row<&IdentityPolicy::legacy_rpid>({.name = "legacyRpid",
                                       .standard = "false",
                                       .meaning = "Remote-Party-ID from a trusted neighbour counts like "
                                                  "P-Asserted-Identity.",
                                       .says = "Remote-Party-ID does not count|Remote-Party-ID from a trusted "
                                               "neighbour counts"}));

constexpr auto kRoleRows = rows<Role>(
    row<&Role::users>(
        {.name = "users",
         .standard = "[]",
         .meaning = "Users of the role, besides those whose allow rule names it.",
         .says =
             "it has these users of its own, besides those whose rule names it|its users are those whose rule names it",
         .members = &kRule}),
    row<&Role::may>({.name = "may",
                     .standard = "[]",
                     .meaning = "What its users may do.",
                     .noun = "a right of a role",
                     .says = "its users have the rights {}|its users have no rights"}));

constexpr auto kModerationRows = rows<Moderation>(
    row<&Moderation::require_moderator_present>(
        {.name = "requireModeratorPresent",
         .standard = "false",
         .meaning = "The conference begins when a moderator is there.",
         .says = "the conference begins without a moderator|the conference begins when a moderator is there"}),
    row<&Moderation::wait_timeout_sec>({.name = "waitTimeoutSec",
                                        .standard = "300",
                                        .meaning = "So long others wait for a moderator.",
                                        .says = "others wait {} for a moderator",
                                        .unit = "seconds"}),
    row<&Moderation::end_when_last_moderator_leaves>(
        {.name = "endWhenLastModeratorLeaves",
         .standard = "false",
         .meaning = "The conference ends with its last moderator.",
         .says = "the conference goes on without a moderator|the conference ends when the last moderator leaves"}));

constexpr auto kLockRows = rows<Lock>(
    row<&Lock::initial>({.name = "initial",
                         .standard = "false",
                         .meaning = "The conference is locked from the start.",
                         .says = "the conference is not locked at the start|the conference is locked from the start"}),
    row<&Lock::after_start_sec>({.name = "afterStartSec",
                                 .meaning = "It locks itself so long after its start.",
                                 .says = "it locks itself {} after its start|it does not lock itself by time",
                                 .unit = "seconds"}),
    row<&Lock::after_count>({.name = "afterCount",
                             .meaning = "It locks itself when so many are inside.",
                             .says = "it locks itself when {} are inside|it does not lock itself by number",
                             .unit = "participants"}),
    row<&Lock::moderator_bypass>({.name = "moderatorBypass",
                                  .standard = "true",
                                  .meaning = "A moderator comes in though it is locked.",
                                  .says = "a lock holds for moderators too|a moderator comes in though it is locked"}));

}  // namespace

constinit const Table kRule = {"a member rule", kRuleRows};
constinit const Table kMembership = {"membership", kMembershipRows, true};
constinit const Table kIdentity = {"identity", kIdentityRows, true};
constinit const Table kRole = {"a role", kRoleRows, true};
constinit const Table kModeration = {"moderation", kModerationRows, true};
constinit const Table kLock = {"lock", kLockRows, true};

}  // namespace confstate::policy::tables
