#include "rules/info/media_types.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/place.hpp"

namespace confstate::rules {
namespace {

constexpr auto kMediaTypes =
    std::to_array<std::string_view>({"audio", "video", "text", "application", "message", "image"});
constexpr std::size_t kLongestWord = 64;

// What vendors write for media that have a registered type.
struct Synonym {
  std::string_view word;
  std::string_view meant;
};
constexpr auto kSynonyms = std::to_array<Synonym>({
    {"chat", "message"},
    {"applicationsharing", "application"},
    {"panoramic-video", "video"},
});

std::optional<std::string_view> meant_by(std::string_view value) {
  if (value.size() > kLongestWord) {
    return std::nullopt;
  }
  const auto* const found = std::ranges::find(kSynonyms, value, &Synonym::word);
  return found == kSynonyms.end() ? base::nearest(value, kMediaTypes) : std::optional(found->meant);
}

}  // namespace

bool is_media_type(std::string_view value) {
  return std::ranges::find(kMediaTypes, value) != kMediaTypes.end();
}

void judge_media_type(info::Element medium, diag::Findings& out) {
  const info::Element type = medium.child(info::Name::type);
  const std::string_view value = type ? type.node().text() : std::string_view();
  if (!type || is_media_type(value)) {
    return;
  }
  diag::Diagnostic found =
      at_text(out, type,
              base::is_all_space(value) ? "the media type is empty"
                                        : fmt::format("{} is not a media type of SDP", quoted(value)));
  if (value == "control" || value == "data") {
    found.note = "dropped since RFC 4566";
  } else if (const std::optional<std::string_view> meant = meant_by(value)) {
    found.label = did_you_mean(*meant);
  }
  found.help = "use audio, video, text, application, message or image";
  out.add(std::move(found));
}

}  // namespace confstate::rules
