// The options that describe a caller.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "common/cli_names.hpp"
#include "policy/question.hpp"

namespace confstate::tools {

struct AskingOptions {
  std::optional<std::string> who;
  std::optional<std::string> asks;
  std::optional<std::string> shown_by;
  std::optional<std::string> via;
  std::optional<std::string> media;
  std::optional<std::string> transport;
  std::optional<std::string> at;
  std::optional<std::string> answered_by;
  std::vector<std::string> given;
};

// Declares them below CHOOSING.
void declare_asking(CLI::App& app, AskingOptions& options);

// The question that the options ask; fails on bad words, with a suggestion, and on a neighbour that is not trusted.
[[nodiscard]] base::Result<policy::Question> read_question(const AskingOptions& options, const policy::Policy& policy);

}  // namespace confstate::tools
