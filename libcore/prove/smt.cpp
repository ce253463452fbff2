#include "prove/smt.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "prove/door.hpp"
#include "prove/smt_words.hpp"
#include "uri/host.hpp"

namespace confstate::prove {
namespace {

using namespace smt;
using policy::Matcher;
using policy::MatchKind;
using policy::SourceIn;
using policy::Truth;

// The caller: a user and a host, how he is written, and with which scheme. A number has its user alone, with '+'.
std::string identity_declarations() {
  return R"smt((declare-datatypes ((Sort 0)) (((address) (unproven) (phone) (tel))))
(declare-datatypes ((Source 0)) (((passport) (pai) (digest) (tls-cert) (from))))
(declare-const user String)
(declare-const host String)
(declare-const sort Sort)
(declare-const sips Bool)
(define-fun named-nobody () Bool (and (= sort address) (str.in_re user anonymous)))
(define-fun is-anonymous () Bool (and (not (= sort tel)) (or named-nobody (str.in_re host nobodys))))
(define-fun domain-only () Bool (and named-nobody (not (str.in_re host invalid))))
(assert (ite (= sort address) (str.in_re user plain-user) (str.in_re user number)))
(assert (str.in_re host some-host))
(assert (=> (= sort tel) (not sips)))
)smt";
}

std::string request_declarations(std::string_view suffix, std::size_t neighbours, std::size_t moments) {
  return fmt::format(
      "(declare-const source{0} Source)\n(declare-const neighbour{0} Int)\n(declare-const moment{0} Int)\n"
      "(assert (and (<= 0 neighbour{0}) (< neighbour{0} {1}) (<= 0 moment{0}) (< moment{0} {2})))\n"
      "(assert (=> (= source{0} digest) (or (= sort address) (= sort unproven))))\n"
      "(assert (=> (= source{0} tls-cert) (not (= sort tel))))\n",
      suffix, neighbours, moments);
}

std::string one_of(std::string_view variable, const std::vector<std::size_t>& values) {
  std::vector<std::string> equal;
  equal.reserve(values.size());
  for (const std::size_t value : values) {
    equal.push_back(fmt::format("(= {} {})", variable, value));
  }
  return either(equal);
}

// Writes what one policy says of the request.
class Writer {
 public:
  Writer(const policy::Policy& policy, std::size_t number, const Neighbours& neighbours,
         const std::vector<policy::Moment>& moments)
      : policy_(policy),
        number_(number),
        neighbours_(neighbours),
        moments_(moments),
        door_(policy, number, neighbours, moments) {}

  // What does not depend on the request: who may speak for the caller, and in which form he counts.
  [[nodiscard]] std::string definitions() const {
    std::string out;
    std::vector<std::string> asserted;
    for (std::size_t i = 0; i < policy_.identity.trust.size(); ++i) {
      std::vector<std::string> hosts;
      std::vector<std::string> numbers;
      for (const std::string& entry : policy_.identity.trust[i].may_assert) {
        add_assertion(entry, hosts, numbers);
      }
      out += define(fmt::format("host-of-{}", i), either(hosts));
      out += define(fmt::format("number-of-{}", i), either(numbers));
      asserted.push_back(all({name(fmt::format("host-of-{}", i)), name(fmt::format("number-of-{}", i))}));
    }
    out +=
        define("by-number", either({"(= sort phone)", "(= sort tel)", all({"(= sort unproven)", either(asserted)})}));
    const bool by_domain = policy_.identity.anonymity.domain_only == policy::OnDomainOnly::admit_if_domain_allowed;
    out += define("exact-only", by_domain ? "(and is-anonymous (not domain-only))" : "is-anonymous");
    return out;
  }

  // A request is let in: `suffix` tells which.
  [[nodiscard]] std::string admission(std::string_view suffix) const {
    const std::string moment = fmt::format("moment{}", suffix);
    std::string out = define(fmt::format("allowed{}", suffix), allowed(moment));
    out += define(fmt::format("denied{}", suffix), denied(moment));
    out += define(fmt::format("shown{}", suffix), shown(suffix));
    out += define(fmt::format("admitted{}", suffix), all({name(fmt::format("shown{}", suffix)), decided(suffix)}));
    return out;
  }
  [[nodiscard]] std::string name(std::string_view what) const { return fmt::format("p{}-{}", number_, what); }
  // A match as allow rules read it.
  [[nodiscard]] std::string names(const policy::Match& match) const { return named(match, policy::Side::allow); }

 private:
  [[nodiscard]] std::string define(std::string_view what, const std::string& formula) const {
    return fmt::format("(define-fun {} () Bool {})\n", name(what), formula);
  }

  static std::string on_host(std::string_view domain, bool itself, bool below) {
    const std::string own = language(domain);
    const std::string under = concat({"dotted", language("." + std::string(domain))});
    const std::string both = itself && below ? fmt::format("(re.union {} {})", own, under) : itself ? own : under;
    return is_in("host", concat({both, "any-port"}));
  }

  static std::string begins_with(std::string_view digits) {
    return is_in("user", concat({language(digits), "(re.* digit)"}));
  }

  static void add_assertion(const std::string& entry, std::vector<std::string>& hosts,
                            std::vector<std::string>& numbers) {
    if (entry == "*") {
      hosts.emplace_back("true");
      numbers.emplace_back("true");
    } else if (entry.starts_with('+') || entry.find_first_not_of("0123456789") == std::string::npos) {
      numbers.push_back(begins_with(entry));
    } else {
      const bool below = entry.starts_with('.');
      hosts.push_back(on_host(uri::canonical_host(below ? entry.substr(1) : entry), !below, below));
    }
  }

  // A part of a pattern, or of a word, held against a variable behind what stands before it.
  static std::string on_part(std::string_view variable, std::string_view before, std::string_view text) {
    if (text == "*") {
      return "true";
    }
    if (!text.starts_with(before)) {
      if (text.find('*') >= before.size()) {
        return "false";
      }
      return is_in(fmt::format("(str.++ {} {})", literal(before), variable), pattern(text));
    }
    text.remove_prefix(before.size());
    if (text == "*") {
      return "true";
    }
    return text.find('*') == std::string_view::npos ? fmt::format("(= {} {})", variable, literal(text))
                                                    : is_in(variable, pattern(text));
  }

  // The address, in the scheme in which it is compared.
  [[nodiscard]] std::string on_address(const Matcher& matcher, policy::Side side) const {
    const bool strict = policy_.identity.strict_scheme && side == policy::Side::allow;
    const auto in_scheme = [&](std::string_view scheme) { return address_in(matcher, side, scheme); };
    const std::string formula =
        strict ? fmt::format("(ite sips {} {})", in_scheme("sips:"), in_scheme("sip:")) : in_scheme("sip:");
    return formula == "false" ? formula : all({"(not (= sort tel))", formula});
  }

  // An address has exactly one '@', and "*" takes none.
  [[nodiscard]] static std::string address_in(const Matcher& matcher, policy::Side side, std::string_view scheme) {
    const bool folds = side == policy::Side::deny && matcher.text.starts_with("sips:");
    const std::string text = folds ? "sip:" + matcher.text.substr(5) : matcher.text;
    const std::size_t sign = text.find('@');
    switch (matcher.kind) {
      case MatchKind::uri:
      case MatchKind::tel:
        return sign == std::string::npos || !text.starts_with(scheme)
                   ? "false"
                   : all({fmt::format("(= user {})", literal(text.substr(scheme.size(), sign - scheme.size()))),
                          fmt::format("(= host {})", literal(text.substr(sign + 1)))});
      case MatchKind::domain:
        return on_host(text, true, matcher.sub);
      case MatchKind::pattern:
        return sign == std::string::npos || text.find('@', sign + 1) != std::string::npos
                   ? "false"
                   : all({on_part("user", scheme, std::string_view(text).substr(0, sign)),
                          on_part("host", "", std::string_view(text).substr(sign + 1))});
      case MatchKind::any:
        return "true";
      case MatchKind::tel_prefix:
      case MatchKind::role:
        break;
    }
    return "false";
  }

  [[nodiscard]] static std::string on_number(const Matcher& matcher) {
    std::string formula = "false";
    if (matcher.kind == MatchKind::any) {
      formula = "true";
    } else if ((matcher.kind == MatchKind::tel || matcher.kind == MatchKind::uri) && matcher.text.starts_with("tel:")) {
      formula = fmt::format("(= user {})", literal(matcher.text.substr(4)));
    } else if (matcher.kind == MatchKind::tel_prefix) {
      formula = begins_with(matcher.text.substr(4));
    } else if (matcher.kind == MatchKind::pattern && matcher.text.find('@') == std::string::npos) {
      formula = on_part("user", "tel:", matcher.text);
    }
    return formula == "false" ? formula : all({"(not (= sort address))", formula});
  }

  [[nodiscard]] std::string named(const policy::Match& match, policy::Side side) const {
    std::vector<std::string> any;
    for (const Matcher& matcher : policy::matchers_of(policy_, match)) {
      const bool exact = matcher.kind == MatchKind::uri || matcher.kind == MatchKind::tel;
      const std::string address = on_address(matcher, side);
      const std::string number = on_number(matcher);
      const std::string formula = side == policy::Side::deny
                                      ? either({address, number})
                                      : fmt::format("(ite {} {} {})", name("by-number"), number, address);
      any.push_back(exact ? formula : all({negate(name("exact-only")), formula}));
    }
    return either(any);
  }

  [[nodiscard]] std::vector<std::size_t> moments_when(const policy::MemberRule& rule, policy::Side side) const {
    std::vector<std::size_t> when;
    for (std::size_t i = 0; i < moments_.size(); ++i) {
      if (policy::holds(rule, moments_[i], side)) {
        when.push_back(i);
      }
    }
    return when;
  }

  [[nodiscard]] std::string allowed(std::string_view moment) const {
    std::vector<std::string> rules;
    for (const policy::MemberRule& rule : policy_.membership.allow) {
      if (rule.methods.has(policy::Method::dial_in)) {
        rules.push_back(
            all({one_of(moment, moments_when(rule, policy::Side::allow)), named(rule.match, policy::Side::allow)}));
      }
    }
    return either(rules);
  }

  [[nodiscard]] std::string denied(std::string_view moment) const {
    std::vector<std::string> rules;
    for (const policy::MemberRule& rule : policy_.membership.deny) {
      rules.push_back(
          all({one_of(moment, moments_when(rule, policy::Side::deny)), named(rule.match, policy::Side::deny)}));
    }
    return either(rules);
  }

  // The policy reads the source; a neighbour's word counts where an entry covers both him and the caller.
  [[nodiscard]] std::string shown(std::string_view suffix) const {
    std::vector<std::string> entries;
    for (std::size_t i = 0; i < policy_.identity.trust.size(); ++i) {
      if (policy_.identity.trust[i].requests) {
        const std::string covers =
            fmt::format("(ite {} {} (and (not (= sort tel)) {}))", name("by-number"),
                        name(fmt::format("number-of-{}", i)), name(fmt::format("host-of-{}", i)));
        entries.push_back(all({one_of(fmt::format("neighbour{}", suffix), neighbours_of_entry(i)), covers}));
      }
    }
    std::vector<std::string> sources;
    for (std::size_t i = 0; i < policy_.identity.sources_dial_in.size(); ++i) {
      const SourceIn source = policy_.identity.sources_dial_in[i];
      const std::string here = fmt::format("(= source{} {})", suffix, policy::word(source));
      sources.push_back(source == SourceIn::pai ? all({here, either(entries)}) : here);
    }
    return either(sources);
  }

  [[nodiscard]] std::vector<std::size_t> neighbours_of_entry(std::size_t entry) const {
    std::vector<std::size_t> covered;
    for (std::size_t i = 0; i < neighbours_.all.size(); ++i) {
      if (neighbours_.all[i].covers[number_][entry]) {
        covered.push_back(i);
      }
    }
    return covered;
  }

  // The decision itself is a finite table: who he is to the policy, at each moment, through each neighbour.
  [[nodiscard]] std::string decided(std::string_view suffix) const {
    std::vector<std::string> rows;
    for (unsigned flags = 0; flags < 16; ++flags) {
      const bool anonymous = (flags & 4U) != 0;
      if (!anonymous && (flags & 8U) != 0) {
        continue;
      }
      const std::string who = all({literal_of(flags, 1, name(fmt::format("allowed{}", suffix))),
                                   literal_of(flags, 2, name(fmt::format("denied{}", suffix))),
                                   literal_of(flags, 4, "is-anonymous"), literal_of(flags, 8, "domain-only")});
      for (std::size_t moment = 0; moment < moments_.size(); ++moment) {
        const std::string when = admitted_when(flags, moment, suffix);
        if (when != "false") {
          rows.push_back(all({who, fmt::format("(= moment{} {})", suffix, moment), when}));
        }
      }
    }
    return either(rows);
  }

  [[nodiscard]] static std::string literal_of(unsigned flags, unsigned flag, const std::string& formula) {
    return (flags & flag) != 0 ? formula : negate(formula);
  }

  [[nodiscard]] std::string admitted_when(unsigned flags, std::size_t moment, std::string_view suffix) const {
    std::vector<std::string> when;
    for (std::size_t i = 0; i < policy_.identity.sources_dial_in.size(); ++i) {
      const SourceIn source = policy_.identity.sources_dial_in[i];
      std::vector<std::size_t> through;
      for (std::size_t neighbour = 0; neighbour < neighbours_.all.size(); ++neighbour) {
        if (is_admitted(flags, moments_[moment], source, neighbour)) {
          through.push_back(neighbour);
        }
      }
      if (!through.empty()) {
        const std::string from =
            through.size() == neighbours_.all.size() ? "true" : one_of(fmt::format("neighbour{}", suffix), through);
        when.push_back(all({fmt::format("(= source{} {})", suffix, policy::word(source)), from}));
      }
    }
    return either(when);
  }

  [[nodiscard]] bool is_admitted(unsigned flags, policy::Moment now, SourceIn source, std::size_t neighbour) const {
    policy::Person person;
    person.source = source;
    person.allowed = policy::truth((flags & 1U) != 0);
    person.denied = policy::truth((flags & 2U) != 0);
    person.anonymous = policy::truth((flags & 4U) != 0);
    person.domain_only = policy::truth((flags & 8U) != 0);
    policy::DialInFacts facts = door_.good_call(now, neighbour);
    facts.signature = source == SourceIn::passport || policy_.identity.passport.required ? policy::Signature::valid
                                                                                         : policy::Signature::absent;
    facts.from_anonymous = person.anonymous;
    facts.persons = {person};
    return admits(policy_, facts);
  }

  const policy::Policy& policy_;
  std::size_t number_;
  const Neighbours& neighbours_;
  const std::vector<policy::Moment>& moments_;
  Door door_;
};

std::string query(std::string_view comment, const std::string& formula) {
  return fmt::format("; {}\n(push 1)\n(assert {})\n(check-sat)\n(pop 1)\n", comment, formula);
}

}  // namespace

std::string smt_of_comparison(const policy::Policy& first, const policy::Policy& second) {
  const std::array<const policy::Policy*, 2> policies{&first, &second};
  const Neighbours neighbours = neighbours_of(policies);
  const std::vector<policy::Moment> moments = moments_of(policies);
  const Writer a(first, 0, neighbours, moments);
  const Writer b(second, 1, neighbours, moments);
  std::string out = prelude() + identity_declarations();
  out += request_declarations("", neighbours.all.size(), moments.size());
  out += request_declarations("-2", neighbours.all.size(), moments.size());
  out += a.definitions() + b.definitions() + a.admission("") + b.admission("") + b.admission("-2");
  out += query("let in by the first policy only", "(and p0-admitted (not p1-admitted))");
  out += query("let in by the second policy only", "(and p1-admitted (not p0-admitted))");
  out += query("one caller, let in by both (P8)", "(and p0-admitted p1-admitted-2)");
  return out;
}

std::string smt_of_policy(const policy::Policy& policy, const std::optional<Asked>& who) {
  const std::array<const policy::Policy*, 1> policies{&policy};
  const Neighbours neighbours = neighbours_of(policies);
  const std::vector<policy::Moment> moments = moments_of(policies);
  const Writer writer(policy, 0, neighbours, moments);
  std::string out =
      prelude() + identity_declarations() + request_declarations("", neighbours.all.size(), moments.size());
  out += writer.definitions() + writer.admission("");
  out += query("P1: let in by a From that anybody can write, or by a domain alone",
               "(and p0-admitted (or (= source from) is-anonymous))");
  out += query("P4: somebody who can dial in", "p0-admitted");
  if (who) {
    out += query("P9: the caller asked about", fmt::format("(and p0-admitted {})", writer.names(match_of(*who))));
  }
  return out;
}

}  // namespace confstate::prove
