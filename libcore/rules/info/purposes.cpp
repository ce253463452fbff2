#include "rules/info/purposes.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"

namespace confstate::rules::purposes {
namespace {

struct Purpose {
  std::string_view value;
  Place place;
};

constexpr auto kPurposes = std::to_array<Purpose>({
    {kParticipation, Place::conference},
    {kStreaming, Place::conference},
    {kEvent, Place::service},
    {"recording", Place::service},
    {"web-page", Place::service},
    {"ccmp", Place::service},
    {kRoom, Place::service},
});

// Words that people write for a purpose and that are too far from it to be found as a misspelling; lower case,
// without '-', '_' and blanks.
struct Synonym {
  std::string_view word;
  std::string_view meant;
};

constexpr auto kSynonyms = std::to_array<Synonym>({
    {"textchat", kRoom},
    {"groupchat", kRoom},
    {"chat", kRoom},
    {"chatroom", kRoom},
    {"website", "web-page"},
    {"web", "web-page"},
    {"participate", kParticipation},
    {"stream", kStreaming},
    {"record", "recording"},
});

constexpr std::size_t kLongestWord = 64;

std::string squeezed(std::string_view value) {
  std::string out = base::ascii_lower(value);
  std::erase_if(out, [](char c) { return c == '-' || c == '_' || base::is_xml_space(c); });
  return out;
}

constexpr auto kValues = [] {
  std::array<std::string_view, kPurposes.size()> values{};
  std::ranges::transform(kPurposes, values.begin(), &Purpose::value);
  return values;
}();

}  // namespace

std::optional<Place> place_of(std::string_view purpose) {
  const auto* const found = std::ranges::find(kPurposes, purpose, &Purpose::value);
  return found == kPurposes.end() ? std::nullopt : std::optional(found->place);
}

std::optional<std::string_view> nearest(std::string_view value) {
  if (value.size() > kLongestWord) {
    return std::nullopt;
  }
  if (const std::optional<std::string_view> near = base::nearest(value, kValues)) {
    return near;
  }
  const std::string word = squeezed(value);
  const auto* const found = std::ranges::find(kSynonyms, std::string_view(word), &Synonym::word);
  return found == kSynonyms.end() ? std::nullopt : std::optional(found->meant);
}

}  // namespace confstate::rules::purposes
