#include "policy/stages.hpp"

#include <array>

namespace confstate::policy {
namespace {

// A person who counts: proven, and not nobody.
Truth is_usable(const Policy& policy, const Person& person) {
  const bool by_domain = policy.identity.anonymity.domain_only == OnDomainOnly::admit_if_domain_allowed;
  const Truth named = either(negate(person.anonymous), by_domain ? person.domain_only : Truth::no);
  return both(person.proven, named);
}

int code_of(OnMissing missing) {
  switch (missing) {
    case OnMissing::challenge_401:
      return 401;
    case OnMissing::reject_428:
      return 428;
    case OnMissing::reject_403:
      return 403;
    case OnMissing::reject_433:
    case OnMissing::admit:
      break;
  }
  return 433;
}

// RFC 8224 section 6.2.2.
int code_of(Signature signature) {
  switch (signature) {
    case Signature::unfetchable:
      return 436;
    case Signature::unsupported:
      return 437;
    case Signature::stale:
      return 403;
    case Signature::invalid:
    case Signature::absent:
    case Signature::valid:
    case Signature::unverified:
      break;
  }
  return 438;
}

}  // namespace

Case::Case(const Policy& policy, const DialInFacts& facts) : policy_(policy), facts_(facts) {
  Truth trusted = Truth::no;      // asserted by a trusted neighbour
  Truth domain_only = Truth::no;  // signed for a domain, without a name
  for (std::size_t i = 0; i < facts.persons.size(); ++i) {
    const Person& person = facts.persons[i];
    const Truth usable = is_usable(policy, person);
    meet(i, usable);
    domain_only = either(domain_only, both(person.proven, person.domain_only));
    trusted = either(trusted, person.source == SourceIn::pai ? usable : Truth::no);
  }
  const Anonymity& anonymity = policy.identity.anonymity;
  const Truth asked = either(facts.from_anonymous, facts.privacy);
  const bool may_hide = anonymity.privacy_with_trusted_id == OnPrivacy::admit_hidden;
  const Truth hides = may_hide ? both(trusted, facts.privacy) : Truth::no;
  const bool by_domain = anonymity.domain_only == OnDomainOnly::admit_if_domain_allowed;
  hidden_ = both(asked, hides);
  explicit_ = both(asked, negate(either(hides, by_domain ? domain_only : Truth::no)));
  offer_ = decide_offer(media(), facts.lines);
}

// The caller is taken for the first one who is allowed, else for the first.
void Case::meet(std::size_t person, Truth usable) {
  const Person& one = facts_.persons[person];
  known_ = either(known_, usable);
  moderator_ = either(moderator_, both(usable, one.moderator));
  const auto rule = static_cast<std::size_t>(one.allow_rule);
  if (usable == Truth::unknown && one.allow_rule >= 0 && rule < policy_.membership.allow.size()) {
    own_media_ = own_media_ || policy_.membership.allow[rule].media.has_value();
  }
  const bool first = person_ < 0;
  const bool better =
      !first && one.allowed == Truth::yes && facts_.persons[static_cast<std::size_t>(person_)].allowed != Truth::yes;
  if (usable == Truth::yes && (first || better)) {
    person_ = static_cast<std::int32_t>(person);
  }
}

const Media& Case::media() const {
  const auto& allow = policy_.membership.allow;
  const std::int32_t rule = person_ < 0 ? -1 : facts_.persons[static_cast<std::size_t>(person_)].allow_rule;
  if (rule < 0 || static_cast<std::size_t>(rule) >= allow.size()) {
    return policy_.media;
  }
  const std::optional<Media>& own = allow[static_cast<std::size_t>(rule)].media;
  return own ? *own : policy_.media;
}

struct Case::Question {
  Stage stage;
  Answer (Case::*ask)() const;
};

const Case::Question& Case::question(std::size_t index) {
  static constexpr std::array<Question, kQuestions> kAll = {{{Stage::form, &Case::form},
                                                             {Stage::dialog, &Case::dialog},
                                                             {Stage::conference, &Case::existence},
                                                             {Stage::conference, &Case::end},
                                                             {Stage::signalling, &Case::scheme},
                                                             {Stage::signalling, &Case::transport},
                                                             {Stage::dial_in, &Case::dial_in},
                                                             {Stage::anonymity, &Case::anonymity},
                                                             {Stage::signature, &Case::signature},
                                                             {Stage::passport, &Case::passport},
                                                             {Stage::identity, &Case::identity},
                                                             {Stage::denied, &Case::denied},
                                                             {Stage::listed, &Case::listed},
                                                             {Stage::takeover, &Case::taken_dialog},
                                                             {Stage::takeover, &Case::takeover_right},
                                                             {Stage::takeover, &Case::takeover_shape},
                                                             {Stage::time, &Case::moment},
                                                             {Stage::locked, &Case::locked},
                                                             {Stage::capacity, &Case::capacity},
                                                             {Stage::moderator, &Case::moderator},
                                                             {Stage::media, &Case::offered_media}}};
  return kAll[index];
}

Stage Case::stage_of(std::size_t question) {
  return Case::question(question).stage;
}

Answer Case::ask(std::size_t question) const {
  return (this->*Case::question(question).ask)();
}

Answer Case::form() const {
  return {truth(facts_.form_fault != 0), Verdict::reject, facts_.form_fault, "the request is not well formed", {}};
}

Answer Case::dialog() const {
  return {truth(facts_.dialog_fault != 0), Verdict::reject, facts_.dialog_fault, "no dialog or transaction fits", {}};
}

Answer Case::existence() const {
  return {negate(facts_.exists), Verdict::reject, 404, "there is no such conference", "whether the conference exists"};
}

Answer Case::end() const {
  return {facts_.ended, Verdict::reject, 410, "the conference is over", "the time, against validity.notAfter"};
}

// RFC 5630 section 5.1.2.
Answer Case::scheme() const {
  return {policy_.signalling.require_sips ? negate(facts_.sips) : Truth::no, Verdict::reject, 480,
          "the Request-URI is not sips", "the Request-URI"};
}

Answer Case::transport() const {
  const Transport least = policy_.signalling.min_transport;
  const Truth unclear = least == Transport::udp ? Truth::no : Truth::unknown;
  return {facts_.transport ? truth(*facts_.transport < least) : unclear, Verdict::reject, 403,
          "the transport is below signalling.minTransport", "the transport of the request"};
}

// Join and Replaces are requests into a dialog that is there; stage 9 asks about them (RFC 3891, RFC 3911).
Answer Case::dial_in() const {
  return {truth(!policy_.dial_in.enabled && facts_.way == Way::dial_in),
          Verdict::reject,
          403,
          "nobody may dial in: the conference calls its participants",
          {}};
}

Answer Case::anonymity() const {
  const OnExplicit on_explicit = policy_.identity.anonymity.on_explicit;
  if (on_explicit == OnExplicit::admit) {
    return {};
  }
  return {explicit_, Verdict::reject, on_explicit == OnExplicit::reject_403 ? 403 : 433,
          "the caller withholds his identity", "whether the caller withholds his identity"};
}

bool Case::reads_passports() const {
  return policy_.identity.passport.required || policy_.identity.sources_dial_in.has(SourceIn::passport);
}

Answer Case::signature() const {
  if (!reads_passports() || facts_.signature == Signature::absent || facts_.signature == Signature::valid) {
    return {};
  }
  const bool open = facts_.signature == Signature::unverified;
  return {open ? Truth::unknown : Truth::yes, Verdict::reject, code_of(facts_.signature),
          "the signature of the caller's identity does not hold", "the certificates for the Identity header"};
}

Answer Case::passport() const {
  const bool missing = policy_.identity.passport.required && facts_.signature == Signature::absent;
  return {truth(missing), Verdict::reject, 428, "the signed identity that the policy requires is not there", {}};
}

Answer Case::identity() const {
  const OnMissing missing = policy_.identity.anonymity.missing;
  if (!policy_.identity.required || missing == OnMissing::admit) {
    return {};
  }
  // Who said that he hides was judged before, and is not somebody whose identity is missing.
  const Truth hides = either(facts_.from_anonymous, facts_.privacy);
  const Truth absent = both(negate(known_), negate(hides));
  return {absent, missing == OnMissing::challenge_401 ? Verdict::challenge : Verdict::reject, code_of(missing),
          "no source that the policy trusts says who calls", "a source of identity that can be checked"};
}

Answer Case::denied() const {
  Truth found = facts_.banned;
  for (const Person& person : facts_.persons) {
    found = either(found, both(person.proven, person.denied));
  }
  return {found, Verdict::reject, 403, facts_.banned == Truth::yes ? "the caller was banned" : "the caller is denied",
          "whether the caller is who he may be"};
}

Truth Case::in_conflict() const {
  Truth one = Truth::no;
  Truth two = Truth::no;
  for (const Person& person : facts_.persons) {
    const Truth usable = is_usable(policy_, person);
    two = either(two, both(one, usable));
    one = either(one, usable);
  }
  return two;
}

// Several identities, by identity.conflict.
Truth Case::is_allowed() const {
  const bool anybody = policy_.membership.mode != Mode::closed;
  Truth any = Truth::no;
  Truth all = Truth::yes;
  Truth first = Truth::no;
  Truth unsettled = Truth::yes;  // nobody before was the first one
  for (const Person& person : facts_.persons) {
    const Truth usable = is_usable(policy_, person);
    const Truth allowed = anybody ? Truth::yes : person.allowed;
    any = either(any, both(usable, allowed));
    all = both(all, either(negate(usable), allowed));
    first = either(first, both(both(unsettled, usable), allowed));
    unsettled = both(unsettled, negate(usable));
  }
  switch (policy_.identity.conflict) {
    case Conflict::reject:
      return both(any, negate(in_conflict()));
    case Conflict::first_source:
      return first;
    case Conflict::any_allowed:
      return any;
    case Conflict::all_allowed:
      break;
  }
  return both(any, all);
}

Answer Case::listed() const {
  if (policy_.membership.mode == Mode::anonymous) {
    return {};
  }
  const bool lobby = policy_.membership.unlisted == Unlisted::lobby;
  return {negate(is_allowed()), lobby ? Verdict::lobby : Verdict::reject, lobby ? 182 : 403,
          known_ == Truth::no ? "nobody can be told, and nobody is on no list" : "the caller is not on the allow list",
          "whether the caller is who he may be"};
}

// RFC 3891 section 3, RFC 3911 section 4.
Answer Case::taken_dialog() const {
  const bool ended = facts_.takeover == Takeover::terminated;
  const bool fails = !is_dial_in() && (ended || facts_.takeover == Takeover::no_dialog);
  return {truth(fails),
          Verdict::reject,
          ended ? 603 : 481,
          ended ? "the dialog to take over has ended" : "the dialog to take over is not there",
          {}};
}

Answer Case::takeover_right() const {
  if (is_dial_in()) {
    return {};
  }
  const Via via = facts_.way == Way::join ? policy_.dial_in.via_join : policy_.dial_in.via_replaces;
  Truth may = truth(via == Via::any_allowed);
  if (via == Via::same_user) {
    may = facts_.same_user;
  } else if (via == Via::moderator) {
    may = moderator_;
  }
  return {negate(may), Verdict::reject, 403, "the caller may not take that dialog over",
          "whose dialog is to be taken over"};
}

Answer Case::takeover_shape() const {
  const bool early = facts_.way == Way::replaces && facts_.takeover == Takeover::early_only;
  const bool apart = !is_dial_in() && facts_.takeover == Takeover::unsatisfiable;
  return {truth(early || apart),
          Verdict::reject,
          early ? 486 : 488,
          early ? "the dialog to replace is an early one" : "the dialog cannot be joined",
          {}};
}

Answer Case::moment() const {
  return {either(facts_.early, negate(facts_.in_window)), Verdict::reject, 480,
          "the conference is not open at that time", "the time, against validity"};
}

Answer Case::locked() const {
  const Truth passes = policy_.lock.moderator_bypass ? moderator_ : Truth::no;
  return {both(facts_.locked, negate(passes)), Verdict::reject, 403, "the conference is locked",
          "whether the conference is locked"};
}

// Replaces brings no further leg.
Answer Case::capacity() const {
  if (facts_.way == Way::replaces) {
    return {};
  }
  return {either(facts_.full, facts_.legs_used), Verdict::reject, 486, "no place is left", "how many are there"};
}

Answer Case::moderator() const {
  if (!policy_.moderation.require_moderator_present) {
    return {};
  }
  return {both(negate(facts_.moderator_present), negate(moderator_)), Verdict::lobby, 182, "no moderator is there yet",
          "whether a moderator is there"};
}

// An INVITE without an offer is answered with the focus's own, which is secured.
Answer Case::offered_media() const {
  if (facts_.has_offer == Truth::no) {
    return {};
  }
  const bool open = facts_.has_offer == Truth::unknown || own_media_;
  const Truth fails = open ? Truth::unknown : offer_.refused;
  return {fails, Verdict::reject, 488, "the media that is left would not do", "the offer, readable"};
}

std::span<const int> accepted_codes(Stage stage) {
  static constexpr auto kConference = std::to_array<int>({404, 410, 480, 604});
  static constexpr auto kSignalling = std::to_array<int>({480, 403, 416});
  static constexpr auto kDialIn = std::to_array<int>({403, 404, 405, 480, 603});
  static constexpr auto kAnonymity = std::to_array<int>({433, 403, 603});
  static constexpr auto kSignature = std::to_array<int>({436, 437, 438, 403});
  static constexpr auto kPassport = std::to_array<int>({428, 403, 401, 433});
  static constexpr auto kIdentity = std::to_array<int>({401, 407, 403, 428, 433});
  static constexpr auto kDenied = std::to_array<int>({403, 603});
  static constexpr auto kListed = std::to_array<int>({403, 603, 404, 182, 183});
  static constexpr auto kTakeover = std::to_array<int>({403, 481, 486, 488, 603});
  static constexpr auto kTime = std::to_array<int>({480, 403});
  static constexpr auto kLocked = std::to_array<int>({403, 480, 486});
  static constexpr auto kCapacity = std::to_array<int>({486, 480, 503, 600, 603});
  static constexpr auto kModerator = std::to_array<int>({182, 183, 480});
  static constexpr auto kMedia = std::to_array<int>({488, 606, 415});
  static constexpr std::array<std::span<const int>, kStages> kCodes = {std::span<const int>(),
                                                                       {},
                                                                       kConference,
                                                                       kSignalling,
                                                                       kDialIn,
                                                                       kAnonymity,
                                                                       kSignature,
                                                                       kPassport,
                                                                       kIdentity,
                                                                       kDenied,
                                                                       kListed,
                                                                       kTakeover,
                                                                       kTime,
                                                                       kLocked,
                                                                       kCapacity,
                                                                       kModerator,
                                                                       kMedia,
                                                                       {}};
  return kCodes[static_cast<std::size_t>(stage)];
}

}  // namespace confstate::policy
