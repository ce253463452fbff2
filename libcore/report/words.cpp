#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "report/place.hpp"

namespace confstate::report {
namespace {

constexpr std::string_view kCommand = "##[";

// What .NET's TrimStart takes away, as far as base::escape_hostile leaves it.
bool is_blank(char32_t value) {
  return value == U' ' || value == 0xa0 || value == 0x1680 || (value >= 0x2000 && value <= 0x200a) || value == 0x202f ||
         value == 0x205f || value == 0x3000;
}

std::size_t skip_blanks(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (point.length == 0 || !is_blank(point.value)) {
      break;
    }
    at += point.length;
  }
  return at;
}

}  // namespace

std::string with_commas(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) {
    out.insert(at - 3, 1, ',');
  }
  return out;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return with_commas(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s");
}

bool is_runner_command(std::string_view text, std::size_t at) {
  return text.substr(at, kCommand.size()) == kCommand;
}

std::string harmless(std::string_view text) {
  std::string escaped = base::escape_hostile(text);
  if (escaped.find(kCommand) == std::string::npos) {
    return escaped;
  }
  std::string out;
  for (std::size_t at = 0; at < escaped.size(); ++at) {
    if (is_runner_command(escaped, at)) {
      out += "\\u{0023}";
    } else {
      out += escaped[at];
    }
  }
  return out;
}

std::string harmless_start(std::string_view text) {
  std::string out = harmless(text);
  const std::size_t at = skip_blanks(out);
  if (std::string_view(out).substr(at, 2) == "::") {
    out.replace(at, 1, "\\u{003A}");
  }
  return out;
}

std::string citation(const diag::SpecRef& spec, bool unicode) {
  std::string out(spec.document);
  if (!out.empty() && !spec.section.empty()) {
    out += unicode ? " §" : " section ";
    out += spec.section;
  }
  return out;
}

std::string short_line(const diag::Diagnostic& diagnostic, const diag::Outcome& outcome) {
  const Spot at = spot_of(outcome, diagnostic.span);
  return fmt::format("{}:{}:{}: {}: {} [{}]", harmless_start(outcome.source.name()), at.line, at.column,
                     diag::word(diagnostic.severity), harmless(diagnostic.message), diag::full_id(*diagnostic.card));
}

std::uint64_t counted_findings(const diag::Outcome& outcome) {
  return static_cast<std::uint64_t>(std::count_if(outcome.findings.begin(), outcome.findings.end(),
                                                  [](const diag::Finding& f) { return !f.suppressed; }));
}

}  // namespace confstate::report
