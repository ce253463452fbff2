// Cards of chat rooms that are judged against a policy, a notification or what was told before.
#include <array>

#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/rooms/verdict.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
#define CONFSTATE_ROOM(address)                                                              \
  CONFSTATE_DESCRIPTION("    <service-uris>\n      <entry>\n        <uri>" address           \
                        "</uri>\n        <purpose>grouptextchat</purpose>\n      </entry>\n" \
                        "    </service-uris>\n")
#define CONFSTATE_ROOM_NEXT(version, address)                                                              \
  CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"" version "\"",                            \
                    "  <conference-description>\n    <service-uris>\n      <entry>\n        <uri>" address \
                    "</uri>\n        <purpose>grouptextchat</purpose>\n      </entry>\n"                   \
                    "    </service-uris>\n  </conference-description>\n  <users/>\n")
#define CONFSTATE_ROOM_AND(users)                                                                          \
  CONFSTATE_FULL(                                                                                          \
      "  <conference-description>\n    <service-uris>\n      <entry>\n        <uri>xmpp:board@example.com" \
      "</uri>\n        <purpose>grouptextchat</purpose>\n      </entry>\n    </service-uris>\n"            \
      "  </conference-description>\n  <users>\n" users "  </users>\n")
// NOLINTEND(cppcoreguidelines-macro-usage)

constexpr diag::Card kNotAllowed = {
    .area = "rooms",
    .id = "room-scheme-not-allowed",
    .severity = Severity::error,
    .spec = {"RFC 7106", "1"},
    .title = "the scheme of a chat room is one that the policy allows",
    .why =
        "A policy names the protocols over which its conference may chat (chatRooms.allowSchemes; by default xmpp, "
        "sips and https). Whoever is sent to another one talks where nobody has decided how it is protected.",
    .bad = CONFSTATE_ROOM("irc://example.com/board"),
    .good = CONFSTATE_ROOM("xmpp:board@example.com"),
    .rows = "C2",
    .options = "a policy with chatRooms.allowSchemes xmpp, sips and https",
};

constexpr diag::Card kUnprotected = {
    .area = "rooms",
    .id = "room-notification-unprotected",
    .severity = Severity::warning,
    .spec = {"RFC 7106", "2"},
    .title = "the notification that names a chat room came over TLS or was signed",
    .why =
        "Who can change a notification on its way sends everybody into a room of his own. Without TLS or S/MIME a "
        "client has only one defence: to show the full address of the room before and after joining. A policy "
        "with chatRooms.requireIntegrity makes it an error.",
    .bad = CONFSTATE_ROOM("xmpp:board@example.com"),
    .good = CONFSTATE_ROOM("xmpp:board@example.com"),
    .rows = "C5 T7",
    .options = "--carried open; the good one for --carried tls",
};

constexpr diag::Card kAsks = {
    .area = "rooms",
    .id = "room-join-asks",
    .severity = Severity::info,
    .spec = {"RFC 7106", "2"},
    .title = "a client joins a chat room by itself only where that is safe",
    .why =
        "Joining without asking needs a policy that allows it (chatRooms.autoJoin), a room that is known to belong "
        "to the conference, and a notification that nobody could change. Elsewhere a client asks, and shows the "
        "full address before and after joining. That is no fault of the document.",
    .bad = CONFSTATE_ROOM("xmpp:board@example.com"),
    .good = CONFSTATE_ROOM("xmpp:board@example.com"),
    .rows = "C6",
    .options = "no policy; the good one for --carried tls and a policy with chatRooms.autoJoin related-only",
};

constexpr diag::Card kReveals = {
    .area = "rooms",
    .id = "room-reveals-hidden-user",
    .severity = Severity::error,
    .spec = {"RFC 7106", "2"},
    .title = "who is hidden in the conference is not led into a chat room",
    .why =
        "A user who asked for privacy is in the conference without a name (identity.anonymity). A client that "
        "joins the chat by itself shows the account or nickname that he has there; what he asked for holds for "
        "all parts of the conference.",
    .bad = CONFSTATE_ROOM_AND("    <user entity=\"sip:anonymous1@anonymous.invalid\"/>\n"),
    .good = CONFSTATE_ROOM_AND("    <user entity=\"sip:bob@example.com\"/>\n"),
    .rows = "C8",
    .options = "--carried tls and a policy with chatRooms.autoJoin related-only",
};

constexpr diag::Card kMedia = {
    .area = "rooms",
    .id = "room-media-not-allowed",
    .severity = Severity::info,
    .spec = {"RFC 7106", "1"},
    .title = "a chat room at the conference itself is one that its media rules let in",
    .why =
        "The focus may serve the chat too; the room then has the URI of the conference, and chatting is one more "
        "line of media, m=message. A policy that takes no such line (media.types) advertises a room that nobody "
        "can enter.",
    .bad = CONFSTATE_ROOM("sip:board@example.com"),
    .good = CONFSTATE_ROOM("xmpp:board@example.com"),
    .rows = "C10",
    .options = "a policy with media.types.message.allow false",
};

constexpr diag::Card kMoved = {
    .area = "rooms",
    .id = "room-moved",
    .severity = Severity::error,
    .spec = {"RFC 7106", "2"},
    .title = "a chat room stays in its domain while the conference goes on",
    .why =
        "An entry that suddenly names a room in another domain is the attack that the RFC describes: a forged "
        "notification leads everybody into a stranger's room. Nothing in the new document by itself shows it, so "
        "it is looked for from one to the next (--watch). A domain that is known to belong to the conference is "
        "no other domain.",
    .bad = CONFSTATE_ROOM_NEXT("1", "xmpp:board@example.com") "---\n" CONFSTATE_ROOM_NEXT(
        "2", "xmpp:board@evil.example.net"),
    .good =
        CONFSTATE_ROOM_NEXT("1", "xmpp:board@example.com") "---\n" CONFSTATE_ROOM_NEXT("2", "xmpp:board@example.com"),
    .rows = "C11 T13",
    .options = "--watch",
};

constexpr diag::Card kChanged = {
    .area = "rooms",
    .id = "room-changed",
    .severity = Severity::info,
    .spec = {"RFC 7106", "2"},
    .title = "the address of a chat room does not change while the conference goes on",
    .why =
        "People who joined the old room do not see what is written in the new one, and a client that shows the "
        "address only once does not show this. Where the domain stays it is mostly the work of an administrator.",
    .bad =
        CONFSTATE_ROOM_NEXT("1", "xmpp:board@example.com") "---\n" CONFSTATE_ROOM_NEXT("2", "xmpp:board2@example.com"),
    .good =
        CONFSTATE_ROOM_NEXT("1", "xmpp:board@example.com") "---\n" CONFSTATE_ROOM_NEXT("2", "xmpp:board@example.com"),
    .rows = "T13",
    .options = "--watch",
};

constexpr diag::Card kAppeared = {
    .area = "rooms",
    .id = "room-appeared",
    .severity = Severity::info,
    .spec = {"RFC 7106", "2"},
    .title = "the chat rooms of a conference are there from its start",
    .why =
        "A room that appears in a running conference is shown to people who look at something else. It may be "
        "honest; so may be the one that a forged notification adds seem.",
    .bad = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n") "---\n" CONFSTATE_ROOM_NEXT(
        "2", "xmpp:board@example.com"),
    .good =
        CONFSTATE_ROOM_NEXT("1", "xmpp:board@example.com") "---\n" CONFSTATE_ROOM_NEXT("2", "xmpp:board@example.com"),
    .rows = "T13",
    .options = "--watch",
};

constexpr diag::Card kModeration = {
    .area = "rooms",
    .id = "room-moderation-unseen",
    .severity = Severity::info,
    .spec = {"RFC 7106", "1"},
    .title = "who is thrown out of the chat room leaves the conference",
    .why =
        "With chatRooms.mirrorModeration the focus ends the call of whom a moderator throws out of the chat, "
        "within mirrorDeadlineSec. Notifications do not show what happens in a room, so this remains to be looked "
        "at elsewhere.",
    .bad = CONFSTATE_ROOM("xmpp:board@example.com"),
    .good = CONFSTATE_ROOM("xmpp:board@example.com"),
    .rows = "C12",
    .options = "a policy with chatRooms.mirrorModeration true, and false",
};

constexpr auto kCards = std::to_array<diag::Card>({
    kNotAllowed,
    kUnprotected,
    kAsks,
    kReveals,
    kMedia,
    kMoved,
    kChanged,
    kAppeared,
    kModeration,
});

}  // namespace

std::span<const diag::Card> verdict_cards() {
  return kCards;
}

std::vector<const diag::Card*> all_room_cards() {
  std::vector<const diag::Card*> cards;
  for (const DocumentRule& rule : uri_rules()) {
    if (rule.card.id == "purpose-unregistered") {
      cards.push_back(&rule.card);
    }
  }
  for (const DocumentRule& rule : room_rules()) {
    cards.push_back(&rule.card);
  }
  for (const diag::Card& card : kCards) {
    cards.push_back(&card);
  }
  return cards;
}

const diag::Card& room_card(std::string_view id) {
  static const std::vector<const diag::Card*> cards = all_room_cards();
  for (const diag::Card* card : cards) {
    if (card->id == id) {
      return *card;
    }
  }
  return *cards.front();
}

}  // namespace confstate::rules
