#include "xml/reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "xml/declaration.hpp"
#include "xml/read.hpp"

namespace confstate::xml {
namespace {

constexpr std::uint64_t kMaxText = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMaxDetail = 256;
constexpr std::uint64_t kMaxAttributes = std::numeric_limits<std::uint16_t>::max();

constexpr std::size_t kBlock = 240;

// Adds up what the characters of a block can begin; the block is followed by one more character.
void measure_block(const char* text, Capacity& capacity) {
  std::uint8_t markup = 0;
  std::uint8_t texts = 0;
  std::uint8_t values = 0;
  for (std::size_t i = 0; i < kBlock; ++i) {
    markup =
        static_cast<std::uint8_t>(markup + (static_cast<int>(text[i] == '<') & static_cast<int>(text[i + 1] != '/')));
    texts =
        static_cast<std::uint8_t>(texts + (static_cast<int>(text[i] == '>') & static_cast<int>(text[i + 1] != '<')));
    values = static_cast<std::uint8_t>(values + static_cast<int>(text[i] == '='));
  }
  capacity.nodes += std::size_t{markup} + texts;
  capacity.attributes += values;
}

// An upper bound of nodes and attributes, at the speed of memory: blocks of one size, with counters of one byte, are
// what compilers turn into vector instructions.
// Short texts are not measured, which would take longer than growing: they get what is usual for their size.
Capacity measure(std::string_view text) {
  constexpr std::size_t kShort = std::size_t{1} << 16U;
  if (text.size() < kShort) {
    return {text.size() / 16, text.size() / 64};
  }
  Capacity capacity;
  while (text.size() > kBlock) {
    measure_block(text.data(), capacity);
    text.remove_prefix(kBlock);
  }
  std::array<char, kBlock + 1> rest{};
  text.copy(rest.data(), text.size());
  measure_block(rest.data(), capacity);
  return capacity;
}

base::Limits capped(base::Limits limits) {
  limits.attributes = std::min(limits.attributes, kMaxAttributes);
  limits.depth = std::min(limits.depth, base::kMaxDepth);
  return limits;
}

}  // namespace

base::Result<ReadResult> read(std::string_view text, Reading reading, const base::Limits& limits) {
  if (text.size() >= kMaxText) {
    return tl::unexpected(base::over_limit("the text", "input", std::min(limits.input, kMaxText)));
  }
  return Reader(text, reading, limits).run();
}

Reader::Reader(std::string_view text, Reading reading, const base::Limits& limits)
    : text_(text),
      limits_(capped(limits)),
      size_(static_cast<std::uint32_t>(text.size())),
      names_(&arena_.resource),
      builder_(text, reading, measure(text), &arena_.resource),
      open_(&arena_.resource) {
  open_.reserve(kUsualDepth);
}

base::Result<ReadResult> Reader::run() {
  const bool whole = read_document();
  if (failure_) {
    return tl::unexpected(std::move(*failure_));
  }
  ReadResult result;
  result.tree = builder_.finish(names_.release(), at_);
  result.faults = std::move(faults_);
  result.judgeable = (whole || halted_) && result.tree.root();
  return result;
}

bool Reader::read_document() {
  if (std::ranges::all_of(text_, base::is_xml_space)) {
    return stop(FaultKind::empty_document, {0, 0}, {});
  }
  if (begins_with_declaration(text_) && !read_instruction()) {
    return false;
  }
  bool root_follows = false;
  if (!read_outside(root_follows)) {
    return false;
  }
  if (!root_follows) {
    return stop(FaultKind::no_root, {size_, size_}, {});
  }
  if (!read_root() || !read_outside(root_follows)) {
    return false;
  }
  return !root_follows || refuse_second_root();
}

// White space, comments and instructions; stops before a start tag and at the end.
bool Reader::read_outside(bool& root_follows) {
  root_follows = false;
  for (;;) {
    skip_space();
    if (ends()) {
      return true;
    }
    if (here() != '<') {
      return refuse_text_outside();
    }
    const char next = at_ + 1 < size_ ? text_[at_ + 1] : '\0';
    if (next != '!' && next != '?' && next != '/') {
      root_follows = true;
      return true;
    }
    if (!read_outside_markup()) {
      return false;
    }
  }
}

bool Reader::read_outside_markup() {
  const char next = text_[at_ + 1];
  if (next == '?') {
    return read_instruction();
  }
  if (next == '/') {
    const base::Span name = word_from(at_ + 2);
    return stop(FaultKind::mismatched_tag, name.begin == name.end ? from_here(2) : name, cut(name));
  }
  return starts("<!--") ? read_comment() : read_markup_declaration();
}

bool Reader::refuse_text_outside() {
  const std::size_t end = text_.find_first_of("<\r\n", at_);
  const std::string_view line = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
  const base::Span span = from_here(line.find_last_not_of(" \t") + 1);
  return stop_at_character(FaultKind::text_outside_root, span);
}

bool Reader::refuse_second_root() {
  const std::uint32_t begin = at_;
  ++at_;
  if (name_step(true) == 0) {
    return refuse_in_tag(false);
  }
  const base::Span name = word_from(begin + 1);
  return stop(FaultKind::two_roots, name, cut(name), root_name_);
}

base::Span Reader::from_here(std::size_t size) const {
  return {at_, at_ + static_cast<std::uint32_t>(std::min<std::size_t>(size, size_ - at_))};
}

base::Span Reader::word_from(std::uint32_t begin) const {
  const std::size_t end = text_.find_first_of(" \t\r\n<>/=\"'&;?", begin);
  return {begin, static_cast<std::uint32_t>(std::min<std::size_t>(end, size_))};
}

base::Span Reader::word_here() const {
  const base::Span word = word_from(at_);
  return word.begin == word.end ? from_here(1) : word;
}

bool Reader::skip_character() {
  const base::CodePoint point = base::decode_utf8(text_, at_);
  if (point.length == 0) {
    return stop(FaultKind::invalid_utf8, from_here(1), cut(from_here(1)));
  }
  if (!is_xml_char(point.value)) {
    return stop(FaultKind::forbidden_character, from_here(point.length), cut(from_here(point.length)));
  }
  at_ += point.length;
  return true;
}

std::uint32_t Reader::name_step(bool first) const {
  if (ends()) {
    return 0;
  }
  if (static_cast<unsigned char>(here()) < 0x80) {
    return has_class(here(), first ? kNameStart : kName) ? 1 : 0;
  }
  const base::CodePoint point = base::decode_utf8(text_, at_);
  const bool belongs = point.length != 0 && (first ? is_name_start(point.value) : is_name_char(point.value));
  return belongs ? point.length : 0;
}

bool Reader::skip_other_ncname() {
  std::uint32_t step = name_step(true);
  if (step == 0) {
    return false;
  }
  while (step != 0) {
    at_ += step;
    while (at_ < size_ && has_class(text_[at_], kName)) {
      ++at_;
    }
    step = name_step(false);
  }
  return true;
}

bool Reader::stop(FaultKind kind, base::Span span, std::string_view detail, std::optional<base::Span> other) {
  std::size_t size = std::min(detail.size(), kMaxDetail);
  while (size < detail.size() && size > 0 && (static_cast<unsigned char>(detail[size]) & 0xc0U) == 0x80U) {
    --size;
  }
  faults_.push_back({kind, span, other, std::string(detail.substr(0, size))});
  return false;
}

bool Reader::stop_at_character(FaultKind kind, base::Span span) {
  const bool suspect = !ends() && (here() < ' ' || here() > '~') && !has_class(here(), kSpace);
  if (suspect) {
    const std::uint32_t at = at_;
    if (!skip_character()) {
      return false;
    }
    at_ = at;
  }
  return stop(kind, span, cut(span));
}

bool Reader::fail_over(std::string_view what, std::string_view limit, std::uint64_t value) {
  failure_ = base::over_limit(what, limit, value);
  return false;
}

}  // namespace confstate::xml
