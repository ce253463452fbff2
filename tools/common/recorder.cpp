#include "common/recorder.hpp"

#include <utility>

#include "bytes/output.hpp"
#include "bytes/paths.hpp"

namespace confstate::tools {

Recorder::Recorder(std::string path, config::Baseline baseline, std::string current_directory)
    : path_(std::move(path)), baseline_(std::move(baseline)), current_directory_(std::move(current_directory)) {}

base::Result<Recorder> Recorder::open(const std::string& path) {
  const std::string current = bytes::current_directory();
  base::Result<config::Baseline> baseline = config::open_baseline(path, current);
  if (!baseline) {
    return tl::unexpected<base::Failure>(std::move(baseline.error()));
  }
  return Recorder(path, std::move(*baseline), current);
}

void Recorder::accept(std::span<diag::Finding> findings) {
  for (diag::Finding& finding : findings) {
    if (!finding.suppressed) {
      finding.suppressed = diag::Suppressed{"baseline", {}, std::nullopt};
    }
  }
}

void Recorder::record(const std::string& input, std::span<const diag::Finding> findings) {
  config::record(baseline_, config::name_in(baseline_, input, current_directory_), findings);
}

base::Result<void> Recorder::write() const {
  return bytes::write_file(path_, config::write_baseline(baseline_));
}

}  // namespace confstate::tools
