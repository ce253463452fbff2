// The root and its namespace (RFC 4575 section 5.2). A root that can still be read in some way is one finding, and the
// rest of the document is judged on.
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/example.hpp"
#include "rules/info/structure_cards.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;

diag::Diagnostic describe_no_namespace(const StructureFinding& at) {
  diag::Diagnostic found =
      at_name(at.out, at.element(), fmt::format("{} is in no namespace", shown(at.document, at.node())));
  found.label = fmt::format("expected xmlns=\"{}\"", info::kNamespace);
  found.help = "declare the namespace on the root; the rest is judged as if it were declared";
  return found;
}

constexpr diag::Card kNoNamespace = {
    .area = "info",
    .id = "namespace-missing",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning},
    .spec = {"RFC 4575", "5.2"},
    .title = "the root is in the namespace of RFC 4575",
    .why =
        "An element is known by its namespace and its name together. To a namespace-aware reader a conference-info "
        "in no namespace is some other vocabulary's element, and it finds no conference in the document at all.",
    .bad = R"(<conference-info entity="sip:board@example.com" version="1">
  <conference-description/>
  <users/>
</conference-info>
)",
    .good = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
    .rows = "D5",
};

diag::Diagnostic describe_misspelt_namespace(const StructureFinding& at) {
  diag::Diagnostic found = at_name(at.out, at.element(),
                                   fmt::format("namespace {} is not that of RFC 4575", quoted(at.node().name().space)));
  found.value = at.node().name().space;
  found.label = did_you_mean(info::kNamespace);
  return found;
}

constexpr diag::Card kMisspeltNamespace = {
    .area = "info",
    .id = "namespace-misspelt",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "the namespace of the root is spelt as RFC 4575 spells it",
    .why =
        "Namespace names are compared character by character, upper and lower case included. One wrong letter makes "
        "it another namespace, and readers that know only RFC 4575 ignore everything in it.",
    .bad = R"(<conference-info xmlns="urn:ietf:params:xml:ns:Conference-Info"
                 entity="sip:board@example.com" version="1">
  <conference-description/>
  <users/>
</conference-info>
)",
    .good = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
    .rows = "D5",
};

diag::Diagnostic describe_fragment(const StructureFinding& at) {
  diag::Diagnostic found =
      at_name(at.out, at.element(),
              fmt::format("{} is only a part of a conference-info document", shown(at.document, at.node())));
  found.label = fmt::format("expected {}", tag(info::Name::conference_info));
  found.help = "wrap it in its parents up to the root; what it holds is judged as it stands";
  return found;
}

constexpr diag::Card kFragment = {
    .area = "info",
    .id = "root-fragment",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "a document is a whole conference-info, not a part of one",
    .why =
        "The schema knows one root. Protocols that send a user or a medium by itself borrow the namespace, but a "
        "subscriber of the conference package cannot tell what such a part belongs to.",
    .bad = R"(<users xmlns="urn:ietf:params:xml:ns:conference-info">
  <user entity="sip:bob@example.com"/>
</users>
)",
    .good = CONFSTATE_ROSTER("    <user entity=\"sip:bob@example.com\"/>\n"),
    .rows = "D5",
};

diag::Diagnostic describe_unknown_root(const StructureFinding& at) {
  const xml::ExpandedName name = at.node().name();
  const std::string_view expected = info::to_string(info::Name::conference_info);
  const std::string where = name.space.empty() ? "in no namespace" : fmt::format("in namespace {}", quoted(name.space));
  diag::Diagnostic found = at_name(
      at.out, at.element(), fmt::format("<{}> {} is not a conference-info document", clipped(name.local), where));
  found.value = name.local;
  const bool ours = name.space == info::kNamespace || name.space.empty();
  const bool near = ours && base::nearest(clipped(name.local), {&expected, 1}).has_value();
  found.label = near ? did_you_mean(expected) : fmt::format("expected {}", tag(info::Name::conference_info));
  found.note = "nothing else in this document was judged";
  return found;
}

constexpr diag::Card kUnknownRoot = {
    .area = "info",
    .id = "root-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "the root is conference-info",
    .why =
        "Every document of the conference event package has this one root, in the namespace of RFC 4575. Under any "
        "other nothing can be said about the conference, so nothing else is judged.",
    .bad = R"(<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@example.com"/>
)",
    .good = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
    .rows = "D5",
};

constexpr std::array<DocumentRule, 4> kStructureRootsRules = {{
    {kNoNamespace, report_faults<StructureFault::namespace_missing, describe_no_namespace>},
    {kMisspeltNamespace, report_faults<StructureFault::namespace_misspelt, describe_misspelt_namespace>},
    {kFragment, report_faults<StructureFault::root_fragment, describe_fragment>},
    {kUnknownRoot, report_faults<StructureFault::root_unknown, describe_unknown_root>},
}};

}  // namespace

std::span<const DocumentRule> root_structure_rules() {
  return kStructureRootsRules;
}

}  // namespace confstate::rules
