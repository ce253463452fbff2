// Advertised chat rooms (RFC 7106): the entries with the purpose of one, and what their URIs say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "info/document.hpp"
#include "rules/rule.hpp"
#include "rules/uri_parts.hpp"

namespace confstate::rules {

// One advertised room. Its views point into the document.
struct Room {
  info::Element entry;
  info::Element list;     // the list of URIs it stands in
  info::Element uri;      // never null
  std::string_view text;  // of the URI, without white space around it
  UriParts parts;
};

// Every entry that is announced as a room, in document order: also where its purpose is misspelt or its URI is none.
// One without a URI element is left out, as nobody can join it.
[[nodiscard]] std::vector<Room> announced_rooms_of(const info::Document& document);

// Every room whose URI is one in the sense of xs:anyURI, in document order.
[[nodiscard]] std::vector<Room> rooms_of(const info::Document& document);

// The rooms among them that stand in lists of services or of the conference: those that clients offer.
[[nodiscard]] std::vector<Room> offered_rooms_of(const info::Document& document);

// The URI of the conference as the rooms are compared with it.
[[nodiscard]] UriParts conference_parts(const info::Document& document);

// True for a scheme that runs in the client itself: nothing a chat could be behind, only code.
[[nodiscard]] bool is_dangerous(const Room& room);

// True for a scheme behind which no chat room is likely, or for no scheme at all.
[[nodiscard]] bool is_unlikely(const Room& room);

// What a URI may do to make a reader take its host for another one.
enum class Disguise : std::uint8_t {
  none,
  user_info,  // something that looks like a host stands before the last '@'
  control,    // a control character or an invisible one, raw or percent-encoded
  address,    // an IP address instead of a name
  look_alike  // letters outside ASCII, as themselves or in their xn-- form
};

// All that apply, in the order above. A host that is that of the conference disguises nothing.
[[nodiscard]] std::vector<Disguise> disguises_of(const Room& room, const UriParts& conference);

// The first of them.
[[nodiscard]] Disguise disguise_of(const Room& room, const UriParts& conference);

// True when a label of the host has letters outside ASCII, as themselves or in their xn-- form; "%hh" is undone first.
[[nodiscard]] bool has_international_label(std::string_view host);

// True when a label of the host mixes ASCII letters with others.
[[nodiscard]] bool mixes_scripts(std::string_view host);

// True for the same host, whatever its case and whether its labels are A-labels or U-labels.
[[nodiscard]] bool is_same_domain(std::string_view host, std::string_view other);

// True when the host is that of the conference or is one of, or below, the related domains.
[[nodiscard]] bool is_related(const Room& room, const UriParts& conference, const RoomSettings& settings);

// The name of a room as its scheme writes it: the user part, the channel of irc; percent-decoded. Empty where the
// scheme has none (http).
[[nodiscard]] std::string room_name(const Room& room);

// The text with %XX undone.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace confstate::rules
