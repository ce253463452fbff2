// Writing XML text: what must be escaped, and elements that are carried on as they were written.
#pragma once

#include <string>
#include <string_view>

#include "xml/scopes.hpp"
#include "xml/tree.hpp"

namespace confstate::xml {

// Appends character data: '&', '<', '>' as entities and U+000D as a reference, so that it reads back as it was; ':'
// and '#' as references where they begin a line, as CI runners obey lines that begin with "::" or "##[".
void append_text(std::string& out, std::string_view text);

// Appends the value of an attribute between double quotes (which are not written): as text, and '"', U+0009, U+000A.
void append_value(std::string& out, std::string_view value);

// Appends an element with all it contains, byte by byte as it stands in its source, after adding to its start tag the
// namespace declarations that it needs from around it: so it can stand wherever the default namespace is
// `default_space`. Comments, white space and the way of writing are kept. A prefix that only seems to be used (in text
// or values) is declared too, as a QName may be meant.
void append_self_contained(std::string& out, const Tree& tree, const Scopes& scopes, Node element,
                           std::string_view default_space);

}  // namespace confstate::xml
