// Policies with every field of the language, and what becomes of them when a hand slips.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace confstate::tests {

// Every field is written, each with a value that it may have.
inline constexpr std::string_view kFullPolicy = R"({
  "schemaVersion": 1, "id": "full", "description": "all of it", "profile": "sa3", "extends": "base",
  "conference": {"uri": "sips:full@example.com", "aliases": ["sip:also@example.com"], "+aliases": [],
    "factoryUri": "sip:factory@example.com", "maxParticipants": 12, "maxLegsPerUser": 2},
  "validity": {"notBefore": "2027-01-10T08:00:00Z", "notAfter": "2027-01-10T12:00:00.5Z", "onEnd": "eject",
    "windows": [{"days": ["mon", "fri"], "from": "08:00", "to": "17:30", "tz": "Europe/Berlin", "x-a": 1}]},
  "membership": {"mode": "closed", "unlisted": "lobby", "bans": {"persist": true, "durationSec": 60},
    "allow": [
      {"id": "a", "match": {"uri": "sip:alice@example.com"}, "methods": ["dial-in"], "roles": ["chair"],
       "notAfter": "2027-02-01T00:00:00Z", "media": {"default": "any", "+keying": ["sdes"], "srtp": {"minKeyBits": 256}}},
      {"id": "b", "match": {"domain": "example.com", "sub": true}}],
    "+allow": [{"id": "c", "match": {"tel": "+4930123456"}}, {"id": "d", "match": {"telPrefix": "+4930"}}],
    "deny": [{"id": "e", "match": {"pattern": "sip:*@example.org"}}, {"id": "f", "match": {"role": "guest"}},
      {"id": "g", "match": {"any": true}}]},
  "dialIn": {"enabled": true, "viaJoin": "deny", "viaReplaces": "moderator"},
  "dialOut": {"enabled": true, "targets": "any", "offer": "none", "supported": ["histinfo"], "follow3xx": "any",
    "maxParallel": 5, "ringTimeoutSec": 30},
  "identity": {"required": true, "sourcesDialIn": ["pai", "from"], "sourcesDialOut": ["to", "contact"],
    "conflict": "reject", "strictScheme": true, "legacyRpid": true,
    "trust": [{"id": "home", "peers": ["192.0.2.0/28"], "transports": ["tls", "tcp"], "mutualTls": false,
      "mayAssert": ["*"], "requests": true, "responses": true}],
    "passport": {"required": true, "minAttest": "B", "maxAgeSec": 30, "anchors": ["a.pem"]},
    "anonymity": {"explicit": "admit", "privacyWithTrustedId": "admit-hidden", "missing": "reject-428",
      "domainOnly": "reject-433"}},
  "cdiv": {"policy": "forbid", "evidence": ["181", "3xx"], "noIdentity": "hold", "decideNoIdentityAt": "deadline",
    "identityGraceMs": 500},
  "media": {"default": "prefer-secured", "reject": "call", "mustHave": ["audio", "application/bfcp"],
    "types": {"video": {"allow": false, "security": "any", "suites": [], "keying": ["zrtp"], "maxLines": 1}},
    "keying": ["dtls-srtp"], "+keying": ["tls"],
    "srtp": {"suites": ["AES_CM_128_HMAC_SHA1_80"], "minAuthTagBits": 80, "minKeyBits": 128,
      "forbidParams": ["UNENCRYPTED_SRTP"]},
    "sdes": {"signalling": "e2e"}, "dtls": {"hashes": ["sha-256"], "identityBound": true}, "osrtp": "answer-keyed",
    "capneg": "ignore", "downgrade": "terminate", "gateUntilAdmitted": true},
  "groupKeys": {"enabled": true, "mechanism": "ekt", "streams": ["audio"], "renewOn": ["join"], "method": "update",
    "deadlineMs": 10000, "batchMs": 5, "maxAgeSec": 3600, "maxPackets": 281474976710656, "maxParallel": 3,
    "useMki": false, "ticketReuse": true, "onFailure": "eject"},
  "roles": {"chair": {"users": [{"id": "h", "match": {"uri": "sip:bob@example.com"}}], "may": ["kick"]}},
  "moderation": {"requireModeratorPresent": true, "waitTimeoutSec": 5, "endWhenLastModeratorLeaves": true},
  "lock": {"initial": true, "afterStartSec": 60, "afterCount": 4, "moderatorBypass": false},
  "refer": {"invite": "any", "kick": ["chair"], "maxTargets": 3, "requireReferredBy": true, "consent": false,
    "otherSchemes": ["xmpp"]},
  "signalling": {"minTransport": "tcp", "requireSips": true, "digest": ["MD5"]},
  "notifications": {"subscribers": "any", "transport": "udp", "signing": "smime", "hidePrivate": false},
  "chatRooms": {"allowSchemes": ["irc"], "sameDomain": "warn", "relatedDomains": [".example.com"],
    "roomMatchesConference": "warn", "autoJoin": "always", "minSecurity": "any", "maxRooms": 2,
    "requireIntegrity": false, "mirrorModeration": true, "mirrorDeadlineSec": 9},
  "report": {"indeterminateIs": "error", "byeDeadlineMs": 100},
  "x-note": {"anything": [null, 1.5, {"x-y": 1, "y": 2}]}
})";

// One policy after the other, each with a few slips; many of them are still right.
class Slips {
 public:
  explicit Slips(unsigned seed) : random_(seed), whole_(nlohmann::json::parse(kFullPolicy)) {
    const nlohmann::json flat = whole_.flatten();
    for (const auto& each : flat.items()) {
      pointers_.push_back(each.key());
    }
  }

  nlohmann::json next() {
    nlohmann::json policy = whole_;
    for (unsigned left = 1 + pick(3); left > 0; --left) {
      slip(policy);
    }
    return policy;
  }

 private:
  unsigned pick(std::size_t count) { return static_cast<unsigned>(random_()) % static_cast<unsigned>(count); }

  void slip(nlohmann::json& policy) {
    std::string pointer = pointers_[pick(pointers_.size())];
    for (unsigned up = pick(3); up > 0 && !pointer.empty(); --up) {
      pointer.resize(pointer.rfind('/'));
    }
    const nlohmann::json::json_pointer at(pointer);
    if (pointer.empty() || !policy.contains(at)) {
      return;
    }
    nlohmann::json& parent = policy.at(at.parent_pointer());
    const unsigned kind = pick(4);
    if (kind == 0) {
      policy.at(at) = other();
    } else if (kind == 1 && parent.is_object()) {
      parent.erase(at.back());
    } else if (parent.is_object()) {
      const nlohmann::json value = policy.at(at);
      parent[other_key(at.back())] = value;
    } else {
      parent.push_back(other());
    }
  }

  nlohmann::json other() {
    static const nlohmann::json kOthers = nlohmann::json::parse(
        R"([null, true, false, 0, 1, -1, 2.0, 1.5, 1e300, 100000, 100001, 9007199254740991, 9007199254740993,
            18446744073709551615, "", "any", "none", "warn", "true", "closed", "audio", "sdes", "pai", "tls", "mon",
            "2027-13-10T08:00:00Z", "2027-02-30T24:00:00Z", "2027-01-10T08:00:00", "24:00", "07:30", [], [[]], {},
            ["any"], ["sdes", "sdes"], [1], {"any": true}, {"domain": "a", "uri": "b"}, {"sub": true, "uri": "a"},
            {"id": "z", "match": {"any": true}}, [{"id": "z", "match": {}}], {"x-a": 1}, {"audio": {}}])");
    return kOthers[pick(kOthers.size())];
  }

  std::string other_key(const std::string& key) {
    switch (pick(5)) {
      case 0:
        return "x-" + key;
      case 1:
        return "+" + key;
      case 2:
        return key + "s";
      case 3:
        return "++" + key;
      default:
        return key.substr(0, key.size() - 1);
    }
  }

  std::minstd_rand random_;
  nlohmann::json whole_;
  std::vector<std::string> pointers_;
};

}  // namespace confstate::tests
