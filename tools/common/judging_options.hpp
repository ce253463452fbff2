// The JUDGING options: how strictly is judged, which rules count, what is known already.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/cli_names.hpp"
#include "diag/card.hpp"

namespace confstate::tools {

struct JudgingOptions {
  std::optional<diag::Profile> profile;
  bool strict = false;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> severities;    // RULE=LEVEL
  std::optional<diag::Severity> fail_on;  // off is never
  std::optional<std::uint64_t> max_findings;
  bool exit_zero = false;
  std::optional<std::string> baseline;
  std::optional<std::string> write_baseline;
  bool no_config = false;
  bool print_config = false;
  bool list_rules = false;
  std::optional<std::string> explain;
};

// Declares the JUDGING options of every tool that has rules.
void declare_judging(CLI::App& app, JudgingOptions& options);

// Declares those of them that say which rules count, for tools whose exit code is not about findings.
void declare_rules(CLI::App& app, JudgingOptions& options);

// What RFC 7106 leaves to configuration.
struct RoomOptions {
  std::vector<std::string> related_domains;
  bool same_domain = false;
  bool matches_conference = false;
};

// Declares the options about chat rooms.
void declare_rooms(CLI::App& app, RoomOptions& options);

}  // namespace confstate::tools
