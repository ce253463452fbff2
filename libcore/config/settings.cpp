#include "config/settings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text.hpp"

namespace confstate::config {
namespace {

template <class T>
struct Word {
  std::string_view word;
  T value;
};

template <class T, std::size_t kSize>
base::Result<T> read_word(std::string_view what, std::string_view word, const std::array<Word<T>, kSize>& words) {
  std::array<std::string_view, kSize> names;
  std::string all;
  for (std::size_t i = 0; i < kSize; ++i) {
    if (words[i].word == word) {
      return words[i].value;
    }
    names[i] = words[i].word;
    all += (i == 0 ? "" : ", ") + std::string(words[i].word);
  }
  const std::optional<std::string_view> near = base::nearest(word, names);
  return base::fail("`" + std::string(word) + "` is not " + std::string(what),
                    near ? "did you mean `" + std::string(*near) + "`?" : "it is one of " + all);
}

constexpr std::array<Word<diag::Profile>, 4> kProfiles{{{"rfc4575", diag::Profile::rfc4575},
                                                        {"strict", diag::Profile::strict},
                                                        {"lenient", diag::Profile::lenient},
                                                        {"lync", diag::Profile::lync}}};
constexpr std::array<Word<diag::Severity>, 4> kFailOn{{{"error", diag::Severity::error},
                                                       {"warning", diag::Severity::warning},
                                                       {"info", diag::Severity::info},
                                                       {"never", diag::Severity::off}}};
constexpr std::array<Word<diag::Severity>, 4> kLevels{{{"error", diag::Severity::error},
                                                       {"warning", diag::Severity::warning},
                                                       {"info", diag::Severity::info},
                                                       {"off", diag::Severity::off}}};

template <class T>
void put(Value<T>& setting, const std::optional<Value<T>>& value) {
  if (value) {
    setting = *value;
  }
}

// Everything but select and ignore, key by key.
void put_layer(Settings& settings, const Layer& layer) {
  put(settings.profile, layer.profile);
  put(settings.fail_on, layer.fail_on);
  put(settings.max_findings, layer.max_findings);
  put(settings.room_same_domain, layer.room_same_domain);
  put(settings.room_matches_conference, layer.room_matches_conference);
  put(settings.baseline, layer.baseline);
  put(settings.write_baseline, layer.write_baseline);
  for (const auto& [rule, level] : layer.severity) {
    settings.severity[rule] = level;
  }
  for (const base::LimitRow& row : base::limit_rows()) {
    const auto limit = layer.limits.find(std::string(row.name));
    if (limit != layer.limits.end()) {
      settings.limits.*row.value = limit->second.value;
      settings.limit_origins[limit->first] = limit->second.origin;
    }
  }
  if (!layer.related_domains.empty()) {
    settings.related_domains = layer.related_domains;
  }
  if (!layer.suppressions.empty()) {
    settings.suppressions = layer.suppressions;
  }
}

std::pair<std::string_view, std::string_view> split_assignment(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    return {assignment, {}};
  }
  return {assignment.substr(0, equals), assignment.substr(equals + 1)};
}

}  // namespace

Origin option(std::string name) {
  return {OriginKind::option, std::move(name), {}};
}

Settings merge(const Layer& options, const Layer& file) {
  Settings settings;
  put_layer(settings, file);
  put_layer(settings, options);
  settings.select = options.select.empty() ? file.select : options.select;
  const bool options_choose = !options.select.empty() || !options.ignore.empty();
  settings.ignore = options_choose ? options.ignore : file.ignore;
  return settings;
}

base::Result<diag::Profile> read_profile(std::string_view word) {
  return read_word("a profile", word, kProfiles);
}

base::Result<diag::Severity> read_fail_on(std::string_view word) {
  return read_word("a severity to fail on", word, kFailOn);
}

base::Result<diag::Severity> read_level(std::string_view word) {
  return read_word("a severity", word, kLevels);
}

std::string_view word(diag::Profile profile) {
  const auto* const found =
      std::find_if(kProfiles.begin(), kProfiles.end(), [profile](const auto& row) { return row.value == profile; });
  return found->word;
}

base::Result<void> add_severity(Layer& options, std::string_view assignment) {
  const auto [rule, level] = split_assignment(assignment);
  if (rule.empty() || level.empty()) {
    return base::fail("a severity is set as RULE=LEVEL, not `" + std::string(assignment) + "`");
  }
  const base::Result<diag::Severity> severity = read_level(level);
  if (!severity) {
    return tl::unexpected<base::Failure>(severity.error());
  }
  options.severity[std::string(rule)] = {*severity, option("--severity")};
  return {};
}

base::Result<void> add_limit(Layer& options, std::string_view assignment) {
  base::Limits limits;
  base::Result<void> set = base::set_limit(limits, assignment);
  if (!set) {
    return set;
  }
  const std::string_view name = split_assignment(assignment).first;
  for (const base::LimitRow& row : base::limit_rows()) {
    if (row.name == name) {
      options.limits[std::string(name)] = {limits.*row.value, option("--limit")};
    }
  }
  return {};
}

}  // namespace confstate::config
