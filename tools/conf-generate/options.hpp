// What conf-generate is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "bytes/source.hpp"
#include "common/cli_names.hpp"
#include "common/output_options.hpp"
#include "info/writer.hpp"

namespace confstate::tools {

// The forms of what is made: the first two for a document, the others, and xml, for a series.
enum class GenerateFormat : std::uint8_t { xml, json, ndjson, trace, pcap };
enum class Shape : std::uint8_t { plain, all };

struct GenerateOptions {
  // Where the document comes from; at most one of them.
  std::optional<std::string> from;
  std::optional<std::string> csv;
  std::optional<std::string> synthetic;
  std::optional<std::uint64_t> series;
  std::optional<std::string> breaks;
  // About the conference.
  std::optional<std::string> entity;
  std::optional<std::string> subject;
  std::vector<std::string> users;
  std::vector<std::string> rooms;
  std::optional<std::uint64_t> version;
  std::optional<info::State> state;
  // About what is made up.
  std::optional<std::uint64_t> seed;
  std::optional<Shape> shape;
  std::vector<std::string> faults;
  std::vector<std::string> limits;
  // About the output.
  std::optional<std::string> out;
  std::optional<GenerateFormat> format;
  std::optional<info::Layout> layout;
};

void declare_generate(CLI::App& app, GenerateOptions& options);

// Fails where options do not go together.
[[nodiscard]] base::Result<void> check_options(const GenerateOptions& options);

// What a run needs of its options.
struct GenerateRun {
  const GenerateOptions& options;
  base::Limits limits;
  Io& io;

  [[nodiscard]] info::Layout layout() const { return options.layout.value_or(info::Layout::indented); }
  [[nodiscard]] GenerateFormat format() const { return options.format.value_or(GenerateFormat::xml); }
  // Writes to -o or to standard output.
  [[nodiscard]] base::Result<void> write(std::string_view text) const;
};

// The ways to make a document, a file each.
[[nodiscard]] base::Result<void> make_from_json(const GenerateRun& run);
[[nodiscard]] base::Result<void> make_described(const GenerateRun& run);  // options and rosters
[[nodiscard]] base::Result<void> make_synthetic(const GenerateRun& run);
[[nodiscard]] base::Result<void> make_series(const GenerateRun& run);
[[nodiscard]] base::Result<void> make_broken(const GenerateRun& run);

// Writes a document in the format that is asked for.
[[nodiscard]] base::Result<void> give(const GenerateRun& run, const std::string& document);

// The text of a file or of standard input, and what messages call it.
[[nodiscard]] base::Result<bytes::Source> read_source(const GenerateRun& run, const std::string& path);

}  // namespace confstate::tools
