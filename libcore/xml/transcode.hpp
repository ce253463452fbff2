// Turning other encodings into UTF-8, remembering where the bytes came from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/source.hpp"

namespace confstate::xml {

// What became of the bytes; `whole` is false where it stopped at bytes that the encoding does not have.
struct Transcoded {
  std::string text;
  std::vector<bytes::OffsetStep> steps;
  bool whole = true;
};

// UTF-16; `skipped` bytes at the beginning are the byte order mark.
[[nodiscard]] Transcoded transcode_utf16(std::string_view bytes, bool big_endian, std::size_t skipped);
// ISO-8859-1.
[[nodiscard]] Transcoded transcode_latin1(std::string_view bytes);
// windows-1252, without the five bytes that it leaves undefined.
[[nodiscard]] Transcoded transcode_windows1252(std::string_view bytes);

}  // namespace confstate::xml
