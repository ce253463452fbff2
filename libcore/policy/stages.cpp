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
    known_ = either(known_, usable);
    moderator_ = either(moderator_, both(usable, person.moderator));
    domain_only = either(domain_only, both(person.proven, person.domain_only));
    if (person.source == SourceIn::pai) {
      trusted = either(trusted, usable);
    }
    if (usable == Truth::yes &&
        (person_ < 0 ||
         (facts.persons[static_cast<std::size_t>(person_)].allowed != Truth::yes && person.allowed == Truth::yes))) {
      person_ = static_cast<std::int32_t>(i);
    }
  }
  const Anonymity& anonymity = policy.identity.anonymity;
  const Truth asked = either(facts.from_anonymous, facts.privacy);
  const Truth hides =
      anonymity.privacy_with_trusted_id == OnPrivacy::admit_hidden ? both(trusted, facts.privacy) : Truth::no;
  const Truth by_domain = anonymity.domain_only == OnDomainOnly::admit_if_domain_allowed ? domain_only : Truth::no;
  hidden_ = both(asked, hides);
  explicit_ = both(asked, negate(either(hides, by_domain)));
  if (facts.has_offer != Truth::no) {
    offer_ = decide_offer(media(), facts.lines);
  }
}

const Media& Case::media() const {
  const auto& allow = policy_.membership.allow;
  if (person_ >= 0) {
    const std::int32_t rule = facts_.persons[static_cast<std::size_t>(person_)].allow_rule;
    if (rule >= 0 && static_cast<std::size_t>(rule) < allow.size() && allow[static_cast<std::size_t>(rule)].media) {
      return *allow[static_cast<std::size_t>(rule)].media;
    }
  }
  return policy_.media;
}

Answer Case::ask(Stage stage) const {
  using Question = Answer (Case::*)() const;
  static constexpr std::array<Question, kStages - 1> kQuestions = {
      &Case::form,      &Case::dialog,   &Case::conference, &Case::signalling, &Case::dial_in,      &Case::anonymity,
      &Case::signature, &Case::passport, &Case::identity,   &Case::denied,     &Case::listed,       &Case::takeover,
      &Case::time,      &Case::locked,   &Case::capacity,   &Case::moderator,  &Case::offered_media};
  const auto index = static_cast<std::size_t>(stage);
  return index < kQuestions.size() ? (this->*kQuestions[index])() : Answer{};
}

Answer Case::form() const {
  return {truth(facts_.form_fault != 0), Verdict::reject, facts_.form_fault, "the request is not well formed", {}};
}

Answer Case::dialog() const {
  return {truth(facts_.dialog_fault != 0), Verdict::reject, facts_.dialog_fault, "no dialog or transaction fits", {}};
}

Answer Case::conference() const {
  if (facts_.exists != Truth::yes) {
    return {negate(facts_.exists), Verdict::reject, 404, "there is no such conference",
            "whether the conference exists"};
  }
  return {facts_.ended, Verdict::reject, 410, "the conference is over", "the time, against validity.notAfter"};
}

Answer Case::signalling() const {
  if (policy_.signalling.require_sips && facts_.sips != Truth::yes) {
    return {negate(facts_.sips), Verdict::reject, 480, "the Request-URI is not sips", "the Request-URI"};
  }
  const Transport least = policy_.signalling.min_transport;
  if (!facts_.transport) {
    return {least == Transport::udp ? Truth::no : Truth::unknown, Verdict::reject, 403,
            "the transport is below signalling.minTransport", "the transport of the request"};
  }
  return {truth(*facts_.transport < least), Verdict::reject, 403, "the transport is below signalling.minTransport", {}};
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
Answer Case::takeover() const {
  if (facts_.way == Way::dial_in) {
    return {};
  }
  if (facts_.takeover == Takeover::no_dialog) {
    return {Truth::yes, Verdict::reject, 481, "the dialog to take over is not there", {}};
  }
  if (facts_.takeover == Takeover::terminated) {
    return {Truth::yes, Verdict::reject, 603, "the dialog to take over has ended", {}};
  }
  const Via via = facts_.way == Way::join ? policy_.dial_in.via_join : policy_.dial_in.via_replaces;
  Truth may = truth(via == Via::any_allowed);
  if (via == Via::same_user) {
    may = facts_.same_user;
  } else if (via == Via::moderator) {
    may = moderator_;
  }
  if (may != Truth::yes) {
    return {negate(may), Verdict::reject, 403, "the caller may not take that dialog over",
            "whose dialog is to be taken over"};
  }
  if (facts_.takeover == Takeover::early_only) {
    return {truth(facts_.way == Way::replaces), Verdict::reject, 486, "the dialog to replace is an early one", {}};
  }
  return {truth(facts_.takeover == Takeover::unsatisfiable), Verdict::reject, 488, "the dialog cannot be joined", {}};
}

Answer Case::time() const {
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
  const Truth fails = facts_.has_offer == Truth::unknown ? Truth::unknown : offer_.refused;
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
