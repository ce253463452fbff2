#include "common/declare.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/text.hpp"

namespace confstate::tools {

base::Failure unknown(std::string message, std::string_view text, std::span<const std::string_view> words) {
  base::Failure failure{std::move(message), {}};
  if (const auto near = base::nearest(text, words)) {
    failure.hint = fmt::format("did you mean `{}`?", *near);
  } else {
    failure.hint = fmt::format("it is one of {}", fmt::join(words, ", "));
  }
  return failure;
}

std::size_t read_choice(std::string_view option, std::string_view text, std::span<const std::string_view> words) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) {
    throw UsageError{unknown(fmt::format("unknown value `{}` for {}", text, option), text, words)};
  }
  return static_cast<std::size_t>(found - words.begin());
}

std::uint64_t read_number(std::string_view option, std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw UsageError{{fmt::format("{} needs a number, not `{}`", option, text), {}}};
  }
  return number;
}

std::string_view OptionGroup::shown_name(std::string_view names) {
  return names.substr(names.rfind(',') + 1);
}

namespace {

constexpr char kShield = '\x01';

OptionGroup::Words unshield(OptionGroup::Words given) {
  for (std::string& text : given) {
    if (text.starts_with(kShield)) {
      text.erase(0, 1);
    }
  }
  return given;
}

}  // namespace

std::string shield(std::string argument) {
  const bool is_list = argument.starts_with('[') && argument.ends_with(']');
  return is_list || argument.starts_with(kShield) ? kShield + std::move(argument) : argument;
}

CLI::Option* OptionGroup::add(const char* names, const char* what, const char* help, Callback callback) {
  const auto take = [callback = std::move(callback)](const Words& given) { return callback(unshield(given)); };
  return app_.add_option(names, take, help)
      ->group(heading_)
      ->type_name(what)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void OptionGroup::flag(const char* names, bool& target, const char* help) {
  app_.add_flag(names, target, help)->group(heading_)->disable_flag_override();
}

void OptionGroup::value(const char* names, const char* what, std::optional<std::string>& target, const char* help) {
  add(names, what, help, [&target](const Words& given) {
    target = given.back();
    return true;
  });
}

void OptionGroup::number(const char* names, const char* what, std::optional<std::uint64_t>& target, const char* help) {
  add(names, what, help, [this_names = std::string(names), &target](const Words& given) {
    target = read_number(shown_name(this_names), given.back());
    return true;
  });
}

void OptionGroup::values(const char* names, const char* what, std::vector<std::string>& target, const char* help) {
  add(names, what, help, [&target](const Words& given) {
    target = given;
    return true;
  })->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void OptionGroup::arguments(const char* what, std::vector<std::string>& target, const char* help) {
  add("arguments", what, help,
      [&target](const Words& given) {
        target = given;
        return true;
      })
      ->expected(-1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

}  // namespace confstate::tools
