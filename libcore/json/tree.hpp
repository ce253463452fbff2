// json: JSON as a tree in which every value and key knows where it stands, so that every complaint can, and changes to
// its text that leave all else as it is. It may use base and bytes, and nlohmann/json as its parser. It never knows
// what a document means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
  bool natural = false;       // the number is whole, not negative, and in `number`
  std::uint64_t number = 0;   //
  std::size_t first = kNone;  // member
  std::size_t last = kNone;
  std::size_t next = kNone;  // sibling
};

// A read text; the root is the first node.
struct Tree {
  std::vector<Node> nodes;

  [[nodiscard]] const Node& root() const { return nodes.front(); }
  // The first member and the next one; null at the end.
  [[nodiscard]] const Node* first_of(const Node& node) const { return at(node.first); }
  [[nodiscard]] const Node* next_of(const Node& node) const { return at(node.next); }

 private:
  [[nodiscard]] const Node* at(std::size_t index) const { return index == kNone ? nullptr : &nodes[index]; }
};

// Reads strict JSON: no comments, no repeated keys, at most base::kMaxJsonDepth levels.
[[nodiscard]] base::Result<Tree> read(const bytes::Source& source);

// "object", "string", ... with its article.
[[nodiscard]] std::string_view word(Kind kind);

// "rooms/.confstate.json:3:14" for an offset.
[[nodiscard]] std::string place_of(const bytes::Source& source, std::uint32_t offset);

// The failure for something in that file.
[[nodiscard]] tl::unexpected<base::Failure> fail_at(const bytes::Source& source, std::uint32_t offset,
                                                    std::string_view message, std::string hint = {});

}  // namespace confstate::json
