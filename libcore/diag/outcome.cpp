#include "diag/outcome.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/fnv.hpp"
#include "base/text.hpp"

namespace confstate::diag {
namespace {

constexpr std::string_view kJoint = "\x1f";

std::uint64_t hash_rule(const Card& card) {
  return base::fnv1a(card.id, base::fnv1a("/", base::fnv1a(card.area)));
}

// The end of the "#2" that may follow the ']' at `bracket`, or just behind the bracket. Only digits right behind an
// unescaped ']' are an ordinal: '#' may also stand in a key.
std::size_t after_ordinal(std::string_view path, std::size_t bracket) {
  const std::size_t behind = bracket + 1;
  if (behind >= path.size() || path[behind] != '#') {
    return behind;
  }
  std::size_t end = behind + 1;
  while (end < path.size() && path[end] >= '0' && path[end] <= '9') {
    ++end;
  }
  const bool whole_step = end == path.size() || path[end] == '/';
  return end > behind + 1 && whole_step ? end : behind;
}

// Hashes a path without its ordinals: duplicates must keep their fingerprint when rows before them come or go.
std::uint64_t hash_path(std::string_view path, std::uint64_t state) {
  bool in_key = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (in_key && path[i] == '\\') {
      ++i;
    } else if (in_key && path[i] == ']') {
      in_key = false;
      state = base::fnv1a(path.substr(begin, i + 1 - begin), state);
      begin = after_ordinal(path, i);
      i = begin - 1;
    } else if (path[i] == '[') {
      in_key = true;
    }
  }
  return base::fnv1a(path.substr(begin), state);
}

std::uint64_t hash_with_path(const Diagnostic& found, std::string_view conference) {
  std::uint64_t state = hash_rule(*found.card);
  state = base::fnv1a(conference, base::fnv1a(kJoint, state));
  state = hash_path(found.path, base::fnv1a(kJoint, state));
  return base::fnv1a(found.value, base::fnv1a(kJoint, state));
}

// Hashes offending lines, each once per rule: a document of one huge line may have thousands of findings.
class LineHashes {
 public:
  LineHashes(const bytes::Source& source, std::size_t findings) : source_(source), is_only_one_(findings == 1) {}

  std::uint64_t of(const Diagnostic& found) {
    const std::uint32_t line = source_.location(found.span.begin).line;
    if (is_only_one_) {
      return hash(*found.card, source_.line(line));
    }
    const auto [entry, is_new] = known_.try_emplace({found.card, line}, 0);
    if (is_new) {
      entry->second = hash(*found.card, source_.line(line));
    }
    return entry->second;
  }

 private:
  static std::uint64_t hash(const Card& card, std::string_view line) {
    std::uint64_t state = base::fnv1a(kJoint, hash_rule(card));
    state = base::fnv1a(kJoint, base::fnv1a(card.id, state));
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (!base::is_xml_space(line[i])) {
        state = base::fnv1a(line.substr(i, 1), state);
      }
    }
    return state;
  }

  const bytes::Source& source_;
  bool is_only_one_;  // then there is nothing to remember
  std::map<std::pair<const Card*, std::uint32_t>, std::uint64_t> known_;
};

}  // namespace

std::vector<std::uint64_t> fingerprints(std::span<const Diagnostic> diagnostics, std::string_view conference,
                                        const bytes::Source& source) {
  std::vector<std::uint64_t> out;
  out.reserve(diagnostics.size());
  std::unordered_map<std::uint64_t, std::uint64_t> seen;
  LineHashes lines(source, diagnostics.size());
  for (const Diagnostic& found : diagnostics) {
    const std::uint64_t print = found.path.empty() ? lines.of(found) : hash_with_path(found, conference);
    const std::uint64_t ordinal = diagnostics.size() == 1 ? 1 : ++seen[print];
    out.push_back(ordinal == 1 ? print : base::fnv1a(std::to_string(ordinal), base::fnv1a(kJoint, print)));
  }
  return out;
}

}  // namespace confstate::diag
