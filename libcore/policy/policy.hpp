// policy: what a conference's security policy says: its fields, its effective values with where each came from, who a
// rule names, and the decision about a caller. It may use base, bytes, diag, uri and json, and yaml-cpp and valijson.
// It never looks at a clock, a conference or a trace: facts come in, a decision goes out.
//
// This header is the effective policy as plain values: every default, profile and template applied. What each field
// means, may hold and is by default stands in one table, fields.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/words.hpp"

namespace confstate::policy {

// Whom a rule names.
enum class MatchKind : std::uint8_t { uri, domain, tel, tel_prefix, pattern, role, any };

struct Match {
  MatchKind kind = MatchKind::any;
  std::string text;  // as written; empty for `any`
  bool sub = false;  // of a domain: also what is below it

  friend bool operator==(const Match&, const Match&) = default;
};

// What holds for one type of media where it differs from the rest.
struct MediaTypePolicy {
  MediaType type = MediaType::audio;
  bool allow = true;
  std::optional<Security> security;  // nothing: as media.default
  std::vector<std::string> suites;   // empty: as media.srtp.suites
  WordList<Keying> keying;           // empty: as media.keying
  std::optional<std::int64_t> max_lines;

  friend bool operator==(const MediaTypePolicy&, const MediaTypePolicy&) = default;
};

struct Srtp {
  std::vector<std::string> suites;
  std::int64_t min_auth_tag_bits = 0;
  std::int64_t min_key_bits = 0;
  WordList<CryptoParam> forbid_params;

  friend bool operator==(const Srtp&, const Srtp&) = default;
};

struct Dtls {
  std::vector<std::string> hashes;
  bool identity_bound = false;

  friend bool operator==(const Dtls&, const Dtls&) = default;
};

struct Media {
  Security standard = Security::secured_only;  // media.default
  RejectMedia reject = RejectMedia::stream;
  WordList<MediaType> must_have;
  std::vector<MediaTypePolicy> types;
  WordList<Keying> keying;
  Srtp srtp;
  SdesSignalling sdes_signalling = SdesSignalling::any;
  Dtls dtls;
  Osrtp osrtp = Osrtp::reject;
  Capneg capneg = Capneg::ignore;
  Downgrade downgrade = Downgrade::keep_session_488;
  bool gate_until_admitted = false;

  friend bool operator==(const Media&, const Media&) = default;
};

struct MemberRule {
  std::string id;
  Match match;
  WordList<Method> methods;  // never empty: all three where the rule names none
  std::vector<std::string> roles;
  std::string not_after;       // date-time; empty: for ever
  std::optional<Media> media;  // the conference's, with what the rule overrides

  friend bool operator==(const MemberRule&, const MemberRule&) = default;
};

struct Conference {
  std::string uri;
  std::vector<std::string> aliases;
  std::string factory_uri;
  std::int64_t max_participants = 0;
  std::int64_t max_legs_per_user = 0;

  friend bool operator==(const Conference&, const Conference&) = default;
};

struct Window {
  WordList<Day> days;
  std::string from;  // "HH:MM"
  std::string to;    // before `from`: on the next day
  std::string tz;    // IANA name

  friend bool operator==(const Window&, const Window&) = default;
};

struct Validity {
  std::string not_before;  // date-time, UTC; empty: open
  std::string not_after;
  std::vector<Window> windows;  // empty: always
  OnEnd on_end = OnEnd::keep;

  friend bool operator==(const Validity&, const Validity&) = default;
};

struct Bans {
  bool persist = false;
  std::int64_t duration_sec = 0;  // 0: for ever

  friend bool operator==(const Bans&, const Bans&) = default;
};

struct Membership {
  Mode mode = Mode::closed;
  std::vector<MemberRule> allow;
  std::vector<MemberRule> deny;
  Unlisted unlisted = Unlisted::reject;
  Bans bans;

  friend bool operator==(const Membership&, const Membership&) = default;
};

struct DialIn {
  bool enabled = false;
  Via via_join = Via::deny;
  Via via_replaces = Via::deny;

  friend bool operator==(const DialIn&, const DialIn&) = default;
};

struct DialOut {
  bool enabled = false;
  Targets targets = Targets::listed_only;
  Offer offer = Offer::secured;
  std::vector<std::string> supported;
  Follow follow_3xx = Follow::never;
  std::int64_t max_parallel = 0;
  std::int64_t ring_timeout_sec = 0;

  friend bool operator==(const DialOut&, const DialOut&) = default;
};

// A neighbour whose assertions count.
struct TrustPeer {
  std::string id;
  std::vector<std::string> peers;  // addresses, CIDR prefixes and hosts
  WordList<Transport> transports;
  bool mutual_tls = false;
  std::vector<std::string> may_assert;  // domains and prefixes of numbers; "*" is all
  bool requests = false;
  bool responses = false;

  friend bool operator==(const TrustPeer&, const TrustPeer&) = default;
};

struct Passport {
  bool required = false;
  Attest min_attest = Attest::a;
  std::int64_t max_age_sec = 0;
  std::vector<std::string> anchors;  // file names

  friend bool operator==(const Passport&, const Passport&) = default;
};

struct Anonymity {
  OnExplicit on_explicit = OnExplicit::reject_433;
  OnPrivacy privacy_with_trusted_id = OnPrivacy::admit_hidden;
  OnMissing missing = OnMissing::reject_433;
  OnDomainOnly domain_only = OnDomainOnly::reject_433;

  friend bool operator==(const Anonymity&, const Anonymity&) = default;
};

struct IdentityPolicy {
  bool required = false;
  WordList<SourceIn> sources_dial_in;
  WordList<SourceOut> sources_dial_out;
  Conflict conflict = Conflict::reject;
  std::vector<TrustPeer> trust;
  Passport passport;
  Anonymity anonymity;
  bool strict_scheme = false;
  bool legacy_rpid = false;

  friend bool operator==(const IdentityPolicy&, const IdentityPolicy&) = default;
};

struct CdivPolicy {
  Cdiv policy = Cdiv::forbid;
  WordList<Evidence> evidence;
  NoIdentity no_identity = NoIdentity::terminate;
  DecideAt decide_at = DecideAt::final_response;
  std::int64_t identity_grace_ms = 0;

  friend bool operator==(const CdivPolicy&, const CdivPolicy&) = default;
};

struct GroupKeys {
  bool enabled = false;
  Mechanism mechanism = Mechanism::bilateral;
  WordList<MediaType> streams;
  WordList<Renewal> renew_on;
  RekeyMethod method = RekeyMethod::re_invite;
  std::int64_t deadline_ms = 0;
  std::int64_t batch_ms = 0;
  std::int64_t max_age_sec = 0;
  std::int64_t max_packets = 0;
  std::int64_t max_parallel = 0;
  bool use_mki = false;
  bool ticket_reuse = false;
  OnFailure on_failure = OnFailure::eject;

  friend bool operator==(const GroupKeys&, const GroupKeys&) = default;
};

struct Role {
  std::string name;
  std::vector<MemberRule> users;  // besides those whose allow rule names the role
  WordList<Right> may;

  friend bool operator==(const Role&, const Role&) = default;
};

struct Moderation {
  bool require_moderator_present = false;
  std::int64_t wait_timeout_sec = 0;
  bool end_when_last_moderator_leaves = false;

  friend bool operator==(const Moderation&, const Moderation&) = default;
};

struct Lock {
  bool initial = false;
  std::optional<std::int64_t> after_start_sec;
  std::optional<std::int64_t> after_count;
  bool moderator_bypass = false;

  friend bool operator==(const Lock&, const Lock&) = default;
};

// Which roles may do something.
struct RoleChoice {
  bool any = false;                // everybody
  std::vector<std::string> roles;  // empty: nobody, unless `any`

  friend bool operator==(const RoleChoice&, const RoleChoice&) = default;
};

struct ReferPolicy {
  RoleChoice invite;
  RoleChoice kick;
  std::int64_t max_targets = 0;
  bool require_referred_by = false;
  bool consent = false;
  std::vector<std::string> other_schemes;

  friend bool operator==(const ReferPolicy&, const ReferPolicy&) = default;
};

struct Signalling {
  Transport min_transport = Transport::tls;
  bool require_sips = false;
  std::vector<std::string> digest;

  friend bool operator==(const Signalling&, const Signalling&) = default;
};

struct Notifications {
  Subscribers subscribers = Subscribers::participants;
  Transport transport = Transport::tls;
  Signing signing = Signing::none;
  bool hide_private = false;

  friend bool operator==(const Notifications&, const Notifications&) = default;
};

struct ChatRooms {
  std::vector<std::string> allow_schemes;
  SameDomain same_domain = SameDomain::require;
  std::vector<std::string> related_domains;  // ".example.com": what is below it
  RoomMatch room_matches_conference = RoomMatch::warn;
  AutoJoin auto_join = AutoJoin::never;
  MinSecurity min_security = MinSecurity::same_as_conference;
  std::int64_t max_rooms = 0;
  bool require_integrity = false;
  bool mirror_moderation = false;
  std::int64_t mirror_deadline_sec = 0;

  friend bool operator==(const ChatRooms&, const ChatRooms&) = default;
};

struct Reporting {
  IndeterminateIs indeterminate_is = IndeterminateIs::warn;
  std::int64_t bye_deadline_ms = 0;

  friend bool operator==(const Reporting&, const Reporting&) = default;
};

struct Policy {
  std::int64_t schema_version = 1;
  std::string id;
  std::string description;
  std::optional<Profile> profile;
  std::string extends;
  Conference conference;
  Validity validity;
  Membership membership;
  DialIn dial_in;
  DialOut dial_out;
  IdentityPolicy identity;
  CdivPolicy cdiv;
  Media media;
  GroupKeys group_keys;
  std::vector<Role> roles;
  Moderation moderation;
  Lock lock;
  ReferPolicy refer;
  Signalling signalling;
  Notifications notifications;
  ChatRooms chat_rooms;
  Reporting report;

  friend bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace confstate::policy
