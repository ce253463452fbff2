#include "json/layout.hpp"

#include <algorithm>

namespace confstate::json {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kLineEnds = "\r\n";

bool is_one_of(char c, std::string_view set) {
  return c != '\0' && set.find(c) != std::string_view::npos;
}

}  // namespace

std::uint32_t Layout::skip_gap(std::uint32_t at) const {
  std::size_t index = at;
  while (is_one_of(this->at(index), kSpace) || this->at(index) == '/') {
    index = this->at(index) == '/' ? end_of_comment(index) : index + 1;
  }
  return static_cast<std::uint32_t>(index);
}

bool Layout::has_comment(std::uint32_t begin, std::uint32_t end) const {
  return text_.substr(begin, end - begin).find('/') != std::string_view::npos;
}

bool Layout::begins_line(std::uint32_t at) const {
  return text_.substr(line_begin(at), at - line_begin(at)).find_first_not_of(kBlanks) == std::string_view::npos;
}

std::string Layout::indent(std::uint32_t at) const {
  const std::size_t begin = line_begin(at);
  return std::string(text_.substr(begin, skip_blanks(begin) - begin));
}

std::string Layout::line_break(std::uint32_t at) const {
  std::size_t found = text_.find('\n', at);
  found = found == std::string_view::npos ? text_.rfind('\n', at) : found;
  const bool both = found != std::string_view::npos && found > 0 && text_[found - 1] == '\r';
  return both ? "\r\n" : "\n";
}

std::optional<std::uint32_t> Layout::end_of_line(std::uint32_t at) const {
  std::size_t index = at;
  std::size_t end = at;  // of the last comment
  while (!is_one_of(this->at(index), kLineEnds)) {
    if (this->at(index) == '/') {
      index = end_of_comment(index);
      end = index;
    } else if (is_one_of(this->at(index), kBlanks)) {
      ++index;
    } else {
      return std::nullopt;
    }
  }
  return static_cast<std::uint32_t>(end);
}

Replacement Layout::take_out(base::Span part) const {
  const bool first = begins_line(part.begin);
  const std::size_t after = skip_blanks(part.end);
  const bool last = after == text_.size() || is_one_of(at(after), kLineEnds);
  if (first && last) {
    const std::size_t next = after + (text_.substr(after, 2) == "\r\n" ? 2 : after < text_.size() ? 1 : 0);
    return {{static_cast<std::uint32_t>(line_begin(part.begin)), static_cast<std::uint32_t>(next)}, ""};
  }
  if (!last) {
    return {{part.begin, static_cast<std::uint32_t>(after)}, ""};
  }
  const std::size_t before = text_.substr(0, part.begin).find_last_not_of(kBlanks);
  return {{before == std::string_view::npos ? part.begin : static_cast<std::uint32_t>(before + 1), part.end}, ""};
}

std::size_t Layout::skip_blanks(std::size_t index) const {
  return std::min(text_.find_first_not_of(kBlanks, index), text_.size());
}

std::size_t Layout::end_of_comment(std::size_t begin) const {
  if (at(begin + 1) == '*') {
    const std::size_t end = text_.find("*/", begin + 2);
    return end == std::string_view::npos ? text_.size() : end + 2;
  }
  return std::min(text_.find_first_of(kLineEnds, begin), text_.size());
}

std::size_t Layout::line_begin(std::size_t index) const {
  const std::size_t found = text_.substr(0, index).find_last_of(kLineEnds);
  return found == std::string_view::npos ? 0 : found + 1;
}

}  // namespace confstate::json
