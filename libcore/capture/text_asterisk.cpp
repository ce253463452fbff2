#include "capture/text_asterisk.hpp"

#include <algorithm>

#include "sip/framing.hpp"

namespace confstate::capture {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// "VERBOSE[1201][C-00000001] file.c: " left out, where it is there.
std::string_view without_source(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_upper(text[at])) {
    ++at;
  }
  if (at == 0 || at >= text.size() || text[at] != '[') {
    return text;
  }
  const std::size_t colon = text.substr(0, 200).find(": ", at);
  return colon == std::string_view::npos ? text : text.substr(colon + 2);
}

// A log in which the lines of a message have the prefix as well.
bool begins_message(std::string_view text) {
  const std::string line = std::string(text.substr(0, sip::kLongestStartLine)) + "\r\n";
  const sip::Start start = sip::start_at(line);
  return start == sip::Start::request || start == sip::Start::response;
}

class Reader {
 public:
  Reader(Log& log, std::optional<AsteriskHead> (*head_of)(std::string_view), bool (*is_end)(std::string_view))
      : log_(log), head_of_(head_of), is_end_(is_end) {}

  void line(const Line& line) {
    const std::string_view plain = without_colours(line.text, scratch_);
    const AsteriskLine split = split_prefix(plain);
    if (const auto head = head_of_(split.text)) {
      begin(line, split, *head);
    } else if (log_.is_open()) {
      add(line, plain, split);
    }
  }

 private:
  void begin(const Line& line, const AsteriskLine& split, const AsteriskHead& head) {
    end();
    log_.begin(line);
    log_.record.direction = head.direction;
    log_.record.transport = head.transport;
    (head.direction == Direction::out ? log_.record.destination : log_.record.source) = head.peer;
    log_.length = head.length;
    log_.set_time(split.stamp);
    lines_have_prefix_ = false;
  }

  void add(const Line& line, std::string_view plain, const AsteriskLine& split) {
    if (split.has_prefix && log_.bytes.empty()) {
      lines_have_prefix_ = begins_message(split.text);
    }
    if (split.has_prefix && !lines_have_prefix_) {
      end();
      return;
    }
    const std::string_view text = lines_have_prefix_ ? split.text : plain;
    if (is_end_ != nullptr && is_end_(text)) {
      end();
      return;
    }
    log_.add(text);
    log_.add(line.raw.substr(line.text.size()));
  }

  // The log adds a line feed behind the message.
  void end() {
    if (!log_.is_open()) {
      return;
    }
    if (fit_body(log_.bytes).end == std::string_view::npos) {
      take_line_ends(log_.bytes, 1);
    }
    log_.finish();
  }

  Log& log_;
  std::optional<AsteriskHead> (*head_of_)(std::string_view);
  bool (*is_end_)(std::string_view);
  std::string scratch_;
  bool lines_have_prefix_ = false;
};

}  // namespace

AsteriskLine split_prefix(std::string_view line) {
  AsteriskLine out;
  out.text = line;
  if (!line.starts_with('[')) {
    return out;
  }
  const auto stamp = read_stamp(line.substr(1, 64));
  if (!stamp || line.size() < stamp->size + 2 || line[stamp->size + 1] != ']') {
    return out;
  }
  out.stamp = stamp;
  out.has_prefix = true;
  line.remove_prefix(stamp->size + 2);
  line.remove_prefix(line.starts_with(' ') ? 1 : 0);
  out.text = without_source(line);
  return out;
}

void read_asterisk(Log& log, std::optional<AsteriskHead> (*head_of)(std::string_view),
                   bool (*is_end)(std::string_view)) {
  log.out.learn_ends();
  log.changes_lines = true;
  Reader reader(log, head_of, is_end);
  while (log.lines.next()) {
    reader.line(log.lines.line());
  }
}

}  // namespace confstate::capture
