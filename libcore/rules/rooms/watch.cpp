#include "rules/rooms/watch.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "rules/place.hpp"
#include "xml/read.hpp"

namespace confstate::rules {
namespace {

constexpr std::size_t kMostKept = 100'000;  // events of one conference; more may be told again
constexpr std::size_t kMostGone = 1'000;    // rooms that are gone

bool was_applied(change::Action action) {
  return action == change::Action::replaced || action == change::Action::merged;
}

}  // namespace

std::string_view word(RoomEventKind kind) {
  constexpr std::array<std::string_view, 3> kWords = {"appeared", "changed", "moved"};
  return kWords[static_cast<std::size_t>(kind)];
}

RoomWatch::Rooms RoomWatch::rooms_of(const RoomJudge& judge, const std::string& where) {
  Rooms rooms;
  for (std::size_t i = 0; i < judge.size(); ++i) {
    const Room& room = judge.room(i);
    rooms.push_back({std::string(room.text), uri::canonical_host(room.parts.host), judge.is_own(room), where});
  }
  std::ranges::stable_sort(rooms, {}, &Known::address);
  const auto is_same = [](const Known& a, const Known& b) { return a.address == b.address; };
  rooms.erase(std::unique(rooms.begin(), rooms.end(), is_same), rooms.end());
  return rooms;
}

// The rooms that the subscriber sees after this document; nothing where they are as before.
std::optional<RoomWatch::Rooms> RoomWatch::rooms_now(Followed& followed, const info::Document& document,
                                                     const RoomJudge& judge, const std::string& where) {
  step_ = followed.subscriber.feed(document);
  if (!was_applied(step_.action)) {
    return std::nullopt;
  }
  if (step_.action == change::Action::replaced) {
    return rooms_of(judge, where);
  }
  if (document.all(info::Type::description).empty() && document.all(info::Type::uris).empty()) {
    return std::nullopt;
  }
  std::string text;
  followed.subscriber.write(text);
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  base::Result<xml::ReadResult> read = xml::read(text, xml::Reading::judging, limits);
  if (!read || !read->judgeable) {
    return std::nullopt;
  }
  const info::Document state(std::move(read->tree));
  return rooms_of(RoomJudge(state, judge), where);
}

// A gained room takes the place of a lost one: one of the same domain if there is any, else the first.
std::vector<RoomEvent> RoomWatch::compare(Rooms& before, const Rooms& now, Conference& conference) {
  Rooms gained;
  Rooms lost;
  std::ranges::set_difference(now, before, std::back_inserter(gained), {}, &Known::address, &Known::address);
  std::ranges::set_difference(before, now, std::back_inserter(lost), {}, &Known::address, &Known::address);
  std::multimap<std::string, Known> by_host;
  for (Known& room : lost) {
    by_host.emplace(room.host, std::move(room));
  }
  std::vector<RoomEvent> events;
  for (const Known& room : gained) {
    RoomEvent event{RoomEventKind::appeared, room.address, "", ""};
    if (!by_host.empty()) {
      const auto near = by_host.find(room.host);
      const auto taken = near == by_host.end() ? by_host.begin() : near;
      const bool is_move = taken->first != room.host && !room.own;
      event = {is_move ? RoomEventKind::moved : RoomEventKind::changed, room.address, taken->second.address,
               taken->second.where};
      by_host.erase(taken);
    }
    const std::string key = fmt::format("{}\n{}\n{}", word(event.kind), event.before, event.address);
    if (conference.told.size() >= kMostKept || conference.told.insert(key).second) {
      events.push_back(std::move(event));
    }
  }
  // What is gone is remembered: what comes in its place later is no new room.
  before = now;
  for (auto& [host, room] : by_host) {
    if (before.size() < now.size() + kMostGone) {
      before.push_back(std::move(room));
    }
  }
  std::ranges::sort(before, {}, &Known::address);
  return events;
}

std::vector<RoomEvent> RoomWatch::take(const Told& told, const info::Document& document, const RoomJudge& judge) {
  Followed& followed = subscriptions_[told.subscription][told.slot];
  const std::optional<Rooms> now = rooms_now(followed, document, judge, told.where);
  if (!now) {
    return {};
  }
  Conference& conference = conferences_[document.entity()];
  // Who has been told nothing yet is held against what others were told.
  const bool is_first = !followed.knows_rooms && !conference.is_known;
  if (!followed.knows_rooms) {
    followed.rooms = is_first ? *now : conference.rooms;
  }
  std::vector<RoomEvent> events = compare(followed.rooms, *now, conference);
  for (const RoomEvent& event : events) {
    if (event.kind == RoomEventKind::moved && conference.moves.size() < kMostKept) {
      conference.moves.try_emplace(event.address, RoomMove{event.before, event.where});
    }
  }
  followed.knows_rooms = true;
  conference.is_known = true;
  conference.rooms = followed.rooms;
  return events;
}

std::optional<RoomMove> RoomWatch::move_of(const std::string& conference, std::string_view address) const {
  const auto found = conferences_.find(conference);
  if (found == conferences_.end()) {
    return std::nullopt;
  }
  const auto move = found->second.moves.find(address);
  return move == found->second.moves.end() ? std::nullopt : std::optional(move->second);
}

void RoomWatch::forget(const std::string& subscription) {
  subscriptions_.erase(subscription);
}

void report_event(const RoomEvent& event, const JudgedRoom& room, diag::Findings& out) {
  if (event.kind == RoomEventKind::moved) {
    return;
  }
  const bool is_new = event.kind == RoomEventKind::appeared;
  diag::Diagnostic found;
  found.span = room.span;
  found.path = room.path;
  found.value = room.address.raw;
  found.message =
      is_new ? fmt::format("room {} appeared in the running conference", clipped(event.address))
             : fmt::format("the chat room changed from {} to {}", clipped(event.before), clipped(event.address));
  found.label = is_new ? "was not there before" : "was another";
  found.help = "show this address before and after joining";
  found.note = event.where.empty() ? "" : fmt::format("the old address was told by {}", event.where);
  out.add(room_card(is_new ? "room-appeared" : "room-changed"), std::move(found));
}

}  // namespace confstate::rules
