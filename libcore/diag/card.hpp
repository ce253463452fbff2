// diag: what was found (Diagnostic, Findings) and the card every rule is written on. It may use base and
// bytes. It never decides whether something is wrong, and never formats for a reader: that is report/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace confstate::diag {

enum class Severity : std::uint8_t { off, info, warning, error };

// How strictly is judged; what each profile changes stands on the cards.
enum class Profile : std::uint8_t { rfc4575, strict, lenient, lync };

// Where a rule comes from; `section` may be empty.
struct SpecRef {
  std::string_view document;  // "RFC 4575"
  std::string_view section;   // "4.5"
};

// The severity of a rule in the profiles that change it; lync falls back to lenient, lenient and strict to the default.
struct ProfileSeverity {
  std::optional<Severity> strict = std::nullopt;
  std::optional<Severity> lenient = std::nullopt;
  std::optional<Severity> lync = std::nullopt;
};

// What one rule says about itself. Cards are constants: lists, --explain, the man page, SARIF metadata and
// the test that tries every card are made from them.
struct Card {
  std::string_view area;  // the folder under rules/: "info"
  std::string_view id;    // kebab word saying the broken rule; never reused, never renamed
  Severity severity = Severity::error;
  ProfileSeverity profiles = {};
  SpecRef spec = {};
  std::string_view title;  // one line, lower case, states what holds: "a user appears once in a roster"
  std::string_view why;    // one to four sentences for --explain
  std::string_view bad;    // the smallest document that gives exactly this finding
  std::string_view good;   // the same, mended: gives none
  std::string_view rows;   // the specification rows it covers, blank separated: "D17 T4"
  // Command line options that the examples need, e.g. "--room-same-domain"; usually empty.
  std::string_view options = {};
};

// "info/user-entity-unique".
[[nodiscard]] std::string full_id(const Card& card);

// Another name of a rule that its documentation gives: the number of a rule about policies, "CSP101", which two rules
// of different severity may share. Empty for other rules.
[[nodiscard]] std::string_view alias_of(const Card& card);

// The severity of a card under a profile.
[[nodiscard]] Severity severity_of(const Card& card, Profile profile);

// "error", "warning", "info", "off".
[[nodiscard]] std::string_view word(Severity severity);

}  // namespace confstate::diag
