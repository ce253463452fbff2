#include "prove/compare.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "prove/contest.hpp"
#include "prove/offers.hpp"

namespace confstate::prove {
namespace {

using policy::Truth;

struct Taken {
  policy::MediaLine line;
  SecurityVector vector;
};

// Lines that a section takes for certain, one of each vector.
std::vector<Taken> taken_by(const policy::Media& media, const std::vector<policy::MediaLine>& lines) {
  std::vector<Taken> out;
  for (const policy::MediaLine& line : lines) {
    const policy::LineDecision decision = policy::decide_line(media, line);
    const SecurityVector vector = vector_of(line, decision);
    const bool met = std::ranges::any_of(out, [&](const Taken& other) { return other.vector == vector; });
    if (decision.taken == Truth::yes && !met) {
      out.push_back({line, vector});
    }
  }
  return out;
}

// A line that `own` takes although it is worse than everything that `other` takes.
std::optional<policy::MediaLine> worse_line(const policy::Media& own, const policy::Media& other) {
  const std::array<const policy::Media*, 2> both{&own, &other};
  for (std::size_t type = 0; type < policy::kMediaTypes.size(); ++type) {
    const std::vector<policy::MediaLine> lines = lines_of(static_cast<policy::MediaType>(type), both);
    const std::vector<Taken> others = taken_by(other, lines);
    for (const Taken& one : taken_by(own, lines)) {
      const auto as_good = [&](const Taken& floor) { return is_as_good(one.vector, floor.vector); };
      if (std::ranges::none_of(others, as_good)) {
        return one.line;
      }
    }
  }
  return std::nullopt;
}

// What an offer must bring besides: a section that asks less is laxer.
std::string asks_less(const policy::Media& own, const policy::Media& other) {
  for (std::size_t i = 0; i < other.must_have.size(); ++i) {
    if (!own.must_have.has(other.must_have[i])) {
      return fmt::format("an offer without {}", policy::word(other.must_have[i]));
    }
  }
  const bool parts = own.reject == policy::RejectMedia::stream && other.reject == policy::RejectMedia::call;
  return parts ? "an offer with one line that is refused" : "";
}

std::optional<Difference> media_difference(const std::vector<Contest::Sections>& sections, std::size_t one) {
  for (const Contest::Sections& each : sections) {
    const policy::Media& own = *each.media[one];
    const policy::Media& other = *each.media[1 - one];
    const std::optional<policy::MediaLine> line = worse_line(own, other);
    const std::string media = line ? describe(*line) : asks_less(own, other);
    if (!media.empty()) {
      Difference out{Aspect::media, {}, {}};
      out.witness.who = each.who;
      out.witness.media = media;
      out.words = sentence(out.witness);
      return out;
    }
  }
  return std::nullopt;
}

// What one policy's keys let pass that the other's would not: an event without new keys, or more time.
std::string key_difference(const policy::GroupKeys& own, const policy::GroupKeys& other) {
  if (!other.enabled) {
    return {};
  }
  if (!own.enabled) {
    return "group keys are not renewed at all";
  }
  for (std::size_t i = 0; i < other.renew_on.size(); ++i) {
    if (!own.renew_on.has(other.renew_on[i])) {
      return fmt::format("keys stay as they are on {}", policy::word(other.renew_on[i]));
    }
  }
  return own.deadline_ms <= other.deadline_ms
             ? std::string()
             : fmt::format("keys may be renewed {} ms after the event, not {} ms", own.deadline_ms, other.deadline_ms);
}

std::vector<Difference> differences(const Contest& contest, const std::array<const policy::Policy*, 2>& policies,
                                    std::size_t one) {
  std::vector<Difference> out;
  if (auto witness = contest.only(one)) {
    std::string words = sentence(*witness);
    out.push_back({Aspect::admission, std::move(words), std::move(*witness)});
  }
  if (auto media = media_difference(contest.sections(), one)) {
    out.push_back(std::move(*media));
  }
  std::string keys = key_difference(policies[one]->group_keys, policies[1 - one]->group_keys);
  if (!keys.empty()) {
    out.push_back({Aspect::keys, std::move(keys), {}});
  }
  return out;
}

Relation relation_of(const Comparison& comparison) {
  if (!comparison.only_first.empty() && !comparison.only_second.empty()) {
    return Relation::incomparable;
  }
  if (!comparison.undecided.empty()) {
    return Relation::undecided;
  }
  if (!comparison.only_first.empty()) {
    return Relation::stricter;
  }
  return comparison.only_second.empty() ? Relation::equivalent : Relation::laxer;
}

std::vector<std::string> left_out(const policy::Policy& a, const policy::Policy& b) {
  std::vector<std::string> out;
  const auto note = [&](bool same, std::string_view pointer) {
    if (!same) {
      out.emplace_back(pointer);
    }
  };
  note(a.conference == b.conference, "/conference");
  note(a.validity.windows == b.validity.windows, "/validity/windows");
  note(a.validity.on_end == b.validity.on_end, "/validity/onEnd");
  note(a.membership.bans == b.membership.bans, "/membership/bans");
  note(a.membership.unlisted == b.membership.unlisted, "/membership/unlisted");
  note(a.dial_out.offer == b.dial_out.offer && a.dial_out.supported == b.dial_out.supported &&
           a.dial_out.follow_3xx == b.dial_out.follow_3xx && a.dial_out.max_parallel == b.dial_out.max_parallel &&
           a.dial_out.ring_timeout_sec == b.dial_out.ring_timeout_sec,
       "/dialOut");
  note(a.identity.passport.anchors == b.identity.passport.anchors &&
           a.identity.passport.max_age_sec == b.identity.passport.max_age_sec &&
           a.identity.passport.min_attest == b.identity.passport.min_attest,
       "/identity/passport");
  note(a.cdiv.evidence == b.cdiv.evidence && a.cdiv.decide_at == b.cdiv.decide_at &&
           a.cdiv.identity_grace_ms == b.cdiv.identity_grace_ms,
       "/cdiv");
  note(a.media.downgrade == b.media.downgrade && a.media.gate_until_admitted == b.media.gate_until_admitted, "/media");
  policy::GroupKeys keys = b.group_keys;
  keys.enabled = a.group_keys.enabled;
  keys.renew_on = a.group_keys.renew_on;
  keys.deadline_ms = a.group_keys.deadline_ms;
  note(a.group_keys == keys, "/groupKeys");
  note(a.roles == b.roles, "/roles");
  note(a.moderation.wait_timeout_sec == b.moderation.wait_timeout_sec &&
           a.moderation.end_when_last_moderator_leaves == b.moderation.end_when_last_moderator_leaves,
       "/moderation");
  note(a.lock.initial == b.lock.initial && a.lock.after_start_sec == b.lock.after_start_sec &&
           a.lock.after_count == b.lock.after_count,
       "/lock");
  note(a.refer == b.refer, "/refer");
  note(a.signalling.digest == b.signalling.digest, "/signalling/digest");
  note(a.notifications == b.notifications, "/notifications");
  note(a.chat_rooms == b.chat_rooms, "/chatRooms");
  note(a.report == b.report, "/report");
  return out;
}

}  // namespace

std::string_view word(Relation relation) {
  constexpr std::array<std::string_view, 5> kWords = {"equivalent", "stricter", "laxer", "incomparable", "undecided"};
  return kWords[static_cast<std::size_t>(relation)];
}

Comparison compare(const policy::Policy& first, const policy::Policy& second) {
  const std::array<const policy::Policy*, 2> policies{&first, &second};
  const Contest contest(first, second);
  Comparison out;
  out.undecided = contest.undecided();
  out.classes = contest.census().classes.size();
  out.only_first = differences(contest, policies, 0);
  out.only_second = differences(contest, policies, 1);
  out.relation = relation_of(out);
  const std::optional<std::string> both = contest.in_both();
  out.in_both = both.value_or(std::string());
  out.disjoint = both ? Outcome::refuted : out.undecided.empty() ? Outcome::proven : Outcome::undecided;
  out.not_compared = left_out(first, second);
  return out;
}

}  // namespace confstate::prove
