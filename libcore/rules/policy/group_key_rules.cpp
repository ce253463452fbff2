// CSP501, CSP502, CSP508 to CSP510, CSP513, CSP514, CSP516: mechanisms of group keys.
#include <array>
#include <optional>

#include <fmt/format.h>

#include "policy/media.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::GroupKeys;
using policy::Keying;
using policy::Mechanism;
using policy::Renewal;

constexpr std::string_view kMechanismPointer = "/groupKeys/mechanism";

// One key for all: leaving and joining matter to it.
bool has_group_key(const GroupKeys& keys) {
  return keys.enabled && keys.mechanism != Mechanism::bilateral;
}

void check_shared(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  if (keys.enabled && keys.mechanism == Mechanism::sdes_shared) {
    tell(subject, out, kMechanismPointer,
         {.message = "one SDES key is given to all participants",
          .label = "not what SDES is for",
          .help = "mikey-ticket-gtgk, gdoi and ekt are made for groups"});
  }
}

constexpr diag::Card kShared = {
    .area = "policy",
    .id = "sdes-key-shared",
    .severity = Severity::error,
    .spec = {"RFC 4568", "8.2"},
    .title = "no SDES key is shared by several participants",
    .why =
        "SDES is limited to two parties so that keys are not shared, and each answer has a key of its own (section "
        "7.1.2). With one key for all, every participant can write packets that look like another's, and the same "
        "key stream may be used twice.",
    .bad = CONFSTATE_CALLED(R"( "media": {"keying": ["dtls-srtp", "sdes"]},
 "groupKeys": {"enabled": true, "mechanism": "sdes-shared"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"keying": ["dtls-srtp", "mikey"]},
 "groupKeys": {"enabled": true, "mechanism": "mikey-group"})"),
    .rows = "CSP501",
};

// The keying that a mechanism is made of; nothing where it comes from outside of SDP.
std::optional<Keying> keying_for(Mechanism mechanism) {
  switch (mechanism) {
    case Mechanism::mikey_group:
      return Keying::mikey;
    case Mechanism::mikey_ticket_gtgk:
      return Keying::mikey_ticket;
    case Mechanism::ekt:
      return Keying::dtls_srtp;
    case Mechanism::sdes_shared:
      return Keying::sdes;
    case Mechanism::bilateral:
    case Mechanism::gdoi:
      break;
  }
  return std::nullopt;
}

void check_mechanism(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  const std::optional<Keying> needed = keying_for(keys.mechanism);
  if (!keys.enabled || !needed || may_key_by(subject.policy, *needed)) {
    return;
  }
  diag::Diagnostic found = at_value(subject, kMechanismPointer,
                                    {.message = fmt::format("{} needs {}, which is not allowed",
                                                            policy::word(keys.mechanism), policy::word(*needed))});
  found.related.push_back(see_value(subject, "/media/keying", "not among these"));
  out.add(std::move(found));
}

constexpr diag::Card kMechanism = {
    .area = "policy",
    .id = "mechanism-not-allowed",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "the keying that group keys need is allowed",
    .why =
        "Group keys travel by a way of keying: those of MIKEY by MIKEY, those of EKT over DTLS-SRTP. Where it is "
        "not allowed for media, no group key ever arrives.",
    .bad = CONFSTATE_CALLED(R"( "groupKeys": {"enabled": true, "mechanism": "mikey-group"})"),
    .good = CONFSTATE_CALLED(R"( "groupKeys": {"enabled": true, "mechanism": "mikey-ticket-gtgk"})"),
    .rows = "CSP502",
};

bool renews_on_change(const GroupKeys& keys) {
  return keys.renew_on.has(Renewal::join) || keys.renew_on.has(Renewal::leave);
}

void check_storm(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kMostMessages = 600;
  const GroupKeys& keys = subject.policy.group_keys;
  const std::int64_t messages = 3 * (subject.policy.conference.max_participants - 1);
  const bool by_message = keys.method == policy::RekeyMethod::re_invite || keys.method == policy::RekeyMethod::refer;
  if (!has_group_key(keys) || !by_message || !renews_on_change(keys) || keys.batch_ms != 0 ||
      messages <= kMostMessages) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/groupKeys/batchMs",
                                    {.message = fmt::format("each join or leave takes up to {} messages", messages),
                                     .label = "events are not batched",
                                     .help = "a batch of some seconds renews the keys once for all who come in it"});
  found.related.push_back(see_value(subject, "/conference/maxParticipants", "so many are told"));
  out.add(std::move(found));
}

constexpr diag::Card kStorm = {
    .area = "policy",
    .id = "renewal-storm",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "keys of a large conference are renewed in batches",
    .why =
        "A renewal by re-INVITE takes three messages for each other participant, and one happens whenever somebody "
        "comes or goes. While a large conference assembles, the focus does little else; a batch makes one renewal "
        "of many.",
    .bad =
        "{\"schemaVersion\": 1, \"id\": \"x\",\n"
        " \"conference\": {\"uri\": \"sips:board@conf.example.com\", \"maxParticipants\": 5000},\n"
        " \"membership\": {\"allow\": [" CONFSTATE_ALICE
        "]}, \"dialOut\": {\"enabled\": false},\n"
        " \"groupKeys\": {\"enabled\": true, \"mechanism\": \"mikey-ticket-gtgk\"}}\n",
    .good =
        "{\"schemaVersion\": 1, \"id\": \"x\",\n"
        " \"conference\": {\"uri\": \"sips:board@conf.example.com\", \"maxParticipants\": 5000},\n"
        " \"membership\": {\"allow\": [" CONFSTATE_ALICE
        "]}, \"dialOut\": {\"enabled\": false},\n"
        " \"groupKeys\": {\"enabled\": true, \"mechanism\": \"mikey-ticket-gtgk\", \"batchMs\": 5000}}\n",
    .rows = "CSP508",
};

void check_mki(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kHour = 3600;
  const GroupKeys& keys = subject.policy.group_keys;
  if (has_group_key(keys) && !keys.use_mki && (renews_on_change(keys) || keys.max_age_sec < kHour)) {
    tell(subject, out, "/groupKeys/useMki",
         {.message = "keys change often, and packets do not say which one they need",
          .label = "lost at every change",
          .mend = "true"});
  }
}

constexpr diag::Card kMki = {
    .area = "policy",
    .id = "key-change-unmarked",
    .severity = Severity::warning,
    .spec = {"RFC 3711", "8.1"},
    .title = "where keys change often, packets name theirs",
    .why =
        "While keys change, packets under the old and the new one are on their way together. Without a master key "
        "identifier the receiver has to guess, and what it guesses wrong is lost.",
    .bad = CONFSTATE_GROUP_KEYS(R"("useMki": false)"),
    .good = CONFSTATE_GROUP_KEYS(R"("batchMs": 500)"),
    .rows = "CSP509",
};

void check_bilateral(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  if (keys.enabled && keys.mechanism == Mechanism::bilateral && renews_on_change(keys)) {
    diag::Diagnostic found = at_value(subject, kMechanismPointer,
                                      {.message = "keys that nobody shares are renewed when others come and go",
                                       .label = "each leg has its own key"});
    found.related.push_back(see_value(subject, "/groupKeys/renewOn", "for nothing"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kBilateral = {
    .area = "policy",
    .id = "renewal-without-group-key",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "keys are renewed for a change of membership where they are shared",
    .why =
        "With bilateral keys every leg has one of its own, and whoever leaves knows none of the others. Renewing "
        "them costs messages and interruptions and keeps nothing secret that was not so before.",
    .bad = CONFSTATE_CALLED(R"( "groupKeys": {"enabled": true})"),
    .good = CONFSTATE_CALLED(R"( "groupKeys": {"enabled": true, "mechanism": "mikey-ticket-gtgk"})"),
    .rows = "CSP510",
};

// RTP is keyed by DTLS-SRTP and by nothing else.
bool is_dtls_only(const policy::WordList<Keying>& keying) {
  return keying.has(Keying::dtls_srtp) && !keying.has(Keying::sdes) && !keying.has(Keying::mikey) &&
         !keying.has(Keying::mikey_ticket) && !keying.has(Keying::zrtp);
}

void check_dtls_group(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  if (!has_group_key(keys) || keys.mechanism == Mechanism::ekt || !is_dtls_only(subject.policy.media.keying)) {
    return;
  }
  diag::Diagnostic found =
      at_value(subject, kMechanismPointer,
               {.message = fmt::format("media have keys by DTLS-SRTP only, which no {} key can replace",
                                       policy::word(keys.mechanism)),
                .help = "ekt carries a group key over DTLS-SRTP"});
  found.related.push_back(see_value(subject, "/media/keying", "nothing else"));
  out.add(std::move(found));
}

constexpr diag::Card kDtlsGroup = {
    .area = "policy",
    .id = "group-key-beside-dtls",
    .severity = Severity::warning,
    .spec = {"RFC 5763", "6.9"},
    .title = "group keys come by a way that can carry them",
    .why =
        "DTLS-SRTP agrees on a key between two ends, and the RFC says that it cannot give one to a group. With it "
        "as the only keying no group key reaches the media; EKT is made to carry one over it.",
    .bad = CONFSTATE_CALLED(R"( "media": {"keying": ["dtls-srtp"]},
 "groupKeys": {"enabled": true, "mechanism": "gdoi"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"keying": ["dtls-srtp"]},
 "groupKeys": {"enabled": true, "mechanism": "ekt"})"),
    .rows = "CSP513",
};

void check_ticket(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  const bool on_change = renews_on_change(keys) || keys.renew_on.has(Renewal::kick) || keys.renew_on.has(Renewal::ban);
  if (keys.enabled && keys.ticket_reuse && on_change) {
    tell(subject, out, "/groupKeys/ticketReuse",
         {.message = "a ticket stays good when the membership changes",
          .label = "also for those who left",
          .mend = "false"});
  }
}

constexpr diag::Card kTicket = {
    .area = "policy",
    .id = "ticket-reused",
    .severity = Severity::warning,
    .spec = {"RFC 6043", "5.3"},
    .title = "a ticket is not used again after the membership changed",
    .why =
        "Keys that are renewed from the ticket of before can be had by whoever holds that ticket, and those who "
        "left hold it too. The RFC says that it should not be used again.",
    .bad = CONFSTATE_GROUP_KEYS(R"("ticketReuse": true)"),
    .good = CONFSTATE_GROUP_KEYS(R"("batchMs": 500)"),
    .rows = "CSP514",
};

void check_streams(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  for (std::size_t i = 0; has_group_key(keys) && i < keys.streams.size(); ++i) {
    if (policy::security_of(subject.policy.media, keys.streams[i]) != policy::Security::secured_only) {
      tell(subject, out, "/groupKeys/streams",
           {.message = fmt::format("{} has a group key, but may also go in the clear", policy::word(keys.streams[i])),
            .label = "the key protects nothing then"});
      return;
    }
  }
}

constexpr diag::Card kStreams = {
    .area = "policy",
    .id = "group-key-for-plain-media",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "streams with a group key are always secured",
    .why =
        "One participant who sends and receives in the clear gives away what the group key protects, however often "
        "it is renewed.",
    .bad = CONFSTATE_CALLED(R"( "media": {"types": {"video": {"security": "prefer-secured"}}},
 "groupKeys": {"enabled": true, "mechanism": "mikey-ticket-gtgk"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"types": {"video": {"security": "prefer-secured"}}},
 "groupKeys": {"enabled": true, "mechanism": "mikey-ticket-gtgk", "streams": ["audio"]})"),
    .rows = "CSP516",
};

constexpr auto kGroupKeyRules = std::to_array<PolicyRule>({
    {kShared, check_shared},
    {kMechanism, check_mechanism},
    {kStorm, check_storm},
    {kMki, check_mki},
    {kBilateral, check_bilateral},
    {kDtlsGroup, check_dtls_group},
    {kTicket, check_ticket},
    {kStreams, check_streams},
});

}  // namespace

std::span<const PolicyRule> policy_group_key_rules() {
  return kGroupKeyRules;
}

}  // namespace confstate::rules
