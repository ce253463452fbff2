// What header values are made of: lists, parameters, numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace confstate::sip {

// What all values share.
struct Value {
  std::string_view wrong;  // data() is null where all is well

  [[nodiscard]] bool ok() const { return wrong.data() == nullptr; }
  // Marks a place; the first one stays.
  void refuse(std::string_view place) {
    if (ok()) {
      wrong = place.data() == nullptr ? std::string_view("") : place;
    }
  }
};

// The values of a comma-separated list, without blanks around them; commas in quotes and angle brackets do not count.
// An empty value is given as such.
class Items {
 public:
  explicit Items(std::string_view list) : rest_(list) {}
  // False at the end. An empty list has no values.
  bool next(std::string_view& item);

 private:
  std::string_view rest_;
  bool more_ = true;
};

struct Param {
  std::string_view name;
  std::string_view value;  // with its quotes where it is quoted
  bool has_value = false;
  bool bad = false;  // not a parameter
};

// ";name=value;name" from its first semicolon (or the first name) on.
class Params {
 public:
  Params() = default;
  explicit Params(std::string_view text) : rest_(text), text_(text) {}
  bool next(Param& param) { return take_plain(param) || take_any(param); }
  [[nodiscard]] std::string_view text() const { return text_; }
  // The first parameter with that name (case does not count), from the beginning.
  [[nodiscard]] std::optional<Param> find(std::string_view name) const;
  // Its value without quotes (escapes within are kept); empty where it is missing or has none.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }

 private:
  bool take_plain(Param& param);
  bool take_any(Param& param);

  std::string_view rest_;
  std::string_view text_;
};

// A decimal number of at most `limit`; nothing where it is none or larger.
[[nodiscard]] constexpr std::optional<std::uint64_t> read_number(std::string_view text,
                                                                 std::uint32_t limit = 0xffffffffU) {
  std::uint64_t number = 0;
  for (const char c : text) {
    const auto digit = static_cast<unsigned>(static_cast<unsigned char>(c)) - unsigned{'0'};
    number = number * 10 + digit;
    if (digit > 9 || number > limit) {
      return std::nullopt;
    }
  }
  return text.empty() ? std::nullopt : std::optional(number);
}

}  // namespace confstate::sip
