// What tells who somebody is, found in texts of any form and replaced by pseudonyms. For redaction within capture/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "capture/pseudonyms.hpp"

namespace confstate::capture {

// What is replaced in a text.
enum class Extent : std::uint8_t {
  places,  // URIs, mail addresses, hosts, addresses, numbers that begin with "+"; words stay
  words,   // these, and every other word and number: where words are names
};

// Replaces without looking for whole URIs: what URIs, parameters and escapes are made of.
[[nodiscard]] std::string redact_tokens(std::string_view text, Extent extent, Pseudonyms& names);

// A URI: user, password, host, parameters, escaped headers; scheme, port and the names of parameters stay.
[[nodiscard]] std::string redact_uri(std::string_view text, Pseudonyms& names);

// Any text. Punctuation, blanks and bytes that are no text stay where they are.
[[nodiscard]] std::string redact_text(std::string_view text, Extent extent, Pseudonyms& names);

// "call-id;to-tag=...;from-tag=..." (RFC 3891, RFC 3911, RFC 4538): the Call-ID as its own header has it.
[[nodiscard]] std::string redact_dialog(std::string_view text, Pseudonyms& names);

// Takes parts of a text out and puts others in, from front to back.
class Edits {
 public:
  explicit Edits(std::string_view text) : text_(text) {}

  // `part` lies within the text, behind the parts before; others are passed over.
  void replace(std::string_view part, std::string by);
  void keep(std::string_view part) { replace(part, std::string(part)); }
  // The new text; what was not named goes through `rest`.
  template <class Rest>
  [[nodiscard]] std::string finish(const Rest& rest) const {
    std::string out;
    std::size_t at = 0;
    for (const Edit& edit : edits_) {
      out += rest(text_.substr(at, edit.begin - at));
      out += edit.by;
      at = edit.end;
    }
    return out += rest(text_.substr(at));
  }

 private:
  struct Edit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string by;
  };

  std::string_view text_;
  std::vector<Edit> edits_;
};

}  // namespace confstate::capture
