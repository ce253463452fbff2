// The baseline that --write-baseline writes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "config/baseline.hpp"
#include "diag/outcome.hpp"

namespace confstate::tools {

class Recorder {
 public:
  // Begins with what the file says already: entries of inputs that are not part of the run are kept.
  [[nodiscard]] static base::Result<Recorder> open(const std::string& path);

  // What is recorded is known from now on, also in this run.
  static void accept(std::span<diag::Finding> findings);

  // Records what one judged input has now, in place of what was known of it.
  void record(const std::string& input, std::span<const diag::Finding> findings);

  // Writes the file, whole or not at all.
  [[nodiscard]] base::Result<void> write() const;

 private:
  Recorder(std::string path, config::Baseline baseline, std::string current_directory);

  std::string path_;
  config::Baseline baseline_;
  std::string current_directory_;
};

}  // namespace confstate::tools
