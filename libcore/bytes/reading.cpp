#include "bytes/reading.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "bytes/descriptor.hpp"

namespace confstate::bytes {

tl::unexpected<base::Failure> cannot_read(const std::string& path, int error) {
  std::string hint;
  if (error == EISDIR) {
    hint = "name a file, or read the directory with -r";
  }
  return base::fail("cannot read " + path + ": " + words_of(error), std::move(hint));
}

ssize_t read_some(int number, char* to, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(number, to + done, size - done);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return got;
    }
    if (got == 0) {
      break;
    }
    done += static_cast<std::size_t>(got);
  }
  return static_cast<ssize_t>(done);
}

bool is_gzip(std::string_view bytes) {
  return bytes.substr(0, 2) == "\x1f\x8b";
}

bool is_zstd(std::string_view bytes) {
  if (bytes.size() < 4) {
    return false;
  }
  const bool skippable =
      (static_cast<unsigned char>(bytes[0]) & 0xf0U) == 0x50U && bytes.substr(1, 3) == "\x2a\x4d\x18";
  return skippable || bytes.substr(0, 4) == "\x28\xb5\x2f\xfd";
}

}  // namespace confstate::bytes
