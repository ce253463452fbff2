#include "conf-show/show.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/input_options.hpp"
#include "common/load.hpp"
#include "common/output_options.hpp"
#include "conf-show/view.hpp"

namespace confstate::tools {
namespace {

enum class Format : std::uint8_t { text, json, ndjson, csv };

constexpr std::array<Choice<Format>, 4> kFormats{
    {{"text", Format::text}, {"json", Format::json}, {"ndjson", Format::ndjson}, {"csv", Format::csv}}};
constexpr std::array<Choice<info::RowKind>, 3> kRowKinds{
    {{"users", info::RowKind::users}, {"endpoints", info::RowKind::endpoints}, {"media", info::RowKind::media}}};

struct ShowOptions {
  InputOptions input;
  OutputOptions output;
  std::optional<Format> format;
  std::optional<info::RowKind> rows;
  std::optional<std::uint64_t> width;
};

void declare(CLI::App& app, ShowOptions& options) {
  declare_input(app, options.input);
  OptionGroup group(app, std::string(kOutput));
  group.choice<Format>("--format", "FORMAT", kFormats, options.format, "text, json, ndjson or csv (default text)");
  group.choice<info::RowKind>("--rows", "WHAT", kRowKinds, options.rows,
                              "what a row of ndjson and csv is: users, endpoints or media (default endpoints)");
  group.number("--width", "N", options.width, "columns of the roster (default: those of the terminal, else 80)");
  declare_output(app, options.output);
}

std::unique_ptr<View> make_view(const ShowOptions& options, const Io& io, bool several) {
  const info::RowKind rows = options.rows.value_or(info::RowKind::endpoints);
  switch (options.format.value_or(Format::text)) {
    case Format::json:
      return make_json_view(several);
    case Format::ndjson:
      return make_rows_view(RowForm::ndjson, rows);
    case Format::csv:
      return make_rows_view(RowForm::csv, rows);
    case Format::text:
      break;
  }
  return make_text_view({.color = wants_color(options.output, io),
                         .unicode = has_utf8(io.world),
                         .width = static_cast<std::size_t>(options.width.value_or(io.width))},
                        several);
}

// One run: what is shown and what could not be.
class Show {
 public:
  Show(const ShowOptions& options, Io& io) : options_(options), io_(io) {}

  Exit run();

 private:
  void report(const base::Failure& failure);
  void show_all(const Inputs& inputs, const base::Limits& limits, const base::Sink& sink);

  const ShowOptions& options_;
  Io& io_;
  Exit exit_ = Exit::yes;
};

void Show::report(const base::Failure& failure) {
  print_failure(io_.err, show_tool().name, failure.message, failure.hint);
  exit_ = Exit::trouble;
}

void Show::show_all(const Inputs& inputs, const base::Limits& limits, const base::Sink& sink) {
  const std::unique_ptr<View> view = make_view(options_, io_, inputs.list.size() > 1);
  const InputFormat format = options_.input.format.value_or(InputFormat::automatic);
  for (const base::Failure& failure : inputs.failures) {
    report(failure);
  }
  for (const Input& input : inputs.list) {
    auto loaded = load(show_tool().name, input, format, io_.in, limits);
    if (!loaded) {
      report(loaded.error());
    } else if (auto shown = view->show(**loaded, sink); !shown) {
      report(shown.error());
    }
  }
  view->end(sink);
}

Exit Show::run() {
  const base::Result<base::Limits> limits = read_limits(options_.input);
  const base::Result<Inputs> inputs = list_inputs(options_.input, io_.in);
  if (!limits || !inputs) {
    report(limits ? inputs.error() : limits.error());
    return exit_;
  }
  // The file appears only where everything could be shown.
  const auto written = produce_result(options_.output, io_, [&](const base::Sink& sink) {
    show_all(*inputs, *limits, sink);
    return exit_ == Exit::yes;
  });
  if (!written) {
    report(written.error());
  }
  return exit_;
}

Exit run(const ShowOptions& options, Io& io) {
  return Show(options, io).run();
}

}  // namespace

const Tool& show_tool() {
  static const Tool tool = {
      .name = "conf-show",
      .summary = "Shows conference-info documents (RFC 4575): as a roster, JSON, NDJSON or CSV.",
      .examples =
          "# the roster of a document\n"
          "conf-show board.xml\n"
          "# who is on hold\n"
          "conf-show --format ndjson board.xml |\n"
          "  jq -r 'select(.endpoint_status == \"on-hold\") | .user_entity'\n"
          "# every media stream of a folder of documents, for a spreadsheet\n"
          "conf-show -r rooms --format csv --rows media -o streams.csv\n",
      .declare = bind_options<ShowOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
