#include "report/paint.hpp"

namespace confstate::report {
namespace {

constexpr Frame kBoxes{.corner = "┌─", .bar = "│", .gap = "┆", .ellipsis = "…", .line = "─", .caret = "^"};
constexpr Frame kAscii{.corner = "-->", .bar = "|", .gap = "...", .ellipsis = "...", .line = "-", .caret = "^"};

std::string_view sequence(Ink ink) {
  switch (ink) {
    case Ink::error:
      return "\x1b[1;31m";
    case Ink::warning:
      return "\x1b[33m";
    case Ink::info:
      return "\x1b[34m";
    case Ink::frame:
      return "\x1b[2m";
    case Ink::heading:
      return "\x1b[1m";
  }
  return {};
}

}  // namespace

std::string Painter::operator()(Ink ink, std::string_view text) const {
  if (!color_ || text.empty()) {
    return std::string(text);
  }
  std::string out(sequence(ink));
  out += text;
  out += "\x1b[0m";
  return out;
}

Ink ink_of(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::error:
      return Ink::error;
    case diag::Severity::warning:
      return Ink::warning;
    default:
      return Ink::info;
  }
}

const Frame& frame_of(bool unicode) {
  return unicode ? kBoxes : kAscii;
}

}  // namespace confstate::report
