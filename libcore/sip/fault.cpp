#include "sip/fault.hpp"

#include <array>

namespace confstate::sip {
namespace {

struct Row {
  std::string_view name;
  Level level;
};

// In the order of FaultKind.
constexpr std::array<Row, kFaultKinds> kRows = {{
    {"empty_message", Level::fatal},
    {"bad_start_line", Level::fatal},
    {"unended_headers", Level::fatal},
    {"too_many_headers", Level::fatal},
    {"bare_line_feeds", Level::lint},
    {"bad_header_line", Level::field},
    {"bad_version", Level::field},
    {"bad_status", Level::field},
    {"bad_uri", Level::field},
    {"start_blanks", Level::lint},
    {"request_params", Level::lint},
    {"missing_header", Level::field},
    {"duplicate_header", Level::field},
    {"length_conflict", Level::field},
    {"bad_length", Level::field},
    {"body_cut", Level::field},
    {"surplus", Level::lint},
    {"not_utf8", Level::lint},
    {"control_bytes", Level::lint},
    {"bad_via", Level::field},
    {"bad_branch", Level::lint},
    {"bad_address", Level::field},
    {"address_blanks", Level::lint},
    {"address_params", Level::lint},
    {"no_tag", Level::lint},
    {"bad_cseq", Level::field},
    {"cseq_mismatch", Level::field},
    {"bad_call_id", Level::field},
    {"odd_call_id", Level::lint},
    {"bad_max_forwards", Level::field},
    {"no_max_forwards", Level::lint},
    {"bad_number", Level::field},
    {"bad_warning", Level::field},
    {"bad_date", Level::lint},
    {"bad_content_type", Level::field},
    {"bad_disposition", Level::field},
    {"bad_event", Level::field},
    {"bad_state", Level::field},
    {"bad_reason", Level::lint},
    {"bad_dialog_reference", Level::field},
    {"bad_escape", Level::lint},
    {"bad_history", Level::lint},
    {"bad_privacy", Level::lint},
    {"bad_identity", Level::field},
    {"bad_token_list", Level::lint},
    {"bad_multipart", Level::field},
    {"unended_multipart", Level::lint},
    {"nested_too_deep", Level::field},
    {"bad_encoding", Level::field},
    {"bad_fragment", Level::field},
    {"sdp_line", Level::field},
    {"sdp_version", Level::field},
    {"sdp_missing", Level::field},
    {"sdp_order", Level::lint},
    {"sdp_origin", Level::field},
    {"sdp_connection", Level::field},
    {"sdp_no_address", Level::field},
    {"sdp_media", Level::field},
    {"sdp_port", Level::field},
    {"sdp_direction", Level::lint},
}};

}  // namespace

Level level_of(FaultKind kind) {
  return kRows[static_cast<std::size_t>(kind)].level;
}

std::string_view to_string(FaultKind kind) {
  return kRows[static_cast<std::size_t>(kind)].name;
}

}  // namespace confstate::sip
