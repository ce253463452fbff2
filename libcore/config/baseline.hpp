// Baselines: the findings that are known already, so that only new ones count.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "bytes/source.hpp"
#include "diag/outcome.hpp"

namespace confstate::config {

// The entries of a baseline file.
struct Baseline {
  std::string directory;  // absolute: of the file; names of inputs are relative to it
  // How many findings of each fingerprint are known, by the name of the input.
  std::map<std::string, std::map<std::uint64_t, std::uint64_t>, std::less<>> files;
};

// Reads the text of a baseline. A failure names file:line:column.
[[nodiscard]] base::Result<Baseline> read_baseline(const bytes::Source& source, std::string directory);

// Reads a baseline file; `current_directory` is where a relative path starts.
[[nodiscard]] base::Result<Baseline> read_baseline_file(const std::string& path, const std::string& current_directory);

// The baseline that --write-baseline goes on from: the file if it is there, else an empty one.
[[nodiscard]] base::Result<Baseline> open_baseline(const std::string& path, const std::string& current_directory);

// The name of an input in a baseline; <stdin> stays as it is.
[[nodiscard]] std::string name_in(const Baseline& baseline, const std::string& input,
                                  const std::string& current_directory);

// Marks the findings that the baseline knows, unless they are suppressed already.
void mark_known(std::span<diag::Finding> findings, const Baseline& baseline, std::string_view name);

// What the next baseline says about one judged input: the findings it has now, whether known or not, but not those
// that the configuration suppresses. Entries of inputs that are never recorded stay.
void record(Baseline& baseline, std::string_view name, std::span<const diag::Finding> findings);

// The text of a baseline file: sorted by name and fingerprint, the same bytes for the same entries.
[[nodiscard]] std::string write_baseline(const Baseline& baseline);

}  // namespace confstate::config
