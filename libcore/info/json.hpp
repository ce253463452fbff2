// The JSON form of a document: members under their RFC 4575 names, driven by the vocabulary table.
#pragma once

#include <string>
#include <string_view>

#include "base/sink.hpp"
#include "info/document.hpp"
#include "info/json_text.hpp"

namespace confstate::info {

// Value of "$schema" in the root of every document.
inline constexpr std::string_view kJsonSchemaName = "confstate.conference/1";
// The member that carries extension elements.
inline constexpr std::string_view kExtensionMember = "+xml";

// Writes the JSON form of a document that breaks no structure rule (what has no place in the schema of RFC 4575
// section 6 would be left out). Attributes come first, then children in schema order; children that may repeat are
// arrays; keywords and languages are arrays of strings, xs:unsignedInt are numbers, xs:boolean true or false, all
// else strings verbatim; extension attributes "@{namespace}name" ("@xml:lang"), extension elements "+xml", an array
// of exclusive C14N. Where needs_kept_tree() says so, the tree must have been read with Reading::keeping. Schema
// location hints (xsi:) on elements of simple type are not carried. Uses no recursion.
void write_json(const Document& document, const JsonLayout& layout, const base::Sink& sink);

// The same into a string.
[[nodiscard]] std::string write_json(const Document& document, const JsonLayout& layout = {});

// True when the document has extension elements: their white space and comments are lost in a judging tree.
[[nodiscard]] bool needs_kept_tree(const Document& document);

// The member name of an attribute outside the vocabulary: "@{namespace}name", "@xml:name".
[[nodiscard]] std::string extension_member(const xml::ExpandedName& name);

}  // namespace confstate::info
