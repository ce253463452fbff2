// Finding values that stand twice in a list, in time that hostile lists cannot make quadratic.
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace confstate::rules {

// One value of a list and the element it names.
struct Row {
  std::string_view key;
  std::uint32_t node = 0;  // ascending within a list
};

// A row whose key an earlier one has.
struct Repeat {
  std::string_view key;
  std::uint32_t node = 0;
  std::uint32_t first = 0;    // the first row with that key
  std::uint32_t ordinal = 2;  // 2 for the second row with that key, ...
};

// The rows whose key stands earlier in the list, in its order. Keys are compared byte for byte.
[[nodiscard]] std::vector<Repeat> find_repeats(const std::vector<Row>& rows);

// "twice", "3 times", ...
[[nodiscard]] std::string times(std::uint32_t ordinal);

// White-space collapsed views of texts; keeps those that had to be changed alive.
class Collapsed {
 public:
  [[nodiscard]] std::string_view operator()(std::string_view text);

 private:
  std::list<std::string> changed_;
};

// A set of keys to look values up in.
class KeySet {
 public:
  void add(std::string_view key) { keys_.push_back(key); }
  // To be called once after the last add.
  void close();
  [[nodiscard]] bool contains(std::string_view key) const;
  [[nodiscard]] bool empty() const { return keys_.empty(); }

 private:
  std::vector<std::string_view> keys_;
};

}  // namespace confstate::rules
