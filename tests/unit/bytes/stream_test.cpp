#include "bytes/stream.hpp"

#include <zlib.h>
#include <zstd.h>

#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "unit/bytes/folder.hpp"

namespace {

using namespace confstate;

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  std::string copy = text;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string sample(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) {
    text += std::to_string(i * i % 99991) + " ";
  }
  text.resize(size);
  return text;
}

// Everything, in pieces of that size.
std::string drain(bytes::Stream& stream, std::size_t piece) {
  std::string text;
  for (std::string_view part = stream.peek(piece); !part.empty(); part = stream.peek(piece)) {
    text += part;
    stream.skip(part.size());
  }
  return text;
}

TEST_CASE("a stream over memory gives pieces, leaves them behind, and says where it is") {
  const std::string text = "abcdefgh";
  bytes::Stream stream{std::string_view(text)};
  CHECK(stream.peek(3) == "abc");
  CHECK(stream.peek(5) == "abcde");
  CHECK(stream.peek(1).data() == text.data());
  CHECK(stream.skip(2) == 2);
  CHECK(stream.offset() == 2);
  CHECK(stream.peek(100) == "cdefgh");
  CHECK(stream.skip(100) == 6);
  CHECK(stream.offset() == 8);
  CHECK(stream.peek(1).empty());
  CHECK_FALSE(stream.failure());
}

TEST_CASE("standard input is read as it comes") {
  std::istringstream in(sample(1'000'000));
  auto stream = bytes::Stream::open("-", in);
  REQUIRE(stream);
  CHECK(drain(*stream, 70'000) == sample(1'000'000));
  CHECK_FALSE(stream->failure());
}

TEST_CASE("members of gzip and frames of zstd follow each other; sizes of pieces make no difference") {
  const std::string one = sample(700'000);
  const std::string two = "and the second one";
  const std::string skippable("\x50\x2a\x4d\x18\x04\0\0\0abcd", 12);
  for (const std::string& packed : {gzip(one) + gzip("") + gzip(two) + std::string(512, '\0'),
                                    zstd(one) + skippable + zstd(two), skippable + zstd(one + two)}) {
    for (const std::size_t piece : {std::size_t{1000}, std::size_t{65'536}, std::size_t{5'000'000}}) {
      bytes::Stream stream{std::string_view(packed)};
      CHECK(drain(stream, piece) == one + two);
      CHECK_FALSE(stream.failure());
      std::istringstream in(packed);
      auto from_input = bytes::Stream::open("-", in);
      CHECK(drain(*from_input, piece) == one + two);
    }
  }
}

TEST_CASE("damaged compression gives what can be read, then a failure") {
  const std::string text = sample(300'000);
  for (std::string packed : {gzip(text), zstd(text)}) {
    std::string_view half = std::string_view(packed).substr(0, packed.size() / 2);
    bytes::Stream cut(half);
    const std::string read = drain(cut, 4096);
    CHECK(text.substr(0, read.size()) == read);
    CHECK(read.size() < text.size());
    REQUIRE(cut.failure());
    CHECK(cut.failure()->message.find("it ends too early") != std::string::npos);
    packed[packed.size() / 2] ^= 0x55;
    packed[packed.size() / 2 + 1] ^= 0x55;
    bytes::Stream wrong{std::string_view(packed)};
    (void)drain(wrong, 4096);
    REQUIRE(wrong.failure());
    CHECK(wrong.failure()->message.substr(0, 8) == "damaged ");
    CHECK(wrong.peek(1).empty());
  }
}

TEST_CASE("bytes behind compressed data that are none are damage") {
  const std::string packed = gzip("abc") + "rest";
  bytes::Stream stream{std::string_view(packed)};
  CHECK(drain(stream, 10) == "abc");
  CHECK(stream.failure());
}

TEST_CASE("files are opened; directories and missing ones are refused") {
  const tests::Folder folder;
  const std::string path = folder.put("a.gz", gzip("hello"));
  std::istringstream nothing;
  auto stream = bytes::Stream::open(path, nothing);
  REQUIRE(stream);
  CHECK(drain(*stream, 100) == "hello");
  CHECK(stream->offset() == 5);
  CHECK(bytes::Stream::open(path + ".none", nothing).error().message.find("No such file") != std::string::npos);
  CHECK(bytes::Stream::open(folder.path(), nothing).error().hint.find("-r") != std::string::npos);
}

}  // namespace
