// Character data, references, comments, CDATA sections and processing instructions (XML 1.0 sections 2.4 to 2.8, 4.1).
#include <algorithm>

#include "base/text.hpp"
#include "xml/declaration.hpp"
#include "xml/decode.hpp"
#include "xml/reader.hpp"

namespace confstate::xml {
Content Reader::content_of(base::Span span, base::Span value, bool decode, Decode how) {
  if (decode) {
    return {span, {}, builder_.add_value(decode_characters(cut(value), how))};
  }
  return {span, value};
}

// Text that is not all plain ASCII.
bool Reader::read_other_text() {
  const std::uint32_t begin = at_;
  bool decode = false;
  for (;;) {
    if (!skip<kPlainText>()) {
      return false;
    }
    if (ends() || here() == '<') {
      break;
    }
    decode = decode || here() != ']';
    if (here() == ']' && starts("]]>")) {
      return stop(FaultKind::cdata_end_in_text, from_here(3), "]]>");
    }
    if (here() != '&') {
      ++at_;
    } else if (!read_reference()) {
      return false;
    }
  }
  builder_.add_text(NodeKind::text, content_of(span_from(begin), span_from(begin), decode, Decode::text));
  return true;
}

// "<!" begins a comment or a CDATA section; anything else is out of place.
bool Reader::read_markup_declaration() {
  constexpr std::string_view kDoctype = "<!DOCTYPE";
  if (starts("<!--")) {
    return read_comment();
  }
  if (starts("<![")) {
    return read_cdata();
  }
  if (base::equal_ignoring_case(text_.substr(at_, kDoctype.size()), kDoctype)) {
    return read_doctype();
  }
  return stop(starts("<!-") ? FaultKind::malformed_comment : FaultKind::malformed_tag, {at_, word_from(at_ + 2).end},
              cut(word_from(at_ + 2)));
}

bool Reader::read_comment() {
  const std::uint32_t begin = at_;
  bool decode = false;
  at_ += 4;
  const std::uint32_t value = at_;
  if (!skip_data_until("--", decode)) {
    return false;
  }
  if (ends()) {
    return stop(FaultKind::malformed_comment, {begin, begin + 4}, "<!--");
  }
  if (!starts("-->")) {
    return stop(FaultKind::malformed_comment, from_here(2), "--");
  }
  at_ += 3;
  builder_.add_other(NodeKind::comment, content_of(span_from(begin), {value, at_ - 3}, decode, Decode::data), 0);
  return true;
}

bool Reader::read_cdata() {
  constexpr std::string_view kOpen = "<![CDATA[";
  const std::uint32_t begin = at_;
  const base::Span opening = from_here(starts(kOpen) ? kOpen.size() : 3);
  bool decode = false;
  if (!starts(kOpen) || open_.empty()) {
    return stop(FaultKind::malformed_cdata, opening, cut(opening));
  }
  at_ += static_cast<std::uint32_t>(kOpen.size());
  const std::uint32_t value = at_;
  if (!skip_data_until("]]>", decode)) {
    return false;
  }
  if (ends()) {
    return stop(FaultKind::malformed_cdata, opening, cut(opening));
  }
  at_ += 3;
  builder_.add_text(NodeKind::cdata, content_of(span_from(begin), {value, at_ - 3}, decode, Decode::data));
  return true;
}

// Goes to where `close` stands, or to the end.
bool Reader::skip_data_until(std::string_view close, bool& decode) {
  for (;;) {
    if (!skip<kPlainData>()) {
      return false;
    }
    if (ends() || starts(close)) {
      return true;
    }
    decode = decode || here() == '\r';
    ++at_;
  }
}

bool Reader::read_instruction() {
  const std::uint32_t begin = at_;
  at_ += 2;
  const bool named = skip_ncname();
  const base::Span target = span_from(begin + 2);
  if (!named || (!starts("?>") && (ends() || !has_class(here(), kSpace)))) {
    return refuse_target(begin, word_from(begin + 2));
  }
  if (cut(target) == "xml") {
    return begin == 0 ? read_xml_declaration(begin) : stop(FaultKind::misplaced_declaration, {begin, at_}, "xml");
  }
  if (base::equal_ignoring_case(cut(target), "xml")) {
    return stop(FaultKind::malformed_instruction, target, cut(target));
  }
  skip_space();
  return read_instruction_data(begin, target.end);
}

bool Reader::read_instruction_data(std::uint32_t begin, std::uint32_t target_end) {
  const std::uint32_t value = at_;
  bool decode = false;
  if (!skip_data_until("?>", decode)) {
    return false;
  }
  if (ends()) {
    return stop(FaultKind::malformed_instruction, {begin, target_end}, cut({begin + 2, target_end}));
  }
  at_ += 2;
  builder_.add_other(NodeKind::instruction, content_of(span_from(begin), {value, at_ - 2}, decode, Decode::data),
                     target_end);
  return true;
}

bool Reader::refuse_target(std::uint32_t begin, base::Span target) {
  const bool name =
      !ends() && (static_cast<unsigned char>(here()) >= 0x80 || here() == ':' || has_class(here(), kName));
  if (name) {
    return stop_at_character(FaultKind::malformed_name, target);
  }
  return stop_at_character(FaultKind::malformed_instruction, {begin, target.end});
}

bool Reader::read_xml_declaration(std::uint32_t begin) {
  const std::uint32_t end_of_name = at_;
  bool decode = false;
  if (!skip_data_until("?>", decode)) {
    return false;
  }
  if (ends()) {
    return stop(FaultKind::malformed_declaration, {begin, end_of_name}, {});
  }
  const Declaration declaration = read_declaration(text_, at_);
  if (declaration.bad) {
    return stop(FaultKind::malformed_declaration, *declaration.bad, cut(*declaration.bad));
  }
  builder_.set_version(*declaration.version);
  at_ += 2;
  return true;
}

bool Reader::read_reference() {
  const std::uint32_t begin = at_++;
  if (is_here('#')) {
    return read_character_reference(begin);
  }
  if (!skip_ncname() || !is_here(';')) {
    return stop_at_character(FaultKind::malformed_reference, {begin, std::max(at_, begin + 1)});
  }
  const base::Span name = span_from(begin + 1);
  ++at_;
  if (is_predefined_entity(cut(name))) {
    return true;
  }
  halted_ = has_subset_;
  return halted_ ? false : stop(FaultKind::undeclared_entity, span_from(begin), cut(name));
}

bool Reader::read_character_reference(std::uint32_t begin) {
  ++at_;
  const bool hex = is_here('x');
  at_ += hex ? 1 : 0;
  const std::uint32_t digits = at_;
  while (!ends() && digit_value(here()) < (hex ? 16U : 10U)) {
    ++at_;
  }
  const base::Span number = span_from(begin + 1);
  if (at_ == digits || !is_here(';')) {
    return stop_at_character(FaultKind::malformed_reference, span_from(begin));
  }
  ++at_;
  if (!is_xml_char(character_number(cut(number)))) {
    return stop(FaultKind::forbidden_character_reference, span_from(begin), cut(span_from(begin)));
  }
  return true;
}

}  // namespace confstate::xml
