// Session descriptions: who, where to, and the keys.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "capture/redact_parts.hpp"
#include "capture/redact_text.hpp"

namespace confstate::capture {
namespace {

std::string_view take_until(std::string_view& rest, char end) {
  const std::string_view taken = rest.substr(0, rest.find(end));
  rest.remove_prefix(taken.size());
  return taken;
}

std::string redact_address(std::string_view word, Pseudonyms& names) {
  const std::size_t slash = std::min(word.find('/'), word.size());  // "/127/2" behind a multicast address
  return names.host(word.substr(0, slash)) + std::string(word.substr(slash));
}

// The last word of "IN IP4 host.example"; where the line is another, what can be found in it.
std::string redact_connection(std::string_view value, Pseudonyms& names) {
  const std::size_t at = base::ascii_lower(value).find("in ip");
  const std::size_t begin = at == std::string_view::npos ? at : value.find(' ', at + 3);
  if (begin == std::string_view::npos) {
    return redact_tokens(value, Extent::places, names);
  }
  std::string_view rest = value.substr(begin + 1);
  const std::string_view address = take_until(rest, ' ');
  return redact_tokens(value.substr(0, begin + 1), Extent::places, names) + redact_address(address, names) +
         redact_tokens(rest, Extent::places, names);
}

// "alice 2890844526 2890844526 IN IP4 host.example" (RFC 8866 section 5.2)
std::string redact_origin(std::string_view value, Pseudonyms& names) {
  const std::string_view user = take_until(value, ' ');
  return names.user(user) + redact_connection(value, names);
}

// "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:32" (RFC 4568)
std::string redact_crypto(std::string_view value) {
  std::string out;
  constexpr std::string_view kInline = "inline:";
  for (std::size_t at = value.find(kInline); at != std::string_view::npos; at = value.find(kInline)) {
    out += value.substr(0, at + kInline.size());
    value.remove_prefix(at + kInline.size());
    const std::string_view key = value.substr(0, value.find_first_of("|; "));
    out += blank(key);
    value.remove_prefix(key.size());
  }
  return out.append(value);
}

// "1 1 UDP 2130706431 10.0.0.5 5000 typ host raddr ..." (RFC 8839 section 5.1): the fifth word is an address.
std::string redact_candidate(std::string_view value, Pseudonyms& names) {
  std::string out;
  for (int word = 0; !value.empty(); ++word) {
    const std::string_view text = take_until(value, ' ');
    out += word == 4 ? names.host(text) : redact_tokens(text, Extent::places, names);
    const std::string_view blanks = value.substr(0, std::min(value.find_first_not_of(' '), value.size()));
    out += blanks;
    value.remove_prefix(blanks.size());
  }
  return out;
}

// "sha-256 12:DF:3E..." (RFC 8122 section 5)
std::string redact_fingerprint(std::string_view value, Pseudonyms& names) {
  const std::string_view algorithm = take_until(value, ' ');
  return std::string(algorithm) + names.hexadecimal(value);
}

bool is_secret(std::string_view name) {
  constexpr std::array<std::string_view, 5> kSecrets{"ice-pwd", "key-mgmt", "identity", "tls-id", "3ge2ae"};
  return std::ranges::any_of(kSecrets,
                             [&](std::string_view secret) { return base::equal_ignoring_case(name, secret); });
}

bool is_words(std::string_view name) {
  constexpr std::array<std::string_view, 3> kWords{"cname", "ice-ufrag", "msid"};
  return std::ranges::any_of(kWords, [&](std::string_view word) { return base::equal_ignoring_case(name, word); });
}

// "cname:alice@host" behind "11111 "
std::string redact_ssrc(std::string_view value, Pseudonyms& names) {
  const std::size_t colon = std::min(value.find(':'), value.size());
  const std::string_view kind = value.substr(0, colon);
  const bool words = is_words(kind.substr(kind.rfind(' ') + 1));
  return std::string(kind) + redact_tokens(value.substr(colon), words ? Extent::words : Extent::places, names);
}

std::string redact_attribute(std::string_view attribute, Pseudonyms& names) {
  std::string_view value = attribute;
  const std::string_view name = take_until(value, ':');
  const std::string lower = base::ascii_lower(name);
  const std::string begin(attribute.substr(0, attribute.size() - value.size() + (value.empty() ? 0 : 1)));
  value.remove_prefix(value.empty() ? 0 : 1);
  if (lower == "crypto") {
    return begin + redact_crypto(value);
  }
  if (lower == "candidate" || lower == "remote-candidates") {
    return begin + redact_candidate(value, names);
  }
  if (lower == "fingerprint") {
    return begin + redact_fingerprint(value, names);
  }
  if (lower == "ssrc") {
    return begin + redact_ssrc(value, names);
  }
  if (lower == "rtcp" || lower == "source-filter") {
    return begin + redact_connection(value, names);
  }
  if (is_secret(name)) {
    return begin + blank(value);
  }
  return begin + redact_text(value, is_words(name) ? Extent::words : Extent::places, names);
}

std::string redact_key(std::string_view value) {
  const std::size_t colon = std::min(value.find(':'), value.size());
  return std::string(value.substr(0, colon)) + blank(value.substr(colon));
}

std::string redact_line(std::string_view line, Pseudonyms& names) {
  if (line.size() < 2 || line[1] != '=') {
    return redact_text(line, Extent::words, names);
  }
  const std::string begin(line.substr(0, 2));
  const std::string_view value = line.substr(2);
  switch (line[0]) {
    case 'v':
    case 't':
    case 'r':
    case 'z':
    case 'b':
      return begin + redact_tokens(value, Extent::places, names);
    case 'm':
      return begin + std::string(value);
    case 'o':
      return begin + redact_origin(value, names);
    case 'c':
      return begin + redact_connection(value, names);
    case 'k':
      return begin + redact_key(value);
    case 'a':
      return begin + redact_attribute(value, names);
    default:
      return begin + redact_text(value, Extent::words, names);
  }
}

}  // namespace

std::string redact_sdp(std::string_view text, Pseudonyms& names) {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    out += redact_line(line, names);
    text.remove_prefix(line.size());
    const std::string_view ends = text.substr(0, std::min(text.find_first_not_of("\r\n"), text.size()));
    out += ends;
    text.remove_prefix(ends.size());
  }
  return out;
}

}  // namespace confstate::capture
