// CSeq: which request of a dialog a message belongs to.
#pragma once

#include <cstdint>
#include <string_view>

#include "sip/names.hpp"
#include "sip/params.hpp"

namespace confstate::sip {

struct CSeq : Value {
  std::uint32_t number = 0;
  Method method = Method::other;
  std::string_view method_text;
};
[[nodiscard]] CSeq read_cseq(std::string_view text);

}  // namespace confstate::sip
