// Writing a part of a tree as Exclusive XML Canonicalization 1.0 without comments.
#pragma once

#include <string>

#include "xml/tree.hpp"

namespace confstate::xml {

// The element and all it contains in exclusive C14N without comments (W3C REC-xml-exc-c14n, empty
// InclusiveNamespaces list). The tree must have been read with Reading::keeping. Uses no recursion.
[[nodiscard]] std::string write_canonical(Node element);

}  // namespace confstate::xml
