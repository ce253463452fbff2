// The JSON form of changes (schemas/change.schema.json): one record each, on one line.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "bytes/source.hpp"
#include "change/diff.hpp"
#include "change/rooms.hpp"

namespace confstate::change {

// Value of "schema" in every record.
inline constexpr std::string_view kChangeSchemaName = "confstate.change/1";

// Two neighbours in a series of documents.
struct Step {
  const bytes::Source& old_source;
  const bytes::Source& new_source;
  unsigned number = 1;  // of the step in its series
};

// The record of one change, without a line end; every key is always present. `rooms` are the chat rooms that this
// change tells of. What must not reach a terminal or a CI log is written as \uXXXX.
[[nodiscard]] std::string change_record(const Change& change, std::span<const RoomChange* const> rooms,
                                        const Step& step);

}  // namespace confstate::change
