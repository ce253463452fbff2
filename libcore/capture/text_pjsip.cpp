// Asterisk, "pjsip set logger on": "<--- Received SIP request (312 bytes) from UDP:198.51.100.7:5060 --->", the
// message, a line feed.
#include <algorithm>

#include "capture/text_asterisk.hpp"

namespace confstate::capture {
namespace {

bool take(std::string_view& text, std::string_view word) {
  const bool there = text.starts_with(word);
  text.remove_prefix(there ? word.size() : 0);
  return there;
}

std::optional<AsteriskHead> head_of(std::string_view text) {
  constexpr std::string_view kEnd = " --->";
  AsteriskHead head;
  if (!take(text, "<--- ")) {
    return std::nullopt;
  }
  head.direction = take(text, "Received SIP ")       ? Direction::in
                   : take(text, "Transmitting SIP ") ? Direction::out
                                                     : Direction::unknown;
  if (head.direction == Direction::unknown || !(take(text, "request (") || take(text, "response ("))) {
    return std::nullopt;
  }
  std::uint64_t length = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9' && length < 1'000'000'000) {
    length = length * 10 + static_cast<std::uint64_t>(text.front() - '0');
    text.remove_prefix(1);
  }
  head.length = length;
  if (!take(text, " bytes) ") || !(take(text, "from ") || take(text, "to "))) {
    return std::nullopt;
  }
  text = text.substr(0, text.find(kEnd));
  const std::size_t colon = std::min(text.find(':'), text.size());
  head.transport = read_transport(text.substr(0, colon));
  head.peer = read_endpoint(text.substr(std::min(colon + 1, text.size())));
  return head;
}

}  // namespace

bool is_pjsip_line(std::string_view line) {
  return head_of(split_prefix(line).text).has_value();
}

void read_pjsip(Log& log) {
  read_asterisk(log, head_of, nullptr);
}

}  // namespace confstate::capture
