#include "generate/quick.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "info/json_values.hpp"
#include "rules/info/purposes.hpp"

namespace confstate::generate {
namespace {

using info::Type;

// One "word=value" of --user. Either a text or a list of the user or of its last endpoint.
struct Word {
  std::string_view word;
  Type type;
  std::string& (*text)(User&);
  std::vector<std::string>* (*list)(User&) = nullptr;
};

constexpr auto kWords = std::to_array<Word>({
    {"display", Type::string, [](User& user) -> std::string& { return user.display_text; }},
    {"aor", Type::any_uri, nullptr, [](User& user) { return &user.aors; }},
    {"role", Type::string, nullptr, [](User& user) { return &user.roles; }},
    {"language", Type::language_list, nullptr, [](User& user) { return &user.languages; }},
    {"endpoint", Type::string, [](User& user) -> std::string& { return user.endpoints.emplace_back().entity; }},
    {"label", Type::string, [](User& user) -> std::string& { return last_endpoint(user).display_text; }},
    {"status", Type::endpoint_status, [](User& user) -> std::string& { return last_endpoint(user).status; }},
    {"joined", Type::joining, [](User& user) -> std::string& { return last_endpoint(user).joining_method; }},
    {"since", Type::date_time, [](User& user) -> std::string& { return last_endpoint(user).joining.when; }},
    {"by", Type::any_uri, [](User& user) -> std::string& { return last_endpoint(user).joining.by; }},
    {"left", Type::disconnection, [](User& user) -> std::string& { return last_endpoint(user).disconnection_method; }},
    {"until", Type::date_time, [](User& user) -> std::string& { return last_endpoint(user).disconnection.when; }},
    {"reason", Type::string, [](User& user) -> std::string& { return last_endpoint(user).disconnection.reason; }},
});
constexpr std::string_view kMedia = "media";

std::vector<std::string_view> words_of_user() {
  std::vector<std::string_view> words;
  words.reserve(kWords.size() + 1);
  for (const Word& one : kWords) {
    words.push_back(one.word);
  }
  words.push_back(kMedia);
  return words;
}

base::Failure unknown_word(std::string_view word, const std::vector<std::string_view>& words) {
  const auto near = base::nearest(word, words);
  return {fmt::format("unknown word `{}`", word),
          near ? fmt::format("did you mean `{}`?", *near) : fmt::format("it is one of {}", fmt::join(words, ", "))};
}

// "TYPE[:DIRECTION[:LABEL]]".
base::Result<Stream> read_stream(std::string_view text) {
  Stream stream;
  const std::size_t first = std::min(text.find(':'), text.size());
  const std::size_t second = std::min(text.find(':', first + 1), text.size());
  stream.type = text.substr(0, first);
  stream.status = first < text.size() ? text.substr(first + 1, second - first - 1) : std::string_view();
  stream.label = second < text.size() ? text.substr(second + 1) : std::string_view();
  if (!stream.status.empty()) {
    if (auto good = info::check_value("the direction of `media`", stream.status, Type::media_status); !good) {
      return tl::unexpected<base::Failure>(good.error());
    }
  }
  return stream;
}

base::Result<void> set_media(User& user, std::string_view value) {
  base::Result<Stream> stream = read_stream(value);
  if (!stream) {
    return tl::unexpected<base::Failure>(stream.error());
  }
  Endpoint& endpoint = last_endpoint(user);
  stream->id = next_media_id(endpoint);
  endpoint.media.push_back(std::move(*stream));
  return {};
}

base::Result<void> set_word(User& user, std::string_view name, std::string_view value) {
  if (name == kMedia) {
    return set_media(user, value);
  }
  const auto* const found = std::ranges::find(kWords, name, &Word::word);
  if (found == kWords.end()) {
    return tl::unexpected<base::Failure>(unknown_word(name, words_of_user()));
  }
  if (auto good = info::check_value(fmt::format("`{}`", name), value, found->type); !good) {
    return good;
  }
  if (found->list != nullptr) {
    found->list(user)->emplace_back(value);
  } else {
    found->text(user) = value;
  }
  return {};
}

// "word=value"; fails where there is no '='.
base::Result<std::pair<std::string_view, std::string_view>> split_word(std::string_view field) {
  const std::size_t equals = field.find('=');
  if (equals == std::string_view::npos) {
    return base::fail(fmt::format("`{}` is not word=value", field), "a comma inside a value is written \\,");
  }
  return std::pair(field.substr(0, equals), field.substr(equals + 1));
}

base::Result<void> check_uri(const std::string& uri) {
  if (uri.empty()) {
    return base::fail("the URI is missing");
  }
  return info::check_value("the URI", uri, Type::any_uri);
}

}  // namespace

std::vector<std::string> split_fields(std::string_view text) {
  std::vector<std::string> fields(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escaped = text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == ',' || text[at + 1] == '\\');
    if (escaped) {
      fields.back() += text[++at];
    } else if (text[at] == ',') {
      fields.emplace_back();
    } else {
      fields.back() += text[at];
    }
  }
  return fields;
}

Endpoint& last_endpoint(User& user) {
  if (user.endpoints.empty()) {
    user.endpoints.emplace_back().entity = user.entity;
  }
  return user.endpoints.back();
}

std::string next_media_id(const Endpoint& endpoint) {
  std::size_t number = endpoint.media.size() + 1;
  while (std::ranges::find(endpoint.media, std::to_string(number), &Stream::id) != endpoint.media.end()) {
    ++number;
  }
  return std::to_string(number);
}

base::Result<User> read_user(std::string_view text) {
  const std::vector<std::string> fields = split_fields(text);
  User user;
  user.entity = fields.front();
  if (auto good = check_uri(user.entity); !good) {
    return tl::unexpected<base::Failure>(good.error());
  }
  for (std::size_t i = 1; i < fields.size(); ++i) {
    const auto word = split_word(fields[i]);
    auto set = word ? set_word(user, word->first, word->second) : tl::unexpected<base::Failure>(word.error());
    if (!set) {
      return tl::unexpected<base::Failure>(set.error());
    }
  }
  return user;
}

base::Result<Listed> read_room(std::string_view text) {
  const std::vector<std::string> fields = split_fields(text);
  Listed room{.uri = fields.front(), .display_text = {}, .purpose = std::string(rules::purposes::kRoom)};
  if (auto good = check_uri(room.uri); !good) {
    return tl::unexpected<base::Failure>(good.error());
  }
  for (std::size_t i = 1; i < fields.size(); ++i) {
    const auto word = split_word(fields[i]);
    if (!word) {
      return tl::unexpected<base::Failure>(word.error());
    }
    if (word->first != kWords.front().word) {
      return tl::unexpected<base::Failure>(unknown_word(word->first, {kWords.front().word}));
    }
    room.display_text = word->second;
  }
  return room;
}

}  // namespace confstate::generate
