#include "base/json_cursor.hpp"

#include <algorithm>
#include <cstdint>

namespace confstate::base {
namespace {

std::string plain_words(std::string_view words) {
  const std::size_t begin = words.find("syntax error");
  if (begin == std::string_view::npos) {
    return "a number is out of range";
  }
  words.remove_prefix(begin);
  return std::string(words.substr(0, words.find("; last read: ")));
}

}  // namespace

Span JsonCursor::next() {
  pass_over_gap();
  const std::size_t begin = at_;
  at_ = end_of_token(begin);
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
}

// Outside strings a slash begins a comment, or the parser has refused the text.
void JsonCursor::pass_over_gap() {
  while (at_ < text_.size() && std::string_view(" \t\r\n,:/").find(text_[at_]) != std::string_view::npos) {
    at_ = text_[at_] == '/' ? end_of_comment(at_) : at_ + 1;
  }
}

std::size_t JsonCursor::end_of_comment(std::size_t begin) const {
  if (text_.substr(begin, 2) == "/*") {
    const std::size_t end = text_.find("*/", begin + 2);
    return end == std::string_view::npos ? text_.size() : end + 2;
  }
  return std::min(text_.find_first_of("\r\n", begin), text_.size());
}

std::size_t JsonCursor::end_of_token(std::size_t begin) const {
  if (begin >= text_.size()) {
    return begin;
  }
  if (text_[begin] == '"') {
    return end_of_string(begin);
  }
  if (std::string_view("{}[]").find(text_[begin]) != std::string_view::npos) {
    return begin + 1;
  }
  return std::min(text_.find_first_of(" \t\r\n,:{}[]\"/", begin), text_.size());
}

std::size_t JsonCursor::end_of_string(std::size_t begin) const {
  std::size_t at = begin + 1;
  while (at < text_.size() && text_[at] != '"') {
    at += text_[at] == '\\' ? 2 : 1;
  }
  return std::min(at + 1, text_.size());
}

JsonFault json_fault(std::string_view text, std::size_t position, std::string_view words) {
  const std::size_t at = std::min(position == 0 ? 0 : position - 1, text.size());
  const bool comment = (at > 0 && text.substr(at - 1, 1) == "/") || text.substr(at, 1) == "/";
  return {at, "this is not JSON: " + plain_words(words), comment ? "JSON has no comments" : ""};
}

}  // namespace confstate::base
