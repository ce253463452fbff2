// The names of SIP: methods and headers, as small numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace confstate::sip {

enum class Method : std::uint8_t {
  other,
  invite,
  ack,
  bye,
  cancel,
  register_,
  options,
  info,
  update,
  prack,
  subscribe,
  notify,
  refer,
  message,
  publish,
  benotify,  // Lync: a NOTIFY that nobody answers
  service,   // Lync
};

inline constexpr std::size_t kMethods = static_cast<std::size_t>(Method::service) + 1;

// The method with that name, which is case-sensitive (RFC 3261 section 7.1).
[[nodiscard]] Method method_of(std::string_view name);
// "INVITE"; "" for `other`.
[[nodiscard]] std::string_view to_string(Method method);

// The headers that something here asks for; all others are `other`.
enum class HeaderId : std::uint8_t {
  other,
  accept,
  accept_contact,
  accept_encoding,
  accept_language,
  alert_info,
  allow,
  allow_events,
  authentication_info,
  authorization,
  call_id,
  call_info,
  contact,
  content_disposition,
  content_encoding,
  content_id,
  content_language,
  content_length,
  content_transfer_encoding,
  content_type,
  cseq,
  date,
  diversion,
  error_info,
  event,
  expires,
  from,
  history_info,
  identity,
  identity_info,
  in_reply_to,
  join,
  max_forwards,
  mime_version,
  min_expires,
  min_se,
  organization,
  p_access_network_info,
  p_asserted_identity,
  p_called_party_id,
  p_charging_vector,
  p_preferred_identity,
  path,
  priority,
  privacy,
  proxy_authenticate,
  proxy_authorization,
  proxy_require,
  rack,
  reason,
  record_route,
  refer_sub,
  refer_to,
  referred_by,
  reject_contact,
  remote_party_id,
  replaces,
  reply_to,
  request_disposition,
  require,
  retry_after,
  route,
  rseq,
  server,
  service_route,
  session_expires,
  session_id,
  sip_etag,
  sip_if_match,
  subject,
  subscription_state,
  supported,
  target_dialog,
  timestamp,
  to,
  unsupported,
  user_agent,
  via,
  warning,
  www_authenticate,
  x_call_id,
};

inline constexpr std::size_t kHeaderIds = static_cast<std::size_t>(HeaderId::x_call_id) + 1;

// The header with that name, in any case, long or compact.
[[nodiscard]] HeaderId header_id(std::string_view name);
// The long name as it is usually written: "Call-ID"; "" for `other`.
[[nodiscard]] std::string_view to_string(HeaderId id);

}  // namespace confstate::sip
