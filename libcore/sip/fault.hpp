// The closed list of what can be wrong with a SIP message and its bodies, in three levels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/location.hpp"

namespace confstate::sip {

enum class Level : std::uint8_t {
  fatal,  // where the message or its headers end cannot be told, or it is no message: what was read is a guess
  field,  // one field (or body) is wrong; an element that needs it refuses the message
  lint,   // against the specification, but every liberal element understands it
};

// Each enumerator has exactly one card in rules/sip.
enum class FaultKind : std::uint8_t {
  // The message as a whole
  empty_message,     // nothing, or nothing but line ends
  bad_start_line,    // neither a request line nor a status line
  unended_headers,   // no empty line behind the headers
  too_many_headers,  // more than kMaxHeaders; the others were not read
  bare_line_feeds,   // lines that end with LF alone
  bad_header_line,   // a line that is no header: no colon, or a name with forbidden characters
  // The start line
  bad_version,     // another version than SIP/2.0
  bad_status,      // a status code outside 100..699
  bad_uri,         // a URI that cannot be read: in brackets, with blanks, empty
  start_blanks,    // blanks in the start line beside the single ones
  request_params,  // a request URI with header parameters (?x=y)
  // Headers as such
  missing_header,    // one of those that every message must have
  duplicate_header,  // a header that may appear once stands there again
  length_conflict,   // two values of Content-Length that differ
  bad_length,        // Content-Length that is no number
  body_cut,          // Content-Length says more than there is
  surplus,           // more bytes behind the body than Content-Length says (datagrams only)
  not_utf8,          // a header with bytes that are not UTF-8
  control_bytes,     // a header with control characters outside quotes
  // Values
  bad_via,
  bad_branch,      // not the cookie of RFC 3261, or nothing behind it
  bad_address,     // From, To, Contact, Route, ... that cannot be read
  address_blanks,  // blanks within the angle brackets
  address_params,  // a URI with "?" without angle brackets
  no_tag,          // From (or To where it must have one) without a tag
  bad_cseq,
  cseq_mismatch,  // the method of CSeq is not that of the request
  bad_call_id,    // empty, or with blanks
  odd_call_id,    // with other characters that it may not have
  bad_max_forwards,
  no_max_forwards,
  bad_number,  // Expires, Min-Expires, Retry-After, RSeq, ... that are no number or too large
  bad_warning,
  bad_date,
  bad_content_type,
  bad_disposition,
  bad_event,
  bad_state,  // Subscription-State
  bad_reason,
  bad_dialog_reference,  // Replaces, Join, Target-Dialog; also those escaped in Refer-To
  bad_escape,            // "%" without two hexadecimal digits
  bad_history,           // a History-Info entry without an index, or with a bad one
  bad_privacy,
  bad_identity,
  bad_token_list,  // Allow, Supported, Require, ...: not a list of tokens
  // Bodies
  bad_multipart,      // no boundary parameter, or no such boundary in the body
  unended_multipart,  // the closing boundary is missing
  nested_too_deep,    // multipart bodies in one another, or more parts than the limit
  bad_encoding,       // Content-Encoding that cannot be undone, or is not known
  bad_fragment,       // a message/sipfrag body that is no part of a message
  // Session descriptions
  sdp_line,        // a line that is not "x=..."
  sdp_version,     // not v=0 as the first line
  sdp_missing,     // o=, s= or t= is missing
  sdp_order,       // lines out of order
  sdp_origin,      // o= with other than six parts
  sdp_connection,  // c= that cannot be read
  sdp_no_address,  // a stream that has no c= of its own, nor one of the session
  sdp_media,       // m= that cannot be read
  sdp_port,        // a port that is no number of 0..65535
  sdp_direction,   // two directions for one stream
};

inline constexpr std::size_t kFaultKinds = static_cast<std::size_t>(FaultKind::sdp_direction) + 1;

// One fault, and where: in the text that was given to the reader who says it.
struct Fault {
  FaultKind kind = FaultKind::empty_message;
  base::Span span;

  friend bool operator==(const Fault&, const Fault&) = default;
};

// How bad a kind is. The same for every fault of it.
[[nodiscard]] Level level_of(FaultKind kind);

// The enumerator: "bad_via".
[[nodiscard]] std::string_view to_string(FaultKind kind);

}  // namespace confstate::sip
