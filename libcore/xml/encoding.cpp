#include "xml/encoding.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "xml/declaration.hpp"
#include "xml/transcode.hpp"

namespace confstate::xml {
namespace {

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

struct Alias {
  std::string_view name;
  Encoding encoding;
};

// The IANA registry's names and aliases of what is read. "UTF-16" is either order.
constexpr std::array kAliases{
    Alias{"utf-8", Encoding::utf8},
    Alias{"csutf8", Encoding::utf8},
    Alias{"utf-16", Encoding::utf16le},
    Alias{"csutf16", Encoding::utf16le},
    Alias{"utf-16le", Encoding::utf16le},
    Alias{"csutf16le", Encoding::utf16le},
    Alias{"utf-16be", Encoding::utf16be},
    Alias{"csutf16be", Encoding::utf16be},
    Alias{"iso-8859-1", Encoding::latin1},
    Alias{"iso_8859-1", Encoding::latin1},
    Alias{"latin1", Encoding::latin1},
    Alias{"l1", Encoding::latin1},
    Alias{"iso-ir-100", Encoding::latin1},
    Alias{"ibm819", Encoding::latin1},
    Alias{"cp819", Encoding::latin1},
    Alias{"csisolatin1", Encoding::latin1},
    Alias{"us-ascii", Encoding::ascii},
    Alias{"ascii", Encoding::ascii},
    Alias{"iso646-us", Encoding::ascii},
    Alias{"ansi_x3.4-1968", Encoding::ascii},
    Alias{"ansi_x3.4-1986", Encoding::ascii},
    Alias{"iso-ir-6", Encoding::ascii},
    Alias{"us", Encoding::ascii},
    Alias{"ibm367", Encoding::ascii},
    Alias{"cp367", Encoding::ascii},
    Alias{"csascii", Encoding::ascii},
    Alias{"windows-1252", Encoding::windows1252},
    Alias{"cswindows1252", Encoding::windows1252},
    Alias{"cp1252", Encoding::windows1252},
};

Encoding named(std::string_view name) {
  const auto* const found = std::ranges::find(kAliases, base::ascii_lower(name), &Alias::name);
  return found == kAliases.end() ? Encoding::unknown : found->encoding;
}

bool is_utf16(Encoding encoding) {
  return encoding == Encoding::utf16le || encoding == Encoding::utf16be;
}

// XML 1.0 appendix F: the byte order mark, else the zero bytes that ASCII has in UTF-16.
Encoding shown_by_bytes(std::string_view bytes, std::size_t& mark) {
  mark = 0;
  if (bytes.starts_with(kUtf8Mark)) {
    mark = kUtf8Mark.size();
    return Encoding::utf8;
  }
  if (bytes.size() < 2) {
    return Encoding::unknown;
  }
  if (bytes.starts_with("\xfe\xff") || bytes.starts_with("\xff\xfe")) {
    mark = 2;
    return bytes[0] == '\xfe' ? Encoding::utf16be : Encoding::utf16le;
  }
  if (bytes[0] == '\0') {
    return Encoding::utf16be;
  }
  return bytes[1] == '\0' ? Encoding::utf16le : Encoding::unknown;
}

void note_declaration(std::string_view text, EncodingFacts& facts) {
  const std::size_t end = begins_with_declaration(text) ? text.find("?>") : std::string_view::npos;
  if (end == std::string_view::npos) {
    return;
  }
  facts.declared_at = read_declaration(text, static_cast<std::uint32_t>(end)).encoding;
  if (facts.declared_at) {
    facts.declared = text.substr(facts.declared_at->begin, facts.declared_at->end - facts.declared_at->begin);
  }
}

void take(Transcoded transcoded, Decoded& out) {
  out.text = std::move(transcoded.text);
  out.steps = std::move(transcoded.steps);
  out.facts.undecodable = !transcoded.whole;
  out.facts.bad_byte = transcoded.whole ? 0 : static_cast<std::uint32_t>(out.text.size());
}

void decode_utf16(const std::string& bytes, std::size_t mark, Decoded& out) {
  take(transcode_utf16(bytes, out.facts.used == Encoding::utf16be, mark), out);
  note_declaration(out.text, out.facts);
  const Encoding declared = named(out.facts.declared);
  const bool either = declared == Encoding::utf16le && !base::ascii_lower(out.facts.declared).ends_with("le");
  out.facts.conflict = !out.facts.declared.empty() && declared != out.facts.used && !either;
}

// The bytes are said to be ASCII, or something that is not known: they are kept, and read as UTF-8 if they are that.
void check_kept(bool is_ascii, EncodingFacts& facts, std::string_view text) {
  const auto* const beyond = std::ranges::find_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (beyond == text.end()) {
    return;
  }
  const std::size_t bad = base::find_invalid_utf8(text);
  facts.undecodable = bad != std::string_view::npos;
  if (!facts.undecodable) {
    facts.conflict = is_ascii;
    facts.used = is_ascii ? Encoding::utf8 : facts.used;
    return;
  }
  const auto first = static_cast<std::size_t>(beyond - text.begin());
  facts.bad_byte = static_cast<std::uint32_t>(is_ascii ? first : bad);
}

// No zero bytes: the text is a superset of ASCII, and the declaration says which.
void decode_declared(std::string bytes, Decoded& out) {
  EncodingFacts& facts = out.facts;
  note_declaration(bytes, facts);
  facts.used = facts.declared.empty() ? Encoding::utf8 : named(facts.declared);
  if (facts.used == Encoding::latin1) {
    take(transcode_latin1(bytes), out);
    return;
  }
  if (facts.used == Encoding::windows1252) {
    take(transcode_windows1252(bytes), out);
    return;
  }
  out.text = std::move(bytes);
  if (is_utf16(facts.used)) {
    facts.conflict = true;
    facts.used = Encoding::utf8;
  } else if (facts.used != Encoding::utf8) {
    check_kept(facts.used == Encoding::ascii, facts, out.text);
  }
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::latin1:
      return "ISO-8859-1";
    case Encoding::ascii:
      return "US-ASCII";
    case Encoding::windows1252:
      return "windows-1252";
    case Encoding::unknown:
      break;
  }
  return "unknown";
}

Decoded decode(std::string bytes) {
  Decoded out;
  std::size_t mark = 0;
  const Encoding shown = shown_by_bytes(bytes, mark);
  out.facts.bom = mark != 0;
  if (is_utf16(shown)) {
    out.facts.used = shown;
    decode_utf16(bytes, mark, out);
  } else if (shown == Encoding::utf8) {
    bytes.erase(0, mark);
    out.text = std::move(bytes);
    out.steps.push_back({0, mark});
    note_declaration(out.text, out.facts);
    out.facts.conflict = !out.facts.declared.empty() && named(out.facts.declared) != Encoding::utf8;
  } else {
    decode_declared(std::move(bytes), out);
  }
  return out;
}

}  // namespace confstate::xml
