#include "bytes/source.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "base/utf8.hpp"

namespace confstate::bytes {
namespace {

constexpr std::uint32_t kCheckpoint = 4096;

// True when the byte belongs to the code point of an earlier byte. Only the nearest byte before it that is no tail
// can own it, so the answer depends on at most three neighbours, wherever counting began.
bool is_inside(std::string_view text, std::size_t at) {
  const auto is_tail = [text](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80U; };
  if (!is_tail(at)) {
    return false;
  }
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    if (!is_tail(at - back)) {
      return base::decode_utf8(text, at - back).length > back;
    }
  }
  return false;
}

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), std::numeric_limits<std::uint32_t>::max() - 1));
}

// The first byte of a kind at or behind `at`; the end of the text where there is none.
std::uint32_t find_byte(std::string_view text, char byte, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::min(text.find(byte, at), text.size()));
}

// The original bytes of a piece of decoded text, by the unit of its step.
std::uint64_t original_size(std::string_view text, std::uint8_t unit) {
  if (unit == 0) {
    return text.size();
  }
  std::uint64_t size = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool begins = (byte & 0xc0U) != 0x80U;
    size += begins ? unit : 0U;
    size += unit == 2 && byte >= 0xf0U ? 2U : 0U;
  }
  return size;
}

}  // namespace

Source::Source(std::string name, std::string text, std::vector<OffsetStep> steps)
    : name_(std::move(name)), text_(std::move(text)), steps_(std::move(steps)) {}

base::Location Source::location(std::uint32_t offset) const {
  offset = std::min(offset, size_of(text_));
  while (offset < text_.size() && is_inside(text_, offset)) {
    --offset;
  }
  const std::uint32_t line = line_of(offset);
  return {line, code_points(line_begins_[line - 1], offset) + 1, original_byte(offset)};
}

std::string_view Source::line(std::uint32_t number) const {
  index_lines(number + 1);
  if (number < 1 || number > line_begins_.size()) {
    return {};
  }
  const std::uint32_t begin = line_begins_[number - 1];
  std::uint32_t end = number < line_begins_.size() ? line_begins_[number] : size_of(text_);
  if (number < line_begins_.size()) {
    const bool pair = end - begin >= 2 && text_[end - 1] == '\n' && text_[end - 2] == '\r';
    end -= pair ? 2 : 1;
  }
  return text().substr(begin, end - begin);
}

std::uint32_t Source::line_begin(std::uint32_t number) const {
  index_lines(number);
  if (number < 1) {
    return 0;
  }
  return number <= line_begins_.size() ? line_begins_[number - 1] : size_of(text_);
}

std::uint32_t Source::line_count() const {
  index_to(size_of(text_));
  return static_cast<std::uint32_t>(line_begins_.size());
}

void Source::index_to(std::uint32_t offset) const {
  if (line_begins_.empty()) {
    begin_line(0);
  }
  while (line_begins_.back() <= offset && index_next()) {
  }
}

void Source::index_lines(std::uint32_t number) const {
  index_to(0);
  while (line_begins_.size() < number && index_next()) {
  }
}

// False when there is no further line.
bool Source::index_next() const {
  const std::uint32_t size = size_of(text_);
  const bool pair = next_feed_ < size && next_feed_ == next_return_ + 1;
  const std::uint32_t end = pair ? next_feed_ : std::min(next_feed_, next_return_);
  if (end == size) {
    return false;
  }
  begin_line(end + 1);
  return true;
}

// Each kind of line end is looked for from where the last one was found, so a text is searched twice at most.
void Source::begin_line(std::uint32_t begin) const {
  const std::string_view text = this->text().substr(0, size_of(text_));
  const bool is_first = line_begins_.empty();
  next_feed_ = is_first || next_feed_ < begin ? find_byte(text, '\n', begin) : next_feed_;
  next_return_ = is_first || next_return_ < begin ? find_byte(text, '\r', begin) : next_return_;
  line_begins_.push_back(begin);
}

std::uint32_t Source::line_of(std::uint32_t offset) const {
  index_to(offset);
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return static_cast<std::uint32_t>(next - line_begins_.begin());
}

std::uint32_t Source::code_points(std::uint32_t begin, std::uint32_t end) const {
  if (end - begin > 2 * kCheckpoint) {
    return code_points_before(end) - code_points_before(begin);
  }
  std::uint32_t count = 0;
  for (std::uint32_t at = begin; at < end; ++at) {
    count += is_inside(text_, at) ? 0U : 1U;
  }
  return count;
}

std::uint32_t Source::code_points_before(std::uint32_t offset) const {
  if (checkpoints_.empty()) {
    std::uint32_t count = 0;
    for (std::uint32_t at = 0; at < size_of(text_); ++at) {
      if (at % kCheckpoint == 0) {
        checkpoints_.push_back(count);
      }
      count += is_inside(text_, at) ? 0U : 1U;
    }
    checkpoints_.push_back(count);
  }
  const std::uint32_t slot = offset / kCheckpoint;
  std::uint32_t count = checkpoints_[slot];
  for (std::uint32_t at = slot * kCheckpoint; at < offset; ++at) {
    count += is_inside(text_, at) ? 0U : 1U;
  }
  return count;
}

std::uint64_t Source::original_byte(std::uint32_t offset) const {
  const auto next = std::upper_bound(steps_.begin(), steps_.end(), offset,
                                     [](std::uint32_t at, const OffsetStep& step) { return at < step.decoded; });
  if (next == steps_.begin()) {
    return offset;
  }
  const OffsetStep& step = *std::prev(next);
  return step.original + original_size(text().substr(step.decoded, offset - step.decoded), step.unit);
}

}  // namespace confstate::bytes
