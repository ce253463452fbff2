#include "report/line_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "report/words.hpp"

namespace confstate::report {
namespace {

constexpr std::size_t kAround = 3;             // lines shown around a change
constexpr std::size_t kMostCells = 4'000'000;  // of the table that finds the longest common run of lines

struct Line {
  char sign = ' ';
  std::string_view text;
};

// Lines with their ends.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

using Lines = std::vector<std::string_view>;

void add(std::vector<Line>& out, char sign, const Lines& lines, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    out.push_back({sign, lines[i]});
  }
}

// The part between common beginnings and ends, by the longest common subsequence.
void compare(std::vector<Line>& out, const Lines& before, const Lines& after, std::size_t from, std::size_t before_end,
             std::size_t after_end) {
  const std::size_t rows = before_end - from;
  const std::size_t columns = after_end - from;
  if ((rows + 1) * (columns + 1) > kMostCells) {
    add(out, '-', before, from, before_end);
    add(out, '+', after, from, after_end);
    return;
  }
  const std::size_t width = columns + 1;
  std::vector<std::uint32_t> common((rows + 1) * width);  // of what is left from there on
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      common[i * width + j] = before[from + i] == after[from + j]
                                  ? common[(i + 1) * width + j + 1] + 1
                                  : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && before[from + i] == after[from + j]) {
      out.push_back({' ', before[from + i]});
      ++i;
      ++j;
    } else if (j == columns || (i < rows && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      out.push_back({'-', before[from + i++]});
    } else {
      out.push_back({'+', after[from + j++]});
    }
  }
}

std::vector<Line> all_lines(const Lines& before, const Lines& after) {
  std::vector<Line> out;
  const std::size_t least = std::min(before.size(), after.size());
  std::size_t head = 0;
  while (head < least && before[head] == after[head]) {
    ++head;
  }
  std::size_t tail = 0;
  while (tail < least - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  add(out, ' ', before, 0, head);
  compare(out, before, after, head, before.size() - tail, after.size() - tail);
  add(out, ' ', before, before.size() - tail, before.size());
  return out;
}

std::string hunk(const std::vector<Line>& lines, std::size_t from, std::size_t to, std::size_t before,
                 std::size_t after) {
  std::string body;
  std::size_t old_lines = 0;
  std::size_t new_lines = 0;
  for (std::size_t i = from; i < to; ++i) {
    const Line& line = lines[i];
    old_lines += line.sign != '+' ? 1 : 0;
    new_lines += line.sign != '-' ? 1 : 0;
    const bool ended = line.text.ends_with('\n');
    body += line.sign;
    body += harmless(line.text.substr(0, line.text.size() - (ended ? 1 : 0)));
    body += ended ? "\n" : "\n\\ No newline at end of file\n";
  }
  return fmt::format("@@ -{},{} +{},{} @@\n{}", old_lines == 0 ? before : before + 1, old_lines,
                     new_lines == 0 ? after : after + 1, new_lines, body);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  const std::vector<Line> lines = all_lines(lines_of(before), lines_of(after));
  std::string out;
  std::size_t old_line = 0;  // lines passed
  std::size_t new_line = 0;
  std::size_t told = 0;  // lines that stand in a hunk already, or were passed over
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].sign == ' ') {
      continue;
    }
    const std::size_t from = std::max(told, i < kAround ? 0 : i - kAround);
    std::size_t last = i;
    for (std::size_t j = i; j < lines.size() && j <= last + 2 * kAround; ++j) {
      last = lines[j].sign == ' ' ? last : j;
    }
    const std::size_t to = std::min(lines.size(), last + 1 + kAround);
    for (; told < from; ++told) {
      ++old_line;
      ++new_line;
    }
    out += hunk(lines, from, to, old_line, new_line);
    for (; told < to; ++told) {
      old_line += lines[told].sign != '+' ? 1 : 0;
      new_line += lines[told].sign != '-' ? 1 : 0;
    }
    i = to - 1;
  }
  return out.empty() ? out : fmt::format("--- {0}\n+++ {0}\n", harmless(name)) + out;
}

}  // namespace confstate::report
