// generate: makes documents and series of notifications: from options, rosters, a seed. It may use base, bytes, diag,
// xml, info, change, rules and capture. It never reads the clock or chance: the same description and seed give the
// same bytes on every machine.
//
// This header is what documents are made from: a conference as plain values. An empty text is an absent element. The
// same values say a notification: what it does not mention is absent, and `state` says what rows mean (RFC 4575
// section 4.4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "info/document.hpp"

namespace confstate::generate {

// When, why and by whom something was done (execution-type).
struct Occasion {
  std::string when;
  std::string reason;
  std::string by;

  friend bool operator==(const Occasion&, const Occasion&) = default;
};

struct Stream {
  std::string id;
  std::string display_text;
  std::string type;
  std::string label;
  std::string src_id;
  std::string status;

  friend bool operator==(const Stream&, const Stream&) = default;
};

struct Call {
  std::string call_id;
  std::string from_tag;
  std::string to_tag;

  friend bool operator==(const Call&, const Call&) = default;
};

struct Endpoint {
  std::string entity;
  info::State state = info::State::full;
  std::string display_text;
  Occasion referred;
  std::string status;
  std::string joining_method;
  Occasion joining;
  std::string disconnection_method;
  Occasion disconnection;
  std::vector<Stream> media;
  Call call;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

struct User {
  std::string entity;
  info::State state = info::State::full;
  std::string display_text;
  std::vector<std::string> aors;
  std::vector<std::string> roles;
  std::vector<std::string> languages;
  std::string cascaded_focus;
  std::vector<Endpoint> endpoints;

  friend bool operator==(const User&, const User&) = default;
};

// An entry of a list of URIs.
struct Listed {
  std::string uri;
  std::string display_text;
  std::string purpose;

  friend bool operator==(const Listed&, const Listed&) = default;
};

struct Offered {
  std::string label;
  std::string display_text;
  std::string type;
  std::string status;

  friend bool operator==(const Offered&, const Offered&) = default;
};

struct Description {
  std::string display_text;
  std::string subject;
  std::string free_text;
  std::vector<std::string> keywords;
  std::vector<Listed> conf_uris;
  std::vector<Listed> service_uris;
  std::optional<std::uint32_t> maximum_user_count;
  std::vector<Offered> available_media;

  friend bool operator==(const Description&, const Description&) = default;
};

struct ConferenceState {
  std::optional<std::uint32_t> user_count;
  std::optional<bool> active;
  std::optional<bool> locked;

  friend bool operator==(const ConferenceState&, const ConferenceState&) = default;
};

// Rows with the state of what they stand in.
template <class Row>
struct Rows {
  info::State state = info::State::full;
  std::vector<Row> rows;

  friend bool operator==(const Rows&, const Rows&) = default;
};

struct Sidebar {
  std::string entity;
  info::State state = info::State::full;
  std::optional<Description> description;
  std::optional<Rows<User>> users;

  friend bool operator==(const Sidebar&, const Sidebar&) = default;
};

struct Conference {
  std::string entity;
  info::State state = info::State::full;
  std::uint32_t version = 1;
  std::optional<Description> description;
  std::optional<ConferenceState> conference_state;
  std::optional<Rows<User>> users;
  std::optional<Rows<Listed>> sidebars_by_ref;
  std::optional<Rows<Sidebar>> sidebars_by_val;

  friend bool operator==(const Conference&, const Conference&) = default;
};

}  // namespace confstate::generate
