#include "conf-rooms/session.hpp"

#include <array>
#include <atomic>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/hash.hpp"
#include "bytes/stream.hpp"
#include "change/words.hpp"
#include "dialog/follower.hpp"
#include "notify/documents.hpp"
#include "report/rooms.hpp"
#include "report/words.hpp"
#include "rules/judge.hpp"
#include "rules/packet.hpp"
#include "rules/rooms/watch.hpp"

namespace confstate::tools {
namespace {

using rules::JudgedRoom;
using rules::RoomWatch;

// A document and how it came to us.
struct Found {
  std::string name;
  std::string bytes;
  rules::Delivery delivery;
  RoomWatch::Told told;
  bool has_several = false;  // the subscription is about several conferences
  std::shared_ptr<const diag::Packet> packet;
};

// All that decides what is said of a room: one that was told of so already is not told of again.
std::string key_of(const JudgedRoom& room, const std::string& conference) {
  std::string key = fmt::format("{}\n{}\n{}\n{}", conference, room.purpose, room.address.raw, word(room.verdict));
  for (const rules::RoomCheck& check : room.checks) {
    key += fmt::format("\n{} {} {}", check.number, word(check.result), diag::word(check.found.severity));
  }
  return key;
}

// A message as other messages of its trace are named.
std::string place_of(const dialog::Moment& moment) {
  return moment.line == 0 ? fmt::format("frame {}", moment.frame) : fmt::format("line {}", moment.line);
}

// What was told of, in one input or in the whole run.
using Told = std::set<std::string>;

class Judge {
 public:
  Judge(const RoomsPlan& plan, const JudgingRun& run, Io& io) : plan_(plan), run_(run), io_(io) {}

  [[nodiscard]] JudgedPart make(std::size_t index);
  [[nodiscard]] std::string subject(const report::Totals& totals) const;

 private:
  void judge_document(std::size_t index, ReadInput&& read, JudgedPart& part);
  void judge_trace(std::size_t index, const ReadInput& read, JudgedPart& part);
  [[nodiscard]] base::Result<void> follow(bytes::Stream& stream, std::size_t index, Told& told, JudgedPart& part);
  void judge(std::size_t index, Found&& found, Told* told, JudgedPart& part);
  void look(const info::Document& document, const Found& found, const config::Settings& settings, Told* told,
            report::Rooms& rooms, diag::Findings& out);
  void note_refusal(const info::Document& document, const Found& found, JudgedPart& part) const;
  void give_up_on(std::size_t index, base::Failure failure, JudgedPart& part) const;
  [[nodiscard]] rules::Delivery delivery_of(capture::Transport transport, bool is_signed) const;

  const RoomsPlan& plan_;
  const JudgingRun& run_;
  Io& io_;
  RoomWatch watch_;
  Told told_;                                          // with --watch
  std::array<std::atomic<std::uint64_t>, 3> rooms_{};  // by verdict
};

rules::Delivery Judge::delivery_of(capture::Transport transport, bool is_signed) const {
  using capture::Transport;
  rules::Delivery delivery;
  if (transport != Transport::unknown) {
    delivery.tls = policy::truth(transport == Transport::tls || transport == Transport::wss);
    delivery.is_signed = policy::truth(is_signed);
    return delivery;
  }
  if (plan_.carried) {
    delivery.tls = policy::truth(plan_.carried == Carried::tls);
    delivery.is_signed = policy::truth(plan_.carried == Carried::verified || is_signed);
    delivery.is_verified = plan_.carried == Carried::verified;
  }
  return delivery;
}

void Judge::look(const info::Document& document, const Found& found, const config::Settings& settings, Told* told,
                 report::Rooms& rooms, diag::Findings& out) {
  const rules::RoomCase subject{plan_.policy == nullptr ? nullptr : &plan_.policy->policy(),
                                rules::room_settings(settings), found.delivery};
  const rules::RoomJudge judge(document, subject, out);
  std::map<std::string, rules::RoomEvent> events;
  if (plan_.watch) {
    RoomWatch::Told by = found.told;
    by.slot = found.has_several ? document.entity() : std::string();
    for (rules::RoomEvent& event : watch_.take(by, document, judge)) {
      std::string address = event.address;
      events.emplace(std::move(address), std::move(event));
    }
  }
  for (std::size_t i = 0; i < judge.size(); ++i) {
    const std::string_view address = judge.room(i).text;
    JudgedRoom room = judge.judge(i, plan_.watch ? watch_.move_of(document.entity(), address) : std::nullopt);
    auto event = events.extract(std::string(address));
    if (told != nullptr && !told->insert(key_of(room, document.entity())).second && event.empty()) {
      continue;
    }
    ++rooms_.at(static_cast<std::size_t>(room.verdict));
    rules::report_room(room, out);
    report::ShownRoom shown{std::move(room), std::nullopt};
    if (!event.empty()) {
      rules::report_event(event.mapped(), shown.room, out);
      shown.event = std::move(event.mapped());
    }
    if (rooms.shown.size() < settings.limits.findings) {
      rooms.shown.push_back(std::move(shown));
    } else {
      ++rooms.more;
    }
  }
}

// A file of a series that a subscriber would not use; in captures that is a matter of conf-trace diagnose.
void Judge::note_refusal(const info::Document& document, const Found& found, JudgedPart& part) const {
  const change::Step& step = watch_.step();
  if (!plan_.watch || found.packet != nullptr ||
      (step.action != change::Action::rejected && step.action != change::Action::resync)) {
    return;
  }
  for (const change::Remark& reason : change::reasons_of(step, document, 1)) {
    part.remark = fmt::format("{} is not applied: {}", found.name, reason.message);
  }
}

void Judge::judge(std::size_t index, Found&& found, Told* told, JudgedPart& part) {
  const config::Configuration& configuration = *plan_.by_input[index];
  report::Rooms rooms;
  const auto witness = [&](const change::Update& update, diag::Findings& out) {
    const info::Document& document = update.document();
    look(document, found, configuration.settings, told, rooms, out);
    note_refusal(document, found, part);
  };
  rules::Judged judged =
      rules::judge(found.name, std::move(found.bytes), configuration, plan_.today, witness, rules::Judging::root);
  judged.outcome.packet = found.packet;
  const bool is_first = part.sheets.empty();
  const bool is_silent = rooms.shown.empty() && judged.outcome.findings.empty() && !judged.outcome.failure;
  if (is_silent && !is_first) {
    return;  // a capture has a thousand of these
  }
  part.sheets.push_back(run_.sheet_of(std::move(judged), configuration.settings, &rooms));
  part.sheets.back().totals.records = rooms.shown.size();
  part.sheets.back().totals.inputs = is_first ? 1 : 0;
}

void Judge::give_up_on(std::size_t index, base::Failure failure, JudgedPart& part) const {
  const bool is_first = part.sheets.empty();
  part.sheets.push_back(
      run_.sheet_of(unreadable(plan_.inputs.list[index], std::move(failure)), plan_.by_input[index]->settings));
  part.sheets.back().totals.inputs = is_first ? 1 : 0;
}

void Judge::judge_document(std::size_t index, ReadInput&& read, JudgedPart& part) {
  Found found;
  found.name = plan_.inputs.list[index].name;
  found.bytes = std::move(read.bytes);
  found.delivery = delivery_of(capture::Transport::unknown, false);
  found.told = {"", "", found.name};
  found.has_several = true;
  judge(index, std::move(found), plan_.watch ? &told_ : nullptr, part);
}

base::Result<void> Judge::follow(bytes::Stream& stream, std::size_t index, Told& told, JudgedPart& part) {
  capture::Settings reading;
  reading.limits = plan_.by_input[index]->settings.limits;
  reading.format = trace_format(plan_.format);
  notify::Documents documents;
  dialog::Followers followers;
  followers.message = [&](const dialog::Followed& followed) {
    for (const sip::Body* body : documents.in(followed)) {
      Found found;
      found.name = plan_.inputs.list[index].name;
      found.bytes = body->bytes;
      found.delivery = delivery_of(followed.seen.moment.transport, documents.is_signed(*body));
      const std::uint64_t dialog = followed.seen.dialog == nullptr ? 0 : followed.seen.dialog->number;
      found.told = {fmt::format("{} {}", index, dialog), "", place_of(followed.seen.moment)};
      found.has_several = dialog == 0 || documents.is_list();
      found.packet = rules::packet_of(followed);
      judge(index, std::move(found), &told, part);
    }
  };
  if (plan_.watch) {  // else other threads are at work
    followers.closed = [&](const dialog::Dialog& dialog) { watch_.forget(fmt::format("{} {}", index, dialog.number)); };
  }
  dialog::Follower follower(reading, std::move(followers));
  const base::Result<capture::Totals> totals = follower.read(stream, 0);
  follower.finish();
  return totals ? base::Result<void>() : tl::unexpected<base::Failure>(totals.error());
}

void Judge::judge_trace(std::size_t index, const ReadInput& read, JudgedPart& part) {
  const Input& input = plan_.inputs.list[index];
  base::Result<bytes::Stream> stream =
      read.is_whole ? bytes::Stream(std::string_view(read.bytes)) : bytes::Stream::open(input.path, io_.in);
  Told own;
  base::Result<void> done =
      stream ? follow(*stream, index, plan_.watch ? told_ : own, part) : tl::unexpected<base::Failure>(stream.error());
  if (done && part.sheets.empty()) {
    done = base::fail("no conference-info document in it", "conf-trace list shows what is");
  }
  if (!done) {
    give_up_on(index, {fmt::format("{}: {}", input.name, done.error().message), done.error().hint}, part);
  }
}

JudgedPart Judge::make(std::size_t index) {
  const config::Settings& settings = plan_.by_input[index]->settings;
  base::Result<ReadInput> read = read_any(plan_.inputs.list[index], plan_.format, io_.in, settings.limits);
  JudgedPart part;
  if (!read) {
    give_up_on(index, std::move(read.error()), part);
  } else if (read->is_trace) {
    judge_trace(index, *read, part);
  } else {
    judge_document(index, std::move(*read), part);
  }
  return part;
}

// "2 files, 3 rooms (1 auto-join, 1 ask, 1 refuse)".
std::string Judge::subject(const report::Totals& totals) const {
  std::string verdicts;
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < rooms_.size(); ++i) {
    const std::uint64_t number = rooms_.at(i);
    all += number;
    if (number > 0) {
      verdicts += fmt::format("{}{} {}", verdicts.empty() ? "" : ", ", report::with_commas(number),
                              word(static_cast<rules::JoinVerdict>(i)));
    }
  }
  const std::string out =
      fmt::format("{}, {}", report::counted(totals.inputs - totals.failures, "file"), report::counted(all, "room"));
  return verdicts.empty() ? out : fmt::format("{} ({})", out, verdicts);
}

}  // namespace

Exit judge_rooms(const RoomsPlan& plan, ReportSet& reports, Io& io) {
  JudgingRun run(kRooms, plan, reports, io);
  Judge judge(plan, run, io);
  run.set_subject([&judge](const report::Totals& totals) { return judge.subject(totals); });
  return run.run([&judge](std::size_t index) { return judge.make(index); });
}

}  // namespace confstate::tools
