// What a client should do with an advertised room: join by itself, ask, or refuse (RFC 7106 section 2), and why. Pure:
// a document, a policy and what is known of the notification come in, a verdict goes out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/findings.hpp"
#include "policy/policy.hpp"
#include "policy/truth.hpp"
#include "rules/rooms/address.hpp"
#include "rules/rooms/room.hpp"

namespace confstate::rules {

enum class JoinVerdict : std::uint8_t { auto_join, ask, refuse };
// "auto-join", "ask", "refuse".
[[nodiscard]] std::string_view word(JoinVerdict verdict);

enum class CheckResult : std::uint8_t { not_asked, pass, unknown, fail };
// "not-asked", "pass", "unknown", "fail".
[[nodiscard]] std::string_view word(CheckResult result);

// One check of a room.
struct RoomCheck {
  std::string_view number;  // "C1" to "C12", of the table in conf-rooms(1); "T2" and "T14" of what else is odd
  CheckResult result = CheckResult::not_asked;
  diag::Diagnostic found = {};  // its message always; its card and severity where it is a finding
};

// How a notification came, as far as it is known.
struct Delivery {
  policy::Truth tls = policy::Truth::unknown;
  policy::Truth is_signed = policy::Truth::unknown;
  bool is_verified = false;  // somebody says that the signature holds; it is not verified here
};

// What rooms are judged by.
struct RoomCase {
  const policy::Policy* policy = nullptr;  // null: the cautious default
  RoomSettings settings;                   // what holds without a policy
  Delivery delivery;
};

// Where a room was before.
struct RoomMove {
  std::string before;  // address
  std::string where;   // "frame 12", "monday.xml"
};

// A room and what came of it; refers to nothing outside.
struct JudgedRoom {
  std::size_t number = 0;  // among the rooms of its document, from 1
  std::string conference;  // the URI that it was compared with
  RoomAddress address;
  std::string purpose;
  std::string display_text;
  base::Span span;  // of the address in the document
  std::string path;
  JoinVerdict verdict = JoinVerdict::ask;
  std::vector<RoomCheck> checks;  // in the order of their numbers
};

// Judges the rooms of one document. The document, the policy and the findings must outlive it.
class RoomJudge {
 public:
  // `levels` says how severe findings are under the configuration; nothing is added to it.
  RoomJudge(const info::Document& document, const RoomCase& subject, const diag::Findings& levels);

  // By the same as another one.
  RoomJudge(const info::Document& document, const RoomJudge& like) : RoomJudge(document, like.case_, like.levels_) {}

  [[nodiscard]] std::size_t size() const { return rooms_.size(); }
  [[nodiscard]] const Room& room(std::size_t index) const { return rooms_[index]; }
  // True for a host that counts as the conference's own.
  [[nodiscard]] bool is_own(const Room& room) const;
  // Judges one room; `move` where it is known to have been in another domain before.
  [[nodiscard]] JudgedRoom judge(std::size_t index, const std::optional<RoomMove>& move = std::nullopt) const;

 private:
  using Checks = std::vector<RoomCheck>;

  void check_purpose(const Room& room, Checks& out) const;
  void check_place(const Room& room, Checks& out) const;
  void check_scheme(const Room& room, Checks& out) const;
  void check_domain(const Room& room, Checks& out) const;
  void check_look_alike(const Room& room, Checks& out) const;
  void check_disguises(const Room& room, Checks& out) const;
  void check_name(const Room& room, Checks& out) const;
  void check_integrity(const Room& room, Checks& out) const;
  void check_joining(const Room& room, Checks& out) const;
  void check_security(const Room& room, Checks& out) const;
  void check_privacy(const Room& room, Checks& out) const;
  void check_number(std::size_t index, Checks& out) const;
  void check_focus(const Room& room, Checks& out) const;
  void check_move(const Room& room, const std::optional<RoomMove>& move, Checks& out) const;
  void check_moderation(std::size_t index, Checks& out) const;

  [[nodiscard]] bool is_focus(const Room& room) const;
  void read_conference();
  void count_rooms();
  void read_roster();
  [[nodiscard]] policy::Truth conference_is_secured() const;
  // A check that fails with a finding at the room's address, unless its card is off.
  [[nodiscard]] RoomCheck fail(std::string_view number, const diag::Card& card, diag::Severity level,
                               diag::Diagnostic found) const;
  [[nodiscard]] diag::Diagnostic at(const Room& room, std::string message) const;
  [[nodiscard]] diag::Severity by_policy(diag::Severity with, diag::Severity without) const;

  const info::Document& document_;
  const RoomCase& case_;
  const diag::Findings& levels_;
  std::vector<Room> rooms_;
  std::vector<std::string> conferences_;                // URIs of the conference, the first one is its name
  std::vector<std::string> hosts_;                      // of those, canonical
  bool is_foreign_ = false;                             // the document is of another conference than the policy
  std::size_t different_ = 0;                           // rooms with different addresses
  std::size_t first_too_many_ = 0;                      // index of the first room over the number allowed
  policy::Truth hidden_user_ = policy::Truth::unknown;  // somebody in the roster hides who he is
};

// Adds the findings of a judged room.
void report_room(const JudgedRoom& room, diag::Findings& out);

// The verdict that checks give. A failed check of level error refuses, but for C1; joining without asking needs a
// policy, and that nothing failed or is unknown of what could harm.
[[nodiscard]] JoinVerdict verdict_of(std::span<const RoomCheck> checks);

// The cards of checks that need more than a document, or a policy.
[[nodiscard]] std::span<const diag::Card> verdict_cards();
// All cards of rooms, and that of misspelt purposes.
[[nodiscard]] std::vector<const diag::Card*> all_room_cards();
// The card of an id; one that exists.
[[nodiscard]] const diag::Card& room_card(std::string_view id);

}  // namespace confstate::rules
