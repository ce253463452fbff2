#include "capture/text_lines.hpp"

#include <algorithm>

namespace confstate::capture {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;

}  // namespace

Lines::Lines(bytes::Stream& stream, std::size_t longest) : stream_(stream), longest_(std::max(longest, kChunk)) {}

// Makes the window begin at the next line and hold `size` bytes; false when it had them all already.
bool Lines::refill(std::size_t size) {
  const std::size_t had = window_.size() - at_;
  if (at_ > 0) {
    stream_.skip(at_);
    at_ = 0;
  }
  window_ = stream_.peek(size);
  return window_.size() > had;
}

bool Lines::next() {
  std::size_t searched = 0;
  std::size_t end = window_.find('\n', at_);
  while (end == std::string_view::npos) {
    searched = window_.size() - at_;
    // Doubling: a long line is searched once and moved a few times.
    if (searched >= longest_ || !refill(std::min(std::max(kChunk, 2 * searched), longest_))) {
      break;
    }
    end = window_.find('\n', at_ + searched);
  }
  if (at_ == window_.size()) {
    return false;
  }
  const bool ended = end != std::string_view::npos;
  const std::size_t stop = ended ? end + 1 : std::min(window_.size(), at_ + longest_);
  line_.raw = window_.substr(at_, stop - at_);
  line_.has_return = line_.raw.ends_with("\r\n");
  line_.text = line_.raw.substr(0, line_.raw.size() - (ended ? 1 : 0) - (line_.has_return ? 1 : 0));
  line_.offset = offset();
  line_.number = number_;
  line_.is_piece = !ended && stop - at_ >= longest_;
  number_ += ended ? 1 : 0;
  at_ = stop;
  return true;
}

void Lines::again() {
  at_ -= line_.raw.size();
  number_ = line_.number;
}

std::string_view Lines::peek(std::size_t size) {
  if (window_.size() - at_ < size) {
    refill(size);
  }
  return window_.substr(at_, size);
}

void Lines::skip(std::uint64_t size) {
  while (size > 0) {
    const std::string_view part = peek(static_cast<std::size_t>(std::min<std::uint64_t>(size, kChunk)));
    if (part.empty()) {
      return;
    }
    number_ += static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
    at_ += part.size();
    size -= part.size();
  }
}

}  // namespace confstate::capture
