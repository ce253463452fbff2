// What rules about subscriptions find in a trace.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "bytes/stream.hpp"
#include "diag/findings.hpp"
#include "dialog/follower.hpp"
#include "notify/watcher.hpp"
#include "rules/notify/occasion.hpp"

namespace confstate::tests {

// All occasions of a trace, judged by all rules about them, in the order in which they were told.
[[nodiscard]] inline std::vector<diag::Diagnostic> judge_trace(std::string_view trace,
                                                               diag::Profile profile = diag::Profile::rfc4575) {
  diag::Findings found(profile, 1'000);
  notify::Settings settings;
  settings.tell = [&](const notify::Occasion& occasion) {
    for (const std::span<const rules::OccasionRule> group : rules::occasion_rules()) {
      rules::run(group, rules::OccasionCase{occasion}, found);
    }
  };
  notify::Watcher watcher(std::move(settings));
  dialog::Followers followers;
  followers.message = [&](const dialog::Followed& one) { watcher.take(one.seen, one.message); };
  followers.closed = [&](const dialog::Dialog& dialog) { watcher.close(dialog); };
  dialog::Follower follower({}, std::move(followers));
  bytes::Stream stream(trace);
  const base::Result<capture::Totals> totals = follower.read(stream, 0);
  REQUIRE(totals.has_value());
  REQUIRE(totals->messages > 0);
  REQUIRE(follower.unreadable() == 0);
  follower.finish();
  return std::move(found.all());
}

// "notify/no-refresh-after-gap", ...
[[nodiscard]] inline std::vector<std::string> ids_of(const std::vector<diag::Diagnostic>& findings) {
  std::vector<std::string> ids;
  for (const diag::Diagnostic& finding : findings) {
    ids.push_back(diag::full_id(*finding.card));
  }
  return ids;
}

}  // namespace confstate::tests
