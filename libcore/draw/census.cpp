#include "draw/census.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "base/utf8.hpp"
#include "sip/names.hpp"

namespace confstate::draw {
namespace {

using notify::Conferences;
using notify::DialogRow;
using notify::SubscriptionRow;

constexpr std::size_t kWidestName = 44;  // columns that one side of a row is padded to at most

// One row of either kind, in words.
struct Line {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::string what;
  std::string from;
  std::string to;
  std::string outcome;
  std::string remarks;
};

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string shown(std::string_view uri) {
  return std::string(uri.empty() ? "?" : uri);
}

Line line_of(const DialogRow& row) {
  const dialog::Dialog& dialog = row.dialog;
  Line line;
  line.begin = dialog.first.time;
  line.end = dialog.ended ? dialog.ended.time : dialog.last.time;
  line.what = dialog.method == sip::Method::other ? "?" : std::string(to_string(dialog.method));
  line.from = shown(dialog.caller().uri);
  line.to = shown(dialog.callee().uri);
  line.outcome = notify::outcome_of(dialog);
  const auto add = [&line](bool is_so, std::string_view words) {
    line.remarks += is_so ? (line.remarks.empty() ? "" : ", ") + std::string(words) : std::string();
  };
  add(dialog.joined_late, "begins before the capture");
  add(dialog.is_fork, "fork");
  add(dialog.retransmissions > 0, counted(dialog.retransmissions, "retransmission"));
  return line;
}

Line line_of(const SubscriptionRow& row) {
  const notify::Log& log = row.subscription.log;
  Line line;
  line.begin = row.subscription.first.time;
  line.end = row.subscription.last.time;
  line.what = fmt::format("{} NOTIFY", log.notifies);
  line.from = shown(row.subscription.subscriber);
  line.outcome = outcome_of(row);
  if (log.first_version) {
    line.remarks = fmt::format("v{} to v{}, {} full, {} partial", *log.first_version,
                               row.version ? std::to_string(*row.version) : "?", log.fulls, log.partials);
  }
  if (log.stales > 0) {
    line.remarks += fmt::format("{}stale {} for {}", line.remarks.empty() ? "" : ", ",
                                log.stales == 1 ? "once" : fmt::format("{} times", log.stales),
                                base::write_duration(log.stale_time));
  }
  return line;
}

std::size_t widest(const std::vector<Line>& lines, std::string Line::*part) {
  std::size_t width = 0;
  for (const Line& line : lines) {
    width = std::max(width, std::min(base::display_width(base::escape_hostile(line.*part)), kWidestName));
  }
  return width;
}

void draw_lines(Sheet& sheet, const std::vector<Line>& lines) {
  const std::size_t what = widest(lines, &Line::what);
  const std::size_t from = widest(lines, &Line::from);
  const std::size_t to = widest(lines, &Line::to);
  for (const Line& line : lines) {
    sheet.begin(2);
    sheet.cell({.text = base::write_time(line.begin, 3), .tint = Tint::dim});
    sheet.cell({.text = line.what, .pad = what});
    sheet.cell({.text = line.from, .tint = Tint::strong, .pad = from});
    if (!line.to.empty()) {
      sheet.cell({.text = sheet.pick("→", "->"), .gap = 1});
      sheet.cell({.text = line.to, .pad = to, .gap = 1});
    }
    const bool is_bad = line.outcome.starts_with("refused") || line.outcome.starts_with("no ");
    sheet.cell({.text = line.outcome, .tint = is_bad ? Tint::red : Tint::plain});
    if (line.end > line.begin) {
      sheet.cell({.text = base::write_duration(line.end - line.begin), .tint = Tint::dim});
    }
    if (!line.remarks.empty()) {
      sheet.cell({.text = line.remarks, .tint = Tint::dim});
    }
    sheet.end();
  }
}

struct Group {
  std::vector<Line> dialogs;
  std::vector<Line> subscriptions;
};

// By the number of the conference; kNone, the greatest number, comes last.
std::map<std::uint32_t, Group> groups_of(const notify::Census& census) {
  std::map<std::uint32_t, Group> groups;
  std::set<std::uint64_t> subscribed;  // dialogs that are told of as subscriptions
  for (const SubscriptionRow& row : census.subscriptions()) {
    subscribed.insert(row.subscription.dialog);
  }
  for (const DialogRow& row : census.dialogs()) {
    const bool is_told = row.dialog.method == sip::Method::subscribe && subscribed.contains(row.dialog.number);
    if (!is_told) {
      groups[row.conference].dialogs.push_back(line_of(row));
    }
  }
  for (const SubscriptionRow& row : census.subscriptions()) {
    groups[row.conference].subscriptions.push_back(line_of(row));
  }
  return groups;
}

void draw_head(Sheet& sheet, const notify::Census& census, std::uint32_t conference, std::string_view counts,
               std::int64_t begin) {
  const bool is_one = conference != Conferences::kNone;
  sheet.begin(0, 2);
  sheet.cell({.text = is_one ? census.conferences().name(conference) : "no conference", .tint = Tint::strong});
  sheet.cell({.text = counts});
  sheet.cell({.text = base::write_instant(begin, 0), .tint = Tint::dim});
  sheet.end();
  if (!is_one) {
    return;
  }
  for (const std::string& alias : census.conferences().aliases(conference)) {
    sheet.begin(2);
    sheet.cell({.text = "also", .tint = Tint::dim});
    sheet.cell({.text = alias, .gap = 1});
    sheet.end();
  }
}

std::int64_t begin_of(const Group& group) {
  std::int64_t begin = std::numeric_limits<std::int64_t>::max();
  for (const std::vector<Line>* lines : {&group.dialogs, &group.subscriptions}) {
    for (const Line& line : *lines) {
      begin = std::min(begin, line.begin);
    }
  }
  return begin;
}

void draw_group(Sheet& sheet, const notify::Census& census, const CensusParts& parts, std::uint32_t conference,
                const Group& group) {
  draw_head(sheet, census, conference,
            counted(group.dialogs.size(), "dialog") + ", " + counted(group.subscriptions.size(), "subscription"),
            begin_of(group));
  if (parts.dialogs) {
    draw_lines(sheet, group.dialogs);
  }
  if (parts.subscriptions && !group.subscriptions.empty()) {
    sheet.begin(2);
    sheet.cell({.text = "subscriptions", .tint = Tint::dim});
    sheet.end();
    draw_lines(sheet, group.subscriptions);
  }
}

}  // namespace

void draw_census(const notify::Census& census, const CensusParts& parts, const Style& style, const base::Sink& sink) {
  Sheet sheet(style, sink);
  bool first = true;
  for (const auto& [conference, group] : groups_of(census)) {
    if (!first) {
      sheet.blank();
    }
    first = false;
    draw_group(sheet, census, parts, conference, group);
  }
  if (census.left_out() > 0) {
    sheet.begin(0);
    sheet.cell({.text = fmt::format("and {} more that did not fit in memory", census.left_out())});
    sheet.end();
  }
  sheet.finish();
}

}  // namespace confstate::draw
