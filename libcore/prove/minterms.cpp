#include "prove/minterms.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/hash.hpp"

namespace confstate::prove {
namespace {

constexpr std::string_view kNiceOrder =
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.-_+@:;=?&$,!~*'()/%";

// States from which a word of the universe can still come.
std::vector<bool> living_states(const Machine& machine) {
  std::vector<std::vector<std::uint32_t>> before(machine.states());
  std::vector<std::uint32_t> open;
  std::vector<bool> living(machine.states(), false);
  for (std::uint32_t state = 0; state < machine.states(); ++state) {
    for (std::uint32_t letter = 0; letter < machine.letters; ++letter) {
      before[machine.next[std::size_t{state} * machine.letters + letter]].push_back(state);
    }
    if (!machine.marks[state].empty()) {
      living[state] = true;
      open.push_back(state);
    }
  }
  while (!open.empty()) {
    const std::uint32_t state = open.back();
    open.pop_back();
    for (const std::uint32_t earlier : before[state]) {
      if (!living[earlier]) {
        living[earlier] = true;
        open.push_back(earlier);
      }
    }
  }
  return living;
}

// The first byte of each letter that all machines share, the nicest first.
std::vector<unsigned char> letters_of(const Machine& universe, std::span<const Machine> machines) {
  std::vector<unsigned char> letters;
  std::map<std::vector<std::uint8_t>, bool> met;
  for (const char c : kNiceOrder) {
    const auto byte = static_cast<unsigned char>(c);
    std::vector<std::uint8_t> letter{universe.letter[byte]};
    for (const Machine& machine : machines) {
      letter.push_back(machine.letter[byte]);
    }
    if (met.try_emplace(std::move(letter), true).second) {
      letters.push_back(byte);
    }
  }
  return letters;
}

// States of the product, one beside the other: the universe's first.
class Product {
 public:
  Product(const Machine& universe, std::span<const Machine> machines)
      : universe_(universe),
        machines_(machines),
        width_(machines.size() + 1),
        living_(living_states(universe)),
        met_(64, Hash{this}, Equal{this}) {
    tuples_.push_back(universe.start);
    for (const Machine& machine : machines) {
      tuples_.push_back(machine.start);
    }
    met_.insert(0);
    origins_.push_back({});
  }
  Product(const Product&) = delete;
  Product& operator=(const Product&) = delete;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(origins_.size()); }

  void expand(std::uint32_t state, unsigned char byte) {
    const std::size_t from = std::size_t{state} * width_;
    const std::uint32_t first = universe_.step(tuples_[from], byte);
    if (!living_[first]) {
      return;
    }
    tuples_.push_back(first);
    for (std::size_t i = 0; i < machines_.size(); ++i) {
      tuples_.push_back(machines_[i].step(tuples_[from + i + 1], byte));
    }
    if (met_.insert(size()).second) {
      origins_.push_back({state, byte});
    } else {
      tuples_.resize(tuples_.size() - width_);
    }
  }

  [[nodiscard]] const Marks& kinds(std::uint32_t state) const {
    return universe_.marks[tuples_[std::size_t{state} * width_]];
  }
  [[nodiscard]] const Marks& marks(std::uint32_t state, std::size_t machine) const {
    return machines_[machine].marks[tuples_[std::size_t{state} * width_ + machine + 1]];
  }
  [[nodiscard]] std::string word(std::uint32_t state) const {
    std::string out;
    for (; state != 0; state = origins_[state].from) {
      out += static_cast<char>(origins_[state].byte);
    }
    return {out.rbegin(), out.rend()};
  }

 private:
  struct Hash {
    const Product* product;
    std::size_t operator()(std::uint32_t state) const {
      std::uint64_t hash = 0;
      for (std::size_t i = 0; i < product->width_; ++i) {
        hash = base::mix(hash, product->tuples_[state * product->width_ + i]);
      }
      return hash;
    }
  };
  struct Equal {
    const Product* product;
    bool operator()(std::uint32_t a, std::uint32_t b) const {
      const auto* tuples = product->tuples_.data();
      return std::equal(tuples + a * product->width_, tuples + (a + 1) * product->width_, tuples + b * product->width_);
    }
  };
  struct Origin {
    std::uint32_t from = 0;
    unsigned char byte = 0;
  };

  const Machine& universe_;
  std::span<const Machine> machines_;
  std::size_t width_;
  std::vector<bool> living_;
  std::vector<std::uint32_t> tuples_;
  std::vector<Origin> origins_;
  std::unordered_set<std::uint32_t, Hash, Equal> met_;
};

Minterm minterm_at(const Product& product, std::uint32_t state, std::size_t machines) {
  Minterm made{{}, product.kinds(state), {}};
  for (std::size_t i = 0; i < machines; ++i) {
    made.marks.push_back(product.marks(state, i));
  }
  return made;
}

}  // namespace

// Breadth first, the nicest letter first: the first word that reaches a state is the first of all that do.
Minterms minterms_of(const Machine& universe, std::span<const Machine> machines, const MintermLimits& limits) {
  Minterms out;
  Product product(universe, machines);
  const std::vector<unsigned char> letters = letters_of(universe, machines);
  std::set<std::pair<Marks, std::vector<Marks>>> met;
  for (std::uint32_t state = 0; state < product.size(); ++state) {
    if (!product.kinds(state).empty()) {
      Minterm made = minterm_at(product, state, machines.size());
      if (met.emplace(made.kinds, made.marks).second) {
        made.witness = product.word(state);
        out.all.push_back(std::move(made));
      }
    }
    if (out.all.size() > limits.classes || product.size() > limits.states) {
      out.complete = false;
      return out;
    }
    for (const unsigned char byte : letters) {
      product.expand(state, byte);
    }
  }
  return out;
}

bool is_nicer(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) {
    return one.size() < other.size();
  }
  const auto [a, b] = std::ranges::mismatch(one, other);
  return a != one.end() && kNiceOrder.find(*a) < kNiceOrder.find(*b);
}

}  // namespace confstate::prove
