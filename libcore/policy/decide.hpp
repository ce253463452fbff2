// The decision of a focus about one request: pure, total and deterministic over its facts. What is unknown never
// admits: where the first stage that could refuse is unknown, the decision is indeterminate and says what is missing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/match.hpp"
#include "policy/media.hpp"
#include "policy/policy.hpp"
#include "policy/truth.hpp"

namespace confstate::policy {

enum class Verdict : std::uint8_t {
  admit,
  admit_partial,  // some media lines get port 0
  lobby,          // 182 or 183, without media
  challenge,      // 401
  reject,
  defer_cancel,  // CANCEL when the first provisional response is there (RFC 3261 section 9.1)
  cancel,
  ack_bye,
  bye,
  hold,  // kept, but without media
  none,
  indeterminate,
};
inline constexpr std::array<std::string_view, 12> kVerdicts = {"admit",  "admit-partial", "lobby",  "challenge",
                                                               "reject", "defer-cancel",  "cancel", "ack-bye",
                                                               "bye",    "hold",          "none",   "indeterminate"};
constexpr const auto& words_of(Verdict) {
  return kVerdicts;
}

// The stages of a new INVITE to the focus, in the order in which they are asked.
enum class Stage : std::uint8_t {
  form,        // 0: parsed, mandatory headers, loops, Require
  dialog,      // 1: dialog and transaction
  conference,  // 2: exists, and has not ended
  signalling,  // 3: sips, transport
  dial_in,     // 4: dial-in is enabled
  anonymity,   // 5: explicit anonymity
  signature,   // 6a: an Identity header that is bad
  passport,    // 6b: an Identity header is required
  identity,    // 6c: no usable source
  denied,      // 7: deny list and bans
  listed,      // 8: allow list
  takeover,    // 9: Join and Replaces
  time,        // 10: before notBefore, outside the windows
  locked,      // 11
  capacity,    // 12
  moderator,   // 13
  media,       // 14
  admitted,    // 15
};
inline constexpr std::size_t kStages = 18;
// "6a", "14".
[[nodiscard]] std::string_view number_of(Stage stage);
// "deny list and bans".
[[nodiscard]] std::string_view words(Stage stage);

// Somebody whom the request shows, held against the lists already (policy/caller.hpp does that).
struct Person {
  SourceIn source = SourceIn::from;
  Truth proven = Truth::yes;      // the source may be relied upon, under this policy's trust
  Truth anonymous = Truth::no;    // it names nobody
  Truth domain_only = Truth::no;  // anonymous, but of a real domain
  Truth denied = Truth::no;
  Truth allowed = Truth::no;     // an allow rule with the method asked names it
  Truth moderator = Truth::no;   // it has the role "moderator"
  std::int32_t deny_rule = -1;   // index into membership.deny, of the rule that names it
  std::int32_t allow_rule = -1;  // index into membership.allow
  std::string identity;          // canonical; for reports, never compared here
};

// What an Identity header came to (RFC 8224 section 6.2.2).
enum class Signature : std::uint8_t { absent, valid, unfetchable, unsupported, invalid, stale, unverified };

// How the request wants to get in.
enum class Way : std::uint8_t { dial_in, join, replaces };

// What became of the dialog that Join or Replaces names.
enum class Takeover : std::uint8_t { found, no_dialog, terminated, early_only, unsatisfiable };

// What is known about an INVITE to the focus. The defaults are those of a plain good call.
struct DialInFacts {
  int form_fault = 0;    // the code that stage 0 gives, 0 for none
  int dialog_fault = 0;  // likewise stage 1
  Truth exists = Truth::yes;
  Truth ended = Truth::no;  // after validity.notAfter
  Truth sips = Truth::yes;  // the Request-URI is sips
  std::optional<Transport> transport = Transport::tls;
  Truth from_anonymous = Truth::no;  // the From itself hides the caller
  Truth privacy = Truth::no;         // Privacy has "id" or "user"
  Signature signature = Signature::absent;
  std::vector<Person> persons;  // different identities, in the order of the policy's sources
  Truth banned = Truth::no;
  Way way = Way::dial_in;
  Takeover takeover = Takeover::found;
  Truth same_user = Truth::yes;  // the dialog that is taken over is the caller's own
  Truth early = Truth::no;       // before validity.notBefore
  Truth in_window = Truth::yes;
  Truth locked = Truth::no;
  Truth full = Truth::no;
  Truth legs_used = Truth::no;  // the caller has as many legs as one may have
  Truth moderator_present = Truth::yes;
  Truth has_offer = Truth::yes;  // no: the offer is the focus's own, in its 200
  std::vector<MediaLine> lines;
};

// One stage and what it came to.
struct Step {
  Stage stage = Stage::form;
  Truth fails = Truth::no;
  int code = 0;          // where it fails
  std::string_view why;  // in words; of the stage that decides with what was looked at
};

// What could come of it where the facts do not decide.
struct Candidate {
  Verdict verdict = Verdict::reject;
  int code = 0;
  Stage stage = Stage::admitted;
};

struct Decision {
  Verdict verdict = Verdict::indeterminate;
  int code = 0;  // of the response: 200 for admit, 0 where there is none
  Stage stage = Stage::admitted;
  std::string pointer;                  // JSON pointer of what decided in the effective policy; may be empty
  std::vector<int> accepted;            // other codes that say the same (variants)
  std::vector<Step> steps;              // all stages up to the one that decided
  std::vector<Stage> also;              // later stages that fail too
  std::vector<Candidate> candidates;    // of an indeterminate decision, at least two
  std::vector<std::string_view> needs;  // what is missing then
  std::optional<std::size_t> person;    // index into the persons: who it is taken to be
  bool hidden = false;                  // admitted, but not to be shown to others (RFC 4579 section 6)
  OfferDecision offer;
};

// Decides about an INVITE to the focus.
[[nodiscard]] Decision decide(const Policy& policy, const DialInFacts& facts);

// The same without its story: verdict, code, stage and nothing else. Never allocates but for the lines.
struct Outcome {
  Verdict verdict = Verdict::indeterminate;
  int code = 0;
  Stage stage = Stage::admitted;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};
[[nodiscard]] Outcome decide_quickly(const Policy& policy, const DialInFacts& facts);

// How far a dial-out INVITE has come.
enum class Phase : std::uint8_t { asked, provisional, answered, confirmed };

// Who answered a dial-out, as far as the policy's sources tell.
enum class Answerer : std::uint8_t { none, target, other_allowed, other_not_allowed, unknown };

struct DialOutFacts {
  Truth target_allowed = Truth::yes;  // by methods with dial-out, or dialOut.targets=any
  Truth target_denied = Truth::no;    // a deny rule names the target
  Answerer answerer = Answerer::none;
  Truth diverted = Truth::no;
  Phase phase = Phase::answered;
  bool grace_over = true;  // cdiv.identityGraceMs has passed since the 2xx
};

struct DialOutDecision {
  Verdict verdict = Verdict::none;
  std::string_view row;  // "O8"
  std::string pointer;
  std::vector<Candidate> candidates;
  std::vector<std::string_view> needs;
};

// Decides about one dialog of an INVITE that the focus sent.
[[nodiscard]] DialOutDecision decide(const Policy& policy, const DialOutFacts& facts);

}  // namespace confstate::policy
