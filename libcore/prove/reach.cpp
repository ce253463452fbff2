#include "prove/reach.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/instant.hpp"
#include "prove/door.hpp"
#include "prove/minterms.hpp"
#include "uri/host.hpp"

namespace confstate::prove {
namespace {

using policy::MemberRule;
using Indices = std::vector<std::uint32_t>;

constexpr std::string_view kNoWay = "nobody is both listed and able to show who he is";

// True where a rule holds as long as another one does.
bool outlasts(const MemberRule& longer, const MemberRule& shorter) {
  const auto end = base::read_instant(longer.not_after);
  const auto other_end = base::read_instant(shorter.not_after);
  return longer.not_after.empty() || (end && other_end && *end >= *other_end);
}

bool denies_as_long(const MemberRule& deny, const MemberRule& rule) {
  return !base::read_instant(deny.not_after) || outlasts(deny, rule);
}

template <class T>
bool has_all(const std::vector<T>& all, const std::vector<T>& some) {
  return std::ranges::all_of(some, [&](const T& one) { return std::ranges::find(all, one) != all.end(); });
}

// Everything that `rule` gives, `wider` gives too.
bool gives_as_much(const MemberRule& wider, const MemberRule& rule) {
  return has_all(wider.methods.values, rule.methods.values) && has_all(wider.roles, rule.roles) &&
         wider.media == rule.media && outlasts(wider, rule);
}

// Members that meet every list between them, none of which can be left out: for each list not yet met the one that is
// in most lists, so that one alone is chosen where one alone does it.
Indices covering(const std::vector<Indices>& lists) {
  std::map<std::uint32_t, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (const std::uint32_t one : lists[i]) {
      places[one].push_back(i);
    }
  }
  const auto rarer = [&](std::uint32_t a, std::uint32_t b) { return places.at(a).size() < places.at(b).size(); };
  std::vector<std::size_t> hits(lists.size(), 0);
  Indices chosen;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (hits[i] == 0) {
      chosen.push_back(*std::ranges::max_element(lists[i], rarer));
      std::ranges::for_each(places.at(chosen.back()), [&](std::size_t list) { ++hits[list]; });
    }
  }
  Indices needed;
  for (const std::uint32_t one : chosen) {
    const std::vector<std::size_t>& met = places.at(one);
    if (std::ranges::all_of(met, [&](std::size_t list) { return hits[list] > 1; })) {
      std::ranges::for_each(met, [&](std::size_t list) { --hits[list]; });
    } else {
      needed.push_back(one);
    }
  }
  std::ranges::sort(needed);
  return needed;
}

}  // namespace

struct Reach::Parts {
  const policy::Policy& policy;
  std::array<const policy::Policy*, 1> policies;
  Census census;
  Neighbours neighbours;
  Door door;
  std::vector<Standing> standings;                               // by class
  std::vector<Indices> named;                                    // by allow rule: classes
  std::map<std::pair<std::size_t, std::size_t>, Indices> users;  // by role and user: classes
  std::map<Effect, std::optional<Passage>> passages;

  explicit Parts(const policy::Policy& own)
      : policy(own),
        policies{&own},
        census(take_census(policies)),
        neighbours(neighbours_of(policies)),
        door(own, 0, neighbours, moments_of(policies)),
        named(own.membership.allow.size()) {
    for (std::uint32_t i = 0; i < census.classes.size(); ++i) {
      standings.push_back(standing_of(census, 0, own, census.classes[i]));
      if (is_somebody(own, standings.back())) {
        note(i);
      }
    }
  }

  void note(std::uint32_t number) {
    for (const std::uint32_t rule : standings[number].allow) {
      named[rule].push_back(number);
    }
    const CallerClass& callers = census.classes[number];
    for (const std::uint32_t group : standings[number].by_number ? callers.number : callers.address) {
      if (census.groups[group].part == Part::role_user) {
        users[{census.groups[group].index, census.groups[group].sub}].push_back(number);
      }
    }
  }

  [[nodiscard]] Coverage coverage_of(const Indices& classes, const MemberRule& rule) const;
  [[nodiscard]] const std::optional<Passage>& passage(std::uint32_t number);
  template <class Wanted>
  [[nodiscard]] Joining first_joining(Wanted wanted);
};

Coverage Reach::Parts::coverage_of(const Indices& classes, const MemberRule& rule) const {
  Coverage out;
  if (!census.undecided.empty()) {
    out.covered = Answer::undecided;
    return out;
  }
  if (classes.empty()) {
    out.names_nobody = true;
    return out;
  }
  std::vector<Indices> denied;
  for (const std::uint32_t number : classes) {
    Indices by;
    for (const std::uint32_t deny : standings[number].deny) {
      if (denies_as_long(policy.membership.deny[deny], rule)) {
        by.push_back(deny);
      }
    }
    if (by.empty()) {
      out.caller = canonical_of(policy, census.classes[number].uri);
      return out;
    }
    denied.push_back(std::move(by));
  }
  out.caller = canonical_of(policy, census.classes[classes.front()].uri);
  out.covered = census.all_numbers ? Answer::yes : Answer::undecided;
  const Indices by = covering(denied);
  out.by.assign(by.begin(), by.end());
  return out;
}

const std::optional<Passage>& Reach::Parts::passage(std::uint32_t number) {
  const Sort sort = census.classes[number].sort;
  const auto [at, is_new] = passages.try_emplace(effect_of(door, standings[number], sort));
  if (is_new) {
    at->second = door.dial_in(standings[number], sort);
    at->second = at->second ? at->second : door.dial_out(standings[number]);
  }
  return at->second;
}

template <class Wanted>
Joining Reach::Parts::first_joining(Wanted wanted) {
  Joining out;
  if (!census.undecided.empty()) {
    out.possible = Answer::undecided;
    out.reason = census.undecided;
    return out;
  }
  for (std::uint32_t i = 0; i < census.classes.size(); ++i) {
    if (!wanted(i)) {
      continue;
    }
    if (const std::optional<Passage>& found = passage(i)) {
      out.possible = Answer::yes;
      out.caller = canonical_of(policy, census.classes[i].uri);
      out.by_dial_out = found->by_dial_out;
      return out;
    }
  }
  out.reason = kNoWay;
  return out;
}

Reach::Reach(const policy::Policy& policy) : parts_(std::make_unique<Parts>(policy)) {}
Reach::~Reach() = default;
Reach::Reach(Reach&&) noexcept = default;
Reach& Reach::operator=(Reach&&) noexcept = default;

const std::string& Reach::undecided() const {
  return parts_->census.undecided;
}

Coverage Reach::coverage(std::size_t allow_rule) const {
  return parts_->coverage_of(parts_->named[allow_rule], parts_->policy.membership.allow[allow_rule]);
}

Coverage Reach::coverage_of_role(std::size_t role, std::size_t user) const {
  const auto found = parts_->users.find({role, user});
  return parts_->coverage_of(found == parts_->users.end() ? Indices() : found->second,
                             parts_->policy.roles[role].users[user]);
}

// Of callers whom all name, the rules that name each are cut with those of the next.
Shadow Reach::shadow(std::size_t allow_rule) const {
  Shadow out;
  if (!parts_->census.undecided.empty()) {
    out.shadowed = Answer::undecided;
    return out;
  }
  const Indices& classes = parts_->named[allow_rule];
  const auto& rules = parts_->policy.membership.allow;
  if (classes.empty()) {
    return out;
  }
  Indices wider;
  for (const std::uint32_t rule : parts_->standings[classes.front()].allow) {
    if (rule != allow_rule && gives_as_much(rules[rule], rules[allow_rule])) {
      wider.push_back(rule);
    }
  }
  for (const std::uint32_t number : classes) {
    const Indices& also = parts_->standings[number].allow;
    std::erase_if(wider, [&](std::uint32_t rule) { return !std::ranges::binary_search(also, rule); });
  }
  for (const std::uint32_t rule : wider) {
    const bool equal = parts_->named[rule].size() == classes.size() && gives_as_much(rules[allow_rule], rules[rule]);
    if (!equal || rule < allow_rule) {
      return {Answer::yes, rule, canonical_of(parts_->policy, parts_->census.classes[classes.front()].uri)};
    }
  }
  return out;
}

Joining Reach::joining(std::size_t allow_rule) const {
  const Indices& classes = parts_->named[allow_rule];
  return parts_->first_joining([&](std::uint32_t number) { return std::ranges::binary_search(classes, number); });
}

Joining Reach::somebody() const {
  Joining out = parts_->first_joining([](std::uint32_t) { return true; });
  if (out.possible != Answer::yes && parts_->door.nameless()) {
    out.possible = Answer::yes;
    out.reason.clear();
  }
  return out;
}

Joining Reach::moderator() const {
  return parts_->first_joining([&](std::uint32_t number) {
    const policy::Person person = person_of(parts_->policy, parts_->standings[number], policy::SourceIn::from,
                                            policy::Method::dial_in, policy::Moment());
    return person.moderator == policy::Truth::yes;
  });
}

Answer Reach::asserts_somebody(std::string_view may_assert) const {
  policy::Policy asked;
  asked.membership.allow = parts_->policy.membership.allow;
  asked.roles = parts_->policy.roles;
  asked.identity.strict_scheme = parts_->policy.identity.strict_scheme;
  policy::TrustPeer peer;
  peer.may_assert = {std::string(may_assert)};
  asked.identity.trust = {peer};
  const std::array<const policy::Policy*, 1> policies{&asked};
  const Census census = take_census(policies);
  if (!census.undecided.empty()) {
    return Answer::undecided;
  }
  for (const CallerClass& callers : census.classes) {
    const Standing standing = standing_of(census, 0, asked, callers);
    if (!standing.allow.empty() && !standing.trust.empty()) {
      return Answer::yes;
    }
  }
  return Answer::no;
}

namespace {

// The registrable domain of a host; the host itself where it is a public suffix.
std::string_view registrable(std::string_view host, const PublicSuffix& is_public) {
  std::string_view best = host;
  for (std::string_view rest = host; !rest.empty();) {
    const std::size_t dot = rest.find('.');
    const std::string_view above = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    const bool suffix = is_public ? is_public(above) : above.find('.') == std::string_view::npos;
    if (above.empty() || suffix) {
      return above.empty() ? best : rest;
    }
    best = rest;
    rest = above;
  }
  return best;
}

std::string_view host_of_caller(std::string_view uri) {
  const std::size_t sign = uri.find('@');
  return sign == std::string_view::npos ? std::string_view() : uri.substr(sign + 1);
}

std::string_view without_port(std::string_view host) {
  return host.substr(0, host.find(':'));
}

// The first caller of a policy's only allow rule whose host is not among some domains.
std::string first_elsewhere(const policy::Policy& policy, const std::vector<std::string>& domains) {
  policy::Policy asked = policy;
  for (const std::string& domain : domains) {
    MemberRule deny;
    deny.match = {policy::MatchKind::domain, domain, true};
    asked.membership.deny.push_back(deny);
  }
  const std::array<const policy::Policy*, 1> policies{&asked};
  const Census census = take_census(policies);
  for (const CallerClass& callers : census.classes) {
    const Standing standing = standing_of(census, 0, asked, callers);
    const bool address = callers.sort == Sort::address || callers.sort == Sort::unproven_number;
    if (address && !callers.anonymous && !standing.allow.empty() && standing.deny.empty()) {
      return callers.uri;
    }
  }
  return {};
}

// Another host below that domain.
std::string first_other_host(const policy::Policy& policy, std::string_view host) {
  policy::Policy asked = policy;
  MemberRule deny;
  deny.match = {policy::MatchKind::domain, std::string(host), false};
  asked.membership.deny.push_back(deny);
  return first_elsewhere(asked, {});
}

}  // namespace

// A host that is itself a public suffix is nobody's registrable domain: the next callers are looked at instead.
PatternReach reach_of_pattern(std::string_view pattern, bool strict_scheme, const PublicSuffix& is_public) {
  PatternReach out;
  policy::Policy policy;
  policy.identity.strict_scheme = strict_scheme;
  MemberRule rule;
  rule.match = {policy::MatchKind::pattern, std::string(pattern), false};
  policy.membership.allow = {rule};
  out.one = first_elsewhere(policy, {});
  if (out.one.empty()) {
    const Reach reach(policy);
    const Coverage named = reach.coverage(0);
    out.one = named.caller;
    out.breadth = named.names_nobody ? Breadth::none : Breadth::one_host;
    return out;
  }
  const std::string_view host = without_port(host_of_caller(out.one));
  out.other = first_elsewhere(policy, {std::string(registrable(host, is_public))});
  if (!out.other.empty()) {
    out.breadth = Breadth::several;
    return out;
  }
  out.other = first_other_host(policy, host);
  out.breadth = out.other.empty() ? Breadth::one_host : Breadth::one_domain;
  return out;
}

}  // namespace confstate::prove
