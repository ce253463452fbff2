#include "policy/question.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "policy/caller.hpp"

namespace confstate::policy {
namespace {

constexpr std::string_view kStranger = "stranger";
constexpr std::string_view kNobody = "nobody";

SourceIn source_of(ShownBy shown_by) {
  return static_cast<SourceIn>(static_cast<int>(shown_by) - static_cast<int>(ShownBy::passport));
}

// A neighbour as that trust entry wants him.
Neighbour neighbour_like(const TrustPeer& peer, Transport transport) {
  Neighbour made;
  made.transport = peer.transports.has(transport) || peer.transports.empty() ? transport : peer.transports[0];
  made.certified = truth(peer.mutual_tls);
  for (const std::string& text : peer.peers) {
    const std::string address = text.substr(0, text.find('/'));
    const bool is_address =
        address.find_first_not_of("0123456789.") == std::string::npos || address.find(':') != std::string::npos;
    if (is_address && made.address.empty()) {
      made.address = address;
    } else if (!is_address) {
      made.names.push_back(text);
      made.certified = Truth::yes;
    }
  }
  return made;
}

// Who delivers the request: the entry that is named, else one that may speak for the caller, else a stranger.
Neighbour neighbour_of(const Policy& policy, const Question& question, const uri::Identity& identity) {
  for (const TrustPeer& peer : policy.identity.trust) {
    const bool wanted = question.via.empty() ? peer.requests && may_assert(peer, identity) : peer.id == question.via;
    if (wanted) {
      return neighbour_like(peer, question.transport);
    }
  }
  return {"", question.transport, Truth::no, {}};
}

// The claims of a caller who is shown by one source, or by whichever comes first.
std::vector<Claim> claims_of(const Policy& policy, const Question& question) {
  if (question.who.empty() || question.shown_by == ShownBy::nobody) {
    return {};
  }
  if (question.shown_by != ShownBy::best) {
    return {{source_of(question.shown_by), question.who}};
  }
  std::vector<Claim> all;
  const WordList<SourceIn>& sources = policy.identity.sources_dial_in;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    all.push_back({sources[i], question.who});
  }
  return all;
}

// The keying that the policy names first, of those that key a call.
Offered best_of(const Media& media) {
  for (std::size_t i = 0; i < media.keying.size(); ++i) {
    switch (media.keying[i]) {
      case Keying::sdes:
        return Offered::sdes;
      case Keying::mikey:
      case Keying::mikey_ticket:
        return Offered::mikey;
      case Keying::dtls_srtp:
        return Offered::dtls;
      case Keying::zrtp:
      case Keying::tls:
      case Keying::tls_psk:
        break;
    }
  }
  return Offered::dtls;
}

bool is_srtp(MediaType type) {
  return type == MediaType::audio || type == MediaType::video || type == MediaType::text;
}

void add_suite(MediaLine& line, const Media& media) {
  const std::string name = media.srtp.suites.empty() ? "AES_CM_128_HMAC_SHA1_80" : media.srtp.suites.front();
  const Suite* suite = find_suite(name);
  line.keying = Keying::sdes;
  line.suite = name;
  line.auth_bits = suite == nullptr ? 0 : suite->auth_bits;
  line.key_bits = suite == nullptr ? 0 : suite->key_bits;
}

// Whether a moment lies beyond a limit of the policy; `sign` is 1 for after it, -1 for before it.
Truth is_beyond(const std::string& limit, Moment at, int sign) {
  if (limit.empty() || !at) {
    return Truth::no;
  }
  const std::optional<std::int64_t> instant = base::read_instant(limit);
  return instant ? truth((*at - *instant / base::kNanoseconds) * sign > 0) : Truth::unknown;
}

// Windows have time zones, whose rules are no part of a policy: whether a moment lies in one is unknown.
Truth in_windows(const Validity& validity, Moment at) {
  return validity.windows.empty() || !at ? Truth::yes : Truth::unknown;
}

// "nobody can be told, ...": the words of the stage that decided; of an open one what is missing.
std::string reason_of(const Decision& decision) {
  if (decision.verdict == Verdict::indeterminate) {
    return fmt::format("it depends on {}", fmt::join(decision.needs, ", and on "));
  }
  if (decision.stage == Stage::admitted) {
    return decision.verdict == Verdict::admit_partial ? "admitted, but not all media lines"
                                                      : "nothing speaks against it";
  }
  return std::string(decision.steps.back().why);
}

std::string_view reason_of_row(std::string_view row) {
  struct Row {
    std::string_view name;
    std::string_view reason;
  };
  static constexpr auto kRows = std::to_array<Row>({
      {"O1", "the target itself answers"},
      {"O2", "somebody else answers who is allowed, and counts as himself"},
      {"O2f", "the call was diverted, and the policy forbids that"},
      {"O3", "who rings is not allowed"},
      {"O4", "who answered is not allowed"},
      {"O5", "who answered turned out not to be allowed"},
      {"O6", "the call was diverted, and nobody says to whom"},
      {"O7", "nobody says who rings"},
      {"O8", "nobody says who answered"},
      {"O9", "the target may not be called"},
      {"O12", "the policy does not look at who answers"},
  });
  const auto* const found = std::ranges::find(kRows, row, &Row::name);
  return found == kRows.end() ? std::string_view() : found->reason;
}

Reply dial_in_reply(const Rules& rules, const Question& question) {
  const DialInFacts facts = dial_in_facts(rules, question);
  Reply reply;
  reply.decision = decide(rules.policy(), facts);
  reply.verdict = reply.decision->verdict;
  reply.code = reply.decision->code;
  reply.row = number_of(reply.decision->stage);
  reply.reason = reason_of(*reply.decision);
  reply.pointer = reply.decision->pointer;
  return reply;
}

Reply dial_out_reply(const Rules& rules, const Question& question) {
  const DialOutDecision decision = decide(rules.policy(), dial_out_facts(rules, question));
  Reply reply;
  reply.verdict = decision.verdict;
  reply.row = decision.row;
  reply.reason = decision.needs.empty() ? std::string(reason_of_row(decision.row))
                                        : fmt::format("it depends on {}", fmt::join(decision.needs, ", and on "));
  reply.pointer = decision.pointer;
  return reply;
}

Method method_of(Asks asks) {
  switch (asks) {
    case Asks::dial_out:
      return Method::dial_out;
    case Asks::refer:
      return Method::refer;
    case Asks::dial_in:
    case Asks::join:
    case Asks::replaces:
      break;
  }
  return Method::dial_in;
}

}  // namespace

base::Result<void> check(const Policy& policy, const Question& question) {
  const bool known =
      question.via.empty() || question.via == kStranger ||
      std::ranges::find(policy.identity.trust, question.via, &TrustPeer::id) != policy.identity.trust.end();
  if (!known) {
    return base::fail(fmt::format("the policy trusts no neighbour `{}`", question.via),
                      "the ids of identity.trust, or stranger");
  }
  return {};
}

MediaLine offered_line(const Media& media, Offered offered, MediaType type, Transport transport) {
  MediaLine line;
  line.type = type;
  line.exposure = transport == Transport::tls ? Exposure::hop : Exposure::plain;
  line.bound = truth(transport == Transport::tls);
  line.end_to_end = Truth::unknown;
  line.hash = media.dtls.hashes.empty() ? "sha-256" : media.dtls.hashes.front();
  const Offered wanted = offered == Offered::secured ? best_of(media) : offered;
  if (wanted == Offered::plain || wanted == Offered::none) {
    line.line_class = LineClass::plain;
  } else if (!is_srtp(type)) {
    line.line_class = LineClass::tls;
    line.keying = Keying::tls;
  } else if (wanted == Offered::sdes || wanted == Offered::osrtp) {
    add_suite(line, media);
    line.line_class = wanted == Offered::sdes ? LineClass::sdes : LineClass::osrtp;
  } else if (wanted == Offered::mikey) {
    line.line_class = LineClass::mikey;
    line.keying = media.keying.has(Keying::mikey) ? Keying::mikey : Keying::mikey_ticket;
  } else {
    line.line_class = LineClass::dtls;
    line.keying = Keying::dtls_srtp;
  }
  return line;
}

DialInFacts dial_in_facts(const Rules& rules, const Question& question) {
  const Policy& policy = rules.policy();
  const auto is = [&](Circumstance one) { return truth(question.circumstances.has(one)); };
  DialInFacts facts;
  const uri::Identity identity = identity_of(policy, question.who);
  facts.persons = persons_of(rules, claims_of(policy, question), neighbour_of(policy, question, identity),
                             Method::dial_in, question.at);
  facts.transport = question.transport;
  facts.sips = truth(question.transport == Transport::tls);
  facts.ended = is_beyond(policy.validity.not_after, question.at, 1);
  facts.early = is_beyond(policy.validity.not_before, question.at, -1);
  facts.in_window = in_windows(policy.validity, question.at);
  facts.from_anonymous = either(is(Circumstance::anonymous), truth(!question.who.empty() && identity.notes.anonymous));
  facts.privacy = is(Circumstance::privacy);
  const bool signed_by_caller = question.shown_by == ShownBy::passport || question.shown_by == ShownBy::best;
  facts.signature = signed_by_caller && !question.who.empty() ? Signature::valid : Signature::absent;
  facts.banned = is(Circumstance::banned);
  facts.locked = either(is(Circumstance::locked), truth(policy.lock.initial));
  facts.full = is(Circumstance::full);
  facts.legs_used = is(Circumstance::legs_used);
  facts.moderator_present = negate(is(Circumstance::no_moderator));
  facts.way = question.asks == Asks::join ? Way::join : question.asks == Asks::replaces ? Way::replaces : Way::dial_in;
  facts.has_offer = truth(question.media != Offered::none);
  WordList<MediaType> types = policy.media.must_have;
  if (types.empty()) {
    types = {MediaType::audio};
  }
  for (std::size_t i = 0; i < types.size() && question.media != Offered::none; ++i) {
    facts.lines.push_back(offered_line(policy.media, question.media, types[i], question.transport));
  }
  return facts;
}

DialOutFacts dial_out_facts(const Rules& rules, const Question& question) {
  const Policy& policy = rules.policy();
  const auto allowed = [&](const uri::Identity& identity, Method method) {
    const bool listed = policy.membership.mode != Mode::closed || rules.allowed(identity, method, question.at);
    return listed && !rules.denied(identity, question.at);
  };
  const uri::Identity target = identity_of(policy, question.who);
  DialOutFacts facts;
  facts.target_allowed = truth(allowed(target, method_of(question.asks)));
  facts.target_denied = truth(rules.denied(target, question.at).has_value());
  facts.diverted = truth(question.circumstances.has(Circumstance::diverted));
  if (question.answered_by == kNobody) {
    facts.answerer = Answerer::none;
    return facts;
  }
  const uri::Identity answerer = question.answered_by.empty() ? target : identity_of(policy, question.answered_by);
  if (answerer.canonical == target.canonical) {
    facts.answerer = Answerer::target;
  } else {
    facts.answerer = allowed(answerer, Method::dial_out) ? Answerer::other_allowed : Answerer::other_not_allowed;
  }
  return facts;
}

Reply reply_to(const Rules& rules, const Question& question) {
  Reply reply = is_dial_out(question) ? dial_out_reply(rules, question) : dial_in_reply(rules, question);
  const uri::Identity identity = identity_of(rules.policy(), question.who);
  reply.allow_rule = rules.allowed(identity, method_of(question.asks), question.at);
  reply.deny_rule = rules.denied(identity, question.at);
  return reply;
}

}  // namespace confstate::policy
