// Bytes to text: how the encoding is found, what becomes of it, and where a decoded byte came from.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "bytes/source.hpp"
#include "xml/encoding.hpp"

namespace {

using namespace confstate;
using namespace std::string_literals;
using xml::Encoding;

std::string utf16(std::u16string_view text, bool big) {
  std::string out;
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xffU);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

std::string declared_as(const std::string& name) {
  return "<?xml version=\"1.0\" encoding=\"" + name + "\"?>";
}

// The offset in the original bytes of each place in the decoded text.
std::uint64_t original(const xml::Decoded& decoded, std::size_t offset) {
  return bytes::Source("x", decoded.text, decoded.steps).location(static_cast<std::uint32_t>(offset)).byte;
}

}  // namespace

TEST_CASE("plain UTF-8 is taken as it is, right or wrong") {
  for (const std::string& text : {"<a/>"s, ""s, "a"s, "<a>\xff</a>"s, declared_as("UTF-8") + "<a>\xc3\xa9</a>"}) {
    const xml::Decoded decoded = xml::decode(text);
    CHECK(decoded.text == text);
    CHECK(decoded.steps.empty());
    CHECK(decoded.facts.used == Encoding::utf8);
    CHECK_FALSE(decoded.facts.bom);
    CHECK_FALSE(decoded.facts.conflict);
    CHECK_FALSE(decoded.facts.undecodable);
  }
}

TEST_CASE("the declaration is found where it stands, in any case and with either quote") {
  const xml::Decoded decoded = xml::decode("<?xml version = '1.0'\n encoding='utf-8' ?><a/>");
  CHECK(decoded.facts.declared == "utf-8");
  CHECK(decoded.facts.declared_at == base::Span{33, 38});
  CHECK_FALSE(decoded.facts.conflict);
  CHECK_FALSE(xml::decode(" <?xml version='1.0' encoding='UTF-8'?>").facts.declared_at);
  CHECK_FALSE(xml::decode("<?xml version='encoding=\"x\"'?><a/>").facts.declared_at);
  CHECK_FALSE(xml::decode("<?xml-x encoding='ISO-8859-1'?><a/>").facts.declared_at);
  CHECK_FALSE(xml::decode("<?xml version='1.0' encoding='ISO-8859-1'").facts.declared_at);
}

TEST_CASE("one byte order mark is taken away and counted in places") {
  const xml::Decoded decoded = xml::decode("\xef\xbb\xbf\xef\xbb\xbf<a/>");
  CHECK(decoded.text == "\xef\xbb\xbf<a/>");
  CHECK(decoded.facts.bom);
  CHECK(decoded.facts.used == Encoding::utf8);
  CHECK(original(decoded, 0) == 3);
  CHECK(original(decoded, 3) == 6);
  CHECK(xml::decode("\xef\xbb\xbf" + declared_as("ISO-8859-1")).facts.conflict);
  CHECK_FALSE(xml::decode("\xef\xbb\xbf" + declared_as("UTF-8")).facts.conflict);
}

TEST_CASE("UTF-16 is decoded in both orders, with and without a byte order mark") {
  const std::u16string text = u"<a>\u00e9\u20ac\U0001f600</a>";
  const std::string expected = "<a>\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80</a>";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      CAPTURE(big);
      CAPTURE(mark);
      const xml::Decoded decoded = xml::decode(utf16(mark ? u"\ufeff" + text : text, big));
      CHECK(decoded.text == expected);
      CHECK(static_cast<int>(decoded.facts.used) == static_cast<int>(big ? Encoding::utf16be : Encoding::utf16le));
      CHECK(decoded.facts.bom == mark);
      CHECK_FALSE(decoded.facts.undecodable);
      const std::uint64_t begin = mark ? 2 : 0;
      CHECK(original(decoded, 0) == begin);
      CHECK(original(decoded, 3) == begin + 6);    // U+00E9
      CHECK(original(decoded, 5) == begin + 8);    // U+20AC
      CHECK(original(decoded, 8) == begin + 10);   // U+1F600, four bytes
      CHECK(original(decoded, 12) == begin + 14);  // "</a>"
      CHECK(original(decoded, 16) == begin + 22);  // the end
    }
  }
}

TEST_CASE("a declaration that contradicts the bytes is a conflict") {
  const auto conflict = [](const std::u16string& name, bool big) {
    return xml::decode(utf16(u"<?xml version='1.0' encoding='" + name + u"'?><a/>", big)).facts.conflict;
  };
  CHECK_FALSE(conflict(u"UTF-16", false));
  CHECK_FALSE(conflict(u"utf-16", true));
  CHECK_FALSE(conflict(u"UTF-16LE", false));
  CHECK(conflict(u"UTF-16LE", true));
  CHECK(conflict(u"utf-16be", false));
  CHECK(conflict(u"UTF-8", true));
  const xml::Decoded claims = xml::decode(declared_as("UTF-16") + "<a/>");
  CHECK(claims.facts.conflict);
  CHECK(claims.facts.used == Encoding::utf8);
}

TEST_CASE("UTF-16 that breaks off or has half a surrogate pair stops there") {
  for (const std::u16string_view broken : {u"\xd83d", u"\xdc00", u"\xd83d\x0061", u"\xd83d\xd83d"}) {
    const xml::Decoded decoded = xml::decode(utf16(std::u16string(u"<a>") + std::u16string(broken), true));
    CHECK(decoded.facts.undecodable);
    CHECK(decoded.facts.bad_byte == 3);
    CHECK(decoded.text == "<a>");
    CHECK(original(decoded, 3) == 6);
  }
  const xml::Decoded odd = xml::decode(utf16(u"<a/>", false) + "x");
  CHECK(odd.facts.undecodable);
  CHECK(odd.facts.bad_byte == 4);
}

TEST_CASE("Latin-1 and windows-1252 are decoded, and places count their bytes") {
  const std::string head = declared_as("ISO-8859-1");
  const xml::Decoded latin = xml::decode(head + "<a>\xe9\x80z</a>");
  CHECK(latin.text == head + "<a>\xc3\xa9\xc2\x80z</a>");
  CHECK(latin.facts.used == Encoding::latin1);
  CHECK_FALSE(latin.facts.conflict);
  CHECK(latin.facts.declared_at == base::Span{30, 40});
  CHECK(original(latin, head.size() + 3) == head.size() + 3);
  CHECK(original(latin, head.size() + 5) == head.size() + 4);
  CHECK(original(latin, head.size() + 7) == head.size() + 5);

  const xml::Decoded windows = xml::decode(declared_as("Windows-1252") + "<a>\x80\x93\xe9</a>");
  CHECK(windows.text.ends_with("<a>\xe2\x82\xac\xe2\x80\x9c\xc3\xa9</a>"));
  const xml::Decoded undefined = xml::decode(declared_as("windows-1252") + "<a>\x81</a>");
  CHECK(undefined.facts.undecodable);
  CHECK(undefined.text.ends_with("<a>"));
  CHECK(undefined.facts.bad_byte == undefined.text.size());
}

TEST_CASE("places stay right far into a long transcoded text") {
  std::string text = declared_as("latin1");
  const std::size_t head = text.size();
  for (int i = 0; i < 20'000; ++i) {
    text += "\xe9z";
  }
  const xml::Decoded decoded = xml::decode(text);
  CHECK(decoded.steps.size() < 20);
  for (const std::size_t i : {0UL, 1'365UL, 1'366UL, 9'999UL, 19'999UL}) {
    CHECK(original(decoded, head + 3 * i) == head + 2 * i);
    CHECK(original(decoded, head + 3 * i + 2) == head + 2 * i + 1);
  }
}

TEST_CASE("ASCII is held to be ASCII, else UTF-8, else nothing") {
  const xml::Decoded plain = xml::decode(declared_as("US-ASCII") + "<a/>");
  CHECK(plain.facts.used == Encoding::ascii);
  CHECK_FALSE(plain.facts.conflict);
  const xml::Decoded utf8 = xml::decode(declared_as("ascii") + "<a>\xc3\xa9</a>");
  CHECK(utf8.facts.used == Encoding::utf8);
  CHECK(utf8.facts.conflict);
  const xml::Decoded neither = xml::decode(declared_as("us-ascii") + "<a>\xe9</a>");
  CHECK(neither.facts.undecodable);
  CHECK(neither.facts.bad_byte == declared_as("us-ascii").size() + 3);
}

TEST_CASE("an unknown encoding is read as UTF-8 if that is what the bytes are") {
  const xml::Decoded readable = xml::decode(declared_as("x-klingon") + "<a>\xc3\xa9</a>");
  CHECK(readable.facts.used == Encoding::unknown);
  CHECK(readable.facts.declared == "x-klingon");
  CHECK_FALSE(readable.facts.undecodable);
  const xml::Decoded unreadable = xml::decode(declared_as("utf8") + "<a>\xc3\xa9\xe9</a>");
  CHECK(unreadable.facts.undecodable);
  CHECK(unreadable.facts.bad_byte == declared_as("utf8").size() + 5);
}

TEST_CASE("encodings are called by their registered names") {
  CHECK(xml::name_of(Encoding::utf8) == "UTF-8");
  CHECK(xml::name_of(Encoding::utf16le) == "UTF-16LE");
  CHECK(xml::name_of(Encoding::utf16be) == "UTF-16BE");
  CHECK(xml::name_of(Encoding::latin1) == "ISO-8859-1");
  CHECK(xml::name_of(Encoding::ascii) == "US-ASCII");
  CHECK(xml::name_of(Encoding::windows1252) == "windows-1252");
  CHECK(xml::name_of(Encoding::unknown) == "unknown");
}
