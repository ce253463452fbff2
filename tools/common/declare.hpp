// Declaring options: one line per option, texts written once, misspelt values met with a suggestion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "common/cli_names.hpp"

namespace confstate::tools {

// Thrown by option callbacks only; run_tool turns it into a message and exit code 2.
struct UsageError {
  base::Failure failure;
};

// One word that an option understands.
template <class T>
struct Choice {
  std::string_view word;
  T value;
};

// The words of a choice, for help and suggestions.
template <class T>
[[nodiscard]] std::vector<std::string_view> words_of(std::span<const Choice<T>> choices) {
  std::vector<std::string_view> words;
  for (const Choice<T>& choice : choices) {
    words.push_back(choice.word);
  }
  return words;
}

// The position of `text` among `words`; throws a UsageError that suggests the near one.
[[nodiscard]] std::size_t read_choice(std::string_view option, std::string_view text,
                                      std::span<const std::string_view> words);

// The decimal number in `text`; throws a UsageError when it is none.
[[nodiscard]] std::uint64_t read_number(std::string_view option, std::string_view text);

// A failure with a "did you mean" hint when one of `words` is near.
[[nodiscard]] base::Failure unknown(std::string message, std::string_view text,
                                    std::span<const std::string_view> words);

// Keeps CLI11 from taking a file named "[a,b]" apart as a list; the options of a group undo it.
[[nodiscard]] std::string shield(std::string argument);

// Declares options of one help group. Names are CLI11's: "-o,--out". A repeated single option: the last one wins.
class OptionGroup {
 public:
  using Words = std::vector<std::string>;  // what the command line gave to an option
  OptionGroup(CLI::App& app, std::string heading) : app_(app), heading_(std::move(heading)) {}

  void flag(const char* names, bool& target, const char* help);
  void value(const char* names, const char* what, std::optional<std::string>& target, const char* help);
  void number(const char* names, const char* what, std::optional<std::uint64_t>& target, const char* help);
  // Repeatable; each occurrence takes exactly one value.
  void values(const char* names, const char* what, std::vector<std::string>& target, const char* help);
  // The arguments that are no options.
  void arguments(const char* what, std::vector<std::string>& target, const char* help);

  template <class T>
  void choice(const char* names, const char* what, std::span<const Choice<T>> choices, std::optional<T>& target,
              const char* help) {
    add(names, what, help, [this_names = std::string(names), choices, &target](const Words& given) {
      target = choices[read_choice(shown_name(this_names), given.back(), words_of(choices))].value;
      return true;
    });
  }

 private:
  using Callback = std::function<bool(const Words&)>;

  // "--out" of "-o,--out".
  static std::string_view shown_name(std::string_view names);
  CLI::Option* add(const char* names, const char* what, const char* help, Callback callback);

  CLI::App& app_;
  std::string heading_;
};

}  // namespace confstate::tools
