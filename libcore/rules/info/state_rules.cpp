// The document as a whole: what it is about, its version, and the partial notification mechanism.
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "info/values.hpp"
#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/info/digest.hpp"
#include "rules/info/facts.hpp"
#include "rules/place.hpp"
#include "rules/uri_parts.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::AttributeName;
using info::Element;
using info::Name;
using info::State;
using info::Type;

std::string_view word_of(State state) {
  return info::values_of(Type::state)[static_cast<std::size_t>(state)];
}

Element conference_root(const DocumentCase& subject) {
  const Element root = subject.document.root();
  return root && root.type() == Type::conference ? root : Element();
}

// Says what is wrong with a root entity that nobody can subscribe to; empty when nothing is.
std::string entity_trouble(std::string_view entity) {
  const UriParts parts = split_uri(entity);
  if (entity.empty()) {
    return "the conference entity is empty; expected the SIP URI to subscribe to";
  }
  if (parts.scheme.empty()) {
    return fmt::format("conference entity {} has no scheme; expected sip:, sips: or xcon:", quoted(entity));
  }
  if (has_scheme(parts, "xcon")) {
    return {};
  }
  if (!has_scheme(parts, "sip") && !has_scheme(parts, "sips")) {
    return fmt::format("conference entity {} is a {}: URI; expected sip:, sips: or xcon:", quoted(entity),
                       clipped(parts.scheme));
  }
  return parts.host.empty() ? fmt::format("conference entity {} names no host", quoted(entity)) : std::string();
}

void check_entity(const DocumentCase& subject, diag::Findings& out) {
  const Element root = conference_root(subject);
  const xml::Attribute attribute = root ? root.attribute(AttributeName::entity) : xml::Attribute();
  if (!attribute || !is_uri(attribute.value())) {
    return;
  }
  const std::string entity = base::collapse(attribute.value());
  const std::string trouble = entity_trouble(entity);
  if (trouble.empty()) {
    return;
  }
  diag::Diagnostic found = at_attribute(out, root, attribute, trouble);
  found.label = "cannot be subscribed to";
  if (!entity.empty() && split_uri(entity).scheme.empty()) {
    found.help = fmt::format("write sip:{}", clipped(entity));
  }
  out.add(std::move(found));
}

constexpr diag::Card kEntity = {
    .area = "info",
    .id = "conference-entity-not-sip",
    .severity = Severity::warning,
    .profiles = {.lenient = Severity::info},
    .spec = {"RFC 4575", "5.2"},
    .title = "the entity of a document is the SIP URI of its conference",
    .why =
        "The entity is the URI that others subscribe to, and what subscribers compare to know which conference a "
        "document is about. Some servers write user@domain without a scheme, or a bare room number; a subscriber "
        "that compares URIs then drops every notification. Accepted schemes are sip and sips, and xcon of RFC 6501.",
    .bad = CONFSTATE_EXAMPLE("entity=\"board@example.com\" version=\"1\"", "  <conference-description/>\n  <users/>\n"),
    .good = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"1\"",
                              "  <conference-description/>\n  <users/>\n"),
    .rows = "D7",
};

void check_version(const DocumentCase& subject, diag::Findings& out) {
  const Element root = conference_root(subject);
  if (!root || root.attribute(AttributeName::version)) {
    return;
  }
  diag::Diagnostic found = at_name(out, root, "the document has no version");
  found.label = "version is missing";
  found.help = "add version=\"...\", one higher than in the notification before";
  out.add(std::move(found));
}

constexpr diag::Card kVersion = {
    .area = "info",
    .id = "conference-version-missing",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning},
    .spec = {"RFC 4575", "4.3"},
    .title = "a document carries its version",
    .why =
        "A subscriber orders notifications by version: older ones are discarded, and a gap tells it that a change "
        "was lost and that it must ask for the full state. Without a version it can do neither, and several "
        "subscribers drop the document. The schema cannot demand it, as sidebars share the type of the root.",
    .bad = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\"", "  <conference-description/>\n  <users/>\n"),
    .good = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"1\"",
                              "  <conference-description/>\n  <users/>\n"),
    .rows = "D8",
};

void check_sidebar_version(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::conference)) {
    const Element sidebar = subject.document.element(id);
    const xml::Attribute version = sidebar.attribute(AttributeName::version);
    if (sidebar.name() != Name::entry || !version || !info::belongs_to(version.value(), Type::unsigned_int)) {
      continue;
    }
    diag::Diagnostic found = at_attribute(out, sidebar, version, "version of a sidebar has no meaning");
    found.help = "drop it; the version of the root counts for the whole document";
    out.add(std::move(found));
  }
}

constexpr diag::Card kSidebarVersion = {
    .area = "info",
    .id = "sidebar-version-meaningless",
    .severity = Severity::info,
    .spec = {"RFC 4575", "4.3"},
    .title = "only the root carries a version",
    .why =
        "A sidebar by value has the type of a whole conference, so the schema lets it carry a version, but only "
        "the version of the root means anything. A subscriber ignores the other one; who wrote it probably "
        "expects otherwise.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-val>
    <entry entity="sip:board@example.com;grid=77" version="3">
      <conference-description/>
      <users/>
    </entry>
  </sidebars-by-val>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-val>
    <entry entity="sip:board@example.com;grid=77">
      <conference-description/>
      <users/>
    </entry>
  </sidebars-by-val>
)"),
    .rows = "D10",
};

// An element of the mechanism that is not full under a parent that is.
bool contradicts_parent(Element element) {
  if (element.state() == State::full || !info::is_stateful(element.name(), element.type())) {
    return false;
  }
  const Element parent = element.parent();
  return parent && info::is_stateful(parent.name(), parent.type()) && surely_full(parent);
}

void report_contradiction(Element element, diag::Findings& out) {
  const Element parent = element.parent();
  const xml::Attribute parent_state = parent.attribute(AttributeName::state);
  const std::string_view state = word_of(element.state());
  diag::Diagnostic found = at_attribute(out, element, element.attribute(AttributeName::state),
                                        fmt::format("{} is {} inside {}, which is full{}", tag(element.name()), state,
                                                    tag(parent.name()), parent_state ? "" : " by default"));
  found.label = "must be full here";
  found.related.push_back(parent_state ? see_attribute(parent_state, "full here")
                                       : see_name(parent, "full, as it has no state"));
  found.help = fmt::format("write state=\"partial\" on {} and on what it stands in, or leave out what has gone",
                           tag(parent.name()));
  out.add(std::move(found));
}

void check_contradiction(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : digest_of(subject).changing()) {
    if (contradicts_parent(subject.document.element(id))) {
      report_contradiction(subject.document.element(id), out);
    }
  }
}

constexpr diag::Card kContradiction = {
    .area = "info",
    .id = "state-contradicts-parent",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning},
    .spec = {"RFC 4575", "4.4"},
    .title = "what stands in a full element is full",
    .why =
        "A full element replaces what the subscriber holds, so a partial or deleted row inside it has nothing to "
        "refer to: some subscribers apply it, others drop the row or the document. Mind the default: an element "
        "without state is full, also inside a partial document.",
    .bad = CONFSTATE_ROSTER("    <user entity=\"sip:bob@example.com\" state=\"deleted\"/>\n"),
    .good = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"2\" state=\"partial\"",
                              R"(  <users state="partial">
    <user entity="sip:bob@example.com" state="deleted"/>
  </users>
)"),
    .rows = "D12",
};

void check_deleted(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : digest_of(subject).changing()) {
    const Element element = subject.document.element(id);
    const xml::Node child = element.node().first_element();
    if (element.state() != State::deleted || !child || !info::is_stateful(element.name(), element.type())) {
      continue;
    }
    diag::Diagnostic found = at_attribute(out, element, element.attribute(AttributeName::state),
                                          fmt::format("{} is deleted but not empty", tag(element.name())));
    found.related.push_back({child.name_span(), "subscribers ignore this"});
    found.help = "leave only the start tag with its key";
    if (element.type() == Type::uris) {
      found.help = "send its parent as full without it: the schema wants at least one entry here";
    }
    out.add(std::move(found));
  }
}

constexpr diag::Card kDeleted = {
    .area = "info",
    .id = "deleted-not-empty",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "4.4"},
    .title = "a deleted element has no child elements",
    .why =
        "Subscribers must ignore whatever stands in a deleted element, so it only costs bytes, and it often "
        "shows that the sender meant partial. A deleted sidebars-by-ref cannot be written well at all, as the "
        "schema wants an entry in it.",
    .bad = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"2\" state=\"partial\"",
                             R"(  <users state="partial">
    <user entity="sip:bob@example.com" state="deleted">
      <display-text>Bob</display-text>
    </user>
  </users>
)"),
    .good = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"2\" state=\"partial\"",
                              R"(  <users state="partial">
    <user entity="sip:bob@example.com" state="deleted"/>
  </users>
)"),
    .rows = "D13",
};

void check_outside(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : digest_of(subject).changing()) {
    const Element element = subject.document.element(id);
    if (info::is_stateful(element.name(), element.type())) {
      continue;
    }
    diag::Diagnostic found = at_attribute(out, element, element.attribute(AttributeName::state),
                                          fmt::format("{} has state {} but takes no part in partial notifications",
                                                      tag(element.name()), word_of(element.state())));
    found.label = "has no effect";
    found.help = "drop it, and send the list whole";
    out.add(std::move(found));
  }
}

constexpr diag::Card kOutside = {
    .area = "info",
    .id = "state-outside-mechanism",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "4.4"},
    .title = "state stands only on the elements that partial notifications know",
    .why =
        "The schema gives state to every list of URIs, but section 4.4 lets only sidebars-by-ref of them take part "
        "in partial notifications. Subscribers replace conf-uris, service-uris, associated-aors and the URIs of "
        "the host as wholes, so entries that a partial list leaves out are lost.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris state="partial">
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
    </conf-uris>
)"),
    .rows = "D14",
};

void check_sidebar_state(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : digest_of(subject).changing()) {
    const Element sidebar = subject.document.element(id);
    if (sidebar.type() != Type::conference || sidebar.name() != Name::entry || contradicts_parent(sidebar)) {
      continue;
    }
    diag::Diagnostic found =
        at_attribute(out, sidebar, sidebar.attribute(AttributeName::state),
                     fmt::format("a sidebar is {}, which not every subscriber understands", word_of(sidebar.state())));
    found.note = "section 5.9.2 allows it, the list of section 4.4 leaves it out";
    out.add(std::move(found));
  }
}

constexpr diag::Card kSidebarState = {
    .area = "info",
    .id = "sidebar-state-unlisted",
    .severity = Severity::info,
    .spec = {"RFC 4575", "4.4"},
    .title = "sidebars by value are sent full",
    .why =
        "The list of elements that partial notifications know names sidebars-by-val but not its entries, while "
        "section 5.9.2 speaks of partial descriptions of a sidebar and the second example of the RFC sends one. "
        "It is tolerated in every profile; a subscriber that goes by the list takes the entry as full.",
    .bad = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"2\" state=\"partial\"",
                             R"(  <sidebars-by-val state="partial">
    <entry entity="sip:board@example.com;grid=77" state="deleted"/>
  </sidebars-by-val>
)"),
    .good = CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"2\" state=\"partial\"",
                              R"(  <sidebars-by-val state="partial">
    <entry entity="sip:board@example.com;grid=77">
      <conference-description/>
      <users/>
    </entry>
  </sidebars-by-val>
)"),
    .rows = "D14",
};

void check_extension_state(const DocumentCase& subject, diag::Findings& out) {
  const info::Document& document = subject.document;
  if (!document.root() || !document.has_foreign()) {
    return;
  }
  const auto count = static_cast<std::uint32_t>(document.tree().node_count());
  for (std::uint32_t id = 0; id < count; ++id) {
    const xml::Node node = document.tree().node(id);
    if (document.type(node) != Type::foreign || !node.is_element() || document.in_vocabulary(node) ||
        node.name().space.empty()) {
      continue;
    }
    const xml::Attribute state = node.attribute({{}, info::to_string(AttributeName::state)});
    if (!state || (state.value() != word_of(State::partial) && state.value() != word_of(State::deleted))) {
      continue;
    }
    diag::Diagnostic found =
        at_attribute(out, document.element(id), state,
                     fmt::format("state of the extension element <{}> has no effect", clipped(node.qname())));
    found.note = "only the specification of an extension can give it a meaning, and none is known here";
    out.add(std::move(found));
  }
}

constexpr diag::Card kExtensionState = {
    .area = "info",
    .id = "extension-state-ignored",
    .severity = Severity::info,
    .spec = {"RFC 4575", "4.4"},
    .title = "extension elements take no part in partial notifications on their own",
    .why =
        "An extension has to say itself which of its elements use the state mechanism. A subscriber that does not "
        "know the extension replaces its elements as wholes, so a partial one loses what it leaves out.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <x:poll xmlns:x="urn:example:poll" state="partial"/>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <x:poll xmlns:x="urn:example:poll"/>
)"),
    .rows = "D15",
};

// "<conference-description>", "<users>", both joined by "and", or nothing.
std::string missing_in(Element conference) {
  const bool description = static_cast<bool>(conference.child(Name::conference_description));
  const bool users = static_cast<bool>(conference.child(Name::users));
  if (!description && !users) {
    return fmt::format("{} and no {}", tag(Name::conference_description), tag(Name::users));
  }
  return description ? (users ? std::string() : tag(Name::users)) : tag(Name::conference_description);
}

void check_whole(const DocumentCase& subject, diag::Findings& out) {
  if (!is_whole(subject.document) || is_open(subject.document.root())) {
    return;
  }
  const Element root = subject.document.root();
  const std::string missing = missing_in(root);
  if (missing.empty()) {
    return;
  }
  diag::Diagnostic found = at_name(out, root, fmt::format("a full document has no {}", missing));
  found.value = missing;
  found.label = root.attribute(AttributeName::state) ? "" : "full, as it has no state";
  found.help = "add it, empty if need be, or send the document as state=\"partial\"";
  out.add(std::move(found));
}

constexpr diag::Card kWhole = {
    .area = "info",
    .id = "full-document-incomplete",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "a full document has a conference-description and users",
    .why =
        "A full document replaces everything that the subscriber holds: without users the roster is gone. A root "
        "without state counts as full, so a notification of a mere change needs state=\"partial\". Both elements "
        "may be empty.",
    .bad = CONFSTATE_FULL("  <conference-description/>\n"),
    .good = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
    .rows = "D25",
};

void check_whole_sidebar(const DocumentCase& subject, diag::Findings& out) {
  if (!is_whole(subject.document)) {
    return;
  }
  for (const std::uint32_t id : subject.document.all(Type::conference)) {
    const Element sidebar = subject.document.element(id);
    if (sidebar.name() != Name::entry || !surely_full(sidebar) || is_open(sidebar)) {
      continue;
    }
    const std::string missing = missing_in(sidebar);
    if (!missing.empty()) {
      diag::Diagnostic found = at_name(out, sidebar, fmt::format("a full sidebar has no {}", missing));
      found.value = missing;
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kWholeSidebar = {
    .area = "info",
    .id = "full-sidebar-incomplete",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.9.2"},
    .title = "a full sidebar has a conference-description and users",
    .why =
        "A sidebar by value is described as a conference of its own, so what a full document must contain is "
        "worth having in a full sidebar too. The RFC does not say so plainly, and published examples leave the "
        "description out.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-val>
    <entry entity="sip:board@example.com;grid=77">
      <users/>
    </entry>
  </sidebars-by-val>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-val>
    <entry entity="sip:board@example.com;grid=77">
      <conference-description/>
      <users/>
    </entry>
  </sidebars-by-val>
)"),
    .rows = "D25b",
};

constexpr auto kStateRules = std::to_array<DocumentRule>({
    {kEntity, check_entity},
    {kVersion, check_version},
    {kSidebarVersion, check_sidebar_version},
    {kContradiction, check_contradiction},
    {kDeleted, check_deleted},
    {kOutside, check_outside},
    {kSidebarState, check_sidebar_state},
    {kExtensionState, check_extension_state},
    {kWhole, check_whole},
    {kWholeSidebar, check_whole_sidebar},
});

}  // namespace

std::span<const DocumentRule> state_rules() {
  return kStateRules;
}

}  // namespace confstate::rules
