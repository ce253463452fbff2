#include "info/json_text.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace confstate::info {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;

// UTF-16 code units, as JSON escapes want them.
void append_unicode_escape(std::string& out, char32_t value) {
  auto code = static_cast<std::uint32_t>(value);
  if (code > 0xFFFF) {
    code -= 0x10000;
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", 0xD800 + (code >> 10U));
    code = 0xDC00 + (code & 0x3FFU);
  }
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
}

void append_escaped(std::string& out, char32_t value) {
  switch (value) {
    case U'"':
      out += "\\\"";
      return;
    case U'\\':
      out += "\\\\";
      return;
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      append_unicode_escape(out, value);
  }
}

bool is_plain_ascii(char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t begin = 0;  // of what has not been copied yet
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_plain_ascii(text[at])) {
      ++at;
      continue;
    }
    const base::CodePoint point = base::decode_utf8(text, at);
    const bool quoted = point.value == U'"' || point.value == U'\\';
    if (point.length != 0 && !quoted && !base::is_hostile(point.value)) {
      at += point.length;
      continue;
    }
    out.append(text, begin, at - begin);
    // Bytes that are not UTF-8 cannot come from a tree; U+FFFD keeps the output JSON all the same.
    append_escaped(out, point.length == 0 ? U'\uFFFD' : point.value);
    at += point.length == 0 ? 1 : point.length;
    begin = at;
  }
  out.append(text, begin, text.size() - begin);
  out += '"';
}

void JsonText::finish() {
  sink_(buffer_);
  buffer_.clear();
}

void JsonText::pass_on() {
  if (buffer_.size() >= kChunk) {
    sink_(buffer_);
    buffer_.clear();
  }
}

void JsonText::new_line() {
  if (!layout_.compact) {
    buffer_ += '\n';
    buffer_.append(2 * (layout_.level + filled_.size()), ' ');
  }
}

// What stands between the last value and the next member or value.
void JsonText::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (filled_.empty()) {
    return;
  }
  if (filled_.back()) {
    buffer_ += ',';
  }
  filled_.back() = true;
  new_line();
}

void JsonText::begin(char bracket) {
  separate();
  buffer_ += bracket;
  filled_.push_back(false);
}

void JsonText::end(char bracket) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (filled) {
    new_line();
  }
  buffer_ += bracket;
  pass_on();
}

void JsonText::key(std::string_view name) {
  separate();
  append_json_string(buffer_, name);
  buffer_ += layout_.compact ? ":" : ": ";
  after_key_ = true;
}

void JsonText::string(std::string_view value) {
  separate();
  append_json_string(buffer_, value);
  pass_on();
}

void JsonText::number(std::uint64_t value) {
  separate();
  fmt::format_to(std::back_inserter(buffer_), "{}", value);
}

void JsonText::boolean(bool value) {
  separate();
  buffer_ += value ? "true" : "false";
}

void JsonText::null() {
  separate();
  buffer_ += "null";
}

}  // namespace confstate::info
