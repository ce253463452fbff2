// Which elements stand where: names, places, order, number (RFC 4575 section 6).
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules/example.hpp"
#include "rules/info/structure_cards.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::Name;

// The elements that have a child of that name; empty where too many do for a hint to help.
std::string homes_of(Name name) {
  std::vector<std::string> homes;
  for (std::size_t i = 0; i < info::kNames; ++i) {
    const auto home = static_cast<Name>(i);
    const std::optional<info::Type> type = info::only_type_of(home);
    if (type && info::find_child(*type, name) != nullptr) {
      homes.push_back(tag(home));
    }
  }
  const bool helps = !homes.empty() && homes.size() <= 3;
  return helps ? fmt::format("belongs in {}", fmt::join(homes, " or ")) : std::string();
}

// "`label` is an attribute of <entry>", where the name of an element without a place is that of an attribute; or
// nothing.
std::string attribute_hint(const StructureFinding& at) {
  const std::string_view local = at.node().name().local;
  const auto attribute = info::attribute_name_of(local);
  const bool helps = attribute && info::find_attribute(at.parent().type(), *attribute) != nullptr;
  return helps ? fmt::format("`{}` is an attribute of {}", local, shown(at.document, at.parent().node()))
               : std::string();
}

diag::Diagnostic describe_unknown(const StructureFinding& at) {
  diag::Diagnostic found =
      at_name(at.out, at.element(), fmt::format("{} is not an element of RFC 4575", shown(at.document, at.node())));
  const Name meant = meant_child(at.document, at.node());
  found.label = meant != Name::unknown ? did_you_mean(info::to_string(meant)) : attribute_hint(at);
  if (found.label.empty()) {
    found.help = "elements of your own need a namespace of their own";
  }
  return found;
}

constexpr diag::Card kUnknown = {
    .area = "info",
    .id = "element-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "every element in the namespace of RFC 4575 is one that it defines",
    .why =
        "Only the RFC can add names to its namespace. A reader that validates rejects the whole document, any other "
        "skips the element, and what it should have said is lost. Extensions bring a namespace of their own.",
    .bad = CONFSTATE_ENDPOINT("        <state>connected</state>\n"),
    .good = CONFSTATE_ENDPOINT("        <status>connected</status>\n"),
    .rows = "D2",
};

diag::Diagnostic describe_misplaced(const StructureFinding& at) {
  diag::Diagnostic found = at_name(
      at.out, at.element(),
      fmt::format("{} has no place in {}", shown(at.document, at.node()), shown(at.document, at.parent().node())));
  found.label = attribute_hint(at);
  if (found.label.empty()) {
    found.label = homes_of(at.document.name(at.node()));
  }
  return found;
}

constexpr diag::Card kMisplaced = {
    .area = "info",
    .id = "element-misplaced",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "every element stands in an element that may hold it",
    .why =
        "The same word means different things in different places: the status of an endpoint is not that of a medium, "
        "and a user has none. A reader looks for an element where the schema puts it, and finds nothing.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <joining-method>dialed-in</joining-method>
    </user>
)"),
    .good = CONFSTATE_ENDPOINT("        <joining-method>dialed-in</joining-method>\n"),
    .rows = "D2",
};

diag::Diagnostic describe_without_namespace(const StructureFinding& at) {
  diag::Diagnostic found =
      at_name(at.out, at.element(), fmt::format("{} is in no namespace", shown(at.document, at.node())));
  const Name meant = meant_child(at.document, at.node());
  if (meant != Name::unknown) {
    found.label = fmt::format("did you mean {} of RFC 4575?", tag(meant));
    found.help = fmt::format("put it into the namespace {}", info::kNamespace);
  } else {
    found.help = "an extension element needs a namespace of its own";
  }
  return found;
}

constexpr diag::Card kWithoutNamespace = {
    .area = "info",
    .id = "element-without-namespace",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "extension elements are in a namespace",
    .why =
        "The schema lets elements of other namespaces stand at the end of most elements; one in no namespace is not "
        "among them. Often a prefix was declared for the root and forgotten on its children.",
    .bad = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n  <poll xmlns=\"\"/>\n"),
    .good = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n  <poll xmlns=\"urn:example:poll\"/>\n"),
    .rows = "D2",
};

diag::Diagnostic describe_extension(const StructureFinding& at) {
  return at_name(at.out, at.element(),
                 fmt::format("{} admits no extension elements, but has <{}>", shown(at.document, at.parent().node()),
                             clipped(at.node().qname())));
}

constexpr diag::Card kExtension = {
    .area = "info",
    .id = "extension-misplaced",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "extension elements stand where the schema has room for them",
    .why =
        "Lists of URIs, roles, available media and sidebars, and the elements that say when and why, end without a "
        "wildcard. An extension element has to go into the next element around them that has one.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <roles>
        <entry>chair</entry>
        <badge xmlns="urn:example:badges"/>
      </roles>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <roles>
        <entry>chair</entry>
      </roles>
      <badge xmlns="urn:example:badges"/>
    </user>
)"),
    .rows = "D2",
};

diag::Diagnostic describe_order(const StructureFinding& at) {
  const bool late = at.place.other < at.place.node;
  const std::string other = shown(at.document, at.other());
  diag::Diagnostic found =
      at_name(at.out, at.element(),
              fmt::format("{} stands {} {}", shown(at.document, at.node()), late ? "after" : "before", other));
  found.label = fmt::format("must stand {} {}", late ? "before" : "after", other);
  found.related.push_back({at.other().name_span(), other + " is here"});
  return found;
}

constexpr diag::Card kOrder = {
    .area = "info",
    .id = "element-order",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning},
    .spec = {"RFC 4575", "6"},
    .title = "elements stand in the order of the schema",
    .why =
        "Every content model of the schema is a sequence, so a validating reader rejects the document though nothing "
        "in it is missing. Readers that look elements up by name do not mind. Extension elements come last.",
    .bad = CONFSTATE_ENDPOINT(R"(        <status>connected</status>
        <display-text>Bob's desk phone</display-text>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <display-text>Bob's desk phone</display-text>
        <status>connected</status>
)"),
    .rows = "D2",
};

diag::Diagnostic describe_repeated(const StructureFinding& at) {
  diag::Diagnostic found = at_name(
      at.out, at.element(),
      fmt::format("{} has more than one {}", shown(at.document, at.parent().node()), shown(at.document, at.node())));
  found.label = "one too many";
  found.related.push_back({at.other().name_span(), "first one here"});
  return found;
}

constexpr diag::Card kRepeated = {
    .area = "info",
    .id = "element-repeated",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "elements that can stand once do not stand twice",
    .why =
        "Only rows of lists repeat: users, endpoints, media, entries. Of two elements of any other kind some readers "
        "take the first and some the last, so that two subscribers see two conferences.",
    .bad = CONFSTATE_DESCRIPTION("    <subject>Budget</subject>\n    <subject>Roadmap</subject>\n"),
    .good = CONFSTATE_DESCRIPTION("    <subject>Budget and roadmap</subject>\n"),
    .rows = "D2",
};

// The children that the schema demands and an element does not have.
std::vector<std::string> missing_in(info::Element element) {
  std::vector<std::string> missing;
  for (const info::ChildRow& row : info::children_of(element.type())) {
    const bool missing_here = row.at_least > 0 && !element.child(row.name);
    if (missing_here && !has_child_meant(element.document(), element.node(), row.name)) {
      missing.push_back(tag(row.name));
    }
  }
  return missing;
}

diag::Diagnostic describe_missing(const StructureFinding& at) {
  const std::string missing = fmt::format("{}", fmt::join(missing_in(at.element()), " and "));
  diag::Diagnostic found =
      at_name(at.out, at.element(), fmt::format("{} has no {}", shown(at.document, at.node()), missing));
  found.label = fmt::format("{} is missing", missing);
  return found;
}

constexpr diag::Card kMissing = {
    .area = "info",
    .id = "element-missing",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "elements have the children that the schema demands",
    .why =
        "An entry without a URI offers nothing to call, a medium without a type cannot be set up, and a list without "
        "entries should be left out as a whole.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>tel:+18005671234</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
)"),
    .rows = "D2",
};

constexpr diag::Card kSipIncomplete = {
    .area = "info",
    .id = "call-info-sip-incomplete",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.7.9"},
    .title = "the dialog of a call is named by Call-ID and both tags",
    .why =
        "The element names a SIP dialog so that others can refer to the call, for instance to replace it. Only the "
        "Call-ID and both tags together are that name.",
    .bad = CONFSTATE_ENDPOINT(R"(        <call-info>
          <sip>
            <call-id>hsjh8980vhsb78</call-id>
          </sip>
        </call-info>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <call-info>
          <sip>
            <call-id>hsjh8980vhsb78</call-id>
            <from-tag>vav738dvbs</from-tag>
            <to-tag>8954jgjg8432</to-tag>
          </sip>
        </call-info>
)"),
    .rows = "D57",
};

diag::Diagnostic describe_mixed(const StructureFinding& at) {
  const std::string sip = shown(at.document, at.other());
  diag::Diagnostic found = at_name(
      at.out, at.element(),
      fmt::format("{} has both {} and <{}>", shown(at.document, at.parent().node()), sip, clipped(at.node().qname())));
  found.label = "either one or the other";
  found.related.push_back({at.other().name_span(), sip + " is here"});
  return found;
}

constexpr diag::Card kMixed = {
    .area = "info",
    .id = "call-info-mixed",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "call-info holds a SIP dialog or extension elements, not both",
    .why =
        "The content is a choice: a call is signalled by SIP or by something that an extension describes. More "
        "about a SIP call can stand inside the sip element, which has room for extensions at its end.",
    .bad = CONFSTATE_ENDPOINT(R"(        <call-info>
          <sip>
            <call-id>hsjh8980vhsb78</call-id>
            <from-tag>vav738dvbs</from-tag>
            <to-tag>8954jgjg8432</to-tag>
          </sip>
          <codec xmlns="urn:example:codecs">opus</codec>
        </call-info>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <call-info>
          <sip>
            <call-id>hsjh8980vhsb78</call-id>
            <from-tag>vav738dvbs</from-tag>
            <to-tag>8954jgjg8432</to-tag>
            <codec xmlns="urn:example:codecs">opus</codec>
          </sip>
        </call-info>
)"),
    .rows = "D2",
};

diag::Diagnostic describe_text(const StructureFinding& at) {
  diag::Diagnostic found = at_text(at.out, at.parent(),
                                   fmt::format("text {} in {}, which holds only elements", quoted(at.node().text()),
                                               shown(at.document, at.parent().node())));
  found.span = at.node().span();
  found.value = at.node().text();
  found.label = "stray text";
  return found;
}

constexpr diag::Card kText = {
    .area = "info",
    .id = "text-misplaced",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "text stands in elements that hold text",
    .why =
        "Elements that hold other elements hold nothing but white space between them. Text there is never shown to "
        "anybody, and a validating reader rejects the document.",
    .bad = CONFSTATE_ROSTER(R"(    nobody yet
)"),
    .good = CONFSTATE_ROSTER(R"(    <!-- nobody yet -->
)"),
    .rows = "D2",
};

diag::Diagnostic describe_element_in_value(const StructureFinding& at) {
  return at_name(at.out, at.element(),
                 fmt::format("{} holds only text, but has <{}>", shown(at.document, at.parent().node()),
                             clipped(at.node().qname())));
}

constexpr diag::Card kElementInValue = {
    .area = "info",
    .id = "element-in-value",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "simple values hold no elements",
    .why =
        "Texts, URIs, times and numbers are plain text to the schema. Markup inside, a link or an emphasis, makes the "
        "document invalid, and readers lose some part of the text.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <subject>Budget <b xmlns="http://www.w3.org/1999/xhtml">2027</b></subject>
)"),
    .good = CONFSTATE_DESCRIPTION("    <subject>Budget 2027</subject>\n"),
    .rows = "D2",
};

constexpr std::array<DocumentRule, 11> kStructureElementsRules = {{
    {kUnknown, report_faults<StructureFault::element_unknown, describe_unknown>},
    {kMisplaced, report_faults<StructureFault::element_misplaced, describe_misplaced>},
    {kWithoutNamespace, report_faults<StructureFault::element_without_namespace, describe_without_namespace>},
    {kExtension, report_faults<StructureFault::extension_misplaced, describe_extension>},
    {kOrder, report_faults<StructureFault::element_order, describe_order>},
    {kRepeated, report_faults<StructureFault::element_repeated, describe_repeated>},
    {kMissing, report_faults<StructureFault::element_missing, describe_missing>},
    {kSipIncomplete, report_faults<StructureFault::sip_incomplete, describe_missing>},
    {kMixed, report_faults<StructureFault::call_info_mixed, describe_mixed>},
    {kText, report_faults<StructureFault::text_misplaced, describe_text>},
    {kElementInValue, report_faults<StructureFault::element_in_value, describe_element_in_value>},
}};

}  // namespace

std::span<const DocumentRule> element_structure_rules() {
  return kStructureElementsRules;
}

}  // namespace confstate::rules
