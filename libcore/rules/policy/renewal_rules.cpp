// CSP503 to CSP507, CSP511, CSP512, CSP515: when and how group keys are renewed.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::GroupKeys;
using policy::RekeyMethod;
using policy::Renewal;

constexpr std::string_view kRenewOnPointer = "/groupKeys/renewOn";

bool is_group_keyed(const PolicyCase& subject) {
  const GroupKeys& keys = subject.policy.group_keys;
  return keys.enabled && keys.mechanism != policy::Mechanism::bilateral;
}

void check_leaving(const PolicyCase& subject, diag::Findings& out) {
  const auto& events = subject.policy.group_keys.renew_on;
  std::string lacking;
  for (const Renewal event : {Renewal::leave, Renewal::kick, Renewal::ban}) {
    if (!events.has(event)) {
      lacking += fmt::format("{}`{}`", lacking.empty() ? "" : ", ", policy::word(event));
    }
  }
  if (is_group_keyed(subject) && !lacking.empty()) {
    tell(subject, out, kRenewOnPointer,
         {.message = "who is no longer in the conference can still read it",
          .label = "without " + lacking,
          .mend = json_list_with(events, {Renewal::leave, Renewal::kick, Renewal::ban})});
  }
}

constexpr diag::Card kLeaving = {
    .area = "policy",
    .id = "key-kept-by-leaver",
    .severity = Severity::error,
    .spec = {"RFC 8870", "6"},
    .title = "the group key is renewed when somebody leaves, is kicked or banned",
    .why =
        "Everybody in the conference knows the group key, and who leaves takes it along. Until it is renewed he "
        "can read every packet that he gets hold of.",
    .bad = CONFSTATE_GROUP_KEYS(R"("renewOn": ["join"])"),
    .good = CONFSTATE_GROUP_KEYS(R"("renewOn": ["join", "leave", "kick", "ban"])"),
    .rows = "CSP503",
};

void check_joining(const PolicyCase& subject, diag::Findings& out) {
  const auto& events = subject.policy.group_keys.renew_on;
  if (is_group_keyed(subject) && !events.has(Renewal::join)) {
    tell(subject, out, kRenewOnPointer,
         {.message = "who joins can read what was said before",
          .label = "without `join`",
          .mend = json_list_with(events, {Renewal::join})});
  }
}

constexpr diag::Card kJoining = {
    .area = "policy",
    .id = "key-opens-past",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "the group key is renewed when somebody joins",
    .why =
        "A newcomer is given the key of now. If it is also the key of before, packets that somebody recorded can be "
        "read with it.",
    .bad = CONFSTATE_GROUP_KEYS(R"("renewOn": ["leave", "kick", "ban"])"),
    .good = CONFSTATE_GROUP_KEYS(R"("renewOn": ["leave", "kick", "ban", "join"])"),
    .rows = "CSP504",
};

void check_batch(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  if (!keys.enabled || keys.batch_ms < keys.deadline_ms) {
    return;
  }
  diag::Diagnostic found =
      at_value(subject, "/groupKeys/batchMs",
               {.message = fmt::format("events are gathered for {} ms, but keys renewed within {} ms", keys.batch_ms,
                                       keys.deadline_ms),
                .label = "too late already"});
  found.related.push_back(see_value(subject, "/groupKeys/deadlineMs", "the deadline"));
  out.add(std::move(found));
}

constexpr diag::Card kBatch = {
    .area = "policy",
    .id = "batch-misses-deadline",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "events are gathered for less time than a renewal may take",
    .why =
        "The deadline runs from the event. A batch that is still open when it ends misses it by design, in every "
        "conference.",
    .bad = CONFSTATE_GROUP_KEYS(R"("deadlineMs": 5000, "batchMs": 6000)"),
    .good = CONFSTATE_GROUP_KEYS(R"("deadlineMs": 5000, "batchMs": 500)"),
    .rows = "CSP505",
};

void check_deadline(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kGlare = 4100;
  const GroupKeys& keys = subject.policy.group_keys;
  if (keys.enabled && keys.method == RekeyMethod::re_invite && keys.deadline_ms < kGlare) {
    tell(subject, out, "/groupKeys/deadlineMs",
         {.message = fmt::format("keys are to be renewed within {} ms", keys.deadline_ms),
          .label = "a retry alone may take 4 seconds",
          .help = "allow at least 4100 ms"});
  }
}

constexpr diag::Card kDeadline = {
    .area = "policy",
    .id = "deadline-below-retry",
    .severity = Severity::warning,
    .spec = {"RFC 3261", "14.1"},
    .title = "a renewal by re-INVITE has time for one retry",
    .why =
        "Two re-INVITEs that cross are both refused with 491, and the owner of the call waits 2.1 to 4 seconds "
        "before it tries again. A shorter deadline is missed by chance, now and then.",
    .bad = CONFSTATE_GROUP_KEYS(R"("deadlineMs": 2000)"),
    .good = CONFSTATE_GROUP_KEYS(R"("deadlineMs": 5000)"),
    .rows = "CSP506",
};

void check_age(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kMostSrtcp = 1LL << 31;
  constexpr std::int64_t kMostSrtp = 1LL << 48;
  const GroupKeys& keys = subject.policy.group_keys;
  if (!keys.enabled) {
    return;
  }
  if (keys.max_age_sec == 0) {
    tell(subject, out, "/groupKeys/maxAgeSec", {.message = "a key is too old at once", .label = "0 seconds"});
  }
  if (keys.max_packets == 0) {
    tell(subject, out, "/groupKeys/maxPackets", {.message = "a key may protect no packet", .label = "none"});
  } else if (keys.max_packets > kMostSrtcp) {
    tell(subject, out, "/groupKeys/maxPackets",
         {.message = fmt::format("a key may protect more packets than {}",
                                 keys.max_packets > kMostSrtp ? "SRTP can count" : "SRTCP can count"),
          .label = keys.max_packets > kMostSrtp ? "over 2^48" : "over 2^31",
          .mend = "2147483648"});
  }
}

constexpr diag::Card kAge = {
    .area = "policy",
    .id = "key-lifetime-impossible",
    .severity = Severity::error,
    .spec = {"RFC 3711", "9.2"},
    .title = "a key lives for some time, and for no more packets than SRTP and SRTCP can count",
    .why =
        "A key protects at most 2^48 SRTP packets and 2^31 SRTCP packets; after that the key stream repeats, and "
        "with it what it hides. A lifetime of zero asks for a new key before the first packet.",
    .bad = CONFSTATE_GROUP_KEYS(R"("maxAgeSec": 0)"),
    .good = CONFSTATE_GROUP_KEYS(R"("maxAgeSec": 3600)"),
    .rows = "CSP507",
};

void check_failure(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  const bool on_leaving =
      keys.renew_on.has(Renewal::leave) || keys.renew_on.has(Renewal::kick) || keys.renew_on.has(Renewal::ban);
  if (is_group_keyed(subject) && keys.on_failure == policy::OnFailure::keep_old && on_leaving) {
    tell(subject, out, "/groupKeys/onFailure",
         {.message = "a participant that takes no new key keeps the old one in use",
          .label = "which the leaver knows",
          .mend = R"("retry-then-eject")"});
  }
}

constexpr diag::Card kFailure = {
    .area = "policy",
    .id = "old-key-stays",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "who takes no new key leaves the conference",
    .why =
        "A renewal protects against those who left only if the old key is given up. Where one stubborn telephone "
        "keeps it in use, whoever left still reads what is sent to that telephone.",
    .bad = CONFSTATE_GROUP_KEYS(R"("onFailure": "keep-old")"),
    .good = CONFSTATE_GROUP_KEYS(R"("onFailure": "eject")"),
    .rows = "CSP511",
};

void check_refer(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  if (keys.enabled && keys.method == RekeyMethod::refer) {
    tell(subject, out, "/groupKeys/method",
         {.message = "participants are asked by REFER to renew their keys", .label = "few telephones understand that"});
  }
}

constexpr diag::Card kRefer = {
    .area = "policy",
    .id = "renewal-by-refer",
    .severity = Severity::warning,
    .spec = {"RFC 4579", "5.6"},
    .title = "keys are renewed by a method that telephones know",
    .why =
        "A REFER to the URI of the conference means to dial in anew. That it asks for a re-INVITE in the same "
        "dialog stands in no RFC; it works only with telephones that were made for it.",
    .bad = CONFSTATE_GROUP_KEYS(R"("method": "refer")"),
    .good = CONFSTATE_GROUP_KEYS(R"("method": "update")"),
    .rows = "CSP512",
};

void check_in_band(const PolicyCase& subject, diag::Findings& out) {
  const GroupKeys& keys = subject.policy.group_keys;
  if (keys.enabled && keys.method == RekeyMethod::in_band && is_written(subject, "/groupKeys/method")) {
    tell(subject, out, "/groupKeys/method",
         {.message = "no recording of the signalling shows whether keys are renewed", .label = "not in SIP"});
  }
}

constexpr diag::Card kInBand = {
    .area = "policy",
    .id = "renewal-unseen",
    .severity = Severity::info,
    .spec = {"conf-policy(5)", "groupKeys"},
    .title = "a recording can show that keys were renewed",
    .why =
        "Keys that are renewed in the media path leave no trace in SIP. Whether a focus keeps this part of its "
        "policy can then be told by its own logs only.",
    .bad = CONFSTATE_GROUP_KEYS(R"("method": "in-band")"),
    .good = CONFSTATE_GROUP_KEYS(R"("method": "update")"),
    .rows = "CSP515",
};

constexpr auto kRenewalRules = std::to_array<PolicyRule>({
    {kLeaving, check_leaving},
    {kJoining, check_joining},
    {kBatch, check_batch},
    {kDeadline, check_deadline},
    {kAge, check_age},
    {kFailure, check_failure},
    {kRefer, check_refer},
    {kInBand, check_in_band},
});

}  // namespace

std::span<const PolicyRule> policy_renewal_rules() {
  return kRenewalRules;
}

}  // namespace confstate::rules
