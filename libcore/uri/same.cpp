// When two URIs are the same.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "uri/characters.hpp"
#include "uri/host.hpp"
#include "uri/normal.hpp"
#include "uri/uri.hpp"

namespace confstate::uri {
namespace {

using Pair = std::pair<std::string, std::string>;

std::string lower_value(std::string_view text) {
  return base::ascii_lower(unescape(text));
}

// The parameters by name, so that lists of any length compare in the time of sorting them.
std::vector<Pair> sorted(std::string_view list, char separator) {
  std::vector<Pair> out;
  while (const auto one = next_parameter(list, separator)) {
    // "a" and "a=" are two things, but no value may contain a line feed unescaped.
    out.emplace_back(lower_value(one->name), one->has_value ? lower_value(one->value) : "\n");
  }
  std::ranges::sort(out);
  return out;
}

// RFC 3261 section 19.1.4: these must stand in both or in none. It lists all but transport, which its examples treat
// alike.
constexpr std::array<std::string_view, 5> kInBoth = {"user", "ttl", "method", "maddr", "transport"};

bool must_be_in_both(std::string_view name) {
  return std::ranges::find(kInBoth, name) != kInBoth.end();
}

// The pairs of one name from a place on.
std::size_t end_of_name(const std::vector<Pair>& pairs, std::size_t at) {
  std::size_t end = at;
  while (end < pairs.size() && pairs[end].first == pairs[at].first) {
    ++end;
  }
  return end;
}

// Parameters that stand in both match; those in one only are ignored, but for some.
bool same_sip_parameters(const std::vector<Pair>& a, const std::vector<Pair>& b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const bool only_a = j == b.size() || (i < a.size() && a[i].first < b[j].first);
    const bool only_b = !only_a && (i == a.size() || b[j].first < a[i].first);
    if ((only_a && must_be_in_both(a[i].first)) || (only_b && must_be_in_both(b[j].first))) {
      return false;
    }
    const std::size_t i_end = only_b ? i : end_of_name(a, i);
    const std::size_t j_end = only_a ? j : end_of_name(b, j);
    if (!only_a && !only_b &&
        !std::equal(a.begin() + static_cast<std::ptrdiff_t>(i), a.begin() + static_cast<std::ptrdiff_t>(i_end),
                    b.begin() + static_cast<std::ptrdiff_t>(j), b.begin() + static_cast<std::ptrdiff_t>(j_end))) {
      return false;
    }
    i = i_end;
    j = j_end;
  }
  return true;
}

bool same_address(const Uri& a, const Uri& b) {
  if (a.host_kind != b.host_kind) {
    return false;
  }
  if (a.host_kind == HostKind::ipv6 || a.host_kind == HostKind::ipv4) {
    return canonical_host(a.host) == canonical_host(b.host);
  }
  return same_host(a.host, b.host);
}

std::string user_text(std::string_view user) {
  return undo_escapes(user, kUnreserved | kUserChar);
}

bool same_sip(const Uri& a, const Uri& b) {
  const bool same_port = a.has_port == b.has_port && a.port_number == b.port_number;
  return a.has_user == b.has_user && same_port && same_address(a, b) && user_text(a.user) == user_text(b.user) &&
         user_text(a.password) == user_text(b.password) &&
         same_sip_parameters(sorted(a.parameters, ';'), sorted(b.parameters, ';')) &&
         sorted(a.headers, '&') == sorted(b.headers, '&');
}

// RFC 3966 section 5: digits without visual separators, and all parameters. Those with digits are without separators
// as well.
std::vector<Pair> tel_parameters(std::string_view list) {
  std::vector<Pair> out = sorted(list, ';');
  for (auto& [name, value] : out) {
    if (name == "ext" || (name == "phone-context" && value.starts_with('+'))) {
      value = plain_number(value);
    }
  }
  return out;
}

bool same_tel(const Uri& a, const Uri& b) {
  return plain_number(a.user) == plain_number(b.user) && tel_parameters(a.parameters) == tel_parameters(b.parameters);
}

std::uint16_t web_port(const Uri& uri) {
  if (uri.has_port && uri.port_number != 0) {
    return uri.port_number;
  }
  return uri.kind == Scheme::http ? 80 : 443;
}

bool same_web(const Uri& a, const Uri& b) {
  const auto text = [](std::string_view part) { return undo_escapes(part, kReference); };
  const auto path = [&](const Uri& uri) { return uri.path.empty() ? "/" : text(uri.path); };
  return web_port(a) == web_port(b) && same_address(a, b) && a.has_user == b.has_user && text(a.user) == text(b.user) &&
         text(a.password) == text(b.password) && path(a) == path(b) && text(a.headers) == text(b.headers) &&
         text(a.fragment) == text(b.fragment);
}

}  // namespace

bool same(const Uri& a, const Uri& b) {
  if (!base::equal_ignoring_case(a.scheme, b.scheme)) {
    return false;
  }
  switch (a.kind) {
    case Scheme::sip:
    case Scheme::sips:
      return same_sip(a, b);
    case Scheme::tel:
      return same_tel(a, b);
    case Scheme::http:
    case Scheme::https:
      return same_web(a, b);
    default:
      return a.text.substr(a.scheme.size()) == b.text.substr(b.scheme.size());
  }
}

}  // namespace confstate::uri
