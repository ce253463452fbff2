// CSP009 and CSP608: when a policy lets people in.
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/names.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::Window;

constexpr std::int64_t kDay = base::kSecondsOfDay;
constexpr std::int64_t kHour = 3600;

std::optional<std::int64_t> second_of(const std::string& text) {
  const std::optional<std::int64_t> instant = base::read_instant(text);
  return instant ? std::optional(*instant / base::kNanoseconds) : std::nullopt;
}

// "HH:MM" in seconds; the reader has checked its form.
std::int64_t clock_of(std::string_view text) {
  const auto digit = [text](std::size_t at) -> std::int64_t { return at < text.size() ? text[at] - '0' : 0; };
  return (digit(0) * 10 + digit(1)) * kHour + (digit(3) * 10 + digit(4)) * 60;
}

std::int64_t end_of(const Window& window) {
  const std::int64_t end = clock_of(window.to);
  return end < clock_of(window.from) ? end + kDay : end;
}

// The day of the week of a day since 1970, which began on a Thursday.
policy::Day weekday_of(std::int64_t day) {
  return static_cast<policy::Day>(((day + 3) % 7 + 7) % 7);
}

// Whether a window may overlap a span of less than a few weeks. What a zone is ahead of UTC is not known here; no zone
// is more than 14 hours ahead or 12 behind.
bool may_overlap(const Window& window, std::int64_t begin, std::int64_t end) {
  const std::int64_t ahead = is_utc(window.tz) ? 0 : 14 * kHour;
  const std::int64_t behind = is_utc(window.tz) ? 0 : 12 * kHour;
  for (std::int64_t day = begin / kDay - 2; day <= end / kDay + 2; ++day) {
    const std::int64_t opens = day * kDay + clock_of(window.from) - ahead;
    const std::int64_t closes = day * kDay + end_of(window) + behind;
    if (window.days.has(weekday_of(day)) && opens < end && closes > begin) {
      return true;
    }
  }
  return false;
}

void check_span(const PolicyCase& subject, diag::Findings& out) {
  const policy::Validity& validity = subject.policy.validity;
  const std::optional<std::int64_t> begin = second_of(validity.not_before);
  const std::optional<std::int64_t> end = second_of(validity.not_after);
  if (!begin || !end) {
    return;
  }
  if (*end <= *begin) {
    diag::Diagnostic found = at_value(subject, "/validity/notAfter",
                                      {.message = "the conference is over before it begins", .label = "not after"});
    found.related.push_back(see_value(subject, "/validity/notBefore", "its begin"));
    out.add(std::move(found));
    return;
  }
  constexpr std::int64_t kEveryWeekday = 10 * kDay;
  for (std::size_t i = 0; i < validity.windows.size() && *end - *begin < kEveryWeekday; ++i) {
    if (!may_overlap(validity.windows[i], *begin, *end)) {
      diag::Diagnostic found = at_value(subject, item_pointer("/validity/windows", i),
                                        {.message = "this window never opens while the conference is valid"});
      found.related.push_back(see_value(subject, "/validity/notBefore", "valid from here"));
      found.related.push_back(see_value(subject, "/validity/notAfter", "to here"));
      out.add(std::move(found));
    }
  }
}

void check_validity(const PolicyCase& subject, diag::Findings& out) {
  check_span(subject, out);
  const std::vector<Window>& windows = subject.policy.validity.windows;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (!is_zone_name(windows[i].tz)) {
      tell(subject, out, item_pointer("/validity/windows", i) + "/tz",
           {.message = fmt::format("{} is no time zone", quoted(windows[i].tz)),
            .label = "unknown",
            .help = "write an area and a place, as Europe/Berlin, or UTC"});
    }
  }
}

constexpr diag::Card kValidity = {
    .area = "policy",
    .id = "validity-empty",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "validity"},
    .title = "there is a time at which people may come in",
    .why =
        "A conference that ends before it begins, a window that never opens while it is valid, or a time zone that "
        "does not exist keeps everybody out. The zone is judged by its form and its area: the database of zones is "
        "not looked at.",
    .bad =
        CONFSTATE_CALLED(R"( "validity": {"notBefore": "2027-01-10T12:00:00Z", "notAfter": "2027-01-10T08:00:00Z"})"),
    .good =
        CONFSTATE_CALLED(R"( "validity": {"notBefore": "2027-01-10T08:00:00Z", "notAfter": "2027-01-10T12:00:00Z"})"),
    .rows = "CSP009",
};

// Clocks change in the small hours of a Sunday.
bool holds_change(const Window& window) {
  constexpr std::int64_t kFirst = 1 * kHour;
  constexpr std::int64_t kLast = 4 * kHour;
  const bool on_sunday = window.days.has(policy::Day::sun) && clock_of(window.from) < kLast && end_of(window) > kFirst;
  return on_sunday || (window.days.has(policy::Day::sat) && end_of(window) > kDay + kFirst);
}

void check_clock_change(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<Window>& windows = subject.policy.validity.windows;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const std::string pointer = item_pointer("/validity/windows", i) + "/tz";
    if (is_written(subject, pointer) && changes_clocks(windows[i].tz) && holds_change(windows[i])) {
      tell(subject, out, pointer,
           {.message = fmt::format("clocks of {} change within this window", windows[i].tz),
            .label = "an hour more or less",
            .help = "a window in UTC is always as long"});
    }
  }
}

constexpr diag::Card kClockChange = {
    .area = "policy",
    .id = "window-crosses-clock-change",
    .severity = Severity::info,
    .spec = {"conf-policy(5)", "validity"},
    .title = "a time window is open equally long on every day",
    .why =
        "Where clocks change for the summer, they do so in the small hours of a Sunday: a window over that hour is "
        "an hour shorter or longer on that day. The rule knows common zones that change their clocks by name and "
        "says nothing about others.",
    .bad = CONFSTATE_CALLED(
        R"( "validity": {"windows": [{"days": ["sun"], "from": "00:00", "to": "06:00", "tz": "Europe/Berlin"}]})"),
    .good = CONFSTATE_CALLED(
        R"( "validity": {"windows": [{"days": ["sun"], "from": "00:00", "to": "06:00", "tz": "UTC"}]})"),
    .rows = "CSP608",
};

constexpr auto kTimeRules = std::to_array<PolicyRule>({
    {kValidity, check_validity},
    {kClockChange, check_clock_change},
});

}  // namespace

std::span<const PolicyRule> policy_time_rules() {
  return kTimeRules;
}

}  // namespace confstate::rules
