// Header values as nearly all messages have them, told in one pass over their bytes. The judges of check_values.cpp
// look at all others.
#include <optional>

#include "sip/characters.hpp"
#include "sip/check_parts.hpp"
#include "sip/params.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

struct HostPort {
  std::string_view host;
  std::uint16_t port = 0;
};

// The place behind "host" or "host:port" without blanks and brackets; npos where neither is there.
std::size_t take_host(std::string_view text, std::size_t at, HostPort& found) {
  const std::size_t host = run_of(text, at, kHostChar);
  const std::size_t end = at + host;
  found.host = {text.data() + at, host};
  if (host == 0 || end >= text.size() || text[end] != ':') {
    return host == 0 ? kNone : end;
  }
  const std::size_t digits = run_of(text, end + 1, kDigit);
  const std::optional<std::uint64_t> port = read_number(text.substr(end + 1, digits), 65535);
  found.port = static_cast<std::uint16_t>(port.value_or(0));
  return port ? end + 1 + digits : kNone;
}

// The place behind such a URI, which may end where the text does not; npos where there is none.
std::size_t skip_uri(std::string_view text, std::size_t at) {
  constexpr std::string_view kScheme = "sip:";
  if (!text.substr(at).starts_with(kScheme)) {
    return kNone;
  }
  at += kScheme.size();
  const std::size_t user = at + run_of(text, at, kUserChar);
  const bool named = user != at && user < text.size() && text[user] == '@';
  HostPort host;
  const std::size_t end = take_host(text, named ? user + 1 : at, host);
  const bool more = end < text.size() && text[end] == ';';
  return more ? end + run_of(text, end, kTailChar) : end;
}

// Nothing, or one parameter without value that is no tag.
bool is_clean_flag(std::string_view text) {
  return text.empty() || (text.size() > 1 && text.front() == ';' && all_of(text.substr(1), kTokenChar) &&
                          !equal_letters(text.substr(1), "tag"));
}

}  // namespace

bool is_clean_uri(std::string_view uri) {
  return skip_uri(uri, 0) == uri.size();
}

KeyVia read_clean_via(std::string_view value) {
  constexpr std::string_view kStart = "SIP/2.0/";
  constexpr std::string_view kName = ";branch=";
  constexpr std::string_view kCookie = ";branch=z9hG4bK";
  if (!value.starts_with(kStart)) {
    return {};
  }
  const std::size_t blank = kStart.size() + run_of(value, kStart.size(), kTokenChar);
  if (blank == kStart.size() || blank >= value.size() || value[blank] != ' ') {
    return {};
  }
  HostPort host;
  const std::size_t behind = take_host(value, blank + 1, host);
  if (behind >= value.size() || !value.substr(behind).starts_with(kCookie)) {
    return {};
  }
  const std::size_t branch = behind + kCookie.size();
  const std::size_t end = branch + run_of(value, branch, kTokenChar);
  if (end == branch || (end != value.size() && value.substr(end) != ";rport")) {
    return {};
  }
  const std::size_t begin = behind + kName.size();
  return {value.substr(begin, end - begin), host.host, host.port, true};
}

KeyAddress read_clean_address(std::string_view value) {
  constexpr std::string_view kTag = ";tag=";
  const std::size_t end = value.starts_with('<') ? skip_uri(value, 1) : kNone;
  if (end >= value.size() || value[end] != '>') {
    return {};
  }
  const std::string_view uri = value.substr(1, end - 1);
  const std::string_view rest = value.substr(end + 1);
  if (rest.size() > kTag.size() && rest.starts_with(kTag)) {
    const std::string_view tag = rest.substr(kTag.size());
    return all_of(tag, kTokenChar) ? KeyAddress{uri, tag, false, Cleanness::tagged} : KeyAddress();
  }
  if (!is_clean_flag(rest)) {
    return {};
  }
  return {uri, {}, !rest.empty() && equal_letters(rest.substr(1), "isfocus"), Cleanness::clean};
}

bool is_clean_call_id(std::string_view value) {
  const std::size_t first = run_of(value, 0, kWordChar);
  const std::size_t second = run_of(value, first + 1, kWordChar);
  const bool whole =
      first == value.size() || (value[first] == '@' && second != 0 && first + 1 + second == value.size());
  return first != 0 && whole;
}

}  // namespace confstate::sip
