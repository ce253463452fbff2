// What happens to the conference and its sidebars.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "generate/focus.hpp"
#include "rules/info/purposes.hpp"

namespace confstate::generate {
namespace {

using info::State;

constexpr std::size_t kMostSidebars = 4;
constexpr std::size_t kMostRooms = 1;  // more than one leaves a client to choose (RFC 7106 section 4)

bool has_user(const Sidebar& sidebar, const std::string& entity) {
  return std::ranges::find(sidebar.users->rows, entity, &User::entity) != sidebar.users->rows.end();
}

}  // namespace

bool Focus::lock() {
  const bool locked = !now_.conference_state->locked.value_or(false);
  now_.conference_state->locked = locked;
  update_.conference_state = now_.conference_state;
  say({}, locked ? "the conference is locked" : "the conference is unlocked");
  return true;
}

bool Focus::rename() {
  now_.description->subject = fmt::format("Point {}", ++others_);
  tell_description();
  say({}, "the subject changes");
  return true;
}

bool Focus::open_room() {
  std::vector<Listed>& services = now_.description->service_uris;
  if (services.size() >= kMostRooms) {
    return false;
  }
  services.push_back({.uri = fmt::format("xmpp:room{}@conf.example.com", ++others_),
                      .display_text = "Side chat",
                      .purpose = std::string(rules::purposes::kRoom)});
  tell_description();
  say({}, "a chat room appears");
  return true;
}

Sidebar& Focus::tell_sidebar(const Sidebar& sidebar, State state) {
  auto& sidebars = update_.sidebars_by_val ? *update_.sidebars_by_val : update_.sidebars_by_val.emplace();
  sidebars.state = State::partial;
  Sidebar& told = sidebars.rows.emplace_back();
  if (state == State::full) {
    told = sidebar;
  }
  told.entity = sidebar.entity;
  told.state = state;
  return told;
}

bool Focus::open_sidebar() {
  if (now_.users->rows.empty() || (now_.sidebars_by_val && now_.sidebars_by_val->rows.size() >= kMostSidebars)) {
    return false;
  }
  Sidebar made;
  made.entity = fmt::format("sips:sidebar{}@conf.example.com", ++others_);
  made.description.emplace().subject = fmt::format("Sidebar {}", others_);
  made.users.emplace();
  std::size_t index = 0;
  find_user(index, [](const User&) { return true; });
  made.users->rows.emplace_back().entity = now_.users->rows[index].entity;
  tell_sidebar(made, State::full);
  (now_.sidebars_by_val ? *now_.sidebars_by_val : now_.sidebars_by_val.emplace()).rows.push_back(std::move(made));
  say({}, "a sidebar opens");
  return true;
}

bool Focus::enter_sidebar() {
  if (!now_.sidebars_by_val || now_.sidebars_by_val->rows.empty()) {
    return false;
  }
  Sidebar& sidebar = now_.sidebars_by_val->rows.front();
  std::size_t index = 0;
  if (!find_user(index, [&sidebar](const User& one) { return !has_user(sidebar, one.entity); })) {
    return false;
  }
  User seat;
  seat.entity = now_.users->rows[index].entity;
  Rows<User>& told = tell_sidebar(sidebar, State::partial).users.emplace();
  told.state = State::partial;
  told.rows = {seat};
  sidebar.users->rows.push_back(std::move(seat));
  say({}, "somebody enters a sidebar");
  return true;
}

bool Focus::leave_sidebar() {
  if (!now_.sidebars_by_val || now_.sidebars_by_val->rows.empty() ||
      now_.sidebars_by_val->rows.back().users->rows.empty()) {
    return false;
  }
  Sidebar& sidebar = now_.sidebars_by_val->rows.back();
  User gone = std::move(sidebar.users->rows.back());
  sidebar.users->rows.pop_back();
  gone.state = State::deleted;
  Rows<User>& told = tell_sidebar(sidebar, State::partial).users.emplace();
  told.state = State::partial;
  told.rows = {std::move(gone)};
  say({}, "somebody leaves a sidebar");
  return true;
}

bool Focus::close_sidebar() {
  if (!now_.sidebars_by_val || now_.sidebars_by_val->rows.empty()) {
    return false;
  }
  std::vector<Sidebar>& rows = now_.sidebars_by_val->rows;
  const auto closed = rows.begin() + random_.below(static_cast<std::uint32_t>(rows.size()));
  tell_sidebar(*closed, State::deleted);
  rows.erase(closed);
  say({}, "a sidebar closes");
  return true;
}

bool Focus::open_reference() {
  auto& references = now_.sidebars_by_ref ? *now_.sidebars_by_ref : now_.sidebars_by_ref.emplace();
  const Listed made{
      .uri = fmt::format("sips:side{}@conf.example.com", ++others_), .display_text = "Side talk", .purpose = {}};
  references.rows.push_back(made);
  update_.sidebars_by_ref = Rows<Listed>{.state = State::partial, .rows = {made}};
  say({}, "a sidebar elsewhere opens");
  return true;
}

// One entry cannot be deleted: the list is told anew, in full (section 4.4).
bool Focus::close_reference() {
  if (!now_.sidebars_by_ref || now_.sidebars_by_ref->rows.size() < 2) {
    return false;
  }
  std::vector<Listed>& rows = now_.sidebars_by_ref->rows;
  rows.erase(rows.begin() + random_.below(static_cast<std::uint32_t>(rows.size())));
  update_.sidebars_by_ref = now_.sidebars_by_ref;
  say({}, "a sidebar elsewhere closes");
  return true;
}

// An empty list is against the schema, so that no partial document can take the last entry away.
bool Focus::close_last_reference() {
  if (!now_.sidebars_by_ref || now_.sidebars_by_ref->rows.size() != 1) {
    return false;
  }
  now_.sidebars_by_ref.reset();
  tell_full();
  say({}, "the last sidebar elsewhere closes");
  return true;
}

bool Focus::refresh() {
  tell_full();
  say({}, "the focus tells everything anew");
  return true;
}

}  // namespace confstate::generate
