// The columns of a roster and where their values go.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generate/conference.hpp"
#include "info/vocabulary.hpp"

namespace confstate::generate {

// What a record is about; the parts that its columns do not mention are not made.
struct RosterRow {
  Conference* conference = nullptr;
  User* user = nullptr;
  Endpoint* endpoint = nullptr;
  Stream* stream = nullptr;
};

enum class RosterScope : std::uint8_t { conference, user, endpoint, stream };

// One column. It has a text, a list (values separated by '|') or a state; one with none of them is read over.
struct RosterColumn {
  std::string_view name;   // as conf-show --format csv calls it
  std::string_view alias;  // the short name; may be empty
  RosterScope scope = RosterScope::conference;
  info::Type type = info::Type::string;
  std::string& (*text)(const RosterRow&) = nullptr;
  std::vector<std::string>& (*list)(const RosterRow&) = nullptr;
  info::State& (*state)(const RosterRow&) = nullptr;
};

// Columns that the reader asks for by what they are.
enum class RosterKey : std::uint8_t { conference, sidebar, version, user, endpoint, stream };

[[nodiscard]] std::span<const RosterColumn> roster_column_table();
// The place of a key in the table.
[[nodiscard]] std::size_t column_of(RosterKey key);

}  // namespace confstate::generate
