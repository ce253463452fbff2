// CSP401, CSP402, CSP410 to CSP415, CSP417: which media a conference takes, and how secured.
#include <algorithm>
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
using policy::Media;
using policy::MediaType;
using policy::MediaTypePolicy;
using policy::Osrtp;
using policy::Policy;
using policy::Security;

void check_opportunistic(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  if (!is_secured_only(policy)) {
    return;
  }
  if (policy.dial_out.enabled && policy.dial_out.offer == policy::Offer::osrtp) {
    tell(subject, out, "/dialOut/offer",
         {.message = "media must be secured, but are offered as opportunistic",
          .label = "may come back plain",
          .mend = R"("secured")"});
  }
  if (policy.media.osrtp == Osrtp::allow_fallback) {
    tell(subject, out, "/media/osrtp",
         {.message = "media must be secured, but may fall back to plain", .label = "plain", .mend = R"("reject")"});
  }
}

constexpr diag::Card kOpportunistic = {
    .area = "policy",
    .id = "opportunistic-where-secured",
    .severity = Severity::error,
    .spec = {"RFC 8643", "4"},
    .title = "media that must be secured are not opportunistic",
    .why =
        "Opportunistic SRTP is for those who take plain media too: whoever sits on the way strips the keys, and the "
        "call goes on in the clear. Where SRTP is needed it must not be used; a secured profile is offered instead.",
    .bad = CONFSTATE_CALLED(R"( "media": {"osrtp": "allow-fallback"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"mustHave": []})"),
    .rows = "CSP401",
};

void check_keyed_answer(const PolicyCase& subject, diag::Findings& out) {
  if (is_secured_only(subject.policy) && subject.policy.media.osrtp == Osrtp::answer_keyed) {
    tell(subject, out, "/media/osrtp",
         {.message = "media must be secured, but opportunistic offers are answered",
          .label = "an offer that the RFC forbids here",
          .mend = R"("reject")"});
  }
}

constexpr diag::Card kKeyedAnswer = {
    .area = "policy",
    .id = "opportunistic-offer-answered",
    .severity = Severity::warning,
    .spec = {"RFC 8643", "4"},
    .title = "offers where media must be secured have a secured profile",
    .why =
        "An opportunistic offer that is answered with its keys is secured, but such an offer must not be made where "
        "SRTP is needed, and whoever strips its keys learns by the refusal that it was there.",
    .bad = CONFSTATE_CALLED(R"( "media": {"osrtp": "answer-keyed"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"mustHave": []})"),
    .rows = "CSP401",
};

std::string type_pointer(MediaType type) {
  return "/media/types/" + step_of(policy::word(type));
}

void check_hole(const PolicyCase& subject, diag::Findings& out) {
  const Media& media = subject.policy.media;
  for (const MediaTypePolicy& type : media.types) {
    if (is_secured_only(subject.policy) && type.security == Security::any && media.must_have.has(type.type)) {
      tell(subject, out, type_pointer(type.type) + "/security",
           {.message = fmt::format("media must be secured, but {} need not be", policy::word(type.type)),
            .label = "a hole",
            .mend = R"("secured-only")"});
    }
  }
}

constexpr diag::Card kHole = {
    .area = "policy",
    .id = "required-type-unsecured",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "media"},
    .title = "where media must be secured, those that every call has are",
    .why = "An exception for a type that every call must have is no exception: it is what the conference does.",
    .bad = CONFSTATE_CALLED(R"( "media": {"types": {"audio": {"security": "any"}}})"),
    .good = CONFSTATE_CALLED(R"( "media": {"types": {"video": {"security": "any"}}})"),
    .rows = "CSP402",
};

void check_allowed(const PolicyCase& subject, diag::Findings& out) {
  const Media& media = subject.policy.media;
  for (const MediaTypePolicy& type : media.types) {
    if (!type.allow && media.must_have.has(type.type)) {
      diag::Diagnostic found =
          at_value(subject, type_pointer(type.type) + "/allow",
                   {.message = fmt::format("every call needs {}, which is refused", policy::word(type.type))});
      found.related.push_back(see_value(subject, "/media/mustHave", "needed"));
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kAllowed = {
    .area = "policy",
    .id = "required-type-refused",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "media"},
    .title = "a type that every call must have is allowed",
    .why = "Every call is refused: it lacks what it must have, or has what it may not.",
    .bad = CONFSTATE_CALLED(R"( "media": {"mustHave": ["video"], "types": {"video": {"allow": false}}})"),
    .good = CONFSTATE_CALLED(R"( "media": {"mustHave": ["video"], "types": {"image": {"allow": false}}})"),
    .rows = "CSP410",
};

// Types that are easily forgotten, as they are not RTP.
bool is_forgettable(MediaType type) {
  return type == MediaType::message || type == MediaType::bfcp || type == MediaType::image;
}

void check_forgotten(const PolicyCase& subject, diag::Findings& out) {
  for (const MediaTypePolicy& type : subject.policy.media.types) {
    const std::string pointer = type_pointer(type.type) + "/security";
    const bool is_open = type.allow && type.security && *type.security != Security::secured_only;
    if (is_secured_only(subject.policy) && is_forgettable(type.type) && is_open &&
        subject.document.place(pointer).origin == policy::Origin::templated) {
      tell(subject, out, pointer,
           {.message = fmt::format("media must be secured, but {} may be plain", policy::word(type.type)),
            .help = fmt::format("say here what holds for {}", policy::word(type.type))});
    }
  }
}

constexpr diag::Card kForgotten = {
    .area = "policy",
    .id = "plain-type-inherited",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "Layers"},
    .title = "a policy for secured media does not inherit exceptions for fax, floor control and messages",
    .why =
        "T.38, BFCP and MSRP are easily forgotten, as they are not RTP. A template that takes them plain makes a "
        "hole in every policy that extends it and speaks only of secured media.",
    .bad = CONFSTATE_POLICY(R"( "media": {"types": {"image": {"security": "any"}}})") CONFSTATE_EXTENDED_BY
    "{\"schemaVersion\": 1, \"id\": \"y\", \"extends\": \"x\",\n"
    " \"conference\": {\"uri\": \"sips:board@conf.example.com\"},\n"
    " \"membership\": {\"allow\": [" CONFSTATE_ALICE "]}, \"dialOut\": {\"enabled\": false}}\n",
    .good = CONFSTATE_POLICY(R"( "media": {"types": {"image": {"security": "any"}}})") CONFSTATE_EXTENDED_BY
    "{\"schemaVersion\": 1, \"id\": \"y\", \"extends\": \"x\",\n"
    " \"conference\": {\"uri\": \"sips:board@conf.example.com\"},\n"
    " \"media\": {\"types\": {\"image\": {\"security\": \"secured-only\"}}},\n"
    " \"membership\": {\"allow\": [" CONFSTATE_ALICE "]}, \"dialOut\": {\"enabled\": false}}\n",
    .rows = "CSP411",
};

// Types that may be offered, but need not be there.
bool has_optional_type(const Media& media) {
  std::size_t refused = 0;
  for (const MediaTypePolicy& type : media.types) {
    refused += type.allow || media.must_have.has(type.type) ? 0 : 1;
  }
  return media.must_have.size() + refused < policy::kMediaTypes.size();
}

void check_whole_call(const PolicyCase& subject, diag::Findings& out) {
  const Media& media = subject.policy.media;
  if (media.reject == policy::RejectMedia::call && !media.must_have.empty() && has_optional_type(media)) {
    diag::Diagnostic found = at_value(subject, "/media/reject",
                                      {.message = "one line that may not be used refuses the whole call",
                                       .label = "also one that is not needed",
                                       .help = "`stream` refuses that line alone"});
    found.related.push_back(see_value(subject, "/media/mustHave", "only these are needed"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kWholeCall = {
    .area = "policy",
    .id = "optional-line-refuses-call",
    .severity = Severity::warning,
    .spec = {"RFC 3264", "6"},
    .title = "a line that is not needed does not refuse the call",
    .why =
        "A telephone that offers plain video beside secured audio could take part with its audio. Where the whole "
        "call is refused for one line, it cannot, though nobody asked for its video.",
    .bad = CONFSTATE_CALLED(R"( "media": {"reject": "call"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"reject": "call", "mustHave": []})"),
    .rows = "CSP412",
};

void check_downgrade(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.media.downgrade == policy::Downgrade::remove_stream) {
    tell(subject, out, "/media/downgrade",
         {.message = "a stream that would lose its security is removed",
          .label = "anybody on the way can remove it",
          .mend = R"("488-keep-session")"});
  }
}

constexpr diag::Card kDowngrade = {
    .area = "policy",
    .id = "downgrade-removes-stream",
    .severity = Severity::warning,
    .spec = {"RFC 3261", "14.2"},
    .title = "a request for less security leaves the session as it was",
    .why =
        "Where such a request removes the stream, whoever can send one strips the conference of its secured "
        "streams. A 488 refuses the request, and the old keys stay.",
    .bad = CONFSTATE_CALLED(R"( "media": {"downgrade": "remove-stream"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"downgrade": "terminate"})"),
    .rows = "CSP413",
};

void check_early_media(const PolicyCase& subject, diag::Findings& out) {
  if (is_closed(subject.policy) && !subject.policy.media.gate_until_admitted) {
    tell(
        subject, out, "/media/gateUntilAdmitted",
        {.message = "callers hear a closed conference before they are let in", .label = "early media", .mend = "true"});
  }
}

constexpr diag::Card kEarlyMedia = {
    .area = "policy",
    .id = "conference-heard-early",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "media"},
    .title = "nobody hears a closed conference before he is let in",
    .why =
        "Media may flow before a call is answered. Without the gate a caller who will be refused listens until he "
        "is.",
    .bad = CONFSTATE_CALLED(R"( "media": {"gateUntilAdmitted": false})"),
    .good = CONFSTATE_CALLED(R"( "media": {"mustHave": []})"),
    .rows = "CSP414",
};

void check_capneg(const PolicyCase& subject, diag::Findings& out) {
  if (is_secured_only(subject.policy) && subject.policy.media.capneg == policy::Capneg::ignore) {
    tell(subject, out, "/media/capneg",
         {.message = "media must be secured, but an offer to secure them is not looked at",
          .label = "thrown away",
          .mend = R"("use-secured-config")"});
  }
}

constexpr diag::Card kCapneg = {
    .area = "policy",
    .id = "secured-alternative-ignored",
    .severity = Severity::warning,
    .spec = {"RFC 5939", "3.6"},
    .title = "where media must be secured, an offer to secure them is taken",
    .why =
        "A caller may offer a plain line with a secured configuration beside it. Who ignores the latter sees a "
        "plain line only and refuses a call that could have been secured.",
    .bad = CONFSTATE_CALLED(R"( "media": {"capneg": "ignore"})"),
    .good = CONFSTATE_CALLED(R"( "media": {"mustHave": []})"),
    .rows = "CSP415",
};

// The security of a type under an override is less than under the conference.
bool has_weaker_type(const Media& own, const Media& common) {
  for (std::size_t i = 0; i < policy::kMediaTypes.size(); ++i) {
    const auto type = static_cast<MediaType>(i);
    if (policy::security_of(own, type) > policy::security_of(common, type)) {
      return true;
    }
  }
  return false;
}

bool lacks_forbidden(const Media& own, const Media& common) {
  for (std::size_t i = 0; i < common.srtp.forbid_params.size(); ++i) {
    if (!own.srtp.forbid_params.has(common.srtp.forbid_params[i])) {
      return true;
    }
  }
  return false;
}

// In which way an override is weaker than the conference; nothing where it is not.
std::optional<std::string_view> weakness_of(const Media& own, const Media& common) {
  const std::pair<bool, std::string_view> ways[] = {
      {has_weaker_type(own, common), "it takes media without protection"},
      {own.osrtp > common.osrtp, "it takes opportunistic media"},
      {lacks_forbidden(own, common), "SDES may be weakened"},
      {own.srtp.min_key_bits < common.srtp.min_key_bits, "its keys may be shorter"},
      {own.srtp.min_auth_tag_bits < common.srtp.min_auth_tag_bits, "its tags may be shorter"},
      {own.sdes_signalling < common.sdes_signalling, "its keys may travel less protected"},
      {common.dtls.identity_bound && !own.dtls.identity_bound, "its fingerprints need no signature"},
      {common.gate_until_admitted && !own.gate_until_admitted, "it has no gate"}};
  const auto* const way = std::ranges::find_if(ways, [](const auto& each) { return each.first; });
  return way == std::end(ways) ? std::nullopt : std::optional(way->second);
}

void check_override(const PolicyCase& subject, diag::Findings& out) {
  for (const Placed& placed : placed_rules(subject.policy)) {
    if (!placed.rule->media) {
      continue;
    }
    if (const auto weakness = weakness_of(*placed.rule->media, subject.policy.media)) {
      diag::Diagnostic found =
          at_value(subject, placed.pointer + "/media",
                   {.message = fmt::format("the media of {} are less protected than those of the conference",
                                           quoted(placed.rule->id)),
                    .label = std::string(*weakness),
                    .note = "what all others say is mixed into that leg"});
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kOverride = {
    .area = "policy",
    .id = "member-media-weaker",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a member rule"},
    .title = "no member's media are less protected than those of the conference",
    .why =
        "A conference is as secret as its weakest leg: what everybody says is mixed and sent to each. An exception "
        "for one user is an exception for all of them.",
    .bad = CONFSTATE_MEMBERS(R"("allow": [{"id": "alice", "match": {"uri": "sip:alice@example.com"},
   "media": {"default": "any"}}])"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP417",
};

constexpr auto kMediaRules = std::to_array<PolicyRule>({
    {kOpportunistic, check_opportunistic},
    {kKeyedAnswer, check_keyed_answer},
    {kHole, check_hole},
    {kAllowed, check_allowed},
    {kForgotten, check_forgotten},
    {kWholeCall, check_whole_call},
    {kDowngrade, check_downgrade},
    {kEarlyMedia, check_early_media},
    {kCapneg, check_capneg},
    {kOverride, check_override},
});

}  // namespace

std::span<const PolicyRule> policy_media_rules() {
  return kMediaRules;
}

}  // namespace confstate::rules
