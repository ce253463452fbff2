#include "rules/info/reason.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace confstate::rules {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// RFC 3261 section 25.1.
bool is_token_character(char c) {
  const char lower = base::ascii_lower(c);
  return (lower >= 'a' && lower <= 'z') || is_digit(c) ||
         std::string_view("-.!%*_+`'~").find(c) != std::string_view::npos;
}

// A reader over the text that takes what the grammar wants next; every take leaves it in place when it fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  void skip_space() {
    while (!rest_.empty() && base::is_xml_space(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

  // A separator with the white space that may stand around it.
  bool take(char separator) {
    const std::string_view before = rest_;
    skip_space();
    if (rest_.empty() || rest_.front() != separator) {
      rest_ = before;
      return false;
    }
    rest_.remove_prefix(1);
    skip_space();
    return true;
  }

  // The longest run of token characters; may be empty.
  std::string_view take_token() {
    const auto* const end = std::ranges::find_if_not(rest_, is_token_character);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    const std::string_view token = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return token;
  }

  bool take_quoted() {
    if (rest_.empty() || rest_.front() != '"') {
      return false;
    }
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '\\') {
        ++i;
      } else if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        return true;
      }
    }
    return false;
  }

  // "[2001:db8::1]", the one form of a host that is no token.
  bool take_bracketed() {
    const std::size_t close = rest_.starts_with('[') ? rest_.find(']') : std::string_view::npos;
    if (close == std::string_view::npos) {
      return false;
    }
    rest_.remove_prefix(close + 1);
    return true;
  }

 private:
  std::string_view rest_;
};

// protocol-cause, reason-text or reason-extension: a known name has its own kind of value.
bool take_parameter(Reader& reader) {
  const std::string_view name = reader.take_token();
  if (name.empty()) {
    return false;
  }
  const bool is_cause = base::equal_ignoring_case(name, "cause");
  const bool is_text = base::equal_ignoring_case(name, "text");
  if (!reader.take('=')) {
    return !is_cause && !is_text;
  }
  if (is_text) {
    return reader.take_quoted();
  }
  const std::string_view value = reader.take_token();
  if (is_cause) {
    return !value.empty() && std::ranges::all_of(value, is_digit);
  }
  return !value.empty() || reader.take_quoted() || reader.take_bracketed();
}

bool is_defined_protocol(std::string_view protocol) {
  return base::equal_ignoring_case(protocol, "SIP") || base::equal_ignoring_case(protocol, "Q.850");
}

// `bare`: a protocol without parameters will do, whatever it is.
bool take_value(Reader& reader, bool bare) {
  const std::string_view protocol = reader.take_token();
  if (protocol.empty()) {
    return false;
  }
  bool has_parameter = false;
  while (reader.take(';')) {
    if (!take_parameter(reader)) {
      return false;
    }
    has_parameter = true;
  }
  return bare || has_parameter || is_defined_protocol(protocol);
}

bool take_field_name(Reader& reader) {
  Reader ahead = reader;
  if (!base::equal_ignoring_case(ahead.take_token(), "Reason") || !ahead.take(':')) {
    return false;
  }
  reader = ahead;
  return true;
}

}  // namespace

bool is_reason(std::string_view text) {
  Reader reader(base::trim(text));
  const bool named = take_field_name(reader);
  do {
    if (!take_value(reader, named)) {
      return false;
    }
  } while (reader.take(','));
  return reader.at_end();
}

}  // namespace confstate::rules
