#include "rules/rooms/room.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/purposes.hpp"

namespace confstate::rules {
namespace {

using info::Element;
using info::Name;

constexpr auto kDangerous = std::to_array<std::string_view>({"javascript", "data", "vbscript"});
constexpr auto kUnlikely = std::to_array<std::string_view>({"tel", "mailto", "h323", "rtsp", "ftp", "file"});

template <std::size_t N>
bool has_one_of(const UriParts& parts, const std::array<std::string_view, N>& schemes) {
  return std::ranges::any_of(schemes, [&](std::string_view scheme) { return has_scheme(parts, scheme); });
}

// The value of a hexadecimal digit, or -1.
int hex_value(char c) {
  const char lower = base::ascii_lower(c);
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool holds_hidden_character(std::string_view uri) {
  const std::string decoded = percent_decoded(uri);
  for (std::size_t at = 0; at < decoded.size();) {
    const base::CodePoint point = base::decode_utf8(decoded, at);
    if (point.length != 0 && base::is_hostile(point.value)) {
      return true;
    }
    at += std::max<std::size_t>(point.length, 1);
  }
  return false;
}

bool is_web(const UriParts& parts) {
  return has_scheme(parts, "http") || has_scheme(parts, "https");
}

// A web address has no use for a user; elsewhere a user part has no use for an '@', plain or encoded.
bool tricks_with_user(const UriParts& parts) {
  return !parts.user.empty() && (is_web(parts) || percent_decoded(parts.user).find('@') != std::string::npos);
}

// One number of an IPv4 address, in any of the notations that inet_aton takes.
bool is_number(std::string_view label) {
  if (label.starts_with("0x") || label.starts_with("0X")) {
    label.remove_prefix(2);
    return std::ranges::all_of(label, [](char c) { return hex_value(c) >= 0; });
  }
  return !label.empty() && std::ranges::all_of(label, [](char c) { return c >= '0' && c <= '9'; });
}

// Runs `test` on the labels of a host until one passes.
template <class Test>
bool any_label(std::string_view host, Test test) {
  while (!host.empty()) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    if (test(host.substr(0, dot))) {
      return true;
    }
    host.remove_prefix(std::min(dot + 1, host.size()));
  }
  return false;
}

bool is_address(const UriParts& parts) {
  return parts.bracketed ||
         (!parts.host.empty() && !any_label(parts.host, [](std::string_view label) { return !is_number(label); }));
}

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80U;
}

bool is_ascii_letter(char c) {
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'z';
}

bool is_international(std::string_view label) {
  return base::equal_ignoring_case(label.substr(0, 4), "xn--") || !std::ranges::all_of(label, is_ascii);
}

// The entries with a URI whose purpose passes.
template <class Wanted>
std::vector<Room> entries_of(const info::Document& document, Wanted is_wanted) {
  std::vector<Room> rooms;
  for (const std::uint32_t id : document.all(info::Type::uri)) {
    const Element entry = document.element(id);
    const Element purpose = entry.child(Name::purpose);
    if (!purpose || !is_wanted(purpose.node().text())) {
      continue;
    }
    if (const Element uri = entry.child(Name::uri)) {
      const std::string_view text = base::trim(uri.node().text());
      rooms.push_back({entry, entry.parent(), uri, text, split_uri(text)});
    }
  }
  return rooms;
}

}  // namespace

std::vector<Room> announced_rooms_of(const info::Document& document) {
  return entries_of(document, [](std::string_view purpose) {
    return purpose == purposes::kRoom || purposes::nearest(purpose) == purposes::kRoom;
  });
}

std::vector<Room> rooms_of(const info::Document& document) {
  std::vector<Room> rooms = entries_of(document, [](std::string_view purpose) { return purpose == purposes::kRoom; });
  std::erase_if(rooms, [](const Room& room) { return !is_uri(room.uri.node().text()); });
  return rooms;
}

std::vector<Room> offered_rooms_of(const info::Document& document) {
  std::vector<Room> rooms = rooms_of(document);
  std::erase_if(rooms, [](const Room& room) {
    return room.list.name() != Name::service_uris && room.list.name() != Name::conf_uris;
  });
  return rooms;
}

UriParts conference_parts(const info::Document& document) {
  const Element root = document.root();
  return root ? split_uri(base::trim(value_of(root, info::AttributeName::entity))) : UriParts();
}

bool is_dangerous(const Room& room) {
  return has_one_of(room.parts, kDangerous);
}

bool is_unlikely(const Room& room) {
  return room.parts.scheme.empty() || has_one_of(room.parts, kUnlikely);
}

std::vector<Disguise> disguises_of(const Room& room, const UriParts& conference) {
  std::vector<Disguise> found;
  if (tricks_with_user(room.parts)) {
    found.push_back(Disguise::user_info);
  }
  if (holds_hidden_character(room.text)) {
    found.push_back(Disguise::control);
  }
  if (room.parts.host.empty() || is_same_domain(room.parts.host, conference.host)) {
    return found;
  }
  if (is_address(room.parts)) {
    found.push_back(Disguise::address);
  } else if (has_international_label(room.parts.host)) {
    found.push_back(Disguise::look_alike);
  }
  return found;
}

Disguise disguise_of(const Room& room, const UriParts& conference) {
  const std::vector<Disguise> found = disguises_of(room, conference);
  return found.empty() ? Disguise::none : found.front();
}

bool has_international_label(std::string_view host) {
  return any_label(percent_decoded(host), is_international);
}

bool mixes_scripts(std::string_view host) {
  return any_label(host, [](std::string_view label) {
    return std::ranges::any_of(label, is_ascii_letter) && !std::ranges::all_of(label, is_ascii);
  });
}

bool is_same_domain(std::string_view host, std::string_view other) {
  return same_host(host, other) || uri::canonical_host(host) == uri::canonical_host(other);
}

bool is_related(const Room& room, const UriParts& conference, const RoomSettings& settings) {
  const std::string_view host = room.parts.host;
  if (host.empty() || is_same_domain(host, conference.host)) {
    return !host.empty();
  }
  const std::string name = uri::canonical_host(host);
  return std::ranges::any_of(settings.related_domains,
                             [&](const std::string& domain) { return is_below(name, uri::canonical_host(domain)); });
}

std::string room_name(const Room& room) {
  const UriParts& parts = room.parts;
  if (has_scheme(parts, "irc") || has_scheme(parts, "ircs") || has_scheme(parts, "irc6")) {
    std::string_view channel = parts.path;
    channel.remove_prefix(std::min(channel.find_first_not_of('/'), channel.size()));
    std::string name = percent_decoded(channel.substr(0, channel.find_first_of(",?")));
    name.erase(0, std::min(name.find_first_not_of('#'), name.size()));
    return name;
  }
  return is_web(parts) ? std::string() : percent_decoded(parts.user);
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size();
    const int high = escape ? hex_value(text[i + 1]) : -1;
    const int low = escape ? hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

}  // namespace confstate::rules
