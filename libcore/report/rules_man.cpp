// conf-rules(7) in mdoc, clean under `mandoc -Tlint`.
#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "report/rules_text.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

// The page carries no day of its making, so that it can be made again to the byte; this is the day of its form.
constexpr std::string_view kDay = "November 21, 2026";
constexpr std::size_t kLineBytes = 78;

// Text for roff: backslashes and everything beyond ASCII escaped; a line must not begin like a request.
std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    if (point.value == U'\\') {
      out += "\\e";
    } else if (point.value >= 0x80) {
      out += fmt::format("\\[u{:04X}]", static_cast<unsigned>(point.value));
    } else {
      out.append(text, at, length);
    }
    at += length;
  }
  const bool is_request = !out.empty() && (out[0] == '.' || out[0] == '\'');
  return is_request ? "\\&" + out : out;
}

bool ends_sentence(std::string_view word) {
  const char last = word.empty() ? ' ' : word.back();
  return last == '.' || last == '!' || last == '?';
}

// Prose in lines that mandoc likes: short, and every sentence on a new one.
std::string prose(std::string_view text) {
  std::string out;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) {
      out += roff(line) + '\n';
      line.clear();
    }
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string word(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.size() + word.size() + 1 > kLineBytes) {
      flush();
    }
    line += (line.empty() || word.empty() ? "" : " ") + word;
    if (ends_sentence(word)) {
      flush();
    }
  }
  flush();
  return out;
}

std::string example(std::string_view title, std::string_view text) {
  if (text.empty()) {
    return {};
  }
  std::string out = fmt::format(".Pp\n{}:\n.Bd -literal -offset indent\n", title);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += roff(base::escape_hostile(text.substr(0, end))) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + ".Ed\n";
}

std::string upper(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

std::string rule(const diag::Card& card) {
  std::string out = fmt::format(".Ss {}\n", diag::full_id(card));
  out += prose(std::string(card.title) + '.');
  out += ".Pp\nSeverity: " + severities_text(card) + ".\n";
  if (const std::string spec = citation(card.spec, true); !spec.empty()) {
    out += "Section: " + roff(spec) + ".\n";
  }
  if (const std::string_view alias = diag::alias_of(card); !alias.empty()) {
    out += "Number: " + std::string(alias) + ".\n";
  }
  if (!card.why.empty()) {
    out += ".Pp\n" + prose(card.why);
  }
  out += example("Bad", card.bad) + example("Good", card.good);
  if (!card.options.empty()) {
    out += ".Pp\nThe examples are for " + roff(card.options) + ".\n";
  }
  return out;
}

constexpr std::string_view kDescription = R"(Each rule has an id of the form
.Ar area Ns / Ns Ar name
that is never reused and never renamed.
Options and configuration files take the id; where only one rule has it, the
name alone will do, and an area stands for all its rules.
Rules about policies also have a number, which two rules of different severity
may share; it stands for both.
.Pp
The severity given first is that of the default profile; what other profiles
make of it follows in brackets.
A rule is left out with
.Fl -ignore Ar rule ,
its severity is changed with
.Fl -severity Ar rule Ns = Ns Ar level ,
and single findings are silenced, with a reason, in
.Pa .confstate.json .
)";

}  // namespace

std::string write_rules_page(const Cards& cards, std::string_view version) {
  std::string out = fmt::format(".Dd {}\n.Dt CONF-RULES 7\n.Os confstate {}\n", kDay, version);
  out += ".Sh NAME\n.Nm conf-rules\n.Nd what the tools of confstate find wrong\n.Sh DESCRIPTION\n";
  out += kDescription;
  std::string_view area;
  for (const diag::Card* card : cards) {
    if (card->area != area) {
      area = card->area;
      out += fmt::format(".Sh {} RULES\n", upper(area));
    }
    out += rule(*card);
  }
  return out + ".Sh SEE ALSO\n.Xr conf-show 1 ,\n.Xr conf-validate 1\n";
}

}  // namespace confstate::report
