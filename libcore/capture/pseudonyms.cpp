#include "capture/pseudonyms.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace confstate::capture {
namespace {

constexpr std::size_t kMostKept = 50'000;       // words and hosts
constexpr std::size_t kLongestKept = 64;        // of a word that is kept
constexpr std::string_view kWide = "\xc3\xb6";  // begins what was not ASCII, as it may not stand everywhere
constexpr std::size_t kShortestWide = 8;        // letters for a word that is not ASCII
constexpr int kRounds = 4;
constexpr std::string_view kNobody = "anonymous";

// The letters and digits of a word as numbers, of which each stays within its alphabet.
struct Digits {
  std::string values;
  std::string alphabets;  // 10 or 26 each
};

Digits digits_of(std::string_view lower) {
  Digits digits;
  for (const char c : lower) {
    digits.values += static_cast<char>(is_decimal(c) ? c - '0' : c - 'a');
    digits.alphabets += static_cast<char>(is_decimal(c) ? 10 : 26);
  }
  return digits;
}

std::string text_of(const Digits& digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.values.size(); ++i) {
    text += static_cast<char>((digits.alphabets[i] == 10 ? '0' : 'a') + digits.values[i]);
  }
  return text;
}

// Adds a stream of hashes, digit by digit, each in its alphabet.
void add_stream(const KeyedHash& hash, std::string seed, Digits& digits, std::size_t begin, std::size_t end) {
  std::array<std::uint8_t, 32> block{};
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t at = (i - begin) % 16;
    if (at == 0) {
      seed += 'b';
      block = hash(seed);
      seed.assign(block.begin(), block.end());
    }
    const unsigned more = (unsigned{block[2 * at]} << 8U) | block[2 * at + 1];
    const unsigned alphabet = static_cast<unsigned char>(digits.alphabets[i]);
    // A word of one character has nothing to be mixed with: it must not stay itself.
    const unsigned step = digits.values.size() == 1 ? 1 + more % (alphabet - 1) : more % alphabet;
    digits.values[i] = static_cast<char>((static_cast<unsigned char>(digits.values[i]) + step) % alphabet);
  }
}

std::string with_case_of(std::string text, std::string_view original) {
  for (std::size_t i = 0; i < std::min(text.size(), original.size()); ++i) {
    if (original[i] >= 'A' && original[i] <= 'Z' && text[i] >= 'a' && text[i] <= 'z') {
      text[i] = static_cast<char>(text[i] - ('a' - 'A'));
    }
  }
  return text;
}

bool is_ascii_word(std::string_view word) {
  return std::ranges::all_of(word, is_latin_or_decimal);
}

bool is_number(std::string_view user) {
  const bool has_digit = std::ranges::any_of(user, is_decimal);
  return has_digit && std::ranges::all_of(user, [](char c) {
           return is_decimal(c) || std::string_view("+-.()*#").find(c) != std::string_view::npos;
         });
}

int hex_value(char c) {
  const char small = base::ascii_lower(c);
  return is_decimal(c) ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// "%61lice" is "alice" (RFC 3261 section 19.1.4).
std::string plain_escapes(std::string_view user) {
  std::string plain;
  for (std::size_t i = 0; i < user.size(); ++i) {
    const bool escape =
        user[i] == '%' && i + 2 < user.size() && hex_value(user[i + 1]) >= 0 && hex_value(user[i + 2]) >= 0;
    const auto byte = static_cast<char>(escape ? hex_value(user[i + 1]) * 16 + hex_value(user[i + 2]) : 0);
    if (escape && is_latin_or_decimal(byte)) {
      plain += byte;
      i += 2;
    } else {
      plain += user[i];
    }
  }
  return plain;
}

}  // namespace

std::string blank(std::string_view secret) {
  std::string text(secret);
  std::ranges::replace_if(text, is_latin_or_decimal, '0');
  return text;
}

std::size_t wide_character(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t size = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (size == 0 || first > 0xf4 || at + size > text.size()) {
    return 0;
  }
  const auto next = text.substr(at + 1, size - 1);
  return std::ranges::all_of(next, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; }) ? size : 0;
}

std::size_t word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const std::size_t size = is_latin_or_decimal(text[end]) ? 1 : wide_character(text, end);
    if (size == 0) {
      break;
    }
    end += size;
  }
  return end - at;
}

// A network of Feistel over the two halves of the word: it can be undone by who has the key, so no two words meet.
std::string Pseudonyms::make_word(std::string_view lower) const {
  Digits digits = digits_of(lower);
  const std::size_t middle = lower.size() / 2;
  const int rounds = lower.size() == 1 ? 1 : kRounds;
  for (int round = 0; round < rounds; ++round) {
    const bool first = round % 2 == 1;
    std::string seed = "word" + std::to_string(round) + ' ';
    seed += first ? digits.values.substr(middle) : digits.values.substr(0, middle);
    add_stream(hash_, std::move(seed), digits, first ? 0 : middle, first ? middle : lower.size());
  }
  return text_of(digits);
}

std::string Pseudonyms::letters(std::string_view what, std::size_t count) const {
  std::array<std::uint8_t, 32> block = hash_(what);
  std::string text;
  while (text.size() < count) {
    for (std::size_t i = 0; i < block.size() && text.size() < count; i += 2) {
      text += static_cast<char>('a' + ((unsigned{block[i]} << 8U) | block[i + 1]) % 26);
    }
    block = hash_(std::string(block.begin(), block.end()));
  }
  return text;
}

std::string Pseudonyms::word(std::string_view word) {
  const std::string lower = base::ascii_lower(word);
  if (word.empty() || lower == kNobody) {
    return std::string(word);
  }
  const auto known = words_.find(lower);
  if (known != words_.end()) {
    return with_case_of(known->second, word);
  }
  const bool plain = is_ascii_word(word);
  std::string made =
      plain ? make_word(lower)
            : std::string(kWide) + letters("wide " + lower, std::max(word.size(), kShortestWide) - kWide.size());
  if (word.size() <= kLongestKept) {
    if (words_.size() >= kMostKept) {
      words_.clear();
    }
    words_.emplace(lower, made);
  }
  return with_case_of(std::move(made), word);
}

std::string Pseudonyms::number(std::string_view number) {
  std::string digits;
  std::ranges::copy_if(number, std::back_inserter(digits), is_decimal);
  const std::string made = word(digits);
  std::string out(number);
  std::size_t next = 0;
  for (char& c : out) {
    c = is_decimal(c) ? made[next++] : c;
  }
  return out;
}

std::string Pseudonyms::user(std::string_view user) {
  const std::string plain = plain_escapes(user);
  if (is_number(plain)) {
    return number(plain);
  }
  std::string out;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t size = plain[at] == '%' ? 0 : word_at(plain, at);
    if (size > 0) {
      out += word(std::string_view(plain).substr(at, size));
      at += size;
    } else {
      const std::size_t taken = std::min<std::size_t>(plain[at] == '%' ? 3 : 1, plain.size() - at);
      out.append(plain, at, taken);
      at += taken;
    }
  }
  return out;
}

std::string Pseudonyms::hexadecimal(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(base::ascii_lower(text), std::back_inserter(digits), [](char c) { return hex_value(c) >= 0; });
  std::array<std::uint8_t, 32> block = hash_("hexadecimal " + digits);
  std::string out(text);
  std::size_t next = 0;
  for (char& c : out) {
    if (hex_value(c) < 0) {
      continue;
    }
    if (next == block.size()) {
      block = hash_(std::string(block.begin(), block.end()));
      next = 0;
    }
    c = (c >= 'A' && c <= 'F' ? "0123456789ABCDEF" : "0123456789abcdef")[block[next++] % 16];
  }
  return out;
}

}  // namespace confstate::capture
