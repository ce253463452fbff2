// Who a URI names: the canonical identity by which people are grouped, counted, allowed and denied. RFC 3261 section
// 19.1.4 compares contacts and is not transitive, so it cannot do this.
#pragma once

#include <string>
#include <string_view>

#include "uri/uri.hpp"

namespace confstate::uri {

// What was done or met on the way to the canonical form. Reports say it, decisions may depend on it.
struct IdentityNotes {
  bool sips_equal : 1 = false;       // sips was written as sip (RFC 3261 section 19.1.4 says never equal)
  bool port_folded : 1 = false;      // a default port was dropped (section 19.1.4: not the same without it)
  bool anonymous : 1 = false;        // names nobody: no URI at all, host anonymous.invalid, or user anonymous
  bool domain_only : 1 = false;      // anonymous, but of a real domain (RFC 8224 section 11)
  bool is_telephone : 1 = false;     // the canonical form is the telephone form
  bool unproven_number : 1 = false;  // a number without user=phone: `telephone` counts where the host may assert it
  bool local_number : 1 = false;     // a telephone number that means something in its phone-context only
  bool has_fault : 1 = false;        // the URI has a fault; what could be told of it was used

  friend bool operator==(const IdentityNotes&, const IdentityNotes&) = default;
};

struct Identity {
  std::string canonical;  // what allow rules compare, and what groups; "" for no URI at all
  std::string telephone;  // "tel:+4930123456" where it is or may be a number, else ""
  std::string address;    // the sip form, also of a number with user=phone, else ""
  IdentityNotes notes;
};

struct IdentityOptions {
  bool strict_scheme = false;  // sip and sips of the same user are two users
};

// The canonical identity of a URI, as it stands in a header, a document or a rule:
// 1. the scheme in lower case, sips as sip unless `strict_scheme`;
// 2. escapes of unreserved characters undone, other characters that a user may not contain escaped, "%hh" in capitals;
//    the user keeps its case, the host is as canonical_host() writes it;
// 3. no password, parameters and headers; the ports 5060 and 5061 are dropped, others kept;
// 4. a global number, or one with phone-context, in tel or with user=phone is the telephone form: without visual
//    separators, letters in lower case, its parameters ext, isub and (local numbers) phone-context in this order.
// xmpp keeps node and domain in lower case; http keeps path and query; any other scheme keeps its text.
// canonical_identity() of a canonical form gives that form again. Deny rules match both forms, telephone and address;
// allow rules the canonical one. It never resolves a name.
[[nodiscard]] Identity canonical_identity(std::string_view uri, const IdentityOptions& options = {});
[[nodiscard]] Identity canonical_identity(const Uri& uri, const IdentityOptions& options = {});

// True where both URIs have the same canonical identity.
[[nodiscard]] bool is_same_identity(std::string_view one, std::string_view other);

}  // namespace confstate::uri
