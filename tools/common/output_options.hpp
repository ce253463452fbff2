// The OUTPUT options: where results go and how they look.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/sink.hpp"
#include "common/cli_names.hpp"
#include "common/tool.hpp"

namespace confstate::tools {

enum class Color : std::uint8_t { automatic, always, never };

struct OutputOptions {
  std::optional<std::string> out;
  std::optional<Color> color;
};

// Declares -o and --color.
void declare_output(CLI::App& app, OutputOptions& options);

// The forms of a report of findings.
enum class ReportFormat : std::uint8_t { text, brief, json, ndjson, sarif, junit, github, gitlab };

struct ReportOptions {
  std::optional<ReportFormat> format;
  std::vector<std::string> reports;  // FORMAT=PATH
};

// Declares --format and --report for tools that report findings.
void declare_reports(CLI::App& app, ReportOptions& options);

// One report to be written besides.
struct ReportTarget {
  ReportFormat format = ReportFormat::text;
  std::string path;
};

// The targets of --report; fails on what is no FORMAT=PATH, with a suggestion.
[[nodiscard]] base::Result<std::vector<ReportTarget>> read_reports(const ReportOptions& options);

// Writes a whole result to standard output or to -o.
[[nodiscard]] base::Result<void> write_result(const OutputOptions& options, Io& io, std::string_view text);

// Runs `produce` on standard output or, with -o, on what becomes the file if `produce` says so in the end.
[[nodiscard]] base::Result<void> produce_result(const OutputOptions& options, Io& io,
                                                const std::function<bool(const base::Sink&)>& produce);

// Whether to colour what goes to standard output (or to -o): --color, NO_COLOR, FORCE_COLOR, then the terminal.
[[nodiscard]] bool wants_color(const OutputOptions& options, const Io& io);

// Whether frames may be drawn in box characters: UTF-8 in LC_ALL, LC_CTYPE or LANG.
[[nodiscard]] bool has_utf8(const base::World& world);

}  // namespace confstate::tools
