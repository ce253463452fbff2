// Advertised chat rooms: RFC 7106 shows how a forged notification leads people into a stranger's room, and what a
// client can compare before it joins one. What depends on the deployment is off unless it is configured.
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/place.hpp"
#include "rules/rooms/room.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::Element;
using info::Name;

constexpr std::string_view kOneRoom = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@example.com</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)");

void check_conf_uris(const DocumentCase& subject, diag::Findings& out) {
  for (const Room& room : rooms_of(subject.document)) {
    if (room.list.name() == Name::conf_uris) {
      diag::Diagnostic found = at_text(out, room.entry.child(Name::purpose),
                                       fmt::format("a chat room is listed in {}", tag(Name::conf_uris)));
      found.help = fmt::format("clients look for it in {}", tag(Name::service_uris));
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kConfUris = {
    .area = "rooms",
    .id = "room-in-conf-uris",
    .severity = Severity::info,
    .spec = {"RFC 7106", "1"},
    .title = "a chat room is listed among the services",
    .why =
        "The RFC shows chat rooms in service-uris, though its title speaks of conference URIs too. Clients that "
        "support the purpose look among the services.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <conf-uris>
      <entry>
        <uri>xmpp:board@example.com</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </conf-uris>
)"),
    .good = kOneRoom,
    .rows = "T2",
};

void check_place(const DocumentCase& subject, diag::Findings& out) {
  for (const Room& room : rooms_of(subject.document)) {
    if (room.list.name() == Name::conf_uris || room.list.name() == Name::service_uris) {
      continue;
    }
    diag::Diagnostic found = at_text(out, room.entry.child(Name::purpose),
                                     fmt::format("a chat room is listed in {}", tag(room.list.name())));
    found.label = "no client looks here";
    found.help = fmt::format("move the entry to {}", tag(Name::service_uris));
    out.add(std::move(found));
  }
}

constexpr diag::Card kPlace = {
    .area = "rooms",
    .id = "room-misplaced",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "1"},
    .title = "a chat room is no address of a user, the host or a sidebar",
    .why =
        "The purpose says that a room belongs to the conference. Among the addresses of one user, of the host or "
        "among the sidebars it means nothing, and no client looks there for it.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <associated-aors>
        <entry>
          <uri>xmpp:board@example.com</uri>
          <purpose>grouptextchat</purpose>
        </entry>
      </associated-aors>
    </user>
)"),
    .good = kOneRoom,
    .rows = "T2",
};

void check_dangerous(const DocumentCase& subject, diag::Findings& out) {
  for (const Room& room : rooms_of(subject.document)) {
    if (is_dangerous(room)) {
      diag::Diagnostic found =
          at_text(out, room.uri, fmt::format("a {}: URI is no chat room", clipped(room.parts.scheme)));
      found.label = "runs in the client";
      found.help = "do not open it";
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kDangerous = {
    .area = "rooms",
    .id = "room-scheme-dangerous",
    .severity = Severity::error,
    .spec = {"RFC 7106", "2"},
    .title = "a chat room is not a script",
    .why =
        "Clients open the URI of a room when a user asks for it, some on their own. A javascript or data URI names no "
        "place where people talk; opened, it runs what its author wrote in the client.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>javascript:alert(1)</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T3 C2",
};

void check_unlikely(const DocumentCase& subject, diag::Findings& out) {
  for (const Room& room : rooms_of(subject.document)) {
    if (!is_unlikely(room)) {
      continue;
    }
    diag::Diagnostic found =
        at_text(out, room.uri,
                room.parts.scheme.empty() ? fmt::format("room {} has no scheme", quoted(room.text))
                                          : fmt::format("a {}: URI is hardly a chat room", room.parts.scheme));
    found.label = "instant text?";
    found.note = "usual are xmpp:, sip:, sips:, irc:, http: and https:";
    out.add(std::move(found));
  }
}

constexpr diag::Card kUnlikely = {
    .area = "rooms",
    .id = "room-scheme-unlikely",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "1"},
    .title = "behind the URI of a chat room people can write to each other",
    .why =
        "Any scheme will do whose target lets the participants exchange text at once; the RFC names sip, sips, xmpp, "
        "irc, http and https. A telephone number, a mail address or a file does not, and a client that offers it as "
        "the chat of the conference disappoints.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>tel:+18005671234</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T3 C2",
};

void check_several(const DocumentCase& subject, diag::Findings& out) {
  struct First {
    Room room;
    bool reported = false;
  };
  std::unordered_map<std::uint32_t, First> firsts;  // by conference
  for (const Room& room : offered_rooms_of(subject.document)) {
    const Element conference = subject.document.conference_of(room.entry);
    First& first = firsts.try_emplace(conference ? conference.node().id() : 0, First{room}).first->second;
    if (first.reported || room.text == first.room.text) {
      continue;
    }
    first.reported = true;
    diag::Diagnostic found = at_text(out, room.uri, "the conference has more than one chat room");
    found.related.push_back(see_text(first.room.uri, "the first one"));
    found.note = "what is written in one does not appear in the other, unless the server says so";
    out.add(std::move(found));
  }
}

constexpr diag::Card kSeveral = {
    .area = "rooms",
    .id = "rooms-several",
    .severity = Severity::info,
    .spec = {"RFC 7106", "1"},
    .title = "people who chat meet in one room",
    .why =
        "A server may advertise several rooms; clients then ask the user or open all of them. Nothing keeps them in "
        "step, so participants with different clients may write past each other.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@example.com</uri>
        <purpose>grouptextchat</purpose>
      </entry>
      <entry>
        <uri>irc://example.com/board</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T6 C9",
};

// What a rule about the place of a room needs: rooms that clients offer, of a scheme where a host means something,
// and that do not disguise it, which is another finding already.
struct PlainRooms {
  std::vector<Room> rooms;
  UriParts conference;
};

PlainRooms plain_rooms_of(const info::Document& document) {
  PlainRooms found{offered_rooms_of(document), conference_parts(document)};
  std::erase_if(found.rooms, [&](const Room& room) {
    return is_dangerous(room) || is_unlikely(room) || disguise_of(room, found.conference) != Disguise::none;
  });
  return found;
}

void check_domain(const DocumentCase& subject, diag::Findings& out) {
  if (!subject.rooms.same_domain) {
    return;
  }
  const PlainRooms plain = plain_rooms_of(subject.document);
  for (const Room& room : plain.rooms) {
    if (plain.conference.host.empty() || is_related(room, plain.conference, subject.rooms)) {
      continue;
    }
    diag::Diagnostic found = at_text(out, room.uri,
                                     fmt::format("room {} is not in the domain of the conference, {}",
                                                 clipped(room.text), clipped(plain.conference.host)));
    found.label = "another domain";
    found.help = "name domains that belong together with --related-domain";
    out.add(std::move(found));
  }
}

constexpr diag::Card kDomain = {
    .area = "rooms",
    .id = "room-other-domain",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "a chat room is in the domain of its conference",
    .why =
        "Who can change a notification on its way can send everybody into a room of his own. The RFC suggests that "
        "users may demand rooms in the domain of the conference service. It holds only where rooms are set up that "
        "way, so it is checked on request (--room-same-domain); domains match as wholes, without guessing.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@evil.example.net</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T8 C3",
    .options = "--room-same-domain",
};

void check_name(const DocumentCase& subject, diag::Findings& out) {
  if (!subject.rooms.matches_conference) {
    return;
  }
  const PlainRooms plain = plain_rooms_of(subject.document);
  const std::string conference = percent_decoded(plain.conference.user);
  for (const Room& room : plain.rooms) {
    const std::string name = room_name(room);
    if (conference.empty() || name.empty() || base::equal_ignoring_case(name, conference)) {
      continue;
    }
    diag::Diagnostic found = at_text(
        out, room.uri, fmt::format("room {} is not named like the conference, {}", clipped(name), clipped(conference)));
    found.label = "another name";
    out.add(std::move(found));
  }
}

constexpr diag::Card kName = {
    .area = "rooms",
    .id = "room-other-name",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "a chat room is named like its conference",
    .why =
        "The second comparison that the RFC suggests against forged rooms: the user part of the room's URI is the name "
        "of the conference, here the user part of its entity. It is made on request (--room-matches-conference). "
        "Web addresses have no user part and are left alone.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:attack@example.com</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T9 C4",
    .options = "--room-matches-conference",
};

void check_relation(const DocumentCase& subject, diag::Findings& out) {
  const PlainRooms plain = plain_rooms_of(subject.document);
  for (const Room& room : plain.rooms) {
    if (subject.rooms.same_domain || plain.conference.host.empty() ||
        is_related(room, plain.conference, subject.rooms)) {
      continue;
    }
    diag::Diagnostic found = at_text(
        out, room.uri, fmt::format("nothing shows that room {} belongs to this conference", clipped(room.text)));
    found.label = "auto-join: ask";
    found.help = "name domains that belong together with --related-domain";
    out.add(std::move(found));
  }
}

constexpr diag::Card kRelation = {
    .area = "rooms",
    .id = "room-relation-unconfirmed",
    .severity = Severity::info,
    .spec = {"RFC 7106", "2"},
    .title = "a room that clients may join on their own is visibly related to the conference",
    .why =
        "A large conference whose clients all join a room by themselves is a weapon against that room. Clients may "
        "join without asking only where a relation is confirmed: the same domain, or one that is known to belong to "
        "it (--related-domain). Elsewhere they have to ask the user, which is no fault of the document.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@chat.example.net</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T11 C6",
};

bool is_open_text(const UriParts& parts) {
  return has_scheme(parts, "http") || has_scheme(parts, "irc") || has_scheme(parts, "irc6") || has_scheme(parts, "sip");
}

void check_security(const DocumentCase& subject, diag::Findings& out) {
  const std::vector<Room> rooms = offered_rooms_of(subject.document);
  if (rooms.empty() || !has_scheme(conference_parts(subject.document), "sips")) {
    return;
  }
  for (const Room& room : rooms) {
    if (!is_open_text(room.parts)) {
      continue;
    }
    diag::Diagnostic found =
        at_text(out, room.uri, fmt::format("the conference is sips:, its chat room only {}:", room.parts.scheme));
    found.label = "not protected";
    found.note = "users must be told when a part of the conference is less secure";
    out.add(std::move(found));
  }
}

constexpr diag::Card kSecurity = {
    .area = "rooms",
    .id = "room-less-secure",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "a chat room is as secure as its conference",
    .why =
        "People who joined over sips expect that what they write is protected too. With an http, irc or sip room it "
        "travels in the clear, and an attack on the room is easier than one on the conference. Clients have to "
        "tell their users.",
    .bad = CONFSTATE_EXAMPLE("entity=\"sips:board@example.com\" version=\"1\"", R"(  <conference-description>
    <service-uris>
      <entry>
        <uri>http://example.com/board</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
  </conference-description>
  <users/>
)"),
    .good = CONFSTATE_EXAMPLE("entity=\"sips:board@example.com\" version=\"1\"", R"(  <conference-description>
    <service-uris>
      <entry>
        <uri>https://example.com/board</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
  </conference-description>
  <users/>
)"),
    .rows = "T12 C7",
};

// Reports the rooms with one kind of disguise; say(room) is the message.
template <class Say>
void report_disguise(const DocumentCase& subject, Disguise wanted, std::string_view label, diag::Findings& out,
                     Say say) {
  const std::vector<Room> rooms = rooms_of(subject.document);
  if (rooms.empty()) {
    return;
  }
  const UriParts conference = conference_parts(subject.document);
  for (const Room& room : rooms) {
    if (is_dangerous(room) || is_unlikely(room) || disguise_of(room, conference) != wanted) {
      continue;
    }
    diag::Diagnostic found = at_text(out, room.uri, say(room));
    found.label = label;
    found.note = fmt::format("the room is at {}", clipped(room.parts.host));
    out.add(std::move(found));
  }
}

void check_user_info(const DocumentCase& subject, diag::Findings& out) {
  report_disguise(subject, Disguise::user_info, "not the host", out, [](const Room& room) {
    return fmt::format("{} stands where a reader looks for the host of the room", quoted(room.parts.user));
  });
}

constexpr diag::Card kUserInfo = {
    .area = "rooms",
    .id = "room-user-info-trick",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "the host of a room is the first thing that looks like one",
    .why =
        "Only what follows the last '@' says where a room is. A URI with another host before it, or a web address with "
        "a user part, is made to be read wrongly: showing the address to people, the last defence of the RFC, "
        "then helps the attacker.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@example.com@evil.example.net</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T14",
};

void check_hidden(const DocumentCase& subject, diag::Findings& out) {
  report_disguise(subject, Disguise::control, "invisible character", out,
                  [](const Room&) { return std::string("the URI of the room contains characters that nobody sees"); });
}

constexpr diag::Card kHidden = {
    .area = "rooms",
    .id = "room-hidden-character",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "the URI of a room shows all its characters",
    .why =
        "Control characters, zero-width characters and those that turn the direction of text, raw or written as %XX, "
        "make two different URIs look the same, or break out of the place where a client shows them.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board%00@example.com</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T14",
};

void check_address(const DocumentCase& subject, diag::Findings& out) {
  report_disguise(subject, Disguise::address, "which server?", out,
                  [](const Room& room) { return fmt::format("room {} is at an IP address", clipped(room.text)); });
}

constexpr diag::Card kAddress = {
    .area = "rooms",
    .id = "room-host-address",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "the host of a room is a name",
    .why =
        "A number tells people nothing about whose room it is, has no certificate that they know, and can be "
        "written in ways that few recognise. An address that the conference itself has is let off.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@192.0.2.7</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T14",
};

void check_look_alike(const DocumentCase& subject, diag::Findings& out) {
  report_disguise(subject, Disguise::look_alike, "look-alike?", out, [](const Room& room) {
    const std::string host = percent_decoded(room.parts.host);
    return mixes_scripts(host)
               ? fmt::format("host {} of the room mixes ASCII letters with others", quoted(host))
               : fmt::format("host {} of the room is internationalised and may look like another", quoted(host));
  });
}

constexpr diag::Card kLookAlike = {
    .area = "rooms",
    .id = "room-host-look-alike",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "the host of a room cannot be mistaken for another",
    .why =
        "Letters of other scripts look like Latin ones, so a host can be spelt to pass for that of the conference; its "
        "xn-- form is what is really asked. Many such names are honest, so compare this one with the name you "
        "expect. The host of the conference itself is let off.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <service-uris>
      <entry>
        <uri>xmpp:board@xn--exmple-4nf.com</uri>
        <purpose>grouptextchat</purpose>
      </entry>
    </service-uris>
)"),
    .good = kOneRoom,
    .rows = "T14",
};

constexpr auto kRoomRules = std::to_array<DocumentRule>({
    {kConfUris, check_conf_uris},
    {kPlace, check_place},
    {kDangerous, check_dangerous},
    {kUnlikely, check_unlikely},
    {kSeveral, check_several},
    {kDomain, check_domain},
    {kName, check_name},
    {kRelation, check_relation},
    {kSecurity, check_security},
    {kUserInfo, check_user_info},
    {kHidden, check_hidden},
    {kAddress, check_address},
    {kLookAlike, check_look_alike},
});

}  // namespace

std::span<const DocumentRule> room_rules() {
  return kRoomRules;
}

}  // namespace confstate::rules
