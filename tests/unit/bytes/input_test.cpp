#include "bytes/input.hpp"

#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <filesystem>
#include <sstream>
#include <string>

#include "unit/bytes/folder.hpp"

namespace confstate::bytes {
namespace {

using base::Limits;
using tests::Folder;

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string message_of(const base::Result<std::string>& result) {
  REQUIRE_FALSE(result);
  return result.error().message;
}

base::Result<std::string> read(const std::string& path, const Limits& limits = {}) {
  std::istringstream nothing;
  return read_input(path, nothing, limits);
}

TEST_CASE("a file, an empty file and standard input are read whole") {
  const Folder folder;
  CHECK(read(folder.put("a.xml", "<a/>\n")) == "<a/>\n");
  CHECK(read(folder.put("empty.xml", "")) == "");
  const std::string large(300'000, 'x');
  CHECK((read(folder.put("large.xml", large)) == large));
  std::istringstream in(large);
  CHECK((read_input("-", in, {}) == large));
  std::istringstream nothing;
  CHECK(read_input("-", nothing, {}) == "");
}

TEST_CASE("a file whose size is not known beforehand is read to its end") {
  const base::Result<std::string> status = read("/proc/self/status");
  REQUIRE(status);
  CHECK(status->find("Name:") != std::string::npos);
}

TEST_CASE("missing, unreadable and wrong kinds of files say why in the words of the system") {
  const Folder folder;
  CHECK(message_of(read(folder / "no.xml")) == "cannot read " + (folder / "no.xml") + ": No such file or directory");
  const base::Result<std::string> directory = read(folder.path());
  CHECK(message_of(directory) == "cannot read " + folder.path() + ": Is a directory");
  CHECK(directory.error().hint.find("-r") != std::string::npos);
  CHECK(message_of(read(folder.put("a", "") + "/b")).find("Not a directory") != std::string::npos);
}

TEST_CASE("an input over its limit fails with the name of the limit, wherever it comes from") {
  const Folder folder;
  Limits limits;
  limits.input = 10;
  CHECK(read(folder.put("ten", "0123456789"), limits) == "0123456789");
  CHECK(message_of(read(folder.put("eleven", "0123456789x"), limits)).find("`input` of 10") != std::string::npos);
  CHECK(message_of(read("/proc/self/status", limits)).find("`input`") != std::string::npos);
  std::istringstream in("0123456789x");
  CHECK(message_of(read_input("-", in, limits)) == "<stdin> goes over the limit `input` of 10");
}

TEST_CASE("compressed inputs are undone, also in several members or frames") {
  const std::string text = "<a>" + std::string(500'000, 'x') + "</a>";
  CHECK((decompress(gzip(text), {}) == text));
  CHECK((decompress(gzip(text) + gzip("tail"), {}) == text + "tail"));
  CHECK((decompress(gzip(text) + std::string(512, '\0'), {}) == text));  // padded
  CHECK((decompress(zstd(text), {}) == text));
  CHECK((decompress(zstd(text) + zstd("tail"), {}) == text + "tail"));
  CHECK(decompress(std::string("\x50\x2a\x4d\x18\x01\0\0\0x", 9) + zstd(text), {}) == text);  // a skippable frame
  const std::string chunk(std::size_t{1} << 17U, 'y');  // fills the output buffer exactly
  CHECK((decompress(zstd(chunk), {}) == chunk));
  CHECK(decompress(gzip(""), {}) == "");
  CHECK(decompress(zstd(""), {}) == "");
  CHECK(decompress("<plain/>", {}) == "<plain/>");
  CHECK(decompress("", {}) == "");
  const Folder folder;
  CHECK(read(folder.put("a.gz", gzip("<a/>"))) == "<a/>");
}

TEST_CASE("damaged compression is a failure at whichever byte it is cut, never half a document") {
  for (const std::string& whole : {gzip("<a>hello hello hello</a>"), zstd("<a>hello hello hello</a>")}) {
    for (std::size_t size = 4; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK_FALSE(decompress(whole.substr(0, size), {}));
    }
    CHECK_FALSE(decompress(whole + "garbage", {}));
  }
  std::string flipped = gzip("<a>hello hello hello</a>");
  flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1);  // in the checksum
  CHECK(message_of(decompress(flipped, {})) == "damaged gzip data: incorrect data check");
  const Folder folder;
  const std::string path = folder.put("cut.gz", gzip("<a/>").substr(0, 12));
  CHECK(message_of(read(path)) == "cannot read " + path + ": damaged gzip data: it ends too early");
}

TEST_CASE("a small file that would become huge stops at the limit") {
  Limits limits;
  limits.input = 1'000'000;
  const std::string huge(20'000'000, '\0');
  CHECK(message_of(decompress(gzip(huge), limits)).find("`input`") != std::string::npos);
  CHECK(message_of(decompress(zstd(huge), limits)).find("`input`") != std::string::npos);
}

TEST_CASE("captures are known by their first bytes, and text that begins with line ends is none") {
  CHECK(looks_like_capture("\xa1\xb2\xc3\xd4rest"));
  CHECK(looks_like_capture("\xd4\xc3\xb2\xa1rest"));
  CHECK(looks_like_capture("\x4d\x3c\xb2\xa1rest"));
  CHECK(looks_like_capture("\xa1\xb2\x3c\x4drest"));
  CHECK(looks_like_capture(std::string_view("\n\r\r\n\x1c\0\0\0\x4d\x3c\x2b\x1a", 12)));
  CHECK(looks_like_capture(std::string_view("\n\r\r\n\0\0\0\x1c\x1a\x2b\x3c\x4d", 12)));
  CHECK_FALSE(looks_like_capture("\n\r\r\n<conference-info/>"));
  CHECK_FALSE(looks_like_capture("<?xml"));
  CHECK_FALSE(looks_like_capture(""));
}

TEST_CASE("a directory gives its visible files below, in byte order of their paths") {
  const Folder folder;
  for (const char* name :
       {"b/z.xml", "b.xml", "a.xml", "b/Z.xml", ".hidden.xml", ".git/x.xml", "b/note.txt", "b-.xml"}) {
    folder.put(name, "");
  }
  std::filesystem::create_directory_symlink(folder.path(), folder / "loop");
  std::filesystem::create_symlink(folder / "a.xml", folder / "link.xml");
  const auto xml = [](std::string_view name) { return name.substr(name.size() - 4) == ".xml"; };
  const auto files = list_files(folder.path(), xml);
  REQUIRE(files);
  CHECK(*files == std::vector<std::string>{folder / "a.xml", folder / "b-.xml", folder / "b.xml", folder / "b/Z.xml",
                                           folder / "b/z.xml", folder / "link.xml"});
  CHECK(list_files(folder.path(), nullptr)->size() == 7);
  CHECK(list_files(folder / "a.xml", xml) == std::vector<std::string>{folder / "a.xml"});
  CHECK(list_files("-", xml) == std::vector<std::string>{"-"});
}

TEST_CASE("lists of names keep names as they are and skip empty ones") {
  const Folder folder;
  std::istringstream in("a b.xml\n\nc.xml\r\nlast");
  CHECK(read_names("-", '\n', in) == std::vector<std::string>{"a b.xml", "c.xml\r", "last"});
  std::istringstream nothing;
  CHECK(read_names(folder.put("list", std::string("x\ny\0z\0", 6)), '\0', nothing) ==
        std::vector<std::string>{"x\ny", "z"});
  CHECK_FALSE(read_names(folder / "no", '\n', nothing));
}

}  // namespace
}  // namespace confstate::bytes
