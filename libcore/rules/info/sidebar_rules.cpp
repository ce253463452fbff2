// Sidebars: conferences beside the main one, and who is in them.
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/repeats.hpp"
#include "rules/place.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::AttributeName;
using info::Element;
using info::Name;
using info::State;
using info::Type;

KeySet list_users(Element roster, Collapsed& collapsed) {
  KeySet keys;
  for (Element user = roster.child(Name::user); user; user = user.next()) {
    if (const xml::Attribute entity = user.attribute(AttributeName::entity)) {
      keys.add(collapsed(entity.value()));
    }
  }
  keys.close();
  return keys;
}

// Adds a finding for each user of a sidebar's roster who is not in the main one.
void report_strangers(Element roster, const KeySet& main, diag::Findings& out) {
  Collapsed collapsed;
  for (Element user = roster.child(Name::user); user; user = user.next()) {
    const xml::Attribute entity = user.attribute(AttributeName::entity);
    if (!entity || user.state() == State::deleted || main.contains(collapsed(entity.value()))) {
      continue;
    }
    diag::Diagnostic found = at_attribute(
        out, user, entity, fmt::format("user {} is in a sidebar but not in the main roster", clipped(entity.value())));
    found.note = "who joins a sidebar stays in the main roster, unless that shows only some of the users";
    out.add(std::move(found));
  }
}

void check_roster(const DocumentCase& subject, diag::Findings& out) {
  const info::Document& document = subject.document;
  if (!is_whole(document) || document.all(Type::sidebars_by_val).empty()) {
    return;
  }
  const Element main = document.root().child(Name::users);
  if (!main || is_open(main)) {
    return;
  }
  Collapsed collapsed;
  const KeySet keys = list_users(main, collapsed);
  for (const std::uint32_t id : document.all(Type::users)) {
    const Element roster = document.element(id);
    if (roster.parent().name() == Name::entry) {
      report_strangers(roster, keys, out);
    }
  }
}

constexpr diag::Card kRoster = {
    .area = "info",
    .id = "sidebar-user-not-in-roster",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.9"},
    .title = "who is in a sidebar is in the main roster too",
    .why =
        "Joining a sidebar does not remove a user from the main roster. Servers that move the row instead of copying "
        "it make the user leave the conference on everybody's screen. A roster may show only a part of the users, "
        "so this is a hint, and it is given for full documents only.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users>
    <user entity="sip:bob@example.com"/>
  </users>
  <sidebars-by-val>
    <entry entity="sip:board@example.com;grid=77">
      <conference-description/>
      <users>
        <user entity="sip:mark@example.com"/>
      </users>
    </entry>
  </sidebars-by-val>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <users>
    <user entity="sip:bob@example.com"/>
  </users>
  <sidebars-by-val>
    <entry entity="sip:board@example.com;grid=77">
      <conference-description/>
      <users>
        <user entity="sip:bob@example.com"/>
      </users>
    </entry>
  </sidebars-by-val>
)"),
    .rows = "D61",
};

void check_main_by_value(const DocumentCase& subject, const std::string& main, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::conference)) {
    const Element sidebar = subject.document.element(id);
    const xml::Attribute entity = sidebar.attribute(AttributeName::entity);
    if (sidebar.name() == Name::entry && entity && base::trim(entity.value()) == main) {
      out.add(at_attribute(out, sidebar, entity, "the sidebar is the main conference itself"));
    }
  }
}

void check_main(const DocumentCase& subject, diag::Findings& out) {
  const std::string& main = subject.document.entity();
  if (main.empty()) {
    return;
  }
  check_main_by_value(subject, main, out);
  for (const std::uint32_t id : subject.document.all(Type::uris)) {
    const Element list = subject.document.element(id);
    if (list.name() != Name::sidebars_by_ref) {
      continue;
    }
    for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
      const Element uri = entry.child(Name::uri);
      if (uri && base::trim(uri.node().text()) == main) {
        out.add(at_text(out, uri, "the sidebar is the main conference itself"));
      }
    }
  }
}

constexpr diag::Card kMain = {
    .area = "info",
    .id = "sidebar-is-main-conference",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.2"},
    .title = "a sidebar is another conference than the main one",
    .why =
        "A sidebar has a URI of its own, by which it is subscribed to and told apart. With that of the main conference "
        "a client that opens the sidebar gets the main conference again.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-ref>
    <entry>
      <uri>sip:board@example.com</uri>
    </entry>
  </sidebars-by-ref>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <users/>
  <sidebars-by-ref>
    <entry>
      <uri>sip:board@example.com;grid=45</uri>
    </entry>
  </sidebars-by-ref>
)"),
    .rows = "D62",
};

constexpr auto kSidebarRules = std::to_array<DocumentRule>({
    {kRoster, check_roster},
    {kMain, check_main},
});

}  // namespace

std::span<const DocumentRule> sidebar_rules() {
  return kSidebarRules;
}

}  // namespace confstate::rules
