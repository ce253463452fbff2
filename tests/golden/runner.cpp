// Runs the golden cases below tests/golden and compares: golden_tests [--update] [--filter TEXT]. With --update the
// expectations are rewritten to what was seen, which changes nothing where all cases pass.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "golden/case.hpp"
#include "golden/run_case.hpp"

namespace {

using confstate::golden::Case;
using confstate::golden::Ran;

struct Settings {
  bool update = false;
  std::string filter;
};

struct Score {
  unsigned passed = 0;
  unsigned failed = 0;
};

std::vector<std::filesystem::path> case_files(const std::string& filter) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(CONFSTATE_SOURCE_DIR "/tests/golden")) {
    if (entry.path().extension() == ".case" && entry.path().string().find(filter) != std::string::npos) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

// The lines that differ, between the common start and the common end.
void print_difference(const std::string& expected, const std::string& seen) {
  std::vector<std::string> left = lines_of(expected);
  std::vector<std::string> right = lines_of(seen);
  const auto [left_at, right_at] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  left.erase(left.begin(), left_at);
  right.erase(right.begin(), right_at);
  while (!left.empty() && !right.empty() && left.back() == right.back()) {
    left.pop_back();
    right.pop_back();
  }
  for (const std::string& line : left) {
    std::printf("  - %s\n", line.c_str());
  }
  for (const std::string& line : right) {
    std::printf("  + %s\n", line.c_str());
  }
}

// True when the case holds, or was made to hold.
bool try_case(const std::filesystem::path& path, const Settings& settings) {
  const std::string text = read_file(path);
  const Case one = confstate::golden::read_case(text);
  const Ran ran = confstate::golden::run_case(one);
  if (!ran.trouble.empty()) {
    std::printf("FAILED %s: %s\n", path.c_str(), ran.trouble.c_str());
    return false;
  }
  const std::string seen = confstate::golden::write_case(confstate::golden::with_expectations(one, ran));
  if (seen == text) {
    return true;
  }
  if (settings.update) {
    std::ofstream(path, std::ios::binary) << seen;
    std::printf("updated %s\n", path.c_str());
    return true;
  }
  std::printf("FAILED %s\n", path.c_str());
  print_difference(text, seen);
  return false;
}

Settings read_settings(const std::vector<std::string>& arguments) {
  Settings settings;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--update") {
      settings.update = true;
    } else if (arguments[i] == "--filter" && i + 1 < arguments.size()) {
      settings.filter = arguments[++i];
    } else {
      throw std::invalid_argument("usage: golden_tests [--update] [--filter TEXT]");
    }
  }
  return settings;
}

Score try_all(const Settings& settings) {
  Score score;
  for (const std::filesystem::path& path : case_files(settings.filter)) {
    (try_case(path, settings) ? score.passed : score.failed) += 1;
  }
  return score;
}

}  // namespace

int main(int argc, char** argv) try {
  const Score score = try_all(read_settings({argv + 1, argv + argc}));
  std::printf("%u passed, %u failed\n", score.passed, score.failed);
  return score.failed == 0 ? 0 : 1;
} catch (const std::exception& problem) {
  std::fprintf(stderr, "%s\n", problem.what());
  return 2;
}
