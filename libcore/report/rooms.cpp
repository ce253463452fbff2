#include "report/rooms.hpp"

#include "report/json_line.hpp"
#include "report/place.hpp"
#include "report/record.hpp"

namespace confstate::report {
namespace {

Json address_record(const rules::RoomAddress& address) {
  return Json{{"raw", address.raw},
              {"decoded", address.decoded.empty() ? address.raw : address.decoded},
              {"scheme", text_or_null(address.scheme)},
              {"name", text_or_null(address.name)},
              {"host", text_or_null(address.host)},
              {"host_ascii", text_or_null(address.host_ascii)},
              {"host_unicode", text_or_null(address.host_unicode)},
              {"port", text_or_null(address.port)},
              {"letters", address.letters},
              {"remarks", address.remarks}};
}

Json checks_record(const rules::JudgedRoom& room) {
  Json out = Json::array();
  for (const rules::RoomCheck& check : room.checks) {
    const bool fails = check.result == rules::CheckResult::fail;
    out.push_back(Json{{"check", check.number},
                       {"result", word(check.result)},
                       {"severity", fails ? Json(diag::word(check.found.severity)) : Json(nullptr)},
                       {"rule", check.found.card == nullptr ? Json(nullptr) : Json(diag::full_id(*check.found.card))},
                       {"message", check.found.message}});
  }
  return out;
}

Json event_of(const std::optional<rules::RoomEvent>& event) {
  if (!event) {
    return nullptr;
  }
  return Json{
      {"kind", word(event->kind)}, {"before", text_or_null(event->before)}, {"told_by", text_or_null(event->where)}};
}

Json room_record(const ShownRoom& one, const diag::Outcome& outcome) {
  const rules::JudgedRoom& room = one.room;
  const Extent extent = extent_of(outcome.source, room.span);
  return Json{{"schema", "confstate.room/1"},
              {"verdict", word(room.verdict)},
              {"number", room.number},
              {"file", outcome.source.name()},
              {"line", extent.begin.line},
              {"column", extent.begin.column},
              {"byte", extent.begin.byte},
              {"path", text_or_null(room.path)},
              {"conference", text_or_null(outcome.conference)},
              {"compared_with", text_or_null(room.conference)},
              {"purpose", room.purpose},
              {"display_text", text_or_null(room.display_text)},
              {"address", address_record(room.address)},
              {"checks", checks_record(room)},
              {"change", event_of(one.event)},
              {"packet", packet_record(outcome)},
              {"dialog", dialog_record(outcome)}};
}

}  // namespace

std::vector<std::string> Rooms::records(const diag::Outcome& outcome) const {
  std::vector<std::string> lines;
  lines.reserve(shown.size());
  for (const ShownRoom& one : shown) {
    lines.push_back(json_line(room_record(one, outcome)));
  }
  return lines;
}

}  // namespace confstate::report
