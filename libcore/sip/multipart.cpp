#include "sip/multipart.hpp"

#include <algorithm>

#include "sip/characters.hpp"

namespace confstate::sip {
namespace {

enum class Line : std::uint8_t { other, boundary, last };

// What a line is: "--" and the boundary, perhaps "--", perhaps blanks (RFC 2046 section 5.1.1).
Line kind_of(std::string_view line, std::string_view boundary) {
  if (!line.starts_with("--") || !line.substr(2).starts_with(boundary)) {
    return Line::other;
  }
  std::string_view rest = line.substr(2 + boundary.size());
  const bool last = rest.starts_with("--");
  rest.remove_prefix(last ? 2 : 0);
  if (!all_of(rest, kBlank)) {
    return Line::other;
  }
  return last ? Line::last : Line::boundary;
}

// Without the line end at its end, which belongs to the boundary behind it.
std::string_view without_line_end(std::string_view part) {
  if (part.ends_with('\n')) {
    part.remove_suffix(part.ends_with("\r\n") ? 2 : 1);
  }
  return part;
}

}  // namespace

MultipartResult read_multipart(std::string_view body, std::string_view boundary, std::size_t most,
                               std::vector<std::string_view>& parts) {
  MultipartResult result;
  std::size_t part = 0;
  for (std::size_t at = 0; at < body.size() && most > 0;) {
    const std::size_t end = std::min(body.find('\n', at), body.size() - 1) + 1;
    const Line line = kind_of(body.substr(at, end - at), boundary);
    if (line != Line::other && result.found) {
      parts.push_back(without_line_end(body.substr(part, at - part)));
      --most;
    }
    if (line != Line::other) {
      result.found = true;
      part = end;
    }
    if (line == Line::last) {
      result.closed = true;
      return result;
    }
    at = end;
  }
  if (result.found && most > 0) {
    parts.push_back(body.substr(part));
  }
  return result;
}

}  // namespace confstate::sip
