#include "common/output_options.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "bytes/output.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"

namespace confstate::tools {
namespace {

constexpr std::array<Choice<Color>, 3> kColors{
    {{"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}}};

constexpr std::array<Choice<ReportFormat>, 8> kFormats{{{"text", ReportFormat::text},
                                                        {"short", ReportFormat::brief},
                                                        {"json", ReportFormat::json},
                                                        {"ndjson", ReportFormat::ndjson},
                                                        {"sarif", ReportFormat::sarif},
                                                        {"junit", ReportFormat::junit},
                                                        {"github", ReportFormat::github},
                                                        {"gitlab", ReportFormat::gitlab}}};

std::optional<std::string> variable(const base::World& world, const char* name) {
  std::optional<std::string> value = world.variable(name);
  return value && value->empty() ? std::nullopt : value;
}

}  // namespace

void declare_output(CLI::App& app, OutputOptions& options) {
  OptionGroup group(app, std::string(kOutput));
  group.value("-o,--out", "PATH", options.out,
              "write to PATH, which appears whole or not at all (- is standard output)");
  group.choice<Color>("--color", "WHEN", kColors, options.color, "auto, always or never (default auto)");
}

void declare_reports(CLI::App& app, ReportOptions& options) {
  OptionGroup group(app, std::string(kOutput));
  group.choice<ReportFormat>("--format", "FORMAT", kFormats, options.format,
                             "text, short, json, ndjson, sarif, junit, github or gitlab (default text)");
  group.values("--report", "FORMAT=PATH", options.reports, "write a further report to PATH; repeatable");
}

base::Result<std::vector<ReportTarget>> read_reports(const ReportOptions& options) {
  std::vector<ReportTarget> targets;
  for (const std::string& report : options.reports) {
    const std::size_t equals = report.find('=');
    if (equals == std::string::npos || equals + 1 == report.size()) {
      return base::fail(fmt::format("--report needs FORMAT=PATH, not `{}`", report));
    }
    const std::string_view word = std::string_view(report).substr(0, equals);
    const auto* const found = std::ranges::find(kFormats, word, &Choice<ReportFormat>::word);
    if (found == kFormats.end()) {
      const auto words = words_of(std::span<const Choice<ReportFormat>>(kFormats));
      return tl::unexpected<base::Failure>(unknown(fmt::format("unknown format `{}` for --report", word), word, words));
    }
    if (report.substr(equals + 1) == "-") {
      return base::fail("--report needs a file", fmt::format("--format {} writes to standard output", word));
    }
    targets.push_back({found->value, report.substr(equals + 1)});
  }
  return targets;
}

base::Result<void> write_result(const OutputOptions& options, Io& io, std::string_view text) {
  if (options.out && *options.out != "-") {
    return bytes::write_file(*options.out, text);
  }
  io.out.write(text.data(), static_cast<std::streamsize>(text.size()));
  return {};
}

base::Result<void> produce_result(const OutputOptions& options, Io& io,
                                  const std::function<bool(const base::Sink&)>& produce) {
  if (options.out.value_or("-") == "-") {
    (void)produce([&io](std::string_view piece) { io.out << piece; });
    return {};
  }
  return bytes::write_file(*options.out, produce);
}

bool wants_color(const OutputOptions& options, const Io& io) {
  const Color color = options.color.value_or(Color::automatic);
  if (color != Color::automatic) {
    return color == Color::always;
  }
  if (variable(io.world, "NO_COLOR")) {
    return false;
  }
  if (const auto force = variable(io.world, "FORCE_COLOR"); force && *force != "0") {
    return true;
  }
  const bool to_stdout = !options.out || *options.out == "-";
  return to_stdout && io.out_is_terminal && variable(io.world, "TERM") != "dumb";
}

bool has_utf8(const base::World& world) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (const auto value = variable(world, name)) {
      const std::string lower = base::ascii_lower(*value);
      return lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
    }
  }
  return false;
}

}  // namespace confstate::tools
