#include <doctest/doctest.h>

#include "base/fnv.hpp"
#include "diag/outcome.hpp"

namespace confstate::diag {
namespace {

const Card kDuplicate{.area = "info",
                      .id = "user-entity-unique",
                      .severity = Severity::error,
                      .profiles = {.strict = std::nullopt, .lenient = Severity::warning, .lync = std::nullopt},
                      .spec = {"RFC 4575", "4.5"},
                      .title = {},
                      .why = {},
                      .bad = {},
                      .good = {},
                      .rows = {},
                      .options = {}};
const Card kQuiet{.area = "info",
                  .id = "a-habit",
                  .severity = Severity::info,
                  .profiles = {.strict = Severity::error, .lenient = Severity::off, .lync = Severity::warning},
                  .spec = {},
                  .title = {},
                  .why = {},
                  .bad = {},
                  .good = {},
                  .rows = {},
                  .options = {}};

Diagnostic finding(const Card& card, std::uint32_t begin, std::string path = {}, std::string value = {}) {
  Diagnostic out;
  out.card = &card;
  out.span = {begin, begin + 1};
  out.path = std::move(path);
  out.value = std::move(value);
  return out;
}

std::string print_of(const std::string& path) {
  const Diagnostic one = finding(kDuplicate, 0, path, "sip:bob@example.com");
  return base::to_hex(fingerprints({&one, 1}, "sips:conf233@example.com", bytes::Source())[0]);
}

TEST_CASE("profiles change severities as the card says, lync falling back to lenient") {
  CHECK(full_id(kDuplicate) == "info/user-entity-unique");
  CHECK(severity_of(kDuplicate, Profile::rfc4575) == Severity::error);
  CHECK(severity_of(kDuplicate, Profile::strict) == Severity::error);
  CHECK(severity_of(kDuplicate, Profile::lenient) == Severity::warning);
  CHECK(severity_of(kDuplicate, Profile::lync) == Severity::warning);
  CHECK(severity_of(kQuiet, Profile::strict) == Severity::error);
  CHECK(severity_of(kQuiet, Profile::lenient) == Severity::off);
  CHECK(severity_of(kQuiet, Profile::lync) == Severity::warning);
  CHECK(word(Severity::off) == "off");
  CHECK(word(Severity::info) == "info");
  CHECK(word(Severity::warning) == "warning");
  CHECK(word(Severity::error) == "error");
}

TEST_CASE("findings over the limit are counted, and what is off is neither kept nor counted") {
  Findings out(Profile::lenient, 2);
  out.begin(kDuplicate);
  for (std::uint32_t i = 0; i < 5; ++i) {
    out.add(finding(kDuplicate, i));
  }
  out.begin(kQuiet);
  out.add(finding(kQuiet, 9));
  CHECK(out.all().size() == 2);
  CHECK(out.total() == 5);
  CHECK(out.all()[0].severity == Severity::warning);
}

TEST_CASE("a configured severity beats the profile's") {
  const Severities severities{{&kDuplicate, Severity::off}, {&kQuiet, Severity::warning}};
  Findings out(Profile::lenient, 10, &severities);
  out.add(kDuplicate, finding(kDuplicate, 0));
  out.add(kQuiet, finding(kQuiet, 1));
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].severity == Severity::warning);
  CHECK(out.total() == 1);
}

TEST_CASE("findings are sorted by byte, then rule, equal ones staying in their order") {
  Findings out(Profile::rfc4575, 10);
  out.add(kDuplicate, finding(kDuplicate, 7, "/first"));
  out.add(kDuplicate, finding(kDuplicate, 7, "/second"));
  out.add(kQuiet, finding(kQuiet, 7));
  out.add(kDuplicate, finding(kDuplicate, 3));
  out.sort();
  CHECK(out.all()[0].span.begin == 3);
  CHECK(out.all()[1].card == &kQuiet);
  CHECK(out.all()[2].path == "/first");
  CHECK(out.all()[3].path == "/second");
}

TEST_CASE("the fingerprint is the documented one and does not know ordinals") {
  CHECK(print_of("/conference-info/users/user[sip:bob@example.com]#2/@entity") == "b1997b5abf0fd469");
  CHECK(print_of("/conference-info/users/user[sip:bob@example.com]#31/@entity") == "b1997b5abf0fd469");
  CHECK(print_of("/conference-info/users/user[sip:bob@example.com]/@entity") == "b1997b5abf0fd469");
  CHECK(print_of("/conference-info/users/user[sip:bob@example.com]#2") ==
        print_of("/conference-info/users/user[sip:bob@example.com]"));
}

TEST_CASE("a # inside a key belongs to the key") {
  CHECK(print_of("/users/user[sip:a#2]") != print_of("/users/user[sip:a]"));
  CHECK(print_of("/users/user[a\\]#2]#3/@entity") == print_of("/users/user[a\\]#2]/@entity"));
  CHECK(print_of("/users/user[a\\]#2]/@entity") != print_of("/users/user[a\\]]/@entity"));
  CHECK(print_of("/users/user[a\\\\]#2") == print_of("/users/user[a\\\\]"));
  CHECK(print_of("/users/user[a]#x") != print_of("/users/user[a]"));
}

TEST_CASE("equal findings in one input get different fingerprints, the same ones every time") {
  const std::vector<Diagnostic> twice{finding(kDuplicate, 0, "/u", "v"), finding(kDuplicate, 5, "/u", "v"),
                                      finding(kDuplicate, 9, "/u", "v")};
  const auto prints = fingerprints(twice, "c", bytes::Source());
  CHECK(prints[0] != prints[1]);
  CHECK(prints[1] != prints[2]);
  CHECK(prints == fingerprints(twice, "c", bytes::Source("other name", "other text")));
  CHECK(prints != fingerprints(twice, "another conference", bytes::Source()));
  CHECK(prints[1] == base::fnv1a("2", base::fnv1a("\x1f", prints[0])));
}

TEST_CASE("without a model the offending line counts, but not its white space or its number") {
  const Diagnostic first = finding(kDuplicate, 3);
  const Diagnostic moved = finding(kDuplicate, 8);
  const bytes::Source source("a", "  <a b c>\n<d/>");
  const bytes::Source indented("a", "\n\n\t <a  b\tc>\n");
  const auto print = fingerprints({&first, 1}, "", source)[0];
  CHECK(print == fingerprints({&moved, 1}, "", indented)[0]);
  const Diagnostic below = finding(kDuplicate, 11);
  CHECK(print != fingerprints({&below, 1}, "", source)[0]);
}

}  // namespace
}  // namespace confstate::diag
