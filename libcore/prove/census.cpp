#include "prove/census.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "policy/caller.hpp"
#include "prove/overlap.hpp"
#include "prove/sides.hpp"

namespace confstate::prove {
namespace {

using List = std::vector<std::uint32_t>;

// Work with identities outside the universe: each is held against every rule.
constexpr std::size_t kConcreteWork = 2'000'000;

void sort_out(List& list) {
  std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// Classes so far, each with its first caller.
class Collector {
 public:
  explicit Collector(std::size_t limit) : limit_(limit) {}

  void add(CallerClass made) {
    Key key{made.sort, made.anonymous, made.domain_only, made.address, made.address_exact, made.number};
    const auto [at, is_new] = index_.try_emplace(std::move(key), classes_.size());
    if (is_new) {
      classes_.push_back(std::move(made));
    } else if (is_nicer(made.uri, classes_[at->second].uri)) {
      classes_[at->second].uri = std::move(made.uri);
    }
  }
  [[nodiscard]] bool is_full() const { return classes_.size() > limit_; }
  [[nodiscard]] std::vector<CallerClass> take() {
    std::ranges::sort(classes_, [](const CallerClass& a, const CallerClass& b) { return is_nicer(a.uri, b.uri); });
    return std::move(classes_);
  }

 private:
  using Key = std::tuple<Sort, bool, bool, List, List, List>;
  std::size_t limit_;
  std::vector<CallerClass> classes_;
  std::map<Key, std::size_t> index_;
};

// Puts users and hosts together.
class Composer {
 public:
  Composer(const Atoms& atoms, const Sides& sides, Collector& out) : atoms_(atoms), sides_(sides), out_(out) {
    for (std::uint32_t i = 0; i < atoms.atoms.size(); ++i) {
      const Atom& atom = atoms.atoms[i];
      if (atom.number.form == Form::any) {
        any_number_.push_back(i);
      }
      if (atom.host.form == Form::any) {
        any_host_.push_back(i);
      }
    }
    for (std::size_t scheme = 0; scheme < 2; ++scheme) {
      with_user_[scheme].resize(atoms.atoms.size());
      for (std::uint32_t user = 0; user < sides.users.size(); ++user) {
        for (const std::uint32_t atom : scheme == 0 ? sides.users[user].sip : sides.users[user].sips) {
          with_user_[scheme][atom].push_back(user);
        }
      }
    }
    for (std::uint32_t user = 0; user < sides.users.size(); ++user) {
      of_kind_[sides.users[user].kind].push_back(user);
    }
    all_numbers_ = of_kind_[kNumberUser].size() * sides.hosts.size() <= kNumberPairs;
  }

  // False where there are more than the limit.
  [[nodiscard]] bool compose() {
    for (const UserClass& user : sides_.users) {
      add_number(user);
    }
    for (std::size_t scheme = 0; scheme < (atoms_.two_schemes ? 2U : 1U); ++scheme) {
      for (const HostClass& host : sides_.hosts) {
        add_host(scheme, host);
        if (out_.is_full()) {
          return false;
        }
      }
    }
    return !out_.is_full();
  }
  [[nodiscard]] bool all_numbers() const { return all_numbers_; }

 private:
  static constexpr std::size_t kNumberPairs = 65'536;

  [[nodiscard]] static const Question& user_of(const Atom& atom, std::size_t scheme) {
    return scheme == 0 ? atom.user : atom.user_of_sips;
  }

  [[nodiscard]] List groups_of(const List& atoms, bool exact_only = false) const {
    List groups;
    for (const std::uint32_t atom : atoms) {
      if (!exact_only || atoms_.atoms[atom].exact) {
        groups.push_back(atoms_.atoms[atom].group);
      }
    }
    sort_out(groups);
    return groups;
  }

  [[nodiscard]] List number_groups(const UserClass& user, bool exact_only = false) const {
    List atoms = user.number;
    atoms.insert(atoms.end(), any_number_.begin(), any_number_.end());
    return groups_of(atoms, exact_only);
  }

  void add_number(const UserClass& user) {
    if (user.kind == kNumberUser) {
      out_.add({"tel:" + user.user, Sort::number, false, false, {}, {}, number_groups(user)});
    }
  }

  void add_host(std::size_t scheme, const HostClass& host) {
    List whole;                        // atoms that this host alone satisfies
    std::map<std::uint32_t, List> of;  // by user, the atoms that it satisfies with him
    List asked = host.atoms;
    asked.insert(asked.end(), any_host_.begin(), any_host_.end());
    for (const std::uint32_t atom : asked) {
      if (user_of(atoms_.atoms[atom], scheme).form == Form::any) {
        whole.push_back(atom);
        continue;
      }
      for (const std::uint32_t user : with_user_[scheme][atom]) {
        of[user].push_back(atom);
      }
    }
    for (const auto& [user, atoms] : of) {
      add_pair(scheme, sides_.users[user], host, whole, atoms);
    }
    for (std::size_t kind = 0; kind < kUserKinds; ++kind) {
      add_unnamed(scheme, host, whole, of, kind);
    }
  }

  // Somebody of each kind whom nothing but his host names: the first one stands for all, but for numbers.
  void add_unnamed(std::size_t scheme, const HostClass& host, const List& whole,
                   const std::map<std::uint32_t, List>& named, std::size_t kind) {
    for (const std::uint32_t user : of_kind_[kind]) {
      if (named.contains(user)) {
        continue;
      }
      add_pair(scheme, sides_.users[user], host, whole, {});
      if (kind != kNumberUser || !all_numbers_) {
        return;
      }
    }
  }

  void add_pair(std::size_t scheme, const UserClass& user, const HostClass& host, const List& whole, const List& more) {
    List atoms = whole;
    atoms.insert(atoms.end(), more.begin(), more.end());
    CallerClass made;
    made.uri = fmt::format("{}:{}@{}", scheme == 0 ? "sip" : "sips", user.user, host.host);
    made.anonymous = user.kind == kAnonymousUser || host.kind == kNobodysHost;
    made.domain_only = user.kind == kAnonymousUser && host.kind == kHost;
    made.address = groups_of(atoms);
    made.address_exact = made.anonymous ? groups_of(atoms, true) : List();
    if (user.kind == kNumberUser) {
      made.sort = Sort::unproven_number;
      made.number = number_groups(user, made.anonymous);
      CallerClass phone = made;
      phone.sort = Sort::phone;
      phone.uri += ";user=phone";
      out_.add(std::move(phone));
    }
    out_.add(std::move(made));
  }

  const Atoms& atoms_;
  const Sides& sides_;
  Collector& out_;
  List any_number_;
  List any_host_;
  std::array<std::vector<List>, 2> with_user_;  // by scheme and atom
  std::array<List, kUserKinds> of_kind_;        // users
  bool all_numbers_ = true;
};

// Identities outside the universe: each is held against every rule.
class Concrete {
 public:
  Concrete(std::span<const policy::Policy* const> policies, const Atoms& atoms, std::span<const Asked> asked)
      : policies_(policies), atoms_(atoms), asked_(asked) {}

  [[nodiscard]] CallerClass read(const std::string& uri) const {
    CallerClass made;
    made.uri = uri;
    const uri::Identity plain = uri::canonical_identity(uri);
    made.anonymous = plain.notes.anonymous;
    made.domain_only = plain.notes.domain_only;
    made.sort = sort_of(plain);
    for (std::uint32_t i = 0; i < atoms_.groups.size(); ++i) {
      const bool strict = policies_[atoms_.groups[i].policy]->identity.strict_scheme;
      const std::string address = uri::canonical_identity(uri, {.strict_scheme = strict}).address;
      note(made.address, i, {address, {}, address, {}}, false);
      note(made.address_exact, i, {made.anonymous ? address : std::string(), {}, address, {}}, true);
      note(made.number, i, {plain.telephone, plain.telephone, {}, {}}, made.anonymous);
    }
    return made;
  }

 private:
  static Sort sort_of(const uri::Identity& identity) {
    if (identity.notes.is_telephone) {
      return identity.address.empty() ? Sort::number : Sort::phone;
    }
    return identity.telephone.empty() ? Sort::address : Sort::unproven_number;
  }

  // A form is looked at as if it were all there is.
  void note(List& list, std::uint32_t group, uri::Identity form, bool exact_only) const {
    form.notes.is_telephone = form.address.empty();
    form.notes.anonymous = exact_only;
    if (!form.canonical.empty() && is_named(atoms_.groups[group], form)) {
      list.push_back(group);
    }
  }

  [[nodiscard]] bool is_named(const Group& group, const uri::Identity& form) const {
    const policy::Policy& own = *policies_[group.policy];
    if (group.part == Part::trust) {
      return policy::may_assert(own.identity.trust[group.index], form);
    }
    const policy::Side side = group.part == Part::deny ? policy::Side::deny : policy::Side::allow;
    return policy::matches(policy::matchers_of(own, match_of(own, group)), form, side, own);
  }

  [[nodiscard]] policy::Match match_of(const policy::Policy& own, const Group& group) const {
    switch (group.part) {
      case Part::allow:
        return own.membership.allow[group.index].match;
      case Part::deny:
        return own.membership.deny[group.index].match;
      case Part::role_user:
        return own.roles[group.index].users[group.sub].match;
      case Part::asked:
      case Part::trust:
        break;
    }
    return prove::match_of(asked_[group.index]);
  }

  std::span<const policy::Policy* const> policies_;
  const Atoms& atoms_;
  std::span<const Asked> asked_;
};

bool is_caller(const std::string& uri) {
  return uri.starts_with("sip:") || uri.starts_with("sips:") || uri.starts_with("tel:");
}

std::string too_many(const Atoms& atoms, std::size_t limit) {
  const std::vector<std::string> worst = overlapping_patterns(atoms.patterns, 4);
  std::string text = fmt::format("more than {} classes of callers", limit);
  if (!worst.empty()) {
    text += fmt::format("; the patterns that overlap most: {}", fmt::join(worst, ", "));
  }
  return text;
}

}  // namespace

Census take_census(std::span<const policy::Policy* const> policies, std::span<const Asked> asked,
                   const CensusLimits& limits) {
  Census census;
  Atoms atoms = atoms_of(policies, asked);
  Collector collector(limits.classes);
  const Sides sides = sides_of(atoms, {limits.classes, limits.states});
  Composer composer(atoms, sides, collector);
  const bool few = atoms.others.size() * atoms.groups.size() <= kConcreteWork;
  if (!sides.complete || !composer.compose() || !few) {
    census.undecided = few ? too_many(atoms, limits.classes + 1) : "too many identities of unusual form";
    census.groups = std::move(atoms.groups);
    return census;
  }
  const Concrete others(policies, atoms, asked);
  for (const std::string& uri : atoms.others) {
    if (is_caller(uri)) {
      collector.add(others.read(uri));
    }
  }
  census.all_numbers = composer.all_numbers();
  census.groups = std::move(atoms.groups);
  census.classes = collector.take();
  return census;
}

}  // namespace confstate::prove
