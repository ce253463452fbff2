#include "conf-rooms/rooms.hpp"

#include <array>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/rules_told.hpp"
#include "conf-rooms/cards.hpp"
#include "conf-rooms/options.hpp"
#include "conf-rooms/session.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kExamples =
    "# every chat room that a document advertises, and whether to join it\n"
    "conf-rooms board.xml\n"
    "# the same under the policy of the conference\n"
    "conf-rooms --policy board.json board.xml\n"
    "# did a room move to another domain?\n"
    "conf-rooms --watch focus.pcap\n"
    "# the addresses of rooms that may be joined without asking\n"
    "conf-rooms --policy board.json --format ndjson focus.pcap |\n"
    "  jq -r 'select(.verdict == \"auto-join\") | .address.raw'\n";

constexpr std::array<Choice<Carried>, 3> kCarried{
    {{"tls", Carried::tls}, {"verified", Carried::verified}, {"open", Carried::open}}};

void declare(CLI::App& app, RoomsOptions& options) {
  declare_input(app, options.input, true);
  OptionGroup(app, std::string(kInput))
      .choice<Carried>("--carried", "HOW", kCarried, options.carried,
                       "how documents in files came: over tls, verified (signed), or open (default: not known)");
  OptionGroup(app, std::string(kChoosing))
      .flag("--watch", options.watch, "what appears, changes or moves from one document to the next");
  OptionGroup group(app, std::string(kJudging));
  group.value("--policy", "FILE", options.policy,
              "the policy of the conference; without one every room is asked about");
  group.value("--templates", "DIR", options.templates, "where policies are looked up that the policy extends");
  declare_judging(app, options.judging);
  declare_rooms(app, options.rooms);
  declare_reports(app, options.reports);
  declare_output(app, options.output);
  declare_jobs(app, options.input);
}

Exit show_configuration(const RoomsOptions& options, const RoomsPlan& plan, Io& io) {
  const base::Result<void> written = write_result(options.output, io, print_config(plan.all));
  return written ? Exit::yes : give_up(io, kRooms, written.error());
}

Exit judge(const RoomsOptions& options, const report::Cards& cards, const RoomsPlan& plan, Io& io) {
  base::Result<ReportSet> reports = ReportSet::make(
      options.output, options.reports, report_style(kRooms, options.output, io), cards, most_findings(plan), io);
  return reports ? judge_rooms(plan, *reports, io) : give_up(io, kRooms, reports.error());
}

Exit run(const RoomsOptions& options, Io& io) {
  const report::Cards cards = rooms_cards();
  if (options.judging.list_rules || options.judging.explain) {
    return tell_rules(kRooms, options.judging, options.reports, options.output, cards,
                      report_style(kRooms, options.output, io), io);
  }
  const base::Result<RoomsPlan> plan = make_rooms_plan(options, cards, io);
  if (!plan) {
    return give_up(io, kRooms, plan.error());
  }
  return options.judging.print_config ? show_configuration(options, *plan, io) : judge(options, cards, *plan, io);
}

}  // namespace

const Tool& rooms_tool() {
  static const Tool tool{kRooms, "Shows the chat rooms of conferences (RFC 7106), and whether to join them.", kExamples,
                         bind_options<RoomsOptions>(declare, run)};
  return tool;
}

}  // namespace confstate::tools
