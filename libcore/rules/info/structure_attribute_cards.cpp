// Which attributes stand where (RFC 4575 section 6), and those that XML and XML Schema define for everybody.
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules/example.hpp"
#include "rules/info/structure_cards.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::GlobalAttribute;

diag::Diagnostic describe_unknown(const StructureFinding& at) {
  const xml::Attribute attribute = at.attribute();
  diag::Diagnostic found =
      at_attribute(at.out, at.element(), attribute,
                   fmt::format("{} has no attribute {}", shown(at.document, at.node()), quoted(attribute.qname())));
  const auto meant = meant_attribute(at.element().type(), attribute);
  if (meant) {
    found.label = did_you_mean(info::to_string(*meant));
  } else if (info::find_child(at.element().type(), info::name_of(attribute.name().local)) != nullptr) {
    found.label = fmt::format("`{}` is an element here", attribute.name().local);
  } else if (info::is_complex(at.element().type())) {
    found.help = "attributes of your own need a namespace of their own";
  }
  return found;
}

constexpr diag::Card kUnknown = {
    .area = "info",
    .id = "attribute-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "every attribute without a prefix is one that the schema gives to its element",
    .why =
        "Attributes of RFC 4575 have no prefix, and it says which element has which: a medium, for one, has no state. "
        "Extension attributes are welcome on most elements, with a namespace of their own.",
    .bad = CONFSTATE_ROSTER("    <user entity=\"sip:bob@example.com\" status=\"full\"/>\n"),
    .good = CONFSTATE_ROSTER("    <user entity=\"sip:bob@example.com\" state=\"full\"/>\n"),
    .rows = "D2",
};

diag::Diagnostic describe_misplaced(const StructureFinding& at) {
  return at_attribute(
      at.out, at.element(), at.attribute(),
      fmt::format("{} takes no attributes, but has {}", shown(at.document, at.node()), quoted(at.attribute().qname())));
}

constexpr diag::Card kMisplaced = {
    .area = "info",
    .id = "extension-attribute-misplaced",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "elements that hold a simple value have no attributes",
    .why =
        "Texts, URIs, times and numbers are simple types to the schema, and those have no attributes at all, not even "
        "xml:lang. The element around them can carry it.",
    .bad = CONFSTATE_DESCRIPTION("    <subject xml:lang=\"en\">Budget</subject>\n"),
    .good = CONFSTATE_FULL(R"(  <conference-description xml:lang="en">
    <subject>Budget</subject>
  </conference-description>
  <users/>
)"),
    .rows = "D2",
};

// The attributes that the schema demands and an element does not have.
std::vector<std::string_view> missing_in(info::Element element) {
  std::vector<std::string_view> missing;
  for (const info::AttributeRow& row : info::attributes_of(element.type())) {
    if (row.required && !element.attribute(row.name)) {
      missing.push_back(info::to_string(row.name));
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
    .id = "attribute-missing",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "media have an id, available media a label, sidebars an entity",
    .why =
        "The schema demands the attributes by which these rows are told apart. Without its id a stream cannot be "
        "changed by a partial notification, without its label it cannot be offered to anybody.",
    .bad = CONFSTATE_ENDPOINT(R"(        <media>
          <type>audio</type>
        </media>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
        </media>
)"),
    .rows = "D2 D19",
};

diag::Diagnostic describe_no_entity(const StructureFinding& at) {
  diag::Diagnostic found = describe_missing(at);
  found.help = "add the URI to which one subscribes for this conference";
  return found;
}

constexpr diag::Card kNoEntity = {
    .area = "info",
    .id = "conference-entity-missing",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "a document says which conference it is about",
    .why =
        "The entity of the root is the URI of the conference, the one that is subscribed to. Without it a document is "
        "about nothing, and a subscriber with several subscriptions cannot check that it got the right one.",
    .bad = CONFSTATE_EXAMPLE("version=\"1\"", "  <conference-description/>\n  <users/>\n"),
    .good = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
    .rows = "D6",
};

diag::Diagnostic describe_schema_instance(const StructureFinding& at) {
  diag::Diagnostic found = at_attribute(at.out, at.element(), at.attribute(),
                                        fmt::format("{} on {} changes what a validator checks",
                                                    quoted(at.attribute().qname()), shown(at.document, at.node())));
  found.help = "leave it out: the place of an element says its type";
  return found;
}

constexpr diag::Card kSchemaInstance = {
    .area = "info",
    .id = "schema-instance-attribute",
    .severity = Severity::error,
    .spec = {"XML Schema Part 1", "2.6"},
    .title = "no attribute tells validators to check something else",
    .why =
        "With xsi:type a document names the type by which its own element is to be checked, and with xsi:nil it "
        "excuses an element from having content. Nothing in RFC 4575 needs either, validators disagree about "
        "what they then check, and most readers ignore both.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <seats xmlns="urn:example:seats" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:int">12</seats>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <seats xmlns="urn:example:seats">12</seats>
)"),
    .rows = "D2",
};

std::string_view expectation(GlobalAttribute global) {
  switch (global) {
    case GlobalAttribute::xml_lang:
      return "a language tag or nothing";
    case GlobalAttribute::xml_space:
      return "`default` or `preserve`";
    case GlobalAttribute::xml_id:
      return "a name without a colon";
    default:
      return "a URI reference";
  }
}

diag::Diagnostic describe_xml(const StructureFinding& at) {
  const xml::ExpandedName name = at.attribute().name();
  const auto global = info::global_attribute_of(name.space, name.local);
  diag::Diagnostic found =
      at_attribute(at.out, at.element(), at.attribute(),
                   fmt::format("{} is not a value of xml:{}", quoted(at.attribute().value()), name.local));
  found.label = fmt::format("expected {}", expectation(global.value_or(GlobalAttribute::xml_base)));
  return found;
}

constexpr diag::Card kXmlAttribute = {
    .area = "info",
    .id = "xml-attribute-invalid",
    .severity = Severity::error,
    .spec = {"XML 1.0", "2.10, 2.12"},
    .title = "xml:lang, xml:space, xml:base and xml:id have values that XML allows",
    .why =
        "The schema imports the attributes of XML itself, so validators check them wherever extension attributes may "
        "stand, also inside extension elements. Language tags are joined with hyphens, never with underscores.",
    .bad = CONFSTATE_FULL(R"(  <conference-description xml:lang="en_US"/>
  <users/>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description xml:lang="en-US"/>
  <users/>
)"),
    .rows = "D2",
};

diag::Diagnostic describe_repeated_id(const StructureFinding& at) {
  diag::Diagnostic found =
      at_attribute(at.out, at.element(), at.attribute(),
                   fmt::format("xml:id {} names a second element", quoted(at.attribute().value())));
  found.label = "same name";
  found.related.push_back({at.other().name_span(), "first element of that name"});
  return found;
}

constexpr diag::Card kRepeatedId = {
    .area = "info",
    .id = "xml-id-repeated",
    .severity = Severity::error,
    .spec = {"xml:id", "4"},
    .title = "an xml:id names one element in a document",
    .why =
        "An identifier is for pointing at one element, as XML signatures do. Two elements of one name let a signature "
        "cover one of them while a reader uses the other.",
    .bad = CONFSTATE_FULL(R"(  <conference-description xml:id="a"/>
  <users xml:id="a"/>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description xml:id="a"/>
  <users xml:id="b"/>
)"),
    .rows = "D2",
};

constexpr std::array<DocumentRule, 7> kStructureAttributeRules = {{
    {kUnknown, report_faults<StructureFault::attribute_unknown, describe_unknown>},
    {kMisplaced, report_faults<StructureFault::extension_attribute_misplaced, describe_misplaced>},
    {kMissing, report_faults<StructureFault::attribute_missing, describe_missing>},
    {kNoEntity, report_faults<StructureFault::conference_entity_missing, describe_no_entity>},
    {kSchemaInstance, report_faults<StructureFault::schema_instance, describe_schema_instance>},
    {kXmlAttribute, report_faults<StructureFault::xml_attribute, describe_xml>},
    {kRepeatedId, report_faults<StructureFault::xml_id_repeated, describe_repeated_id>},
}};

}  // namespace

std::span<const DocumentRule> attribute_structure_rules() {
  return kStructureAttributeRules;
}

}  // namespace confstate::rules
