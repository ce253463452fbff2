// YAML as far as policies use it, as the same tree that JSON gives.
#pragma once

#include <string_view>

#include "json/tree.hpp"

namespace confstate::policy {

// Reads one YAML document whose values JSON has too: maps with texts as keys, lists, texts, whole numbers, booleans and
// null. Plain scalars are typed by the core schema of YAML 1.2 as far as JSON writes the same: true, false, null and ~,
// 12 and -3; everything else is a text ("07:30", "on", "+4930", "012"). Refuses anchors, aliases, tags, merge keys,
// further documents, more than base::kMaxJsonDepth levels, and texts that are not UTF-8. Repeated keys stand in the
// tree and in its `repeats`.
[[nodiscard]] tl::expected<json::Tree, json::Fault> parse_yaml(std::string_view text);

// True where the text begins, behind blanks and comments of JSON, with a brace or a bracket.
[[nodiscard]] bool looks_like_json(std::string_view text);

}  // namespace confstate::policy
