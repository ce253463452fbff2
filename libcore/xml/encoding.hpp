// xml: bytes to decoded text, strict well-formedness and namespaces, the tree, the writers of XML.
// It may use base, bytes and diag. It refuses only what is not well-formed: whether a document is valid, or
// wise, is said elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "bytes/source.hpp"

namespace confstate::xml {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, latin1, ascii, windows1252, unknown };

// The IANA name: "UTF-8", "ISO-8859-1", ...; "unknown" for unknown.
[[nodiscard]] std::string_view name_of(Encoding encoding);

// What the bytes say about their encoding, before anything is judged.
struct EncodingFacts {
  Encoding used = Encoding::utf8;  // how the text was decoded
  bool bom = false;
  std::optional<base::Span> declared_at;  // the value of encoding="..." in the decoded text
  std::string declared;                   // as written; empty where nothing is declared
  bool conflict = false;                  // the declaration names another encoding than the bytes show
  bool undecodable = false;               // decoding stopped at bad_byte
  std::uint32_t bad_byte = 0;             // offset in the decoded text of the first byte that fits no encoding
};

// An input in UTF-8, without its byte order mark, and where its bytes came from.
struct Decoded {
  std::string text;
  std::vector<bytes::OffsetStep> steps;
  EncodingFacts facts;
};

// Detects and undoes the encoding: byte order mark, then 00 patterns of the first four bytes, then the declaration.
// UTF-16, ISO-8859-1 and windows-1252 are transcoded, up to the first bytes that are none of it. What is declared as
// US-ASCII and is not, or under an unknown name (`used` is then unknown), is read as UTF-8 if the bytes are UTF-8, else
// the text is kept and marked undecodable. UTF-8 bytes are moved, not copied, and never checked here.
[[nodiscard]] Decoded decode(std::string bytes);

}  // namespace confstate::xml
