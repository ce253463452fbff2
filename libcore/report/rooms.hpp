// Rooms with their verdicts, for a person and as one JSON record each (schemas/room.schema.json).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/printer.hpp"
#include "rules/rooms/verdict.hpp"
#include "rules/rooms/watch.hpp"

namespace confstate::report {

// A judged room, and what happened to it since the document before.
struct ShownRoom {
  rules::JudgedRoom room;
  std::optional<rules::RoomEvent> event;
};

// The rooms of one document, besides its findings.
class Rooms final : public Extra {
 public:
  std::vector<ShownRoom> shown;
  std::uint64_t more = 0;  // judged, but not kept

  [[nodiscard]] std::string text(const diag::Outcome& outcome, const Style& style) const override;
  [[nodiscard]] std::vector<std::string> records(const diag::Outcome& outcome) const override;
};

}  // namespace confstate::report
