// The strict reader's state; its parts are in reader.cpp and read_*.cpp, by subject.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "xml/builder.hpp"
#include "xml/characters.hpp"
#include "xml/decode.hpp"
#include "xml/fault.hpp"
#include "xml/names.hpp"
#include "xml/read.hpp"
#include "xml/scan.hpp"

namespace confstate::xml {

// Reads one text. Every function that returns bool says whether reading goes on; where it does not, a fault, a
// failure or the end of what can be known has been noted.
class Reader {
 public:
  Reader(std::string_view text, Reading reading, const base::Limits& limits);

  [[nodiscard]] base::Result<ReadResult> run();

 private:
  struct Open {
    base::Span name;
    std::size_t scope = 0;
  };
  enum class TagEnd : std::uint8_t { open, empty };
  // What most texts need while they are read, without a question to the allocator.
  struct Arena {
    std::array<std::byte, 12 << 10U> room;
    std::pmr::monotonic_buffer_resource resource;

    Arena() : resource(room.data(), room.size()) {}
  };

  // The document: reader.cpp.
  bool read_document();
  bool read_outside(bool& root_follows);
  bool read_outside_markup();
  bool refuse_text_outside();
  bool refuse_second_root();

  // The root with all that is in it, and tags: read_tags.cpp.
  bool read_root();
  bool read_content();
  bool read_start_tag();
  bool read_leaf(NameTable::Id word, std::uint32_t begin, base::Span tag);
  bool finish_start_tag(NameTable::Id word, std::uint32_t begin, TagEnd end);
  bool read_end_tag();
  bool read_other_end_tag();
  bool read_qname(NameTable::Id& word, base::Span& span);
  bool read_expected_qname(NameTable::Id word, base::Span& span);
  bool skip_qname();
  bool read_attributes(TagEnd& end);
  bool read_tag_end(TagEnd& end);
  bool refuse_in_tag(bool in_attributes);
  bool read_attribute();
  bool read_equals(base::Span name);
  bool read_value(base::Span& value, bool& decode);
  bool declare(NameTable::Id word, Tree::AttributeRecord& attribute);
  bool check_declaration(NameTable::Id prefix, std::string_view space, base::Span span);
  bool name_attributes();
  bool check_identities();
  bool over_attributes(std::uint64_t count);

  // Character data, comments, instructions: read_content.cpp.
  bool read_text();
  bool read_other_text();
  void add_space(std::uint32_t begin);
  bool read_markup_declaration();
  bool read_comment();
  bool read_cdata();
  bool read_instruction();
  bool read_instruction_data(std::uint32_t begin, std::uint32_t target_end);
  bool refuse_target(std::uint32_t begin, base::Span target);
  bool read_xml_declaration(std::uint32_t begin);
  bool skip_data_until(std::string_view close, bool& decode);
  bool read_reference();
  bool read_character_reference(std::uint32_t begin);
  [[nodiscard]] Content content_of(base::Span span, base::Span value, bool decode, Decode how);

  // The document type declaration: read_doctype.cpp.
  bool read_doctype();
  bool skip_doctype();
  bool skip_external_id();
  bool skip_public_literal();
  bool skip_literal();
  bool skip_subset();
  bool skip_subset_item();
  bool skip_subset_declaration();
  bool skip_characters_until(std::string_view close);

  // Small steps.
  [[nodiscard]] bool ends() const { return at_ == size_; }
  [[nodiscard]] char here() const { return text_[at_]; }
  [[nodiscard]] bool is_here(char c) const { return at_ < size_ && text_[at_] == c; }
  [[nodiscard]] bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  [[nodiscard]] std::string_view cut(base::Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  [[nodiscard]] base::Span span_from(std::uint32_t begin) const { return {begin, at_}; }
  [[nodiscard]] base::Span from_here(std::size_t size) const;
  // The bytes up to the next white space or character of markup: what a person takes for one word.
  [[nodiscard]] base::Span word_from(std::uint32_t begin) const;
  // The word that begins here, or the one character that is none.
  [[nodiscard]] base::Span word_here() const;
  bool skip_space();
  // Goes over bytes of a class and all characters beyond ASCII, to the first other byte.
  template <std::uint8_t kPlain>
  bool skip();
  // Goes over one character that is in no plain class: beyond ASCII, or a control.
  bool skip_character();
  // True for what no name goes over, however broken: white space and the characters of markup.
  [[nodiscard]] static bool ends_word(char c) {
    return std::string_view(" \t\r\n<>/=\"'&;?").find(c) != std::string_view::npos;
  }
  // Goes over a name without a colon; false, and no fault, where none begins.
  bool skip_ncname();
  bool skip_other_ncname();  // not all ASCII, or none
  [[nodiscard]] std::uint32_t name_step(bool first) const;

  bool stop(FaultKind kind, base::Span span, std::string_view detail, std::optional<base::Span> other = std::nullopt);
  // A fault at a character: what is wrong with it as a character, if anything, goes first.
  bool stop_at_character(FaultKind kind, base::Span span);
  bool fail_over(std::string_view what, std::string_view limit, std::uint64_t value);

  Arena arena_;
  std::string_view text_;
  base::Limits limits_;
  std::uint32_t size_ = 0;
  std::uint32_t at_ = 0;
  NameTable names_;
  // What name came last after two others, by a hash of these: names repeat in the same order all over a document.
  std::array<NameTable::Id, 128> expected_{};
  NameTable::Id last_name_ = 0;
  NameTable::Id name_before_ = 0;
  std::uint32_t colon_ = 0;  // in the name that skip_qname() went over; 0 for none
  TreeBuilder builder_;
  std::pmr::vector<Open> open_;
  std::uint32_t elements_ = 0;
  std::uint64_t declarations_ = 0;  // in the present tag
  std::uint32_t prefixed_ = 0;      // attributes with a prefix in the present tag
  base::Span root_name_;
  std::vector<Fault> faults_;
  std::optional<base::Failure> failure_;
  bool has_doctype_ = false;
  bool has_subset_ = false;
  bool halted_ = false;  // at an entity that the internal subset may declare
};

inline bool Reader::skip_space() {
  const std::uint32_t begin = at_;
  while (at_ < size_ && has_class(text_[at_], kSpace)) {
    ++at_;
  }
  return at_ != begin;
}

inline bool Reader::skip_ncname() {
  const char* const text = text_.data();
  std::uint32_t at = at_;
  if (at == size_ || !has_class(text[at], kNameStart)) {
    return skip_other_ncname();
  }
  at = scan<kName>(text, at + 1, size_);
  if (at < size_ && static_cast<unsigned char>(text[at]) >= 0x80) {
    return skip_other_ncname();
  }
  at_ = at;
  return true;
}

template <std::uint8_t kPlain>
bool Reader::skip() {
  const char* const text = text_.data();
  for (;;) {
    const std::uint32_t at = scan<kPlain>(text, at_, size_);
    at_ = at;
    if (at == size_ || (text[at] > ' ' && text[at] <= '~') || has_class(text[at], kSpace)) {
      return true;
    }
    if (!skip_character()) {
      return false;
    }
  }
}

// White space from `begin` to the markup here.
inline void Reader::add_space(std::uint32_t begin) {
  const char next = at_ + 1 < size_ ? text_[at_ + 1] : '!';
  const bool is_tag = next != '!' && next != '?';  // all else may stand between pieces of one text
  if (!is_tag || !builder_.drops_space(next != '/')) {
    builder_.add_space(span_from(begin));
  }
}

inline bool Reader::read_text() {
  const std::uint32_t begin = at_;
  if (has_class(here(), kSpace)) {
    at_ = scan<kSpace>(text_.data(), at_, size_);
    if (is_here('<')) {
      add_space(begin);
      return true;
    }
  }
  at_ = scan<kPlainText>(text_.data(), begin, size_);
  if (is_here('<')) {
    builder_.add_text(NodeKind::text, {span_from(begin), span_from(begin)});
    return true;
  }
  at_ = begin;
  return read_other_text();
}

}  // namespace confstate::xml
