// Changes as lines, before they are laid out: rows that something changed in, and values below them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "change/diff.hpp"

namespace confstate::draw {

// Columns from a row to the rows and values below it.
inline constexpr std::size_t kChangeStep = 4;

struct ChangeLine {
  enum class Kind : std::uint8_t {
    row,    // "~ endpoint sip:bob@pc33.example.com"
    value,  // "status   connected → on-hold"
  };
  Kind kind = Kind::value;
  std::size_t indent = 0;
  change::Operation operation = change::Operation::changed;
  std::string title;                  // of a row what it is, of a value its label
  std::string name;                   // what a person calls a row
  std::optional<std::string> before;  // of a value; of a row that was removed a few words about it
  std::optional<std::string> after;   // likewise of one that was added
  bool is_person = false;             // a row among those that stand in columns
  std::size_t block = 0;              // values with the same number belong to one row
};

// The lines for changes, in their order.
[[nodiscard]] std::vector<ChangeLine> lines_of(std::span<const change::Change> changes);

}  // namespace confstate::draw
