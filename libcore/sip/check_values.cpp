// What is wrong with header values: one function for each form that values have.
#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "sip/characters.hpp"
#include "sip/check_parts.hpp"
#include "sip/values.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

using Check = void (*)(std::string_view value, FaultSink& sink);

// Adds a fault where a value that was read stops making sense, or at the value where that place is nothing.
void add_wrong(const Value& read, FaultKind kind, std::string_view value, FaultSink& sink) {
  if (!read.ok()) {
    sink.add(kind, read.wrong.empty() ? value : read.wrong);
  }
}

template <class Reader>
void each_item(std::string_view value, FaultSink& sink, Reader reader) {
  Items items(value);
  for (std::string_view item; items.next(item);) {
    reader(item, sink);
  }
}

// Only of the first Via of a message: the others belong to transactions of others.
void branch(const Via& read, std::string_view item, FaultSink& sink) {
  if (read.ok() && !read.has_cookie()) {
    sink.add(FaultKind::bad_branch, read.branch.empty() ? item : read.branch);
  }
}

// True for the value of the first header with that id.
bool is_first(std::string_view value, HeaderId id, const FaultSink& sink) {
  return value.data() == sink.message().value(id).data();
}

void via(std::string_view value, FaultSink& sink) {
  bool top = is_first(value, HeaderId::via, sink);
  const KeyVia clean = top ? sink.message().keys().via : read_clean_via(value);
  if (clean.is_clean) {
    return;
  }
  each_item(value, sink, [&top](std::string_view item, FaultSink& to) {
    const Via read = read_via(item);
    add_wrong(read, FaultKind::bad_via, item, to);
    const bool port = read.rport.empty() || read_number(read.rport, 65535).has_value();
    if (!port) {
      to.add(FaultKind::bad_via, read.rport);
    }
    if (top) {
      branch(read, item, to);
    }
    top = false;
  });
}

// The dialogs that are named in headers escaped in a URI.
void escaped_dialogs(std::string_view uri, FaultSink& sink) {
  for (const std::string_view name : {"Replaces", "Join"}) {
    const auto text = uri_header(uri, name);
    if (text && !read_dialog_reference(*text).ok()) {
      sink.add(FaultKind::bad_dialog_reference, uri);
    }
  }
}

// The brackets of an address stand directly at its URI.
bool is_tight(const Address& read, std::string_view value) {
  const char* end = read.uri.data() + read.uri.size();
  return !read.brackets || read.uri.empty() ||
         (read.uri.data() > value.data() && *(read.uri.data() - 1) == '<' && end < value.data() + value.size() &&
          *end == '>');
}

void address_parts(const Address& read, std::string_view value, FaultSink& sink) {
  add_wrong(read, FaultKind::bad_address, value, sink);
  if (!read.ok() || read.star) {
    return;
  }
  if (!is_tight(read, value)) {
    sink.add(FaultKind::address_blanks, read.uri);
  }
  if (!read.brackets && read.uri.find('?') != kNone) {
    sink.add(FaultKind::address_params, read.uri);
  }
  check_uri(read.uri, sink);
}

void one_address(const Address& read, std::string_view value, FaultSink& sink) {
  address_parts(read, value, sink);
  if (read.star) {
    sink.add(FaultKind::bad_address, value);
  }
}

bool is_clean_address(std::string_view value) {
  return read_clean_address(value).cleanness != Cleanness::unknown;
}

void address(std::string_view value, FaultSink& sink) {
  if (!is_clean_address(value)) {
    one_address(read_address(value), value, sink);
  }
}

void refer_to(std::string_view value, FaultSink& sink) {
  if (is_clean_address(value)) {
    return;
  }
  const Address read = read_address(value);
  one_address(read, value, sink);
  escaped_dialogs(read.uri, sink);
}

void addresses(std::string_view value, FaultSink& sink) {
  if (is_clean_address(value)) {
    return;
  }
  each_item(value, sink, address);
}

// Of From, To or Contact, which the keys of the message may have seen.
Cleanness cleanness_of(std::string_view value, HeaderId id, const KeyAddress& key, const FaultSink& sink) {
  return is_first(value, id, sink) ? key.cleanness : read_clean_address(value).cleanness;
}

void contacts(std::string_view value, FaultSink& sink) {
  if (cleanness_of(value, HeaderId::contact, sink.message().keys().contact, sink) != Cleanness::unknown) {
    return;
  }
  each_item(value, sink, [](std::string_view item, FaultSink& to) { address_parts(read_address(item), item, to); });
}

void tagged(std::string_view value, Cleanness cleanness, FaultSink& sink) {
  if (cleanness == Cleanness::tagged) {
    return;
  }
  const Address read = read_address(value);
  one_address(read, value, sink);
  if (read.ok() && read.tag.data() == nullptr) {
    sink.add(FaultKind::no_tag, value);
  }
}

// To has a tag in all responses but 100 (RFC 3261 section 8.2.6.2).
bool needs_tag(const Message& message) {
  return message.is_response() && message.status() > 100;
}

void from(std::string_view value, FaultSink& sink) {
  tagged(value, cleanness_of(value, HeaderId::from, sink.message().keys().from, sink), sink);
}

void to(std::string_view value, FaultSink& sink) {
  const Cleanness cleanness = cleanness_of(value, HeaderId::to, sink.message().keys().to, sink);
  if (needs_tag(sink.message())) {
    tagged(value, cleanness, sink);
  } else if (cleanness == Cleanness::unknown) {
    one_address(read_address(value), value, sink);
  }
}

void history(std::string_view value, FaultSink& sink) {
  each_item(value, sink, [](std::string_view item, FaultSink& out) {
    const Address read = read_address(item);
    address_parts(read, item, out);
    const std::string_view index = read.params.value("index");
    const bool good = index.find_first_not_of("0123456789.") == kNone && !index.empty();
    if (read.ok() && !good) {
      out.add(FaultKind::bad_history, index.empty() ? item : index);
    }
  });
}

void cseq(std::string_view value, FaultSink& sink) {
  const Message& message = sink.message();
  const bool first = is_first(value, HeaderId::cseq, sink);
  const CSeq read = first ? message.keys().cseq : read_cseq(value);
  add_wrong(read, FaultKind::bad_cseq, value, sink);
  if (first && message.is_request() && read.ok() && read.method_text != message.method_text()) {
    sink.add(FaultKind::cseq_mismatch, read.method_text);
  }
}

void call_id(std::string_view value, FaultSink& sink) {
  if (is_clean_call_id(value)) {
    return;
  }
  const std::size_t at = value.find('@');
  const bool blanks = std::ranges::any_of(value, [](char c) { return is(c, kBlank); });
  if (value.empty() || blanks) {
    sink.add(FaultKind::bad_call_id, value);
  } else if (!all_of(value.substr(0, at), kWordChar) ||
             (at != kNone && (!all_of(value.substr(at + 1), kWordChar) || at == 0 || at + 1 == value.size()))) {
    sink.add(FaultKind::odd_call_id, value);
  }
}

void max_forwards(std::string_view value, FaultSink& sink) {
  if (!read_number(value, 255)) {
    sink.add(FaultKind::bad_max_forwards, value);
  }
}

void number(std::string_view value, FaultSink& sink) {
  if (!read_number(value)) {
    sink.add(FaultKind::bad_number, value);
  }
}

// A number with a comment or parameters: Retry-After, Session-Expires.
void number_params(std::string_view value, FaultSink& sink) {
  const TokenParams read = read_token_params(value);
  if (!read.ok() || !read_number(read.token)) {
    sink.add(FaultKind::bad_number, read.token.empty() ? value : read.token);
  }
}

// RAck: two numbers and a method.
void rack(std::string_view value, FaultSink& sink) {
  const std::size_t digits = run_of(value, 0, kDigit);
  const std::size_t rest = skip_blanks(value, digits);
  if (!read_number(value.substr(0, digits)) || rest == digits || !read_cseq(value.substr(rest)).ok()) {
    sink.add(FaultKind::bad_number, value);
  }
}

void warning(std::string_view value, FaultSink& sink) {
  each_item(value, sink, [](std::string_view item, FaultSink& to) {
    const std::size_t agent = skip_blanks(item, 3);
    const std::size_t text = skip_blanks(item, std::min(item.find_first_of(" \t\r\n", agent), item.size()));
    const bool code = item.size() > 4 && run_of(item, 0, kDigit) == 3 && agent > 3;
    const bool quoted = text < item.size() && item[text] == '"' && skip_quoted(item, text) == item.size();
    if (!code || !quoted) {
      to.add(FaultKind::bad_warning, item);
    }
  });
}

// "Sat, 13 Nov 2010 23:29:00 GMT" (RFC 3261 section 20.17).
void date(std::string_view value, FaultSink& sink) {
  constexpr std::string_view kShape = "aaa, dd aaa dddd dd:dd:dd GMT";
  bool good = value.size() == kShape.size();
  for (std::size_t i = 0; good && i < value.size(); ++i) {
    const char wanted = kShape[i];
    const bool letter = lower(value[i]) >= 'a' && lower(value[i]) <= 'z';
    good = wanted == 'a' ? letter : wanted == 'd' ? is(value[i], kDigit) : value[i] == wanted;
  }
  if (!good) {
    sink.add(FaultKind::bad_date, value);
  }
}

void content_type(std::string_view value, FaultSink& sink) {
  add_wrong(read_content_type(value), FaultKind::bad_content_type, value, sink);
}

void disposition(std::string_view value, FaultSink& sink) {
  add_wrong(read_token_params(value), FaultKind::bad_disposition, value, sink);
}

void event(std::string_view value, FaultSink& sink) {
  const Event read = is_first(value, HeaderId::event, sink) ? sink.message().keys().event : read_event(value);
  add_wrong(read, FaultKind::bad_event, value, sink);
}

void state(std::string_view value, FaultSink& sink) {
  const bool first = is_first(value, HeaderId::subscription_state, sink);
  add_wrong(first ? sink.message().keys().subscription : read_subscription_state(value), FaultKind::bad_state, value,
            sink);
}

void reason(std::string_view value, FaultSink& sink) {
  each_item(value, sink, [](std::string_view item, FaultSink& to) {
    add_wrong(read_reason(item), FaultKind::bad_reason, item, to);
  });
}

void dialog_reference(std::string_view value, FaultSink& sink) {
  each_item(value, sink, [](std::string_view item, FaultSink& to) {
    add_wrong(read_dialog_reference(item), FaultKind::bad_dialog_reference, item, to);
  });
}

// priv-value *(";" priv-value) (RFC 3323 section 4.2).
void privacy(std::string_view value, FaultSink& sink) {
  Params words(value);
  bool good = !value.empty();
  for (Param word; words.next(word);) {
    good = good && !word.bad && !word.has_value;
  }
  if (!good) {
    sink.add(FaultKind::bad_privacy, value);
  }
}

// RFC 8224 wants info; RFC 4474 has the digest alone.
void identity(std::string_view value, FaultSink& sink) {
  each_item(value, sink, [](std::string_view item, FaultSink& to) {
    const Identity read = read_identity(item);
    add_wrong(read, FaultKind::bad_identity, item, to);
    if (read.ok() && read.info.empty() && !read.params.text().empty()) {
      to.add(FaultKind::bad_identity, item);
    }
  });
}

// Tokens; an empty value says that there are none.
void tokens(std::string_view value, FaultSink& sink) {
  if (value.empty()) {
    return;
  }
  each_item(value, sink, [](std::string_view item, FaultSink& to) {
    if (item.empty() || !all_of(item, kTokenChar)) {
      to.add(FaultKind::bad_token_list, item);
    }
  });
}

struct Row {
  HeaderId id;
  Check check;
};

constexpr std::array kChecks = {
    Row{HeaderId::via, via},
    Row{HeaderId::from, from},
    Row{HeaderId::to, to},
    Row{HeaderId::contact, contacts},
    Row{HeaderId::route, addresses},
    Row{HeaderId::record_route, addresses},
    Row{HeaderId::path, addresses},
    Row{HeaderId::service_route, addresses},
    Row{HeaderId::reply_to, address},
    Row{HeaderId::refer_to, refer_to},
    Row{HeaderId::referred_by, address},
    Row{HeaderId::p_asserted_identity, addresses},
    Row{HeaderId::p_preferred_identity, addresses},
    Row{HeaderId::p_called_party_id, address},
    Row{HeaderId::remote_party_id, addresses},
    Row{HeaderId::diversion, addresses},
    Row{HeaderId::history_info, history},
    Row{HeaderId::cseq, cseq},
    Row{HeaderId::call_id, call_id},
    Row{HeaderId::max_forwards, max_forwards},
    Row{HeaderId::expires, number},
    Row{HeaderId::min_expires, number},
    Row{HeaderId::rseq, number},
    Row{HeaderId::min_se, number_params},
    Row{HeaderId::session_expires, number_params},
    Row{HeaderId::retry_after, number_params},
    Row{HeaderId::rack, rack},
    Row{HeaderId::warning, warning},
    Row{HeaderId::date, date},
    Row{HeaderId::content_type, content_type},
    Row{HeaderId::content_disposition, disposition},
    Row{HeaderId::event, event},
    Row{HeaderId::subscription_state, state},
    Row{HeaderId::reason, reason},
    Row{HeaderId::replaces, dialog_reference},
    Row{HeaderId::join, dialog_reference},
    Row{HeaderId::target_dialog, dialog_reference},
    Row{HeaderId::privacy, privacy},
    Row{HeaderId::identity, identity},
    Row{HeaderId::allow, tokens},
    Row{HeaderId::allow_events, tokens},
    Row{HeaderId::supported, tokens},
    Row{HeaderId::require, tokens},
    Row{HeaderId::proxy_require, tokens},
    Row{HeaderId::unsupported, tokens},
    Row{HeaderId::content_encoding, tokens},
};

constexpr std::array<Check, kHeaderIds> make_table() {
  std::array<Check, kHeaderIds> table = {};
  for (const Row& row : kChecks) {
    table[static_cast<std::size_t>(row.id)] = row.check;
  }
  return table;
}

constexpr std::array<Check, kHeaderIds> kTable = make_table();

bool is_control(char c) {
  return (c >= 0 && c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == '\x7f';
}

// CR without LF is no line end and no blank (RFC 3261 section 25.1), though many take it for one.
void check_returns(FaultSink& sink) {
  const std::string_view head = sink.message().head();
  for (std::size_t at = head.find('\r'); at != kNone; at = head.find('\r', at + 1)) {
    if (at + 1 == head.size() || head[at + 1] != '\n') {
      sink.add(FaultKind::control_bytes, head.substr(at, 1));
    }
  }
}

// The first control character outside quoted strings, or npos.
std::size_t find_control(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    if (is_control(value[at])) {
      return at;
    }
    at = value[at] == '"' ? skip_quoted(value, at) : at + 1;
  }
  return kNone;
}

void check_bytes(std::string_view value, FaultSink& sink) {
  const std::size_t control = find_control(value);
  if (control != kNone) {
    sink.add(FaultKind::control_bytes, value.substr(control, 1));
  }
  const std::size_t broken = base::find_invalid_utf8(value);
  if (broken != kNone) {
    sink.add(FaultKind::not_utf8, value.substr(broken, 1));
  }
}

// 0 for visible ASCII, blanks, LF, and a CR that LF follows. No branches: many bytes at once.
constexpr std::uint8_t oddness(char c, char next) {
  const auto mask = [](bool yes) { return static_cast<std::uint8_t>(yes ? 0xff : 0); };
  const auto place = static_cast<std::uint8_t>(static_cast<std::uint8_t>(c) - std::uint8_t{' '});
  const int ends = mask(c == '\n') | (mask(c == '\r') & mask(next == '\n'));
  return static_cast<std::uint8_t>(mask(place > '~' - ' ') & ~ends);
}

// True where no byte of the text is odd, as in nearly all messages.
bool is_plain(std::string_view text) {
  const char* const at = text.data();
  const std::size_t last = text.empty() ? 0 : text.size() - 1;
  std::uint8_t odd = text.empty() ? 0 : oddness(text.back(), '\0');
  for (std::size_t i = 0; i < last; ++i) {
    odd = static_cast<std::uint8_t>(odd | oddness(at[i], at[i + 1]));
  }
  return odd == 0;
}

void check_all_bytes(FaultSink& sink) {
  if (is_plain(sink.message().head())) {
    return;
  }
  check_returns(sink);
  check_bytes(sink.message().start_line(), sink);
  for (const Header& header : sink.message().headers()) {
    check_bytes(header.value, sink);
  }
}

}  // namespace

void check_values(FaultSink& sink) {
  check_all_bytes(sink);
  for (const Header& header : sink.message().headers()) {
    const Check check = kTable[static_cast<std::size_t>(header.id)];
    if (check != nullptr) {
      check(header.value, sink);
    }
  }
}

}  // namespace confstate::sip
