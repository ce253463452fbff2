// The cards of notices and how each is put into words. For rules/capture only.
#pragma once

#include <array>
#include <string_view>

#include "capture/notice.hpp"
#include "diag/card.hpp"

namespace confstate::rules {

extern const std::array<diag::Card, capture::kNoticeKinds> kNoticeCards;

// What a finding says. "{count}" stands for the number with thousands apart, "{time}" for it as nanoseconds, "{offset}"
// for the place in the file, "{detail}" for what the reader said, "{: detail}" for that behind a colon, if it said
// some.
struct NoticeWords {
  std::string_view message;
  std::string_view help;
};

[[nodiscard]] const NoticeWords& words_of(capture::NoticeKind kind);

}  // namespace confstate::rules
