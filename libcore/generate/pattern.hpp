// Rows made once and stamped out by the thousand, numbered.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/sink.hpp"

namespace confstate::generate {

inline constexpr std::size_t kDigits = 8;
// Stands for the number in the text that a pattern is made from.
inline constexpr std::string_view kNumberHere = "~~~~~~~~";

// A number of eight digits as text, counting up.
class Digits {
 public:
  explicit Digits(std::uint32_t number);
  void increment() {
    std::size_t at = kDigits;
    while (at > 0 && text_[at - 1] == '9') {
      text_[--at] = '0';
    }
    if (at > 0) {
      ++text_[at - 1];
    }
  }
  [[nodiscard]] const char* data() const { return text_.data(); }
  [[nodiscard]] std::string_view view() const { return {text_.data(), text_.size()}; }

 private:
  std::array<char, kDigits> text_{};
};

// A text with places for the number.
class Pattern {
 public:
  explicit Pattern(std::string text);
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  // Writes the text with the number in its places to `out`, which has room for size().
  void stamp(char* out, const Digits& digits) const {
    std::memcpy(out, text_.data(), text_.size());
    for (const std::uint32_t place : places_) {
      std::memcpy(out + place, digits.data(), kDigits);
    }
  }

 private:
  std::string text_;
  std::vector<std::uint32_t> places_;
};

// Collects pieces and hands them over 256 KiB at a time.
class Collector {
 public:
  explicit Collector(const base::Sink& sink) : sink_(sink), buffer_(kSize) {}

  void add(std::string_view text);
  void add(const Pattern& pattern, const Digits& digits) {
    if (pattern.size() > buffer_.size() - used_) {
      make_room(pattern.size());
    }
    pattern.stamp(buffer_.data() + used_, digits);
    used_ += pattern.size();
  }
  void flush();

 private:
  void make_room(std::size_t size);

  static constexpr std::size_t kSize = std::size_t{256} << 10U;
  const base::Sink& sink_;
  std::vector<char> buffer_;
  std::size_t used_ = 0;
};

}  // namespace confstate::generate
