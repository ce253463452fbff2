// Reading a text into a tree, strictly: what expat accepts with namespaces on, and nothing else (XML 1.0 fourth
// edition, Namespaces in XML 1.0), a document type declaration aside, which is always a fault.
#pragma once

#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "xml/fault.hpp"
#include "xml/tree.hpp"

namespace confstate::xml {

struct ReadResult {
  Tree tree;                  // without a root when nothing could be read
  std::vector<Fault> faults;  // empty for a well-formed text; a doctype, and what stopped the reading
  // True when the tree may be judged: well-formed, or a document type declaration was the only fault, or reading
  // stopped at a reference to an entity that the internal subset may have declared (the tree is then truncated).
  bool judgeable = false;
};

// Reads `text` (UTF-8, no byte order mark), which must outlive the tree. Fails only over a limit (depth, elements,
// attributes, or a text of 4 GiB and more); depth is never more than base::kMaxDepth, attributes never more than
// 65,535, and namespace declarations count as attributes. Uses no recursion.
[[nodiscard]] base::Result<ReadResult> read(std::string_view text, Reading reading, const base::Limits& limits);

}  // namespace confstate::xml
