#include "generate/pattern.hpp"

#include <algorithm>
#include <utility>

namespace confstate::generate {

Digits::Digits(std::uint32_t number) {
  for (std::size_t at = kDigits; at > 0; --at) {
    text_[at - 1] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

Pattern::Pattern(std::string text) : text_(std::move(text)) {
  for (std::size_t at = text_.find(kNumberHere); at != std::string::npos; at = text_.find(kNumberHere, at + kDigits)) {
    places_.push_back(static_cast<std::uint32_t>(at));
  }
}

void Collector::flush() {
  sink_(std::string_view(buffer_.data(), used_));
  used_ = 0;
}

// A piece larger than all of the buffer makes it grow, once.
void Collector::make_room(std::size_t size) {
  if (used_ > 0) {
    flush();
  }
  buffer_.resize(std::max(buffer_.size(), size));
}

void Collector::add(std::string_view text) {
  if (text.size() > buffer_.size() - used_) {
    make_room(text.size());
  }
  std::ranges::copy(text, buffer_.begin() + static_cast<std::ptrdiff_t>(used_));
  used_ += text.size();
}

}  // namespace confstate::generate
