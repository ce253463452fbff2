#include "info/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace confstate::info {
namespace {

constexpr std::array<std::string_view, kNames> kElementNames = {"conference-info",
                                                                "conference-description",
                                                                "host-info",
                                                                "conference-state",
                                                                "users",
                                                                "sidebars-by-ref",
                                                                "sidebars-by-val",
                                                                "display-text",
                                                                "subject",
                                                                "free-text",
                                                                "keywords",
                                                                "conf-uris",
                                                                "service-uris",
                                                                "maximum-user-count",
                                                                "available-media",
                                                                "web-page",
                                                                "uris",
                                                                "user-count",
                                                                "active",
                                                                "locked",
                                                                "entry",
                                                                "type",
                                                                "status",
                                                                "uri",
                                                                "purpose",
                                                                "modified",
                                                                "user",
                                                                "associated-aors",
                                                                "roles",
                                                                "languages",
                                                                "cascaded-focus",
                                                                "endpoint",
                                                                "referred",
                                                                "joining-method",
                                                                "joining-info",
                                                                "disconnection-method",
                                                                "disconnection-info",
                                                                "media",
                                                                "call-info",
                                                                "when",
                                                                "reason",
                                                                "by",
                                                                "sip",
                                                                "call-id",
                                                                "from-tag",
                                                                "to-tag",
                                                                "label",
                                                                "src-id"};

constexpr std::array<std::string_view, 5> kAttributeNames = {"entity", "state", "version", "label", "id"};

struct GlobalRow {
  std::string_view space;
  std::string_view local;
  GlobalAttribute attribute;
};

constexpr auto kGlobalAttributes = std::to_array<GlobalRow>({
    {kXmlNamespace, "lang", GlobalAttribute::xml_lang},
    {kXmlNamespace, "space", GlobalAttribute::xml_space},
    {kXmlNamespace, "base", GlobalAttribute::xml_base},
    {kXmlNamespace, "id", GlobalAttribute::xml_id},
    {kSchemaInstanceNamespace, "type", GlobalAttribute::xsi_type},
    {kSchemaInstanceNamespace, "nil", GlobalAttribute::xsi_nil},
    {kSchemaInstanceNamespace, "schemaLocation", GlobalAttribute::xsi_location},
    {kSchemaInstanceNamespace, "noNamespaceSchemaLocation", GlobalAttribute::xsi_location},
});

// Sorted by parent; within a parent in schema order.
constexpr auto kChildren = std::to_array<ChildRow>({
    {Type::conference, Name::conference_description, Type::description, 0, 1, "5.3"},
    {Type::conference, Name::host_info, Type::host, 0, 1, "5.4"},
    {Type::conference, Name::conference_state, Type::conference_state, 0, 1, "5.5"},
    {Type::conference, Name::users, Type::users, 0, 1, "5.6"},
    {Type::conference, Name::sidebars_by_ref, Type::uris, 0, 1, "5.9.1"},
    {Type::conference, Name::sidebars_by_val, Type::sidebars_by_val, 0, 1, "5.9.2"},

    {Type::description, Name::display_text, Type::string, 0, 1, "5.3"},
    {Type::description, Name::subject, Type::string, 0, 1, "5.3"},
    {Type::description, Name::free_text, Type::string, 0, 1, "5.3"},
    {Type::description, Name::keywords, Type::string_list, 0, 1, "5.3"},
    {Type::description, Name::conf_uris, Type::uris, 0, 1, "5.3.1"},
    {Type::description, Name::service_uris, Type::uris, 0, 1, "5.3.2"},
    {Type::description, Name::maximum_user_count, Type::unsigned_int, 0, 1, "5.3.3"},
    {Type::description, Name::available_media, Type::available_media, 0, 1, "5.3.4"},

    {Type::host, Name::display_text, Type::string, 0, 1, "5.4.1"},
    {Type::host, Name::web_page, Type::any_uri, 0, 1, "5.4.2"},
    {Type::host, Name::uris, Type::uris, 0, 1, "5.4.3"},

    {Type::conference_state, Name::user_count, Type::unsigned_int, 0, 1, "5.5.1"},
    {Type::conference_state, Name::active, Type::boolean, 0, 1, "5.5.2"},
    {Type::conference_state, Name::locked, Type::boolean, 0, 1, "5.5.3"},

    {Type::available_media, Name::entry, Type::medium, 1, kMany, "5.3.4"},

    {Type::medium, Name::display_text, Type::string, 0, 1, "5.3.4"},
    {Type::medium, Name::type, Type::string, 1, 1, "5.3.4"},
    {Type::medium, Name::status, Type::media_status, 0, 1, "5.3.4"},

    {Type::uris, Name::entry, Type::uri, 1, kMany, "5.3.1"},

    {Type::uri, Name::uri, Type::any_uri, 1, 1, "5.3.1"},
    {Type::uri, Name::display_text, Type::string, 0, 1, "5.3.1"},
    {Type::uri, Name::purpose, Type::string, 0, 1, "5.3.1"},
    {Type::uri, Name::modified, Type::execution, 0, 1, "6"},

    {Type::users, Name::user, Type::user, 0, kMany, "5.6"},

    {Type::user, Name::display_text, Type::string, 0, 1, "5.6.1"},
    {Type::user, Name::associated_aors, Type::uris, 0, 1, "5.6.2"},
    {Type::user, Name::roles, Type::roles, 0, 1, "5.6.3"},
    {Type::user, Name::languages, Type::language_list, 0, 1, "5.6.4"},
    {Type::user, Name::cascaded_focus, Type::any_uri, 0, 1, "5.6.5"},
    {Type::user, Name::endpoint, Type::endpoint, 0, kMany, "5.6.6"},

    {Type::roles, Name::entry, Type::string, 1, kMany, "5.6.3"},

    {Type::endpoint, Name::display_text, Type::string, 0, 1, "5.7.1"},
    {Type::endpoint, Name::referred, Type::execution, 0, 1, "5.7.2"},
    {Type::endpoint, Name::status, Type::endpoint_status, 0, 1, "5.7.3"},
    {Type::endpoint, Name::joining_method, Type::joining, 0, 1, "5.7.4"},
    {Type::endpoint, Name::joining_info, Type::execution, 0, 1, "5.7.5"},
    {Type::endpoint, Name::disconnection_method, Type::disconnection, 0, 1, "5.7.6"},
    {Type::endpoint, Name::disconnection_info, Type::execution, 0, 1, "5.7.7"},
    {Type::endpoint, Name::media, Type::media, 0, kMany, "5.7.8"},
    {Type::endpoint, Name::call_info, Type::call, 0, 1, "5.7.9"},

    {Type::execution, Name::when, Type::date_time, 0, 1, "5.7.2"},
    {Type::execution, Name::reason, Type::string, 0, 1, "5.7.2"},
    {Type::execution, Name::by, Type::any_uri, 0, 1, "5.7.2"},

    {Type::call, Name::sip, Type::sip_dialog, 0, 1, "5.7.9"},

    {Type::sip_dialog, Name::display_text, Type::string, 0, 1, "5.7.9"},
    {Type::sip_dialog, Name::call_id, Type::string, 1, 1, "5.7.9"},
    {Type::sip_dialog, Name::from_tag, Type::string, 1, 1, "5.7.9"},
    {Type::sip_dialog, Name::to_tag, Type::string, 1, 1, "5.7.9"},

    {Type::media, Name::display_text, Type::string, 0, 1, "5.8.1"},
    {Type::media, Name::type, Type::string, 0, 1, "5.8.2"},
    {Type::media, Name::label, Type::string, 0, 1, "5.8.3"},
    {Type::media, Name::src_id, Type::string, 0, 1, "5.8.4"},
    {Type::media, Name::status, Type::media_status, 0, 1, "5.8.5"},

    {Type::sidebars_by_val, Name::entry, Type::conference, 0, kMany, "5.9.2"},
});

constexpr auto kAttributes = std::to_array<AttributeRow>({
    {Type::conference, AttributeName::entity, Type::any_uri, true},
    {Type::conference, AttributeName::state, Type::state, false},
    {Type::conference, AttributeName::version, Type::unsigned_int, false},
    {Type::medium, AttributeName::label, Type::string, true},
    {Type::uris, AttributeName::state, Type::state, false},
    {Type::users, AttributeName::state, Type::state, false},
    {Type::user, AttributeName::entity, Type::any_uri, false},
    {Type::user, AttributeName::state, Type::state, false},
    {Type::endpoint, AttributeName::entity, Type::string, false},
    {Type::endpoint, AttributeName::state, Type::state, false},
    {Type::media, AttributeName::id, Type::string, true},
    {Type::sidebars_by_val, AttributeName::state, Type::state, false},
});

// In the order of Type. Columns: any element, any attribute, stateful, key.
constexpr std::array<TypeRow, kTypes> kTypeRows = {{
    {Type::conference, "conference-type", true, true, true, KeyKind::entity},
    {Type::description, "conference-description-type", true, true, false, KeyKind::none},
    {Type::host, "host-type", true, true, false, KeyKind::none},
    {Type::conference_state, "conference-state-type", true, true, false, KeyKind::none},
    {Type::available_media, "conference-media-type", false, true, false, KeyKind::none},
    {Type::medium, "conference-medium-type", true, true, false, KeyKind::label},
    {Type::uris, "uris-type", false, true, true, KeyKind::none},
    {Type::uri, "uri-type", true, true, false, KeyKind::uri_child},
    {Type::users, "users-type", true, true, true, KeyKind::none},
    {Type::user, "user-type", true, true, true, KeyKind::entity},
    {Type::roles, "user-roles-type", false, true, false, KeyKind::none},
    {Type::endpoint, "endpoint-type", true, true, true, KeyKind::entity},
    {Type::execution, "execution-type", false, true, false, KeyKind::none},
    {Type::call, "call-type", true, true, false, KeyKind::none},
    {Type::sip_dialog, "sip-dialog-id-type", true, true, false, KeyKind::none},
    {Type::media, "media-type", true, true, false, KeyKind::id},
    {Type::sidebars_by_val, "sidebars-by-val-type", false, true, true, KeyKind::none},
    {Type::string, "xs:string", false, false, false, KeyKind::none},
    {Type::any_uri, "xs:anyURI", false, false, false, KeyKind::none},
    {Type::unsigned_int, "xs:unsignedInt", false, false, false, KeyKind::none},
    {Type::boolean, "xs:boolean", false, false, false, KeyKind::none},
    {Type::date_time, "xs:dateTime", false, false, false, KeyKind::none},
    {Type::string_list, "keywords-type", false, false, false, KeyKind::none},
    {Type::language_list, "user-languages-type", false, false, false, KeyKind::none},
    {Type::state, "state-type", false, false, false, KeyKind::none},
    {Type::endpoint_status, "endpoint-status-type", false, false, false, KeyKind::none},
    {Type::joining, "joining-type", false, false, false, KeyKind::none},
    {Type::disconnection, "disconnection-type", false, false, false, KeyKind::none},
    {Type::media_status, "media-status-type", false, false, false, KeyKind::none},
}};

constexpr auto kStates = std::to_array<std::string_view>({"full", "partial", "deleted"});
constexpr auto kEndpointStatuses =
    std::to_array<std::string_view>({"pending", "dialing-out", "dialing-in", "alerting", "on-hold", "connected",
                                     "muted-via-focus", "disconnecting", "disconnected"});
constexpr auto kJoiningMethods = std::to_array<std::string_view>({"dialed-in", "dialed-out", "focus-owner"});
constexpr auto kDisconnectionMethods = std::to_array<std::string_view>({"departed", "booted", "failed", "busy"});
constexpr auto kMediaStatuses = std::to_array<std::string_view>({"recvonly", "sendonly", "sendrecv", "inactive"});

// The rows of a table sorted by owner that belong to one type.
template <class Row>
constexpr std::span<const Row> rows_of(std::span<const Row> table, Type owner, Type Row::*column) {
  const auto first = std::ranges::find(table, owner, column);
  auto last = first;
  while (last != table.end() && (*last).*column == owner) {
    ++last;
  }
  return {first, last};
}

// Indexed by type, with nothing for foreign elements.
template <class Row, std::size_t... I>
constexpr std::array<std::span<const Row>, kTypes + 1> index_rows(std::span<const Row> table, Type Row::*column,
                                                                  std::index_sequence<I...> /*all*/) {
  return {rows_of<Row>(table, static_cast<Type>(I), column)..., {}};
}

constexpr auto kChildrenOf = index_rows<ChildRow>(kChildren, &ChildRow::parent, std::make_index_sequence<kTypes>());
constexpr auto kAttributesOf =
    index_rows<AttributeRow>(kAttributes, &AttributeRow::owner, std::make_index_sequence<kTypes>());

}  // namespace

std::string_view to_string(Name name) {
  return name == Name::unknown ? std::string_view() : kElementNames[static_cast<std::size_t>(name)];
}

std::string_view to_string(AttributeName name) {
  return kAttributeNames[static_cast<std::size_t>(name)];
}

Name name_of(std::string_view local) {
  // Few names have the size and the last letter of another.
  const auto is_name = [local](std::string_view name) {
    return name.size() == local.size() && name.back() == local.back() && name == local;
  };
  const auto* const found = std::ranges::find_if(kElementNames, is_name);
  return static_cast<Name>(found - kElementNames.begin());
}

std::optional<AttributeName> attribute_name_of(std::string_view local) {
  const auto* const found = std::ranges::find(kAttributeNames, local);
  if (found == kAttributeNames.end()) {
    return std::nullopt;
  }
  return static_cast<AttributeName>(found - kAttributeNames.begin());
}

std::optional<GlobalAttribute> global_attribute_of(std::string_view space, std::string_view local) {
  for (const GlobalRow& row : kGlobalAttributes) {
    if (row.local == local && row.space == space) {
      return row.attribute;
    }
  }
  return std::nullopt;
}

std::span<const std::string_view> element_names() {
  return kElementNames;
}

const TypeRow& row_of(Type type) {
  return kTypeRows[static_cast<std::size_t>(type)];
}

std::span<const ChildRow> children_of(Type parent) {
  return kChildrenOf[static_cast<std::size_t>(parent)];
}

const ChildRow* find_child(Type parent, Name name) {
  for (const ChildRow& row : children_of(parent)) {
    if (row.name == name) {
      return &row;
    }
  }
  return nullptr;
}

std::span<const AttributeRow> attributes_of(Type owner) {
  return kAttributesOf[static_cast<std::size_t>(owner)];
}

const AttributeRow* find_attribute(Type owner, AttributeName name) {
  for (const AttributeRow& row : attributes_of(owner)) {
    if (row.name == name) {
      return &row;
    }
  }
  return nullptr;
}

std::span<const std::string_view> values_of(Type type) {
  switch (type) {
    case Type::state:
      return kStates;
    case Type::endpoint_status:
      return kEndpointStatuses;
    case Type::joining:
      return kJoiningMethods;
    case Type::disconnection:
      return kDisconnectionMethods;
    case Type::media_status:
      return kMediaStatuses;
    default:
      return {};
  }
}

bool is_stateful(Name name, Type type) {
  return type != Type::foreign && row_of(type).stateful && (type != Type::uris || name == Name::sidebars_by_ref);
}

std::optional<Type> only_type_of(Name name) {
  std::optional<Type> found;
  if (name == Name::conference_info) {
    return Type::conference;
  }
  for (const ChildRow& row : kChildren) {
    if (row.name != name) {
      continue;
    }
    if (found && *found != row.type) {
      return std::nullopt;
    }
    found = row.type;
  }
  return found;
}

}  // namespace confstate::info
