#include "conf-diff/diff.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "change/select.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/input_options.hpp"
#include "common/output_options.hpp"
#include "conf-diff/series.hpp"
#include "conf-diff/view.hpp"

namespace confstate::tools {
namespace {

enum class Format : std::uint8_t { text, json, ndjson };

constexpr std::array<Choice<Format>, 3> kFormats{
    {{"text", Format::text}, {"json", Format::json}, {"ndjson", Format::ndjson}}};

enum class Made : std::uint8_t { partial };

constexpr std::array<Choice<Made>, 1> kMade{{{"partial", Made::partial}}};
constexpr std::array<Choice<info::Layout>, 2> kLayouts{
    {{"indented", info::Layout::indented}, {"compact", info::Layout::compact}}};

struct DiffOptions {
  InputOptions input;
  OutputOptions output;
  std::optional<Made> as;
  bool sizes = false;
  std::optional<std::uint64_t> set_version;
  std::optional<info::Layout> layout;
  std::vector<std::string> ignored;
  std::vector<std::string> only;
  bool version_counts = false;
  std::optional<Format> format;
  bool beside = false;
  std::optional<std::uint64_t> width;
};

void declare(CLI::App& app, DiffOptions& options) {
  declare_input(app, options.input);
  OptionGroup comparing(app, std::string(kComparing));
  comparing.values("--ignore", "PATH|volatile", options.ignored,
                   "leave out what a path names (* stands for any text), or times and counts; repeatable");
  comparing.values("--only", "PART", options.only,
                   "leave out all but description, host, state, users, endpoints, media, sidebars, rooms or "
                   "extensions; repeatable, or separated by commas");
  comparing.flag("--version-counts", options.version_counts, "another version of the document is a change");
  OptionGroup making(app, std::string(kMaking));
  making.choice<Made>("--as", "FORM", kMade, options.as,
                      "partial: the smallest notification that takes a subscriber from OLD to NEW");
  making.flag("--size", options.sizes, "how large that notification is, partial and full, instead of the notification");
  making.number("--set-version", "N", options.set_version, "its version (default: that of OLD, plus 1)");
  making.choice<info::Layout>("--layout", "LAYOUT", kLayouts, options.layout, "compact (default) or indented");
  OptionGroup group(app, std::string(kOutput));
  group.choice<Format>("--format", "FORMAT", kFormats, options.format, "text, json or ndjson (default text)");
  group.flag("--side-by-side", options.beside, "text with the old rows on the left and the new ones on the right");
  group.number("--width", "N", options.width, "columns of the text (default: those of the terminal, else 80)");
  declare_output(app, options.output);
}

// True where a notification is asked for, and not what changed.
bool makes_notification(const DiffOptions& options) {
  return options.as.has_value() || options.sizes;
}

std::unique_ptr<DiffView> make_view(const DiffOptions& options, Io& io, bool several) {
  const draw::Style style{.color = wants_color(options.output, io),
                          .unicode = has_utf8(io.world),
                          .width = static_cast<std::size_t>(options.width.value_or(io.width))};
  if (makes_notification(options)) {
    const draw::Style plain{.color = false, .unicode = style.unicode, .width = style.width};
    return make_notification_view({.version = options.set_version,
                                   .layout = options.layout.value_or(info::Layout::compact),
                                   .sizes = options.sizes},
                                  plain, [&io](std::string_view piece) { io.err << piece; });
  }
  switch (options.format.value_or(Format::text)) {
    case Format::json:
      return make_json_view(RecordForm::array);
    case Format::ndjson:
      return make_json_view(RecordForm::lines);
    case Format::text:
      break;
  }
  return make_text_view(style, options.beside ? TextLayout::beside : TextLayout::below, several);
}

base::Result<change::Selection> read_selection(const DiffOptions& options) {
  change::Selection selection;
  for (const std::string& text : options.ignored) {
    if (auto read = selection.ignore(text); !read) {
      return base::fail("--ignore: " + read.error().message, read.error().hint);
    }
  }
  for (const std::string& words : options.only) {
    if (auto read = selection.ask_for(words); !read) {
      return base::fail("--only: " + read.error().message, read.error().hint);
    }
  }
  return selection;
}

// The changes that are wanted, and how many are not.
void compare(Comparison& comparison, const change::Selection& selection) {
  std::vector<change::Change> all = change::diff(comparison.old_form, comparison.new_form);
  const std::vector<bool> wanted = change::select(all, change::rooms_of(all), selection);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (wanted[i]) {
      comparison.changes.push_back(all[i]);
    }
  }
  comparison.left_out = all.size() - comparison.changes.size();
  comparison.rooms = change::rooms_of(comparison.changes);
}

// A notification says all that changed between two documents.
base::Result<void> check_making(const DiffOptions& options, std::size_t documents) {
  if (!makes_notification(options)) {
    return options.set_version || options.layout
               ? base::fail("--set-version and --layout are about notifications", "add --as partial")
               : base::Result<void>();
  }
  if (documents > 2) {
    return base::fail("--as partial and --size take two documents", "run it once for each step of a series");
  }
  if (!options.ignored.empty() || !options.only.empty() || options.version_counts) {
    return base::fail("a notification says all that changed", "leave out --ignore, --only and --version-counts");
  }
  if (options.format || options.beside) {
    return base::fail("a notification is XML", "leave out --format and --side-by-side");
  }
  return {};
}

// One run: a series of documents, of which two are held at a time.
class Diff {
 public:
  Diff(const DiffOptions& options, Io& io) : options_(options), io_(io) {}

  Exit run();

 private:
  void report(const base::Failure& failure);
  [[nodiscard]] std::unique_ptr<Loaded> read(const Input& input, const base::Limits& limits);
  void show_all(const Inputs& inputs, const base::Limits& limits, const base::Sink& sink);
  void show_step(Loaded& older, Loaded& newer, DiffView& view, const base::Sink& sink);

  const DiffOptions& options_;
  Io& io_;
  change::Selection selection_;
  unsigned step_ = 0;
  Exit exit_ = Exit::yes;
};

void Diff::report(const base::Failure& failure) {
  print_failure(io_.err, diff_tool().name, failure.message, failure.hint);
  exit_ = Exit::trouble;
}

std::unique_ptr<Loaded> Diff::read(const Input& input, const base::Limits& limits) {
  const InputFormat format = options_.input.format.value_or(InputFormat::automatic);
  auto loaded = load_comparable(diff_tool().name, input, format, io_.in, limits);
  if (loaded) {
    return std::move(*loaded);
  }
  for (const base::Failure& failure : loaded.error()) {
    report(failure);
  }
  return nullptr;
}

void Diff::show_step(Loaded& older, Loaded& newer, DiffView& view, const base::Sink& sink) {
  if (auto kept = keep_alike(older, newer); !kept) {
    report(kept.error());
    return;
  }
  const change::Form form{.version = options_.version_counts};
  const change::Canonical old_form(older.document(), form);
  const change::Canonical new_form(newer.document(), form);
  Comparison comparison{older, newer, old_form, new_form, {}, {}, 0, step_};
  compare(comparison, selection_);
  if (!comparison.changes.empty()) {
    exit_ = worst(exit_, Exit::no);
  }
  if (auto shown = view.show(comparison, sink); !shown) {
    report(shown.error());
  }
}

// What cannot be read is in no step; the others are told all the same.
void Diff::show_all(const Inputs& inputs, const base::Limits& limits, const base::Sink& sink) {
  const std::unique_ptr<DiffView> view = make_view(options_, io_, inputs.list.size() > 2);
  for (const base::Failure& failure : inputs.failures) {
    report(failure);
  }
  std::unique_ptr<Loaded> older;
  for (const Input& input : inputs.list) {
    std::unique_ptr<Loaded> newer = read(input, limits);
    if (older && newer) {
      show_step(*older, *newer, *view, sink);
    }
    older = std::move(newer);
    ++step_;
  }
  view->end(sink);
}

Exit Diff::run() {
  constexpr std::uint64_t kWidest = 10'000;
  if (options_.width.value_or(1) == 0 || options_.width.value_or(1) > kWidest) {
    report({"--width takes 1 to 10000 columns", {}});
    return exit_;
  }
  const base::Result<base::Limits> limits = read_limits(options_.input);
  const base::Result<Inputs> inputs = list_inputs(options_.input, io_.in);
  base::Result<change::Selection> selection = read_selection(options_);
  if (!limits || !inputs || !selection) {
    report(!limits ? limits.error() : !inputs ? inputs.error() : selection.error());
    return exit_;
  }
  if (inputs->list.size() < 2 && inputs->failures.empty()) {
    report({"one document only", "name the old one and the new one, or a series"});
    return exit_;
  }
  if (auto sound = check_making(options_, inputs->list.size()); !sound) {
    report(sound.error());
    return exit_;
  }
  selection_ = std::move(*selection);
  // The file appears only where everything could be compared, and a notification only where there is something to say.
  const auto written = produce_result(options_.output, io_, [&](const base::Sink& sink) {
    show_all(*inputs, *limits, sink);
    return exit_ == Exit::no || (exit_ == Exit::yes && !makes_notification(options_));
  });
  if (!written) {
    report(written.error());
  }
  return exit_;
}

Exit run(const DiffOptions& options, Io& io) {
  return Diff(options, io).run();
}

}  // namespace

const Tool& diff_tool() {
  static const Tool tool = {
      .name = "conf-diff",
      .summary = "Says what changed between conference-info documents (RFC 4575), row by row.",
      .examples =
          "# what changed since yesterday\n"
          "conf-diff monday.xml tuesday.xml\n"
          "# only who came and went, whatever the clocks say\n"
          "conf-diff --only users --ignore volatile monday.xml tuesday.xml\n"
          "# the notification that says it\n"
          "conf-diff --as partial monday.xml tuesday.xml\n"
          "# every endpoint whose status changed in a series\n"
          "conf-diff --format ndjson 1.xml 2.xml 3.xml |\n"
          "  jq -r 'select(.path | endswith(\"/status\")) | [.endpoint, .old, .new] | @tsv'\n",
      .declare = bind_options<DiffOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
