// What people do, and what is done to them.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "generate/focus.hpp"

namespace confstate::generate {
namespace {

using info::State;

constexpr std::size_t kMostPeople = 25;
constexpr std::string_view kConnected = "connected";
constexpr std::string_view kOnHold = "on-hold";
constexpr std::string_view kMuted = "muted-via-focus";
constexpr std::string_view kDialingIn = "dialing-in";
constexpr std::string_view kAlerting = "alerting";
constexpr std::string_view kDisconnected = "disconnected";
constexpr std::string_view kInvited = "dialed-out";
constexpr std::string_view kCame = "dialed-in";
constexpr std::string_view kChair = "sip:alice@example.com";

struct Person {
  std::string_view id;
  std::string_view name;
};

constexpr auto kPeople = std::to_array<Person>({{"alice", "Alice Araújo"},
                                                {"bob", "Bob Hoskins"},
                                                {"carol", "Carol Díaz"},
                                                {"dan", "Dan Drew"},
                                                {"mei", "王美"},
                                                {"kim", "김민수"},
                                                {"zoe", "Zoë Ångström"},
                                                {"ivan", "Иван Петров"},
                                                {"chioma", "Chioma Okafor"},
                                                {"lars", "Lars Ødegård"}});
constexpr auto kRoles =
    std::to_array<std::string_view>({"participant", "chair", "moderator", "minute taker", "interpreter"});

// "bob@example.com" of "sip:bob@example.com".
std::string_view short_name(std::string_view uri) {
  return uri.substr(uri.find(':') + 1);
}

}  // namespace

// Everybody who comes is somebody new.
User Focus::new_user() {
  const std::uint32_t number = people_++;
  User made;
  if (number < kPeople.size()) {
    made.entity = fmt::format("sip:{}@example.com", kPeople[number].id);
    made.display_text = kPeople[number].name;
  } else {
    made.entity = fmt::format("sip:guest{}@example.com", number + 1);
    made.display_text = fmt::format("Guest {}", number + 1);
  }
  return made;
}

Endpoint Focus::new_endpoint(const User& user, std::size_t number) {
  const std::string_view uri = user.entity;
  const std::size_t at = uri.find('@');
  Endpoint made;
  made.entity = fmt::format("{}@device{}.example.com", uri.substr(0, at), number);
  made.joining_method = kCame;
  made.joining.when = moment();
  return made;
}

std::vector<Stream> Focus::new_media() {
  Stream audio{.id = "1", .display_text = {}, .type = "audio", .label = "1", .src_id = {}, .status = "sendrecv"};
  audio.src_id = std::to_string(1'000'000 + 7919 * ++sources_);
  return {audio};
}

bool Focus::join() {
  if (now_.users->rows.size() >= kMostPeople) {
    return false;
  }
  User made = new_user();
  Endpoint& endpoint = made.endpoints.emplace_back(new_endpoint(made, 1));
  const bool invited = random_.one_in(3);
  endpoint.status = invited ? kAlerting : kDialingIn;
  if (invited) {
    endpoint.joining_method = kInvited;
    endpoint.joining.by = kChair;
  }
  say(short_name(made.entity), invited ? "is called" : "dials in");
  tell_user(made, State::full);
  now_.users->rows.push_back(std::move(made));
  return true;
}

void Focus::set_status(const Place& place, std::string_view status, std::string_view direction) {
  Endpoint& changed = endpoint(place);
  Endpoint& told = tell_endpoint(place, State::partial);
  changed.status = told.status = status;
  for (Stream& stream : changed.media) {
    stream.status = direction;
  }
  told.media = changed.media;
}

bool Focus::connect() {
  Place place;
  if (!find(place, {kDialingIn, kAlerting})) {
    return false;
  }
  Endpoint& changed = endpoint(place);
  changed.media = new_media();
  changed.call = {.call_id = fmt::format("c{}@conf.example.com", sources_),
                  .from_tag = fmt::format("f{}", sources_),
                  .to_tag = fmt::format("t{}", sources_)};
  set_status(place, kConnected, "sendrecv");
  update_.users->rows.back().endpoints.back().call = changed.call;
  say(short_name(user(place).entity), "connects");
  return true;
}

bool Focus::hold() {
  Place place;
  if (!find(place, {kConnected})) {
    return false;
  }
  set_status(place, kOnHold, "sendonly");
  say(short_name(user(place).entity), "holds");
  return true;
}

bool Focus::mute() {
  Place place;
  if (!find(place, {kConnected})) {
    return false;
  }
  set_status(place, kMuted, "recvonly");
  say(short_name(user(place).entity), "is muted");
  return true;
}

bool Focus::resume() {
  Place place;
  if (!find(place, {kOnHold, kMuted})) {
    return false;
  }
  set_status(place, kConnected, "sendrecv");
  say(short_name(user(place).entity), "resumes");
  return true;
}

// The streams go, which only a full endpoint can say.
void Focus::disconnect(const Place& place, std::string_view method, const Occasion& how) {
  Endpoint& changed = endpoint(place);
  changed.status = kDisconnected;
  changed.disconnection_method = method;
  changed.disconnection = how;
  changed.media.clear();
  changed.call = {};
  tell_endpoint(place, State::full);
}

bool Focus::leave() {
  Place place;
  if (!find(place, {kConnected, kOnHold, kMuted, kAlerting})) {
    return false;
  }
  const bool refuses = endpoint(place).status == kAlerting;
  disconnect(place, refuses ? "busy" : "departed",
             {.when = moment(), .reason = refuses ? "SIP;cause=486;text=\"Busy Here\"" : "", .by = {}});
  say(short_name(user(place).entity), refuses ? "is busy" : "leaves");
  return true;
}

bool Focus::boot() {
  Place place;
  if (!find(place, {kConnected, kOnHold, kMuted}) || user(place).entity == kChair) {
    return false;
  }
  disconnect(place, "booted", {.when = moment(), .reason = {}, .by = std::string(kChair)});
  say(short_name(user(place).entity), "is booted");
  return true;
}

// Who has no endpoint left that is on is taken off the roster, and out of the sidebars before (section 5.9).
bool Focus::forget() {
  const auto is_gone = [this](const User& one) {
    const bool off = std::ranges::all_of(one.endpoints, [](const Endpoint& e) { return e.status == kDisconnected; });
    const auto sits_in = [&one](const Sidebar& sidebar) {
      return std::ranges::find(sidebar.users->rows, one.entity, &User::entity) != sidebar.users->rows.end();
    };
    return off && !(now_.sidebars_by_val && std::ranges::any_of(now_.sidebars_by_val->rows, sits_in));
  };
  std::size_t index = 0;
  if (!find_user(index, is_gone)) {
    return false;
  }
  std::vector<User>& rows = now_.users->rows;
  tell_user(rows[index], State::deleted);
  say(short_name(rows[index].entity), "is gone");
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(index));
  return true;
}

bool Focus::add_device() {
  Place place;
  if (!find(place, {kConnected}) || user(place).endpoints.size() > 2) {
    return false;
  }
  User& owner = user(place);
  std::size_t number = 2;
  const auto is_taken = [&](const Endpoint& one) { return one.entity == new_endpoint(owner, number).entity; };
  while (std::ranges::any_of(owner.endpoints, is_taken)) {
    ++number;
  }
  Endpoint& made = owner.endpoints.emplace_back(new_endpoint(owner, number));
  made.status = kConnected;
  made.media = new_media();
  place.endpoint = owner.endpoints.size() - 1;
  tell_endpoint(place, State::full);
  say(short_name(owner.entity), "adds a device");
  return true;
}

bool Focus::remove_device() {
  const auto has_several = [](const User& one) { return one.endpoints.size() > 1; };
  Place place;
  if (!find_user(place.user, has_several)) {
    return false;
  }
  User& owner = user(place);
  place.endpoint = random_.below(static_cast<std::uint32_t>(owner.endpoints.size()));
  tell_endpoint(place, State::deleted);
  owner.endpoints.erase(owner.endpoints.begin() + static_cast<std::ptrdiff_t>(place.endpoint));
  say(short_name(owner.entity), "removes a device");
  return true;
}

bool Focus::add_video() {
  Place place;
  if (!find(place, {kConnected}) || endpoint(place).media.size() != 1) {
    return false;
  }
  Stream video = new_media().front();
  video.id = "2";
  video.type = "video";
  video.label = "2";
  tell_endpoint(place, State::partial).media = {video};
  endpoint(place).media.push_back(std::move(video));
  say(short_name(user(place).entity), "turns video on");
  return true;
}

// A single stream cannot be taken away by a partial endpoint.
bool Focus::remove_video() {
  Place place;
  if (!find(place, {kConnected}) || endpoint(place).media.size() != 2) {
    return false;
  }
  endpoint(place).media.pop_back();
  tell_endpoint(place, State::full);
  say(short_name(user(place).entity), "turns video off");
  return true;
}

bool Focus::give_role() {
  std::size_t index = 0;
  if (!find_user(index, [](const User&) { return true; })) {
    return false;
  }
  User& changed = now_.users->rows[index];
  const std::string before = changed.roles.empty() ? std::string() : changed.roles.front();
  while (changed.roles.empty() || changed.roles.front() == before) {
    changed.roles = {std::string(random_.pick(std::span(kRoles)))};
  }
  tell_user(changed, State::partial).roles = changed.roles;
  say(short_name(changed.entity), fmt::format("becomes {}", changed.roles.front()));
  return true;
}

}  // namespace confstate::generate
