// Hand-made outcomes for the tests of the printers.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/outcome.hpp"
#include "report/printer.hpp"

namespace confstate::report::samples {

inline constexpr diag::Card kUnique{.area = "info",
                                    .id = "user-entity-unique",
                                    .severity = diag::Severity::error,
                                    .profiles = {.strict = std::nullopt, .lenient = diag::Severity::warning},
                                    .spec = {"RFC 4575", "4.5"},
                                    .title = "a user appears once in a roster",
                                    .why =
                                        "Rows of a roster are told apart by their key. A subscriber that is sent "
                                        "two rows with one key keeps one of them, and nobody knows which.",
                                    .bad = "<users>\n  <user entity=\"sip:bob@example.com\"/>\n</users>\n",
                                    .good = "<users/>\n",
                                    .rows = ""};
inline constexpr diag::Card kStatus{.area = "info",
                                    .id = "endpoint-status-unknown",
                                    .severity = diag::Severity::error,
                                    .spec = {"RFC 4575", "5.7.3"},
                                    .title = "an endpoint status is one of nine",
                                    .why = "Others cannot be shown.",
                                    .bad = "",
                                    .good = "",
                                    .rows = ""};
inline constexpr diag::Card kOwn{.area = "rooms",
                                 .id = "odd-scheme",
                                 .severity = diag::Severity::warning,
                                 .title = "a room has a scheme for rooms",
                                 .why = "A {brace} and [a link](target).",
                                 .bad = "",
                                 .good = "",
                                 .rows = ""};

inline const Style kStyle{.tool = "conf-validate", .version = "1.2.3"};

// The document of the samples: a user twice, in lines 9 and 17 (there at byte 704), and a misspelt status in line 21.
inline std::string board() {
  const std::string user = "  <user entity=\"sip:bob@example.com\" state=\"full\">\n";
  // Before the key in line 17 stand 16 line ends, one of them that of the first user, and the eight bytes "  <user ".
  const std::size_t padding = 704 - (user.size() + 15 + 8);
  return std::string(padding, '-') + std::string(8, '\n') + user + std::string(7, '\n') + user + "\n\n\n" +
         "      <status>on_hold</status>\n";
}

// The span of the n-th (from 0) occurrence of `what`.
inline base::Span find(std::string_view text, std::string_view what, int n = 0) {
  std::size_t at = text.find(what);
  for (; n > 0; --n) {
    at = text.find(what, at + 1);
  }
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + what.size())};
}

// A finding with nothing but what every finding has.
inline diag::Finding finding(const diag::Card& card, base::Span span, std::string message) {
  diag::Finding out;
  out.diagnostic.card = &card;
  out.diagnostic.severity = card.severity;
  out.diagnostic.span = span;
  out.diagnostic.message = std::move(message);
  out.fingerprint = 0xb1997b5abf0fd469ULL;
  return out;
}

inline diag::Outcome outcome(std::string name, std::string text, std::vector<diag::Finding> findings = {}) {
  diag::Outcome out;
  out.source = bytes::Source(std::move(name), std::move(text));
  out.findings = std::move(findings);
  return out;
}

inline diag::Finding twice() {
  const std::string text = board();
  diag::Finding out = finding(kUnique, find(text, "entity=\"sip:bob@example.com\"", 1),
                              "user sip:bob@example.com appears twice in one roster");
  out.diagnostic.label = "same key";
  out.diagnostic.related = {{find(text, "entity=\"sip:bob@example.com\""), "first seen here"}};
  out.diagnostic.help = "merge the two <user> elements";
  out.diagnostic.path = "/conference-info/users/user[sip:bob@example.com]#2/@entity";
  return out;
}

inline diag::Finding on_hold() {
  diag::Finding out = finding(kStatus, find(board(), "on_hold"), "`on_hold` is not an endpoint status");
  out.diagnostic.label = "did you mean `on-hold`?";
  return out;
}

inline diag::Finding suppressed() {
  diag::Finding out = finding(kOwn, {0, 0}, "accepted");
  out.suppressed = diag::Suppressed{"config", "known", base::Date{2027, 1, 31}};
  return out;
}

// The findings of the samples.
inline diag::Outcome board_outcome() {
  diag::Outcome out = outcome("rooms/board.xml", board(), {twice(), on_hold()});
  out.conference = "sips:conf233@example.com";
  return out;
}

// A whole report over some outcomes.
inline std::string print(const Printer& printer, std::initializer_list<const diag::Outcome*> outcomes) {
  std::string out = printer.begin();
  Totals totals;
  bool first = true;
  for (const diag::Outcome* one : outcomes) {
    count(totals, *one);
    const std::string part = printer.part(*one);
    if (!part.empty()) {
      out += first ? "" : std::string(printer.separator());
      out += part;
      first = false;
    }
  }
  return out + printer.end(totals);
}

// The part of one input with one finding in it.
inline std::string print_one(const Printer& printer, std::string name, std::string text, diag::Finding one) {
  return printer.part(outcome(std::move(name), std::move(text), {std::move(one)}));
}

}  // namespace confstate::report::samples
