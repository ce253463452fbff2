// json: JSON as a tree in which every value and key knows where it stands, so that every complaint can, and changes to
// its text that leave all else as it is. It may use base and bytes, and nlohmann/json as its parser. It never knows
// what a document means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "base/location.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"

namespace confstate::json {

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// One value. Members of arrays and objects are linked by index.
struct Node {
  Kind kind = Kind::null;
  base::Span span;
  std::string key;  // of a member of an object
  base::Span key_span;
  std::string text;           // of a string
  bool flag = false;          // of a boolean
  bool natural = false;       // the number is written whole and not negative, and in `number`
  std::uint64_t number = 0;   //
  bool whole = false;         // the number has no fraction: -3, 2.0, 1e3
  std::int64_t integer = 0;   // it then; where it fits in no such number, the nearest that does
  std::size_t first = kNone;  // member
  std::size_t last = kNone;
  std::size_t next = kNone;  // sibling
};

// A member whose key its object has already, both by their index.
struct Repeat {
  std::size_t node = 0;
  std::size_t first = 0;
};

// A read text; the root is the first node.
struct Tree {
  std::vector<Node> nodes;
  std::vector<Repeat> repeats;  // in the order of the text; only where Settings lets them be

  [[nodiscard]] const Node& root() const { return nodes.front(); }
  // The first member and the next one; null at the end.
  [[nodiscard]] const Node* first_of(const Node& node) const { return at(node.first); }
  [[nodiscard]] const Node* next_of(const Node& node) const { return at(node.next); }
  // The first member of an object with that key; null where it has none.
  [[nodiscard]] const Node* find(const Node& object, std::string_view key) const;
  // What a JSON pointer (RFC 6901) names: "/media/keying/0"; null for nothing.
  [[nodiscard]] const Node* find(std::string_view pointer) const;

 private:
  [[nodiscard]] const Node* at(std::size_t index) const { return index == kNone ? nullptr : &nodes[index]; }
};

// What is taken besides strict JSON.
struct Settings {
  bool comments = false;  // "//" to the end of the line, and "/* */"
  bool repeats = false;   // repeated keys: both members stand in the tree, and the second in `repeats`
};

// Why a text is not JSON, and where.
struct Fault {
  std::uint32_t offset = 0;
  std::string message;
  std::string hint;
};

// Reads JSON of at most base::kMaxJsonDepth levels and below 4 GiB. Stops at the first fault.
[[nodiscard]] tl::expected<Tree, Fault> parse(std::string_view text, Settings settings);

// Reads strict JSON, likewise; the failure names file:line:column.
[[nodiscard]] base::Result<Tree> read(const bytes::Source& source);

// A JSON pointer with one more step, "~" and "/" escaped.
[[nodiscard]] std::string step(std::string_view pointer, std::string_view key);

// One step of a JSON pointer with "~1" and "~0" undone.
[[nodiscard]] std::string unescaped(std::string_view step);

// How many members or elements it has.
[[nodiscard]] std::size_t count_of(const Tree& tree, const Node& node);

// "object", "string", ... with its article.
[[nodiscard]] std::string_view word(Kind kind);

// "rooms/.confstate.json:3:14" for an offset.
[[nodiscard]] std::string place_of(const bytes::Source& source, std::uint32_t offset);

// The failure for something in that file.
[[nodiscard]] tl::unexpected<base::Failure> fail_at(const bytes::Source& source, std::uint32_t offset,
                                                    std::string_view message, std::string hint = {});

}  // namespace confstate::json
