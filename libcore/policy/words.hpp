// The words that a policy may write, each list as an enumeration with its spelling beside it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace confstate::policy {

enum class Profile : std::uint8_t { sa3, ietf, ims };
inline constexpr std::array<std::string_view, 3> kProfiles = {"sa3", "ietf", "ims"};
constexpr const auto& words_of(Profile) {
  return kProfiles;
}

enum class Day : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };
inline constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr const auto& words_of(Day) {
  return kDays;
}

enum class OnEnd : std::uint8_t { keep, eject };
inline constexpr std::array<std::string_view, 2> kOnEnds = {"keep", "eject"};
constexpr const auto& words_of(OnEnd) {
  return kOnEnds;
}

// RFC 6501 section 4.6.2: closedAuthenticated, openAuthenticated, anonymous.
enum class Mode : std::uint8_t { closed, open, anonymous };
inline constexpr std::array<std::string_view, 3> kModes = {"closed", "open", "anonymous"};
constexpr const auto& words_of(Mode) {
  return kModes;
}

// How a listed user may come in (RFC 6501 section 4.6.3).
enum class Method : std::uint8_t { dial_in, dial_out, refer };
inline constexpr std::array<std::string_view, 3> kMethods = {"dial-in", "dial-out", "refer"};
constexpr const auto& words_of(Method) {
  return kMethods;
}

enum class Unlisted : std::uint8_t { reject, lobby };
inline constexpr std::array<std::string_view, 2> kUnlisteds = {"reject", "lobby"};
constexpr const auto& words_of(Unlisted) {
  return kUnlisteds;
}

// Who may take over (Replaces, RFC 3891) or join (Join, RFC 3911) a dialog of the focus.
enum class Via : std::uint8_t { deny, same_user, moderator, any_allowed };
inline constexpr std::array<std::string_view, 4> kVias = {"deny", "same-user", "moderator", "any-allowed"};
constexpr const auto& words_of(Via) {
  return kVias;
}

enum class Targets : std::uint8_t { listed_only, any };
inline constexpr std::array<std::string_view, 2> kTargets = {"listed-only", "any"};
constexpr const auto& words_of(Targets) {
  return kTargets;
}

enum class Offer : std::uint8_t { secured, none, osrtp };
inline constexpr std::array<std::string_view, 3> kOffers = {"secured", "none", "osrtp"};
constexpr const auto& words_of(Offer) {
  return kOffers;
}

enum class Follow : std::uint8_t { never, listed_only, any };
inline constexpr std::array<std::string_view, 3> kFollows = {"never", "listed-only", "any"};
constexpr const auto& words_of(Follow) {
  return kFollows;
}

// Where the identity of a caller may come from.
enum class SourceIn : std::uint8_t { passport, pai, digest, tls_cert, from };
inline constexpr std::array<std::string_view, 5> kSourcesIn = {"passport", "pai", "digest", "tls-cert", "from"};
constexpr const auto& words_of(SourceIn) {
  return kSourcesIn;
}

// Where the identity of whoever answers may come from.
enum class SourceOut : std::uint8_t { pai, passport_update, from_update, history_info, contact, to };
inline constexpr std::array<std::string_view, 6> kSourcesOut = {"pai",          "passport-update", "from-update",
                                                                "history-info", "contact",         "to"};
constexpr const auto& words_of(SourceOut) {
  return kSourcesOut;
}

enum class Conflict : std::uint8_t { reject, first_source, any_allowed, all_allowed };
inline constexpr std::array<std::string_view, 4> kConflicts = {"reject", "first-source", "any-allowed", "all-allowed"};
constexpr const auto& words_of(Conflict) {
  return kConflicts;
}

// From the least protected on.
enum class Transport : std::uint8_t { udp, tcp, tls };
inline constexpr std::array<std::string_view, 3> kTransports = {"udp", "tcp", "tls"};
constexpr const auto& words_of(Transport) {
  return kTransports;
}

// SHAKEN attestation, RFC 8588.
enum class Attest : std::uint8_t { a, b, c };
inline constexpr std::array<std::string_view, 3> kAttests = {"A", "B", "C"};
constexpr const auto& words_of(Attest) {
  return kAttests;
}

enum class OnExplicit : std::uint8_t { reject_433, reject_403, admit };
inline constexpr std::array<std::string_view, 3> kOnExplicits = {"reject-433", "reject-403", "admit"};
constexpr const auto& words_of(OnExplicit) {
  return kOnExplicits;
}

enum class OnPrivacy : std::uint8_t { admit_hidden, reject_433 };
inline constexpr std::array<std::string_view, 2> kOnPrivacies = {"admit-hidden", "reject-433"};
constexpr const auto& words_of(OnPrivacy) {
  return kOnPrivacies;
}

enum class OnMissing : std::uint8_t { challenge_401, reject_428, reject_403, reject_433, admit };
inline constexpr std::array<std::string_view, 5> kOnMissings = {"challenge-401", "reject-428", "reject-403",
                                                                "reject-433", "admit"};
constexpr const auto& words_of(OnMissing) {
  return kOnMissings;
}

enum class OnDomainOnly : std::uint8_t { reject_433, admit_if_domain_allowed };
inline constexpr std::array<std::string_view, 2> kOnDomainOnlies = {"reject-433", "admit-if-domain-allowed"};
constexpr const auto& words_of(OnDomainOnly) {
  return kOnDomainOnlies;
}

enum class Cdiv : std::uint8_t { forbid, target_must_be_allowed, ignore };
inline constexpr std::array<std::string_view, 3> kCdivs = {"forbid", "target-must-be-allowed", "ignore"};
constexpr const auto& words_of(Cdiv) {
  return kCdivs;
}

// What may show that a call was diverted.
enum class Evidence : std::uint8_t {
  forwarded_181,
  history_info,
  diversion,
  identity_mismatch,
  from_change,
  moved_3xx
};
inline constexpr std::array<std::string_view, 6> kEvidences = {
    "181", "history-info", "diversion", "identity-mismatch", "from-change", "3xx"};
constexpr const auto& words_of(Evidence) {
  return kEvidences;
}

enum class NoIdentity : std::uint8_t { terminate, hold, admit };
inline constexpr std::array<std::string_view, 3> kNoIdentities = {"terminate", "hold", "admit"};
constexpr const auto& words_of(NoIdentity) {
  return kNoIdentities;
}

enum class DecideAt : std::uint8_t { first_18x, final_response, deadline };
inline constexpr std::array<std::string_view, 3> kDecideAts = {"first-18x", "final", "deadline"};
constexpr const auto& words_of(DecideAt) {
  return kDecideAts;
}

// From the strictest on.
enum class Security : std::uint8_t { secured_only, prefer_secured, any };
inline constexpr std::array<std::string_view, 3> kSecurities = {"secured-only", "prefer-secured", "any"};
constexpr const auto& words_of(Security) {
  return kSecurities;
}

enum class RejectMedia : std::uint8_t { stream, call };
inline constexpr std::array<std::string_view, 2> kRejectMedias = {"stream", "call"};
constexpr const auto& words_of(RejectMedia) {
  return kRejectMedias;
}

enum class MediaType : std::uint8_t { audio, video, text, message, image, bfcp, datachannel };
inline constexpr std::array<std::string_view, 7> kMediaTypes = {
    "audio", "video", "text", "message", "image", "application/bfcp", "application/webrtc-datachannel"};
constexpr const auto& words_of(MediaType) {
  return kMediaTypes;
}

enum class Keying : std::uint8_t { dtls_srtp, sdes, mikey, mikey_ticket, zrtp, tls, tls_psk };
inline constexpr std::array<std::string_view, 7> kKeyings = {"dtls-srtp", "sdes", "mikey",  "mikey-ticket",
                                                             "zrtp",      "tls",  "tls-psk"};
constexpr const auto& words_of(Keying) {
  return kKeyings;
}

// Session parameters of a=crypto that weaken it (RFC 4568 section 6.3.2).
enum class CryptoParam : std::uint8_t { unencrypted_srtp, unencrypted_srtcp, unauthenticated_srtp };
inline constexpr std::array<std::string_view, 3> kCryptoParams = {"UNENCRYPTED_SRTP", "UNENCRYPTED_SRTCP",
                                                                  "UNAUTHENTICATED_SRTP"};
constexpr const auto& words_of(CryptoParam) {
  return kCryptoParams;
}

// How SDP with keys in it must travel, from the weakest demand on (RFC 4568 section 8.3).
enum class SdesSignalling : std::uint8_t { any, tls_hop, sips, e2e };
inline constexpr std::array<std::string_view, 4> kSdesSignallings = {"any", "tls-hop", "sips", "e2e"};
constexpr const auto& words_of(SdesSignalling) {
  return kSdesSignallings;
}

enum class Osrtp : std::uint8_t { reject, answer_keyed, allow_fallback };
inline constexpr std::array<std::string_view, 3> kOsrtps = {"reject", "answer-keyed", "allow-fallback"};
constexpr const auto& words_of(Osrtp) {
  return kOsrtps;
}

enum class Capneg : std::uint8_t { ignore, use_secured_config };
inline constexpr std::array<std::string_view, 2> kCapnegs = {"ignore", "use-secured-config"};
constexpr const auto& words_of(Capneg) {
  return kCapnegs;
}

enum class Downgrade : std::uint8_t { keep_session_488, remove_stream, terminate };
inline constexpr std::array<std::string_view, 3> kDowngrades = {"488-keep-session", "remove-stream", "terminate"};
constexpr const auto& words_of(Downgrade) {
  return kDowngrades;
}

enum class Mechanism : std::uint8_t { bilateral, mikey_group, mikey_ticket_gtgk, gdoi, ekt, sdes_shared };
inline constexpr std::array<std::string_view, 6> kMechanisms = {"bilateral", "mikey-group", "mikey-ticket-gtgk",
                                                                "gdoi",      "ekt",         "sdes-shared"};
constexpr const auto& words_of(Mechanism) {
  return kMechanisms;
}

enum class Renewal : std::uint8_t { join, leave, kick, ban, role_change, lobby_exit, dialout_aborted, compromise };
inline constexpr std::array<std::string_view, 8> kRenewals = {
    "join", "leave", "kick", "ban", "role-change", "lobby-exit", "dialout-aborted", "compromise"};
constexpr const auto& words_of(Renewal) {
  return kRenewals;
}

enum class RekeyMethod : std::uint8_t { re_invite, refer, update, in_band };
inline constexpr std::array<std::string_view, 4> kRekeyMethods = {"re-invite", "refer", "update", "in-band"};
constexpr const auto& words_of(RekeyMethod) {
  return kRekeyMethods;
}

enum class OnFailure : std::uint8_t { retry_then_eject, eject, keep_old };
inline constexpr std::array<std::string_view, 3> kOnFailures = {"retry-then-eject", "eject", "keep-old"};
constexpr const auto& words_of(OnFailure) {
  return kOnFailures;
}

// What a role may do.
enum class Right : std::uint8_t { invite, kick, ban, lock, admit_lobby, mute, end, change_policy };
inline constexpr std::array<std::string_view, 8> kRights = {"invite",      "kick", "ban", "lock",
                                                            "admit-lobby", "mute", "end", "change-policy"};
constexpr const auto& words_of(Right) {
  return kRights;
}

enum class Subscribers : std::uint8_t { participants, allowed, any };
inline constexpr std::array<std::string_view, 3> kSubscribers = {"participants", "allowed", "any"};
constexpr const auto& words_of(Subscribers) {
  return kSubscribers;
}

enum class Signing : std::uint8_t { none, smime, identity };
inline constexpr std::array<std::string_view, 3> kSignings = {"none", "smime", "identity"};
constexpr const auto& words_of(Signing) {
  return kSignings;
}

enum class SameDomain : std::uint8_t { require, warn, off };
inline constexpr std::array<std::string_view, 3> kSameDomains = {"require", "warn", "off"};
constexpr const auto& words_of(SameDomain) {
  return kSameDomains;
}

// Written true, "warn" and false.
enum class RoomMatch : std::uint8_t { must, warn, off };
inline constexpr std::array<std::string_view, 3> kRoomMatches = {"true", "warn", "false"};
constexpr const auto& words_of(RoomMatch) {
  return kRoomMatches;
}

enum class AutoJoin : std::uint8_t { never, related_only, always };
inline constexpr std::array<std::string_view, 3> kAutoJoins = {"never", "related-only", "always"};
constexpr const auto& words_of(AutoJoin) {
  return kAutoJoins;
}

enum class MinSecurity : std::uint8_t { same_as_conference, encrypted, any };
inline constexpr std::array<std::string_view, 3> kMinSecurities = {"same-as-conference", "encrypted", "any"};
constexpr const auto& words_of(MinSecurity) {
  return kMinSecurities;
}

enum class IndeterminateIs : std::uint8_t { warn, error, ignore };
inline constexpr std::array<std::string_view, 3> kIndeterminates = {"warn", "error", "ignore"};
constexpr const auto& words_of(IndeterminateIs) {
  return kIndeterminates;
}

// The word of a value, as a policy writes it.
template <class E>
[[nodiscard]] constexpr std::string_view word(E value) {
  return words_of(value)[static_cast<std::size_t>(value)];
}

// A list of such words in the order of the policy, without repetition.
template <class E>
struct WordList {
  std::vector<std::uint8_t> values;

  WordList() = default;
  WordList(std::initializer_list<E> list) {
    for (const E value : list) {
      values.push_back(static_cast<std::uint8_t>(value));
    }
  }
  [[nodiscard]] bool has(E wanted) const {
    for (const std::uint8_t value : values) {
      if (value == static_cast<std::uint8_t>(wanted)) {
        return true;
      }
    }
    return false;
  }
  [[nodiscard]] std::size_t size() const { return values.size(); }
  [[nodiscard]] bool empty() const { return values.empty(); }
  [[nodiscard]] E operator[](std::size_t index) const { return static_cast<E>(values[index]); }

  friend bool operator==(const WordList&, const WordList&) = default;
};

}  // namespace confstate::policy
