#include "generate/roster_columns.hpp"

#include <algorithm>
#include <array>

namespace confstate::generate {
namespace {

using info::Type;
using Row = RosterRow;
using Text = std::string&;
using List = std::vector<std::string>&;
using StateOf = info::State&;
constexpr auto kAll = RosterScope::conference;
constexpr auto kUser = RosterScope::user;
constexpr auto kEndpoint = RosterScope::endpoint;
constexpr auto kStream = RosterScope::stream;

constexpr RosterColumn text(std::string_view name, std::string_view alias, RosterScope scope, Type type,
                            Text (*at)(const Row&)) {
  return {name, alias, scope, type, at, nullptr, nullptr};
}

constexpr RosterColumn list(std::string_view name, std::string_view alias, Type type, List (*at)(const Row&)) {
  return {name, alias, kUser, type, nullptr, at, nullptr};
}

constexpr RosterColumn state(std::string_view name, RosterScope scope, StateOf (*at)(const Row&)) {
  return {name, {}, scope, Type::state, nullptr, nullptr, at};
}

// What is read over: it names the file, or counts what is here anyhow.
constexpr RosterColumn ignored(std::string_view name) {
  return {name, {}, kAll, Type::string, nullptr, nullptr, nullptr};
}

constexpr auto kColumns = std::to_array<RosterColumn>({
    ignored("file"),
    text("conference", {}, kAll, Type::any_uri, [](const Row& row) -> Text { return row.conference->entity; }),
    {"sidebar", {}, kAll, Type::any_uri},
    {"conference_version", {}, kAll, Type::unsigned_int},
    state("conference_state", kAll, [](const Row& row) -> StateOf { return row.conference->state; }),
    text("user_entity", "user", kUser, Type::any_uri, [](const Row& row) -> Text { return row.user->entity; }),
    state("user_state", kUser, [](const Row& row) -> StateOf { return row.user->state; }),
    text("user_display_text", "display", kUser, Type::string,
         [](const Row& row) -> Text { return row.user->display_text; }),
    list("user_associated_aors", "aor", Type::any_uri, [](const Row& row) -> List { return row.user->aors; }),
    list("user_roles", "role", Type::string, [](const Row& row) -> List { return row.user->roles; }),
    list("user_languages", "language", Type::language_list, [](const Row& row) -> List { return row.user->languages; }),
    text("user_cascaded_focus", {}, kUser, Type::any_uri,
         [](const Row& row) -> Text { return row.user->cascaded_focus; }),
    ignored("user_endpoint_count"),
    text("endpoint_entity", "endpoint", kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->entity; }),
    state("endpoint_state", kEndpoint, [](const Row& row) -> StateOf { return row.endpoint->state; }),
    text("endpoint_display_text", "endpoint_display", kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->display_text; }),
    text("endpoint_referred_when", {}, kEndpoint, Type::date_time,
         [](const Row& row) -> Text { return row.endpoint->referred.when; }),
    text("endpoint_referred_reason", {}, kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->referred.reason; }),
    text("endpoint_referred_by", {}, kEndpoint, Type::any_uri,
         [](const Row& row) -> Text { return row.endpoint->referred.by; }),
    text("endpoint_status", "status", kEndpoint, Type::endpoint_status,
         [](const Row& row) -> Text { return row.endpoint->status; }),
    text("endpoint_joining_method", "joining", kEndpoint, Type::joining,
         [](const Row& row) -> Text { return row.endpoint->joining_method; }),
    text("endpoint_joining_info_when", "joined", kEndpoint, Type::date_time,
         [](const Row& row) -> Text { return row.endpoint->joining.when; }),
    text("endpoint_joining_info_reason", {}, kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->joining.reason; }),
    text("endpoint_joining_info_by", {}, kEndpoint, Type::any_uri,
         [](const Row& row) -> Text { return row.endpoint->joining.by; }),
    text("endpoint_disconnection_method", "disconnection", kEndpoint, Type::disconnection,
         [](const Row& row) -> Text { return row.endpoint->disconnection_method; }),
    text("endpoint_disconnection_info_when", {}, kEndpoint, Type::date_time,
         [](const Row& row) -> Text { return row.endpoint->disconnection.when; }),
    text("endpoint_disconnection_info_reason", {}, kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->disconnection.reason; }),
    text("endpoint_disconnection_info_by", {}, kEndpoint, Type::any_uri,
         [](const Row& row) -> Text { return row.endpoint->disconnection.by; }),
    text("endpoint_call_info_sip_call_id", {}, kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->call.call_id; }),
    text("endpoint_call_info_sip_from_tag", {}, kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->call.from_tag; }),
    text("endpoint_call_info_sip_to_tag", {}, kEndpoint, Type::string,
         [](const Row& row) -> Text { return row.endpoint->call.to_tag; }),
    ignored("endpoint_media_count"),
    text("media_id", {}, kStream, Type::string, [](const Row& row) -> Text { return row.stream->id; }),
    text("media_display_text", "media_display", kStream, Type::string,
         [](const Row& row) -> Text { return row.stream->display_text; }),
    text("media_type", {}, kStream, Type::string, [](const Row& row) -> Text { return row.stream->type; }),
    text("media_label", {}, kStream, Type::string, [](const Row& row) -> Text { return row.stream->label; }),
    text("media_src_id", {}, kStream, Type::string, [](const Row& row) -> Text { return row.stream->src_id; }),
    text("media_status", {}, kStream, Type::media_status, [](const Row& row) -> Text { return row.stream->status; }),
});

constexpr std::array<std::string_view, 6> kKeys = {"conference",  "sidebar",         "conference_version",
                                                   "user_entity", "endpoint_entity", "media_id"};

}  // namespace

std::span<const RosterColumn> roster_column_table() {
  return kColumns;
}

std::size_t column_of(RosterKey key) {
  const auto* const found = std::ranges::find(kColumns, kKeys[static_cast<std::size_t>(key)], &RosterColumn::name);
  return static_cast<std::size_t>(found - kColumns.begin());
}

}  // namespace confstate::generate
