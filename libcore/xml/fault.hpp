// The closed list of reasons for which a text is not well-formed, namespaces included.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/location.hpp"

namespace confstate::xml {

// Each enumerator has exactly one card in rules/xml.
enum class FaultKind : std::uint8_t {
  empty_document,                 // nothing, or nothing but white space
  no_root,                        // comments and instructions but no element
  text_outside_root,              // characters before or after the root element
  two_roots,                      // a second element after the root
  unclosed_element,               // the text ends inside an element
  mismatched_tag,                 // an end tag that closes another element, or none
  malformed_tag,                  // a start or end tag that does not follow the grammar
  malformed_name,                 // a name with a character that names cannot have there (XML 1.0, fourth edition)
  malformed_attribute,            // no '=', no quotes, no white space between attributes
  duplicate_attribute,            // the same attribute twice in one tag, also after namespace expansion
  less_than_in_value,             // '<' in an attribute value
  malformed_reference,            // '&' that starts no reference, or one without ';'
  undeclared_entity,              // &name; other than the five of XML
  forbidden_character_reference,  // &#...; naming a character that XML forbids
  forbidden_character,            // a control character, U+FFFE, U+FFFF or NUL in the text
  invalid_utf8,                   // bytes that are not UTF-8
  cdata_end_in_text,              // "]]>" in character data
  malformed_comment,              // "--" inside a comment, or one that ends with "--->"
  malformed_cdata,                // a CDATA section that never ends, or one outside the root
  malformed_instruction,          // a processing instruction that does not follow the grammar or never ends
  misplaced_declaration,          // <?xml ...?> anywhere but at the very beginning
  malformed_declaration,          // an XML declaration that does not follow the grammar
  doctype,                        // a document type declaration, always refused
  undeclared_prefix,              // a prefix without a declaration
  reserved_namespace,             // xml or xmlns rebound, or their names bound to another prefix
  empty_prefix_binding,           // xmlns:p=""
};

inline constexpr std::size_t kFaultKinds = static_cast<std::size_t>(FaultKind::empty_prefix_binding) + 1;

// One reason, and where.
struct Fault {
  FaultKind kind = FaultKind::empty_document;
  base::Span span;                                 // what is wrong, never empty unless the text ends there
  std::optional<base::Span> other = std::nullopt;  // the start tag that is open, the first attribute, the first root
  std::string detail;                              // the name, prefix or character concerned; raw, may be hostile
};

}  // namespace confstate::xml
