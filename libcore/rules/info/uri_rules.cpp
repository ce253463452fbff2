// The URIs of a conference and of its services, and what they are for.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/purposes.hpp"
#include "rules/info/repeats.hpp"
#include "rules/place.hpp"
#include "rules/uri_parts.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::Element;
using info::Name;
using info::Type;

// Runs `run` for every list of that name.
template <class Do>
void for_lists(const info::Document& document, Name name, Do run) {
  for (const std::uint32_t id : document.all(Type::uris)) {
    const Element list = document.element(id);
    if (list.name() == name) {
      run(list);
    }
  }
}

template <class Do>
void for_entries(const info::Document& document, Name name, Do run) {
  for_lists(document, name, [&](Element list) {
    for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
      run(entry);
    }
  });
}

// RFC 4575 section 5.3.2: the URI for events is typically that of the conference; RFC 7106 section 1: that of a chat
// room may be. Such an entry repeats nothing.
bool may_repeat_conference(Element entry, std::string_view uri) {
  const std::string_view purpose = raw_text_of(entry, Name::purpose).value_or("");
  if (purpose != purposes::kEvent && purpose != purposes::kRoom) {
    return false;
  }
  const info::Document& document = entry.document();
  const Element own = document.conference_of(entry);
  return !uri.empty() &&
         (uri == document.entity() || (own && uri == base::collapse(value_of(own, info::AttributeName::entity))));
}

// The URIs of a list in order; `exempt` where the entry may repeat the URI of the conference.
struct ListedUri {
  Row row;
  bool exempt = false;
  std::string_view purpose;
};

std::vector<ListedUri> list_uris(Element list, Collapsed& collapsed) {
  std::vector<ListedUri> uris;
  for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
    if (const Element uri = entry.child(Name::uri)) {
      const std::string_view text = collapsed(uri.node().text());
      uris.push_back({{text, uri.node().id()},
                      may_repeat_conference(entry, text),
                      raw_text_of(entry, Name::purpose).value_or("")});
    }
  }
  return uris;
}

// Repeats inside one list. Exempt entries are compared only with those of the same purpose.
std::vector<Repeat> repeats_in(const std::vector<ListedUri>& uris) {
  std::vector<Row> plain;
  std::vector<Row> events;
  std::vector<Row> rooms;
  for (const ListedUri& uri : uris) {
    (!uri.exempt ? plain : uri.purpose == purposes::kEvent ? events : rooms).push_back(uri.row);
  }
  std::vector<Repeat> repeats = find_repeats(plain);
  for (const std::vector<Row>& rows : {events, rooms}) {
    const std::vector<Repeat> more = find_repeats(rows);
    repeats.insert(repeats.end(), more.begin(), more.end());
  }
  return repeats;
}

void report_repeats(const DocumentCase& subject, Name name, diag::Findings& out) {
  Collapsed collapsed;
  for_lists(subject.document, name, [&](Element list) {
    for (const Repeat& repeat : repeats_in(list_uris(list, collapsed))) {
      diag::Diagnostic found =
          at_text(out, subject.document.element(repeat.node),
                  fmt::format("{} is listed {} in {}", clipped(repeat.key), times(repeat.ordinal), tag(name)));
      found.label = "same URI";
      found.related.push_back(see_text(subject.document.element(repeat.first), "first listed here"));
      found.help = "drop one of the entries";
      out.add(std::move(found));
    }
  });
}

void check_conf_uris(const DocumentCase& subject, diag::Findings& out) {
  report_repeats(subject, Name::conf_uris, out);
}

constexpr diag::Card kConfUri = {
    .area = "info",
    .id = "conf-uri-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.3.1"},
    .title = "a URI is listed once among those of the conference",
    .why =
        "A URI is what an entry is known by. When it is listed twice with different texts or purposes, a client "
        "cannot tell what happens when it is called, and shows one of them or both.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>tel:+18005671234</uri>
        <purpose>participation</purpose>
      </entry>
      <entry>
        <uri>tel:+18005671234</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>tel:+18005671234</uri>
        <purpose>participation</purpose>
      </entry>
      <entry>
        <uri>tel:+18005671235</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
)"),
    .rows = "D26",
};

void check_service_uris(const DocumentCase& subject, diag::Findings& out) {
  report_repeats(subject, Name::service_uris, out);
}

constexpr diag::Card kServiceUri = {
    .area = "info",
    .id = "service-uri-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.3.2"},
    .title = "a URI is listed once among those of the services",
    .why =
        "A URI is what an entry is known by. Listed twice, one service looks like two, and a client cannot tell "
        "which purpose counts. Only the entries for events and for the chat room may both name the conference "
        "itself.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>http://example.com/board</uri>
        <purpose>web-page</purpose>
      </entry>
      <entry>
        <uri>http://example.com/board</uri>
        <purpose>recording</purpose>
      </entry>
    </service-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>http://example.com/board</uri>
        <purpose>web-page</purpose>
      </entry>
      <entry>
        <uri>http://example.com/board/recording</uri>
        <purpose>recording</purpose>
      </entry>
    </service-uris>
)"),
    .rows = "D27",
};

// One description: its URIs that stand in both lists, each once, unless it repeats inside a list already.
void report_shared(const DocumentCase& subject, Element description, diag::Findings& out) {
  const Element conf_uris = description.child(Name::conf_uris);
  const Element service_uris = description.child(Name::service_uris);
  if (!conf_uris || !service_uris) {
    return;
  }
  Collapsed collapsed;
  const std::vector<ListedUri> first = list_uris(conf_uris, collapsed);
  const std::vector<ListedUri> second = list_uris(service_uris, collapsed);
  KeySet repeated;
  for (const std::vector<ListedUri>* list : {&first, &second}) {
    for (const Repeat& repeat : repeats_in(*list)) {
      repeated.add(repeat.key);
    }
  }
  repeated.close();
  std::vector<Row> rows;
  for (const std::vector<ListedUri>* list : {&first, &second}) {
    for (const ListedUri& uri : *list) {
      if (!uri.exempt && !repeated.contains(uri.row.key)) {
        rows.push_back(uri.row);
      }
    }
  }
  for (const Repeat& repeat : find_repeats(rows)) {
    diag::Diagnostic found = at_text(out, subject.document.element(repeat.node),
                                     fmt::format("{} is listed in both {} and {}", clipped(repeat.key),
                                                 tag(Name::conf_uris), tag(Name::service_uris)));
    found.label = "same URI";
    found.related.push_back(see_text(subject.document.element(repeat.first), "first listed here"));
    out.add(std::move(found));
  }
}

void check_shared(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::description)) {
    report_shared(subject, subject.document.element(id), out);
  }
}

constexpr diag::Card kShared = {
    .area = "info",
    .id = "uri-in-both-lists",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "5.3.2"},
    .title = "a URI is either one of the conference or one of a service",
    .why =
        "The text wants each URI to be unique in the context of the conference, not only in its list. A URI in "
        "both lists means two things at once. The entries for events and for the chat room are let off where they "
        "name the conference itself: the RFCs say that they may.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>sip:stage@example.com</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
    <service-uris>
      <entry>
        <uri>sip:stage@example.com</uri>
        <purpose>recording</purpose>
      </entry>
    </service-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>sip:board@example.com</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
    <service-uris>
      <entry>
        <uri>sip:board@example.com</uri>
        <purpose>event</purpose>
      </entry>
    </service-uris>
)"),
    .rows = "D27b",
};

void report_no_purpose(const DocumentCase& subject, Name list, std::string_view values, diag::Findings& out) {
  for_entries(subject.document, list, [&](Element entry) {
    if (entry.child(Name::purpose) || is_open(entry)) {
      return;
    }
    diag::Diagnostic found = at_name(out, entry, fmt::format("entry of {} has no {}", tag(list), tag(Name::purpose)));
    found.value = raw_text_of(entry, Name::uri).value_or("");
    found.help = fmt::format("say what it is for: {}", values);
    out.add(std::move(found));
  });
}

void check_conf_purpose(const DocumentCase& subject, diag::Findings& out) {
  report_no_purpose(subject, Name::conf_uris, "participation or streaming", out);
}

constexpr diag::Card kConfPurpose = {
    .area = "info",
    .id = "conf-uri-purpose-missing",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error, .lenient = Severity::info},
    .spec = {"RFC 4575", "5.3.1"},
    .title = "each URI of the conference says its purpose",
    .why =
        "The purpose tells a client what happens when it opens the URI: join, or only watch. Without it the client "
        "can only guess from the scheme; FreeSWITCH and some emergency call bridges leave it out.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>tel:+18005671234</uri>
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
    .rows = "D28 T4",
};

void check_service_purpose(const DocumentCase& subject, diag::Findings& out) {
  report_no_purpose(subject, Name::service_uris, "web-page, recording, event, ccmp or grouptextchat", out);
}

constexpr diag::Card kServicePurpose = {
    .area = "info",
    .id = "service-uri-purpose-missing",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error, .lenient = Severity::info},
    .spec = {"RFC 4575", "5.3.2"},
    .title = "each URI of a service says its purpose",
    .why =
        "A service URI without a purpose may be a web page, a recording or a chat room. A client that shows a "
        "button for each service has no button for this one.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>http://example.com/board</uri>
      </entry>
    </service-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>http://example.com/board</uri>
        <purpose>web-page</purpose>
      </entry>
    </service-uris>
)"),
    .rows = "D29 T4",
};

void report_misplaced(const DocumentCase& subject, Name list, purposes::Place wanted, diag::Findings& out) {
  for_entries(subject.document, list, [&](Element entry) {
    const Element purpose = entry.child(Name::purpose);
    const std::string_view value = purpose ? purpose.node().text() : std::string_view();
    const std::optional<purposes::Place> place = purposes::place_of(value);
    if (!place || *place == wanted || value == purposes::kRoom) {
      return;
    }
    const Name other = list == Name::conf_uris ? Name::service_uris : Name::conf_uris;
    diag::Diagnostic found = at_text(out, purpose, fmt::format("{} belongs to {}", quoted(value), tag(other)));
    found.label = fmt::format("not a purpose of {}", tag(list));
    found.help = fmt::format("move the entry to {}", tag(other));
    out.add(std::move(found));
  });
}

void check_conf_place(const DocumentCase& subject, diag::Findings& out) {
  report_misplaced(subject, Name::conf_uris, purposes::Place::conference, out);
}

constexpr diag::Card kConfPlace = {
    .area = "info",
    .id = "conf-uri-purpose-misplaced",
    .severity = Severity::warning,
    .profiles = {.lenient = Severity::info},
    .spec = {"RFC 4575", "5.3.1"},
    .title = "URIs of the conference are for participation or streaming",
    .why =
        "Clients look for web pages, recordings and the like in service-uris and offer what stands in conf-uris for "
        "dialling. A service listed among the URIs of the conference is missed by the one and called by the other.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>http://example.com/board</uri>
        <purpose>web-page</purpose>
      </entry>
    </conf-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>http://example.com/board</uri>
        <purpose>web-page</purpose>
      </entry>
    </service-uris>
)"),
    .rows = "D30",
};

void check_service_place(const DocumentCase& subject, diag::Findings& out) {
  report_misplaced(subject, Name::service_uris, purposes::Place::service, out);
}

constexpr diag::Card kServicePlace = {
    .area = "info",
    .id = "service-uri-purpose-misplaced",
    .severity = Severity::warning,
    .profiles = {.lenient = Severity::info},
    .spec = {"RFC 4575", "5.3.2"},
    .title = "URIs of services are not for joining the conference",
    .why =
        "Clients look for the URIs by which to join or watch a conference in conf-uris. One that stands among the "
        "services is not found by who wants to dial.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>tel:+18005671234</uri>
        <purpose>participation</purpose>
      </entry>
    </service-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>tel:+18005671234</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
)"),
    .rows = "D31",
};

void check_purpose(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::uri)) {
    const Element purpose = subject.document.element(id).child(Name::purpose);
    const std::string_view value = purpose ? purpose.node().text() : std::string_view();
    if (!purpose || purposes::place_of(value)) {
      continue;
    }
    diag::Diagnostic found =
        at_text(out, purpose,
                base::is_all_space(value) ? "the purpose is empty"
                                          : fmt::format("{} is not a registered purpose", quoted(value)));
    if (const std::optional<std::string_view> meant = purposes::nearest(value)) {
      found.label = did_you_mean(*meant);
    }
    if (purposes::place_of(base::trim(value))) {
      found.note = "white space counts in a purpose";
    }
    out.add(std::move(found));
  }
}

constexpr diag::Card kPurpose = {
    .area = "info",
    .id = "purpose-unregistered",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error, .lenient = Severity::info},
    .spec = {"RFC 4575", "9.5"},
    .title = "a purpose is a registered one",
    .why =
        "Purposes are registered with IANA: participation, streaming, event, recording and web-page (RFC 4575), ccmp "
        "(RFC 7082) and grouptextchat (RFC 7106). They are compared to the letter, so a chat room announced as "
        "groupTextChat is not seen by any client. A near miss gets a suggestion.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@example.com</uri>
        <purpose>groupertextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@example.com</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .rows = "D32 T1 C1",
};

// RFC 4575 section 5.3.1 names these; its example streams over http.
constexpr auto kJoiningSchemes = std::to_array<std::string_view>({"sip", "sips", "xmpp", "h323", "tel"});
constexpr auto kStreamingSchemes =
    std::to_array<std::string_view>({"rtsp", "rtsps", "rtspu", "http", "https", "rtmp", "rtmps", "mms"});

bool is_likely(const UriParts& parts, std::string_view purpose) {
  const auto has = [&](std::string_view scheme) { return has_scheme(parts, scheme); };
  if (purpose == purposes::kParticipation) {
    return std::ranges::any_of(kJoiningSchemes, has);
  }
  return purpose != purposes::kStreaming || std::ranges::any_of(kStreamingSchemes, has);
}

void check_scheme(const DocumentCase& subject, diag::Findings& out) {
  for_entries(subject.document, Name::conf_uris, [&](Element entry) {
    const Element uri = entry.child(Name::uri);
    const std::string_view purpose = raw_text_of(entry, Name::purpose).value_or("");
    if (!uri || !is_uri(uri.node().text())) {
      return;
    }
    const UriParts parts = split_uri(base::trim(uri.node().text()));
    if (is_likely(parts, purpose)) {
      return;
    }
    diag::Diagnostic found = at_text(
        out, uri,
        parts.scheme.empty() ? fmt::format("{} has no scheme", quoted(parts.path))
                             : fmt::format("a {}: URI is an unlikely way of {}", clipped(parts.scheme), purpose));
    found.note = purpose == purposes::kStreaming ? "expected rtsp: or a web address"
                                                 : "expected sip:, sips:, xmpp:, h323: or tel:";
    out.add(std::move(found));
  });
}

constexpr diag::Card kScheme = {
    .area = "info",
    .id = "conf-uri-scheme-unlikely",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.3.1"},
    .title = "the URIs of a conference can be joined or streamed",
    .why =
        "The RFC names sip, sips, xmpp, h323 and tel as suitable for joining and rtsp for streaming, and streams over "
        "http in its example. Other schemes are allowed, but a mail address among the numbers to dial is usually "
        "an entry in the wrong place.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>mailto:board@example.com</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>xmpp:board@example.com</uri>
        <purpose>participation</purpose>
      </entry>
    </conf-uris>
)"),
    .rows = "D33",
};

constexpr auto kUriRules = std::to_array<DocumentRule>({
    {kConfUri, check_conf_uris},
    {kServiceUri, check_service_uris},
    {kShared, check_shared},
    {kConfPurpose, check_conf_purpose},
    {kServicePurpose, check_service_purpose},
    {kConfPlace, check_conf_place},
    {kServicePlace, check_service_place},
    {kPurpose, check_purpose},
    {kScheme, check_scheme},
});

}  // namespace

std::span<const DocumentRule> uri_rules() {
  return kUriRules;
}

}  // namespace confstate::rules
