#include "bytes/stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "bytes/descriptor.hpp"
#include "bytes/reading.hpp"

namespace confstate::bytes {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;  // stays in the second cache

// Where the bytes come from, as they are stored: memory, a file, or a stream of the standard library.
struct Origin {
  std::string_view memory;
  std::unique_ptr<Descriptor> file;
  std::istream* in = nullptr;
  std::string name;

  // Up to `size` bytes, fewer only at the end.
  std::size_t read(char* to, std::size_t size, std::optional<base::Failure>& failure) {
    if (file) {
      const ssize_t got = read_some(file->number(), to, size);
      if (got < 0) {
        failure = cannot_read(name, errno).value();
      }
      return got < 0 ? 0 : static_cast<std::size_t>(got);
    }
    if (in != nullptr) {
      in->read(to, static_cast<std::streamsize>(size));
      if (in->bad()) {
        failure = base::Failure{"cannot read " + name, {}};
      }
      return static_cast<std::size_t>(in->gcount());
    }
    const std::size_t part = std::min(size, memory.size());
    std::copy_n(memory.data(), part, to);
    memory.remove_prefix(part);
    return part;
  }
};

enum class Packing : std::uint8_t { unknown, none, gzip, zstd };

struct EndInflate {
  void operator()(z_stream* stream) const {
    inflateEnd(stream);
    delete stream;
  }
};
using Inflater = std::unique_ptr<z_stream, EndInflate>;

struct FreeZstd {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

Inflater make_inflater() {
  auto stream = std::make_unique<z_stream>();
  return inflateInit2(stream.get(), 15 + 16) == Z_OK ? Inflater(stream.release()) : Inflater();
}

}  // namespace

// The bytes of the origin go through `packed_` where they are compressed, and in any case through `buffer_`, of which
// [begin_, end_) has not been left behind.
class Stream::Impl {
 public:
  explicit Impl(Origin origin) : origin_(std::move(origin)) {}

  std::string_view peek(std::size_t size) {
    if (packing_ == Packing::unknown) {
      begin_reading();
    }
    if (direct_) {
      return origin_.memory.substr(0, size);
    }
    if (end_ - begin_ < size) {
      fill(size);
    }
    return {buffer_.data() + begin_, std::min(size, end_ - begin_)};
  }

  std::uint64_t skip(std::uint64_t size) {
    std::uint64_t left = size;
    while (left > 0) {
      const std::size_t part = peek(static_cast<std::size_t>(std::min<std::uint64_t>(left, kChunk))).size();
      if (part == 0) {
        break;
      }
      drop(part);
      left -= part;
    }
    return size - left;
  }

  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] const std::optional<base::Failure>& failure() const { return failure_; }

 private:
  void drop(std::size_t size) {
    offset_ += size;
    if (direct_) {
      origin_.memory.remove_prefix(size);
    } else {
      begin_ += size;
    }
  }

  // Looks at the first bytes: are they compressed?
  void begin_reading() {
    if (!origin_.file && origin_.in == nullptr && !is_gzip(origin_.memory) && !is_zstd(origin_.memory)) {
      packing_ = Packing::none;
      direct_ = true;
      return;
    }
    std::string first(4, '\0');
    first.resize(origin_.read(first.data(), first.size(), failure_));
    packing_ = is_gzip(first) ? Packing::gzip : is_zstd(first) ? Packing::zstd : Packing::none;
    if (packing_ == Packing::none) {
      buffer_.assign(first.begin(), first.end());
      end_ = first.size();
      return;
    }
    packed_.assign(first.begin(), first.end());
    packed_end_ = first.size();
    inflater_ = packing_ == Packing::gzip ? make_inflater() : Inflater();
    zstd_.reset(packing_ == Packing::zstd ? ZSTD_createDCtx() : nullptr);
    if (!inflater_ && !zstd_) {
      fail("the decompressor does not start");
    }
  }

  // Makes at least `size` bytes ready, as far as there are so many.
  void fill(std::size_t size) {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    }
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() < size + kChunk) {
      buffer_.resize(size + kChunk);
    }
    while (end_ < size && !ended_) {
      end_ += produce(buffer_.data() + end_, buffer_.size() - end_);
    }
  }

  // Some bytes as the reader wants them; sets `ended_` where no more will come.
  std::size_t produce(char* to, std::size_t room) {
    if (packing_ == Packing::none) {
      const std::size_t got = origin_.read(to, room, failure_);
      ended_ = got < room;
      return got;
    }
    return packing_ == Packing::gzip ? inflate_some(to, room) : unzstd_some(to, room);
  }

  // False where the origin has no more bytes.
  bool refill() {
    if (packed_begin_ == packed_end_) {
      packed_.resize(kChunk);
      packed_begin_ = 0;
      packed_end_ = origin_.read(packed_.data(), packed_.size(), failure_);
    }
    return packed_begin_ < packed_end_;
  }

  // Zeros behind the last member are padding of tapes and disks.
  bool only_padding() {
    while (refill()) {
      while (packed_begin_ < packed_end_ && packed_[packed_begin_] == '\0') {
        ++packed_begin_;
      }
      if (packed_begin_ < packed_end_) {
        return false;
      }
    }
    return true;
  }

  // NOLINTNEXTLINE(readability-non-const-parameter): zlib writes there
  std::size_t inflate_some(char* to, std::size_t room) {
    if (!refill()) {
      fail("damaged gzip data: it ends too early");
      return 0;
    }
    z_stream& stream = *inflater_;
    stream.next_in = reinterpret_cast<Bytef*>(packed_.data() + packed_begin_);
    stream.avail_in = static_cast<uInt>(packed_end_ - packed_begin_);
    stream.next_out = static_cast<Bytef*>(static_cast<void*>(to));
    stream.avail_out = static_cast<uInt>(std::min<std::size_t>(room, std::numeric_limits<uInt>::max()));
    const uInt offered = stream.avail_out;
    const int code = inflate(&stream, Z_NO_FLUSH);
    packed_begin_ = packed_end_ - stream.avail_in;
    if (code == Z_STREAM_END) {
      ended_ = only_padding();
      inflateReset(&stream);
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      fail(std::string("damaged gzip data: ") + (stream.msg == nullptr ? "it cannot be read" : stream.msg));
    }
    return offered - stream.avail_out;
  }

  // NOLINTNEXTLINE(readability-non-const-parameter): zstd writes there, through a structure of its own
  std::size_t unzstd_some(char* to, std::size_t room) {
    const bool more = refill();
    if (!more && frame_ended_) {
      ended_ = true;
      return 0;
    }
    ZSTD_inBuffer in{packed_.data(), packed_end_, packed_begin_};
    ZSTD_outBuffer out{to, room, 0};
    const std::size_t code = ZSTD_decompressStream(zstd_.get(), &out, &in);
    packed_begin_ = in.pos;
    if (ZSTD_isError(code) != 0) {
      fail(std::string("damaged zstd data: ") + ZSTD_getErrorName(code));
    } else if (!more && out.pos == 0) {
      fail("damaged zstd data: it ends too early");
    }
    frame_ended_ = code == 0;
    return out.pos;
  }

  void fail(std::string message) {
    ended_ = true;
    if (!failure_) {
      failure_ = base::Failure{std::move(message), {}};
    }
  }

  Origin origin_;
  Packing packing_ = Packing::unknown;
  bool direct_ = false;       // the memory of the caller is looked at itself
  bool ended_ = false;        // nothing more can be produced
  bool frame_ended_ = false;  // of zstd
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::vector<char> packed_;
  std::size_t packed_begin_ = 0;
  std::size_t packed_end_ = 0;
  Inflater inflater_;
  std::unique_ptr<ZSTD_DCtx, FreeZstd> zstd_;
  std::uint64_t offset_ = 0;
  std::optional<base::Failure> failure_;
};

Stream::Stream(std::string_view bytes) : impl_(std::make_unique<Impl>(Origin{bytes, nullptr, nullptr, {}})) {}
Stream::Stream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stream::Stream(Stream&&) noexcept = default;
Stream& Stream::operator=(Stream&&) noexcept = default;
Stream::~Stream() = default;

base::Result<Stream> Stream::open(const std::string& path, std::istream& standard_input) {
  if (path == "-") {
    return Stream(std::make_unique<Impl>(Origin{{}, nullptr, &standard_input, "<stdin>"}));
  }
  auto file = std::make_unique<Descriptor>(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!*file) {
    return cannot_read(path, errno);
  }
  struct stat facts {};
  if (::fstat(file->number(), &facts) != 0 || S_ISDIR(facts.st_mode)) {
    return cannot_read(path, S_ISDIR(facts.st_mode) ? EISDIR : errno);
  }
  return Stream(std::make_unique<Impl>(Origin{{}, std::move(file), nullptr, path}));
}

std::string_view Stream::peek(std::size_t size) {
  return impl_->peek(size);
}

std::uint64_t Stream::skip(std::uint64_t size) {
  return impl_->skip(size);
}

std::uint64_t Stream::offset() const {
  return impl_->offset();
}

const std::optional<base::Failure>& Stream::failure() const {
  return impl_->failure();
}

}  // namespace confstate::bytes
