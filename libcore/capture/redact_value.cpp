// The values of headers, each by its form.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "capture/redact_parts.hpp"
#include "capture/redact_text.hpp"
#include "sip/values.hpp"

namespace confstate::capture {
namespace {

using sip::HeaderId;

// How a value is redacted.
enum class Form : std::uint8_t {
  keep,       // says nothing about anybody
  places,     // what can be found
  words,      // free text, identifiers that may be made of names
  addresses,  // name-addr, addr-spec, URIs in angle brackets
  via,
  reason,
  warning,
  parameters,  // a token, and parameters whose values are looked through
  access,      // ... whose values go
  dialog,      // a Call-ID, then parameters
  credentials,
  identity,
  secret,
};

struct Row {
  HeaderId id;
  Form form;
};

// Of all others: what can be found.
constexpr std::array<Row, 75> kRows{{
    {HeaderId::accept, Form::keep},
    {HeaderId::accept_encoding, Form::keep},
    {HeaderId::accept_language, Form::keep},
    {HeaderId::allow, Form::keep},
    {HeaderId::allow_events, Form::keep},
    {HeaderId::content_encoding, Form::keep},
    {HeaderId::content_language, Form::keep},
    {HeaderId::content_length, Form::keep},
    {HeaderId::content_transfer_encoding, Form::keep},
    {HeaderId::cseq, Form::keep},
    {HeaderId::date, Form::keep},
    {HeaderId::event, Form::keep},
    {HeaderId::expires, Form::keep},
    {HeaderId::max_forwards, Form::keep},
    {HeaderId::mime_version, Form::keep},
    {HeaderId::min_expires, Form::keep},
    {HeaderId::min_se, Form::keep},
    {HeaderId::priority, Form::keep},
    {HeaderId::privacy, Form::keep},
    {HeaderId::proxy_require, Form::keep},
    {HeaderId::rack, Form::keep},
    {HeaderId::refer_sub, Form::keep},
    {HeaderId::request_disposition, Form::keep},
    {HeaderId::require, Form::keep},
    {HeaderId::rseq, Form::keep},
    {HeaderId::server, Form::keep},
    {HeaderId::session_expires, Form::keep},
    {HeaderId::session_id, Form::keep},
    {HeaderId::supported, Form::keep},
    {HeaderId::timestamp, Form::keep},
    {HeaderId::unsupported, Form::keep},
    {HeaderId::user_agent, Form::keep},
    {HeaderId::from, Form::addresses},
    {HeaderId::to, Form::addresses},
    {HeaderId::contact, Form::addresses},
    {HeaderId::route, Form::addresses},
    {HeaderId::record_route, Form::addresses},
    {HeaderId::path, Form::addresses},
    {HeaderId::service_route, Form::addresses},
    {HeaderId::reply_to, Form::addresses},
    {HeaderId::refer_to, Form::addresses},
    {HeaderId::referred_by, Form::addresses},
    {HeaderId::remote_party_id, Form::addresses},
    {HeaderId::diversion, Form::addresses},
    {HeaderId::history_info, Form::addresses},
    {HeaderId::p_asserted_identity, Form::addresses},
    {HeaderId::p_preferred_identity, Form::addresses},
    {HeaderId::p_called_party_id, Form::addresses},
    {HeaderId::alert_info, Form::addresses},
    {HeaderId::call_info, Form::addresses},
    {HeaderId::error_info, Form::addresses},
    {HeaderId::identity_info, Form::addresses},
    {HeaderId::via, Form::via},
    {HeaderId::warning, Form::warning},
    {HeaderId::accept_contact, Form::parameters},
    {HeaderId::reject_contact, Form::parameters},
    {HeaderId::content_type, Form::parameters},
    {HeaderId::content_disposition, Form::parameters},
    {HeaderId::subscription_state, Form::parameters},
    {HeaderId::p_access_network_info, Form::access},
    {HeaderId::subject, Form::words},
    {HeaderId::organization, Form::words},
    {HeaderId::call_id, Form::words},
    {HeaderId::x_call_id, Form::words},
    {HeaderId::in_reply_to, Form::words},
    {HeaderId::replaces, Form::dialog},
    {HeaderId::join, Form::dialog},
    {HeaderId::target_dialog, Form::dialog},
    {HeaderId::reason, Form::reason},
    {HeaderId::authorization, Form::credentials},
    {HeaderId::proxy_authorization, Form::credentials},
    {HeaderId::www_authenticate, Form::credentials},
    {HeaderId::proxy_authenticate, Form::credentials},
    {HeaderId::authentication_info, Form::credentials},
    {HeaderId::identity, Form::identity},
}};

Form form_of(HeaderId id) {
  const auto* const row = std::ranges::find(kRows, id, &Row::id);
  return row == kRows.end() ? Form::places : row->form;
}

// Headers that sip/ does not ask for, by how they sound.
Form form_of(std::string_view name) {
  constexpr std::array<std::string_view, 8> kSecrets{"auth",     "cookie", "token",      "secret",
                                                     "password", "key",    "credential", "signature"};
  constexpr std::array<std::string_view, 6> kAddresses{"identity", "uri", "party", "caller", "user-id", "asserted"};
  const std::string lower = base::ascii_lower(name);
  const auto sounds = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  if (std::ranges::any_of(kSecrets, sounds)) {
    return Form::secret;
  }
  return lower.starts_with("p-") && std::ranges::any_of(kAddresses, sounds) ? Form::addresses : Form::places;
}

std::size_t quoted_end(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return text.size();
}

// Parameters: names stay, values go through `extent`; quoted ones with their quotes.
std::string redact_parameters(std::string_view text, Extent extent, Pseudonyms& names) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t value = text.find('=', at);
    if (value == std::string_view::npos) {
      return out.append(text.substr(at));
    }
    out += text.substr(at, value + 1 - at);
    at = value + 1 + std::min(text.substr(value + 1).find_first_not_of(" \t\r\n"), text.size() - value - 1);
    out += text.substr(value + 1, at - value - 1);
    const bool quoted = at < text.size() && text[at] == '"';
    const std::size_t end = quoted ? quoted_end(text, at) : std::min(text.find_first_of(";,", at), text.size());
    out += redact_text(text.substr(at, end - at), extent, names);
    at = end;
  }
  return out;
}

// A list of addresses: what stands before the parameters is a display name or a URI.
class Addresses {
 public:
  Addresses(std::string_view text, Pseudonyms& names) : text_(text), names_(names) {}

  std::string redact() {
    while (at_ < text_.size()) {
      take();
    }
    return std::move(out_);
  }

 private:
  void take() {
    const char c = text_[at_];
    if (c == '"') {
      put(quoted_end(text_, at_), in_params_ ? Extent::places : Extent::words);
    } else if (c == '<') {
      take_brackets();
    } else if (c == ';' || c == ',') {
      in_params_ = c == ';';
      out_ += c;
      ++at_;
    } else {
      take_plain();
    }
  }

  void put(std::size_t end, Extent extent) {
    out_ += redact_text(text_.substr(at_, end - at_), extent, names_);
    at_ = end;
  }

  void take_brackets() {
    const std::size_t end = std::min(text_.find('>', at_), text_.size());
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    out_ += '<';
    out_ += in_params_ || inside.find_first_of(" \t\r\n<") != std::string_view::npos
                ? redact_text(inside, in_params_ ? Extent::places : Extent::words, names_)
                : redact_uri(inside, names_);
    at_ = end;
    out_ += text_.substr(end, 1);
    at_ += at_ < text_.size() ? 1 : 0;
  }

  void take_plain() {
    const std::size_t end = std::min(text_.find_first_of("\"<;,", at_), text_.size());
    if (!in_params_) {
      put(end, Extent::words);
      return;
    }
    const std::size_t value = std::min(text_.substr(0, end).find('=', at_), end);
    const std::size_t begin = std::min(value + 1, end);
    out_ += text_.substr(at_, begin - at_);
    at_ = begin;
    put(end, Extent::places);
  }

  std::string_view text_;
  Pseudonyms& names_;
  std::string out_;
  std::size_t at_ = 0;
  bool in_params_ = false;
};

// The cookie stays; what stands behind it may be made of names, and is only compared.
std::string redact_branch(std::string_view branch, Pseudonyms& names) {
  constexpr std::size_t kCookie = 7;  // z9hG4bK
  const std::size_t begin = base::equal_ignoring_case(branch.substr(0, kCookie), "z9hg4bk") ? kCookie : 0;
  return std::string(branch.substr(0, begin)) + redact_tokens(branch.substr(begin), Extent::words, names);
}

std::string redact_one_via(std::string_view text, Pseudonyms& names) {
  sip::Via via = sip::read_via(text);
  Edits edits(text);
  edits.replace(via.host, names.host(via.host));
  sip::Param param;
  while (via.params.next(param)) {
    const bool host =
        base::equal_ignoring_case(param.name, "received") || base::equal_ignoring_case(param.name, "maddr");
    const bool branch = base::equal_ignoring_case(param.name, "branch");
    edits.keep(param.name);
    edits.replace(param.value, host     ? names.host(param.value)
                               : branch ? redact_branch(param.value, names)
                                        : redact_text(param.value, Extent::places, names));
  }
  return edits.finish([&](std::string_view part) { return redact_tokens(part, Extent::places, names); });
}

std::string redact_via(std::string_view text, Pseudonyms& names) {
  Edits edits(text);
  sip::Items items(text);
  std::string_view item;
  while (items.next(item)) {
    edits.replace(item, redact_one_via(item, names));
  }
  return edits.finish([](std::string_view part) { return std::string(part); });
}

// "SIP;cause=200;text="..."" (RFC 3326): the text may name people.
std::string redact_reason(std::string_view text, Pseudonyms& names) {
  std::string out;
  while (!text.empty()) {
    const std::size_t quote = std::min(text.find('"'), text.size());
    out += redact_text(text.substr(0, quote), Extent::places, names);
    text.remove_prefix(quote);
    const std::size_t end = text.empty() ? 0 : quoted_end(text, 0);
    out += redact_text(text.substr(0, end), Extent::words, names);
    text.remove_prefix(end);
  }
  return out;
}

// "399 host:5060 "text"" (RFC 3261 section 20.43)
std::string redact_warning(std::string_view text, Pseudonyms& names) {
  const std::size_t begin = std::min(text.find(' '), text.size() - 1) + 1;
  const std::size_t end = std::min(text.find_first_of(" :\"", begin), text.size());
  return std::string(text.substr(0, begin)) + names.host(text.substr(begin, end - begin)) +
         redact_reason(text.substr(end), names);
}

bool is_plain_credential(std::string_view name) {
  constexpr std::array<std::string_view, 5> kPlain{"algorithm", "qop", "nc", "stale", "integrity-protected"};
  return std::ranges::any_of(kPlain, [&](std::string_view plain) { return base::equal_ignoring_case(name, plain); });
}

std::string redact_credential(const sip::Param& param, Pseudonyms& names) {
  if (is_plain_credential(param.name)) {
    return std::string(param.value);
  }
  if (base::equal_ignoring_case(param.name, "username")) {
    return redact_text(param.value, Extent::words, names);
  }
  if (base::equal_ignoring_case(param.name, "realm") || base::equal_ignoring_case(param.name, "uri") ||
      base::equal_ignoring_case(param.name, "domain")) {
    const std::string_view value = param.value;
    const bool quoted = value.size() > 1 && value.front() == '"';
    const std::string_view inside = quoted ? value.substr(1, value.size() - 2) : value;
    const bool bare = inside.find_first_of(": @") == std::string_view::npos;
    const std::string made = bare ? names.host(inside) : redact_text(inside, Extent::places, names);
    return quoted ? '"' + made + '"' : made;
  }
  return blank(param.value);
}

// "Digest username=..., response=...": the scheme and the names stay.
std::string redact_credentials(std::string_view text, Pseudonyms& names) {
  const std::size_t word = std::min(text.find_first_of(" =,"), text.size());
  const bool scheme = word < text.size() && text[word] == ' ';
  Edits edits(text);
  edits.keep(text.substr(0, scheme ? word : 0));
  sip::Items items(text.substr(scheme ? word + 1 : 0));
  std::string_view item;
  while (items.next(item)) {
    sip::Params params(item);
    sip::Param param;
    if (params.next(param) && !param.bad && param.has_value) {
      edits.keep(param.name);
      edits.replace(param.value, redact_credential(param, names));
    }
  }
  return edits.finish(blank);
}

// The token is signed, and names who calls (RFC 8225): nothing of it stays but its dots.
std::string redact_identity(std::string_view text, Pseudonyms& names) {
  const std::size_t end = std::min(text.find(';'), text.size());
  return blank(text.substr(0, end)) + redact_text(text.substr(end), Extent::places, names);
}

}  // namespace

std::string redact_value(const sip::Header& header, Pseudonyms& names) {
  const std::string_view value = header.value;
  switch (header.id == HeaderId::other ? form_of(header.name) : form_of(header.id)) {
    case Form::keep:
      return std::string(value);
    case Form::words:
      return redact_text(value, Extent::words, names);
    case Form::addresses:
      return Addresses(value, names).redact();
    case Form::via:
      return redact_via(value, names);
    case Form::reason:
      return redact_reason(value, names);
    case Form::dialog:
      return redact_dialog(value, names);
    case Form::warning:
      return value.empty() ? std::string() : redact_warning(value, names);
    case Form::parameters:
      return redact_parameters(value, Extent::places, names);
    case Form::access:
      return redact_parameters(value, Extent::words, names);
    case Form::credentials:
      return redact_credentials(value, names);
    case Form::identity:
      return redact_identity(value, names);
    case Form::secret:
      return blank(value);
    case Form::places:
      break;
  }
  return redact_text(value, Extent::places, names);
}

}  // namespace confstate::capture
