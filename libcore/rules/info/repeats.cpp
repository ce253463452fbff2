#include "rules/info/repeats.hpp"

#include <algorithm>
#include <bit>
#include <functional>

#include <fmt/format.h>

#include "base/text.hpp"

namespace confstate::rules {
namespace {

constexpr std::size_t kFewRows = 8;

struct Hashed {
  std::size_t hash = 0;
  std::uint32_t row = 0;

  friend bool operator<(const Hashed& x, const Hashed& y) { return x.hash != y.hash ? x.hash < y.hash : x.row < y.row; }
};

// Marks for hashes: which were seen, and which more than once. Marks are shared by several hashes, so the second
// answer may be true for a hash that was seen once, never false for one that was seen twice.
class Marks {
 public:
  explicit Marks(std::size_t hashes)
      : mask_(std::bit_ceil(hashes * 16) - 1), seen_(mask_ / 64 + 1), repeated_(mask_ / 64 + 1) {}

  void add(std::size_t hash) {
    const std::size_t mark = hash & mask_;
    const std::uint64_t bit = 1ULL << (mark % 64);
    (((seen_[mark / 64] & bit) != 0) ? repeated_ : seen_)[mark / 64] |= bit;
  }
  [[nodiscard]] bool may_repeat(std::size_t hash) const {
    const std::size_t mark = hash & mask_;
    return (repeated_[mark / 64] >> (mark % 64) & 1U) != 0;
  }

 private:
  std::size_t mask_;
  std::vector<std::uint64_t> seen_;
  std::vector<std::uint64_t> repeated_;
};

// The hashes that may stand for more than one row, sorted: few in an honest list, all in a hostile one.
std::vector<Hashed> suspicious_rows(const std::vector<Row>& rows) {
  std::vector<std::size_t> hashes;
  hashes.reserve(rows.size());
  Marks marks(rows.size());
  for (const Row& row : rows) {
    hashes.push_back(std::hash<std::string_view>()(row.key));
    marks.add(hashes.back());
  }
  std::vector<Hashed> hashed;
  for (std::uint32_t i = 0; i < hashes.size(); ++i) {
    if (marks.may_repeat(hashes[i])) {
      hashed.push_back({hashes[i], i});
    }
  }
  std::sort(hashed.begin(), hashed.end());
  return hashed;
}

// Adds the repeats among rows of one hash: equal keys, or, where somebody tried, different ones.
void add_repeats(const std::vector<Row>& rows, std::vector<Hashed>::iterator begin, std::vector<Hashed>::iterator end,
                 std::vector<Repeat>& out) {
  std::sort(begin, end, [&](const Hashed& a, const Hashed& b) {
    const int order = rows[a.row].key.compare(rows[b.row].key);
    return order != 0 ? order < 0 : a.row < b.row;
  });
  for (auto first = begin; first != end;) {
    auto later = first + 1;
    for (std::uint32_t ordinal = 2; later != end && rows[later->row].key == rows[first->row].key; ++later) {
      out.push_back({rows[later->row].key, rows[later->row].node, rows[first->row].node, ordinal++});
    }
    first = later;
  }
}

bool has_repeat_among_few(const std::vector<Row>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (rows[i].key == rows[j].key) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<Repeat> find_repeats(const std::vector<Row>& rows) {
  std::vector<Repeat> repeats;
  if (rows.size() < 2 || (rows.size() <= kFewRows && !has_repeat_among_few(rows))) {
    return repeats;
  }
  std::vector<Hashed> hashed = suspicious_rows(rows);
  for (auto begin = hashed.begin(); begin != hashed.end();) {
    auto end = begin + 1;
    while (end != hashed.end() && end->hash == begin->hash) {
      ++end;
    }
    if (end - begin > 1) {
      add_repeats(rows, begin, end, repeats);
    }
    begin = end;
  }
  std::ranges::sort(repeats, {}, &Repeat::node);
  return repeats;
}

std::string times(std::uint32_t ordinal) {
  return ordinal == 2 ? "twice" : fmt::format("{} times", ordinal);
}

std::string_view Collapsed::operator()(std::string_view text) {
  const std::string_view trimmed = base::trim(text);
  if (std::ranges::none_of(trimmed, base::is_xml_space)) {
    return trimmed;
  }
  std::string collapsed = base::collapse(trimmed);
  return collapsed == trimmed ? trimmed : changed_.emplace_back(std::move(collapsed));
}

void KeySet::close() {
  std::ranges::sort(keys_);
}

bool KeySet::contains(std::string_view key) const {
  return std::ranges::binary_search(keys_, key);
}

}  // namespace confstate::rules
