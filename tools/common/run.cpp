#include "common/run.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/result.hpp"
#include "base/text.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"

namespace confstate::tools {
namespace {

struct VersionAsked {};

// What the options of an app are called, for suggestions.
std::vector<std::string> long_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

base::Failure unknown_option(const CLI::App& app, const Tool& tool, std::string_view argument) {
  const std::string_view word = argument.substr(0, argument.find('='));
  base::Failure failure{fmt::format("unknown option {}", word), {}};
  const std::vector<std::string> names = long_names(app);
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  if (const auto near = base::nearest(word, candidates)) {
    failure.hint = fmt::format("did you mean {}?", *near);
  } else {
    failure.hint = fmt::format("{} --help lists the options", tool.name);
  }
  return failure;
}

// CLI11 runs out of values only at the end of the line, so the option is the last argument.
base::Failure missing_value(const CLI::Error& error, const std::vector<std::string>& arguments) {
  const std::string_view text = error.what();
  const std::size_t override_at = text.find(" was given a disallowed flag override");
  if (override_at != std::string_view::npos) {
    return {fmt::format("--{} takes no value", text.substr(0, override_at)), {}};
  }
  std::string option = arguments.empty() ? std::string() : arguments.back();
  if (!option.starts_with("--") && option.size() > 2) {
    option = {'-', option.back()};
  }
  return {fmt::format("{} needs a value", option), {}};
}

// CLI11 reads "--out= x" as "--out x"; what was meant is not to be guessed.
void refuse_empty_values(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") {
      return;
    }
    if (argument.starts_with("--") && argument.find('=') == argument.size() - 1) {
      throw UsageError{{fmt::format("{} has an empty value", argument.substr(0, argument.size() - 1)), {}}};
    }
  }
}

void declare_general(CLI::App& app) {
  app.set_help_flag("-h,--help", "print this help")->group(std::string(kGeneral));
  app.add_flag_callback(
         "--version", [] { throw VersionAsked{}; }, "print the version")
      ->group(std::string(kGeneral));
}

// The view that the first argument names; the tool itself where it is an option, or nothing.
const Tool* choose_view(const Tool& tool, const std::vector<std::string>& arguments, Io& io) {
  if (!arguments.empty() && arguments.front().starts_with("-")) {
    return &tool;
  }
  std::vector<std::string_view> words;
  for (const Tool* view : tool.views) {
    words.push_back(view->name.substr(tool.name.size() + 1));
    if (!arguments.empty() && arguments.front() == words.back()) {
      return view;
    }
  }
  const base::Failure failure =
      arguments.empty() ? base::Failure{"no view is named", fmt::format("it is one of {}", fmt::join(words, ", "))}
                        : unknown(fmt::format("unknown view `{}`", arguments.front()), arguments.front(), words);
  (void)give_up(io, tool.name, failure);
  return nullptr;
}

// A tool with views by itself can tell its help and version only.
Exit refuse_to_run(const Tool& tool, Io& io) {
  return give_up(io, tool.name, {"no view is named", fmt::format("{} --help lists them", tool.name)});
}

Exit parse_and_run(const Tool& tool, const std::vector<std::string>& arguments, Io& io) {
  CLI::App app{std::string(tool.summary), std::string(tool.name)};
  const std::function<Exit(Io&)> run =
      tool.views.empty() ? tool.declare(app) : [&tool](Io& outside) { return refuse_to_run(tool, outside); };
  declare_general(app);
  try {
    refuse_empty_values(arguments);
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
    std::ranges::transform(reversed, reversed.begin(), shield);
    app.parse(std::move(reversed));
  } catch (const VersionAsked&) {
    io.out << tool.name.substr(0, tool.name.find(' ')) << ' ' << version()
           << '\n';  // views have no version of their own
    return Exit::yes;
  } catch (const CLI::CallForHelp&) {
    io.out << write_help(tool, app);
    return Exit::yes;
  } catch (const CLI::ExtrasError&) {
    return give_up(io, tool.name, unknown_option(app, tool, app.remaining().front()));
  } catch (const CLI::ArgumentMismatch& error) {
    return give_up(io, tool.name, missing_value(error, arguments));
  } catch (const CLI::Error& error) {
    return give_up(io, tool.name, {error.what(), {}});
  }
  return run(io);
}

Exit run_chosen(const Tool& tool, const std::vector<std::string>& arguments, Io& io) {
  try {
    return parse_and_run(tool, arguments, io);
  } catch (const UsageError& usage) {
    return give_up(io, tool.name, usage.failure);
  } catch (const std::bad_alloc&) {
    print_failure(io.err, tool.name, "out of memory", {});
  } catch (const std::exception& error) {
    print_failure(io.err, tool.name, error.what(), {});
  }
  return Exit::trouble;
}

}  // namespace

Exit run_tool(const Tool& tool, const std::vector<std::string>& arguments, Io& io) {
  const Tool* chosen = tool.views.empty() ? &tool : choose_view(tool, arguments, io);
  if (chosen == &tool) {
    return run_chosen(tool, arguments, io);
  }
  return chosen == nullptr ? Exit::trouble : run_chosen(*chosen, {arguments.begin() + 1, arguments.end()}, io);
}

}  // namespace confstate::tools
