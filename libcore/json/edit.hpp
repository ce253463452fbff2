// Changes of a JSON text that leave its comments and its layout as they are. A change is an operation of RFC 6902.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "json/layout.hpp"
#include "json/tree.hpp"

namespace confstate::json {

enum class Operation : std::uint8_t { add, remove, replace };

struct Change {
  Operation operation = Operation::replace;
  std::string pointer;  // RFC 6901; "-" is behind the last element
  std::string value;    // as JSON, put in as it stands; none for remove

  friend bool operator==(const Change&, const Change&) = default;
};

// What a change does to the text that the tree was read from, sorted and apart from each other. A new member comes
// behind the last one, on a line of its own where that one has one. Comments are never removed but within a removed
// value. Fails where the pointer names nothing (for add: where its parent is not there, or is no object or list).
[[nodiscard]] base::Result<std::vector<Replacement>> replacements_of(std::string_view text, const Tree& tree,
                                                                     const Change& change);

// The change that gives the pointer that value: replace where it is there, else add, with those parents that are not
// there as objects.
[[nodiscard]] Change set_value(const Tree& tree, std::string_view pointer, const std::string& value);

// The text with the replacements, which are sorted and apart from each other.
[[nodiscard]] std::string replace_all(std::string_view text, std::span<const Replacement> replacements);

// The text after one change after the other, as RFC 6902 says. The text may have comments and repeated keys. Reads it
// anew for each change.
[[nodiscard]] base::Result<std::string> edit(std::string_view text, std::span<const Change> changes);

// The text after those of the changes that can be made side by side: each is meant for the text as it is now. One that
// fails, or touches what an earlier one changes, is left out.
struct Edited {
  std::string text;
  std::vector<bool> done;  // by change
};
[[nodiscard]] Edited edit_together(std::string_view text, const Tree& tree, std::span<const Change> changes);

}  // namespace confstate::json
