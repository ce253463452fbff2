#include "rules/capture/capture_rules.hpp"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "rules/capture/notice_cards.hpp"

namespace confstate::rules {
namespace {

// "3,000,000".
std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

// "4.95 s".
std::string seconds(std::uint64_t nanoseconds) {
  constexpr std::uint64_t kMillisecond = 1'000'000;
  const std::uint64_t milliseconds = nanoseconds / kMillisecond;
  return fmt::format("{}.{:03} s", with_commas(milliseconds / 1000), milliseconds % 1000);
}

// What stands for a name in braces.
std::string value_of(std::string_view name, const capture::Notice& notice) {
  if (name == "count") {
    return with_commas(notice.count);
  }
  if (name == "offset") {
    return std::to_string(notice.offset);
  }
  if (name == "time") {
    return seconds(notice.count);
  }
  const std::string detail = base::clipped(notice.detail);
  return name == ": detail" && !detail.empty() ? ": " + detail : detail;
}

std::string filled(std::string_view words, const capture::Notice& notice) {
  std::string text;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t open = words.find('{', at);
    text += words.substr(at, open - at);
    if (open == std::string_view::npos) {
      break;
    }
    const std::size_t close = words.find('}', open);
    text += value_of(words.substr(open + 1, close - open - 1), notice);
    at = close + 1;
  }
  return text;
}

}  // namespace

std::span<const diag::Card> capture_cards() {
  return kNoticeCards;
}

const diag::Card& card_of(capture::NoticeKind kind) {
  return kNoticeCards[static_cast<std::size_t>(kind)];
}

void check_notice(const capture::Notice& notice, diag::Findings& out) {
  const NoticeWords& words = words_of(notice.kind);
  diag::Diagnostic found;
  found.message = filled(words.message, notice);
  found.help = words.help;
  found.value = notice.detail;
  out.add(card_of(notice.kind), std::move(found));
}

}  // namespace confstate::rules
