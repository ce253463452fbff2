// Reading the JSON form of a document: it becomes the XML that it stands for.
#pragma once

#include <string>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"
#include "info/writer.hpp"

namespace confstate::info {

// Writes the document that a text in JSON form (info/json.hpp) stands for, declaration first, a line end last. Members
// may stand in any order. What is written has the content model of RFC 4575 section 6 and values of its types; what
// xml: attributes and extension elements hold is not looked at. Fails with file, line and column at the first place
// that is no JSON, has another "$schema", a member the vocabulary does not know there, a value of the wrong type, a
// missing or repeated member, an extension element that is not one well-formed element of another namespace, or goes
// over base::kMaxJsonDepth, limits.depth, limits.elements or limits.attributes. Uses no recursion.
[[nodiscard]] base::Result<std::string> read_json(const bytes::Source& source, Layout layout,
                                                  const base::Limits& limits);

}  // namespace confstate::info
