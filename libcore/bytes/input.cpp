#include "bytes/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <span>
#include <utility>

#include "base/memory.hpp"
#include "bytes/descriptor.hpp"
#include "bytes/reading.hpp"

namespace confstate::bytes {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;

tl::unexpected<base::Failure> too_large(const std::string& name, const base::Limits& limits) {
  return tl::unexpected<base::Failure>(base::over_limit(name, "input", limits.input));
}

// Reads on after `text` until the end or until more than the limit is there.
bool read_rest(int number, std::string& text, std::uint64_t limit) {
  std::array<char, kChunk> buffer;
  for (;;) {
    const ssize_t got = read_some(number, buffer.data(), buffer.size());
    if (got < 0) {
      return false;
    }
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (static_cast<std::size_t>(got) < buffer.size() || text.size() > limit) {
      return true;
    }
  }
}

// Makes room for a file that is longer than one chunk, if its size is known beforehand; false if it is too large.
bool make_room(int number, std::string& text, std::uint64_t limit) {
  struct stat facts {};
  if (::fstat(number, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    return true;
  }
  const auto size = static_cast<std::uint64_t>(facts.st_size);
  if (size > limit) {
    return false;
  }
  text.reserve(size);
  base::prefer_large_pages(text.data(), size);
  return true;
}

// True where what the first read gave is all there is, as the size of the file says: asking that costs less than a
// read that finds nothing. False for a pipe and the like.
bool is_whole(int number, ssize_t got) {
  const off_t size = ::lseek(number, 0, SEEK_END);
  if (size >= 0 && size != got) {
    static_cast<void>(::lseek(number, got, SEEK_SET));
  }
  return size == got;
}

// Fills the buffer as far as there is something to read.
ssize_t read_first(int number, std::span<char> buffer) {
  ssize_t got = -1;
  do {
    got = ::read(number, buffer.data(), buffer.size());
  } while (got < 0 && errno == EINTR);
  if (got <= 0 || static_cast<std::size_t>(got) == buffer.size() || is_whole(number, got)) {
    return got;
  }
  const std::span<char> rest = buffer.subspan(static_cast<std::size_t>(got));
  const ssize_t more = read_some(number, rest.data(), rest.size());
  return more < 0 ? more : got + more;
}

// Everything goes through a buffer that stays in the cache, so that a text is written once; most files fit in it.
base::Result<std::string> read_file(const std::string& path, const base::Limits& limits) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file) {
    return cannot_read(path, errno);
  }
  std::array<char, kChunk> buffer;
  const ssize_t got = read_first(file.number(), buffer);
  if (got < 0) {
    return cannot_read(path, errno);
  }
  std::string text(buffer.data(), static_cast<std::size_t>(got));
  if (text.size() == buffer.size()) {
    if (!make_room(file.number(), text, limits.input)) {
      return too_large(path, limits);
    }
    if (!read_rest(file.number(), text, limits.input)) {
      return cannot_read(path, errno);
    }
  }
  if (text.size() > limits.input) {
    return too_large(path, limits);
  }
  return {std::move(text)};
}

base::Result<std::string> read_stream(std::istream& in, const base::Limits& limits) {
  std::string text;
  std::array<char, kChunk> buffer;
  while (in && text.size() <= limits.input) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) {
    return base::fail("cannot read <stdin>");
  }
  if (text.size() > limits.input) {
    return too_large("<stdin>", limits);
  }
  return {std::move(text)};
}

base::Result<std::string> read_raw(const std::string& path, std::istream& standard_input, const base::Limits& limits) {
  return path == "-" ? read_stream(standard_input, limits) : read_file(path, limits);
}

}  // namespace

base::Result<std::string> read_input(const std::string& path, std::istream& standard_input,
                                     const base::Limits& limits) {
  base::Result<std::string> raw = read_raw(path, standard_input, limits);
  if (!raw) {
    return raw;
  }
  base::Result<std::string> text = decompress(std::move(*raw), limits);
  if (!text) {
    const std::string name = path == "-" ? "<stdin>" : path;
    return base::fail("cannot read " + name + ": " + text.error().message, text.error().hint);
  }
  return text;
}

bool looks_like_capture(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4);
  constexpr std::array<std::string_view, 4> kPcap{"\xa1\xb2\xc3\xd4", "\xd4\xc3\xb2\xa1", "\xa1\xb2\x3c\x4d",
                                                  "\x4d\x3c\xb2\xa1"};
  if (std::find(kPcap.begin(), kPcap.end(), head) != kPcap.end()) {
    return true;
  }
  // The magic of pcapng is line ends, with which a text may begin too: its byte order mark settles it.
  if (head != "\n\r\r\n" || bytes.size() < 12) {
    return false;
  }
  const std::string_view order = bytes.substr(8, 4);
  return order == "\x1a\x2b\x3c\x4d" || order == "\x4d\x3c\x2b\x1a";
}

base::Result<std::vector<std::string>> read_names(const std::string& path, char separator,
                                                  std::istream& standard_input) {
  const base::Result<std::string> text = read_raw(path, standard_input, base::Limits{});
  if (!text) {
    return tl::unexpected<base::Failure>(text.error());
  }
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find(separator, begin), text->size());
    if (end > begin) {
      names.push_back(text->substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return names;
}

}  // namespace confstate::bytes
