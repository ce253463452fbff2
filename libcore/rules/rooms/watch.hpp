// Rooms from one document to the next: which appeared, which changed, which moved to another domain (RFC 7106 section
// 2: a forged notification replaces the address, and nothing in it shows that).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "change/subscriber.hpp"
#include "rules/rooms/verdict.hpp"

namespace confstate::rules {

enum class RoomEventKind : std::uint8_t { appeared, changed, moved };
// "appeared", "changed", "moved".
[[nodiscard]] std::string_view word(RoomEventKind kind);

// What happened to a room, told once per conference.
struct RoomEvent {
  RoomEventKind kind = RoomEventKind::appeared;
  std::string address;  // as it is now
  std::string before;   // as it was; empty where it appeared
  std::string where;    // what told of that: "frame 12"
};

// Follows conferences, each by what every one of its subscribers is told. For one thread.
class RoomWatch {
 public:
  // Who was told something, by what.
  struct Told {
    std::string subscription;  // any key; files have one
    std::string slot;          // which of its conferences, where it has several: the entity; else empty
    std::string where;         // names the document: "frame 12"
  };
  // Feeds a document of a subscription and gives what happened to the rooms. Hosts that `judge` counts as the
  // conference's own are no other domain.
  [[nodiscard]] std::vector<RoomEvent> take(const Told& told, const info::Document& document, const RoomJudge& judge);

  // Where a room of that conference moved from; it stays a moved one.
  [[nodiscard]] std::optional<RoomMove> move_of(const std::string& conference, std::string_view address) const;
  // The subscription is over.
  void forget(const std::string& subscription);
  // What came of the last document.
  [[nodiscard]] const change::Step& step() const { return step_; }

 private:
  struct Known {
    std::string address;
    std::string host;   // canonical
    bool own = false;   // counts as the conference's own domain
    std::string where;  // what told of it last
  };
  using Rooms = std::vector<Known>;  // by address, each once
  struct Followed {
    change::Subscriber subscriber;
    Rooms rooms;  // there now, and those that went
    bool knows_rooms = false;
  };
  struct Conference {
    Rooms rooms;  // as the last document told of them, whoever received it
    bool is_known = false;
    std::map<std::string, RoomMove, std::less<>> moves;  // by address
    std::set<std::string, std::less<>> told;             // what was told of already
  };

  [[nodiscard]] std::optional<Rooms> rooms_now(Followed& followed, const info::Document& document,
                                               const RoomJudge& judge, const std::string& where);
  [[nodiscard]] static Rooms rooms_of(const RoomJudge& judge, const std::string& where);
  static std::vector<RoomEvent> compare(Rooms& before, const Rooms& now, Conference& conference);

  std::map<std::string, std::map<std::string, Followed>> subscriptions_;  // by key, by entity
  std::map<std::string, Conference, std::less<>> conferences_;            // by entity
  change::Step step_;
};

// Adds the findings about rooms that appeared or changed; a move is a check of the room itself.
void report_event(const RoomEvent& event, const JudgedRoom& room, diag::Findings& out);

}  // namespace confstate::rules
