// Start tags, end tags and attributes (XML 1.0 sections 3.1 and 3.3.3, Namespaces in XML 1.0).
#include <algorithm>
#include <utility>
#include <vector>

#include "xml/reader.hpp"
#include "xml/short_text.hpp"

namespace confstate::xml {

bool Reader::read_root() {
  root_name_ = {at_ + 1, word_from(at_ + 1).end};
  do {
    if (ends()) [[unlikely]] {
      const base::Span name = open_.back().name;
      return stop(FaultKind::unclosed_element, {size_, size_}, cut(name), name);
    }
    if (!read_content()) {
      return false;
    }
  } while (!open_.empty());
  return true;
}

inline bool Reader::read_content() {
  if (here() != '<') {
    return read_text();
  }
  switch (at_ + 1 < size_ ? text_[at_ + 1] : '\0') {
    case '/':
      return read_end_tag();
    case '!':
      return read_markup_declaration();
    case '?':
      return read_instruction();
    default:
      return read_start_tag();
  }
}

inline bool Reader::read_start_tag() {
  const std::uint32_t begin = at_++;
  if (open_.size() >= limits_.depth) [[unlikely]] {
    return fail_over("the nesting of elements", "depth", limits_.depth);
  }
  if (elements_ >= limits_.elements) [[unlikely]] {
    return fail_over("the number of elements", "elements", limits_.elements);
  }
  ++elements_;
  NameTable::Id word = 0;
  Open open{{}, names_.scope()};
  if (!read_qname(word, open.name)) {
    return false;
  }
  builder_.begin_tag();
  if (is_here('>') && read_leaf(word, begin, open.name)) {
    return true;
  }
  open_.push_back(open);
  TagEnd end = TagEnd::open;
  if (is_here('>')) [[likely]] {
    ++at_;
    prefixed_ = 0;
  } else if (!read_attributes(end)) {
    return false;
  }
  return finish_start_tag(word, begin, end);
}

// Most elements have no attributes, and hold nothing but plain text that does not begin with white space: they are read
// at once. False, and nothing has happened, for any other; what is wrong with it is found elsewhere.
inline bool Reader::read_leaf(NameTable::Id word, std::uint32_t begin, base::Span tag) {
  const char* const text = text_.data();
  const std::uint32_t value = at_ + 1;
  if (value == size_ || has_class(text[value], kSpace)) {
    return false;
  }
  const std::uint32_t end = scan<kPlainText>(text, value, size_);
  const std::uint32_t size = tag.end - tag.begin;
  const bool plain = end != value && size_ - end > size + 2 && text[end] == '<' && text[end + 1] == '/' &&
                     text[end + 2 + size] == '>' && same_bytes(text + end + 2, text + tag.begin, size);
  const NameTable::Id name = plain ? names_.element_name(word) : NameTable::kNone;
  if (name == NameTable::kNone) {
    return false;
  }
  at_ = end + size + 3;
  builder_.add_leaf(name, span_from(begin), {value, end});
  return true;
}

inline bool Reader::finish_start_tag(NameTable::Id word, std::uint32_t begin, TagEnd end) {
  const NameTable::Id name = names_.element_name(word);
  if (name == NameTable::kNone) [[unlikely]] {
    return stop(FaultKind::undeclared_prefix, open_.back().name, names_.text(names_.prefix(word)));
  }
  if (builder_.attribute_end() != builder_.first_attribute() && !name_attributes()) {
    return false;
  }
  builder_.open(name, begin);
  if (end == TagEnd::empty) {
    builder_.close(at_);
    names_.leave(open_.back().scope);
    open_.pop_back();
  }
  return true;
}

inline bool Reader::read_end_tag() {
  const Open open = open_.back();
  const std::uint32_t begin = at_ + 2;
  const std::uint32_t size = open.name.end - open.name.begin;
  const bool plain = size_ - begin > size && text_[begin + size] == '>' &&
                     same_bytes(text_.data() + begin, text_.data() + open.name.begin, size);
  if (plain) [[likely]] {
    at_ = begin + size + 1;
  } else if (!read_other_end_tag()) {
    return false;
  }
  builder_.close(at_);
  names_.leave(open.scope);
  open_.pop_back();
  return true;
}

// With white space before its '>', or wrong.
bool Reader::read_other_end_tag() {
  const std::uint32_t begin = at_;
  const base::Span open = open_.back().name;
  at_ += 2;
  if (name_step(true) == 0) {
    return refuse_in_tag(false);
  }
  if (!skip_qname()) {
    return false;
  }
  const base::Span name = span_from(begin + 2);
  const bool space = skip_space();
  if (ends()) {
    return stop(FaultKind::malformed_tag, {begin, name.end}, cut(name), open);
  }
  if (cut(name) != cut(open)) {
    return stop(FaultKind::mismatched_tag, name, cut(name), open);
  }
  if (is_here('>')) {
    ++at_;
    return true;
  }
  return space ? stop_at_character(FaultKind::malformed_tag, word_here()) : refuse_in_tag(false);
}

inline bool Reader::read_qname(NameTable::Id& word, base::Span& span) {
  const std::size_t slot = (name_before_ * 7U + last_name_) % expected_.size();
  word = expected_[slot];
  if (!read_expected_qname(word, span)) [[unlikely]] {
    const std::uint32_t begin = at_;
    if (!skip_qname()) {
      return false;
    }
    span = span_from(begin);
    word = names_.intern(cut(span), colon_ == 0 ? std::string_view::npos : colon_ - begin);
    expected_[slot] = word;
  }
  name_before_ = last_name_;
  last_name_ = word;
  return true;
}

// Goes over the name that is expected, if it stands here and nothing that could belong to a name follows.
inline bool Reader::read_expected_qname(NameTable::Id word, base::Span& span) {
  const std::string_view name = names_.text(word);
  const auto size = static_cast<std::uint32_t>(name.size());
  if (size == 0 || size_ - at_ <= size || !same_bytes(text_.data() + at_, name.data(), size)) {
    return false;
  }
  const char next = text_[at_ + size];
  if (has_class(next, kName) || next == ':' || static_cast<unsigned char>(next) >= 0x80) {
    return false;
  }
  span = {at_, at_ + size};
  at_ += size;
  return true;
}

bool Reader::skip_qname() {
  const std::uint32_t begin = at_;
  colon_ = 0;
  if (!skip_ncname()) {
    return refuse_in_tag(false);
  }
  if (!is_here(':')) {
    return true;
  }
  colon_ = at_++;
  if (skip_ncname() && !is_here(':')) {
    return true;
  }
  return stop_at_character(FaultKind::malformed_name, word_from(begin));
}

// A character that cannot stand in a tag there: the name it spoils, or the grammar it breaks.
bool Reader::refuse_in_tag(bool in_attributes) {
  if (ends()) {
    return stop(FaultKind::malformed_tag, {size_, size_}, {});
  }
  if (static_cast<unsigned char>(here()) >= 0x80 || here() == ':' || has_class(here(), kName)) {
    std::uint32_t begin = at_;
    while (begin > 0 && !ends_word(text_[begin - 1])) {
      --begin;
    }
    return stop_at_character(FaultKind::malformed_name, word_from(begin));
  }
  if (in_attributes && here() != '<') {
    return stop_at_character(FaultKind::malformed_attribute, from_here(1));
  }
  base::Span span = from_here(1);
  for (const char opening : {'/', '<'}) {
    span.begin -= text_[span.begin - 1] == opening ? 1U : 0U;
  }
  return stop_at_character(FaultKind::malformed_tag, span);
}

inline bool Reader::read_attributes(TagEnd& end) {
  declarations_ = 0;
  prefixed_ = 0;
  bool after_value = false;
  for (;;) {
    const bool space = skip_space();
    if (is_here('>') || is_here('/')) {
      return read_tag_end(end);
    }
    if (after_value && !space && !ends() && here() != '<') {
      return stop_at_character(FaultKind::malformed_attribute, word_here());
    }
    if (ends() || !space || (!has_class(here(), kNameStart) && name_step(true) == 0)) {
      return refuse_in_tag(space || after_value);
    }
    if (!read_attribute()) {
      return false;
    }
    after_value = true;
  }
}

bool Reader::read_tag_end(TagEnd& end) {
  const bool empty = here() == '/';
  ++at_;
  if (!empty) {
    return true;
  }
  if (!is_here('>')) {
    return stop_at_character(FaultKind::malformed_tag, ends() ? base::Span{size_, size_} : from_here(1));
  }
  ++at_;
  end = TagEnd::empty;
  return true;
}

inline bool Reader::read_attribute() {
  Tree::AttributeRecord attribute;
  base::Span name;
  attribute.begin = at_;
  if (!read_qname(attribute.name, name)) {
    return false;
  }
  if (const auto first = names_.mark(attribute.name, elements_, at_)) {
    return stop(FaultKind::duplicate_attribute, name, cut(name), base::Span{*first - (name.end - name.begin), *first});
  }
  base::Span value;
  bool decode = false;
  if (!read_equals(name) || !read_value(value, decode)) {
    return false;
  }
  attribute.value_begin = value.begin;
  attribute.value_end = value.end;
  if (decode) {
    attribute.decoded = builder_.add_value(decode_characters(cut(value), Decode::value));
  }
  const NameTable::Id prefix = names_.prefix(attribute.name);
  if (attribute.name == NameTable::kXmlnsWord || prefix == NameTable::kXmlnsWord) {
    return declare(attribute.name, attribute);
  }
  prefixed_ += prefix == NameTable::kNone ? 0 : 1;
  builder_.add_attribute(attribute);
  return !over_attributes(declarations_ + builder_.attribute_end() - builder_.first_attribute());
}

inline bool Reader::read_equals(base::Span name) {
  const bool space = skip_space();
  if (is_here('=')) {
    ++at_;
    skip_space();
    return true;
  }
  const bool spoils_name = !ends() && !space && (static_cast<unsigned char>(here()) >= 0x80 || here() == ':');
  return ends() || spoils_name ? refuse_in_tag(true) : stop_at_character(FaultKind::malformed_attribute, name);
}

inline bool Reader::read_value(base::Span& value, bool& decode) {
  if (!is_here('"') && !is_here('\'')) {
    return ends() ? refuse_in_tag(true) : stop_at_character(FaultKind::malformed_attribute, word_here());
  }
  const char quote = here();
  value.begin = ++at_;
  for (;;) {
    if (!skip<kPlainValue>()) {
      return false;
    }
    if (ends()) {
      return stop(FaultKind::malformed_attribute, {value.begin - 1, value.begin}, {});
    }
    if (here() == quote) {
      value.end = at_++;
      return true;
    }
    if (here() == '<') {
      return stop(FaultKind::less_than_in_value, from_here(1), "<");
    }
    decode = decode || here() == '&' || has_class(here(), kSpace);
    if (here() != '&') {
      ++at_;
    } else if (!read_reference()) {
      return false;
    }
  }
}

bool Reader::declare(NameTable::Id word, Tree::AttributeRecord& attribute) {
  const bool is_default = word == NameTable::kXmlnsWord;
  const std::string_view qname = names_.text(word);
  const NameTable::Id prefix = is_default ? NameTable::kEmptyWord : names_.local(word);
  const std::string_view space = attribute.decoded == kNoNode ? cut({attribute.value_begin, attribute.value_end})
                                                              : builder_.value(attribute.decoded);
  if (!check_declaration(prefix, space, {attribute.begin, attribute.value_end + 1})) {
    return false;
  }
  names_.bind(prefix, space);
  builder_.declare(is_default ? std::string_view() : qname.substr(qname.find(':') + 1), space);
  ++declarations_;
  return !over_attributes(declarations_ + builder_.attribute_end() - builder_.first_attribute());
}

// Namespaces in XML 1.0 sections 2.2 and 3.
bool Reader::check_declaration(NameTable::Id prefix, std::string_view space, base::Span span) {
  const std::string_view name = names_.text(prefix);
  const bool is_xml = prefix == NameTable::kXmlWord;
  if (prefix == NameTable::kXmlnsWord) {
    return stop(FaultKind::reserved_namespace, span, name);
  }
  if (prefix != NameTable::kEmptyWord && space.empty()) {
    return stop(FaultKind::empty_prefix_binding, span, name);
  }
  if (is_xml != (space == kXmlSpace) || space == kXmlnsSpace) {
    return stop(FaultKind::reserved_namespace, span, name);
  }
  return true;
}

inline bool Reader::name_attributes() {
  if (prefixed_ > 1 && !check_identities()) {
    return false;
  }
  for (std::size_t i = builder_.first_attribute(); i < builder_.attribute_end(); ++i) {
    Tree::AttributeRecord& attribute = builder_.attribute(i);
    const NameTable::Id word = attribute.name;
    attribute.name = names_.attribute_name(word);
    if (attribute.name == NameTable::kNone) {
      const auto size = static_cast<std::uint32_t>(names_.text(word).size());
      return stop(FaultKind::undeclared_prefix, {attribute.begin, attribute.begin + size},
                  names_.text(names_.prefix(word)));
    }
  }
  return true;
}

// Whether two attributes with different prefixes are the same one; sorted, as there may be many.
bool Reader::check_identities() {
  struct Identity {
    std::uint64_t value;
    std::uint32_t begin;
    std::uint32_t size;
    [[nodiscard]] base::Span span() const { return {begin, begin + size}; }
  };
  std::vector<Identity> all;
  for (std::size_t i = builder_.first_attribute(); i < builder_.attribute_end(); ++i) {
    const Tree::AttributeRecord& attribute = builder_.attribute(i);
    all.push_back({names_.attribute_identity(attribute.name), attribute.begin,
                   static_cast<std::uint32_t>(names_.text(attribute.name).size())});
  }
  std::ranges::sort(all, {}, [](const Identity& identity) { return std::pair(identity.value, identity.begin); });
  const auto same = [](const Identity& a, const Identity& b) { return a.value == b.value; };
  const auto found = std::ranges::adjacent_find(all, same);
  if (found == all.end()) {
    return true;
  }
  const base::Span second = std::next(found)->span();
  return stop(FaultKind::duplicate_attribute, second, cut(second), found->span());
}

bool Reader::over_attributes(std::uint64_t count) {
  return count > limits_.attributes &&
         !fail_over("the number of attributes of an element", "attributes", limits_.attributes);
}

}  // namespace confstate::xml
