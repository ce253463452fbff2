// Keys: what names a user, an endpoint, a medium and a sidebar among its siblings (RFC 4575 section 4.5).
// Keys are equal when their bytes are, after the white-space collapse of xs:anyURI: no case folding, no decoding.
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/info/digest.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/repeats.hpp"
#include "rules/place.hpp"
#include "rules/uri_parts.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::AttributeName;
using info::Element;
using info::Name;
using info::Type;

void report_missing(Element element, std::string_view what, diag::Findings& out) {
  diag::Diagnostic found = at_name(out, element, fmt::format("{} has no entity", what));
  found.label = "entity is missing";
  found.help = fmt::format("add entity=\"...\": it is the key by which later notifications name this {}", what);
  out.add(std::move(found));
}

void check_user_key(const DocumentCase& subject, diag::Findings& out) {
  for (const UserRow& user : digest_of(subject).users()) {
    if (!user.keyed) {
      report_missing(subject.document.element(user.node), "user", out);
    }
  }
}

constexpr diag::Card kUserKey = {
    .area = "info",
    .id = "user-entity-missing",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning},
    .spec = {"RFC 4575", "4.5"},
    .title = "a user has an entity",
    .why =
        "The entity is the key of a user: partial notifications name the user by it. A user without one can never "
        "be changed or removed again, and some clients crash on it or drop the whole document. The schema leaves "
        "the attribute optional, the text does not.",
    .bad = CONFSTATE_ROSTER(R"(    <user>
      <display-text>Bob</display-text>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <display-text>Bob</display-text>
    </user>
)"),
    .rows = "D16",
};

void check_endpoint_key(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::endpoint)) {
    const Element endpoint = subject.document.element(id);
    if (!endpoint.attribute(AttributeName::entity)) {
      report_missing(endpoint, "endpoint", out);
    }
  }
}

constexpr diag::Card kEndpointKey = {
    .area = "info",
    .id = "endpoint-entity-missing",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning},
    .spec = {"RFC 4575", "5.7"},
    .title = "an endpoint has an entity",
    .why =
        "The server must generate the key of each endpoint; a Contact URI or GRUU will do. Without it two devices "
        "of one user cannot be told apart, and a change of one cannot be sent. The schema leaves the attribute "
        "optional, the text does not.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint>
        <status>connected</status>
      </endpoint>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <status>connected</status>
      </endpoint>
    </user>
)"),
    .rows = "D16",
};

// How the rows of one kind are told apart.
struct KeyedRows {
  Name row;
  AttributeName key;
};

constexpr KeyedRows kUsers = {Name::user, AttributeName::entity};
constexpr KeyedRows kEndpoints = {Name::endpoint, AttributeName::entity};
constexpr KeyedRows kMedia = {Name::media, AttributeName::id};
constexpr KeyedRows kSidebars = {Name::entry, AttributeName::entity};

// Runs `report` for every row of a type whose key, a string that is compared as it stands, an earlier sibling has.
template <class Report>
void for_repeats(const info::Document& document, Type type, AttributeName key, Report report) {
  const std::vector<Sibling> siblings = list_siblings(document, type);
  std::vector<Row> rows;
  for_families(siblings, [&](auto first, auto last) {
    rows.clear();
    for (; first != last; ++first) {
      if (const xml::Attribute value = document.element(first->row).attribute(key)) {
        rows.push_back({value.value(), first->row});
      }
    }
    for (const Repeat& repeat : find_repeats(rows)) {
      report(repeat);
    }
  });
}

diag::Diagnostic describe_repeat(const DocumentCase& subject, const Repeat& repeat, const KeyedRows& kind,
                                 std::string message, const diag::Findings& out) {
  const Element row = subject.document.element(repeat.node);
  const Element first = subject.document.element(repeat.first);
  diag::Diagnostic found = at_attribute(out, row, row.attribute(kind.key), std::move(message));
  found.label = "same key";
  found.related.push_back(see_attribute(first.attribute(kind.key), "first seen here"));
  found.help = fmt::format("merge the {} {} elements", repeat.ordinal == 2 ? "two" : "equal", tag(kind.row));
  return found;
}

bool names_nobody(std::string_view entity) {
  return is_invalid_host(split_uri(entity).host);
}

void check_users(const DocumentCase& subject, diag::Findings& out) {
  for (const Repeat& repeat : digest_of(subject).repeated_users()) {
    if (!names_nobody(repeat.key)) {
      out.add(describe_repeat(
          subject, repeat, kUsers,
          fmt::format("user {} appears {} in one roster", clipped(repeat.key), times(repeat.ordinal)), out));
    }
  }
}

constexpr diag::Card kUserUnique = {
    .area = "info",
    .id = "user-entity-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "4.5"},
    .title = "a user appears once in a roster",
    .why =
        "The entity is the key of a user. With two rows of one key a subscriber overwrites one by the other, so "
        "somebody vanishes from the screen, and a later change or removal hits the wrong one. Servers that build "
        "the entity from the caller's number do this when two callers share one. Several devices of one person "
        "are endpoints of one user.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com"/>
    <user entity="sip:bob@example.com"/>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com"/>
    <user entity="sip:carol@example.com"/>
)"),
    .rows = "D17",
};

void check_anonymous_users(const DocumentCase& subject, diag::Findings& out) {
  for (const Repeat& repeat : digest_of(subject).repeated_users()) {
    if (!names_nobody(repeat.key)) {
      continue;
    }
    diag::Diagnostic found = describe_repeat(
        subject, repeat, kUsers,
        fmt::format("anonymous user {} appears {} in one roster", clipped(repeat.key), times(repeat.ordinal)), out);
    found.help = "number the anonymous users: sip:anonymous1@anonymous.invalid, ...";
    out.add(std::move(found));
  }
}

constexpr diag::Card kAnonymousUnique = {
    .area = "info",
    .id = "anonymous-user-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.6"},
    .title = "anonymous users are told apart",
    .why =
        "The focus must make the user part of anonymous URIs unique. Servers that copy the "
        "anonymous@anonymous.invalid of every hidden caller give all of them one key: the roster shows one "
        "stranger where there are five, and when one leaves all do.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:anonymous@anonymous.invalid"/>
    <user entity="sip:anonymous@anonymous.invalid"/>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:anonymous1@anonymous.invalid"/>
    <user entity="sip:anonymous2@anonymous.invalid"/>
)"),
    .rows = "D42",
};

void check_endpoints(const DocumentCase& subject, diag::Findings& out) {
  for_repeats(subject.document, Type::endpoint, kEndpoints.key, [&](const Repeat& repeat) {
    out.add(describe_repeat(
        subject, repeat, kEndpoints,
        fmt::format("endpoint {} appears {} under one user", clipped(repeat.key), times(repeat.ordinal)), out));
  });
}

constexpr diag::Card kEndpointUnique = {
    .area = "info",
    .id = "endpoint-entity-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "4.5"},
    .title = "an endpoint appears once under its user",
    .why =
        "The entity is the key of an endpoint inside its user; the same one under another user is fine. With two "
        "rows of one key a subscriber shows one device where there are two, and applies changes to the wrong one.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com"/>
      <endpoint entity="sip:bob@pc33.example.com"/>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com"/>
      <endpoint entity="sip:bob@phone7.example.com"/>
    </user>
)"),
    .rows = "D18",
};

void check_media(const DocumentCase& subject, diag::Findings& out) {
  for_repeats(subject.document, Type::media, kMedia.key, [&](const Repeat& repeat) {
    out.add(describe_repeat(
        subject, repeat, kMedia,
        fmt::format("media {} appears {} under one endpoint", clipped(repeat.key), times(repeat.ordinal)), out));
  });
}

constexpr diag::Card kMediaUnique = {
    .area = "info",
    .id = "media-id-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.8"},
    .title = "a media id appears once under its endpoint",
    .why =
        "The id is the key of a stream inside its endpoint; other endpoints may use the same one. When audio and "
        "video of one endpoint share an id, a subscriber keeps only the last of them.",
    .bad = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
        </media>
        <media id="1">
          <type>video</type>
        </media>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
        </media>
        <media id="2">
          <type>video</type>
        </media>
)"),
    .rows = "D19",
};

void check_sidebars(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::sidebars_by_val)) {
    Collapsed collapsed;
    std::vector<Row> rows;
    for (Element entry = subject.document.element(id).child(Name::entry); entry; entry = entry.next()) {
      if (const xml::Attribute entity = entry.attribute(AttributeName::entity)) {
        rows.push_back({collapsed(entity.value()), entry.node().id()});
      }
    }
    for (const Repeat& repeat : find_repeats(rows)) {
      out.add(describe_repeat(subject, repeat, kSidebars,
                              fmt::format("sidebar {} is described {}", clipped(repeat.key), times(repeat.ordinal)),
                              out));
    }
  }
}

constexpr diag::Card kSidebarUnique = {
    .area = "info",
    .id = "sidebar-entity-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "4.5"},
    .title = "a sidebar is described once",
    .why =
        "The entity is the key of a sidebar by value. Two descriptions under one key contradict each other, and "
        "which one a subscriber keeps depends on the subscriber.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-val>
    <entry entity="sip:board@example.com;grid=77">
      <conference-description/>
      <users/>
    </entry>
    <entry entity="sip:board@example.com;grid=77">
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
    <entry entity="sip:board@example.com;grid=78">
      <conference-description/>
      <users/>
    </entry>
  </sidebars-by-val>
)"),
    .rows = "D20",
};

// The lists of sidebars by reference: those of the root and of sidebars.
template <class Do>
void for_references(const info::Document& document, Do run) {
  for (const std::uint32_t id : document.all(Type::uris)) {
    const Element list = document.element(id);
    if (list.name() == Name::sidebars_by_ref) {
      run(list);
    }
  }
}

void check_references(const DocumentCase& subject, diag::Findings& out) {
  for_references(subject.document, [&](Element list) {
    Collapsed collapsed;
    std::vector<Row> rows;
    for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
      if (const Element uri = entry.child(Name::uri)) {
        rows.push_back({collapsed(uri.node().text()), uri.node().id()});
      }
    }
    for (const Repeat& repeat : find_repeats(rows)) {
      diag::Diagnostic found =
          at_text(out, subject.document.element(repeat.node),
                  fmt::format("sidebar {} is referenced {}", clipped(repeat.key), times(repeat.ordinal)));
      found.label = "same key";
      found.related.push_back(see_text(subject.document.element(repeat.first), "first seen here"));
      found.help = "drop one of the entries";
      out.add(std::move(found));
    }
  });
}

constexpr diag::Card kReferenceUnique = {
    .area = "info",
    .id = "sidebar-uri-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "4.5"},
    .title = "a sidebar is referenced once",
    .why =
        "The uri is the key of an entry of sidebars-by-ref. A subscriber keeps one of two equal ones and loses "
        "the text of the other.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-ref>
    <entry>
      <uri>sip:board@example.com;grid=45</uri>
    </entry>
    <entry>
      <uri>sip:board@example.com;grid=45</uri>
    </entry>
  </sidebars-by-ref>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-ref>
    <entry>
      <uri>sip:board@example.com;grid=45</uri>
    </entry>
    <entry>
      <uri>sip:board@example.com;grid=46</uri>
    </entry>
  </sidebars-by-ref>
)"),
    .rows = "D21",
};

// A key that is an anyURI, and where it stands.
struct UriKey {
  std::string_view key;  // collapsed
  bool relative = false;
  bool spaced = false;
  Element element;           // a user, a sidebar, or the <uri> of a reference
  xml::Attribute attribute;  // null where the text of the element is the key

  [[nodiscard]] diag::Diagnostic start(const diag::Findings& out, std::string message) const {
    return attribute ? at_attribute(out, element, attribute, std::move(message))
                     : at_text(out, element, std::move(message));
  }
};

template <class Judge>
void for_uri_keys(const DocumentCase& subject, Judge judge) {
  const info::Document& document = subject.document;
  for (const UserRow& user : digest_of(subject).users()) {
    if (user.keyed && (user.relative || user.spaced)) {
      const Element element = document.element(user.node);
      judge(UriKey{user.key, user.relative, user.spaced, element, element.attribute(AttributeName::entity)});
    }
  }
  Collapsed collapsed;
  const auto judge_raw = [&](std::string_view raw, Element element, xml::Attribute attribute) {
    const std::string_view key = collapsed(raw);
    judge(UriKey{key, split_uri(key).scheme.empty(), key != raw, element, attribute});
  };
  for (const std::uint32_t id : document.all(Type::conference)) {
    const Element sidebar = document.element(id);
    const xml::Attribute entity = sidebar.attribute(AttributeName::entity);
    if (sidebar.name() == Name::entry && entity) {
      judge_raw(entity.value(), sidebar, entity);
    }
  }
  for_references(document, [&](Element list) {
    for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
      if (const Element uri = entry.child(Name::uri)) {
        judge_raw(uri.node().text(), uri, {});
      }
    }
  });
}

// Lync names users and endpoints by GUIDs in braces.
bool is_braced(std::string_view key) {
  return key.starts_with('{') && key.ends_with('}');
}

void check_relative(const DocumentCase& subject, diag::Findings& out) {
  const bool lync = out.profile() == diag::Profile::lync;
  for_uri_keys(subject, [&](const UriKey& key) {
    if (!key.relative || (lync && is_braced(key.key)) || !is_uri(key.key)) {
      return;
    }
    diag::Diagnostic found = key.start(
        out, key.key.empty() ? "the key is empty; expected an absolute URI"
                             : fmt::format("key {} has no scheme; expected an absolute URI", quoted(key.key)));
    found.label = "relative to nothing";
    out.add(std::move(found));
  });
}

constexpr diag::Card kRelative = {
    .area = "info",
    .id = "key-uri-relative",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error, .lenient = Severity::info},
    .spec = {"RFC 4575", "4.5"},
    .title = "keys are absolute URIs",
    .why =
        "Keys are compared byte for byte, and a notification has no base that a relative URI could refer to. Bare "
        "numbers and user@domain work only as long as nobody needs to call or match them.",
    .bad = CONFSTATE_ROSTER("    <user entity=\"bob\"/>\n"),
    .good = CONFSTATE_ROSTER("    <user entity=\"sip:bob@example.com\"/>\n"),
    .rows = "D23",
};

void check_space(const DocumentCase& subject, diag::Findings& out) {
  for_uri_keys(subject, [&](const UriKey& key) {
    if (!key.spaced || key.key.empty()) {
      return;
    }
    diag::Diagnostic found = key.start(out, fmt::format("key {} is written with surplus white space", quoted(key.key)));
    found.label = "white space";
    found.help = "drop it: who compares keys without trimming them sees another key";
    out.add(std::move(found));
  });
}

constexpr diag::Card kSpace = {
    .area = "info",
    .id = "key-uri-white-space",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "4.5"},
    .title = "keys have no white space around them",
    .why =
        "XML Schema drops white space around a URI, many parsers do not. A subscriber of the second kind takes "
        "' sip:bob@example.com' for another user than 'sip:bob@example.com' and shows Bob twice.",
    .bad = CONFSTATE_ROSTER("    <user entity=\" sip:bob@example.com\"/>\n"),
    .good = CONFSTATE_ROSTER("    <user entity=\"sip:bob@example.com\"/>\n"),
    .rows = "D24",
};

constexpr auto kKeyRules = std::to_array<DocumentRule>({
    {kUserKey, check_user_key},
    {kEndpointKey, check_endpoint_key},
    {kUserUnique, check_users},
    {kEndpointUnique, check_endpoints},
    {kMediaUnique, check_media},
    {kSidebarUnique, check_sidebars},
    {kReferenceUnique, check_references},
    {kRelative, check_relative},
    {kSpace, check_space},
    {kAnonymousUnique, check_anonymous_users},
});

}  // namespace

std::span<const DocumentRule> key_rules() {
  return kKeyRules;
}

}  // namespace confstate::rules
