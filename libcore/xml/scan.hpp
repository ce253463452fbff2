// The scanning loops of the reader, sixteen bytes at a time where the processor has SSE2 (every x86-64 does), byte by
// byte elsewhere and near the end of a text. For the reader only.
#pragma once

#include <cstdint>

#include "xml/characters.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#endif

namespace confstate::xml {

#if defined(__SSE2__)

inline constexpr std::uint32_t kScanBlock = 16;

namespace detail {

inline __m128i load_block(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

inline __m128i equal(__m128i block, char c) {
  return _mm_cmpeq_epi8(block, _mm_set1_epi8(c));
}

// Bytes between two: what is below wraps round to a large difference.
inline __m128i between(__m128i block, char first, char last) {
  const __m128i above = _mm_sub_epi8(block, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(last - first))), above);
}

inline std::uint32_t bits_of(__m128i mask) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(mask));
}

// One bit for every byte of a block that is in the class. Of the plain classes tabs and line feeds may be missing:
// who scans looks at a byte that seems to end them once more.
template <std::uint8_t kClass>
std::uint32_t bits_in_class(__m128i block) {
  if constexpr (kClass == kSpace) {
    const __m128i ends = _mm_or_si128(equal(block, '\n'), equal(block, '\r'));
    return bits_of(_mm_or_si128(_mm_or_si128(equal(block, ' '), equal(block, '\t')), ends));
  } else if constexpr (kClass == kName) {
    const __m128i letters = between(_mm_or_si128(block, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i others = _mm_andnot_si128(equal(block, '/'), between(block, '-', '9'));
    return bits_of(_mm_or_si128(_mm_or_si128(letters, others), equal(block, '_')));
  } else {
    static_assert(kClass == kPlainText || kClass == kPlainValue || kClass == kPlainData);
    constexpr char kFirst = kClass == kPlainData ? '-' : '<';
    constexpr char kSecond = kClass == kPlainData ? '?' : '&';
    constexpr char kThird = kClass == kPlainValue ? '"' : ']';
    constexpr char kFourth = kClass == kPlainValue ? '\'' : kThird;
    const __m128i control = _mm_cmplt_epi8(block, _mm_set1_epi8(' '));  // and, as signed bytes, all beyond ASCII
    const __m128i two = _mm_or_si128(equal(block, kFirst), equal(block, kSecond));
    const __m128i four = _mm_or_si128(equal(block, kThird), equal(block, kFourth));
    return ~bits_of(_mm_or_si128(control, _mm_or_si128(two, four))) & 0xffffU;
  }
}

}  // namespace detail

// Where the bytes of a class that begin at `at` end: at the first other byte, or at `size`.
template <std::uint8_t kClass>
[[nodiscard]] inline std::uint32_t scan(const char* text, std::uint32_t at, std::uint32_t size) {
  while (size - at >= kScanBlock) {
    const std::uint32_t bits = detail::bits_in_class<kClass>(detail::load_block(text + at));
    const auto count = static_cast<std::uint32_t>(std::countr_one(bits));
    at += count;
    if (count == kScanBlock) {
      continue;
    }
    if ((kClass & (kSpace | kName)) != 0 || !has_class(text[at], kClass)) {
      return at;
    }
    ++at;
  }
  while (at < size && has_class(text[at], kClass)) {
    ++at;
  }
  return at;
}

#else

template <std::uint8_t kClass>
[[nodiscard]] inline std::uint32_t scan(const char* text, std::uint32_t at, std::uint32_t size) {
  while (at < size && has_class(text[at], kClass)) {
    ++at;
  }
  return at;
}

#endif

}  // namespace confstate::xml
