#include "conf-lint/policies.hpp"

#include <array>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "bytes/csv.hpp"
#include "bytes/input.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"

namespace confstate::tools {
namespace {

constexpr std::array<Choice<policy::Form>, 3> kForms{
    {{"auto", policy::Form::automatic}, {"json", policy::Form::json}, {"yaml", policy::Form::yaml}}};

bool is_policy_name(std::string_view path) {
  const std::string lower = base::ascii_lower(path);
  return lower.ends_with(".json") || lower.ends_with(".yaml") || lower.ends_with(".yml");
}

using Policy = std::shared_ptr<const policy::Document>;

base::Result<Policy> read_one(const Input& input, const policy::Templates& templates, policy::Form form,
                              std::istream& in, const base::Limits& limits) {
  base::Result<std::string> bytes = bytes::read_input(input.path, in, limits);
  if (!bytes) {
    return tl::unexpected<base::Failure>(std::move(bytes.error()));
  }
  return policy::Document::read(std::make_shared<bytes::Source>(input.name, std::move(*bytes)), templates, form);
}

}  // namespace

void declare_policy(CLI::App& app, PolicyOptions& options) {
  OptionGroup group(app, std::string(kInput));
  group.choice<policy::Form>("--input-format", "FORMAT", kForms, options.form, "auto, json or yaml (default auto)");
  group.value("--templates", "DIR", options.templates, "folder of the policies that others extend");
}

const Wanted& wanted_policies() {
  static const Wanted wanted{is_policy_name, "policy", "-r takes files that end in .json, .yaml or .yml"};
  return wanted;
}

base::Result<policy::Templates> read_templates(const PolicyOptions& options, const base::Limits& limits) {
  policy::Templates templates;
  if (!options.templates) {
    return templates;
  }
  ListOptions list;
  list.arguments = {*options.templates};
  list.recursive = true;
  std::istringstream none;
  const base::Result<Inputs> inputs = list_inputs(list, none, wanted_policies());
  if (!inputs || !inputs->failures.empty()) {
    return tl::unexpected<base::Failure>(inputs ? inputs->failures.front() : inputs.error());
  }
  for (const Input& input : inputs->list) {
    base::Result<Policy> one = read_one(input, {}, policy::Form::automatic, none, limits);
    if (!one) {
      return tl::unexpected<base::Failure>(std::move(one.error()));
    }
    const std::string& id = (*one)->policy().id;
    const auto [known, is_new] = templates.emplace(id, *one);
    if (!is_new) {
      return base::fail(
          fmt::format("{} and {} are both the template `{}`", known->second->source().name(), input.name, id));
    }
  }
  return templates;
}

base::Result<Policy> read_policy(const std::string& path, const PolicyOptions& options, Io& io) {
  const base::Limits limits;
  const base::Result<policy::Templates> templates = read_templates(options, limits);
  if (!templates) {
    return tl::unexpected<base::Failure>(templates.error());
  }
  const Input input{path, path == "-" ? "<stdin>" : path};
  base::Result<Policy> document =
      read_one(input, *templates, options.form.value_or(policy::Form::automatic), io.in, limits);
  if (document && !(*document)->faults().empty()) {
    const policy::FormFault& fault = (*document)->faults().front();
    return bytes::fail_at((*document)->source(), fault.span.begin, fault.message,
                          fmt::format("conf-lint check {} says all that is wrong", path));
  }
  return document;
}

}  // namespace confstate::tools
