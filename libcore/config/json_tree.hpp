// JSON with places: every value and key knows where it stands, so that every complaint can.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"

namespace confstate::config {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

inline constexpr std::size_t kNoJson = static_cast<std::size_t>(-1);

// One value. Members of arrays and objects are linked by index.
struct JsonNode {
  JsonKind kind = JsonKind::null;
  base::Span span;
  std::string key;  // of a member of an object
  base::Span key_span;
  std::string text;             // of a string
  bool flag = false;            // of a boolean
  bool natural = false;         // the number is whole, not negative, and in `number`
  std::uint64_t number = 0;     //
  std::size_t first = kNoJson;  // member
  std::size_t last = kNoJson;
  std::size_t next = kNoJson;  // sibling
};

// A read text; the root is the first node.
struct JsonTree {
  std::vector<JsonNode> nodes;

  [[nodiscard]] const JsonNode& root() const { return nodes.front(); }
  // The first member and the next one; null at the end.
  [[nodiscard]] const JsonNode* first_of(const JsonNode& node) const { return at(node.first); }
  [[nodiscard]] const JsonNode* next_of(const JsonNode& node) const { return at(node.next); }

 private:
  [[nodiscard]] const JsonNode* at(std::size_t index) const { return index == kNoJson ? nullptr : &nodes[index]; }
};

// Reads strict JSON: no comments, no repeated keys, at most base::kMaxJsonDepth levels.
[[nodiscard]] base::Result<JsonTree> read_json(const bytes::Source& source);

// "object", "string", ... with its article.
[[nodiscard]] std::string_view word(JsonKind kind);

// "rooms/.confstate.json:3:14" for an offset.
[[nodiscard]] std::string place_of(const bytes::Source& source, std::uint32_t offset);

// The failure for something in that file.
[[nodiscard]] tl::unexpected<base::Failure> fail_at(const bytes::Source& source, std::uint32_t offset,
                                                    std::string_view message, std::string hint = {});

}  // namespace confstate::config
