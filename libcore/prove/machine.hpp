// Deterministic automata over bytes, each state with the marks that a word ending there has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace confstate::prove {

// Numbers of whatever a machine tells apart: sorted, each once.
using Marks = std::vector<std::uint32_t>;

// Bytes that a machine treats alike are one letter. Total: every state has a successor for every byte.
struct Machine {
  std::array<std::uint8_t, 256> letter{};
  std::uint32_t letters = 1;
  std::vector<std::uint32_t> next;  // by state and letter
  std::vector<Marks> marks;         // by state
  std::uint32_t start = 0;

  [[nodiscard]] std::size_t states() const { return marks.size(); }
  [[nodiscard]] std::uint32_t step(std::uint32_t state, unsigned char byte) const {
    return next[std::size_t{state} * letters + letter[byte]];
  }
  [[nodiscard]] const Marks& read(std::string_view word) const {
    std::uint32_t state = start;
    for (const char c : word) {
      state = step(state, static_cast<unsigned char>(c));
    }
    return marks[state];
  }
};

// Rows of successors over the bytes of an alphabet, and one for every other byte.
struct Rows {
  std::string_view alphabet;
  std::vector<std::uint32_t> next;  // by state, then by byte; the last of each row is for all other bytes
};
// The machine of these rows, with equal columns made one letter.
[[nodiscard]] Machine compress(const Rows& rows, std::vector<Marks> marks);

// The machine of what can be reached from `start`: `step(state, byte)` gives the successor, `marks(state)` its marks.
// States are compared by their order. Bytes that are not in `alphabet` lead to `dead`.
template <class State, class Step, class Mark>
[[nodiscard]] Machine explore(const State& start, const State& dead, std::string_view alphabet, Step step, Mark marks) {
  std::map<State, std::uint32_t> numbers;
  std::deque<State> open;
  const auto number = [&](const State& state) {
    const auto [at, is_new] = numbers.try_emplace(state, static_cast<std::uint32_t>(numbers.size()));
    if (is_new) {
      open.push_back(state);
    }
    return at->second;
  };
  Rows rows{alphabet, {}};
  std::vector<Marks> all_marks;
  number(start);
  const std::uint32_t nowhere = number(dead);
  while (!open.empty()) {
    const State state = open.front();
    open.pop_front();
    all_marks.push_back(marks(state));
    for (const char c : alphabet) {
      rows.next.push_back(number(step(state, c)));
    }
    rows.next.push_back(nowhere);
  }
  return compress(rows, std::move(all_marks));
}

// Words over user parts, hosts and numbers as canonical identities have them. A mark each.
inline constexpr std::string_view kUserAlphabet =
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.!~*'()&=+$,;?/%";
inline constexpr std::string_view kHostAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789-.:";

// Side of a pattern without '@': "*" is any run. One mark where it matches.
[[nodiscard]] Machine glob_machine(std::string_view pattern, std::string_view alphabet, std::uint32_t mark);

// The same for what follows `before`: words w such that before+w matches.
[[nodiscard]] Machine glob_machine_after(std::string_view before, std::string_view pattern, std::string_view alphabet,
                                         std::uint32_t mark);

struct Marked {
  std::string_view word;
  std::uint32_t mark = 0;
};
// A word has the marks of all equal to it; with `as_prefix` of all that it begins with. One trie for all.
[[nodiscard]] Machine words_machine(std::span<const Marked> words, std::string_view alphabet, bool as_prefix = false);

// Hosts with any port: a domain's mark for itself and for what is below it. One automaton for all domains.
[[nodiscard]] Machine below_machine(std::span<const Marked> domains);
// Hosts with any port: a host's mark for itself.
[[nodiscard]] Machine host_machine(std::span<const Marked> hosts);

}  // namespace confstate::prove
