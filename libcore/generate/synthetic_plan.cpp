#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "generate/quick.hpp"
#include "generate/synthetic.hpp"
#include "rules/info/media_types.hpp"

namespace confstate::generate {
namespace {

// Eight digits number the users of a conference, two the streams of a user: src-id is a number of 32 bits.
constexpr std::uint32_t kMostUsers = 99'999'999;
constexpr std::uint32_t kMostEndpoints = 10;
constexpr std::uint32_t kMostOthers = 100'000;

struct NumberWord {
  std::string_view word;
  std::uint32_t SyntheticPlan::*number;
  std::uint32_t most;
};

struct FlagWord {
  std::string_view word;
  bool SyntheticPlan::*flag;
};

constexpr auto kNumbers = std::to_array<NumberWord>({{"users", &SyntheticPlan::users, kMostUsers},
                                                     {"sidebars", &SyntheticPlan::sidebars, kMostOthers},
                                                     {"references", &SyntheticPlan::references, kMostOthers},
                                                     {"rooms", &SyntheticPlan::rooms, kMostOthers}});
constexpr auto kFlags = std::to_array<FlagWord>({{"languages", &SyntheticPlan::languages},
                                                 {"roles", &SyntheticPlan::roles},
                                                 {"aors", &SyntheticPlan::aors},
                                                 {"joins", &SyntheticPlan::joins},
                                                 {"calls", &SyntheticPlan::calls},
                                                 {"statuses", &SyntheticPlan::statuses}});
constexpr std::string_view kEndpoints = "endpoints";
constexpr std::string_view kMedia = "media";

std::vector<std::string_view> all_words() {
  std::vector<std::string_view> words;
  words.reserve(kNumbers.size() + kFlags.size() + 2);
  for (const NumberWord& one : kNumbers) {
    words.push_back(one.word);
  }
  words.insert(words.end(), {kEndpoints, kMedia});
  for (const FlagWord& one : kFlags) {
    words.push_back(one.word);
  }
  return words;
}

base::Result<std::uint32_t> read_count(std::string_view word, std::string_view text, std::uint32_t most) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > most) {
    return base::fail(fmt::format("`{}` needs a number up to {}, not `{}`", word, most, text));
  }
  return number;
}

// "2" or "1-3".
base::Result<void> set_endpoints(SyntheticPlan& plan, std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto least = read_count(kEndpoints, text.substr(0, dash), kMostEndpoints);
  const auto most =
      dash == std::string_view::npos ? least : read_count(kEndpoints, text.substr(dash + 1), kMostEndpoints);
  if (!least || !most) {
    return tl::unexpected<base::Failure>(least ? most.error() : least.error());
  }
  if (*least > *most) {
    return base::fail(fmt::format("`{}` goes from {} to {}", kEndpoints, *least, *most),
                      "the lesser number goes first");
  }
  plan.least_endpoints = *least;
  plan.most_endpoints = *most;
  return {};
}

// "audio+video".
base::Result<void> set_media(SyntheticPlan& plan, std::string_view text) {
  plan.media.clear();
  for (bool more = true; more;) {
    const std::size_t plus = text.find('+');
    const std::string type(text.substr(0, plus));
    if (!rules::is_media_type(type)) {
      return base::fail(fmt::format("`{}` is no media type of SDP", type), "audio, video, text, message, ...");
    }
    if (std::ranges::find(plan.media, type) != plan.media.end()) {
      return base::fail(fmt::format("`{}` stands twice in `{}`", type, kMedia));
    }
    plan.media.push_back(type);
    more = plus != std::string_view::npos;
    text.remove_prefix(more ? plus + 1 : text.size());
  }
  return {};
}

base::Result<void> set_number(SyntheticPlan& plan, const NumberWord& row, std::string_view text) {
  const auto count = read_count(row.word, text, row.most);
  if (!count) {
    return tl::unexpected<base::Failure>(count.error());
  }
  plan.*row.number = *count;
  return {};
}

base::Result<void> set_field(SyntheticPlan& plan, std::string_view field) {
  const std::size_t equals = std::min(field.find('='), field.size());
  const std::string_view word = field.substr(0, equals);
  const std::string_view value = equals < field.size() ? field.substr(equals + 1) : std::string_view();
  const auto* const flag = std::ranges::find(kFlags, word, &FlagWord::word);
  if (flag != kFlags.end()) {
    plan.*flag->flag = true;
    return value.empty() ? base::Result<void>() : base::fail(fmt::format("`{}` takes no value", word));
  }
  if (word == kEndpoints) {
    return set_endpoints(plan, value);
  }
  if (word == kMedia) {
    return set_media(plan, value);
  }
  const auto* const number = std::ranges::find(kNumbers, word, &NumberWord::word);
  if (number != kNumbers.end()) {
    return set_number(plan, *number, value);
  }
  const std::vector<std::string_view> words = all_words();
  const auto near = base::nearest(word, words);
  return base::fail(
      fmt::format("unknown word `{}`", word),
      near ? fmt::format("did you mean `{}`?", *near) : fmt::format("it is one of {}", fmt::join(words, ", ")));
}

}  // namespace

base::Result<void> set_plan(SyntheticPlan& plan, std::string_view text) {
  for (const std::string& field : split_fields(text)) {
    if (auto done = set_field(plan, field); !done) {
      return done;
    }
  }
  return {};
}

}  // namespace confstate::generate
