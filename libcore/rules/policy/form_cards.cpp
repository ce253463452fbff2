// CSP001, CSP002, CSP011: what the reader of policies finds in their form.
#include <array>

#include "rules/policy/examples.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::FormFaultKind;

constexpr std::string_view kPlainPolicy = CONFSTATE_CALLED(R"( "media": {"mustHave": []})");

constexpr std::array<diag::Card, 4> kFormCards{{
    {.area = "policy",
     .id = "not-a-policy-text",
     .severity = Severity::error,
     .profiles = {},
     .spec = {"RFC 8259", "2"},
     .title = "a policy is JSON, or YAML without anchors, aliases, tags and merge keys",
     .why = "What cannot be read cannot be enforced. JSON may hold comments; YAML is read without the parts that make "
            "one line stand for a million, and as one document only.",
     .bad = "{\"schemaVersion\": 1, \"id\": x}\n",
     .good = kPlainPolicy,
     .rows = "CSP001",
     .options = {}},
    {.area = "policy",
     .id = "key-repeated",
     .severity = Severity::error,
     .profiles = {},
     .spec = {"RFC 8259", "4"},
     .title = "an object has each key once",
     .why = "Most readers keep the last of two equal keys and say nothing. A second, empty deny list then opens the "
            "door to everybody whom the first one names.",
     .bad = CONFSTATE_CALLED(R"( "media": {"mustHave": [], "mustHave": ["video"]})"),
     .good = kPlainPolicy,
     .rows = "CSP001",
     .options = {}},
    {.area = "policy",
     .id = "schema-violated",
     .severity = Severity::error,
     .profiles = {},
     .spec = {"conf-policy(5)", "FIELDS"},
     .title = "every field is known and has a value of its kind",
     .why = "A field that nobody knows does nothing, and the default holds instead of what was meant: a typing error "
            "is an open door. Keys that begin with x- are free for notes.",
     .bad = CONFSTATE_CALLED(R"( "media": {"mustHve": []})"),
     .good = kPlainPolicy,
     .rows = "CSP002",
     .options = {}},
    {.area = "policy",
     .id = "template-missing",
     .severity = Severity::error,
     .profiles = {},
     .spec = {"conf-policy(5)", "Layers"},
     .title = "the policy that this one extends is there and does not extend this one",
     .why = "Without its template a policy falls back to the defaults, which may be stricter or laxer than what was "
            "meant. Templates are looked up by their id among the files of --templates; a ring of them has no end.",
     .bad = CONFSTATE_CALLED(R"( "extends": "company")"),
     .good = kPlainPolicy,
     .rows = "CSP011",
     .options = {}},
}};

}  // namespace

std::span<const diag::Card> policy_form_cards() {
  return kFormCards;
}

const diag::Card& card_of(FormFaultKind kind) {
  return kFormCards[static_cast<std::size_t>(kind)];
}

}  // namespace confstate::rules
