// CSP701 to CSP708: how the roster travels, and chat rooms (RFC 7106).
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/names.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"
#include "uri/characters.hpp"
#include "uri/uri.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::ChatRooms;
using policy::Transport;

void check_integrity(const PolicyCase& subject, diag::Findings& out) {
  const policy::Notifications& notifications = subject.policy.notifications;
  if (notifications.signing == policy::Signing::none && notifications.transport != Transport::tls) {
    tell(subject, out, "/notifications/transport",
         {.message = "notifications can be changed on their way",
          .label = "neither TLS nor a signature",
          .mend = R"("tls")"});
  }
}

constexpr diag::Card kIntegrity = {
    .area = "policy",
    .id = "notifications-unprotected",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "notifications are signed or travel over TLS",
    .why =
        "A notification says who is there and where the chat room is, and clients act on it. Who can change one "
        "hides a listener or sends everybody into a room of his own.",
    .bad = CONFSTATE_CALLED(R"( "notifications": {"transport": "tcp"})"),
    .good = CONFSTATE_CALLED(R"( "notifications": {"transport": "tcp", "signing": "smime"})"),
    .rows = "CSP701",
};

// A policy that says something about chat rooms has some in mind.
bool has_rooms(const PolicyCase& subject) {
  constexpr auto kFields = std::to_array<std::string_view>(
      {"allowSchemes", "sameDomain", "relatedDomains", "roomMatchesConference", "autoJoin", "minSecurity", "maxRooms",
       "requireIntegrity", "mirrorModeration", "mirrorDeadlineSec"});
  const ChatRooms& rooms = subject.policy.chat_rooms;
  return rooms.max_rooms > 0 && !rooms.allow_schemes.empty() &&
         std::ranges::any_of(
             kFields, [&](std::string_view name) { return is_said(subject, fmt::format("/chatRooms/{}", name)); });
}

void check_room_transport(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.notifications.transport == Transport::udp && has_rooms(subject)) {
    diag::Diagnostic found = at_value(
        subject, "/notifications/transport",
        {.message = "chat rooms are told over UDP", .label = "anybody can write such a packet", .mend = R"("tls")"});
    found.related.push_back(see_value(subject, "/chatRooms/allowSchemes", "rooms"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kRoomTransport = {
    .area = "policy",
    .id = "rooms-told-over-udp",
    .severity = Severity::error,
    .spec = {"RFC 7106", "2"},
    .title = "addresses of chat rooms do not travel over UDP",
    .why =
        "This is the attack that the RFC describes: one forged packet with the address of another room, and "
        "everybody talks where the attacker listens, or floods somebody else's room.",
    .bad = CONFSTATE_CALLED(R"( "notifications": {"transport": "udp", "signing": "smime"},
 "chatRooms": {"maxRooms": 2})"),
    .good = CONFSTATE_CALLED(R"( "chatRooms": {"maxRooms": 2})"),
    .rows = "CSP702",
};

constexpr auto kRoomSchemes = std::to_array<std::string_view>(
    {"xmpp", "sip", "sips", "irc", "ircs", "irc6", "http", "https", "msrp", "msrps", "im", "ws", "wss"});

void check_schemes(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<std::string>& schemes = subject.policy.chat_rooms.allow_schemes;
  for (std::size_t i = 0; i < schemes.size(); ++i) {
    if (std::ranges::find(kRoomSchemes, base::ascii_lower(schemes[i])) != kRoomSchemes.end()) {
      continue;
    }
    const auto near = base::nearest(schemes[i], kRoomSchemes);
    tell(subject, out, item_pointer("/chatRooms/allowSchemes", i),
         {.message = fmt::format("no chat room is known to have the scheme {}", quoted(schemes[i])),
          .label = "unknown",
          .help = near ? did_you_mean(*near) : std::string(),
          .mend = near ? json_text(*near) : std::string()});
  }
}

constexpr diag::Card kSchemes = {
    .area = "policy",
    .id = "room-scheme-unknown",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "1"},
    .title = "schemes of chat rooms are such that clients know",
    .why =
        "A room with a scheme that nobody has registered for such a use is opened by whatever program claims that "
        "scheme, or by none. Most often it is a slip of the pen, and the scheme that was meant is not allowed.",
    .bad = CONFSTATE_CALLED(R"( "chatRooms": {"allowSchemes": ["xmmp", "sips"]})"),
    .good = CONFSTATE_CALLED(R"( "chatRooms": {"allowSchemes": ["xmpp", "sips"]})"),
    .rows = "CSP703",
};

void check_auto_join(const PolicyCase& subject, diag::Findings& out) {
  const ChatRooms& rooms = subject.policy.chat_rooms;
  if (rooms.auto_join != policy::AutoJoin::always || rooms.same_domain != policy::SameDomain::off) {
    return;
  }
  diag::Diagnostic found =
      at_value(subject, "/chatRooms/autoJoin",
               {.message = "clients enter any room that they are told of", .label = "unasked", .mend = R"("never")"});
  found.related.push_back(see_value(subject, "/chatRooms/sameDomain", "wherever it is"));
  out.add(std::move(found));
}

constexpr diag::Card kAutoJoin = {
    .area = "policy",
    .id = "rooms-joined-blindly",
    .severity = Severity::error,
    .spec = {"RFC 7106", "2"},
    .title = "clients do not enter just any room unasked",
    .why =
        "A conference whose clients enter every room on their own is a weapon against that room, and a trap for "
        "those clients. Without asking they may enter rooms whose relation to the conference is confirmed.",
    .bad = CONFSTATE_CALLED(R"( "chatRooms": {"autoJoin": "always", "sameDomain": "off"})"),
    .good = CONFSTATE_CALLED(R"( "chatRooms": {"autoJoin": "related-only", "sameDomain": "off"})"),
    .rows = "CSP704",
};

void check_room_security(const PolicyCase& subject, diag::Findings& out) {
  const ChatRooms& rooms = subject.policy.chat_rooms;
  if (rooms.min_security != policy::MinSecurity::same_as_conference || !is_secured_only(subject.policy)) {
    return;
  }
  for (std::size_t i = 0; i < rooms.allow_schemes.size(); ++i) {
    const std::string scheme = base::ascii_lower(rooms.allow_schemes[i]);
    if (scheme == "http" || scheme == "irc" || scheme == "irc6") {
      diag::Diagnostic found = at_value(
          subject, item_pointer("/chatRooms/allowSchemes", i),
          {.message = fmt::format("{} rooms are never as secure as this conference", scheme), .label = "plain"});
      found.related.push_back(see_value(subject, "/chatRooms/minSecurity", "asked for here"));
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kRoomSecurity = {
    .area = "policy",
    .id = "room-scheme-insecure",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "allowed schemes of rooms can be as secure as the conference",
    .why =
        "The policy asks for rooms as secure as the conference, whose media must be secured, and allows schemes "
        "that never are. One of the two does not hold.",
    .bad = CONFSTATE_CALLED(R"( "chatRooms": {"allowSchemes": ["xmpp", "irc"]})"),
    .good = CONFSTATE_CALLED(R"( "chatRooms": {"allowSchemes": ["xmpp", "ircs"]})"),
    .rows = "CSP705",
};

void check_related(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<std::string>& domains = subject.policy.chat_rooms.related_domains;
  for (std::size_t i = 0; i < domains.size(); ++i) {
    const std::string_view domain = std::string_view(domains[i]).substr(domains[i].starts_with('.') ? 1 : 0);
    if (is_public_suffix(domain) || is_free_mail(domain)) {
      tell(subject, out, item_pointer("/chatRooms/relatedDomains", i),
           {.message = fmt::format("{} counts as the conference's own domain", quoted(domains[i])),
            .label = is_free_mail(domain) ? "anybody has an address there" : "anybody may register a name there"});
    }
  }
}

constexpr diag::Card kRelated = {
    .area = "policy",
    .id = "related-domain-public",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "domains that count as the conference's own belong to its owner",
    .why =
        "Rooms in a related domain are trusted like the conference's own. In the domain of a free mail provider, or "
        "below com, anybody can open one. The list of such domains is short and our own.",
    .bad = CONFSTATE_CALLED(R"( "chatRooms": {"relatedDomains": ["gmail.com"]})"),
    .good = CONFSTATE_CALLED(R"( "chatRooms": {"relatedDomains": ["chat.example.net"]})"),
    .rows = "CSP706",
};

// "6f9619ff-8b86-d011-b42d-00c04fc964ff", or 32 digits without dashes.
bool is_guid(std::string_view name) {
  constexpr std::ptrdiff_t kDigits = 32;
  const auto is_part = [](char c) { return c == '-' || uri::is_in(c, uri::kHexDigit); };
  return std::ranges::all_of(name, is_part) && std::ranges::count_if(name, [](char c) { return c != '-'; }) == kDigits;
}

void check_room_name(const PolicyCase& subject, diag::Findings& out) {
  const uri::Uri uri = uri::parse(subject.policy.conference.uri);
  if (subject.policy.chat_rooms.room_matches_conference != policy::RoomMatch::must ||
      (!uri.user.empty() && !is_guid(uri.user))) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/chatRooms/roomMatchesConference",
                                    {.message = "rooms must be named like a conference that has no name",
                                     .label = "no room is",
                                     .help = "`warn` is enough here"});
  found.related.push_back(see_value(subject, "/conference/uri", uri.user.empty() ? "no user part" : "a number"));
  out.add(std::move(found));
}

constexpr diag::Card kRoomName = {
    .area = "policy",
    .id = "room-name-unlikely",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "rooms must be named like the conference only where it has a name",
    .why =
        "That a room has the name of its conference is a custom, and the RFC says that it cannot be required "
        "everywhere. Where the URI of the conference has no user part, or a number that a machine made up, no room "
        "has it, and every room is refused.",
    .bad = R"({"schemaVersion": 1, "id": "x",
 "conference": {"uri": "sips:6f9619ff8b86d011b42d00c04fc964ff@conf.example.com"},
 "membership": {"allow": [)" CONFSTATE_ALICE R"(]}, "dialOut": {"enabled": false},
 "chatRooms": {"roomMatchesConference": true}}
)",
    .good = CONFSTATE_CALLED(R"( "chatRooms": {"roomMatchesConference": true})"),
    .rows = "CSP707",
};

constexpr auto kMisspelt =
    std::to_array<std::string_view>({"groupertextchat", "group-text-chat", "textchat", "grouptextchats"});

bool is_misspelt(std::string_view text) {
  return std::ranges::find(kMisspelt, base::ascii_lower(text)) != kMisspelt.end();
}

// A key or a text, whichever is misspelt; x- keys and descriptions may hold anything.
void look_for_purpose(const PolicyCase& subject, diag::Findings& out, const json::Node& node,
                      const std::string& pointer) {
  const bool is_value = node.kind == json::Kind::string && is_misspelt(node.text);
  if (!is_value && !is_misspelt(node.key)) {
    return;
  }
  const std::string& written = is_value ? node.text : node.key;
  diag::Diagnostic found =
      at_value(subject, pointer,
               {.message = fmt::format("the purpose of a chat room is not spelled {}", quoted(written)),
                .help = did_you_mean("grouptextchat"),
                .mend = is_value ? R"("grouptextchat")" : ""});
  found.span = is_value ? node.span : node.key_span;
  found.value = written;
  out.add(std::move(found));
}

void check_purpose(const PolicyCase& subject, diag::Findings& out) {
  const json::Tree& tree = subject.document.tree();
  std::vector<std::pair<const json::Node*, std::string>> open;
  if (!tree.nodes.empty()) {
    open.emplace_back(&tree.root(), "");
  }
  while (!open.empty()) {
    const auto [node, pointer] = std::move(open.back());
    open.pop_back();
    std::size_t index = 0;
    for (const json::Node* member = tree.first_of(*node); member != nullptr; member = tree.next_of(*member)) {
      const bool keyed = node->kind == json::Kind::object;
      open.emplace_back(member, fmt::format("{}/{}", pointer, keyed ? step_of(member->key) : std::to_string(index++)));
    }
    look_for_purpose(subject, out, *node, pointer);
  }
}

constexpr diag::Card kPurpose = {
    .area = "policy",
    .id = "room-purpose-misspelt",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "3"},
    .title = "the purpose of a chat room is spelled grouptextchat",
    .why =
        "A misspelling is in circulation, and clients that look for the registered word do not find such a room. A "
        "policy has no field for the purpose; its notes may quote it, and documents are often written after them. "
        "In documents conf-rooms finds it.",
    .bad = CONFSTATE_CALLED(R"( "x-purpose": "groupertextchat")"),
    .good = CONFSTATE_CALLED(R"( "x-purpose": "grouptextchat")"),
    .rows = "CSP708",
};

constexpr auto kNotificationRules = std::to_array<PolicyRule>({
    {kIntegrity, check_integrity},
    {kRoomTransport, check_room_transport},
    {kSchemes, check_schemes},
    {kAutoJoin, check_auto_join},
    {kRoomSecurity, check_room_security},
    {kRelated, check_related},
    {kRoomName, check_room_name},
    {kPurpose, check_purpose},
});

}  // namespace

std::span<const PolicyRule> policy_notification_rules() {
  return kNotificationRules;
}

}  // namespace confstate::rules
