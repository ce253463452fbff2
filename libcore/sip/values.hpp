// Reading single header values. Each reader takes the raw value (folds allowed), copies nothing, and gives what it
// could read; `wrong` says where the value stops making sense (a view into the text, perhaps empty, but never null
// then).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sip/cseq.hpp"
#include "sip/event.hpp"
#include "sip/message.hpp"
#include "sip/names.hpp"
#include "sip/params.hpp"

namespace confstate::sip {

// All values of a list header of a message, over all its lines.
class Values {
 public:
  Values(const Message& message, HeaderId id);
  bool next(std::string_view& item);

 private:
  const Message& message_;
  const Header* header_;
  Items items_;
};

// SIP/2.0/UDP host:port;params (RFC 3261 section 20.42).
struct Via : Value {
  std::string_view protocol;
  std::string_view version;
  std::string_view transport;
  std::string_view host;   // an IPv6 address has its brackets
  std::uint16_t port = 0;  // 0: not written
  Params params;
  std::string_view branch;
  std::string_view received;
  std::string_view rport;  // its value, where it has one
  bool has_rport = false;

  // True where the branch identifies the transaction (RFC 3261 section 8.1.1.7): the cookie with something behind it.
  [[nodiscard]] bool has_cookie() const;
};
[[nodiscard]] Via read_via(std::string_view text);

// name-addr or addr-spec with header parameters: From, To, Contact, Route, Refer-To, Referred-By, P-Asserted-Identity,
// Diversion, History-Info, ... (RFC 3261 section 20.10).
struct Address : Value {
  std::string_view display;  // raw; with its quotes where it is quoted. See display_name().
  std::string_view uri;
  bool brackets = false;
  bool star = false;  // "Contact: *"
  Params params;      // of the header: those behind the brackets, or behind the first ";" where there are none
  std::string_view tag;

  // The display name as a person reads it: without quotes, escapes and folds.
  [[nodiscard]] std::string display_name() const;
};
[[nodiscard]] Address read_address(std::string_view text);

// The parts of a URI, only cut, never judged: that is the room uri. All raw.
struct UriParts {
  std::string_view scheme;   // without the colon
  std::string_view address;  // up to parameters and headers: "alice@example.com:5060"
  std::string_view user;     // of sip and sips: what stands before the "@", with a password
  std::string_view host;     // of sip and sips; an IPv6 address has its brackets
  std::string_view port;     // of sip and sips
  Params params;             // of sip and sips
  std::string_view headers;  // behind the "?"
};
[[nodiscard]] UriParts cut_uri(std::string_view uri);

// The escaped headers of a URI (Refer-To: <sip:...?Replaces=...&Subject=...>).
class UriHeaders {
 public:
  explicit UriHeaders(std::string_view text) : rest_(text) {}
  // Both still escaped.
  bool next(std::string_view& name, std::string_view& value);

 private:
  std::string_view rest_;
};

// The text with %XX undone once; nothing where a "%" has no two hexadecimal digits behind it. May hold NUL.
[[nodiscard]] std::optional<std::string> unescape(std::string_view text);

// The first escaped header with that name in a URI, unescaped: `Replaces` of a Refer-To.
[[nodiscard]] std::optional<std::string> uri_header(std::string_view uri, std::string_view name);

struct ContentType : Value {
  std::string_view type;
  std::string_view subtype;
  Params params;

  // Case does not count.
  [[nodiscard]] bool is(std::string_view wanted_type, std::string_view wanted_subtype) const;
};
[[nodiscard]] ContentType read_content_type(std::string_view text);

// A token with parameters: Content-Disposition, Session-Expires, Retry-After (whose comment is left out), Accept, ...
struct TokenParams : Value {
  std::string_view token;
  Params params;
};
[[nodiscard]] TokenParams read_token_params(std::string_view text);

// RFC 3326: one value of Reason.
struct Reason : Value {
  std::string_view protocol;
  std::optional<std::uint32_t> cause;
  std::string_view text;  // without quotes
  Params params;
};
[[nodiscard]] Reason read_reason(std::string_view text);

// RFC 8224: digest;info=<...>;alg=...;ppt=...; RFC 4474: a quoted digest alone.
struct Identity : Value {
  std::string_view digest;
  std::string_view info;  // a URI without brackets
  std::string_view alg;
  std::string_view ppt;
  Params params;
};
[[nodiscard]] Identity read_identity(std::string_view text);

// Replaces (RFC 3891), Join (RFC 3911), Target-Dialog (RFC 4538, local-tag is `to_tag`). Unescape it first where it
// came out of a URI.
struct DialogReference : Value {
  std::string_view call_id;
  std::string_view to_tag;
  std::string_view from_tag;
  bool early_only = false;
};
[[nodiscard]] DialogReference read_dialog_reference(std::string_view text);

// One value of History-Info (RFC 7044).
struct History : Address {
  std::string_view index;  // "1.2.1"
  std::string_view rc;     // the index each of them names; how the target was changed
  std::string_view mp;
  std::string_view np;
  std::string cause;        // of the Reason escaped in the URI, or the URI's cause parameter (RFC 4458); empty: none
  bool is_private = false;  // a Privacy escaped in the URI other than "none"
};
[[nodiscard]] History read_history(std::string_view text);

// One value of Diversion (RFC 5806).
struct Diversion : Address {
  std::string_view reason;
  std::optional<std::uint32_t> counter;
  std::optional<std::uint32_t> limit;
  std::string_view privacy;
  std::string_view screen;
};
[[nodiscard]] Diversion read_diversion(std::string_view text);

// The value in one line: each fold with the blanks around it becomes one blank.
[[nodiscard]] std::string unfold(std::string_view text);

// A quoted string without its quotes and backslashes; other text as it is.
[[nodiscard]] std::string unquote(std::string_view text);

}  // namespace confstate::sip
