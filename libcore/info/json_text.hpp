// Writing JSON text straight into a sink. A tree of JSON values for a large roster would be several times the
// document; this holds one buffer of bounded size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/sink.hpp"

namespace confstate::info {

// How JSON text is laid out.
struct JsonLayout {
  bool compact = false;  // one line without blanks; else indented by two blanks, as jq does
  unsigned level = 0;    // how deep the value already stands; its first line is not indented
};

// Appends `text` (UTF-8) as a JSON string. What must not reach a terminal raw (controls, bidi overrides, invisible
// characters) is written as \uXXXX, which says the same to every reader.
void append_json_string(std::string& out, std::string_view text);

// Writes one JSON value; the caller keeps begin and end, key and value in step.
class JsonText {
 public:
  JsonText(const base::Sink& sink, const JsonLayout& layout) : sink_(sink), layout_(layout) {}
  JsonText(const JsonText&) = delete;
  JsonText& operator=(const JsonText&) = delete;
  // Hands over what is still buffered; to be called once, at the end.
  void finish();

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  // Starts a member of the innermost object; a value must follow.
  void key(std::string_view name);
  void string(std::string_view value);
  void number(std::uint64_t value);
  void boolean(bool value);
  void null();

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void new_line();
  void pass_on();

  const base::Sink& sink_;
  JsonLayout layout_;
  std::string buffer_;
  std::vector<bool> filled_;  // per open bracket: whether it has a member yet
  bool after_key_ = false;
};

}  // namespace confstate::info
