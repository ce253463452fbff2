#include "draw/change_frame.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "draw/change_lines.hpp"

namespace confstate::draw {

using change::Change;
using change::Operation;
using change::Subject;
using info::AttributeName;
using info::Element;
using info::Type;

namespace {

constexpr std::size_t kGap = 3;
constexpr std::size_t kNeverHangs = 1000;

std::string version_of(const info::Document& document) {
  const xml::Attribute version = document.root().attribute(AttributeName::version);
  return version ? std::string(version.value()) : std::string("none");
}

std::string entity_of(const info::Document& document) {
  const std::string& entity = document.entity();
  return entity.empty() ? "(no entity)" : entity;
}

void draw_both(Sheet& sheet, const std::string& before, const std::string& after, Tint tint, std::size_t gap) {
  sheet.cell({.text = before, .tint = tint, .pad = 0, .gap = gap});
  if (before != after) {
    sheet.cell({.text = sheet.pick("→", "->"), .tint = Tint::dim, .pad = 0, .gap = 1});
    sheet.cell({.text = after, .tint = tint, .pad = 0, .gap = 1});
  }
}

void draw_room(Sheet& sheet, const change::RoomChange& room) {
  const bool is_new = !room.before;
  const std::string old_uri = change::uri_of(room.before);
  const std::string new_uri = change::uri_of(room.after);
  sheet.begin(2);
  sheet.cell({.text = "!", .tint = Tint::red, .pad = 1});
  sheet.cell({.text = is_new               ? "warning: chat room added"
                      : old_uri == new_uri ? "warning: chat room changed, at the same address"
                                           : "warning: chat room changed, at another address",
              .tint = Tint::red,
              .pad = 0,
              .gap = 1});
  sheet.end();
  for (const auto& [label, uri] : {std::pair("old", is_new ? "(none)" : old_uri), std::pair("new", new_uri)}) {
    sheet.begin(2 + kChangeStep, kNeverHangs);  // an address stands whole, and beside its label
    sheet.cell({.text = label, .tint = Tint::dim});
    sheet.cell({.text = uri.empty() ? "(no URI)" : uri, .tint = Tint::strong, .pad = 0, .gap = 2});
    sheet.end();
  }
}

struct Kind {
  std::string_view one;
  std::string_view many;
};
constexpr auto kKinds = std::to_array<Kind>({{"user", "users"},
                                             {"endpoint", "endpoints"},
                                             {"media stream", "media streams"},
                                             {"sidebar", "sidebars"},
                                             {"chat room", "chat rooms"},
                                             {"URI", "URIs"},
                                             {"medium", "media"},
                                             {"part", "parts"},
                                             {"extension", "extensions"},
                                             {"value", "values"}});

std::size_t kind_of_element(Element element) {
  switch (element.type()) {
    case Type::user:
      return 0;
    case Type::endpoint:
      return 1;
    case Type::media:
      return 2;
    case Type::conference:
      return 3;
    case Type::uri:
      return change::is_chat_room(element) ? 4 : 5;
    case Type::medium:
      return 6;
    case Type::foreign:
      return 8;
    default:
      return info::is_complex(element.type()) && !change::is_list_of_values(element.type()) ? 7 : 9;
  }
}

std::size_t kind_of(const Change& change) {
  const std::size_t kind = change.subject == Subject::element ? kind_of_element(change.element()) : kKinds.size() - 1;
  constexpr std::size_t kExtension = 8;
  return change.operation == Operation::changed && kind < kExtension ? kKinds.size() - 1 : kind;
}

}  // namespace

Tint tint_of(Operation operation) {
  return operation == Operation::added ? Tint::green : operation == Operation::removed ? Tint::red : Tint::yellow;
}

std::string_view sign_of(Operation operation) {
  return operation == Operation::added ? "+" : operation == Operation::removed ? "-" : "~";
}

void draw_change_head(Sheet& sheet, const ChangeList& list) {
  sheet.begin(0, 2);
  draw_both(sheet, entity_of(list.older), entity_of(list.newer), Tint::strong, 0);
  sheet.cell({.text = to_string(AttributeName::version), .tint = Tint::plain, .pad = 0, .gap = kGap});
  draw_both(sheet, version_of(list.older), version_of(list.newer), Tint::plain, 1);
  sheet.end();
  sheet.blank();
}

void draw_room_warnings(Sheet& sheet, std::span<const change::RoomChange> rooms) {
  for (const change::RoomChange& room : rooms) {
    if (room.is_warning()) {
      draw_room(sheet, room);
    }
  }
}

void draw_change_foot(Sheet& sheet, const ChangeList& list) {
  sheet.blank();
  if (std::ranges::any_of(list.rooms, &change::RoomChange::is_warning)) {
    draw_room_warnings(sheet, list.rooms);
    sheet.blank();
  }
  sheet.begin(0, 2);
  sheet.words(summary_of(list.changes));
  if (list.left_out > 0) {
    sheet.cell({.text = fmt::format("({} not shown)", list.left_out), .tint = Tint::dim});
  }
  sheet.end();
}

std::string summary_of(std::span<const Change> changes) {
  constexpr std::array<Operation, 3> kOperations{Operation::added, Operation::removed, Operation::changed};
  std::array<std::array<std::size_t, kOperations.size()>, kKinds.size()> counts{};
  for (const Change& change : changes) {
    ++counts[kind_of(change)][static_cast<std::size_t>(change.operation)];
  }
  std::string text = fmt::format("{} change{}:", changes.size(), changes.size() == 1 ? "" : "s");
  std::string_view between = " ";
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
    bool named = false;
    for (const Operation operation : kOperations) {
      if (const std::size_t count = counts[kind][static_cast<std::size_t>(operation)]; count > 0) {
        const std::string_view noun = count == 1 ? kKinds[kind].one : kKinds[kind].many;
        text += fmt::format("{}{}{}{} {}", between, count, named ? "" : " ", named ? "" : noun, to_string(operation));
        named = true;
        between = ", ";
      }
    }
  }
  return text;
}

}  // namespace confstate::draw
