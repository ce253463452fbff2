#include "common/fd_stream.hpp"

#include <cerrno>

#include <unistd.h>

namespace confstate::tools {

FdReader::int_type FdReader::underflow() {
  if (!buffer_) {
    buffer_ = std::make_unique<char[]>(kSize);
  }
  ssize_t got = 0;
  do {
    got = ::read(fd_, buffer_.get(), kSize);
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    // A stream turns this into badbit: not the end, but a failure to read.
    throw std::ios_base::failure("cannot read standard input", std::error_code(errno, std::generic_category()));
  }
  if (got == 0) {
    return traits_type::eof();
  }
  setg(buffer_.get(), buffer_.get(), buffer_.get() + got);
  return traits_type::to_int_type(*gptr());
}

bool FdWriter::write_all(const char* text, std::size_t size) {
  while (size > 0 && error_ == 0) {
    const ssize_t put = ::write(fd_, text, size);
    if (put < 0) {
      error_ = errno == EINTR ? 0 : errno;
      continue;
    }
    text += put;
    size -= static_cast<std::size_t>(put);
  }
  return error_ == 0;
}

int FdWriter::sync() {
  const bool good = write_all(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(pbase(), epptr());
  return good ? 0 : -1;
}

FdWriter::int_type FdWriter::overflow(int_type c) {
  if (buffering_ == Buffering::full && !buffer_) {
    buffer_ = std::make_unique<char[]>(kSize);
    setp(buffer_.get(), buffer_.get() + kSize);
  } else if (sync() != 0) {
    return traits_type::eof();
  }
  if (traits_type::eq_int_type(c, traits_type::eof())) {
    return traits_type::not_eof(c);
  }
  const char byte = traits_type::to_char_type(c);
  if (pptr() == epptr()) {
    return write_all(&byte, 1) ? c : traits_type::eof();
  }
  *pptr() = byte;
  pbump(1);
  return c;
}

std::streamsize FdWriter::xsputn(const char* text, std::streamsize size) {
  const auto length = static_cast<std::size_t>(size);
  if (buffering_ == Buffering::full && length < kSize / 4) {
    return std::streambuf::xsputn(text, size);
  }
  const bool good = sync() == 0 && write_all(text, length);
  return good ? size : 0;
}

}  // namespace confstate::tools
