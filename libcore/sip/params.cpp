#include "sip/params.hpp"

#include "sip/characters.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

// The place of the next comma outside of quotes and angle brackets, or the end.
std::size_t find_comma(std::string_view text) {
  if (text.find(',') == kNone) {
    return text.size();
  }
  std::size_t at = find_next(text, 0, kListStop);
  while (at < text.size() && text[at] != ',') {
    at = text[at] == '"' ? skip_quoted(text, at) : text.find('>', at);
    at = find_next(text, at, kListStop);
  }
  return at < text.size() ? at : text.size();
}

std::string_view inside_quotes(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

// The end of a name or an unquoted value, made of the wanted characters; `bad` is set where others stand in it.
std::size_t find_word_end(std::string_view text, std::size_t at, Class wanted, bool& bad) {
  std::size_t end = at + run_of(text, at, wanted);
  bad = bad || end == at;
  while (end < text.size() && !is(text[end], kParamEnd)) {
    bad = true;
    ++end;
  }
  return end;
}

std::size_t find_semicolon(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != ';') {
    at = text[at] == '"' ? skip_quoted(text, at) : at + 1;
  }
  return at < text.size() ? at : text.size();
}

// Reads the value that begins at `at`; gives the place behind it.
std::size_t read_param_value(std::string_view text, std::size_t at, Param& param) {
  std::size_t end = 0;
  if (at < text.size() && text[at] == '"') {
    end = skip_quoted(text, at);
  } else if (at < text.size() && text[at] == '<') {
    end = text.find('>', at);
    end = end == kNone ? end : end + 1;
  } else {
    end = find_word_end(text, at, kValueChar, param.bad);
  }
  param.bad = param.bad || end == kNone;
  param.value = text.substr(at < text.size() ? at : text.size(), end - at);
  param.has_value = true;
  return end < text.size() ? end : text.size();
}

}  // namespace

bool Items::next(std::string_view& item) {
  if (!more_ || rest_.data() == nullptr) {
    return false;
  }
  const std::size_t comma = find_comma(rest_);
  item = trim_blanks(rest_.substr(0, comma));
  if (comma == rest_.size()) {
    more_ = false;
    rest_ = {};
  } else {
    rest_.remove_prefix(comma + 1);
  }
  return true;
}

// The form that nearly all have: ";name" or ";name=value" without blanks, quotes and brackets. False for all others.
bool Params::take_plain(Param& param) {
  const std::string_view text = rest_;
  if (text.empty() || text.front() != ';') {
    return false;
  }
  const std::size_t name = run_of(text, 1, kTokenChar);
  const bool has_value = 1 + name < text.size() && text[1 + name] == '=';
  const std::size_t value = has_value ? run_of(text, 2 + name, kValueChar) : 0;
  const std::size_t end = has_value ? 2 + name + value : 1 + name;
  if (name == 0 || (has_value && value == 0) || (end < text.size() && text[end] != ';')) {
    return false;
  }
  param = {{text.data() + 1, name}, {}, has_value, false};
  if (has_value) {
    param.value = {text.data() + 2 + name, value};
  }
  rest_.remove_prefix(end);
  return true;
}

bool Params::take_any(Param& param) {
  std::size_t at = skip_blanks(rest_, 0);
  if (at >= rest_.size()) {
    return false;
  }
  param = {};
  if (rest_[at] == ';') {
    at = skip_blanks(rest_, at + 1);
  }
  const std::size_t name_end = find_word_end(rest_, at, kTokenChar, param.bad);
  param.name = rest_.substr(at, name_end - at);
  at = skip_blanks(rest_, name_end);
  if (at < rest_.size() && rest_[at] == '=') {
    at = skip_blanks(rest_, read_param_value(rest_, skip_blanks(rest_, at + 1), param));
  }
  if (at < rest_.size() && rest_[at] != ';') {
    param.bad = true;
    at = find_semicolon(rest_, at);
  }
  rest_.remove_prefix(at);
  return true;
}

std::optional<Param> Params::find(std::string_view name) const {
  Params all(text_);
  for (Param param; all.next(param);) {
    if (equal_letters(param.name, name)) {
      return param;
    }
  }
  return std::nullopt;
}

std::string_view Params::value(std::string_view name) const {
  const std::optional<Param> found = find(name);
  return found ? inside_quotes(found->value) : std::string_view{};
}

}  // namespace confstate::sip
