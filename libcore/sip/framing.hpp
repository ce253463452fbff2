// Finding messages in bytes: where one begins, where its head ends, how long its body is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace confstate::sip {

// What the bytes begin with.
enum class Start : std::uint8_t {
  none,      // no start line of SIP
  partial,   // so far it could be one; more bytes decide
  request,   // token SP anything SP SIP/2.0 (RFC 3261 7.1)
  response,  // SIP/2.0 SP 3DIGIT SP (7.2)
};

// A start line that has not ended after so many bytes is none.
inline constexpr std::size_t kLongestStartLine = 8192;

// Whether a start line stands at the begin of the bytes. It is generous, as one is expected there: blanks in the URI,
// blanks behind the version, another digit as version, and LF alone are accepted (RFC 4475 has them all).
[[nodiscard]] Start start_at(std::string_view bytes);

// Where the next start line begins at or behind `from`; the size of the bytes where none does. It is strict, as one is
// searched for: one blank on each side of a URI with a colon, version 2.0, a header field in the next line. It need not
// begin a line, as a body may end without a line end; then a method is of capital letters. `stop` is told from where to
// go on when more bytes have come; it may be null.
[[nodiscard]] std::size_t find_start(std::string_view bytes, std::size_t from, std::size_t* stop);

// What framing has to know of the head of a message.
struct Head {
  std::size_t end = 0;               // behind the empty line; 0 while it is not there
  std::size_t seen = 0;              // begin of the first header field that is not complete
  std::size_t searched = 0;          // up to here there is no further line end
  std::uint64_t content_length = 0;  // of the body
  bool has_length : 1 = false;       // Content-Length (or l) is there, a number, and the same wherever it stands
  bool bad_length : 1 = false;       // it is there, but no number, or several that differ
  bool bare_lines : 1 = false;       // a line ends with LF alone
};

// Reads on in the head of the message at the begin of `bytes`, from where `head` had come; calling it again with more
// bytes reads no byte twice. Folded lengths are followed.
void read_head(std::string_view bytes, Head& head);

}  // namespace confstate::sip
