#include "conf-generate/generate.hpp"

#include "base/utf8.hpp"
#include "bytes/input.hpp"
#include "bytes/output.hpp"
#include "common/declare.hpp"
#include "conf-generate/options.hpp"
#include "info/json.hpp"
#include "xml/read.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kExamples =
    "conf-generate --entity sip:c@example.com --user sip:bob@example.com,media=audio\n"
    "conf-show --format json board.xml | jq '.version = 13' | conf-generate --from -\n"
    "conf-generate --csv roster.csv --entity sips:board@conf.example.com -o board.xml\n"
    "conf-generate --synthetic users=1000,endpoints=1-3,media=audio+video --seed 7\n"
    "conf-generate --series 20 --format ndjson | jq -r .events[]\n"
    "conf-generate --break user-entity-unique | conf-validate -";

base::Result<void> make(const GenerateRun& run) {
  if (run.options.from) {
    return make_from_json(run);
  }
  if (run.options.synthetic) {
    return make_synthetic(run);
  }
  if (run.options.series) {
    return make_series(run);
  }
  if (run.options.breaks) {
    return make_broken(run);
  }
  return make_described(run);
}

Exit run_generate(const GenerateOptions& options, Io& io) {
  GenerateRun run{.options = options, .limits = {}, .io = io};
  for (const std::string& assignment : options.limits) {
    if (auto set = base::set_limit(run.limits, assignment); !set) {
      return give_up(io, kGenerate, set.error());
    }
  }
  if (auto good = check_options(options); !good) {
    return give_up(io, kGenerate, good.error());
  }
  const base::Result<void> made = make(run);
  return made ? Exit::yes : give_up(io, kGenerate, made.error());
}

}  // namespace

base::Result<void> GenerateRun::write(std::string_view text) const {
  if (options.out && *options.out != "-") {
    return bytes::write_file(*options.out, text);
  }
  io.out.write(text.data(), static_cast<std::streamsize>(text.size()));
  return {};
}

base::Result<bytes::Source> read_source(const GenerateRun& run, const std::string& path) {
  base::Result<std::string> text = bytes::read_input(path, run.io.in, run.limits);
  if (!text) {
    return tl::unexpected<base::Failure>(text.error());
  }
  return bytes::Source(path == "-" ? "<stdin>" : path, std::move(*text));
}

base::Result<void> give(const GenerateRun& run, const std::string& document) {
  if (run.format() == GenerateFormat::xml) {
    return run.write(document);
  }
  base::Result<xml::ReadResult> read = xml::read(document, xml::Reading::keeping, run.limits);
  if (!read) {
    return tl::unexpected<base::Failure>(read.error());
  }
  const bool compact = run.layout() == info::Layout::compact;
  return run.write(info::write_json(info::Document(std::move(read->tree)), {.compact = compact, .level = 0}) + "\n");
}

const Tool& generate_tool() {
  static const Tool tool{kGenerate, "Makes conference-info documents and series of notifications (RFC 4575).",
                         kExamples, bind_options<GenerateOptions>(declare_generate, run_generate)};
  return tool;
}

}  // namespace confstate::tools
