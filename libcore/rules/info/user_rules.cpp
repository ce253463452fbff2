// Users: those who want to stay unknown, and those who are a conference themselves.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
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

constexpr std::string_view kConventionalUser = "anonymous";
constexpr std::string_view kConventionalHost = "anonymous.invalid";

diag::Diagnostic at_entity(const diag::Findings& out, Element user, std::string message) {
  return at_attribute(out, user, user.attribute(AttributeName::entity), std::move(message));
}

void check_host(const DocumentCase& subject, diag::Findings& out) {
  for (const UserRow& row : digest_of(subject).users()) {
    if (!row.anonymous || row.relative || row.hidden || !is_uri(row.key)) {
      continue;
    }
    diag::Diagnostic found =
        at_entity(out, subject.document.element(row.node),
                  fmt::format("anonymous user {} has a URI outside the .invalid domain", clipped(row.key)));
    found.label = "may lead to a person";
    found.help = "write sip:anonymous1@anonymous.invalid, numbered";
    out.add(std::move(found));
  }
}

constexpr diag::Card kHost = {
    .area = "info",
    .id = "anonymous-user-not-invalid",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "5.6"},
    .title = "the URI of an anonymous user leads nowhere",
    .why =
        "When a focus hides who a user is, the host of the user's URI must be in the .invalid domain: the domain of "
        "a provider, or a telephone number, may already give the person away. A real host is allowed together "
        "with authenticated identity, so this is a warning. It is told by a user part anonymous, with or without a "
        "number, or a name that begins with Anonymous.",
    .bad = CONFSTATE_ROSTER("    <user entity=\"sip:anonymous1@example.com\"/>\n"),
    .good = CONFSTATE_ROSTER("    <user entity=\"sip:anonymous1@anonymous.invalid\"/>\n"),
    .rows = "D41",
};

bool is_conventional(std::string_view entity) {
  const UriParts parts = split_uri(entity);
  return base::equal_ignoring_case(parts.user.substr(0, kConventionalUser.size()), kConventionalUser) &&
         same_host(parts.host, kConventionalHost);
}

void check_convention(const DocumentCase& subject, diag::Findings& out) {
  for (const UserRow& row : digest_of(subject).users()) {
    if (!row.hidden || is_conventional(row.key)) {
      continue;
    }
    diag::Diagnostic found =
        at_entity(out, subject.document.element(row.node),
                  fmt::format("anonymous user {} does not follow the convention", clipped(row.key)));
    found.label = "expected sip:anonymous1@anonymous.invalid";
    out.add(std::move(found));
  }
}

constexpr diag::Card kConvention = {
    .area = "info",
    .id = "anonymous-user-unconventional",
    .severity = Severity::info,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "5.6"},
    .title = "anonymous users are called anonymousX@anonymous.invalid",
    .why =
        "The convention of RFC 4575, after RFC 3323, lets clients and people see at once that a user wants to stay "
        "unknown. Another name in the .invalid domain hides the user as well, but looks like a broken address.",
    .bad = CONFSTATE_ROSTER("    <user entity=\"sip:x@hidden.invalid\"/>\n"),
    .good = CONFSTATE_ROSTER("    <user entity=\"sip:anonymous1@anonymous.invalid\"/>\n"),
    .rows = "D43",
};

// True for a URI that names somebody: it has a host that could be asked, or is a telephone number.
bool tells_who(std::string_view uri) {
  const UriParts parts = split_uri(base::trim(uri));
  return has_scheme(parts, "tel") || (!parts.host.empty() && !is_invalid_host(parts.host));
}

// The users of each roster, to let off a `by` that names one of them. Each is listed when it is first needed.
class Neighbours {
 public:
  [[nodiscard]] bool contains(Element user, std::string_view uri) {
    const xml::Node roster = user.node().parent();
    if (!roster) {
      return false;
    }
    const auto [found, is_new] = rosters_.try_emplace(roster.id());
    if (is_new) {
      list(user.document(), roster, found->second);
    }
    return found->second.contains(base::trim(uri));
  }

 private:
  static void list(const info::Document& document, xml::Node roster, KeySet& keys) {
    for (xml::Node node = roster.first_element(); node; node = node.next_element()) {
      keys.add(base::trim(value_of(Element(&document, node), AttributeName::entity)));
    }
    keys.close();
  }

  std::unordered_map<std::uint32_t, KeySet> rosters_;  // by node id
};

// Everything below one hidden user that may tell who it is.
class Revealed {
 public:
  Revealed(diag::Findings& out, Neighbours& neighbours) : out_(out), neighbours_(neighbours) {}

  void judge(Element user) {
    const Element aors = user.child(Name::associated_aors);
    for (Element entry = aors ? aors.child(Name::entry) : Element(); entry; entry = entry.next()) {
      judge_text(entry.child(Name::uri), "an associated URI");
    }
    judge_text(user.child(Name::cascaded_focus), "the cascaded focus");
    for (Element endpoint = user.child(Name::endpoint); endpoint; endpoint = endpoint.next()) {
      judge_endpoint(endpoint, user);
    }
  }

 private:
  void judge_endpoint(Element endpoint, Element user) {
    const xml::Attribute entity = endpoint.attribute(AttributeName::entity);
    if (entity && tells_who(entity.value())) {
      add(at_attribute(out_, endpoint, entity, message("an endpoint", entity.value())));
    }
    for (const Name name : {Name::referred, Name::joining_info, Name::disconnection_info}) {
      const Element execution = endpoint.child(name);
      const Element by = execution ? execution.child(Name::by) : Element();
      if (by && !neighbours_.contains(user, by.node().text())) {
        judge_text(by, tag(name));
      }
    }
  }

  void judge_text(Element uri, std::string_view what) {
    if (uri && tells_who(uri.node().text())) {
      add(at_text(out_, uri, message(what, uri.node().text())));
    }
  }

  static std::string message(std::string_view what, std::string_view uri) {
    return fmt::format("{} of an anonymous user is {}", what, clipped(base::trim(uri)));
  }

  void add(diag::Diagnostic found) {
    found.label = "tells who it is";
    found.help = "leave it out, or use a URI in the .invalid domain";
    out_.add(std::move(found));
  }

  diag::Findings& out_;
  Neighbours& neighbours_;
};

void check_revealed(const DocumentCase& subject, diag::Findings& out) {
  Neighbours neighbours;
  for (const UserRow& row : digest_of(subject).users()) {
    if (row.hidden) {
      Revealed(out, neighbours).judge(subject.document.element(row.node));
    }
  }
}

constexpr diag::Card kRevealed = {
    .area = "info",
    .id = "anonymous-user-revealed",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "8.2"},
    .title = "nothing about an anonymous user tells who it is",
    .why =
        "Hiding the entity is in vain when the Contact of the endpoint, an associated address or the one who brought "
        "the user in is written out beside it. It is the usual leak, as these values are copied from the "
        "signalling. A moderator who is in the roster under that URI is let off, being somebody else.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:anonymous1@anonymous.invalid">
      <endpoint entity="sip:bob@pc33.example.com"/>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:anonymous1@anonymous.invalid">
      <endpoint entity="1"/>
    </user>
)"),
    .rows = "D44",
};

void check_cascade(const DocumentCase& subject, diag::Findings& out) {
  const std::string& main = subject.document.entity();
  for (const std::uint32_t id : subject.document.all(Type::any_uri)) {
    const Element focus = subject.document.element(id);
    if (focus.name() != Name::cascaded_focus || main.empty() || base::trim(focus.node().text()) != main) {
      continue;
    }
    diag::Diagnostic found = at_text(out, focus, "the cascaded focus is this conference itself");
    found.label = "expected another conference";
    found.related.push_back(see_attribute(subject.document.root().attribute(AttributeName::entity), "this conference"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kCascade = {
    .area = "info",
    .id = "cascaded-focus-is-this-conference",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "5.6.5"},
    .title = "a cascaded focus is another conference",
    .why =
        "The element marks a user that is itself the focus of another conference, so that a client can subscribe "
        "there for the people behind it. Pointing back at this conference, it sends such a client in a circle.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bridge@example.net">
      <cascaded-focus>sip:board@example.com</cascaded-focus>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bridge@example.net">
      <cascaded-focus>sip:annex@example.net</cascaded-focus>
    </user>
)"),
    .rows = "D46",
};

constexpr auto kUserRules = std::to_array<DocumentRule>({
    {kHost, check_host},
    {kConvention, check_convention},
    {kRevealed, check_revealed},
    {kCascade, check_cascade},
});

}  // namespace

std::span<const DocumentRule> user_rules() {
  return kUserRules;
}

}  // namespace confstate::rules
