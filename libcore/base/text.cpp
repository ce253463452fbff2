#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace confstate::base {
namespace {

// Lower case without the characters that people put between words or leave out.
std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c != '-' && c != '_' && c != ' ') {
      out += ascii_lower(c);
    }
  }
  return out;
}

// One row of the table of edits; `before` and `above` are the two rows over it. Only cells within `limit` of the
// diagonal can matter, so a long hostile word costs no more than its length times the limit.
struct EditRows {
  std::vector<std::size_t> before, above, row;
};

std::size_t fill_row(EditRows& rows, std::string_view a, std::string_view b, std::size_t i, std::size_t limit) {
  const std::size_t far = limit + 1;
  const std::size_t first = i > limit ? i - limit : 1;
  const std::size_t last = std::min(b.size(), i + limit);
  rows.row[first - 1] = first == 1 ? i : far;
  std::size_t smallest = rows.row[first - 1];
  for (std::size_t j = first; j <= last; ++j) {
    const std::size_t above = j < i + limit ? rows.above[j] : far;
    std::size_t cell = std::min({above + 1, rows.row[j - 1] + 1, rows.above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
      cell = std::min(cell, rows.before[j - 2] + 1);
    }
    rows.row[j] = std::min(cell, far);
    smallest = std::min(smallest, rows.row[j]);
  }
  return smallest;
}

}  // namespace

bool is_all_space(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_xml_space);
}

bool is_collapsed(std::string_view text) {
  bool after_space = true;
  for (const char c : text) {
    const bool space = is_xml_space(c);
    if (space && (after_space || c != ' ')) {
      return false;
    }
    after_space = space;
  }
  return text.empty() || !after_space;
}

std::string collapse(std::string_view text) {
  text = trim(text);
  if (std::none_of(text.begin(), text.end(), [](char c) { return is_xml_space(c); })) {
    return std::string(text);
  }
  std::string out;
  for (const char c : text) {
    if (!is_xml_space(c)) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    while (at < text.size() && !is_xml_space(text[at])) {
      ++at;
    }
    if (at > begin) {
      words.push_back(text.substr(begin, at - begin));
    } else {
      ++at;
    }
  }
  return words;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return ascii_lower(c); });
  return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) {
    return limit + 1;
  }
  EditRows rows;
  rows.before.assign(b.size() + 1, limit + 1);
  rows.above = rows.row = rows.before;
  for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) {
    rows.above[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t smallest = fill_row(rows, a, b, i, limit);
    // A transposition looks two rows back, so one hopeless row alone settles nothing unless it is over by more.
    if (smallest > limit && *std::min_element(rows.above.begin(), rows.above.end()) > limit) {
      return limit + 1;
    }
    rows.before.swap(rows.above);
    rows.above.swap(rows.row);
  }
  return std::min(rows.above[b.size()], limit + 1);
}

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.empty() || std::find(candidates.begin(), candidates.end(), word) != candidates.end()) {
    return std::nullopt;
  }
  const std::string plain = folded(word);
  for (const std::string_view candidate : candidates) {
    if (!plain.empty() && folded(candidate) == plain) {
      return candidate;
    }
  }
  const std::string lower = ascii_lower(word);
  std::size_t limit = word.size() <= 4 ? 1 : 2;
  std::optional<std::string_view> found;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(lower, ascii_lower(candidate), limit);
    if (distance <= limit && (!found || distance < limit)) {
      found = candidate;
      limit = distance;
    }
  }
  return found;
}

}  // namespace confstate::base
