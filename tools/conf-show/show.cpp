#include "conf-show/show.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "bytes/stream.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/input_options.hpp"
#include "common/load.hpp"
#include "common/output_options.hpp"
#include "conf-show/trace.hpp"
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
  bool latest = false;
};

void declare(CLI::App& app, ShowOptions& options) {
  declare_input(app, options.input, true);
  OptionGroup(app, std::string(kChoosing))
      .flag("--latest", options.latest,
            "one state per conference: the last, with partial documents applied in the order of the inputs");
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
  void show_all(const Inputs& inputs, const base::Sink& sink);
  void take_trace(const Input& input, const ReadInput& read, const base::Sink& sink);
  void take_document(const std::string& name, std::string bytes, const base::Sink& sink);
  void show(const std::string& name, std::string bytes, const base::Sink& sink);

  const ShowOptions& options_;
  Io& io_;
  base::Limits limits_;
  std::unique_ptr<View> view_;
  LatestStates latest_;
  Exit exit_ = Exit::yes;
};

void Show::report(const base::Failure& failure) {
  print_failure(io_.err, show_tool().name, failure.message, failure.hint);
  exit_ = Exit::trouble;
}

void Show::show(const std::string& name, std::string bytes, const base::Sink& sink) {
  auto loaded = load_bytes(show_tool().name, name, std::move(bytes), limits_);
  if (!loaded) {
    report(loaded.error());
  } else if (auto shown = view_->show(**loaded, sink); !shown) {
    report(shown.error());
  }
}

void Show::take_document(const std::string& name, std::string bytes, const base::Sink& sink) {
  if (!options_.latest) {
    show(name, std::move(bytes), sink);
    return;
  }
  auto loaded = load_bytes(show_tool().name, name, std::move(bytes), limits_);
  if (!loaded) {
    report(loaded.error());
  } else if (!latest_.take((*loaded)->document())) {
    report({fmt::format("{} is not applied", name), "conf-patch says why"});
  }
}

void Show::take_trace(const Input& input, const ReadInput& read, const base::Sink& sink) {
  capture::Settings settings;
  settings.limits = limits_;
  settings.format = trace_format(options_.input.format.value_or(InputFormat::automatic));
  base::Result<bytes::Stream> stream =
      read.is_whole ? bytes::Stream(std::string_view(read.bytes)) : bytes::Stream::open(input.path, io_.in);
  bool is_empty = true;
  const auto take = [&](std::uint64_t frame, std::string_view bytes) {
    is_empty = false;
    show(fmt::format("{}: frame {}", input.name, frame), std::string(bytes), sink);
  };
  base::Result<void> done = stream ? base::Result<void>() : tl::unexpected<base::Failure>(stream.error());
  if (done && options_.latest) {
    done = latest_.take(*stream, settings);
  } else if (done) {
    done = each_document(*stream, settings, take);
  }
  if (done && is_empty && !options_.latest) {
    done = base::fail("no conference-info document in it", "conf-trace list shows what is");
  }
  if (!done) {
    report({fmt::format("{}: {}", input.name, done.error().message), done.error().hint});
  }
}

void Show::show_all(const Inputs& inputs, const base::Sink& sink) {
  const InputFormat format = options_.input.format.value_or(InputFormat::automatic);
  for (const base::Failure& failure : inputs.failures) {
    report(failure);
  }
  for (const Input& input : inputs.list) {
    base::Result<ReadInput> read = read_any(input, format, io_.in, limits_);
    const bool is_trace = read && read->is_trace;
    if (view_ == nullptr) {
      view_ = make_view(options_, io_, inputs.list.size() > 1 || is_trace);
    }
    if (!read) {
      report(read.error());
    } else if (is_trace) {
      take_trace(input, *read, sink);
    } else {
      take_document(input.name, std::move(read->bytes), sink);
    }
  }
  latest_.each([&](const std::string& conference, std::string&& state) { show(conference, std::move(state), sink); });
  if (options_.latest && latest_.is_empty() && exit_ == Exit::yes) {
    report({"no conference-info document in the input", "conf-trace list shows what is in a trace"});
  }
  if (view_ != nullptr) {
    view_->end(sink);
  }
}

Exit Show::run() {
  const base::Result<base::Limits> limits = read_limits(options_.input);
  const base::Result<Inputs> inputs = list_inputs(options_.input, io_.in);
  if (!limits || !inputs) {
    report(limits ? inputs.error() : limits.error());
    return exit_;
  }
  limits_ = *limits;
  // The file appears only where everything could be shown.
  const auto written = produce_result(options_.output, io_, [&](const base::Sink& sink) {
    show_all(*inputs, sink);
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
          "# who was in the room at the end of a capture\n"
          "conf-show --latest focus.pcap\n"
          "# every media stream of a folder of documents, for a spreadsheet\n"
          "conf-show -r rooms --format csv --rows media -o streams.csv\n",
      .declare = bind_options<ShowOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
