// The checks of rooms, in the order of their numbers.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "policy/media.hpp"
#include "rules/info/purposes.hpp"
#include "rules/place.hpp"
#include "rules/rooms/confusable.hpp"
#include "rules/rooms/verdict.hpp"
#include "uri/identity.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::Name;
using policy::Truth;

RoomCheck plain(std::string_view number, CheckResult result, std::string message) {
  RoomCheck check{number, result};
  check.found.message = std::move(message);
  return check;
}

// The level of a comparison that a policy demands, wants, or does without.
template <class E>
Severity level_of(E demand, E must, E off) {
  if (demand == off) {
    return Severity::off;
  }
  return demand == must ? Severity::error : Severity::warning;
}

// Whether what is said in a room can be read on its way: what its scheme tells.
Truth is_secured(const UriParts& parts) {
  const auto has = [&](std::string_view scheme) { return has_scheme(parts, scheme); };
  if (has("sips") || has("https") || has("ircs")) {
    return Truth::yes;
  }
  return has("http") || has("irc") || has("irc6") || has("sip") ? Truth::no : Truth::unknown;
}

// What a policy says of a domain: exact, or ".example.com" for what is below.
bool is_named(std::string_view host, std::string_view domain) {
  if (!domain.starts_with('.')) {
    return host == uri::canonical_host(domain);
  }
  const std::string above = uri::canonical_host(domain.substr(1));
  return host.size() > above.size() && is_below(host, above);
}

const policy::MediaTypePolicy* message_type(const policy::Policy& policy) {
  const auto found = std::ranges::find(policy.media.types, policy::MediaType::message, &policy::MediaTypePolicy::type);
  return found == policy.media.types.end() ? nullptr : &*found;
}

}  // namespace

void RoomJudge::check_purpose(const Room& room, Checks& out) const {
  const info::Element purpose = room.entry.child(Name::purpose);
  const std::string_view value = purpose.node().text();
  if (value == purposes::kRoom) {
    out.push_back(plain("C1", CheckResult::pass, "the purpose is grouptextchat"));
    return;
  }
  diag::Diagnostic found = at_text(levels_, purpose, fmt::format("{} is not a registered purpose", quoted(value)));
  found.label = did_you_mean(purposes::kRoom);
  out.push_back(
      fail("C1", room_card("purpose-unregistered"), by_policy(Severity::error, Severity::warning), std::move(found)));
}

void RoomJudge::check_place(const Room& room, Checks& out) const {
  const Name place = room.list.name();
  if (place == Name::service_uris) {
    return;
  }
  const bool is_near = place == Name::conf_uris;
  diag::Diagnostic found = at(room, fmt::format("a chat room is listed in {}", tag(place)));
  found.help = fmt::format("clients look for it in {}", tag(Name::service_uris));
  const diag::Card& card = room_card(is_near ? "room-in-conf-uris" : "room-misplaced");
  out.push_back(fail("T2", card, card.severity, std::move(found)));
}

void RoomJudge::check_scheme(const Room& room, Checks& out) const {
  const std::string scheme = base::ascii_lower(room.parts.scheme);
  if (is_dangerous(room)) {
    diag::Diagnostic found = at(room, fmt::format("a {}: URI is no chat room", clipped(scheme)));
    found.label = "runs in the client";
    out.push_back(fail("C2", room_card("room-scheme-dangerous"), Severity::error, std::move(found)));
    return;
  }
  if (case_.policy != nullptr) {
    const std::vector<std::string>& allowed = case_.policy->chat_rooms.allow_schemes;
    const bool is_allowed = std::ranges::any_of(
        allowed, [&](const std::string& one) { return base::equal_ignoring_case(one, scheme) && !scheme.empty(); });
    if (is_allowed) {
      out.push_back(plain("C2", CheckResult::pass, fmt::format("the policy allows {}:", scheme)));
      return;
    }
    diag::Diagnostic found =
        at(room, scheme.empty() ? fmt::format("room {} has no scheme", quoted(room.text))
                                : fmt::format("the policy allows no chat room over {}:", clipped(scheme)));
    found.label = "not allowed";
    found.note = fmt::format("chatRooms.allowSchemes: {}", fmt::join(allowed, ", "));
    out.push_back(fail("C2", room_card("room-scheme-not-allowed"), Severity::error, std::move(found)));
    return;
  }
  if (!is_unlikely(room)) {
    out.push_back(plain("C2", CheckResult::pass, fmt::format("chat rooms may be behind {}:", clipped(scheme))));
    return;
  }
  diag::Diagnostic found = at(room, scheme.empty() ? fmt::format("room {} has no scheme", quoted(room.text))
                                                   : fmt::format("a {}: URI is hardly a chat room", clipped(scheme)));
  found.label = "instant text?";
  out.push_back(fail("C2", room_card("room-scheme-unlikely"), Severity::warning, std::move(found)));
}

bool RoomJudge::is_own(const Room& room) const {
  const auto is_own_host = [&](std::string_view host) {
    const std::string name = uri::canonical_host(host);
    const auto is_it = [&](std::string_view own) { return name == own; };
    if (name.empty() || std::ranges::any_of(hosts_, is_it)) {
      return !name.empty();
    }
    if (case_.policy == nullptr) {
      return std::ranges::any_of(case_.settings.related_domains, [&](const std::string& domain) {
        return is_below(name, uri::canonical_host(domain));
      });
    }
    return std::ranges::any_of(case_.policy->chat_rooms.related_domains,
                               [&](const std::string& domain) { return is_named(name, domain); });
  };
  const std::string_view maddr = maddr_of(room);
  return is_own_host(room.parts.host) && (maddr.empty() || is_own_host(maddr));
}

void RoomJudge::check_domain(const Room& room, Checks& out) const {
  using policy::SameDomain;
  const Severity wanted = case_.settings.same_domain ? Severity::warning : Severity::off;
  const Severity level = case_.policy == nullptr
                             ? wanted
                             : level_of(case_.policy->chat_rooms.same_domain, SameDomain::require, SameDomain::off);
  if (level == Severity::off) {
    out.push_back(plain("C3", CheckResult::not_asked, "the domain is not compared"));
    return;
  }
  if (hosts_.empty()) {
    out.push_back(plain("C3", CheckResult::unknown, "the conference names no domain to compare with"));
    return;
  }
  if (is_own(room)) {
    out.push_back(plain("C3", CheckResult::pass, "the room is in a domain of the conference"));
    return;
  }
  diag::Diagnostic found = at(room, fmt::format("room {} is not in the domain of the conference, {}",
                                                clipped(room.text), clipped(hosts_.front())));
  found.label = "another domain";
  found.help = case_.policy == nullptr ? "name domains that belong together with --related-domain"
                                       : "name domains that belong together in chatRooms.relatedDomains";
  out.push_back(fail("C3", room_card("room-other-domain"), level, std::move(found)));
}

void RoomJudge::check_look_alike(const Room& room, Checks& out) const {
  if (room.parts.host.empty() || is_own(room)) {
    return;
  }
  const std::string host = uri::unicode_host(room.parts.host);
  const std::string skeleton = skeleton_of(host);
  for (const std::string& own : hosts_) {
    const std::string own_host = uri::unicode_host(own);
    if (is_below(host, own_host) || !is_below(skeleton, skeleton_of(own_host))) {
      continue;
    }
    const bool is_demanded =
        case_.policy != nullptr && case_.policy->chat_rooms.same_domain == policy::SameDomain::require;
    diag::Diagnostic found = at(room, fmt::format("host {} of the room looks like {}, that of the conference, and is "
                                                  "another",
                                                  quoted(host), clipped(own)));
    found.label = "look-alike";
    found.note = fmt::format("asked is {}", clipped(uri::canonical_host(room.parts.host)));
    out.push_back(fail("C3", room_card("room-host-look-alike"), is_demanded ? Severity::error : Severity::warning,
                       std::move(found)));
    return;
  }
}

void RoomJudge::check_disguises(const Room& room, Checks& out) const {
  const std::string host = uri::unicode_host(room.parts.host);
  const bool is_look_alike = std::ranges::any_of(out, [](const RoomCheck& check) {
    return check.found.card != nullptr && check.found.card->id == "room-host-look-alike";
  });
  for (const Disguise disguise : disguises_of(room, split_uri(conferences_.front()))) {
    if (disguise == Disguise::user_info) {
      diag::Diagnostic found =
          at(room, fmt::format("{} stands where a reader looks for the host of the room", quoted(room.parts.user)));
      found.label = "not the host";
      found.note = fmt::format("the room is at {}", clipped(room.parts.host));
      out.push_back(fail("T14", room_card("room-user-info-trick"), Severity::error, std::move(found)));
    } else if (disguise == Disguise::control) {
      diag::Diagnostic found = at(room, "the URI of the room contains characters that nobody sees");
      found.label = "invisible character";
      out.push_back(fail("T14", room_card("room-hidden-character"), Severity::warning, std::move(found)));
    } else if (disguise == Disguise::address) {
      diag::Diagnostic found = at(room, fmt::format("room {} is at an IP address", clipped(room.text)));
      found.label = "which server?";
      out.push_back(fail("T14", room_card("room-host-address"), Severity::warning, std::move(found)));
    } else if (disguise == Disguise::look_alike && !is_look_alike && !is_own(room)) {
      diag::Diagnostic found = at(
          room, mixes_scripts(host)
                    ? fmt::format("host {} of the room mixes ASCII letters with others", quoted(host))
                    : fmt::format("host {} of the room is internationalised and may look like another", quoted(host)));
      found.label = "look-alike?";
      found.note = fmt::format("asked is {}", clipped(uri::canonical_host(room.parts.host)));
      out.push_back(fail("T14", room_card("room-host-look-alike"), Severity::warning, std::move(found)));
    }
  }
}

void RoomJudge::check_name(const Room& room, Checks& out) const {
  using policy::RoomMatch;
  const Severity wanted = case_.settings.matches_conference ? Severity::warning : Severity::off;
  const Severity level = case_.policy == nullptr ? wanted
                                                 : level_of(case_.policy->chat_rooms.room_matches_conference,
                                                            RoomMatch::must, RoomMatch::off);
  const std::string name = room_name(room);
  if (level == Severity::off || name.empty()) {
    out.push_back(plain("C4", CheckResult::not_asked,
                        level == Severity::off ? "the name is not compared" : "the room has no name to compare"));
    return;
  }
  std::string wanted_name;
  for (const std::string& uri : conferences_) {
    const std::string user = percent_decoded(split_uri(uri).user);
    wanted_name = wanted_name.empty() ? user : wanted_name;
    if (!user.empty() && base::equal_ignoring_case(user, name)) {
      out.push_back(plain("C4", CheckResult::pass, "the room is named like the conference"));
      return;
    }
  }
  if (wanted_name.empty()) {
    out.push_back(plain("C4", CheckResult::not_asked, "the conference has no name to compare with"));
    return;
  }
  diag::Diagnostic found =
      at(room, fmt::format("room {} is not named like the conference, {}", clipped(name), clipped(wanted_name)));
  found.label = "another name";
  out.push_back(fail("C4", room_card("room-other-name"), level, std::move(found)));
}

void RoomJudge::check_integrity(const Room& room, Checks& out) const {
  const Delivery& delivery = case_.delivery;
  if (delivery.tls == Truth::yes || (delivery.is_signed == Truth::yes && delivery.is_verified)) {
    out.push_back(plain("C5", CheckResult::pass,
                        delivery.tls == Truth::yes ? "the notification came over TLS"
                                                   : "the notification is signed, and its signature was verified"));
    return;
  }
  if (delivery.is_signed == Truth::yes) {
    out.push_back(plain("C5", CheckResult::unknown, "the notification is signed, but nobody has verified that here"));
    return;
  }
  if (delivery.tls == Truth::unknown || delivery.is_signed == Truth::unknown) {
    out.push_back(plain("C5", CheckResult::unknown, "nothing shows whether the notification was protected on its way"));
    return;
  }
  const bool is_demanded = case_.policy != nullptr && case_.policy->chat_rooms.require_integrity;
  diag::Diagnostic found = at(room, fmt::format("room {} was announced by a notification that anybody on its way could "
                                                "change",
                                                clipped(room.text)));
  found.label = "neither TLS nor S/MIME";
  found.help = "show this address before and after joining";
  if (case_.policy != nullptr && case_.policy->notifications.transport == policy::Transport::tls) {
    found.note = "the policy wants notifications over tls";
  }
  out.push_back(fail("C5", room_card("room-notification-unprotected"),
                     is_demanded ? Severity::error : Severity::warning, std::move(found)));
}

void RoomJudge::check_joining(const Room& room, Checks& out) const {
  using policy::AutoJoin;
  const AutoJoin mode = case_.policy == nullptr ? AutoJoin::never : case_.policy->chat_rooms.auto_join;
  if (is_foreign_) {
    diag::Diagnostic found =
        at(room, fmt::format("room {} belongs to conference {}, the policy to {}", clipped(room.text),
                             clipped(document_.entity()), clipped(conferences_.front())));
    found.label = "ask";
    out.push_back(fail("C6", room_card("room-join-asks"), Severity::info, std::move(found)));
    return;
  }
  if (!is_own(room) && !hosts_.empty()) {
    diag::Diagnostic found =
        at(room, fmt::format("nothing shows that room {} belongs to this conference", clipped(room.text)));
    found.label = mode == AutoJoin::always ? "joined without asking" : "ask";
    out.push_back(fail("C6", room_card("room-relation-unconfirmed"),
                       mode == AutoJoin::always ? Severity::error : Severity::info, std::move(found)));
    return;
  }
  if (mode != AutoJoin::never) {
    out.push_back(hosts_.empty() ? plain("C6", CheckResult::unknown, "the conference names no domain")
                                 : plain("C6", CheckResult::pass,
                                         "the policy lets clients join a room of the "
                                         "conference by themselves"));
    return;
  }
  diag::Diagnostic found = at(room, fmt::format("room {} is to be asked about: {}", clipped(room.text),
                                                case_.policy == nullptr ? "no policy lets clients join by themselves"
                                                                        : "the policy lets no client join by itself"));
  found.label = "ask";
  found.help = "show this address before and after joining";
  out.push_back(fail("C6", room_card("room-join-asks"), Severity::info, std::move(found)));
}

Truth RoomJudge::conference_is_secured() const {
  if (has_scheme(split_uri(conferences_.front()), "sips") || case_.delivery.tls == Truth::yes) {
    return Truth::yes;
  }
  if (case_.policy == nullptr) {
    return Truth::no;
  }
  const policy::Signalling& signalling = case_.policy->signalling;
  return policy::truth(signalling.require_sips || signalling.min_transport == policy::Transport::tls);
}

// The room has the URI of the conference, and requests for it go to the focus.
bool RoomJudge::is_focus(const Room& room) const {
  return maddr_of(room).empty() && std::ranges::any_of(conferences_, [&](const std::string& uri) {
           return uri::is_same_identity(uri, room.text);
         });
}

void RoomJudge::check_security(const Room& room, Checks& out) const {
  using policy::MinSecurity;
  const MinSecurity demand =
      case_.policy == nullptr ? MinSecurity::same_as_conference : case_.policy->chat_rooms.min_security;
  const bool is_same = demand == MinSecurity::same_as_conference;
  if (demand == MinSecurity::any || (is_same && (is_focus(room) || conference_is_secured() == Truth::no))) {
    out.push_back(plain("C7", demand == MinSecurity::any ? CheckResult::not_asked : CheckResult::pass,
                        demand == MinSecurity::any ? "the policy asks for no protection of chat"
                                                   : "the room is as secure as the conference"));
    return;
  }
  if (is_dangerous(room) || room.parts.scheme.empty()) {
    out.push_back(plain("C7", CheckResult::not_asked, "nobody talks there"));
    return;
  }
  const Truth secured = is_secured(room.parts);
  if (secured != Truth::no) {
    out.push_back(secured == Truth::yes ? plain("C7", CheckResult::pass, "the scheme of the room protects what is said")
                                        : plain("C7", CheckResult::unknown,
                                                fmt::format("{}: does not tell whether the room is protected",
                                                            clipped(room.parts.scheme))));
    return;
  }
  diag::Diagnostic found =
      at(room, is_same ? fmt::format("the conference is secured, its chat room only {}:", clipped(room.parts.scheme))
                       : fmt::format("the policy wants chat encrypted, the room is {}:", clipped(room.parts.scheme)));
  found.label = "not protected";
  out.push_back(
      fail("C7", room_card("room-less-secure"), by_policy(Severity::error, Severity::warning), std::move(found)));
}

void RoomJudge::check_privacy(const Room& room, Checks& out) const {
  if (case_.policy == nullptr || case_.policy->chat_rooms.auto_join == policy::AutoJoin::never) {
    out.push_back(plain("C8", CheckResult::not_asked, "nobody joins by himself"));
    return;
  }
  if (case_.policy->identity.anonymity.privacy_with_trusted_id != policy::OnPrivacy::admit_hidden) {
    out.push_back(plain("C8", CheckResult::pass, "the policy admits no hidden users"));
    return;
  }
  if (hidden_user_ != Truth::yes) {
    out.push_back(hidden_user_ == Truth::no
                      ? plain("C8", CheckResult::pass, "nobody in the roster is hidden")
                      : plain("C8", CheckResult::unknown, "the document has no whole roster: somebody may be hidden"));
    return;
  }
  diag::Diagnostic found = at(room, "a user is hidden in the conference, and would join the chat room under a name");
  found.label = "joined without asking";
  found.help = "chatRooms.autoJoin never, or no hidden users";
  out.push_back(fail("C8", room_card("room-reveals-hidden-user"), Severity::error, std::move(found)));
}

// One finding for all; but a choice among several is the user's, whichever room it is.
void RoomJudge::check_number(std::size_t index, Checks& out) const {
  if (first_too_many_ == rooms_.size()) {
    out.push_back(plain("C9", CheckResult::pass, "there are no more rooms than may be"));
    return;
  }
  const std::string message = case_.policy == nullptr
                                  ? fmt::format("the conference has {} chat rooms", different_)
                                  : fmt::format("the conference has {} chat rooms, the policy allows {}", different_,
                                                case_.policy->chat_rooms.max_rooms);
  const diag::Card& card = room_card("rooms-several");
  diag::Diagnostic found = at(rooms_[index], message);
  found.label = fmt::format("one of {}", different_);
  found.note = "what is written in one does not appear in the others, unless the server says so";
  if (index > 0) {
    found.related.push_back(see_text(rooms_.front().uri, "the first one"));
  }
  RoomCheck check = fail("C9", card, Severity::info, std::move(found));
  if (index != first_too_many_) {
    check.found.card = nullptr;
  }
  out.push_back(std::move(check));
}

void RoomJudge::check_focus(const Room& room, Checks& out) const {
  if (!is_focus(room)) {
    out.push_back(plain("C10", CheckResult::not_asked, "the room is not the conference itself"));
    return;
  }
  const policy::MediaTypePolicy* const type = case_.policy == nullptr ? nullptr : message_type(*case_.policy);
  if (type == nullptr || type->allow) {
    const bool is_strict =
        case_.policy != nullptr &&
        policy::security_of(case_.policy->media, policy::MediaType::message) == policy::Security::secured_only;
    out.push_back(plain(
        "C10", CheckResult::pass,
        is_strict ? "the conference is its own room; m=message must be secured" : "the conference is its own room"));
    return;
  }
  diag::Diagnostic found = at(room, "the conference is its own chat room, but the policy takes no m=message");
  found.label = "nobody can enter";
  found.note = "media.types.message.allow is false";
  out.push_back(fail("C10", room_card("room-media-not-allowed"), Severity::info, std::move(found)));
}

void RoomJudge::check_move(const Room& room, const std::optional<RoomMove>& move, Checks& out) const {
  if (!move) {
    out.push_back(plain("C11", CheckResult::not_asked, "no earlier document tells of another address"));
    return;
  }
  diag::Diagnostic found = at(room, fmt::format("the chat room moved to another domain: from {} to {}",
                                                clipped(move->before), clipped(room.text)));
  found.label = "moved";
  found.help = "this is what a forged notification looks like: join only if somebody else confirms the address";
  found.note = fmt::format("the old address was told by {}", move->where);
  out.push_back(fail("C11", room_card("room-moved"), Severity::error, std::move(found)));
}

void RoomJudge::check_moderation(std::size_t index, Checks& out) const {
  if (case_.policy == nullptr || !case_.policy->chat_rooms.mirror_moderation) {
    out.push_back(plain("C12", CheckResult::not_asked, "moderation is not mirrored"));
    return;
  }
  RoomCheck check = fail("C12", room_card("room-moderation-unseen"), Severity::info,
                         at(rooms_[index], fmt::format("whether who is thrown out of the room leaves the conference "
                                                       "within {} s cannot be seen here",
                                                       case_.policy->chat_rooms.mirror_deadline_sec)));
  check.result = check.result == CheckResult::fail ? CheckResult::unknown : check.result;
  if (index > 0) {
    check.found.card = nullptr;
  }
  out.push_back(std::move(check));
}

}  // namespace confstate::rules
