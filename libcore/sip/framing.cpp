#include "sip/framing.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace confstate::sip {
namespace {

constexpr std::size_t kLongestMethod = 64;
constexpr std::string_view kVersion = "SIP/2.0";

constexpr std::array<bool, 256> make_token_table() {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~")) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}
constexpr std::array<bool, 256> kToken = make_token_table();  // RFC 3261 25.1

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// `pattern` is in lower case.
bool equals(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (small(text[i]) != pattern[i]) {
      return false;
    }
  }
  return true;
}

std::size_t find_line_feed(std::string_view bytes, std::size_t from) {
  const void* found = std::memchr(bytes.data() + from, '\n', bytes.size() - from);
  return found == nullptr ? bytes.size() : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
}

std::string_view without_line_end(std::string_view line) {
  if (!line.empty() && line.back() == '\r') {
    line.remove_suffix(1);
  }
  return line;
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  return text;
}

// "SIP/7.0": a version, be it ours or not.
bool is_version(std::string_view text) {
  return text.size() == kVersion.size() && equals(text.substr(0, 4), "sip/") && is_digit(text[4]) && text[5] == '.' &&
         is_digit(text[6]);
}

Start judge_response(std::string_view bytes) {
  constexpr std::size_t kNeeded = 12;  // "SIP/2.0 200" and what follows
  if (bytes.size() < kNeeded) {
    const bool fits = bytes.size() < 8 || bytes[7] == ' ';
    return fits && bytes.find_first_of("\r\n") == std::string_view::npos ? Start::partial : Start::none;
  }
  const bool is_code = bytes[7] == ' ' && is_digit(bytes[8]) && is_digit(bytes[9]) && is_digit(bytes[10]);
  const bool ends = bytes[11] == ' ' || bytes[11] == '\r' || bytes[11] == '\n';
  return is_code && ends && is_version(bytes.substr(0, 7)) ? Start::response : Start::none;
}

std::size_t token_length(std::string_view bytes) {
  const std::size_t most = bytes.size() < kLongestMethod ? bytes.size() : kLongestMethod;
  std::size_t length = 0;
  while (length < most && kToken[static_cast<unsigned char>(bytes[length])]) {
    ++length;
  }
  return length;
}

// Behind the method: "sip:", "<sip:" and the like. Words of a text that ends where a start line begins are none.
bool has_uri(std::string_view rest) {
  std::size_t at = 0;
  while (at < rest.size() && (rest[at] == ' ' || rest[at] == '\t')) {
    ++at;
  }
  while (at < rest.size() && rest[at] != ' ' && rest[at] != '\t' && rest[at] != ':') {
    ++at;
  }
  return at < rest.size() && rest[at] == ':';
}

// A complete line, without its end.
bool is_request_line(std::string_view line) {
  line = without_blanks(line);
  const std::size_t method = token_length(line);
  return line.size() > method + kVersion.size() + 2 && method > 0 && line[method] == ' ' &&
         line[line.size() - kVersion.size() - 1] == ' ' && is_version(line.substr(line.size() - kVersion.size())) &&
         has_uri(line.substr(method));
}

Start judge_request(std::string_view bytes) {
  const std::size_t method = token_length(bytes);
  if (method == bytes.size()) {
    return method < kLongestMethod ? Start::partial : Start::none;
  }
  if (method == 0 || bytes[method] != ' ') {
    return Start::none;
  }
  const std::string_view line = bytes.substr(0, kLongestStartLine);
  const std::size_t end = find_line_feed(line, method);
  if (end == line.size()) {
    return end < kLongestStartLine ? Start::partial : Start::none;
  }
  return is_request_line(line.substr(0, end)) ? Start::request : Start::none;
}

bool may_be_response(std::string_view bytes) {
  constexpr std::string_view kBegin = "sip/";
  const std::size_t size = bytes.size() < kBegin.size() ? bytes.size() : kBegin.size();
  return equals(bytes.substr(0, size), kBegin.substr(0, size));
}

// The begin of a request line that ends the line; the size of the line where none does.
std::size_t find_request(std::string_view line) {
  const std::size_t none = line.size();
  if (line.size() < kVersion.size() + 5 || line.substr(line.size() - kVersion.size()) != kVersion) {
    return none;
  }
  const std::size_t end = line.size() - kVersion.size() - 1;
  const std::size_t blank = line.rfind(' ', end - 1);
  if (line[end] != ' ' || blank == std::string_view::npos ||
      line.substr(blank, end - blank).find(':') == std::string_view::npos) {
    return none;
  }
  std::size_t method = blank;
  while (method > 0 && line[method - 1] >= 'A' && line[method - 1] <= 'Z') {
    --method;
  }
  if (token_length(line) == blank) {
    method = 0;  // at the begin of a line methods may have other characters, too
  }
  return blank > method && blank - method <= kLongestMethod && line.size() - method <= kLongestStartLine ? method
                                                                                                         : none;
}

std::size_t find_status(std::string_view line) {
  for (std::size_t at = line.find(kVersion); at != std::string_view::npos; at = line.find(kVersion, at + 1)) {
    const std::string_view rest = line.substr(at);
    if (judge_response(rest) == Start::response && rest[11] == ' ' && rest.size() <= kLongestStartLine) {
      return at;
    }
  }
  return line.size();
}

// Where a start line begins in a complete line: a body in front of it need not end with a line end.
std::size_t find_in_line(std::string_view line) {
  line = without_line_end(line);
  return std::min(find_request(line), find_status(line));
}

// Whether a header field follows a start line, as it does in a message and seldom elsewhere: a status line in a body of
// message/sipfrag often stands alone.
Start judge_field(std::string_view bytes) {
  const std::size_t name = token_length(bytes);
  std::size_t at = name;
  while (at < bytes.size() && at < kLongestMethod && (bytes[at] == ' ' || bytes[at] == '\t')) {
    ++at;
  }
  if (at == bytes.size()) {
    return Start::partial;
  }
  return name > 0 && bytes[at] == ':' ? Start::request : Start::none;
}

// The value of "Content-Length: 12" or "l:12"; nothing for other lines. `line` is one complete header field.
bool take_length_name(std::string_view& line) {
  constexpr std::string_view kName = "content-length";
  if (line.empty() || (small(line[0]) != 'c' && small(line[0]) != 'l')) {
    return false;
  }
  const bool compact =
      line.size() > 1 && small(line[0]) == 'l' && (line[1] == ':' || line[1] == ' ' || line[1] == '\t');
  if (!compact && (line.size() <= kName.size() || line[7] != '-' || !equals(line.substr(0, kName.size()), kName))) {
    return false;
  }
  std::string_view rest = line.substr(compact ? 1 : kName.size());
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) {
    rest.remove_prefix(1);
  }
  if (rest.empty() || rest.front() != ':') {
    return false;
  }
  line = rest.substr(1);
  return true;
}

// False where the text is no number below 2^32.
bool parse_length(std::string_view text, std::uint64_t& value) {
  value = 0;
  for (const char c : text) {
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (!is_digit(c) || value > 0xffffffffU) {
      return false;
    }
  }
  return !text.empty();
}

void take_length(std::string_view value, Head& head) {
  while (!value.empty() &&
         (value.front() == '\n' || value.front() == '\r' || value.front() == ' ' || value.front() == '\t')) {
    value.remove_prefix(1);  // a folded value
  }
  std::uint64_t number = 0;
  const bool good = parse_length(without_blanks(value), number);
  const bool other = head.has_length && number != head.content_length;
  head.bad_length = head.bad_length || !good || other;
  head.content_length = number;
  head.has_length = !head.bad_length;
}

bool is_blank(std::string_view line) {
  return line.empty() || line == "\r";
}

// One complete header field without its last line feed; `head.searched` is behind it.
void take_field(std::string_view field, Head& head) {
  if (is_blank(field) && head.seen > 0) {
    head.end = head.searched;
    return;
  }
  head.bare_lines = head.bare_lines || field.empty() || field.back() != '\r';
  if (head.seen > 0 && take_length_name(field)) {
    take_length(field, head);
  }
  head.seen = head.searched;
}

// Whether the field that begins there may be Content-Length or l, told by two letters.
bool may_be_length(std::string_view bytes, std::size_t at) {
  constexpr std::size_t kTelling = 8;  // the place of the L in Content-Length
  const char first = small(bytes[at]);
  const bool is_content = first == 'c' && (at + kTelling >= bytes.size() || small(bytes[at + kTelling]) == 'l');
  return at > 0 && (first == 'l' || is_content);
}

// Leaves behind the complete lines that cannot be the length, which are nearly all.
void skip_lines(std::string_view bytes, Head& head) {
  std::size_t at = head.seen;
  bool is_bare = false;
  while (at < bytes.size() && !may_be_length(bytes, at)) {
    const std::size_t end = find_line_feed(bytes, at);
    if (end == bytes.size() || end <= at + 1) {
      break;
    }
    is_bare = is_bare || bytes[end - 1] != '\r';
    at = end + 1;
  }
  head.seen = head.searched = at;
  head.bare_lines = head.bare_lines || is_bare;
}

}  // namespace

Start start_at(std::string_view bytes) {
  if (bytes.empty()) {
    return Start::partial;
  }
  if (may_be_response(bytes)) {
    const Start found = judge_response(bytes);
    return found == Start::none ? judge_request(bytes) : found;
  }
  return judge_request(bytes);
}

std::size_t find_start(std::string_view bytes, std::size_t from, std::size_t* stop) {
  std::size_t begin = from;
  while (begin < bytes.size()) {
    const std::size_t end = find_line_feed(bytes, begin);
    if (end == bytes.size()) {
      break;
    }
    const std::string_view line = without_line_end(bytes.substr(begin, end - begin));
    const std::size_t at = find_in_line(line);
    const Start field = at < line.size() ? judge_field(bytes.substr(end + 1)) : Start::none;
    if (field == Start::request) {
      return begin + at;
    }
    if (field == Start::partial) {
      begin += at;
      break;
    }
    begin = end + 1;
  }
  if (stop != nullptr) {
    constexpr std::size_t kKept = kLongestStartLine + 2 * kLongestMethod;
    *stop = bytes.size() > begin + kKept ? bytes.size() - kKept : std::min(begin, bytes.size());
  }
  return bytes.size();
}

void read_head(std::string_view bytes, Head& head) {
  while (head.end == 0) {
    if (head.searched == head.seen) {
      skip_lines(bytes, head);
    }
    const std::size_t end = find_line_feed(bytes, head.searched);
    if (end == bytes.size()) {
      head.searched = end;
      return;
    }
    const bool maybe_length = may_be_length(bytes, head.seen);
    if (maybe_length && end + 1 == bytes.size()) {
      head.searched = end;  // the next byte decides whether the value goes on
      return;
    }
    head.searched = end + 1;
    if (!maybe_length || (bytes[end + 1] != ' ' && bytes[end + 1] != '\t')) {
      take_field(bytes.substr(head.seen, end - head.seen), head);
    }
  }
}

}  // namespace confstate::sip
