#include "xml/transcode.hpp"

#include <array>
#include <cstdint>
#include <limits>

#include "base/utf8.hpp"

namespace confstate::xml {
namespace {

// Between two steps a place is found by counting, so they can be far apart.
constexpr std::size_t kStepEvery = 4096;

// Appends to the text and writes a step now and then.
class Output {
 public:
  Output(std::size_t size, std::uint8_t unit) : unit_(unit) { out_.text.reserve(size); }

  // The code point that stands at `original` in the bytes.
  void append(char32_t value, std::size_t original) {
    const std::size_t size = out_.text.size();
    if (size >= next_step_ && size <= std::numeric_limits<std::uint32_t>::max()) {
      out_.steps.push_back({static_cast<std::uint32_t>(size), original, unit_});
      next_step_ = size + kStepEvery;
    }
    base::append_utf8(out_.text, value);
  }

  // Gives the result away; `end` is where in the bytes it ends.
  Transcoded finish(std::size_t end, bool whole) {
    if (out_.steps.empty()) {
      out_.steps.push_back({0, end, unit_});
    }
    out_.whole = whole;
    return std::move(out_);
  }

 private:
  Transcoded out_;
  std::uint8_t unit_;
  std::size_t next_step_ = 0;
};

// 0x80 to 0x9F; 0 is undefined.
constexpr std::array<char16_t, 32> kWindows1252{0x20ac, 0,      0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                                0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17d,  0,
                                                0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0,      0x17e,  0x178};

// Reads the 16-bit units of a text.
class Units {
 public:
  Units(std::string_view bytes, bool big_endian) : bytes_(bytes), high_(big_endian ? 0 : 1) {}

  [[nodiscard]] bool has(std::size_t at) const { return at + 2 <= bytes_.size(); }

  [[nodiscard]] char32_t get(std::size_t at) const {
    const auto high = static_cast<unsigned char>(bytes_[at + high_]);
    const auto low = static_cast<unsigned char>(bytes_[at + 1 - high_]);
    return static_cast<char32_t>(high) << 8U | low;
  }

  // The code point at `at` and its size in bytes; size 0 for half a unit and for half a surrogate pair.
  [[nodiscard]] base::CodePoint point(std::size_t at) const {
    if (!has(at)) {
      return {};
    }
    const char32_t first = get(at);
    if (first < 0xd800 || first > 0xdfff) {
      return {first, 2};
    }
    const char32_t second = first < 0xdc00 && has(at + 2) ? get(at + 2) : 0;
    if (second < 0xdc00 || second > 0xdfff) {
      return {};
    }
    return {0x10000 + ((first - 0xd800) << 10U) + (second - 0xdc00), 4};
  }

 private:
  std::string_view bytes_;
  std::size_t high_;
};

}  // namespace

Transcoded transcode_utf16(std::string_view bytes, bool big_endian, std::size_t skipped) {
  const Units units(bytes, big_endian);
  Output out(bytes.size() / 2, 2);
  std::size_t at = skipped;
  while (at < bytes.size()) {
    const base::CodePoint point = units.point(at);
    if (point.length == 0) {
      return out.finish(at, false);
    }
    out.append(point.value, at);
    at += point.length;
  }
  return out.finish(at, true);
}

Transcoded transcode_latin1(std::string_view bytes) {
  Output out(bytes.size(), 1);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    out.append(static_cast<unsigned char>(bytes[at]), at);
  }
  return out.finish(bytes.size(), true);
}

Transcoded transcode_windows1252(std::string_view bytes) {
  Output out(bytes.size(), 1);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const char32_t value = byte >= 0x80 && byte < 0xa0 ? kWindows1252[byte - 0x80U] : byte;
    if (value == 0 && byte != 0) {
      return out.finish(at, false);
    }
    out.append(value, at);
  }
  return out.finish(bytes.size(), true);
}

}  // namespace confstate::xml
