// Via and addresses: the values that say who talks to whom.
#include "sip/characters.hpp"
#include "sip/values.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

void keep(std::string_view& slot, std::string_view value) {
  if (slot.data() == nullptr) {
    slot = value;
  }
}

// Branches and tags are tokens (RFC 3261 section 25.1).
void use_token(Value& value, std::string_view& slot, const Param& param) {
  if (param.value.empty() || !all_of(param.value, kTokenChar)) {
    value.refuse(param.value.empty() ? param.name : param.value);
  }
  keep(slot, param.value);
}

void use(Via& via, const Param& param) {
  if (equal_letters(param.name, "branch")) {
    use_token(via, via.branch, param);
  } else if (equal_letters(param.name, "received")) {
    keep(via.received, param.value);
  } else if (equal_letters(param.name, "rport")) {
    via.has_rport = true;
    via.rport = param.value;
  }
}

void use(Address& address, const Param& param) {
  if (equal_letters(param.name, "tag")) {
    use_token(address, address.tag, param);
  }
}

// Takes a first parameter as it is mostly written: `start` is its semicolon, name and equals sign, a token follows. The
// place behind it, or 0 where it is not there.
constexpr std::size_t take_token(std::string_view text, std::string_view start, std::string_view& slot) {
  if (!text.starts_with(start)) {
    return 0;
  }
  const std::size_t size = run_of(text, start.size(), kTokenChar);
  const std::size_t end = start.size() + size;
  if (size == 0 || (end < text.size() && text[end] != ';')) {
    return 0;
  }
  slot = text.substr(start.size(), size);
  return end;
}

std::size_t take_first(Via& via, std::string_view text) {
  return take_token(text, ";branch=", via.branch);
}

std::size_t take_first(Address& address, std::string_view text) {
  return take_token(text, ";tag=", address.tag);
}

// Parameters up to the end of the text.
template <class Target>
void read_params(Target& target, std::string_view text) {
  if (!text.empty() && text.front() != ';') {
    target.refuse(text);
    return;
  }
  target.params = Params(text);
  Params all(text.substr(take_first(target, text)));
  for (Param param; all.next(param);) {
    if (param.bad) {
      target.refuse(param.name.data() == nullptr ? text : param.name);
    }
    use(target, param);
  }
}

// One word of "SIP/2.0/UDP" with the slash behind it, blanks allowed around it; nothing where it is not there.
std::string_view read_protocol_word(std::string_view text, std::size_t& at, bool slash) {
  const std::size_t size = run_of(text, at, kTokenChar);
  const std::string_view word = text.substr(at, size);
  at += size;
  if (slash) {
    at = skip_blanks(text, at);
    if (at >= text.size() || text[at] != '/') {
      return {};
    }
    at = skip_blanks(text, at + 1);
  }
  return word;
}

// What nearly all have is told at one glance.
void read_protocol(Via& via, std::string_view text, std::size_t& at) {
  if (text.substr(at).starts_with("SIP/2.0/")) {
    via.protocol = text.substr(at, 3);
    via.version = text.substr(at + 4, 3);
    at = skip_blanks(text, at + 8);
    return;
  }
  via.protocol = read_protocol_word(text, at, true);
  via.version = read_protocol_word(text, at, true);
}

// A host or an address in brackets; the place moves behind it.
std::string_view read_host(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  if (at < text.size() && text[at] == '[') {
    end = text.find(']', at);
    end = end == kNone || !is_bracketed_literal(text.substr(at, end + 1 - at)) ? at : end + 1;
  } else {
    end = at + run_of(text, at, kHostChar);
  }
  const std::string_view host = text.substr(at, end - at);
  at = end;
  return host;
}

void read_sent_by(Via& via, std::string_view text, std::size_t& at) {
  via.host = read_host(text, at);
  if (via.host.empty()) {
    via.refuse(nothing_at(text, at));
  }
  const std::size_t colon = skip_blanks(text, at);
  if (colon >= text.size() || text[colon] != ':') {
    at = colon;
    return;
  }
  at = skip_blanks(text, colon + 1);
  const std::size_t digits = run_of(text, at, kDigit);
  const auto port = read_number(text.substr(at, digits), 65535);
  if (!port) {
    via.refuse(text.substr(at, digits));
  }
  via.port = static_cast<std::uint16_t>(port.value_or(0));
  at = skip_blanks(text, at + digits);
}

// Where the "<" of a name-addr stands, whose display name is no quoted string; npos for an addr-spec.
std::size_t find_bracket(std::string_view text) {
  const std::size_t at = run_of(text, 0, kNameChar);
  if (at == text.size() || text[at] == '<') {
    return at == text.size() ? kNone : at;
  }
  const std::size_t bracket = text.find('<', at);
  const bool is_uri = text[at] == ':' || text[at] == ';';
  return is_uri ? kNone : bracket;
}

void read_bracketed(Address& address, std::string_view text, std::size_t bracket) {
  const std::size_t end = text.find('>', bracket);
  address.brackets = true;
  address.uri = trim_blanks(text.substr(bracket + 1, end == kNone ? kNone : end - bracket - 1));
  if (end == kNone) {
    address.refuse(text.substr(bracket));
    return;
  }
  if (!address.uri.starts_with("sip:") && scheme_size(address.uri) == 0) {
    address.refuse(address.uri);
  }
  read_params(address, trim_blanks(text.substr(end + 1)));
}

void read_plain(Address& address, std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != ';' && !is(text[end], kBlank)) {
    ++end;
  }
  address.uri = text.substr(0, end);
  if (scheme_size(address.uri) == 0) {
    address.refuse(address.uri);
  }
  read_params(address, trim_blanks(text.substr(end)));
}

void read_quoted(Address& address, std::string_view text) {
  const std::size_t end = skip_quoted(text, 0);
  if (end == kNone) {
    address.refuse(text);
    return;
  }
  address.display = text.substr(0, end);
  const std::size_t bracket = skip_blanks(text, end);
  if (bracket >= text.size() || text[bracket] != '<') {
    address.refuse(nothing_at(text, bracket));
    return;
  }
  read_bracketed(address, text, bracket);
}

void read_into(Address& address, std::string_view raw) {
  if (raw.size() > 1 && raw.front() == '<' && !is(raw.back(), kBlank)) {
    address.display = raw.substr(0, 0);
    read_bracketed(address, raw, 0);
    return;
  }
  const std::string_view text = trim_blanks(raw);
  if (text == "*") {
    address.star = true;
    return;
  }
  if (text.empty()) {
    address.refuse(nothing_at(text, 0));
    return;
  }
  if (text.front() == '"') {
    read_quoted(address, text);
    return;
  }
  const std::size_t bracket = find_bracket(text);
  if (bracket == kNone) {
    read_plain(address, text);
    return;
  }
  address.display = trim_blanks(text.substr(0, bracket));
  const std::size_t good = run_of(address.display, 0, kNameChar);
  if (good != address.display.size()) {
    address.refuse(address.display.substr(good, 1));
  }
  read_bracketed(address, text, bracket);
}

}  // namespace

bool Via::has_cookie() const {
  return branch.size() > 7 && equal_letters(branch.substr(0, 7), "z9hG4bK");
}

Via read_via(std::string_view text) {
  Via via;
  std::size_t at = skip_blanks(text, 0);
  read_protocol(via, text, at);
  via.transport = read_protocol_word(text, at, false);
  const std::size_t host = skip_blanks(text, at);
  if (via.protocol.empty() || via.version.empty() || via.transport.empty() || host == at) {
    via.refuse(nothing_at(text, at));
  }
  at = host;
  read_sent_by(via, text, at);
  read_params(via, trim_blanks(text.substr(at)));
  return via;
}

Address read_address(std::string_view text) {
  Address address;
  read_into(address, text);
  return address;
}

std::string Address::display_name() const {
  return unquote(unfold(display));
}

History read_history(std::string_view text) {
  History history;
  read_into(history, text);
  history.index = history.params.value("index");
  history.rc = history.params.value("rc");
  history.mp = history.params.value("mp");
  history.np = history.params.value("np");
  const UriParts parts = cut_uri(history.uri);
  history.cause = parts.params.value("cause");
  if (const auto escaped = uri_header(history.uri, "Reason")) {
    const std::string_view cause = read_reason(*escaped).params.value("cause");
    history.cause = cause.empty() ? history.cause : std::string(cause);
  }
  const auto privacy = uri_header(history.uri, "Privacy");
  history.is_private = privacy && !equal_letters(*privacy, "none");
  return history;
}

Diversion read_diversion(std::string_view text) {
  const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
    const auto read = read_number(digits);
    return read ? std::optional(static_cast<std::uint32_t>(*read)) : std::nullopt;
  };
  Diversion diversion;
  read_into(diversion, text);
  diversion.reason = diversion.params.value("reason");
  diversion.counter = number(diversion.params.value("counter"));
  diversion.limit = number(diversion.params.value("limit"));
  diversion.privacy = diversion.params.value("privacy");
  diversion.screen = diversion.params.value("screen");
  return diversion;
}

}  // namespace confstate::sip
