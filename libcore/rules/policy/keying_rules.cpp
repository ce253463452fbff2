// CSP403 to CSP409, CSP416: suites, hashes and keying.
#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include <fmt/format.h>

#include "base/text.hpp"
#include "policy/media.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::CryptoParam;
using policy::Keying;
using policy::Media;
using policy::MediaType;
using policy::MediaTypePolicy;
using policy::Transport;

constexpr std::string_view kSuitesPointer = "/media/srtp/suites";

void check_exposed(const PolicyCase& subject, diag::Findings& out) {
  if (!may_key_by(subject.policy, Keying::sdes)) {
    return;
  }
  constexpr std::string_view kMessage = "keys travel in SDP that others can read";
  if (subject.policy.media.sdes_signalling == policy::SdesSignalling::any) {
    tell(subject, out, "/media/sdes/signalling",
         {.message = std::string(kMessage), .label = "in the clear", .mend = R"("tls-hop")"});
  }
  if (subject.policy.signalling.min_transport < Transport::tls) {
    diag::Diagnostic found = at_value(subject, "/signalling/minTransport",
                                      {.message = std::string(kMessage), .label = "without TLS", .mend = R"("tls")"});
    found.related.push_back(see_value(subject, "/media/keying", "`sdes` puts keys into SDP"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kExposed = {
    .area = "policy",
    .id = "keys-in-the-clear",
    .severity = Severity::error,
    .spec = {"RFC 4568", "8.3"},
    .title = "keys in SDP travel encrypted",
    .why =
        "SDES writes the key of a stream into the SDP. It is required that the message which carries it is "
        "encrypted; else whoever sees the signalling hears the media.",
    .bad = CONFSTATE_CALLED(R"( "media": {"keying": ["sdes"], "sdes": {"signalling": "any"}})"),
    .good = CONFSTATE_CALLED(R"( "media": {"keying": ["sdes"], "sdes": {"signalling": "sips"}})"),
    .rows = "CSP403",
};

// RTP has its own ways of keying; MSRP, BFCP, data channels and T.38 have TLS and DTLS.
bool can_key(MediaType type, Keying keying) {
  const bool is_rtp = type == MediaType::audio || type == MediaType::video || type == MediaType::text;
  const bool is_tls = keying == Keying::tls || keying == Keying::tls_psk;
  return is_rtp != is_tls;
}

const policy::WordList<Keying>& keying_of(const Media& media, MediaType type) {
  const auto own = std::ranges::find(media.types, type, &MediaTypePolicy::type);
  return own == media.types.end() || own->keying.empty() ? media.keying : own->keying;
}

bool has_keying(const Media& media, MediaType type) {
  const policy::WordList<Keying>& keying = keying_of(media, type);
  for (std::size_t i = 0; i < keying.size(); ++i) {
    if (can_key(type, keying[i])) {
      return true;
    }
  }
  return false;
}

void check_keying(const PolicyCase& subject, diag::Findings& out) {
  const Media& media = subject.policy.media;
  for (std::size_t i = 0; i < media.must_have.size(); ++i) {
    const MediaType type = media.must_have[i];
    if (policy::security_of(media, type) != policy::Security::secured_only || has_keying(media, type)) {
      continue;
    }
    diag::Diagnostic found =
        at_value(subject, "/media/keying",
                 {.message = fmt::format("every call needs secured {}, which nothing here can key", policy::word(type)),
                  .label = "not one of these"});
    found.related.push_back(see_value(subject, "/media/mustHave", "needed"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kKeying = {
    .area = "policy",
    .id = "keying-impossible",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "media"},
    .title = "what every call must have can be keyed",
    .why =
        "RTP is keyed by DTLS-SRTP, SDES, MIKEY or ZRTP; messages, floor control, data channels and fax by TLS. A "
        "policy that needs a type and allows only what keys the others refuses every call.",
    .bad = CONFSTATE_CALLED(R"( "media": {"keying": ["tls"]})"),
    .good = CONFSTATE_CALLED(R"( "media": {"keying": ["dtls-srtp"]})"),
    .rows = "CSP404",
};

bool is_strong_enough(const policy::Srtp& srtp, const std::string& name) {
  const policy::Suite* suite = policy::find_suite(name);
  return suite != nullptr && suite->auth_bits >= srtp.min_auth_tag_bits && suite->key_bits >= srtp.min_key_bits;
}

void tell_weak_list(const PolicyCase& subject, diag::Findings& out, std::string_view pointer,
                    const std::vector<std::string>& suites) {
  const policy::Srtp& srtp = subject.policy.media.srtp;
  if (suites.empty() || std::ranges::any_of(suites, [&](const auto& name) { return is_strong_enough(srtp, name); })) {
    return;
  }
  tell(subject, out, pointer,
       {.message = fmt::format("no suite here has a tag of {} and a key of {} bits", srtp.min_auth_tag_bits,
                               srtp.min_key_bits),
        .label = "none is strong enough"});
}

void check_minimums(const PolicyCase& subject, diag::Findings& out) {
  if (!may_key_by(subject.policy, Keying::sdes)) {
    return;
  }
  tell_weak_list(subject, out, kSuitesPointer, subject.policy.media.srtp.suites);
  for (const MediaTypePolicy& type : subject.policy.media.types) {
    tell_weak_list(subject, out, fmt::format("/media/types/{}/suites", step_of(policy::word(type.type))), type.suites);
  }
}

constexpr diag::Card kMinimums = {
    .area = "policy",
    .id = "suites-below-minimum",
    .severity = Severity::error,
    .spec = {"RFC 4568", "6.2"},
    .title = "a suite that may be used is as strong as the policy asks",
    .why = "Where every listed suite fails the minimum of the same policy, no SDES line is ever taken.",
    .bad = CONFSTATE_CALLED(
        R"( "media": {"keying": ["sdes"], "srtp": {"suites": ["AES_CM_128_HMAC_SHA1_80"], "minKeyBits": 256}})"),
    .good = CONFSTATE_CALLED(
        R"( "media": {"keying": ["sdes"], "srtp": {"suites": ["AES_256_CM_HMAC_SHA1_80"], "minKeyBits": 256}})"),
    .rows = "CSP405",
};

void check_parameters(const PolicyCase& subject, diag::Findings& out) {
  const auto& forbidden = subject.policy.media.srtp.forbid_params;
  const bool unencrypted = !forbidden.has(CryptoParam::unencrypted_srtp);
  const bool unauthenticated = !forbidden.has(CryptoParam::unauthenticated_srtp);
  if (!is_secured_only(subject.policy) || !may_key_by(subject.policy, Keying::sdes) ||
      (!unencrypted && !unauthenticated)) {
    return;
  }
  const CryptoParam first = unencrypted ? CryptoParam::unencrypted_srtp : CryptoParam::unauthenticated_srtp;
  tell(subject, out, "/media/srtp/forbidParams",
       {.message = fmt::format("media must be secured, but {} is not forbidden", policy::word(first)),
        .label = unencrypted ? "SRTP that hides nothing" : "SRTP that anybody can write",
        .mend = json_list_with(forbidden, {CryptoParam::unencrypted_srtp, CryptoParam::unauthenticated_srtp})});
}

constexpr diag::Card kParameters = {
    .area = "policy",
    .id = "null-cipher-taken",
    .severity = Severity::error,
    .spec = {"RFC 4568", "6.3.2"},
    .title = "where media must be secured, SDES cannot switch protection off",
    .why =
        "With a session parameter an SDES line keeps its secured profile and goes without encryption or "
        "authentication. It looks secured and is not.",
    .bad = CONFSTATE_CALLED(R"( "media": {"keying": ["sdes"], "srtp": {"forbidParams": ["UNENCRYPTED_SRTCP"]}})"),
    .good = CONFSTATE_CALLED(
        R"( "media": {"keying": ["sdes"], "srtp": {"forbidParams": ["UNENCRYPTED_SRTP", "UNAUTHENTICATED_SRTP"]}})"),
    .rows = "CSP406",
};

constexpr auto kCommonSuites = std::to_array<std::string_view>(
    {"AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_256_CM_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_32",
     "AES_192_CM_HMAC_SHA1_80", "AES_192_CM_HMAC_SHA1_32", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"});

void tell_suite(const PolicyCase& subject, diag::Findings& out, const std::string& pointer, const std::string& name) {
  constexpr std::int64_t kShortTag = 32;
  const policy::Suite* suite = policy::find_suite(name);
  if (suite == nullptr) {
    const auto near = base::nearest(name, kCommonSuites);
    tell(subject, out, pointer,
         {.message = fmt::format("{} is no registered SRTP suite", quoted(name)),
          .label = "unknown",
          .help = near ? did_you_mean(*near) : std::string(),
          .mend = near ? json_text(*near) : std::string()});
  } else if (suite->deprecated || suite->auth_bits <= kShortTag) {
    tell(subject, out, pointer,
         {.message = fmt::format("the suite {} may be used", quoted(name)),
          .label = suite->deprecated ? "nobody has it" : "its tags have 32 bits"});
  }
}

void check_suites(const PolicyCase& subject, diag::Findings& out) {
  const auto look = [&](const std::string& pointer, const std::vector<std::string>& suites) {
    for (std::size_t i = 0; i < suites.size(); ++i) {
      tell_suite(subject, out, item_pointer(pointer, i), suites[i]);
    }
  };
  look(std::string(kSuitesPointer), subject.policy.media.srtp.suites);
  for (const MediaTypePolicy& type : subject.policy.media.types) {
    look(fmt::format("/media/types/{}/suites", step_of(policy::word(type.type))), type.suites);
  }
}

constexpr diag::Card kSuites = {
    .area = "policy",
    .id = "suite-weak-or-unknown",
    .severity = Severity::warning,
    .spec = {"RFC 4568", "6.2"},
    .title = "listed SRTP suites are known and strong",
    .why =
        "A tag of 32 bits lets one forged packet in four billion through and was made for narrow radio links; F8 is "
        "registered, but nobody has it; and a name that is not registered is matched by nothing.",
    .bad = CONFSTATE_CALLED(R"( "media": {"srtp": {"suites": ["AEAD_AES_256_GCM", "AES_CM_128_HMAC_SHA1_32"]}})"),
    .good = CONFSTATE_CALLED(R"( "media": {"srtp": {"suites": ["AEAD_AES_256_GCM", "AES_CM_128_HMAC_SHA1_80"]}})"),
    .rows = "CSP407",
};

template <class Wanted>
void tell_hashes(const PolicyCase& subject, diag::Findings& out, std::string_view label, Wanted wanted) {
  const std::vector<std::string>& hashes = subject.policy.media.dtls.hashes;
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (!wanted(base::ascii_lower(hashes[i]))) {
      continue;
    }
    diag::Diagnostic found = at_value(
        subject, item_pointer("/media/dtls/hashes", i),
        {.message = fmt::format("fingerprints made with {} count", quoted(hashes[i])), .label = std::string(label)});
    if (hashes.size() > 1) {
      mend_by_removal(subject, found);
    }
    out.add(std::move(found));
  }
}

void check_weak_hash(const PolicyCase& subject, diag::Findings& out) {
  tell_hashes(subject, out, "weak", [](std::string_view hash) { return hash == "sha-1"; });
}

constexpr diag::Card kWeakHash = {
    .area = "policy",
    .id = "fingerprint-hash-weak",
    .severity = Severity::warning,
    .spec = {"RFC 8122", "5"},
    .title = "fingerprints are made with SHA-256 or better",
    .why = "Collisions of SHA-1 can be bought. A fingerprint is all that ties a DTLS certificate to the signalling.",
    .bad = CONFSTATE_CALLED(R"( "media": {"dtls": {"hashes": ["sha-256", "sha-1"]}})"),
    .good = CONFSTATE_CALLED(R"( "media": {"dtls": {"hashes": ["sha-256"]}})"),
    .rows = "CSP408",
};

void check_broken_hash(const PolicyCase& subject, diag::Findings& out) {
  tell_hashes(subject, out, "broken", [](std::string_view hash) { return hash == "md5" || hash == "md2"; });
}

constexpr diag::Card kBrokenHash = {
    .area = "policy",
    .id = "fingerprint-hash-broken",
    .severity = Severity::error,
    .spec = {"RFC 8122", "5"},
    .title = "fingerprints are not made with MD5 or MD2",
    .why =
        "The RFC says that these must not be used: a second certificate with the same fingerprint is made on any "
        "laptop.",
    .bad = CONFSTATE_CALLED(R"( "media": {"dtls": {"hashes": ["sha-256", "md5"]}})"),
    .good = CONFSTATE_CALLED(R"( "media": {"dtls": {"hashes": ["sha-256"]}})"),
    .rows = "CSP408",
};

void check_bound(const PolicyCase& subject, diag::Findings& out) {
  const Media& media = subject.policy.media;
  if (!may_key_by(subject.policy, Keying::dtls_srtp) || media.dtls.identity_bound ||
      subject.policy.signalling.min_transport == Transport::tls) {
    return;
  }
  diag::Diagnostic found =
      at_value(subject, "/media/dtls/identityBound",
               {.message = "fingerprints may be replaced on their way", .help = "ask for `identityBound`, or for TLS"});
  found.related.push_back(see_value(subject, "/signalling/minTransport", "requests may come without TLS"));
  out.add(std::move(found));
}

constexpr diag::Card kBound = {
    .area = "policy",
    .id = "fingerprint-replaceable",
    .severity = Severity::warning,
    .spec = {"RFC 5763", "8"},
    .title = "fingerprints of DTLS-SRTP are below a signature or TLS",
    .why =
        "The fingerprint in the SDP says whose certificate is right. Who can change it on the way puts in his own "
        "and sits in the middle of the call, with a padlock on both sides.",
    .bad = CONFSTATE_CALLED(R"( "signalling": {"minTransport": "tcp"})"),
    .good = CONFSTATE_CALLED(R"( "signalling": {"minTransport": "tcp"},
 "media": {"dtls": {"identityBound": true}})"),
    .rows = "CSP409",
};

void check_order(const PolicyCase& subject, diag::Findings& out) {
  if (!is_written(subject, kSuitesPointer)) {
    return;
  }
  const std::vector<std::string>& suites = subject.policy.media.srtp.suites;
  const auto strength = [](const std::string& name) {
    const policy::Suite* suite = policy::find_suite(name);
    return suite == nullptr ? std::pair<std::int64_t, std::int64_t>{0, 0}
                            : std::pair{suite->auth_bits, suite->key_bits};
  };
  for (std::size_t i = 1; i < suites.size(); ++i) {
    if (policy::find_suite(suites[i - 1]) != nullptr && strength(suites[i - 1]) < strength(suites[i])) {
      diag::Diagnostic found =
          at_value(subject, item_pointer(kSuitesPointer, i),
                   {.message = fmt::format("{} is stronger than the suite before it", quoted(suites[i])),
                    .label = "but comes later"});
      found.related.push_back(see_value(subject, item_pointer(kSuitesPointer, i - 1), "preferred to it"));
      out.add(std::move(found));
      return;
    }
  }
}

constexpr diag::Card kOrder = {
    .area = "policy",
    .id = "suite-order-weakest-first",
    .severity = Severity::info,
    .spec = {"RFC 4568", "5.1.1"},
    .title = "the strongest suite is preferred",
    .why =
        "The list is in the order of preference, and of several offered suites the first one is taken. A longer tag "
        "counts as stronger, and among equal tags a longer key.",
    .bad = CONFSTATE_CALLED(R"( "media": {"srtp": {"suites": ["AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM"]}})"),
    .good = CONFSTATE_CALLED(R"( "media": {"srtp": {"suites": ["AEAD_AES_256_GCM", "AES_CM_128_HMAC_SHA1_80"]}})"),
    .rows = "CSP416",
};

constexpr auto kKeyingRules = std::to_array<PolicyRule>({
    {kExposed, check_exposed},
    {kKeying, check_keying},
    {kMinimums, check_minimums},
    {kParameters, check_parameters},
    {kSuites, check_suites},
    {kWeakHash, check_weak_hash},
    {kBrokenHash, check_broken_hash},
    {kBound, check_bound},
    {kOrder, check_order},
});

}  // namespace

std::span<const PolicyRule> policy_keying_rules() {
  return kKeyingRules;
}

}  // namespace confstate::rules
