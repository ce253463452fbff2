// A pattern and an identity, a line each: our automata say the same as the matching that decisions use.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "policy/match.hpp"
#include "prove/machine.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const std::string_view text(reinterpret_cast<const char*>(data), size < 200 ? size : 200);
  const std::string_view pattern = text.substr(0, text.find('\n'));
  const std::string_view word = text.substr(pattern.size() == text.size() ? text.size() : pattern.size() + 1);
  // Sides of an identity have no '@', and only the characters of users.
  const bool is_side = word.find_first_not_of(prove::kUserAlphabet) == std::string_view::npos;
  if (!is_side || pattern.find('@') != std::string_view::npos) {
    return 0;
  }
  const bool matches = policy::matches_pattern(pattern, word);
  bool sound = matches == !prove::glob_machine(pattern, prove::kUserAlphabet, 0).read(word).empty();
  const std::string whole = "sip:" + std::string(word);
  const prove::Machine behind = prove::glob_machine_after("sip:", pattern, prove::kUserAlphabet, 0);
  sound = sound && policy::matches_pattern(pattern, whole) == !behind.read(word).empty();
  return sound ? 0 : (std::abort(), 0);
}
