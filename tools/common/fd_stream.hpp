// Streams over file descriptors: fast, and they remember why writing failed.
#pragma once

#include <array>
#include <memory>
#include <streambuf>

namespace confstate::tools {

// Reads a file descriptor through a buffer of 64 KiB.
class FdReader : public std::streambuf {
 public:
  explicit FdReader(int fd) : fd_(fd) {}

 protected:
  int_type underflow() override;

 private:
  static constexpr std::size_t kSize = 65536;
  int fd_;
  std::unique_ptr<char[]> buffer_;
};

// Writes to a file descriptor, through a buffer of 64 KiB or at once.
class FdWriter : public std::streambuf {
 public:
  enum class Buffering { full, none };
  FdWriter(int fd, Buffering buffering) : fd_(fd), buffering_(buffering) {}

  // The errno of the first write that failed; 0 while all is well.
  [[nodiscard]] int error() const { return error_; }

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool write_all(const char* text, std::size_t size);

  static constexpr std::size_t kSize = 65536;
  int fd_;
  Buffering buffering_;
  int error_ = 0;
  std::unique_ptr<char[]> buffer_;
};

}  // namespace confstate::tools
