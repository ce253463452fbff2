#include "bytes/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace confstate::bytes {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 14U;
// What zlib is told about the frame around the data.
constexpr int kGzip = 15 + 16;
constexpr int kZlib = 15;
constexpr int kBare = -15;

// Ends a stream of zlib when it goes out of scope.
struct Closing {
  z_stream* stream;
  explicit Closing(z_stream* opened) : stream(opened) {}
  Closing(const Closing&) = delete;
  Closing& operator=(const Closing&) = delete;
  ~Closing() { inflateEnd(stream); }
};

base::Result<std::string> inflate_all(std::string_view bytes, int frame, std::uint64_t limit) {
  z_stream stream{};
  if (bytes.size() >= (std::size_t{1} << 31U) || inflateInit2(&stream, frame) != Z_OK) {
    return base::fail("compressed data cannot be read: it is too long, or zlib does not start");
  }
  const Closing closing(&stream);
  // zlib does not write to its input; its interface is older than const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, kPiece> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): zlib fills it
  std::string out;
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    const int code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > limit) {
      return base::fail("compressed data gives more than its limit of " + std::to_string(limit) + " bytes");
    }
    if (code == Z_STREAM_END) {
      return out;
    }
    if (code != Z_OK) {
      return base::fail(std::string("damaged compressed data: ") +
                        (stream.msg == nullptr ? "it ends too early" : stream.msg));
    }
  }
}

// RFC 1950 section 2.2: the method and a checksum over the first two bytes.
bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2) {
    return false;
  }
  const auto method = static_cast<unsigned char>(bytes[0]);
  const auto flags = static_cast<unsigned char>(bytes[1]);
  return (method & 0x0fU) == 8U && (method * 256U + flags) % 31U == 0;
}

}  // namespace

base::Result<std::string> inflate_gzip(std::string_view bytes, std::uint64_t limit) {
  return inflate_all(bytes, kGzip, limit);
}

base::Result<std::string> inflate_deflate(std::string_view bytes, std::uint64_t limit) {
  return inflate_all(bytes, is_zlib(bytes) ? kZlib : kBare, limit);
}

}  // namespace confstate::bytes
