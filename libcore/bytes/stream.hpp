// Bytes that may be more than memory holds, read once from front to back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace confstate::bytes {

class Stream {
 public:
  // Bytes that are in memory; they must outlive the stream.
  explicit Stream(std::string_view bytes);
  // A file, or `standard_input` where the path is "-". Undoes gzip and zstd on the way. Fails where it cannot be opened
  // or is a directory.
  [[nodiscard]] static base::Result<Stream> open(const std::string& path, std::istream& standard_input);

  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream();

  // The next `size` bytes in one piece, fewer only where the stream ends; valid until the next call of peek or skip.
  // Memory grows with the largest size that was asked for.
  [[nodiscard]] std::string_view peek(std::size_t size);
  // Leaves out the next bytes, as many as there are; gives their number.
  std::uint64_t skip(std::uint64_t size);
  // How many bytes (after decompression) were left behind.
  [[nodiscard]] std::uint64_t offset() const;
  // Why the stream ended too early: a reading error, damaged compression. Nothing while all is well.
  [[nodiscard]] const std::optional<base::Failure>& failure() const;

 private:
  class Impl;
  explicit Stream(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace confstate::bytes
