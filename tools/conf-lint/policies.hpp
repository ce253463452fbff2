// Reading policies for the views of conf-lint: one file, and the templates that it may extend.
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "common/cli_names.hpp"
#include "common/input_options.hpp"
#include "common/tool.hpp"
#include "policy/document.hpp"

namespace confstate::tools {

struct PolicyOptions {
  std::optional<policy::Form> form;
  std::optional<std::string> templates;  // folder
};

// Declares --input-format and --templates.
void declare_policy(CLI::App& app, PolicyOptions& options);

// What -r takes for policies.
[[nodiscard]] const Wanted& wanted_policies();

// The policies of the folder by their id; none without one. Fails on a folder or file that cannot be read, and on two
// templates of one id.
[[nodiscard]] base::Result<policy::Templates> read_templates(const PolicyOptions& options, const base::Limits& limits);

// Reads one policy whose form is right. Fails where it is unreadable or its form is broken: "board.json:3:5: ...".
[[nodiscard]] base::Result<std::shared_ptr<const policy::Document>> read_policy(const std::string& path,
                                                                                const PolicyOptions& options, Io& io);

}  // namespace confstate::tools
