#include "rules/rooms/verdict.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "rules/info/facts.hpp"
#include "rules/place.hpp"
#include "uri/identity.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::Element;
using info::Name;
using policy::Truth;

// The checks that say something about a room but harm nobody where they cannot be answered.
bool is_remark(std::string_view number) {
  return number == "C10" || number == "C12";
}

// Somebody hides who he is.
bool is_anonymous(Element user) {
  return uri::canonical_identity(user.key().value_or("")).notes.anonymous;
}

}  // namespace

std::string_view word(JoinVerdict verdict) {
  constexpr std::array<std::string_view, 3> kWords = {"auto-join", "ask", "refuse"};
  return kWords[static_cast<std::size_t>(verdict)];
}

std::string_view word(CheckResult result) {
  constexpr std::array<std::string_view, 4> kWords = {"not-asked", "pass", "unknown", "fail"};
  return kWords[static_cast<std::size_t>(result)];
}

RoomJudge::RoomJudge(const info::Document& document, const RoomCase& subject, const diag::Findings& levels)
    : document_(document), case_(subject), levels_(levels), rooms_(announced_rooms_of(document)) {
  if (!rooms_.empty()) {
    read_conference();
    count_rooms();
    read_roster();
  }
}

// A forged document may name another conference, so with a policy the conference is the policy's.
void RoomJudge::read_conference() {
  const std::string& entity = document_.entity();
  if (case_.policy == nullptr) {
    conferences_.push_back(entity);
  } else {
    const policy::Conference& conference = case_.policy->conference;
    conferences_.push_back(conference.uri);
    conferences_.insert(conferences_.end(), conference.aliases.begin(), conference.aliases.end());
    is_foreign_ =
        std::ranges::none_of(conferences_, [&](const std::string& uri) { return uri::is_same_identity(uri, entity); });
  }
  for (const std::string& uri : conferences_) {
    if (const std::string_view host = split_uri(uri).host; !host.empty()) {
      hosts_.push_back(uri::canonical_host(host));
    }
  }
}

void RoomJudge::count_rooms() {
  const std::int64_t most = case_.policy == nullptr ? 1 : case_.policy->chat_rooms.max_rooms;
  std::map<std::uint32_t, std::set<std::string_view>> seen;  // by conference: sidebars have rooms of their own
  first_too_many_ = rooms_.size();
  for (std::size_t i = 0; i < rooms_.size(); ++i) {
    const Element conference = document_.conference_of(rooms_[i].entry);
    std::set<std::string_view>& addresses = seen[conference ? conference.node().id() : 0];
    addresses.insert(rooms_[i].text);
    different_ = std::max(different_, addresses.size());
    if (first_too_many_ == rooms_.size() && std::cmp_greater(addresses.size(), most)) {
      first_too_many_ = i;
    }
  }
}

// Only a whole roster says that nobody is hidden; one such user is enough to know the other answer.
void RoomJudge::read_roster() {
  const bool is_asked = case_.policy != nullptr && case_.policy->chat_rooms.auto_join != policy::AutoJoin::never &&
                        case_.policy->identity.anonymity.privacy_with_trusted_id == policy::OnPrivacy::admit_hidden;
  if (!is_asked) {
    return;
  }
  const auto users = document_.all(info::Type::user);
  const bool is_any = std::ranges::any_of(users, [&](std::uint32_t id) { return is_anonymous(document_.element(id)); });
  const Element list = document_.root() ? document_.root().child(Name::users) : Element();
  const bool is_all = is_whole(document_) && list && surely_full(list);
  hidden_user_ = is_any ? Truth::yes : is_all ? Truth::no : Truth::unknown;
}

RoomCheck RoomJudge::fail(std::string_view number, const diag::Card& card, Severity level,
                          diag::Diagnostic found) const {
  found.card = &card;
  found.severity = levels_.severity(card, level);
  // A rule that was left out decides nothing.
  const CheckResult result = found.severity == Severity::off ? CheckResult::not_asked : CheckResult::fail;
  if (result == CheckResult::not_asked) {
    found.card = nullptr;
    found.message = "left out";
  }
  return {number, result, std::move(found)};
}

diag::Diagnostic RoomJudge::at(const Room& room, std::string message) const {
  return at_text(levels_, room.uri, std::move(message));
}

Severity RoomJudge::by_policy(Severity with, Severity without) const {
  return case_.policy == nullptr ? without : with;
}

JudgedRoom RoomJudge::judge(std::size_t index, const std::optional<RoomMove>& move) const {
  const Room& room = rooms_[index];
  JudgedRoom judged;
  judged.number = index + 1;
  judged.conference = conferences_.front();
  judged.address = address_of(room);
  judged.purpose = room.entry.child(Name::purpose).node().text();
  judged.display_text = room.entry.text_of(Name::display_text).value_or("");
  judged.span = room.uri.node().text_span();
  judged.path = levels_.is_full() ? std::string() : info::path_of(document_, room.uri.node());
  Checks& checks = judged.checks;
  check_purpose(room, checks);
  check_place(room, checks);
  check_scheme(room, checks);
  check_domain(room, checks);
  check_look_alike(room, checks);
  check_disguises(room, checks);
  check_name(room, checks);
  check_integrity(room, checks);
  check_joining(room, checks);
  check_security(room, checks);
  check_privacy(room, checks);
  check_number(index, checks);
  check_focus(room, checks);
  check_move(room, move, checks);
  check_moderation(index, checks);
  judged.verdict = verdict_of(checks);
  return judged;
}

JoinVerdict verdict_of(std::span<const RoomCheck> checks) {
  bool is_clear = true;
  for (const RoomCheck& check : checks) {
    if (check.result == CheckResult::fail && check.found.severity == Severity::error && check.number != "C1") {
      return JoinVerdict::refuse;
    }
    const bool is_open = check.result == CheckResult::unknown && !is_remark(check.number);
    is_clear = is_clear && !is_open && check.result != CheckResult::fail;
  }
  const auto joining = std::ranges::find(checks, std::string_view("C6"), &RoomCheck::number);
  const bool is_allowed = joining != checks.end() && joining->result == CheckResult::pass;
  return is_clear && is_allowed ? JoinVerdict::auto_join : JoinVerdict::ask;
}

void report_room(const JudgedRoom& room, diag::Findings& out) {
  bool is_told = false;
  for (const RoomCheck& check : room.checks) {
    const diag::Diagnostic& found = check.found;
    const bool is_moot =
        room.verdict == JoinVerdict::refuse && check.number == "C6" && found.severity == Severity::info;
    if (found.card != nullptr && !is_moot) {
      out.add(*found.card, found.severity, found);
      is_told = is_told || check.result == CheckResult::fail;
    }
  }
  if (room.verdict != JoinVerdict::ask || is_told) {
    return;
  }
  diag::Diagnostic found;
  found.span = room.span;
  found.path = room.path;
  found.value = room.address.raw;
  found.message = "room " + clipped(room.address.raw) + " is to be asked about";
  found.label = "ask";
  for (const RoomCheck& check : room.checks) {
    const bool is_why =
        check.result == CheckResult::fail || (check.result == CheckResult::unknown && !is_remark(check.number));
    if (is_why && found.note.empty()) {
      found.note = check.found.message;
    }
  }
  out.add(room_card("room-join-asks"), std::move(found));
}

}  // namespace confstate::rules
