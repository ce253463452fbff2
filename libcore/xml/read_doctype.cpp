// The document type declaration: always a fault, and skipped so that what follows can be judged (XML 1.0 section 2.8).
#include <algorithm>

#include "base/utf8.hpp"
#include "xml/reader.hpp"

namespace confstate::xml {
namespace {

constexpr std::string_view kOpen = "<!DOCTYPE";

// PubidChar of XML 1.0 section 2.3.
bool is_public_id_char(char c) {
  return (has_class(c, kName) || std::string_view(" \r\n'()+,/:=?;!*#@$%").find(c) != std::string_view::npos) &&
         c != '\t';
}

}  // namespace

bool Reader::read_doctype() {
  const bool in_place = open_.empty() && elements_ == 0 && !has_doctype_ && starts(kOpen);
  has_doctype_ = true;
  const std::uint32_t begin = at_;
  at_ += static_cast<std::uint32_t>(kOpen.size());
  const base::Span keyword = span_from(begin);
  const bool space = skip_space();
  base::Span name = word_from(at_);
  name.end = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('[', name.begin), name.end));
  stop(FaultKind::doctype, {begin, name.begin == name.end ? keyword.end : name.end}, cut(name));
  return in_place && space && skip_doctype();
}

// Name (S ExternalID)? S? ('[' subset ']' S?)? '>'
bool Reader::skip_doctype() {
  if (!skip_ncname() || (is_here(':') && (++at_, !skip_ncname()))) {
    return false;
  }
  if (skip_space() && (starts("SYSTEM") || starts("PUBLIC")) && !skip_external_id()) {
    return false;
  }
  skip_space();
  if (is_here('[') && !skip_subset()) {
    return false;
  }
  skip_space();
  return is_here('>') && ++at_ != 0;
}

bool Reader::skip_external_id() {
  const bool is_public = here() == 'P';
  at_ += 6;
  if (is_public && (!skip_space() || !skip_public_literal())) {
    return false;
  }
  return skip_space() && skip_literal();
}

bool Reader::skip_public_literal() {
  const std::uint32_t begin = at_;
  if (!skip_literal()) {
    return false;
  }
  for (const char c : cut({begin + 1, at_ - 1})) {
    if (!is_public_id_char(c)) {
      return false;
    }
  }
  return true;
}

bool Reader::skip_literal() {
  if (!is_here('"') && !is_here('\'')) {
    return false;
  }
  const char quote = text_[at_++];
  return skip_characters_until({&quote, 1});
}

// Goes behind `close`; false where it never comes or something on the way is no character.
bool Reader::skip_characters_until(std::string_view close) {
  while (!ends() && !starts(close)) {
    const base::CodePoint point = base::decode_utf8(text_, at_);
    if (point.length == 0 || !is_xml_char(point.value)) {
      return false;
    }
    at_ += point.length;
  }
  if (ends()) {
    return false;
  }
  at_ += static_cast<std::uint32_t>(close.size());
  return true;
}

bool Reader::skip_subset() {
  has_subset_ = true;
  ++at_;
  for (;;) {
    skip_space();
    if (is_here(']')) {
      ++at_;
      return true;
    }
    if (!skip_subset_item()) {
      return false;
    }
  }
}

// A parameter entity reference, a comment, an instruction or a declaration.
bool Reader::skip_subset_item() {
  if (is_here('%')) {
    ++at_;
    return skip_ncname() && is_here(';') && ++at_ != 0;
  }
  if (starts("<!--")) {
    at_ += 4;
    return skip_characters_until("--") && is_here('>') && ++at_ != 0;
  }
  if (starts("<?")) {
    at_ += 2;
    return skip_ncname() && skip_characters_until("?>");
  }
  return starts("<!") && !starts("<![") && skip_subset_declaration();
}

bool Reader::skip_subset_declaration() {
  at_ += 2;
  while (!ends() && here() != '>') {
    if (here() == '"' || here() == '\'') {
      if (!skip_literal()) {
        return false;
      }
      continue;
    }
    const base::CodePoint point = base::decode_utf8(text_, at_);
    if (point.length == 0 || !is_xml_char(point.value) || here() == '<') {
      return false;
    }
    at_ += point.length;
  }
  return !ends() && ++at_ != 0;
}

}  // namespace confstate::xml
