#include "conf-trace/traces.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/trace_formats.hpp"
#include "conf-trace/merge.hpp"

namespace confstate::tools {
namespace {

constexpr std::int32_t kHour = 3600;
constexpr std::int32_t kFarthestZone = 14 * kHour;

// "+02:00", "-0530", "Z", "UTC": seconds east of UTC.
base::Result<std::int32_t> read_zone(std::string_view text) {
  if (text == "Z" || text == "UTC") {
    return 0;
  }
  std::string digits(text.substr(std::min<std::size_t>(text.size(), 1)));
  std::erase(digits, ':');
  const bool is_sound = (text.starts_with('+') || text.starts_with('-')) && digits.size() == 4 &&
                        std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  const std::int32_t seconds =
      is_sound ? std::stoi(digits.substr(0, 2)) * kHour + std::stoi(digits.substr(2)) * 60 : kFarthestZone + 1;
  if (seconds > kFarthestZone) {
    return base::fail(fmt::format("--tz needs an offset like +02:00, not `{}`", text));
  }
  return text.starts_with('-') ? -seconds : seconds;
}

base::Result<capture::Settings> read_settings(const TraceOptions& options) {
  capture::Settings settings;
  const base::Result<base::Limits> limits = read_limits(options);
  if (!limits) {
    return tl::unexpected<base::Failure>(limits.error());
  }
  settings.limits = *limits;
  settings.format = options.format;
  settings.salvage = options.salvage;
  if (options.zone) {
    const base::Result<std::int32_t> zone = read_zone(*options.zone);
    if (!zone) {
      return tl::unexpected<base::Failure>(zone.error());
    }
    settings.zone = *zone;
  }
  if (options.date) {
    settings.date = base::read_date(*options.date);
    if (!settings.date) {
      return base::fail(fmt::format("--date needs a day like 2026-11-21, not `{}`", *options.date));
    }
  }
  return settings;
}

void add(TraceTotals& sum, const capture::Totals& one) {
  const bool has_time = one.first != 0;
  sum.first = has_time && (sum.first == 0 || one.first < sum.first) ? one.first : sum.first;
  sum.last = std::max(sum.last, one.last);
  ++sum.inputs;
  sum.frames += one.frames;
  sum.messages += one.messages;
  sum.tls += one.tls;
}

// Kinds of notices that may have cost a message.
bool is_loss(capture::NoticeKind kind) {
  using capture::NoticeKind;
  constexpr std::array<NoticeKind, 13> kLosses{
      NoticeKind::cut_record,    NoticeKind::damaged,           NoticeKind::unknown_link, NoticeKind::snapped,
      NoticeKind::fragment_lost, NoticeKind::stream_hole,       NoticeKind::not_sip,      NoticeKind::tls,
      NoticeKind::message_limit, NoticeKind::compressed_socket, NoticeKind::memory_limit, NoticeKind::log_record,
      NoticeKind::surplus};
  return std::ranges::find(kLosses, kind) != kLosses.end();
}

}  // namespace

void declare_traces(CLI::App& app, TraceOptions& options) {
  declare_list(app, options, "read the captures and logs below each directory named");
  OptionGroup group(app, std::string(kInput));
  group.choice<capture::Format>("--input-format", "FORMAT", kTraceFormats, options.format,
                                "pcap, pcapng, hep, sip, sipp, sipdump, sngrep, ngrep, pjsip, chan-sip, freeswitch or "
                                "tshark-json (default: told by the content)");
  group.value("--tz", "OFFSET", options.zone, "the zone of times in logs that do not say it (default UTC)");
  group.value("--date", "DAY", options.date, "the day of the first record, for logs without a year or a date");
  group.flag("--salvage", options.salvage, "go on behind damage in a capture");
  declare_limits(app, options,
                 "set a limit (memory, message, depth, elements, attributes, findings; K, M, G are "
                 "understood); repeatable");
}

base::Result<Traces> Traces::open(const TraceOptions& options, Io& io) {
  base::Result<Inputs> inputs = list_inputs(options, io.in, wanted_traces());
  if (!inputs) {
    return tl::unexpected<base::Failure>(std::move(inputs.error()));
  }
  base::Result<capture::Settings> settings = read_settings(options);
  if (!settings) {
    return tl::unexpected<base::Failure>(std::move(settings.error()));
  }
  Traces traces;
  traces.inputs_ = std::move(*inputs);
  traces.settings_ = *settings;
  return traces;
}

std::vector<std::string> Traces::names() const {
  std::vector<std::string> names;
  for (const Input& input : inputs_.list) {
    names.push_back(input.name);
  }
  return names;
}

void Traces::note(const capture::Notice& notice, std::uint32_t input) {
  Lack& lack = lacks_[input];
  lack.places += is_loss(notice.kind) ? 1 : 0;
  lack.is_cut = lack.is_cut || notice.kind == capture::NoticeKind::cut_record;
  if (notice.kind == capture::NoticeKind::clock_shift) {
    lack.shift = base::write_duration(static_cast<std::int64_t>(notice.count)) + ' ' + notice.detail;
  }
}

base::Result<void> Traces::conclude(base::Result<capture::Totals>&& totals, std::uint32_t input) {
  if (!totals) {
    return tl::unexpected<base::Failure>(std::move(totals.error()));
  }
  add(totals_, *totals);
  if (lacks_[input].is_cut && !settings_.salvage) {
    return base::fail(fmt::format("{}: the file ends within a record", inputs_.list[input].name),
                      "--salvage takes what is there");
  }
  return {};
}

void Traces::tell_lack(std::string_view tool, std::uint32_t input, Io& io) const {
  const std::string& name = inputs_.list[input].name;
  if (lacks_[input].places > 0) {
    print_failure(io.err, tool, fmt::format("{}: messages may be missing", name),
                  "conf-trace diagnose says where and why");
  }
  if (!lacks_[input].shift.empty()) {
    print_failure(io.err, tool, fmt::format("{}: its clock is {}", name, lacks_[input].shift),
                  "its times were put right");
  }
}

Exit Traces::follow(std::string_view tool, dialog::Followers followers, Io& io) {
  const bool are_told = static_cast<bool>(followers.notice);
  lacks_.assign(inputs_.list.size(), {});
  for (const base::Failure& failure : inputs_.failures) {
    print_failure(io.err, tool, failure.message, failure.hint);
  }
  totals_.failures = inputs_.failures.size();
  dialog::Follower follower(settings_, std::move(followers));
  TraceTaker taker;
  taker.record = [&follower](const capture::Record& record, std::uint32_t input) { follower.take(record, input); };
  taker.notice = [&](const capture::Notice& notice, std::uint32_t input) {
    note(notice, input);
    follower.take(notice, input);
  };
  taker.ended = [&](base::Result<capture::Totals>&& totals, std::uint32_t input) {
    if (const base::Result<void> done = conclude(std::move(totals), input); !done) {
      print_failure(io.err, tool, done.error().message, done.error().hint);
      ++totals_.failures;
    } else if (!are_told) {
      tell_lack(tool, input, io);
    }
  };
  read_traces(inputs_.list, settings_, io.in, taker, [&follower] { follower.flush(); });
  follower.finish();
  given_up_ = follower.tracker().given_up();
  if (totals_.failures == 0 && totals_.messages == 0) {
    const std::string hint = totals_.tls == 0 ? "" : fmt::format("{} TLS connections cannot be read", totals_.tls);
    print_failure(io.err, tool, "no SIP message in the input", hint);
    return Exit::trouble;
  }
  return totals_.failures == 0 ? Exit::yes : Exit::trouble;
}

}  // namespace confstate::tools
