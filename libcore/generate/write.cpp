#include "generate/write.hpp"

#include <string_view>

#include <fmt/format.h>

namespace confstate::generate {

using info::AttributeName;
using info::Name;
using info::State;
using info::Writer;

namespace {

void leaf(Writer& writer, Name name, std::string_view value) {
  if (!value.empty()) {
    writer.leaf(name, value);
  }
}

void leaf(Writer& writer, Name name, const std::optional<std::uint32_t>& value) {
  if (value) {
    writer.leaf(name, std::to_string(*value));
  }
}

void leaf(Writer& writer, Name name, const std::optional<bool>& value) {
  if (value) {
    writer.leaf(name, *value ? "true" : "false");
  }
}

void words(Writer& writer, Name name, const std::vector<std::string>& values) {
  leaf(writer, name, fmt::format("{}", fmt::join(values, " ")));
}

// The state of a row or of what holds rows; full is the default.
void state_unless_full(Writer& writer, State state) {
  if (state != State::full) {
    writer.attribute(AttributeName::state, word(state));
  }
}

void key(Writer& writer, AttributeName name, std::string_view value) {
  if (!value.empty()) {
    writer.attribute(name, value);
  }
}

void occasion(Writer& writer, Name name, const Occasion& value) {
  if (value == Occasion{}) {
    return;
  }
  writer.open(name);
  leaf(writer, Name::when, value.when);
  leaf(writer, Name::reason, value.reason);
  leaf(writer, Name::by, value.by);
  writer.close();
}

void listed(Writer& writer, Name name, const std::vector<Listed>& entries) {
  if (entries.empty()) {
    return;
  }
  writer.open(name);
  for (const Listed& entry : entries) {
    write_listed(writer, entry);
  }
  writer.close();
}

void available_media(Writer& writer, const std::vector<Offered>& offered) {
  if (offered.empty()) {
    return;
  }
  writer.open(Name::available_media);
  for (const Offered& medium : offered) {
    writer.open(Name::entry);
    writer.attribute(AttributeName::label, medium.label);
    leaf(writer, Name::display_text, medium.display_text);
    writer.leaf(Name::type, medium.type);
    leaf(writer, Name::status, medium.status);
    writer.close();
  }
  writer.close();
}

void stream(Writer& writer, const Stream& medium) {
  writer.open(Name::media);
  writer.attribute(AttributeName::id, medium.id);
  leaf(writer, Name::display_text, medium.display_text);
  leaf(writer, Name::type, medium.type);
  leaf(writer, Name::label, medium.label);
  leaf(writer, Name::src_id, medium.src_id);
  leaf(writer, Name::status, medium.status);
  writer.close();
}

void call_info(Writer& writer, const Call& call) {
  if (call == Call{}) {
    return;
  }
  writer.open(Name::call_info);
  writer.open(Name::sip);
  writer.leaf(Name::call_id, call.call_id);
  writer.leaf(Name::from_tag, call.from_tag);
  writer.leaf(Name::to_tag, call.to_tag);
  writer.close();
  writer.close();
}

void endpoint(Writer& writer, const Endpoint& value) {
  writer.open(Name::endpoint);
  key(writer, AttributeName::entity, value.entity);
  state_unless_full(writer, value.state);
  leaf(writer, Name::display_text, value.display_text);
  occasion(writer, Name::referred, value.referred);
  leaf(writer, Name::status, value.status);
  leaf(writer, Name::joining_method, value.joining_method);
  occasion(writer, Name::joining_info, value.joining);
  leaf(writer, Name::disconnection_method, value.disconnection_method);
  occasion(writer, Name::disconnection_info, value.disconnection);
  for (const Stream& medium : value.media) {
    stream(writer, medium);
  }
  call_info(writer, value.call);
  writer.close();
}

void texts(Writer& writer, Name name, const std::vector<std::string>& entries, bool as_uris) {
  if (entries.empty()) {
    return;
  }
  writer.open(name);
  for (const std::string& entry : entries) {
    if (as_uris) {
      write_listed(writer, {.uri = entry, .display_text = {}, .purpose = {}});
    } else {
      writer.leaf(Name::entry, entry);
    }
  }
  writer.close();
}

template <class Row, class Write>
void rows(Writer& writer, Name name, const std::optional<Rows<Row>>& all, Write write) {
  if (!all) {
    return;
  }
  writer.open(name);
  state_unless_full(writer, all->state);
  for (const Row& row : all->rows) {
    write(writer, row);
  }
  writer.close();
}

}  // namespace

std::string_view word(State state) {
  return info::values_of(info::Type::state)[static_cast<std::size_t>(state)];
}

void write_listed(Writer& writer, const Listed& entry) {
  writer.open(Name::entry);
  writer.leaf(Name::uri, entry.uri);
  leaf(writer, Name::display_text, entry.display_text);
  leaf(writer, Name::purpose, entry.purpose);
  writer.close();
}

void write_user(Writer& writer, const User& user) {
  writer.open(Name::user);
  key(writer, AttributeName::entity, user.entity);
  state_unless_full(writer, user.state);
  leaf(writer, Name::display_text, user.display_text);
  texts(writer, Name::associated_aors, user.aors, true);
  texts(writer, Name::roles, user.roles, false);
  words(writer, Name::languages, user.languages);
  leaf(writer, Name::cascaded_focus, user.cascaded_focus);
  for (const Endpoint& one : user.endpoints) {
    endpoint(writer, one);
  }
  writer.close();
}

void write_description(Writer& writer, const Description& description) {
  writer.open(Name::conference_description);
  leaf(writer, Name::display_text, description.display_text);
  leaf(writer, Name::subject, description.subject);
  leaf(writer, Name::free_text, description.free_text);
  words(writer, Name::keywords, description.keywords);
  listed(writer, Name::conf_uris, description.conf_uris);
  listed(writer, Name::service_uris, description.service_uris);
  leaf(writer, Name::maximum_user_count, description.maximum_user_count);
  available_media(writer, description.available_media);
  writer.close();
}

void write_conference_state(Writer& writer, const ConferenceState& state) {
  writer.open(Name::conference_state);
  leaf(writer, Name::user_count, state.user_count);
  leaf(writer, Name::active, state.active);
  leaf(writer, Name::locked, state.locked);
  writer.close();
}

void write_sidebar(Writer& writer, const Sidebar& sidebar) {
  writer.open(Name::entry);
  key(writer, AttributeName::entity, sidebar.entity);
  state_unless_full(writer, sidebar.state);
  if (sidebar.description) {
    write_description(writer, *sidebar.description);
  }
  rows(writer, Name::users, sidebar.users, write_user);
  writer.close();
}

void write_conference(Writer& writer, const Conference& conference) {
  writer.open(Name::conference_info);
  writer.attribute(AttributeName::entity, conference.entity);
  writer.attribute(AttributeName::state, word(conference.state));
  writer.attribute(AttributeName::version, std::to_string(conference.version));
  if (conference.description) {
    write_description(writer, *conference.description);
  }
  if (conference.conference_state) {
    write_conference_state(writer, *conference.conference_state);
  }
  rows(writer, Name::users, conference.users, write_user);
  rows(writer, Name::sidebars_by_ref, conference.sidebars_by_ref, write_listed);
  rows(writer, Name::sidebars_by_val, conference.sidebars_by_val, write_sidebar);
  writer.close();
}

std::string write_document(const Conference& conference, info::Layout layout) {
  std::string out;
  Writer writer(out, layout);
  writer.declaration();
  write_conference(writer, conference);
  out += '\n';
  return out;
}

}  // namespace confstate::generate
