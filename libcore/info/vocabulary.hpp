// info: RFC 4575 documents: the vocabulary table, the model over the tree, keys, values, the JSON form.
// It may use base, bytes, diag and xml. It keeps everything it reads, also the strange, with its place, and
// never says that a document is valid or not: that is rules/.
//
// This header is the vocabulary of RFC 4575 section 6, written once. Structure rules, JSON form, diff, patch,
// generation and the man page are driven by it; no element name stands as a string anywhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace confstate::info {

// The namespace of RFC 4575.
inline constexpr std::string_view kNamespace = "urn:ietf:params:xml:ns:conference-info";
inline constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view kSchemaInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

// Element names. The order is that of the schema; kElementNames has the strings.
enum class Name : std::uint8_t {
  conference_info,
  conference_description,
  host_info,
  conference_state,
  users,
  sidebars_by_ref,
  sidebars_by_val,
  display_text,
  subject,
  free_text,
  keywords,
  conf_uris,
  service_uris,
  maximum_user_count,
  available_media,
  web_page,
  uris,
  user_count,
  active,
  locked,
  entry,
  type,
  status,
  uri,
  purpose,
  modified,
  user,
  associated_aors,
  roles,
  languages,
  cascaded_focus,
  endpoint,
  referred,
  joining_method,
  joining_info,
  disconnection_method,
  disconnection_info,
  media,
  call_info,
  when,
  reason,
  by,
  sip,
  call_id,
  from_tag,
  to_tag,
  label,
  src_id,
  unknown,  // not in the vocabulary
};
inline constexpr std::size_t kNames = static_cast<std::size_t>(Name::unknown);

// Attribute names in no namespace.
enum class AttributeName : std::uint8_t { entity, state, version, label, id };

// Attributes of other namespaces that a validator of the schema knows, wherever a wildcard lets them stand: those of
// XML itself, which the schema imports, and those by which an instance talks to the validator.
enum class GlobalAttribute : std::uint8_t {
  xml_lang,      // xs:language, or empty
  xml_space,     // default or preserve
  xml_base,      // xs:anyURI
  xml_id,        // xs:NCName, once in a document
  xsi_type,      // names another type for its element
  xsi_nil,       // says that its element has no value
  xsi_location,  // hints where schemas are; any element may carry them
};

// The types of section 6, complex ones first, then simple ones.
enum class Type : std::uint8_t {
  conference,
  description,
  host,
  conference_state,
  available_media,
  medium,
  uris,
  uri,
  users,
  user,
  roles,
  endpoint,
  execution,
  call,
  sip_dialog,
  media,
  sidebars_by_val,
  string,
  any_uri,
  unsigned_int,
  boolean,
  date_time,
  string_list,
  language_list,
  state,
  endpoint_status,
  joining,
  disconnection,
  media_status,
  foreign,  // an extension element, or one that stands where the vocabulary has no place for it
};
inline constexpr std::size_t kTypes = static_cast<std::size_t>(Type::foreign);

[[nodiscard]] constexpr bool is_complex(Type type) {
  return type <= Type::sidebars_by_val;
}

inline constexpr std::uint8_t kMany = 255;  // "unbounded"

// One child that a complex type may have, in schema order.
struct ChildRow {
  Type parent;
  Name name;
  Type type;
  std::uint8_t at_least;
  std::uint8_t at_most;      // 1 or kMany
  std::string_view section;  // of RFC 4575
};

// One attribute that a complex type may have.
struct AttributeRow {
  Type owner;
  AttributeName name;
  Type type;
  bool required;  // by the schema
};

// What names a row among its siblings (section 4.5).
enum class KeyKind : std::uint8_t { none, entity, id, label, uri_child };

// What a type is.
struct TypeRow {
  Type type;
  std::string_view schema_name;  // in section 6, or an XSD built-in
  bool any_element;              // ends in a wildcard for other namespaces
  bool any_attribute;            // attributes of other namespaces are welcome
  bool stateful;                 // has and honours `state` (section 4.4)
  KeyKind key;                   // of an element of this type in its parent
};

// The string of an element name; empty for unknown.
[[nodiscard]] std::string_view to_string(Name name);
[[nodiscard]] std::string_view to_string(AttributeName name);
// The name for a string; unknown when the vocabulary does not have it. Case matters.
[[nodiscard]] Name name_of(std::string_view local);
[[nodiscard]] std::optional<AttributeName> attribute_name_of(std::string_view local);
// The global attribute for an expanded name.
[[nodiscard]] std::optional<GlobalAttribute> global_attribute_of(std::string_view space, std::string_view local);
// All element names, for "did you mean".
[[nodiscard]] std::span<const std::string_view> element_names();

[[nodiscard]] const TypeRow& row_of(Type type);
// The children of a complex type in schema order.
[[nodiscard]] std::span<const ChildRow> children_of(Type parent);
// The row for a child name, or null.
[[nodiscard]] const ChildRow* find_child(Type parent, Name name);
[[nodiscard]] std::span<const AttributeRow> attributes_of(Type owner);
[[nodiscard]] const AttributeRow* find_attribute(Type owner, AttributeName name);
// The values of an enumeration (state, endpoint_status, joining, disconnection, media_status); empty for others.
[[nodiscard]] std::span<const std::string_view> values_of(Type type);
// True where the element lives in the partial notification mechanism: stateful by its type, and for uris-type only
// as sidebars-by-ref (section 4.4 names no other).
[[nodiscard]] bool is_stateful(Name name, Type type);
// The type that elements of a name always have, if they have one type only ("entry" has five, "status" two).
[[nodiscard]] std::optional<Type> only_type_of(Name name);

}  // namespace confstate::info
