#include "generate/focus.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/date.hpp"

namespace confstate::generate {
namespace {

constexpr std::uint64_t kSecond = 1'000'000;
// 2026-05-04T09:00:00Z, the beginning of every series.
constexpr base::Date kFirstDay{2026, 5, 4};
constexpr std::uint64_t kStart = 1'777'885'200 * kSecond;
constexpr std::uint64_t kSecondsOfDay = 86'400;
constexpr std::uint32_t kFirstPeople = 3;

base::Date next_day(base::Date day) {
  if (++day.day > base::days_in_month(day.year, day.month)) {
    day.day = 1;
    day.month = day.month % 12 + 1;
    day.year += day.month == 1 ? 1 : 0;
  }
  return day;
}

}  // namespace

std::string write_time(std::uint64_t at) {
  const std::uint64_t seconds = at / kSecond;
  const std::uint64_t first_midnight = kStart / kSecond - 9ULL * 3600;
  base::Date day = kFirstDay;
  for (std::uint64_t days = (seconds - std::min(seconds, first_midnight)) / kSecondsOfDay; days > 0; --days) {
    day = next_day(day);
  }
  const std::uint64_t rest = seconds % kSecondsOfDay;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", base::write_date(day), rest / 3600, rest / 60 % 60, rest % 60);
}

// A weight of 4 is twice as often as one of 2.
const std::vector<Focus::EventRow>& Focus::events() {
  static const std::vector<EventRow> all = {
      {&Focus::join, 6, false},           {&Focus::connect, 12, false},
      {&Focus::hold, 4, false},           {&Focus::mute, 4, false},
      {&Focus::resume, 6, false},         {&Focus::leave, 4, false},
      {&Focus::boot, 1, false},           {&Focus::forget, 5, false},
      {&Focus::add_device, 2, false},     {&Focus::remove_device, 2, false},
      {&Focus::add_video, 2, false},      {&Focus::remove_video, 1, false},
      {&Focus::give_role, 1, false},      {&Focus::lock, 1, false},
      {&Focus::rename, 1, false},         {&Focus::open_room, 1, false},
      {&Focus::open_sidebar, 2, false},   {&Focus::enter_sidebar, 3, false},
      {&Focus::leave_sidebar, 2, false},  {&Focus::close_sidebar, 1, false},
      {&Focus::open_reference, 1, false}, {&Focus::close_reference, 1, false},
      {&Focus::refresh, 1, true},         {&Focus::close_last_reference, 1, true},
  };
  return all;
}

Focus::Focus(const SeriesPlan& plan, bool only_partial) : random_(plan.seed), only_partial_(only_partial), at_(kStart) {
  now_.entity = plan.entity;
  now_.version = plan.version;
  Description& about = now_.description.emplace();
  about.subject = plan.subject;
  about.available_media = {{.label = "1", .display_text = "main audio", .type = "audio", .status = "sendrecv"},
                           {.label = "2", .display_text = "main video", .type = "video", .status = "sendrecv"}};
  now_.conference_state = ConferenceState{.user_count = kFirstPeople, .active = true, .locked = false};
  now_.users.emplace();
  for (std::uint32_t i = 0; i < kFirstPeople; ++i) {
    User user = new_user();
    user.endpoints.push_back(new_endpoint(user, 1));
    user.endpoints.front().status = "connected";
    user.endpoints.front().media = new_media();
    now_.users->rows.push_back(std::move(user));
  }
  now_.users->rows.front().roles = {"chair"};
}

Notification Focus::first() {
  update_ = now_;
  said_ = {"the conference begins"};
  return take();
}

Focus::Event Focus::pick_event() {
  std::uint32_t total = 0;
  for (const EventRow& row : events()) {
    total += only_partial_ && row.needs_full ? 0 : row.weight;
  }
  std::uint32_t left = random_.below(total);
  for (const EventRow& row : events()) {
    const std::uint32_t weight = only_partial_ && row.needs_full ? 0 : row.weight;
    if (left < weight) {
      return row.event;
    }
    left -= weight;
  }
  return &Focus::join;
}

Notification Focus::next() {
  at_ += random_.between(5, 60) * kSecond;
  at_ += random_.below(kSecond);
  ++now_.version;
  update_ = {};
  update_.entity = now_.entity;
  update_.state = info::State::partial;
  update_.version = now_.version;
  said_.clear();
  while (!(this->*pick_event())()) {  // who cannot join can be given a role, so this ends
  }
  count_people();
  return take();
}

Notification Focus::take() {
  return {.at = at_, .event = std::move(said_), .document = std::move(update_), .after = now_};
}

void Focus::say(std::string_view who, std::string_view what) {
  said_.push_back(who.empty() ? std::string(what) : fmt::format("{} {}", who, what));
}

bool Focus::find_user(std::size_t& user, const std::function<bool(const User&)>& wanted) {
  const std::vector<User>& rows = now_.users->rows;
  const std::size_t begin = random_.below(static_cast<std::uint32_t>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    user = (begin + i) % rows.size();
    if (wanted(rows[user])) {
      return true;
    }
  }
  return false;
}

bool Focus::find(Place& place, std::initializer_list<std::string_view> statuses) {
  const auto fits = [&statuses](const Endpoint& one) {
    return std::find(statuses.begin(), statuses.end(), one.status) != statuses.end();
  };
  const auto has_one = [&fits](const User& one) { return std::ranges::any_of(one.endpoints, fits); };
  if (!find_user(place.user, has_one)) {
    return false;
  }
  const auto& endpoints = user(place).endpoints;
  place.endpoint = static_cast<std::size_t>(std::ranges::find_if(endpoints, fits) - endpoints.begin());
  return true;
}

User& Focus::tell_user(const User& user, info::State state) {
  auto& users = update_.users ? *update_.users : update_.users.emplace();
  users.state = info::State::partial;
  User& told = users.rows.emplace_back();
  if (state == info::State::full) {
    told = user;
  }
  told.entity = user.entity;
  told.state = state;
  return told;
}

Endpoint& Focus::tell_endpoint(const Place& place, info::State state) {
  const Endpoint& from = endpoint(place);
  Endpoint& told = tell_user(user(place), info::State::partial).endpoints.emplace_back();
  if (state == info::State::full) {
    told = from;
  }
  told.entity = from.entity;
  told.state = state;
  return told;
}

void Focus::tell_full() {
  update_ = now_;
}

void Focus::count_people() {
  const auto is_there = [](const Endpoint& one) {
    return one.status == "connected" || one.status == "on-hold" || one.status == "muted-via-focus";
  };
  const auto count = std::ranges::count_if(
      now_.users->rows, [&](const User& one) { return std::ranges::any_of(one.endpoints, is_there); });
  const auto people = static_cast<std::uint32_t>(count);
  if (now_.conference_state->user_count != people) {
    now_.conference_state->user_count = people;
    update_.conference_state = now_.conference_state;
  }
}

}  // namespace confstate::generate
