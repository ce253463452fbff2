// Values of simple types and enumerations (RFC 4575 section 6).
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/text.hpp"
#include "info/values.hpp"
#include "rules/example.hpp"
#include "rules/info/structure_cards.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::Type;

std::string_view text_at(const StructureFinding& at) {
  return at.place.attribute == xml::kNoNode ? at.node().text() : at.attribute().value();
}

// "`x` is not ...": at the attribute or the text that has the value.
diag::Diagnostic describe_value(const StructureFinding& at, std::string_view wanted) {
  const std::string_view value = text_at(at);
  std::string message = base::is_all_space(value) ? fmt::format("an empty value is not {}", wanted)
                                                  : fmt::format("{} is not {}", quoted(value), wanted);
  return at.place.attribute == xml::kNoNode ? at_text(at.out, at.element(), std::move(message))
                                            : at_attribute(at.out, at.element(), at.attribute(), std::move(message));
}

diag::Diagnostic describe_enumeration(const StructureFinding& at, Type type, std::string_view wanted) {
  diag::Diagnostic found = describe_value(at, wanted);
  const std::span<const std::string_view> words = info::values_of(type);
  const std::string_view trimmed = base::trim(text_at(at));
  if (info::belongs_to(trimmed, type)) {
    found.label = "white space counts here";
    return found;
  }
  const auto near = base::nearest(clipped(trimmed), words);
  if (near) {
    found.label = did_you_mean(*near);
  } else {
    found.help = fmt::format("expected {}", any_of(words));
  }
  return found;
}

diag::Diagnostic describe_uri(const StructureFinding& at) {
  return describe_value(at, "a URI");
}

constexpr diag::Card kUri = {
    .area = "info",
    .id = "uri-invalid",
    .severity = Severity::error,
    .spec = {"RFC 3986", "4.1"},
    .title = "URIs follow the grammar of URIs",
    .why =
        "Subscribers call these URIs and compare them as keys. A broken escape, a second number sign or a first "
        "segment with a colon that is no scheme makes a text that no two programs read alike. Characters that a URI "
        "would escape are tolerated, as XML Schema tolerates them.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>http://media.example.com/board%zz.ram</uri>
        <purpose>streaming</purpose>
      </entry>
    </conf-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>http://media.example.com/board%20room.ram</uri>
        <purpose>streaming</purpose>
      </entry>
    </conf-uris>
)"),
    .rows = "D2",
};

diag::Diagnostic describe_number(const StructureFinding& at) {
  diag::Diagnostic found = describe_value(at, "a number from 0 to 4294967295");
  const std::string_view value = base::trim(text_at(at));
  if (value.size() > 1 && (value.front() == '+' || value.front() == '-')) {
    found.label = "digits only, without a sign";
  }
  return found;
}

constexpr diag::Card kNumber = {
    .area = "info",
    .id = "number-invalid",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "counts are unsigned 32-bit numbers",
    .why =
        "The schema makes user-count and maximum-user-count xs:unsignedInt: decimal digits and nothing else. A "
        "limit that does not exist is said by leaving the element out, not by -1.",
    .bad = CONFSTATE_DESCRIPTION("    <maximum-user-count>-1</maximum-user-count>\n"),
    .good = CONFSTATE_DESCRIPTION("    <maximum-user-count>50</maximum-user-count>\n"),
    .rows = "D2",
};

constexpr diag::Card kVersion = {
    .area = "info",
    .id = "version-invalid",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "version is an unsigned 32-bit number",
    .why =
        "Subscribers order notifications by comparing versions as numbers, and a partial one must be exactly one "
        "more than the last. A version that is no number, or that does not fit, makes every later one useless.",
    .bad = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"4294967296\"",
                             "  <conference-description/>\n  <users/>\n"),
    .good = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"4294967295\"",
                              "  <conference-description/>\n  <users/>\n"),
    .rows = "D9",
};

diag::Diagnostic describe_boolean(const StructureFinding& at) {
  diag::Diagnostic found = describe_value(at, "a boolean");
  const std::string word = base::ascii_lower(clipped(base::trim(text_at(at))));
  const bool yes = word == "true" || word == "yes" || word == "on";
  const bool no = word == "false" || word == "no" || word == "off";
  if (yes || no) {
    found.label = did_you_mean(yes ? "true" : "false");
  } else {
    found.help = "expected `true` or `false`";
  }
  return found;
}

constexpr diag::Card kBoolean = {
    .area = "info",
    .id = "boolean-invalid",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "booleans are true, false, 1 or 0",
    .why =
        "Whether a conference is active or locked is an xs:boolean, in lower case. A reader that meets another word "
        "has to guess, and a door that is thought open may be locked.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <conference-state>
    <locked>True</locked>
  </conference-state>
  <users/>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <conference-state>
    <locked>true</locked>
  </conference-state>
  <users/>
)"),
    .rows = "D2",
};

diag::Diagnostic describe_time(const StructureFinding& at) {
  diag::Diagnostic found = describe_value(at, "a date and time");
  found.label = "expected as in 2005-03-04T20:00:00Z";
  return found;
}

constexpr diag::Card kTime = {
    .area = "info",
    .id = "time-invalid",
    .severity = Severity::error,
    .spec = {"RFC 4575", "6"},
    .title = "times are real moments in the form of xs:dateTime",
    .why =
        "The schema wants date, capital T, time and zone, with all leading zeros, and a day that the calendar has. "
        "Seconds since 1970, or a blank between date and time, are understood by nobody but their writer.",
    .bad = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <when>2005-02-30T20:00:00Z</when>
        </joining-info>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <when>2005-03-04T20:00:00Z</when>
        </joining-info>
)"),
    .rows = "D2",
};

diag::Diagnostic describe_language(const StructureFinding& at) {
  diag::Diagnostic found = describe_value(at, "a list of language tags");
  const std::string_view value = text_at(at);
  found.label = value.find('_') != std::string_view::npos   ? "tags are joined with hyphens"
                : value.find(',') != std::string_view::npos ? "tags are separated by blanks"
                                                            : "expected as in `en de-AT`";
  return found;
}

constexpr diag::Card kLanguage = {
    .area = "info",
    .id = "language-invalid",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.6.4"},
    .title = "languages are language tags, separated by blanks",
    .why =
        "A list of xs:language has tags such as en or de-AT with blanks between them. Underscores come from operating "
        "systems' locale names and commas from HTTP; neither is a language tag.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <languages>en_US</languages>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <languages>en-US</languages>
    </user>
)"),
    .rows = "D45",
};

diag::Diagnostic describe_state(const StructureFinding& at) {
  return describe_enumeration(at, Type::state, "a state");
}

constexpr diag::Card kState = {
    .area = "info",
    .id = "state-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "4.4"},
    .title = "state is full, partial or deleted",
    .why =
        "The state attribute tells a subscriber whether to replace, to merge or to remove. With a word that is none "
        "of the three some take the default, full, and throw away what they should have kept.",
    .bad = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" state=\"Full\" version=\"1\"",
                             "  <conference-description/>\n  <users/>\n"),
    .good = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" state=\"full\" version=\"1\"",
                              "  <conference-description/>\n  <users/>\n"),
    .rows = "D11",
};

diag::Diagnostic describe_endpoint_status(const StructureFinding& at) {
  return describe_enumeration(at, Type::endpoint_status, "an endpoint status");
}

constexpr diag::Card kEndpointStatus = {
    .area = "info",
    .id = "endpoint-status-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.7.3"},
    .title = "the status of an endpoint is one of the nine of RFC 4575",
    .why =
        "Rosters show who is connected, on hold or gone by this word, and programs compare it letter by letter. A word "
        "of one's own, or a misspelt one, leaves the participant in no state at all.",
    .bad = CONFSTATE_ENDPOINT("        <status>on_hold</status>\n"),
    .good = CONFSTATE_ENDPOINT("        <status>on-hold</status>\n"),
    .rows = "D50",
};

diag::Diagnostic describe_joining(const StructureFinding& at) {
  return describe_enumeration(at, Type::joining, "a joining method");
}

constexpr diag::Card kJoining = {
    .area = "info",
    .id = "joining-method-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.7.4"},
    .title = "an endpoint has dialed in, was dialed out to, or owns the focus",
    .why =
        "The method says who called whom, which decides who pays and who may be let in. There are three, and the "
        "schema has no room for a fourth.",
    .bad = CONFSTATE_ENDPOINT("        <joining-method>dial-in</joining-method>\n"),
    .good = CONFSTATE_ENDPOINT("        <joining-method>dialed-in</joining-method>\n"),
    .rows = "D52",
};

diag::Diagnostic describe_disconnection(const StructureFinding& at) {
  return describe_enumeration(at, Type::disconnection, "a disconnection method");
}

constexpr diag::Card kDisconnection = {
    .area = "info",
    .id = "disconnection-method-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.7.6"},
    .title = "an endpoint has departed, was booted, failed or was busy",
    .why =
        "The method tells somebody who left from somebody who was thrown out or could not be reached. There are four, "
        "and the schema has no room for a fifth; the reason of the disconnection can say more.",
    .bad = CONFSTATE_ENDPOINT(R"(        <status>disconnected</status>
        <disconnection-method>kicked</disconnection-method>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <status>disconnected</status>
        <disconnection-method>booted</disconnection-method>
)"),
    .rows = "D52",
};

diag::Diagnostic describe_media_status(const StructureFinding& at) {
  return describe_enumeration(at, Type::media_status, "a media status");
}

constexpr diag::Card kMediaStatus = {
    .area = "info",
    .id = "media-status-unknown",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.8.5"},
    .title = "the status of a medium is a direction",
    .why =
        "The word is one of the four SDP directions, seen from the participant: who is muted is recvonly. Words such "
        "as muted or active name no direction, and readers cannot tell whether the participant is heard.",
    .bad = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
          <status>muted</status>
        </media>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
          <status>recvonly</status>
        </media>
)"),
    .rows = "D37",
};

constexpr std::array<DocumentRule, 11> kStructureValueRules = {{
    {kUri, report_faults<StructureFault::uri_value, describe_uri>},
    {kNumber, report_faults<StructureFault::number_value, describe_number>},
    {kVersion, report_faults<StructureFault::version_value, describe_number>},
    {kBoolean, report_faults<StructureFault::boolean_value, describe_boolean>},
    {kTime, report_faults<StructureFault::time_value, describe_time>},
    {kLanguage, report_faults<StructureFault::language_value, describe_language>},
    {kState, report_faults<StructureFault::state_value, describe_state>},
    {kEndpointStatus, report_faults<StructureFault::endpoint_status_value, describe_endpoint_status>},
    {kJoining, report_faults<StructureFault::joining_value, describe_joining>},
    {kDisconnection, report_faults<StructureFault::disconnection_value, describe_disconnection>},
    {kMediaStatus, report_faults<StructureFault::media_status_value, describe_media_status>},
}};

}  // namespace

std::span<const DocumentRule> value_structure_rules() {
  return kStructureValueRules;
}

}  // namespace confstate::rules
