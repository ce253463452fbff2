#include "capture/redact_text.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "uri/host.hpp"

namespace confstate::capture {
namespace {

constexpr std::size_t kShortestNumber = 5;  // digits
constexpr std::size_t kLongestLocal = 256;  // in front of the "@"
constexpr std::size_t kLongestHost = 255;

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

bool is_local_char(char c) {
  return is_latin_or_decimal(c) || is_one_of(c, "-_.+%!~*'$&=");
}

bool is_host_char(char c) {
  return is_latin_or_decimal(c) || is_one_of(c, "-_.");
}

template <class Test>
std::size_t run(std::string_view text, std::size_t at, std::size_t most, const Test& test) {
  std::size_t end = at;
  while (end < text.size() && end - at < most && test(text[end])) {
    ++end;
  }
  return end - at;
}

// The host that begins at a place, without the dots and hyphens behind it; an address in brackets with them.
std::string_view host_at(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '[') {
    const std::size_t end = text.substr(0, at + 64).find(']', at);
    const bool is_address = end != std::string_view::npos && uri::read_ipv6(text.substr(at + 1, end - at - 1));
    return is_address ? text.substr(at, end + 1 - at) : text.substr(at, 0);
  }
  std::size_t size = run(text, at, kLongestHost, is_host_char);
  while (size > 0 && !is_latin_or_decimal(text[at + size - 1])) {
    --size;
  }
  return text.substr(at, size);
}

std::string_view ipv6_at(std::string_view text, std::size_t at) {
  const auto test = [](char c) { return is_decimal(c) || is_one_of(c, "abcdefABCDEF:."); };
  std::string_view found = text.substr(at, run(text, at, 48, test));
  while (found.ends_with('.') || (found.ends_with(':') && !found.ends_with("::"))) {
    found.remove_suffix(1);
  }
  const bool colons = std::ranges::count(found, ':') >= 2;
  return colons && uri::read_ipv6(found) ? found : std::string_view{};
}

// Four numbers with dots, also in front of other labels: "10.0.0.5-abc".
std::string_view ipv4_at(std::string_view text, std::size_t at) {
  std::string_view found = text.substr(at, run(text, at, 16, [](char c) { return is_decimal(c) || c == '.'; }));
  while (found.ends_with('.')) {
    found.remove_suffix(1);
  }
  const std::size_t end = at + found.size();
  const bool goes_on = end < text.size() && (is_latin_or_decimal(text[end]) || text[end] == '_');
  return !goes_on && uri::read_ipv4(found) ? found : std::string_view{};
}

// A name with a dot whose last label is letters: what looks like a host.
bool is_host_name(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || host.front() == '.' || host.size() - dot < 3) {
    return false;
  }
  return std::ranges::all_of(host.substr(dot + 1), is_latin);
}

// The begin of a user in front of "@"; nothing where it is none.
std::string_view local_at(std::string_view text, std::size_t at) {
  const std::size_t size = run(text, at, kLongestLocal, is_local_char);
  const bool is_local = size > 0 && at + size + 1 < text.size() && text[at + size] == '@' &&
                        (is_latin_or_decimal(text[at + size + 1]) || text[at + size + 1] == '[');
  return is_local ? text.substr(at, size) : std::string_view{};
}

// A number with a plus, or one that is written as people write numbers.
std::string_view number_at(std::string_view text, std::size_t at, Extent extent) {
  if (text[at] != '+' && extent == Extent::places) {
    return {};
  }
  const bool plain = extent == Extent::places;
  const auto test = [plain](char c) { return is_decimal(c) || is_one_of(c, plain ? "-.()" : "-.() /"); };
  const std::size_t begin = at + (text[at] == '+' ? 1 : 0);
  std::size_t end = begin + run(text, begin, 64, test);
  while (end > begin && !is_decimal(text[end - 1])) {
    --end;
  }
  const auto digits = std::ranges::count_if(text.substr(begin, end - begin), is_decimal);
  const bool goes_on = end < text.size() && (is_latin_or_decimal(text[end]) || text[end] == '@');
  const bool is_number = static_cast<std::size_t>(digits) >= kShortestNumber && !goes_on;
  return is_number ? text.substr(at, end - at) : std::string_view{};
}

// Goes over a text once; at each begin of a word it tries what could begin there.
class Tokens {
 public:
  Tokens(std::string_view text, Extent extent, Pseudonyms& names) : text_(text), extent_(extent), names_(names) {}

  std::string redact() {
    while (at_ < text_.size()) {
      if (!take()) {
        pass();
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_begin() const {
    const char c = text_[at_];
    return (at_ == 0 || !is_latin_or_decimal(text_[at_ - 1])) &&
           (is_latin_or_decimal(c) || c == '+' || c == '[' || c == ':');
  }

  void put(std::string_view part, const std::string& by) {
    out_ += by;
    at_ += part.size();
  }

  bool take() { return (is_begin() && (take_place() || take_number())) || take_word(); }

  bool take_place() {
    const std::string_view local = local_at(text_, at_);
    if (!local.empty() && is_latin_or_decimal(local.front())) {
      return take_mail(local);
    }
    if (const std::string_view v6 = ipv6_at(text_, at_); !v6.empty()) {
      put(v6, names_.host(v6));
      return true;
    }
    const std::string_view v4 = is_decimal(text_[at_]) ? ipv4_at(text_, at_) : std::string_view{};
    const bool within = at_ > 1 && text_[at_ - 1] == '.' && is_latin_or_decimal(text_[at_ - 2]);
    if (!v4.empty() && !within) {
      put(v4, names_.host(v4));
      return true;
    }
    const std::string_view host = host_at(text_, at_);
    const bool is_host = host.starts_with('[') || (extent_ == Extent::places && is_host_name(host) && v4.empty());
    if (!host.empty() && is_host) {
      put(host, names_.host(host));
      return true;
    }
    return false;
  }

  // "tag=alice@host": what stands in front of the last "=" names a parameter.
  bool take_mail(std::string_view local) {
    const std::size_t name = local.rfind('=') + 1;
    const std::string_view host = host_at(text_, at_ + local.size() + 1);
    if (host.empty()) {
      return false;
    }
    out_ += local.substr(0, name);
    out_ += names_.user(local.substr(name));
    out_ += '@';
    out_ += names_.host(host);
    at_ += local.size() + 1 + host.size();
    return true;
  }

  bool take_number() {
    const std::string_view number = number_at(text_, at_, extent_);
    if (!number.empty()) {
      put(number, names_.number(number));
    }
    return !number.empty();
  }

  bool take_word() {
    const std::size_t size = extent_ == Extent::words ? word_at(text_, at_) : 0;
    if (size > 0) {
      const std::string_view word = text_.substr(at_, size);
      put(word, names_.word(word));
    }
    return size > 0;
  }

  // What stays: a whole word, so that nothing within it is looked at, an escape, or one character.
  void pass() {
    const std::size_t word = is_latin_or_decimal(text_[at_]) ? run(text_, at_, text_.size(), is_latin_or_decimal) : 0;
    const std::size_t size =
        text_[at_] == '%' ? std::min<std::size_t>(3, text_.size() - at_) : std::max<std::size_t>(word, 1);
    out_ += text_.substr(at_, size);
    at_ += size;
  }

  std::string_view text_;
  Extent extent_;
  Pseudonyms& names_;
  std::string out_;
  std::size_t at_ = 0;
};

constexpr std::array<std::string_view, 24> kSchemes{
    "sip",    "sips", "tel",  "xmpp", "irc", "ircs", "http",        "https", "ws",   "wss", "msrp", "msrps",
    "mailto", "im",   "pres", "cid",  "urn", "xcon", "xcon-userid", "data",  "h323", "ftp", "stun", "turn"};

// The scheme of a URI that begins at a place, with its colon; nothing where none does.
std::string_view scheme_at(std::string_view text, std::size_t at) {
  const std::size_t size = run(text, at, 12, [](char c) { return is_latin_or_decimal(c) || c == '-'; });
  const bool begins = is_latin(text[at]) && (at == 0 || !is_latin_or_decimal(text[at - 1]));
  if (!begins || at + size + 1 >= text.size() || text[at + size] != ':') {
    return {};
  }
  const std::string scheme = base::ascii_lower(text.substr(at, size));
  const bool known = std::ranges::find(kSchemes, scheme) != kSchemes.end();
  const char next = text[at + size + 1];
  const bool goes_on =
      is_latin_or_decimal(next) || is_one_of(next, "+[/(*#%&_-") || static_cast<unsigned char>(next) >= 0x80;
  return known && goes_on ? text.substr(at, size + 1) : std::string_view{};
}

// The URI that begins at a place, up to what no URI contains; a comma ends it where another may begin.
std::string_view uri_at(std::string_view text, std::size_t at) {
  bool behind_user = false;
  std::size_t end = at;
  while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && !is_one_of(text[end], "<>\"{}|\\^`")) {
    behind_user = behind_user || text[end] == '@';
    if (text[end] == ',' && (behind_user || (end + 1 < text.size() && !scheme_at(text, end + 1).empty()))) {
      break;
    }
    ++end;
  }
  while (end > at && is_one_of(text[end - 1], ".,;:!?)'")) {
    --end;
  }
  return text.substr(at, end - at);
}

}  // namespace

void Edits::replace(std::string_view part, std::string by) {
  const bool inside = part.data() >= text_.data() && part.data() + part.size() <= text_.data() + text_.size();
  const std::size_t begin = inside ? static_cast<std::size_t>(part.data() - text_.data()) : 0;
  if (inside && !part.empty() && (edits_.empty() || begin >= edits_.back().end)) {
    edits_.push_back({begin, begin + part.size(), std::move(by)});
  }
}

std::string redact_tokens(std::string_view text, Extent extent, Pseudonyms& names) {
  return Tokens(text, extent, names).redact();
}

std::string redact_dialog(std::string_view text, Pseudonyms& names) {
  const std::size_t end = std::min(text.find(';'), text.size());
  return redact_tokens(text.substr(0, end), Extent::words, names) +
         redact_tokens(text.substr(end), Extent::places, names);
}

std::string redact_text(std::string_view text, Extent extent, Pseudonyms& names) {
  Edits edits(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view scheme = scheme_at(text, at);
    const std::string_view uri = scheme.empty() ? std::string_view{} : uri_at(text, at);
    if (uri.size() > scheme.size()) {
      edits.replace(uri, redact_uri(uri, names));
      at += uri.size();
    } else {
      at += std::max<std::size_t>(run(text, at, text.size(), is_latin_or_decimal), 1);
    }
  }
  return edits.finish([&](std::string_view part) { return redact_tokens(part, extent, names); });
}

}  // namespace confstate::capture
