#include "golden/run_case.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "common/run.hpp"
#include "golden/catalog.hpp"

namespace confstate::golden {
namespace {

constexpr std::string_view kAfter = "after ";
constexpr base::Date kToday{2026, 6, 1};

// A day that never changes and an environment of UTF-8 and what the case sets.
class FixedWorld : public base::World {
 public:
  explicit FixedWorld(const Case& one) {
    for (const std::string& assignment : header(one, "env")) {
      const std::size_t equals = assignment.find('=');
      variables_[assignment.substr(0, equals)] = unescape(assignment.substr(equals + 1));
    }
  }

  [[nodiscard]] base::Date today() const override { return kToday; }
  [[nodiscard]] std::optional<std::string> variable(const std::string& name) const override {
    const auto found = variables_.find(name);
    return found == variables_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::string, std::string> variables_ = {{"LANG", "C.UTF-8"}};
};

// A new empty folder that is the current one while it lives.
class Sandbox {
 public:
  Sandbox() : before_(std::filesystem::current_path()) {
    std::string name = (std::filesystem::temp_directory_path() / "golden-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error("no temporary folder");
    }
    folder_ = name;
    std::filesystem::current_path(folder_);
  }
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox() {
    std::error_code ignored;
    std::filesystem::current_path(before_, ignored);
    std::filesystem::remove_all(folder_, ignored);
  }

 private:
  std::filesystem::path before_;
  std::filesystem::path folder_;
};

bool is_expectation(std::string_view name) {
  return name == "stdin" || name == "stdout" || name == "stderr" || name.starts_with(kAfter);
}

void write_inputs(const Case& one) {
  for (const Section& section : one.sections) {
    if (is_expectation(section.name)) {
      continue;
    }
    const std::filesystem::path path(section.name);
    if (path.has_parent_path()) {
      std::filesystem::create_directories(path.parent_path());
    }
    if (path.has_filename()) {
      std::ofstream(path, std::ios::binary) << content(section);
    }
  }
}

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return stream ? std::string{std::istreambuf_iterator<char>(stream), {}} : "(absent)\n";
}

std::string without_source_folder(std::string text) {
  const std::string folder = CONFSTATE_SOURCE_DIR "/";
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at + 1)) {
    text.replace(at, folder.size(), "@");
  }
  return text;
}

std::vector<std::string> command_words(const std::string& line) {
  std::vector<std::string> words = shell_words(line);
  for (std::string& word : words) {
    if (word.starts_with('@')) {
      word.replace(0, 1, CONFSTATE_SOURCE_DIR "/");
    }
  }
  return words;
}

bool has_terminal(const Case& one, std::string_view stream) {
  for (const std::string& streams : header(one, "tty")) {
    if (streams.find(stream) != std::string::npos) {
      return true;
    }
  }
  return false;
}

void run_line(const Case& one, const std::string& line, Ran& ran) {
  std::vector<std::string> words = command_words(line);
  const tools::Tool* tool = words.empty() ? nullptr : find_tool(words.front());
  if (tool == nullptr) {
    ran.trouble = "no such tool: " + line;
    return;
  }
  words.erase(words.begin());
  const FixedWorld world(one);
  std::istringstream in(content(one, "stdin").value_or(""));
  std::ostringstream out;
  std::ostringstream err;
  const std::vector<std::string> widths = header(one, "width");
  tools::Io io{.in = in, .out = out, .err = err, .world = world};
  io.out_is_terminal = has_terminal(one, "out");
  io.err_is_terminal = has_terminal(one, "err");
  io.width = widths.empty() ? 80U : static_cast<unsigned>(std::stoul(widths.front()));
  ran.exit = static_cast<int>(tools::run_tool(*tool, words, io));
  ran.out = without_source_folder(out.str());
  ran.err = without_source_folder(err.str());
}

}  // namespace

Ran run_case(const Case& one) {
  Ran ran;
  const std::vector<std::string> runs = header(one, "run");
  if (runs.size() != 1) {
    ran.trouble = "a case has exactly one run: header";
    return ran;
  }
  const Sandbox sandbox;
  write_inputs(one);
  for (const std::string& line : header(one, "before")) {
    run_line(one, line, ran);
  }
  run_line(one, runs.front(), ran);
  for (const Section& section : one.sections) {
    if (section.name.starts_with(kAfter)) {
      ran.after.emplace_back(section.name, read_file(section.name.substr(kAfter.size())));
    }
  }
  return ran;
}

Case with_expectations(Case one, const Ran& ran) {
  set_header(one, "exit", std::to_string(ran.exit));
  for (const auto& [name, bytes] : ran.after) {
    set_content(one, name, without_source_folder(bytes));
  }
  set_content(one, "stdout", ran.out);
  set_content(one, "stderr", ran.err);
  return one;
}

}  // namespace confstate::golden
