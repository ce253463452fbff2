#include "change/rooms.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace confstate::change {

using info::Element;
using info::Name;
using info::Type;

namespace {

// The rooms among an element and all below it; what stands in elements of other namespaces is not looked at.
std::vector<Element> rooms_in(Element top) {
  std::vector<Element> rooms;
  if (!top || top.type() == Type::foreign) {
    return rooms;
  }
  const info::Document& document = top.document();
  const base::Span span = top.node().span();
  const auto all = document.all(Type::uri);
  const auto first = std::ranges::lower_bound(all, top.node().id());
  for (auto at = first; at != all.end() && document.element(*at).node().span().begin < span.end; ++at) {
    const Element entry = document.element(*at);
    if (is_chat_room(entry) && !enclosing(entry, Type::foreign)) {
      rooms.push_back(entry);
    }
  }
  return rooms;
}

// The rooms that one list has lost and gained, each with its change.
struct Found {
  Element room;
  std::size_t change = 0;
};
struct ListOfRooms {
  std::vector<Found> lost;
  std::vector<Found> gained;
};

class Search {
 public:
  std::vector<RoomChange> run(std::span<const Change> changes) {
    for (std::size_t i = 0; i < changes.size(); ++i) {
      look_at(changes[i], i);
    }
    for (const std::string& path : order_) {
      pair_up(lists_[path]);
    }
    return std::move(rooms_);
  }

 private:
  void look_at(const Change& change, std::size_t index) {
    if (change.operation == Operation::removed && change.subject == Subject::element) {
      note(rooms_in(change.before), &ListOfRooms::lost, index);
    }
    if (change.operation == Operation::added && change.subject == Subject::element) {
      note(rooms_in(change.after), &ListOfRooms::gained, index);
    }
    const bool is_whole = change.subject == Subject::element;
    const Element before = enclosing(is_whole ? change.old_parent : change.before, Type::uri);
    const Element after = enclosing(is_whole ? change.new_parent : change.after, Type::uri);
    if (before && after && (is_chat_room(before) || is_chat_room(after))) {
      changed(before, after, index);
    }
  }

  // An entry that both documents have: a room of one or of both. Its changes stand together.
  void changed(Element before, Element after, std::size_t index) {
    if (std::exchange(last_changed_, before.node().id()) == before.node().id()) {
      rooms_.back().changes.push_back(index);
    } else {
      rooms_.push_back({is_chat_room(before) ? before : Element(), is_chat_room(after) ? after : Element(), {index}});
    }
  }

  void note(const std::vector<Element>& rooms, std::vector<Found> ListOfRooms::*side, std::size_t index) {
    for (const Element& room : rooms) {
      const Element list = room.parent();
      std::string path = info::path_of(list.document(), list.node());
      const auto [found, is_new] = lists_.try_emplace(path);
      if (is_new) {
        order_.push_back(std::move(path));
      }
      (found->second.*side).push_back({room, index});
    }
  }

  void pair_up(const ListOfRooms& list) {
    const std::size_t longer = std::max(list.lost.size(), list.gained.size());
    for (std::size_t i = 0; i < longer; ++i) {
      RoomChange room;
      if (i < list.lost.size()) {
        room.before = list.lost[i].room;
        room.changes.push_back(list.lost[i].change);
      }
      if (i < list.gained.size()) {
        room.after = list.gained[i].room;
        room.changes.push_back(list.gained[i].change);
      }
      rooms_.push_back(room);
    }
  }

  std::map<std::string, ListOfRooms> lists_;  // by path, which is the same in both documents
  std::vector<std::string> order_;
  std::vector<RoomChange> rooms_;
  std::uint32_t last_changed_ = xml::kNoNode;
};

}  // namespace

bool is_chat_room(Element element) {
  return element.type() == Type::uri && element.text_of(Name::purpose) == kChatRoomPurpose;
}

std::vector<RoomChange> rooms_of(std::span<const Change> changes) {
  return Search().run(changes);
}

std::string uri_of(Element room) {
  return room ? room.text_of(Name::uri).value_or("") : std::string();
}

}  // namespace confstate::change
