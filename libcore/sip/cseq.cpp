#include "sip/cseq.hpp"

#include "sip/characters.hpp"

namespace confstate::sip {

CSeq read_cseq(std::string_view text) {
  CSeq cseq;
  const std::size_t digits = run_of(text, 0, kDigit);
  const auto number = read_number(text.substr(0, digits), 0x7fffffffU);  // RFC 3261 section 8.1.1.5
  if (!number) {
    cseq.refuse(text.substr(0, digits));
  }
  cseq.number = static_cast<std::uint32_t>(number.value_or(0));
  const std::size_t at = skip_blanks(text, digits);
  cseq.method_text = text.substr(at);
  cseq.method = method_of(cseq.method_text);
  if (at == digits || cseq.method_text.empty() || !all_of(cseq.method_text, kTokenChar)) {
    cseq.refuse(cseq.method_text);
  }
  return cseq;
}

}  // namespace confstate::sip
