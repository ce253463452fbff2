#include "generate/faulty.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "generate/focus.hpp"

namespace confstate::generate {
namespace {

using info::State;

// Notifications that a fault needs at most, and some between it and the next.
constexpr std::uint32_t kRoom = 4;
constexpr std::uint64_t kSecond = 1'000'000;

// Makes the series, one fault after the other.
class Run {
 public:
  Run(const SeriesPlan& plan, bool faulty, const Visit& visit) : focus_(plan, faulty), visit_(visit) {}

  void run(std::uint32_t count, std::span<const std::string> faults);

  // What the faults do. Each takes notifications from the focus and leaves a subscriber that is as it should be.
  void gap();
  void duplicate();
  void reorder();
  void partial_first();
  void same_version();
  void restart();
  void other_entity();
  void delete_unknown();
  void after_end();

 private:
  Notification next() {
    ++taken_;
    return focus_.next();
  }
  void send(Notification notification, std::string_view outcome, std::vector<std::string> rules = {},
            bool asked = false);
  void send_sound(Notification notification);
  // The full state, under the version of the last notification.
  void heal(const Notification& last, std::vector<std::string> rules = {});

  Focus focus_;
  const Visit& visit_;
  std::uint32_t taken_ = 0;
  std::uint32_t sent_ = 0;
  std::uint64_t at_ = 0;
};

struct FaultRow {
  std::string_view name;
  void (Run::*make)();
};

constexpr auto kFaults = std::to_array<FaultRow>({{"gap", &Run::gap},
                                                  {"duplicate", &Run::duplicate},
                                                  {"reorder", &Run::reorder},
                                                  {"partial-first", &Run::partial_first},
                                                  {"same-version", &Run::same_version},
                                                  {"restart", &Run::restart},
                                                  {"other-entity", &Run::other_entity},
                                                  {"delete-unknown", &Run::delete_unknown},
                                                  {"after-end", &Run::after_end}});
constexpr std::string_view kPartialFirst = kFaults[3].name;

void Run::send(Notification notification, std::string_view outcome, std::vector<std::string> rules, bool asked) {
  // What is sent out of turn is sent a moment after the last.
  at_ = std::max(at_ + kSecond / 4, notification.at);
  visit_({.number = ++sent_,
          .at = at_,
          .event = std::move(notification.event),
          .document = std::move(notification.document),
          .after = std::move(notification.after),
          .outcome = std::string(outcome),
          .rules = std::move(rules),
          .asked = asked || sent_ == 1});
}

void Run::send_sound(Notification notification) {
  const bool partial = notification.document.state == State::partial;
  send(std::move(notification), partial ? "merged" : "replaced");
}

void Run::heal(const Notification& last, std::vector<std::string> rules) {
  send({.at = last.at, .event = {"the subscription is refreshed"}, .document = last.after, .after = last.after},
       "replaced", std::move(rules), true);
}

void Run::gap() {
  static_cast<void>(next());  // lost
  const Notification after = next();
  send(after, "resync", {"notify/version-gap"});
  heal(after);
}

void Run::duplicate() {
  const Notification twice = next();
  send_sound(twice);
  send(twice, "discarded", {"notify/duplicate"});
}

void Run::reorder() {
  Notification first = next();
  const Notification second = next();
  send(second, "resync", {"notify/version-gap"});
  send_sound(std::move(first));
  heal(second);
}

// In place of the first document.
void Run::partial_first() {
  static_cast<void>(focus_.first());
  const Notification partial = next();
  send(partial, "resync", {"notify/first-not-full"});
  heal(partial);
}

void Run::same_version() {
  Notification wrong = next();
  const Notification right = wrong;
  --wrong.document.version;
  send(std::move(wrong), "discarded", {"notify/version-repeated"});
  heal(right);
}

// A focus that counts anew.
void Run::restart() {
  const Notification sound = next();
  send_sound(sound);
  Notification anew = sound;
  anew.document = sound.after;
  anew.document.version = 0;
  send(std::move(anew), "discarded", {"notify/version-decreased"});
}

void Run::other_entity() {
  Notification wrong = next();
  const Notification right = wrong;
  const std::string_view elsewhere = "sips:elsewhere@conf.example.com";
  wrong.document.entity = wrong.document.entity == elsewhere ? "sips:nowhere@conf.example.com" : elsewhere;
  send(std::move(wrong), "rejected", {"notify/entity-changed"});
  heal(right);
}

void Run::delete_unknown() {
  Notification notification = next();
  auto& users = notification.document.users ? *notification.document.users : notification.document.users.emplace();
  users.state = State::partial;
  User& nobody = users.rows.emplace_back();
  nobody.entity = "sip:nobody@example.com";
  nobody.state = State::deleted;
  send(std::move(notification), "merged", {"notify/delete-unknown"});
}

void Run::after_end() {
  Notification end = next();
  const Conference whole = std::exchange(end.document, {});
  end.document.entity = whole.entity;
  end.document.version = whole.version;
  end.document.state = State::deleted;
  end.event = {"the conference ends"};
  end.after = end.document;
  send(std::move(end), "ended", {"notify/conference-ended"});
  const Notification late = next();
  send(late, "resync", {"notify/after-deleted"});
  heal(late, {"notify/after-deleted"});
}

void Run::run(std::uint32_t count, std::span<const std::string> faults) {
  const auto each = static_cast<std::uint32_t>(count / (faults.size() + 1));
  std::uint32_t made = 0;
  if (!faults.empty() && faults.front() == kPartialFirst) {
    partial_first();
    faults = faults.subspan(1);
  } else {
    send_sound(focus_.first());
  }
  while (taken_ < count) {
    if (made < faults.size() && taken_ >= each * (made + 1)) {
      const auto* const row = std::ranges::find(kFaults, faults[made], &FaultRow::name);
      (this->*row->make)();
      ++made;
    } else {
      send_sound(next());
    }
  }
}

}  // namespace

std::vector<std::string_view> fault_names() {
  std::vector<std::string_view> names;
  names.reserve(kFaults.size());
  for (const FaultRow& row : kFaults) {
    names.push_back(row.name);
  }
  return names;
}

base::Result<std::vector<std::string>> read_faults(std::span<const std::string> texts) {
  std::vector<std::string> faults;
  const std::vector<std::string_view> names = fault_names();
  for (std::string_view rest : texts) {
    for (bool more = true; more;) {
      const std::size_t comma = rest.find(',');
      const std::string_view name = rest.substr(0, comma);
      if (std::ranges::find(names, name) == names.end()) {
        const auto near = base::nearest(name, names);
        return base::fail(
            fmt::format("unknown fault `{}`", name),
            near ? fmt::format("did you mean `{}`?", *near) : fmt::format("it is one of {}", fmt::join(names, ", ")));
      }
      faults.emplace_back(name);
      more = comma != std::string_view::npos;
      rest.remove_prefix(more ? comma + 1 : rest.size());
    }
  }
  // It is about the first document, wherever it is named; once is enough.
  if (std::erase(faults, kPartialFirst) > 0) {
    faults.emplace(faults.begin(), kPartialFirst);
  }
  return faults;
}

base::Result<void> run_series(const SeriesPlan& plan, std::span<const std::string> faults, const Visit& visit) {
  const std::size_t least = faults.empty() ? 0 : kRoom * (faults.size() + 1);
  if (plan.count < least) {
    return base::fail(fmt::format("a series of {} is too short for {} fault{}", plan.count, faults.size(),
                                  faults.size() == 1 ? "" : "s"),
                      fmt::format("it takes --series {} or more", least));
  }
  if (plan.count > std::numeric_limits<std::uint32_t>::max() - plan.version) {
    return base::fail(fmt::format("versions end at {}", std::numeric_limits<std::uint32_t>::max()),
                      "begin with a lower one, or make the series shorter");
  }
  Run(plan, !faults.empty(), visit).run(plan.count, faults);
  return {};
}

}  // namespace confstate::generate
