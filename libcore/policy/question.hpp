// A caller in a person's words, turned into facts: for who asks what a policy would do, and for tables of such cases.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "policy/decide.hpp"
#include "policy/match.hpp"

namespace confstate::policy {

// What is asked of the focus; of the last two `who` is the target that the focus calls.
enum class Asks : std::uint8_t { dial_in, join, replaces, dial_out, refer };
inline constexpr std::array<std::string_view, 5> kAsks = {"dial-in", "join", "replaces", "dial-out", "refer"};
constexpr const auto& words_of(Asks) {
  return kAsks;
}

// How the caller is shown; `best` is the first source of the policy that proves him.
enum class ShownBy : std::uint8_t { best, passport, pai, digest, tls_cert, from, nobody };
inline constexpr std::array<std::string_view, 7> kShownBys = {"best",     "passport", "pai",   "digest",
                                                              "tls-cert", "from",     "nobody"};
constexpr const auto& words_of(ShownBy) {
  return kShownBys;
}

// What the caller offers; `secured` is what the policy likes best, `none` an INVITE without an offer.
enum class Offered : std::uint8_t { secured, dtls, sdes, mikey, osrtp, plain, none };
inline constexpr std::array<std::string_view, 7> kOffereds = {"secured", "dtls",  "sdes", "mikey",
                                                              "osrtp",   "plain", "none"};
constexpr const auto& words_of(Offered) {
  return kOffereds;
}

// What else holds at that moment.
enum class Circumstance : std::uint8_t { locked, full, banned, no_moderator, legs_used, privacy, anonymous, diverted };
inline constexpr std::array<std::string_view, 8> kCircumstances = {"locked",    "full",    "banned",    "no-moderator",
                                                                   "legs-used", "privacy", "anonymous", "diverted"};
constexpr const auto& words_of(Circumstance) {
  return kCircumstances;
}

struct Question {
  std::string who;  // a URI; empty: nobody
  Asks asks = Asks::dial_in;
  ShownBy shown_by = ShownBy::best;
  std::string via;  // id of a trust entry, "stranger", or empty: a neighbour that may speak for him, if there is one
  Offered media = Offered::secured;
  Transport transport = Transport::tls;
  Moment at;                // nothing: a moment when the conference is open
  std::string answered_by;  // of a dial-out: who answers; empty: the target; "nobody": no identity comes
  WordList<Circumstance> circumstances;
};

// Fails where `via` names no trust entry.
[[nodiscard]] base::Result<void> check(const Policy& policy, const Question& question);

// The facts of a question about dial-in, join and replaces.
[[nodiscard]] DialInFacts dial_in_facts(const Rules& rules, const Question& question);

// The facts of a question about dial-out and refer.
[[nodiscard]] DialOutFacts dial_out_facts(const Rules& rules, const Question& question);

[[nodiscard]] constexpr bool is_dial_out(const Question& question) {
  return question.asks == Asks::dial_out || question.asks == Asks::refer;
}

// A line as callers offer it, of one type.
[[nodiscard]] MediaLine offered_line(const Media& media, Offered offered, MediaType type, Transport transport);

// What came of a question, in the same words for both directions.
struct Reply {
  Verdict verdict = Verdict::indeterminate;
  int code = 0;
  std::string row;                        // "8" of the stages, "O4" of the dial-out table
  std::string reason;                     // in words
  std::string pointer;                    // of what decided, in the effective policy
  std::optional<Decision> decision;       // of dial-in, with all its stages
  std::optional<std::size_t> allow_rule;  // that names him
  std::optional<std::size_t> deny_rule;
};
[[nodiscard]] Reply reply_to(const Rules& rules, const Question& question);

}  // namespace confstate::policy
