// Whom a rule names: canonical identities against rules (uri/identity.hpp has the canonical form).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.hpp"
#include "uri/identity.hpp"

namespace confstate::policy {

// Allow rules compare the canonical form only; deny rules the telephone form and the sip form, and both schemes, else
// ";user=phone" or "sips:" would escape them.
enum class Side : std::uint8_t { allow, deny };

// The identity of a URI under a policy's reading (identity.strictScheme).
[[nodiscard]] uri::Identity identity_of(const Policy& policy, std::string_view uri);

// True where the text is `pattern`: "*" is any run of characters, also none, without '@'; anchored at both ends. Takes
// time in proportion to the product of the lengths at most.
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view text);

// A pattern in the form of canonical identities: its scheme and host in lower case, sips as sip unless the policy is
// strict, escapes of unreserved characters undone, default ports dropped.
[[nodiscard]] std::string canonical_pattern(std::string_view pattern, bool strict_scheme);

// A rule's match, made ready: its texts in canonical form. A role is taken apart into the matches of its own users.
struct Matcher {
  MatchKind kind = MatchKind::any;
  std::string text;  // canonical: identity, host, "tel:+4930", or pattern
  bool sub = false;
};

// The matchers of one rule: one, or those of the role's users. A role that names itself, or is not there, adds nothing.
[[nodiscard]] std::vector<Matcher> matchers_of(const Policy& policy, const Match& match);

// True where one of them names that identity. What is anonymous is named by no domain, pattern or `any`, but for a
// domain-only one under domainOnly=admit-if-domain-allowed.
[[nodiscard]] bool matches(std::span<const Matcher> matchers, const uri::Identity& identity, Side side,
                           const Policy& policy);

// Seconds since 1970; nothing: a moment when every rule holds.
using Moment = std::optional<std::int64_t>;

// True where a rule holds at that moment. A notAfter that is no date-time ends what allows and keeps what denies.
[[nodiscard]] bool holds(const MemberRule& rule, Moment now, Side side);

// The rules of a policy, made ready once for many callers.
class Rules {
 public:
  explicit Rules(const Policy& policy);  // the policy must outlive it

  [[nodiscard]] const Policy& policy() const { return policy_; }
  // The first rule that names the identity, of those that hold at that moment and have the method; nothing where none
  // does.
  [[nodiscard]] std::optional<std::size_t> allowed(const uri::Identity& identity, Method method, Moment now) const;
  [[nodiscard]] std::optional<std::size_t> denied(const uri::Identity& identity, Moment now) const;
  // True where the identity is a user of that role, or a rule that allows it names the role.
  [[nodiscard]] bool has_role(const uri::Identity& identity, std::string_view role) const;
  // True where one of its roles may do that.
  [[nodiscard]] bool may(const uri::Identity& identity, Right right) const;

  [[nodiscard]] std::span<const Matcher> allow(std::size_t rule) const { return allow_[rule]; }
  [[nodiscard]] std::span<const Matcher> deny(std::size_t rule) const { return deny_[rule]; }

 private:
  const Policy& policy_;
  std::vector<std::vector<Matcher>> allow_;
  std::vector<std::vector<Matcher>> deny_;
  std::vector<std::vector<Matcher>> roles_;  // the users of each role
};

}  // namespace confstate::policy
