#include "policy/decide.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "policy/stages.hpp"

namespace confstate::policy {
namespace {

struct StageText {
  std::string_view number;
  std::string_view words;
};

constexpr std::array<StageText, kStages> kStageTexts = {{{"0", "form of the request"},
                                                         {"1", "dialog and transaction"},
                                                         {"2", "the conference"},
                                                         {"3", "signalling"},
                                                         {"4", "dialling in"},
                                                         {"5", "anonymity"},
                                                         {"6a", "signed identity"},
                                                         {"6b", "required signature"},
                                                         {"6c", "identity"},
                                                         {"7", "deny list and bans"},
                                                         {"8", "allow list"},
                                                         {"9", "taking over a dialog"},
                                                         {"10", "time"},
                                                         {"11", "lock"},
                                                         {"12", "capacity"},
                                                         {"13", "moderator"},
                                                         {"14", "media"},
                                                         {"15", "admission"}}};

Candidate admission(Truth partial) {
  return {partial == Truth::yes ? Verdict::admit_partial : Verdict::admit, 200, Stage::admitted};
}

// Lines that may or may not be taken leave both kinds of admission open.
Truth partial_of(const Case& asked, const DialInFacts& facts) {
  return facts.has_offer == Truth::no ? Truth::no : asked.offer().partial;
}

// The person whose rule decided at a list; -1 for none.
std::int32_t deciding_rule(const DialInFacts& facts, std::int32_t Person::*rule) {
  for (const Person& person : facts.persons) {
    if (person.*rule >= 0 && person.proven != Truth::no) {
      return person.*rule;
    }
  }
  return -1;
}

std::string list_pointer(std::string_view list, std::int32_t rule) {
  return rule < 0 ? fmt::format("/membership/{}", list) : fmt::format("/membership/{}/{}", list, rule);
}

void add_need(Decision& decision, std::string_view need) {
  if (!need.empty() && std::ranges::find(decision.needs, need) == decision.needs.end()) {
    decision.needs.push_back(need);
  }
}

void add_candidate(std::vector<Candidate>& candidates, const Candidate& one) {
  const bool there = std::ranges::any_of(candidates, [&](const Candidate& other) {
    return other.verdict == one.verdict && other.code == one.code && other.stage == one.stage;
  });
  if (!there) {
    candidates.push_back(one);
  }
}

// What the first stage with an answer says; stages behind it are `also`.
void settle(Decision& decision, const Candidate& by) {
  if (!decision.candidates.empty()) {
    add_candidate(decision.candidates, by);
    decision.verdict = Verdict::indeterminate;
    decision.code = 0;
    decision.stage = decision.candidates.front().stage;
    return;
  }
  decision.verdict = by.verdict;
  decision.code = by.code;
  decision.stage = by.stage;
}

void add_also(Decision& decision, const Case& asked) {
  for (std::size_t i = 0; i < Case::kQuestions; ++i) {
    const Stage stage = Case::stage_of(i);
    const bool told = !decision.also.empty() && decision.also.back() == stage;
    if (stage > decision.stage && !told && asked.ask(i).fails == Truth::yes) {
      decision.also.push_back(stage);
    }
  }
}

// Asks until a stage refuses for certain; what may refuse before is a candidate.
Candidate ask_stages(Decision& decision, const Case& asked, Truth partial) {
  for (std::size_t i = 0; i < Case::kQuestions; ++i) {
    const Answer answer = asked.ask(i);
    const Stage stage = Case::stage_of(i);
    decision.steps.push_back({stage, answer.fails, answer.fails == Truth::no ? 0 : answer.code, answer.why});
    const Candidate refusal{answer.verdict, answer.code, stage};
    if (answer.fails == Truth::yes) {
      return refusal;
    }
    if (answer.fails == Truth::unknown) {
      add_candidate(decision.candidates, refusal);
      add_need(decision, answer.needs);
    }
  }
  if (partial == Truth::unknown) {
    add_candidate(decision.candidates, admission(Truth::yes));
    add_need(decision, "whether each line is secured");
  }
  return admission(partial);
}

}  // namespace

std::string_view number_of(Stage stage) {
  return kStageTexts[static_cast<std::size_t>(stage)].number;
}

std::string_view words(Stage stage) {
  return kStageTexts[static_cast<std::size_t>(stage)].words;
}

std::string pointer_of(const Policy& policy, const DialInFacts& facts, Stage stage) {
  switch (stage) {
    case Stage::conference:
      return "/validity/notAfter";
    case Stage::signalling:
      return policy.signalling.require_sips && facts.sips != Truth::yes ? "/signalling/requireSips"
                                                                        : "/signalling/minTransport";
    case Stage::dial_in:
      return "/dialIn/enabled";
    case Stage::anonymity:
      return "/identity/anonymity/explicit";
    case Stage::signature:
      return "/identity/passport";
    case Stage::passport:
      return "/identity/passport/required";
    case Stage::identity:
      return "/identity/anonymity/missing";
    case Stage::denied:
      return facts.banned == Truth::yes ? "/membership/bans"
                                        : list_pointer("deny", deciding_rule(facts, &Person::deny_rule));
    case Stage::listed:
      return policy.membership.mode == Mode::closed ? "/membership/allow" : "/membership/mode";
    case Stage::takeover:
      return facts.way == Way::join ? "/dialIn/viaJoin" : "/dialIn/viaReplaces";
    case Stage::time:
      return facts.early == Truth::no ? "/validity/windows" : "/validity/notBefore";
    case Stage::locked:
      return "/lock";
    case Stage::capacity:
      return facts.full == Truth::no ? "/conference/maxLegsPerUser" : "/conference/maxParticipants";
    case Stage::moderator:
      return "/moderation/requireModeratorPresent";
    case Stage::media:
      return "/media";
    case Stage::admitted:
      return policy.membership.mode == Mode::closed ? list_pointer("allow", deciding_rule(facts, &Person::allow_rule))
                                                    : "/membership/mode";
    case Stage::form:
    case Stage::dialog:
      break;
  }
  return {};
}

Decision decide(const Policy& policy, const DialInFacts& facts) {
  const Case asked(policy, facts);
  Decision decision;
  settle(decision, ask_stages(decision, asked, partial_of(asked, facts)));
  decision.pointer = pointer_of(policy, facts, decision.stage);
  if (decision.verdict != Verdict::indeterminate) {
    // A stage that refuses, or holds in a lobby, accepts what does the same.
    std::ranges::copy_if(accepted_codes(decision.stage), std::back_inserter(decision.accepted),
                         [&](int code) { return code != decision.code && (code < 200) == (decision.code < 200); });
    add_also(decision, asked);
  }
  if (asked.person() >= 0) {
    decision.person = static_cast<std::size_t>(asked.person());
  }
  decision.hidden = asked.is_hidden();
  decision.offer = asked.offer();
  return decision;
}

Outcome decide_quickly(const Policy& policy, const DialInFacts& facts) {
  const Case asked(policy, facts);
  for (std::size_t i = 0; i < Case::kQuestions; ++i) {
    const Answer answer = asked.ask(i);
    if (answer.fails == Truth::yes) {
      return {answer.verdict, answer.code, Case::stage_of(i)};
    }
    if (answer.fails == Truth::unknown) {
      return {Verdict::indeterminate, 0, Case::stage_of(i)};
    }
  }
  const Truth partial = partial_of(asked, facts);
  const Candidate admitted = admission(partial);
  return {partial == Truth::unknown ? Verdict::indeterminate : admitted.verdict,
          partial == Truth::unknown ? 0 : admitted.code, admitted.stage};
}

}  // namespace confstate::policy
