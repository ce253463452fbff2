#include "common/help.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace confstate::tools {
namespace {

constexpr std::size_t kLeft = 28;  // where descriptions begin
constexpr std::size_t kWidth = 80;

// "  -o, --out PATH", short name first.
std::string left_of(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) {
    names += (names.empty() ? "  -" : ", -") + name;
  }
  if (names.empty()) {
    names = "    ";
  }
  for (const std::string& name : option.get_lnames()) {
    names += (names == "    " ? "  --" : ", --") + name;
  }
  const std::string what = option.get_type_name();
  return what.empty() ? names : names + " " + what;
}

// Appends `text`, broken at blanks, so that it stands right of column kLeft.
void wrap(std::string& out, std::string_view text, std::size_t column) {
  bool first = true;
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    const std::string_view word = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    if (!first && column + 1 + word.size() > kWidth) {
      out += '\n' + std::string(kLeft, ' ');
      column = kLeft;
    } else if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    first = false;
  }
  out += '\n';
}

void write_option(std::string& out, const CLI::Option& option) {
  std::string left = option.get_positional() ? "  " + option.get_type_name() : left_of(option);
  if (left.size() + 2 > kLeft) {
    out += left + '\n';
    left.clear();
  }
  left.resize(kLeft, ' ');
  out += left;
  wrap(out, option.get_description(), kLeft);
}

void write_group(std::string& out, const CLI::App& app, std::string_view heading) {
  bool begun = false;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group() != heading) {
      continue;
    }
    if (!begun) {
      out += fmt::format("\n{}\n", heading);
      begun = true;
    }
    write_option(out, *option);
  }
}

// The views of a tool that has them; each has a help of its own.
void write_views(std::string& out, const Tool& tool) {
  out += tool.views.empty() ? "" : "\nVIEWS\n";
  for (const Tool* view : tool.views) {
    std::string left = "  " + std::string(view->name.substr(tool.name.size() + 1));
    left.resize(kLeft, ' ');
    out += left;
    wrap(out, view->summary, kLeft);
  }
}

// The word in the usage line for what is no option.
std::string usage_of(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      return fmt::format(" [{}]...", option->get_type_name());
    }
  }
  return {};
}

}  // namespace

std::string write_help(const Tool& tool, const CLI::App& app) {
  std::string out = "Examples:\n";
  std::string_view examples = tool.examples;
  while (!examples.empty()) {
    const std::size_t end = examples.find('\n');
    out += fmt::format("  {}\n", examples.substr(0, end));
    examples.remove_prefix(end == std::string_view::npos ? examples.size() : end + 1);
  }
  out += fmt::format("\nUsage: {}{} [OPTION]...{}\n{}\n", tool.name, tool.views.empty() ? "" : " VIEW", usage_of(app),
                     tool.summary);
  write_views(out, tool);
  for (const std::string_view heading : {kInput, kChoosing, kJudging, kComparing, kMaking, kOutput, kGeneral}) {
    write_group(out, app, heading);
  }
  return out;
}

}  // namespace confstate::tools
