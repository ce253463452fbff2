#include "uri/identity.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "uri/characters.hpp"
#include "uri/host.hpp"
#include "uri/normal.hpp"

namespace confstate::uri {
namespace {

// A telephone number with its parameters: of a tel URI, or the user of a sip URI (RFC 3261 section 19.1.6).
struct Number {
  std::string digits;  // plain
  std::string_view parameters;
  bool is_global = false;
  bool has_context = false;
};

Number read_number(std::string_view number, std::string_view parameters) {
  Number out;
  out.digits = plain_number(number);
  out.parameters = parameters;
  out.is_global = out.digits.starts_with('+');
  out.has_context = find_parameter(parameters, "phone-context").has_value();
  return out;
}

Number read_user_number(std::string_view user) {
  const std::size_t end = std::min(user.find(';'), user.size());
  return read_number(user.substr(0, end), user.substr(std::min(end + 1, user.size())));
}

// Digits, of which a global number has nothing else (RFC 3966 section 3).
bool is_dialled(const Number& number) {
  const std::string_view digits = std::string_view(number.digits).substr(number.is_global ? 1 : 0);
  return !digits.empty() && std::ranges::all_of(digits, [&](char c) {
    return is_digit(c) || (!number.is_global && (is_in(c, kHexDigit) || c == '*' || c == '#'));
  });
}

std::string parameter_text(std::string_view value) {
  std::string out;
  for (const char c : base::ascii_lower(unescape(value))) {
    // Written one by one, so that a '%' of the value becomes an escape and never the begin of one.
    out += c == '%' ? "%25" : undo_escapes(std::string_view(&c, 1), kUnreserved | kParam);
  }
  return out;
}

std::string context_text(std::string_view value) {
  const std::string plain = unescape(value);
  return plain.starts_with('+') ? plain_number(value) : parameter_text(canonical_host(plain));
}

// ext and isub are other people behind the same number; all else (rn, npdi, cpc, ...) says how to get there. A
// phone-context means nothing beside a global number.
std::string telephone_text(const Number& number) {
  std::string out = "tel:" + number.digits;
  if (const auto ext = find_parameter(number.parameters, "ext")) {
    out += ";ext=" + plain_number(ext->value);
  }
  if (const auto isub = find_parameter(number.parameters, "isub")) {
    out += ";isub=" + parameter_text(isub->value);
  }
  const auto context = find_parameter(number.parameters, "phone-context");
  if (context && !number.is_global) {
    out += ";phone-context=" + context_text(context->value);
  }
  return out;
}

std::string host_text(const Uri& uri) {
  const std::string host = canonical_host(uri.host);
  return uri.host_kind == HostKind::ipv6 ? "[" + host + "]" : host;
}

// A port that is none stays as it is written: another place than the default one.
std::string port_text(const Uri& uri) {
  if (uri.port.empty()) {
    return {};
  }
  const bool is_number = std::ranges::all_of(uri.port, is_digit) && uri.port.size() <= 5 && uri.port_number != 0;
  return ":" + (is_number ? fmt::format("{}", uri.port_number) : std::string(uri.port));
}

std::string address_text(std::string_view scheme, std::string_view user, const Uri& uri, std::string_view port) {
  const std::string host = host_text(uri);
  if (user.empty() && host.empty()) {
    return {};
  }
  return fmt::format("{}:{}{}{}{}", scheme, user, user.empty() ? "" : "@", host, port);
}

void note_anonymous(Identity& identity, std::string_view user, std::string_view host) {
  const bool nobody = host == "anonymous.invalid";
  const bool unnamed = base::equal_ignoring_case(user, "anonymous");
  identity.notes.anonymous = nobody || unnamed || identity.canonical.empty();
  identity.notes.domain_only = unnamed && !nobody && !host.empty() && !is_invalid_host(host);
}

bool has_user_phone(const Uri& uri) {
  std::string_view rest = uri.parameters;
  while (const auto one = next_parameter(rest)) {
    if (base::equal_ignoring_case(unescape(one->name), "user") &&
        base::equal_ignoring_case(unescape(one->value), "phone")) {
      return true;
    }
  }
  return false;
}

void add_number(Identity& identity, const Uri& uri) {
  const Number number = read_user_number(uri.user);
  const bool is_phone = has_user_phone(uri);
  if (!is_dialled(number) || !(number.is_global || (is_phone && number.has_context))) {
    return;
  }
  identity.telephone = telephone_text(number);
  identity.notes.is_telephone = is_phone;
  identity.notes.unproven_number = !is_phone;
  identity.notes.local_number = !number.is_global;
  if (is_phone) {
    identity.canonical = identity.telephone;
  }
}

Identity sip_identity(const Uri& uri, const IdentityOptions& options) {
  Identity identity;
  const bool secure = uri.kind == Scheme::sips;
  const bool default_port = uri.port_number == 5060 || uri.port_number == 5061;
  const std::string user = undo_escapes(uri.user, kUnreserved | kUserChar);
  const std::string port = default_port ? std::string() : port_text(uri);
  identity.address = address_text(secure && options.strict_scheme ? "sips" : "sip", user, uri, port);
  identity.canonical = identity.address;
  identity.notes.sips_equal = secure && !options.strict_scheme;
  identity.notes.port_folded = default_port;
  add_number(identity, uri);
  note_anonymous(identity, user, canonical_host(uri.host));
  return identity;
}

Identity tel_identity(const Uri& uri) {
  Identity identity;
  const Number number = read_number(uri.user, uri.parameters);
  identity.canonical = number.digits.empty() ? std::string() : telephone_text(number);
  identity.telephone = identity.canonical;
  identity.notes.is_telephone = true;
  identity.notes.local_number = !number.is_global;
  identity.notes.anonymous = identity.canonical.empty() || number.digits == "anonymous";
  return identity;
}

// xmpp: a node is prepared so that case folds (RFC 7622 section 3.3.1), the resource is one of its programs; a
// conference of XCON has an address of the same form.
Identity node_identity(const Uri& uri) {
  Identity identity;
  std::string user = undo_escapes(uri.user, kUnreserved | kUserChar);
  if (uri.kind == Scheme::xmpp) {
    user = base::ascii_lower(user);
  }
  identity.canonical = address_text(base::ascii_lower(uri.scheme), user, uri, port_text(uri));
  note_anonymous(identity, user, canonical_host(uri.host));
  return identity;
}

Identity web_identity(const Uri& uri) {
  Identity identity;
  const bool default_port =
      (uri.kind == Scheme::http && uri.port_number == 80) || (uri.kind == Scheme::https && uri.port_number == 443);
  const std::string path = uri.path.empty() ? "/" : undo_escapes(uri.path, kReference);
  const std::string query = uri.headers.empty() ? "" : "?" + undo_escapes(uri.headers, kReference);
  const std::string user = undo_escapes(uri.user, kUnreserved);
  identity.canonical = fmt::format("{}://{}{}{}{}{}{}", base::ascii_lower(uri.scheme), user, user.empty() ? "" : "@",
                                   host_text(uri), default_port ? "" : port_text(uri), path, query);
  identity.notes.port_folded = default_port;
  note_anonymous(identity, user, canonical_host(uri.host));
  return identity;
}

Identity other_identity(const Uri& uri) {
  Identity identity;
  identity.canonical = base::ascii_lower(uri.scheme);
  identity.canonical += uri.text.substr(uri.scheme.size());
  identity.notes.anonymous = identity.canonical.empty();
  return identity;
}

Identity identity_of(const Uri& uri, const IdentityOptions& options) {
  switch (uri.kind) {
    case Scheme::sip:
    case Scheme::sips:
      return sip_identity(uri, options);
    case Scheme::tel:
      return tel_identity(uri);
    case Scheme::xmpp:
    case Scheme::xcon:
      return node_identity(uri);
    case Scheme::http:
    case Scheme::https:
    case Scheme::irc:
    case Scheme::ircs:
      return uri.text.substr(uri.scheme.size()).starts_with("://") ? web_identity(uri) : other_identity(uri);
    case Scheme::none:
    case Scheme::other:
      return other_identity(uri);
  }
  return {};
}

}  // namespace

Identity canonical_identity(const Uri& uri, const IdentityOptions& options) {
  Identity identity = identity_of(uri, options);
  identity.notes.has_fault = uri.fault != Fault::none;
  return identity;
}

Identity canonical_identity(std::string_view uri, const IdentityOptions& options) {
  return canonical_identity(parse(uri), options);
}

bool is_same_identity(std::string_view one, std::string_view other) {
  return one == other || canonical_identity(one).canonical == canonical_identity(other).canonical;
}

}  // namespace confstate::uri
