#include "conf-generate/options.hpp"

#include <array>
#include <limits>

#include <fmt/format.h>

#include "common/declare.hpp"
#include "common/help.hpp"

namespace confstate::tools {
namespace {

constexpr std::array<Choice<GenerateFormat>, 5> kFormats{{{"xml", GenerateFormat::xml},
                                                          {"json", GenerateFormat::json},
                                                          {"ndjson", GenerateFormat::ndjson},
                                                          {"trace", GenerateFormat::trace},
                                                          {"pcap", GenerateFormat::pcap}}};
constexpr std::array<Choice<info::Layout>, 2> kLayouts{
    {{"compact", info::Layout::compact}, {"indented", info::Layout::indented}}};
constexpr std::array<Choice<Shape>, 2> kShapes{{{"plain", Shape::plain}, {"all", Shape::all}}};
constexpr std::array<Choice<info::State>, 3> kStates{
    {{"full", info::State::full}, {"partial", info::State::partial}, {"deleted", info::State::deleted}}};

void declare_sources(CLI::App& app, GenerateOptions& options) {
  OptionGroup group(app, std::string(kInput));
  group.value("--from", "FILE", options.from, "the document whose JSON form FILE has (- is standard input)");
  group.value("--csv", "FILE", options.csv, "the conference whose roster FILE has, a user, endpoint or stream per row");
  group.value("--synthetic", "WHAT", options.synthetic,
              "a made-up conference; a list of users=N, endpoints=N-N, media=TYPE+TYPE, sidebars=N, references=N, "
              "rooms=N, languages, roles, aors, joins, calls, statuses");
  group.number("--series", "N", options.series, "a made-up conference and N notifications of what happens in it");
  group.value("--break", "RULE", options.breaks, "the smallest document that breaks exactly that rule");
  group.values("--limit", "NAME=VALUE", options.limits,
               "set a limit (input, depth, elements, attributes; K, M, G are understood); repeatable");
}

void declare_conference(CLI::App& app, GenerateOptions& options) {
  OptionGroup group(app, std::string(kInput));
  group.value("--entity", "URI", options.entity, "the URI of the conference");
  group.value("--subject", "TEXT", options.subject, "what the conference is about");
  group.values("--user", "URI[,WORD=VALUE]...", options.users,
               "a user; words are display, aor, role, language, endpoint, label, status, joined, since, by, left, "
               "until, reason, media (TYPE[:DIRECTION[:LABEL]]); repeatable");
  group.values("--room", "URI[,display=TEXT]", options.rooms, "a chat room (RFC 7106); repeatable");
  group.number("--set-version", "N", options.version, "the version of the document (default 1)");
  group.choice<info::State>("--state", "STATE", kStates, options.state,
                            "full, partial or deleted: what the document says (default full)");
  group.number("--seed", "N", options.seed, "another made-up conference for each N (default 1)");
  group.choice<Shape>("--shape", "SHAPE", kShapes, options.shape,
                      "plain, or all: besides, each element and attribute of RFC 4575 once (default plain)");
  group.values("--faults", "NAME[,NAME]...", options.faults,
               "break the series: gap, duplicate, reorder, partial-first, same-version, restart, other-entity, "
               "delete-unknown, after-end; what a subscriber must find is written beside it; repeatable");
}

void declare_form(CLI::App& app, GenerateOptions& options) {
  OptionGroup group(app, std::string(kOutput));
  group.choice<GenerateFormat>(
      "--format", "FORMAT", kFormats, options.format,
      "xml (the default) or json; for a series xml (the default with -o), ndjson (else), trace or pcap");
  group.choice<info::Layout>("--layout", "LAYOUT", kLayouts, options.layout,
                             "compact or indented (default indented, for a series compact)");
  group.value("-o,--out", "PATH", options.out,
              "write to PATH, which appears whole or not at all; for a series in xml the folder of its files");
}

// The options that say where the document comes from, by name.
std::vector<std::string_view> sources_of(const GenerateOptions& options) {
  std::vector<std::string_view> given;
  const auto note = [&given](bool is_given, std::string_view name) {
    if (is_given) {
      given.push_back(name);
    }
  };
  note(options.from.has_value(), "--from");
  note(options.csv.has_value(), "--csv");
  note(options.synthetic.has_value(), "--synthetic");
  note(options.series.has_value(), "--series");
  note(options.breaks.has_value(), "--break");
  return given;
}

// An option that has no meaning beside the source of the document.
struct Misplaced {
  bool is_given;
  std::string_view name;
  bool fits;
};

base::Result<void> check_places(const GenerateOptions& options, std::string_view source) {
  const bool made_up = options.synthetic || options.series;
  const bool described = !made_up && !options.from && !options.breaks;
  const Misplaced rows[] = {
      {options.entity.has_value(), "--entity", described || made_up},
      {options.subject.has_value(), "--subject", described || made_up},
      {options.version.has_value(), "--set-version", described || made_up},
      {options.state.has_value(), "--state", described},
      {!options.users.empty(), "--user", described},
      {!options.rooms.empty(), "--room", described},
      {options.seed.has_value(), "--seed", made_up},
      {options.shape.has_value(), "--shape", options.synthetic.has_value()},
      {!options.faults.empty(), "--faults", options.series.has_value()},
  };
  for (const Misplaced& row : rows) {
    if (row.is_given && !row.fits) {
      return base::fail(source.empty() ? fmt::format("{} needs --series or --synthetic", row.name)
                                       : fmt::format("{} means nothing beside {}", row.name, source));
    }
  }
  return {};
}

}  // namespace

void declare_generate(CLI::App& app, GenerateOptions& options) {
  declare_sources(app, options);
  declare_conference(app, options);
  declare_form(app, options);
}

base::Result<void> check_options(const GenerateOptions& options) {
  const std::vector<std::string_view> sources = sources_of(options);
  if (sources.size() > 1) {
    return base::fail(fmt::format("{} and {} both say what to make", sources[0], sources[1]));
  }
  if (sources.empty() && !options.entity) {
    return base::fail("nothing says what to make",
                      "--entity begins a document; --from, --csv, --synthetic, --series and --break are other ways");
  }
  if (options.version && *options.version > std::numeric_limits<std::uint32_t>::max()) {
    return base::fail(fmt::format("the version {} is over 4294967295", *options.version));
  }
  const GenerateFormat format = options.format.value_or(GenerateFormat::xml);
  if (options.series ? format == GenerateFormat::json : format > GenerateFormat::json) {
    return base::fail(fmt::format("--format {} is {} a series", kFormats[static_cast<std::size_t>(format)].word,
                                  options.series ? "not for" : "for"),
                      options.series ? "xml, ndjson, trace or pcap" : "xml or json");
  }
  return check_places(options, sources.empty() ? std::string_view() : sources.front());
}

}  // namespace confstate::tools
