// Conferences from a few options.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "generate/conference.hpp"

namespace confstate::generate {

// The fields of a text separated by commas; "\," is a comma and "\\" a backslash in one.
[[nodiscard]] std::vector<std::string> split_fields(std::string_view text);

// A user as in "sip:bob@example.com,display=Bob,role=chair,status=connected,media=audio:sendrecv": the URI, then
// display, aor, role and language (repeatable) of the user, and of an endpoint: endpoint (begins one, repeatable),
// label, status, joined, since, by, left, until, reason, media (TYPE[:DIRECTION[:LABEL]], repeatable). An endpoint that
// is not named has the URI of the user. Fails on an unknown word or value, with a suggestion.
[[nodiscard]] base::Result<User> read_user(std::string_view text);

// A chat room (RFC 7106) as in "xmpp:dev@conference.example.com,display=Dev".
[[nodiscard]] base::Result<Listed> read_room(std::string_view text);

// Adds an endpoint with the URI of its user where the user has none yet; the last endpoint.
Endpoint& last_endpoint(User& user);

// The id that the next stream of an endpoint gets: 1, 2, ...
[[nodiscard]] std::string next_media_id(const Endpoint& endpoint);

}  // namespace confstate::generate
