// prove: exact questions about policies: whom rules name together, what can be proven about a policy or about two, and
// a concrete caller who shows it. It may use base, uri and policy. It never guesses: what it cannot decide it says so,
// with the reason.
//
// This header is for the cards of conf-lint: which rules ever decide anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.hpp"

namespace confstate::prove {

enum class Answer : std::uint8_t { no, yes, undecided };

// Whether the deny rules cover a rule: everybody whom it names is denied.
struct Coverage {
  Answer covered = Answer::no;
  bool names_nobody = false;    // the rule names nobody at all, whatever is denied; `covered` is no then
  std::vector<std::size_t> by;  // covered: indices into membership.deny, in their order, of rules that do it together;
                                // none of them can be left out; one alone where one alone does it
  std::string caller;           // covered: somebody whom the rule names; else: somebody whom it names and nobody denies
};

// Whether another allow rule makes a rule superfluous: it names everybody whom this rule names, with the same effect
// (its methods, roles and end include those of this rule, its media is the same). Of two equal rules the later one is
// shadowed.
struct Shadow {
  Answer shadowed = Answer::no;
  std::size_t by = 0;  // shadowed: index into membership.allow
  std::string caller;  // shadowed: somebody whom both name
};

// How far the host part of a pattern reaches. Registrable domains are found with the caller's public suffixes.
enum class Breadth : std::uint8_t {
  none,        // it names nobody
  one_host,    // one host, or no sip address at all (patterns of numbers)
  one_domain,  // several hosts, all in one registrable domain
  several      // hosts of at least two registrable domains
};
struct PatternReach {
  Breadth breadth = Breadth::none;
  std::string one;    // a caller whom it names, the shortest
  std::string other;  // `several`: one in another registrable domain; `one_domain`: one on another host
};
// True for "com", "co.uk": names below which everybody may register.
using PublicSuffix = std::function<bool(std::string_view host)>;
// Without a predicate only single labels are public suffixes. The pattern is as written; never fails.
[[nodiscard]] PatternReach reach_of_pattern(std::string_view pattern, bool strict_scheme,
                                            const PublicSuffix& is_public = {});

// Whether somebody can ever come in, by dialling in or by being dialled, whatever the circumstances.
struct Joining {
  Answer possible = Answer::no;
  std::string caller;        // possible: who, in canonical form; "" for somebody without identity
  bool by_dial_out = false;  // possible: only when the focus calls
  std::string reason;        // not possible, or undecided: why, in words
};

// The reach of one policy's rules, computed once for many questions. Exact over all callers: users that are not empty,
// hosts of non-empty labels, numbers of "+" and 1 to 15 digits. Where there are 65,536 classes of callers or more,
// every answer is `undecided`. Bans, locks, capacity and the clock are taken to be in the caller's favour.
class Reach {
 public:
  explicit Reach(const policy::Policy& policy);  // the policy must outlive it
  ~Reach();
  Reach(Reach&&) noexcept;
  Reach& operator=(Reach&&) noexcept;

  // Why answers are undecided; empty where they are not.
  [[nodiscard]] const std::string& undecided() const;

  // Of an index into membership.allow.
  [[nodiscard]] Coverage coverage(std::size_t allow_rule) const;
  [[nodiscard]] Shadow shadow(std::size_t allow_rule) const;
  // Whether everybody whom the rule names is denied or has no way in: by its methods, the sources of identity, ...
  [[nodiscard]] Joining joining(std::size_t allow_rule) const;
  // Of an index into a role's users.
  [[nodiscard]] Coverage coverage_of_role(std::size_t role, std::size_t user) const;

  // Whether anybody at all can join; with `moderator`: anybody with the role "moderator".
  [[nodiscard]] Joining somebody() const;
  [[nodiscard]] Joining moderator() const;

  // Whether an allow rule names anybody for whom a value of mayAssert speaks ("example.com", ".example.com", "+4930",
  // "*").
  [[nodiscard]] Answer asserts_somebody(std::string_view may_assert) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace confstate::prove
