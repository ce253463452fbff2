#include "prove/machine.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace confstate::prove {
namespace {

// Places within a pattern that a word may have reached, from the last "*" on: a run before it need not grow.
using Places = std::vector<std::uint32_t>;

Places settled(std::string_view pattern, std::set<std::uint32_t> places) {
  std::uint32_t last = 0;
  std::vector<std::uint32_t> open(places.begin(), places.end());
  for (std::size_t i = 0; i < open.size(); ++i) {
    const std::uint32_t at = open[i];
    if (at < pattern.size() && pattern[at] == '*') {
      last = std::max(last, at);
      if (places.insert(at + 1).second) {
        open.push_back(at + 1);
      }
    }
  }
  return {places.lower_bound(last), places.end()};
}

Places after(std::string_view pattern, const Places& places, char c) {
  std::set<std::uint32_t> reached;
  for (const std::uint32_t at : places) {
    if (at >= pattern.size()) {
      continue;
    }
    if (pattern[at] == '*') {
      reached.insert(at);
    } else if (pattern[at] == c) {
      reached.insert(at + 1);
    }
  }
  return settled(pattern, std::move(reached));
}

// A trie with the marks of its nodes.
struct Trie {
  std::vector<std::map<char, std::uint32_t>> edges{1};
  std::vector<std::set<std::uint32_t>> marks{1};

  std::uint32_t add(std::string_view word) {
    std::uint32_t node = 0;
    for (const char c : word) {
      const auto [at, is_new] = edges[node].try_emplace(c, static_cast<std::uint32_t>(edges.size()));
      node = at->second;
      if (is_new) {
        edges.emplace_back();
        marks.emplace_back();
      }
    }
    return node;
  }
  [[nodiscard]] std::uint32_t child(std::uint32_t node, char c) const {
    const auto found = edges[node].find(c);
    return found == edges[node].end() ? 0 : found->second;
  }
};

Trie trie_of(std::span<const Marked> words) {
  Trie trie;
  for (const Marked& word : words) {
    trie.marks[trie.add(word.word)].insert(word.mark);
  }
  return trie;
}

// A place in a trie, or what is left when a word has left it behind: the marks of the node `node` stay.
struct Walk {
  std::uint32_t node = 0;
  bool left = false;
  bool lost = false;

  // NOLINTNEXTLINE(modernize-use-nullptr,readability-implicit-bool-conversion): of a rewritten comparison
  friend auto operator<=>(const Walk&, const Walk&) = default;
};
constexpr Walk kLost{0, true, true};

Marks listed(const std::set<std::uint32_t>& marks) {
  return {marks.begin(), marks.end()};
}

// Each node has its parents' marks too.
void inherit_marks(Trie& trie) {
  for (std::size_t node = 0; node < trie.edges.size(); ++node) {
    for (const auto& [c, child] : trie.edges[node]) {
      trie.marks[child].insert(trie.marks[node].begin(), trie.marks[node].end());
    }
  }
}

// Where a host's walk stays at ':'; ports say nothing.
Walk at_port(const Trie& trie, const Walk& walk) {
  return walk.left || trie.marks[walk.node].empty() ? kLost : Walk{walk.node, true, false};
}

// Aho and Corasick: for each node the longest proper suffix that is a node. Marks of suffixes are taken over.
std::vector<std::uint32_t> link_suffixes(Trie& trie) {
  std::vector<std::uint32_t> suffix(trie.edges.size(), 0);
  std::deque<std::uint32_t> open{0};
  while (!open.empty()) {
    const std::uint32_t node = open.front();
    open.pop_front();
    for (const auto& [c, child] : trie.edges[node]) {
      open.push_back(child);
      if (node == 0) {
        continue;
      }
      std::uint32_t at = suffix[node];
      while (at != 0 && trie.child(at, c) == 0) {
        at = suffix[at];
      }
      suffix[child] = trie.child(at, c);
      trie.marks[child].insert(trie.marks[suffix[child]].begin(), trie.marks[suffix[child]].end());
    }
  }
  return suffix;
}

}  // namespace

Machine compress(const Rows& rows, std::vector<Marks> marks) {
  Machine machine;
  const std::size_t width = rows.alphabet.size() + 1;
  std::map<std::vector<std::uint32_t>, std::uint32_t> letters;
  std::vector<std::size_t> columns;
  std::vector<std::uint8_t> letter_of_column;
  for (std::size_t column = 0; column < width; ++column) {
    std::vector<std::uint32_t> successors;
    successors.reserve(marks.size());
    for (std::size_t at = column; at < rows.next.size(); at += width) {
      successors.push_back(rows.next[at]);
    }
    const auto [at, is_new] = letters.try_emplace(std::move(successors), static_cast<std::uint32_t>(letters.size()));
    letter_of_column.push_back(static_cast<std::uint8_t>(at->second));
    if (is_new) {
      columns.push_back(column);
    }
  }
  machine.letter.fill(letter_of_column.back());
  for (std::size_t column = 0; column + 1 < width; ++column) {
    machine.letter[static_cast<unsigned char>(rows.alphabet[column])] = letter_of_column[column];
  }
  machine.letters = static_cast<std::uint32_t>(letters.size());
  for (std::size_t row = 0; row < marks.size(); ++row) {
    for (const std::size_t column : columns) {
      machine.next.push_back(rows.next[row * width + column]);
    }
  }
  machine.marks = std::move(marks);
  return machine;
}

Machine glob_machine(std::string_view pattern, std::string_view alphabet, std::uint32_t mark) {
  return glob_machine_after({}, pattern, alphabet, mark);
}

Machine glob_machine_after(std::string_view before, std::string_view pattern, std::string_view alphabet,
                           std::uint32_t mark) {
  Places start = settled(pattern, {0});
  for (const char c : before) {
    start = after(pattern, start, c);
  }
  return explore(
      start, Places{}, alphabet, [&](const Places& places, char c) { return after(pattern, places, c); },
      [&](const Places& places) { return !places.empty() && places.back() == pattern.size() ? Marks{mark} : Marks{}; });
}

Machine words_machine(std::span<const Marked> words, std::string_view alphabet, bool as_prefix) {
  Trie trie = trie_of(words);
  if (as_prefix) {
    inherit_marks(trie);
  }
  const auto step = [&](const Walk& walk, char c) {
    if (walk.left) {
      return walk;
    }
    const std::uint32_t child = trie.child(walk.node, c);
    if (child != 0) {
      return Walk{child, false, false};
    }
    return as_prefix && !trie.marks[walk.node].empty() ? Walk{walk.node, true, false} : kLost;
  };
  return explore(Walk{}, kLost, alphabet, step,
                 [&](const Walk& walk) { return walk.lost ? Marks{} : listed(trie.marks[walk.node]); });
}

Machine host_machine(std::span<const Marked> hosts) {
  const Trie trie = trie_of(hosts);
  const auto step = [&](const Walk& walk, char c) {
    if (walk.left || c == ':') {
      return walk.left ? walk : at_port(trie, walk);
    }
    const std::uint32_t child = trie.child(walk.node, c);
    return child == 0 ? kLost : Walk{child, false, false};
  };
  return explore(Walk{}, kLost, kHostAlphabet, step,
                 [&](const Walk& walk) { return walk.lost ? Marks{} : listed(trie.marks[walk.node]); });
}

Machine below_machine(std::span<const Marked> domains) {
  std::vector<std::string> dotted;
  std::vector<Marked> words;
  for (const Marked& domain : domains) {
    dotted.push_back("." + std::string(domain.word));
  }
  for (std::size_t i = 0; i < domains.size(); ++i) {
    words.push_back({dotted[i], domains[i].mark});
  }
  Trie trie = trie_of(words);
  const std::vector<std::uint32_t> suffix = link_suffixes(trie);
  const auto step = [&](const Walk& walk, char c) {
    if (walk.left || c == ':') {
      return walk.left ? walk : at_port(trie, walk);
    }
    std::uint32_t at = walk.node;
    while (at != 0 && trie.child(at, c) == 0) {
      at = suffix[at];
    }
    return Walk{trie.child(at, c), false, false};
  };
  // A host begins as if a '.' stood before it, so that a domain is below itself.
  return explore(Walk{trie.child(0, '.'), false, false}, kLost, kHostAlphabet, step,
                 [&](const Walk& walk) { return walk.lost ? Marks{} : listed(trie.marks[walk.node]); });
}

}  // namespace confstate::prove
