#include "uri/host.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <idn2.h>

#include "base/text.hpp"
#include "uri/characters.hpp"

namespace confstate::uri {
namespace {

using Ipv6 = std::array<std::uint8_t, 16>;

std::string_view without_final_dot(std::string_view host) {
  return host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
}

// Escapes of what a host may contain undone (RFC 3986 section 3.2.2), ASCII in lower case. A '%' that begins no escape
// is escaped, so that it begins none afterwards.
std::string unescaped_lower(std::string_view host) {
  std::string out;
  out.reserve(host.size());
  for (std::size_t at = 0; at < host.size(); ++at) {
    if (!is_escape(host, at)) {
      out += host[at] == '%' ? std::string("%25") : std::string(1, base::ascii_lower(host[at]));
      continue;
    }
    const char byte = escaped_byte(host, at);
    const bool undo = is_in(byte, kUnreserved) || static_cast<unsigned char>(byte) >= 0x80;
    out += undo ? std::string(1, byte) : std::string(host.substr(at, 3));
    out.back() = base::ascii_lower(out.back());
    if (!undo) {
      out[out.size() - 2] = base::ascii_lower(out[out.size() - 2]);
    }
    at += 2;
  }
  return out;
}

// A-labels of a name with characters beyond ASCII; nothing where IDNA refuses it. What IDNA maps to a character that
// ends a host elsewhere (a full-width '@') is refused as well.
std::optional<std::string> a_labels(const std::string& name) {
  std::uint8_t* made = nullptr;
  const int done =
      idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(name.c_str()), &made, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<std::uint8_t, void (*)(void*)> owner(made, idn2_free);
  if (done != IDN2_OK || made == nullptr) {
    return std::nullopt;
  }
  std::string out(reinterpret_cast<const char*>(made));
  const bool plain = std::ranges::all_of(out, [](char c) { return is_in(c, kHostChar) || c == '_'; });
  return plain ? std::optional(base::ascii_lower(out)) : std::nullopt;
}

// The U-label of an A-label; the label itself where it is none.
std::string u_label(const std::string& label) {
  constexpr std::size_t kLongest = 63;  // bytes of a label (RFC 1035 section 2.3.4)
  if (!label.starts_with("xn--") || label.size() > kLongest) {
    return label;
  }
  char* made = nullptr;
  const int done = idn2_to_unicode_8z8z(label.c_str(), &made, 0);
  const std::unique_ptr<char, void (*)(void*)> owner(made, idn2_free);
  return done == IDN2_OK && made != nullptr ? std::string(made) : label;
}

// Reads the groups of one side of "::", or of an address without it; their number, or -1.
int read_groups(std::string_view text, std::array<std::uint16_t, 8>& groups) {
  int count = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(':'), text.size());
    const std::string_view one = text.substr(0, end);
    if (end == text.size() && one.find('.') != std::string_view::npos) {
      const auto ipv4 = read_ipv4(one);
      if (!ipv4 || count > 6) {
        return -1;
      }
      groups[static_cast<std::size_t>(count)] = static_cast<std::uint16_t>((*ipv4)[0] << 8U | (*ipv4)[1]);
      groups[static_cast<std::size_t>(count) + 1] = static_cast<std::uint16_t>((*ipv4)[2] << 8U | (*ipv4)[3]);
      return count + 2;
    }
    const bool digits = std::ranges::all_of(one, [](char c) { return is_in(c, kHexDigit); });
    if (one.empty() || one.size() > 4 || !digits || count == 8 || end + 1 == text.size()) {
      return -1;
    }
    unsigned value = 0;
    for (const char c : one) {
      value = value * 16 + hex_value(c);
    }
    groups[static_cast<std::size_t>(count++)] = static_cast<std::uint16_t>(value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return count;
}

std::uint16_t group(const Ipv6& address, std::size_t i) {
  return static_cast<std::uint16_t>(address[2 * i] << 8U | address[2 * i + 1]);
}

// The longest run of zero groups, the first of equal ones, at least two: its begin and length.
std::pair<std::size_t, std::size_t> longest_zeros(const Ipv6& address) {
  std::pair<std::size_t, std::size_t> best{8, 1};
  std::size_t run = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    run = group(address, i) == 0 ? run + 1 : 0;
    if (run > best.second) {
      best = {i + 1 - run, run};
    }
  }
  return best;
}

}  // namespace

std::optional<std::array<std::uint8_t, 4>> read_ipv4(std::string_view text) {
  std::array<std::uint8_t, 4> out{};
  for (std::size_t part = 0; part < 4; ++part) {
    const std::size_t end = part == 3 ? text.size() : text.find('.');
    if (end == std::string_view::npos || end == 0 || end > 3) {
      return std::nullopt;
    }
    unsigned value = 0;
    for (const char c : text.substr(0, end)) {
      value = is_digit(c) ? value * 10 + static_cast<unsigned>(c - '0') : 1000;
    }
    if (value > 255) {
      return std::nullopt;
    }
    out[part] = static_cast<std::uint8_t>(value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::optional<Ipv6> read_ipv6(std::string_view text) {
  if (text.size() < 2 || text.size() > 45) {
    return std::nullopt;
  }
  std::array<std::uint16_t, 8> head{};
  std::array<std::uint16_t, 8> tail{};
  const std::size_t gap = text.find("::");
  const bool has_gap = gap != std::string_view::npos;
  const int before = read_groups(text.substr(0, gap), head);
  const int after = has_gap ? read_groups(text.substr(gap + 2), tail) : 0;
  const bool ipv4_before_gap = has_gap && text.substr(0, gap).find('.') != std::string_view::npos;
  if (before < 0 || after < 0 || ipv4_before_gap || (has_gap ? before + after > 7 : before != 8)) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(after); ++i) {
    head[8 - static_cast<std::size_t>(after) + i] = tail[i];
  }
  Ipv6 out{};
  for (std::size_t i = 0; i < 8; ++i) {
    out[2 * i] = static_cast<std::uint8_t>(head[i] >> 8U);
    out[2 * i + 1] = static_cast<std::uint8_t>(head[i] & 0xffU);
  }
  return out;
}

std::string write_ipv6(const Ipv6& address) {
  constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(kMapped.begin(), kMapped.end(), address.begin())) {
    return fmt::format("::ffff:{}.{}.{}.{}", address[12], address[13], address[14], address[15]);
  }
  const auto [gap, length] = longest_zeros(address);
  std::string out;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == gap) {
      out += "::";
      i += length - 1;
      continue;
    }
    out += fmt::format("{}{:x}", out.empty() || out.ends_with(':') ? "" : ":", group(address, i));
  }
  return out;
}

std::string canonical_host(std::string_view host) {
  if (const auto address = read_ipv6(host)) {
    return write_ipv6(*address);
  }
  std::string out = unescaped_lower(host);
  const bool ascii = std::ranges::all_of(out, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  // Names are at most 255 bytes; longer ones are not worth the work, and a NUL would hide what is behind it.
  if (!ascii && out.size() <= 1024 && out.find('\0') == std::string::npos) {
    out = a_labels(out).value_or(out);
  }
  while (out.ends_with('.')) {
    out.pop_back();
  }
  return out;
}

std::string unicode_host(std::string_view host) {
  const std::string name = canonical_host(host);
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t dot = std::min(name.find('.', at), name.size());
    out += u_label(name.substr(at, dot - at));
    out += dot < name.size() ? "." : "";
    at = dot + 1;
  }
  return out;
}

bool same_host(std::string_view a, std::string_view b) {
  return base::equal_ignoring_case(without_final_dot(a), without_final_dot(b));
}

bool is_below(std::string_view host, std::string_view domain) {
  host = without_final_dot(host);
  domain = without_final_dot(domain);
  if (host.size() <= domain.size() || domain.empty()) {
    return !domain.empty() && base::equal_ignoring_case(host, domain);
  }
  const std::size_t cut = host.size() - domain.size();
  return host[cut - 1] == '.' && base::equal_ignoring_case(host.substr(cut), domain);
}

bool is_invalid_host(std::string_view host) {
  return is_below(host, "invalid");
}

}  // namespace confstate::uri
