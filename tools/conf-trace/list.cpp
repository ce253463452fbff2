// conf-trace list: conferences, dialogs and subscriptions.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-trace/subscriptions.hpp"
#include "conf-trace/traces.hpp"
#include "conf-trace/views.hpp"
#include "draw/census.hpp"
#include "notify/census.hpp"
#include "report/census.hpp"

namespace confstate::tools {
namespace {

using report::CensusForm;
using report::CensusRows;

constexpr std::string_view kName = "conf-trace list";
constexpr std::uint64_t kBytesOfRow = 1024;  // roughly

enum class Form : std::uint8_t { text, json, ndjson, csv };
constexpr std::array<Choice<Form>, 4> kForms{
    {{"text", Form::text}, {"json", Form::json}, {"ndjson", Form::ndjson}, {"csv", Form::csv}}};
constexpr std::array<Choice<CensusRows>, 3> kRows{{{"conferences", CensusRows::conferences},
                                                   {"dialogs", CensusRows::dialogs},
                                                   {"subscriptions", CensusRows::subscriptions}}};

struct ListViewOptions {
  TraceOptions traces;
  std::optional<Form> form;
  std::optional<CensusRows> rows;
  OutputOptions output;
};

void declare(CLI::App& app, ListViewOptions& options) {
  declare_traces(app, options.traces);
  OptionGroup group(app, std::string(kOutput));
  group.choice<Form>("--format", "FORMAT", kForms, options.form, "text, json, ndjson or csv (default text)");
  group.choice<CensusRows>("--rows", "KIND", kRows, options.rows,
                           "conferences, dialogs or subscriptions only (csv: default dialogs)");
  declare_output(app, options.output);
}

std::vector<CensusRows> rows_of(const ListViewOptions& options) {
  if (options.rows) {
    return {*options.rows};
  }
  if (options.form == Form::csv) {
    return {CensusRows::dialogs};
  }
  return {CensusRows::conferences, CensusRows::dialogs, CensusRows::subscriptions};
}

void draw(const ListViewOptions& options, const notify::Census& census, Io& io, const base::Sink& sink) {
  draw::Style style;
  style.color = wants_color(options.output, io);
  style.unicode = has_utf8(io.world);
  style.width = io.width;
  const CensusRows rows = options.rows.value_or(CensusRows::dialogs);
  const bool all = !options.rows.has_value();
  draw::draw_census(census, {all || rows == CensusRows::dialogs, all || rows == CensusRows::subscriptions}, style,
                    sink);
}

void write(const ListViewOptions& options, const notify::Census& census, const Traces& traces, Io& io,
           const base::Sink& sink) {
  const Form form = options.form.value_or(Form::text);
  if (form == Form::text) {
    draw(options, census, io, sink);
    return;
  }
  const std::vector<std::string> files = traces.names();
  constexpr std::array<CensusForm, 4> kCensusForms{CensusForm::json, CensusForm::json, CensusForm::ndjson,
                                                   CensusForm::csv};
  report::write_census(census, rows_of(options), kCensusForms[static_cast<std::size_t>(form)], files, sink);
}

// Reads all traces and gathers what is in them.
Exit gather(Traces& traces, notify::Census& census, Io& io) {
  Listeners listeners;
  listeners.occasion = [&census](const notify::Occasion& occasion) {
    if (occasion.kind == notify::OccasionKind::closed) {
      census.add(*occasion.subscription);
    }
  };
  listeners.closed = [&census](const dialog::Dialog& dialog) { census.add(dialog); };
  const Exit exit = follow_subscriptions(traces, kName, std::move(listeners), io);
  census.finish();
  return exit;
}

Exit run(const ListViewOptions& options, Io& io) {
  base::Result<Traces> traces = Traces::open(options.traces, io);
  if (!traces) {
    return give_up(io, kName, traces.error());
  }
  notify::Census census(traces->limits().memory / 4 / kBytesOfRow);
  const Exit exit = gather(*traces, census, io);
  const auto written = produce_result(options.output, io, [&](const base::Sink& sink) {
    write(options, census, *traces, io, sink);
    return exit != Exit::trouble;
  });
  return written ? exit : give_up(io, kName, written.error());
}

}  // namespace

const Tool& trace_list_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Lists conferences, dialogs and subscriptions: who, when, how it came out.",
      .examples =
          "conf-trace list focus.pcapng\n"
          "conf-trace list *.pcap --format csv --rows subscriptions\n"
          "zcat focus.pcap.gz | conf-trace list - --format ndjson | jq .conference\n",
      .declare = bind_options<ListViewOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
