// A conference as its focus sees it, and what happens in it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "generate/conference.hpp"
#include "generate/series.hpp"

namespace confstate::generate {

// Lets one thing after the other happen, by chance. Each event changes the whole conference and, the same way, the
// document that tells of it, which mentions nothing else. Documents are partial where a partial document can say it
// (section 4.4), else full; versions go up by one; at least five seconds are between any two (section 3.9).
class Focus {
 public:
  // `only_partial` leaves out events that need a full document.
  Focus(const SeriesPlan& plan, bool only_partial);

  // The full document at the beginning; to be asked once, before anything happens.
  [[nodiscard]] Notification first();
  // What happens next.
  [[nodiscard]] Notification next();

 private:
  // Where an endpoint is.
  struct Place {
    std::size_t user = 0;
    std::size_t endpoint = 0;
  };
  // False where it cannot happen now.
  using Event = bool (Focus::*)();
  struct EventRow {
    Event event;
    std::uint32_t weight;
    bool needs_full;
  };
  static const std::vector<EventRow>& events();
  [[nodiscard]] Event pick_event();

  // People. focus_people.cpp
  bool join();
  bool connect();
  bool hold();
  bool mute();
  bool resume();
  bool leave();
  bool boot();
  bool forget();
  bool add_device();
  bool remove_device();
  bool add_video();
  bool remove_video();
  bool give_role();
  // The conference. focus_conference.cpp
  bool lock();
  bool rename();
  bool open_room();
  bool open_sidebar();
  bool enter_sidebar();
  bool leave_sidebar();
  bool close_sidebar();
  bool open_reference();
  bool close_reference();
  bool close_last_reference();
  bool refresh();

  // An endpoint with one of these statuses, by chance; false where there is none.
  bool find(Place& place, std::initializer_list<std::string_view> statuses);
  bool find_user(std::size_t& user, const std::function<bool(const User&)>& wanted);
  [[nodiscard]] User& user(const Place& place) { return now_.users->rows[place.user]; }
  [[nodiscard]] Endpoint& endpoint(const Place& place) { return user(place).endpoints[place.endpoint]; }
  // Rows of the document that tells of the event; containers are partial.
  User& tell_user(const User& user, info::State state);
  Endpoint& tell_endpoint(const Place& place, info::State state);
  Sidebar& tell_sidebar(const Sidebar& sidebar, info::State state);
  void tell_full();
  void tell_description() { update_.description = now_.description; }
  // Tells the number of people who are connected where it has changed.
  void count_people();
  void set_status(const Place& place, std::string_view status, std::string_view direction);
  void disconnect(const Place& place, std::string_view method, const Occasion& how);
  [[nodiscard]] User new_user();
  [[nodiscard]] Endpoint new_endpoint(const User& user, std::size_t number);
  [[nodiscard]] std::vector<Stream> new_media();
  void say(std::string_view who, std::string_view what);
  [[nodiscard]] std::string moment() const { return write_time(at_); }
  [[nodiscard]] Notification take();

  base::Random random_;
  bool only_partial_;
  Conference now_;
  Conference update_;
  std::vector<std::string> said_;
  std::uint64_t at_;
  std::uint32_t people_ = 0;   // who ever came
  std::uint32_t sources_ = 0;  // SSRCs given
  std::uint32_t others_ = 0;   // sidebars, rooms and subjects given
};

}  // namespace confstate::generate
