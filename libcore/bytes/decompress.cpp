#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <utility>

#include "bytes/input.hpp"
#include "bytes/reading.hpp"

namespace confstate::bytes {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 17U;

tl::unexpected<base::Failure> too_large(const base::Limits& limits) {
  return tl::unexpected<base::Failure>(base::over_limit("the decompressed input", "input", limits.input));
}

// zlib counts input in 32 bits, so it is fed in pieces.
class Inflater {
 public:
  Inflater() { ready_ = inflateInit2(&stream_, 15 + 16) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) {
      inflateEnd(&stream_);
    }
  }

  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] std::string problem() const { return stream_.msg == nullptr ? "it ends too early" : stream_.msg; }

  // Decompresses the next piece of `rest`, which shrinks by what was used; the zlib code says how it went.
  int step(std::string_view& rest, std::string& out, std::array<char, kChunk>& buffer) {
    const auto offered = static_cast<uInt>(std::min<std::size_t>(rest.size(), std::size_t{1} << 30U));
    // zlib does not write to its input; its interface is older than const.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));
    stream_.avail_in = offered;
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(buffer.size());
    const int code = inflate(&stream_, Z_NO_FLUSH);
    rest.remove_prefix(offered - stream_.avail_in);
    out.append(buffer.data(), buffer.size() - stream_.avail_out);
    return code;
  }

  void next_member() { inflateReset(&stream_); }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

base::Result<std::string> gunzip(std::string_view rest, const base::Limits& limits) {
  Inflater inflater;
  if (!inflater.ready()) {
    return base::fail("gzip data cannot be read: zlib does not start");
  }
  const auto buffer = std::make_unique<std::array<char, kChunk>>();
  std::string out;
  for (;;) {
    const int code = inflater.step(rest, out, *buffer);
    if (out.size() > limits.input) {
      return too_large(limits);
    }
    if (code == Z_STREAM_END && rest.find_first_not_of('\0') == std::string_view::npos) {
      return {std::move(out)};  // zeros after the last member are padding of tapes and disks
    }
    if (code == Z_STREAM_END) {
      inflater.next_member();
    } else if (code != Z_OK) {
      return base::fail("damaged gzip data: " + inflater.problem());
    }
  }
}

struct FreeZstd {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

base::Result<std::string> unzstd(std::string_view bytes, const base::Limits& limits) {
  const std::unique_ptr<ZSTD_DCtx, FreeZstd> context(ZSTD_createDCtx());
  if (!context) {
    return base::fail("zstd data cannot be read: zstd does not start");
  }
  const auto buffer = std::make_unique<std::array<char, kChunk>>();
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::string out;
  for (;;) {
    ZSTD_outBuffer piece{buffer->data(), buffer->size(), 0};
    const std::size_t code = ZSTD_decompressStream(context.get(), &piece, &in);
    if (ZSTD_isError(code) != 0) {
      return base::fail(std::string("damaged zstd data: ") + ZSTD_getErrorName(code));
    }
    out.append(buffer->data(), piece.pos);
    if (out.size() > limits.input) {
      return too_large(limits);
    }
    if (in.pos == in.size && code == 0) {
      return {std::move(out)};
    }
    if (in.pos == in.size && piece.pos < piece.size) {
      return base::fail("damaged zstd data: it ends too early");
    }
  }
}

}  // namespace

base::Result<std::string> decompress(std::string bytes, const base::Limits& limits) {
  if (is_gzip(bytes)) {
    return gunzip(bytes, limits);
  }
  if (is_zstd(bytes)) {
    return unzstd(bytes, limits);
  }
  return {std::move(bytes)};
}

}  // namespace confstate::bytes
