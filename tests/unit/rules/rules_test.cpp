#include <set>
#include <string>

#include <doctest/doctest.h>

#include "unit/rules/judged.hpp"
#include "xml/fault.hpp"

using namespace confstate;
using tests::all_cards;
using tests::Ids;
using tests::ids;
using tests::settings_of;

namespace {

bool is_kebab(std::string_view id) {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && std::ranges::all_of(id, good) && id.front() != '-' && id.back() != '-' &&
         id.find("--") == std::string_view::npos;
}

const diag::Card& card(std::string_view id) {
  for (const diag::Card* found : all_cards()) {
    if (diag::full_id(*found) == id) {
      return *found;
    }
  }
  FAIL("no such rule: " << std::string(id));
  return *all_cards().front();
}

std::string severities(std::string_view id) {
  std::string words;
  for (const auto profile :
       {diag::Profile::rfc4575, diag::Profile::strict, diag::Profile::lenient, diag::Profile::lync}) {
    words += diag::word(diag::severity_of(card(id), profile)).front();
  }
  return words;
}

}  // namespace

TEST_CASE("a rule is found by its name: no two rules share one") {
  std::set<std::string> seen;
  for (const diag::Card* found : all_cards()) {
    CAPTURE(diag::full_id(*found));
    CHECK(is_kebab(found->id));
    CHECK(seen.insert(diag::full_id(*found)).second);
  }
  CHECK(seen.size() > 100);
}

TEST_CASE("--explain has something to say about every rule") {
  for (const diag::Card* found : all_cards()) {
    CAPTURE(diag::full_id(*found));
    CHECK((found->area == "xml" || found->area == "info" || found->area == "rooms" || found->area == "notify"));
    CHECK_FALSE(found->spec.document.empty());
    CHECK_FALSE(found->spec.section.empty());
    CHECK_FALSE(found->title.empty());
    CHECK(found->title.find('\n') == std::string_view::npos);
    CHECK(found->title.back() != '.');
    CHECK(found->why.size() > 60);
    CHECK(found->why.back() == '.');
    CHECK_FALSE(found->rows.empty());
    CHECK(found->severity != diag::Severity::off);
  }
}

TEST_CASE("the bad example of every rule gives exactly the finding it is shown for") {
  for (const diag::Card* found : all_cards()) {
    CAPTURE(diag::full_id(*found));
    CHECK(ids(found->bad, settings_of(*found)) == Ids{diag::full_id(*found)});
  }
}

TEST_CASE("the good example of every rule gives no finding at all") {
  for (const diag::Card* found : all_cards()) {
    CAPTURE(diag::full_id(*found));
    CHECK(ids(found->good, settings_of(*found)).empty());
  }
}

TEST_CASE("the examples hold in every profile that has the rule") {
  for (const diag::Card* found : all_cards()) {
    for (const auto profile : {diag::Profile::strict, diag::Profile::lenient, diag::Profile::lync}) {
      CAPTURE(diag::full_id(*found));
      tests::Settings settings = settings_of(*found);
      settings.profile = profile;
      const tests::Judged outcome = tests::judged(found->bad, settings);
      const diag::Severity expected = diag::severity_of(*found, profile);
      REQUIRE(outcome.findings.size() == (expected == diag::Severity::off ? 0 : 1));
      if (expected != diag::Severity::off) {
        CHECK(outcome.findings.front().severity == expected);
      }
      CHECK(ids(found->good, settings).empty());
    }
  }
}

TEST_CASE("every finding says what, where, and with which value") {
  for (const diag::Card* found : all_cards()) {
    CAPTURE(diag::full_id(*found));
    const tests::Judged outcome = tests::judged(found->bad, settings_of(*found));
    REQUIRE(outcome.findings.size() == 1);
    const diag::Diagnostic& diagnostic = outcome.findings.front();
    CHECK_FALSE(diagnostic.message.empty());
    CHECK(diagnostic.message.back() != '.');
    CHECK(diagnostic.message.find("{}") == std::string::npos);
    CHECK(diagnostic.span.end <= outcome.text.size());
    CHECK(diagnostic.span.begin <= diagnostic.span.end);
    CHECK((found->area == "xml") == diagnostic.path.empty());
  }
}

TEST_CASE("each kind of fault of form has its own card") {
  std::set<std::string_view> seen;
  for (std::size_t kind = 0; kind < xml::kFaultKinds; ++kind) {
    seen.insert(rules::card_of(static_cast<xml::FaultKind>(kind)).id);
  }
  CHECK(seen.size() == xml::kFaultKinds);
  CHECK(rules::card_of(xml::FaultKind::empty_document).id == "empty-document");
  CHECK(rules::card_of(xml::FaultKind::two_roots).id == "two-roots");
  CHECK(rules::card_of(xml::FaultKind::duplicate_attribute).id == "duplicate-attribute");
  CHECK(rules::card_of(xml::FaultKind::doctype).id == "doctype");
  CHECK(rules::card_of(xml::FaultKind::empty_prefix_binding).id == "empty-prefix-binding");
}

// Letters: rfc4575, strict, lenient, lync; e(rror), w(arning), i(nfo).
TEST_CASE("a profile changes the severities that it says it changes, and no other") {
  const struct {
    std::string_view id;
    std::string_view words;
  } table[] = {
      // What strict raises: MUST, SHOULD, SHOULD NOT, RECOMMENDED and NOT RECOMMENDED that are not errors anyway.
      {"info/deleted-not-empty", "weww"},
      {"info/state-outside-mechanism", "weww"},
      {"info/key-uri-relative", "weii"},
      {"info/key-uri-white-space", "weww"},
      {"info/uri-in-both-lists", "weww"},
      {"info/conf-uri-purpose-missing", "weii"},
      {"info/service-uri-purpose-missing", "weii"},
      {"info/purpose-unregistered", "weii"},
      {"info/anonymous-user-not-invalid", "weww"},
      {"info/anonymous-user-unconventional", "ieii"},
      {"info/anonymous-user-revealed", "weww"},
      {"info/time-not-utc", "weii"},
      {"info/reason-not-rfc3326", "ieii"},
      {"info/muted-endpoint-sends", "ieii"},
      {"info/src-id-not-ssrc", "weww"},
      {"xml/encoding-ascii", "weww"},
      // What lenient lowers besides.
      {"info/namespace-missing", "eeww"},
      {"info/element-order", "eeww"},
      {"info/conference-entity-not-sip", "wwii"},
      {"info/conference-version-missing", "eeww"},
      {"info/state-contradicts-parent", "eeww"},
      {"info/user-entity-missing", "eeww"},
      {"info/endpoint-entity-missing", "eeww"},
      {"info/conf-uri-purpose-misplaced", "wwii"},
      {"info/service-uri-purpose-misplaced", "wwii"},
      {"info/available-media-type-unregistered", "eewi"},
      {"info/media-type-unregistered", "eewi"},
      // What stays: duplicate keys, form, what the RFC only describes, what binds somebody else, what is ours.
      {"info/user-entity-unique", "eeee"},
      {"info/anonymous-user-unique", "eeee"},
      {"info/media-label-unique", "eeee"},
      {"info/media-label-not-offered", "eeee"},
      {"info/full-document-incomplete", "eeee"},
      {"info/endpoint-status-unknown", "eeee"},
      {"info/state-unknown", "eeee"},
      {"xml/doctype", "eeee"},
      {"xml/encoding-not-utf8", "eeee"},
      {"info/sidebar-state-unlisted", "iiii"},
      {"info/extension-state-ignored", "iiii"},
      {"info/anonymous-user-call-info", "wwww"},
      {"info/src-id-hexadecimal", "iiii"},
      {"info/sidebar-user-not-in-roster", "iiii"},
      {"info/host-web-page-not-http", "wwww"},
      {"info/cascaded-focus-is-this-conference", "wwww"},
      {"rooms/room-other-domain", "wwww"},
      {"notify/first-not-full", "weww"},
      {"notify/version-gap", "eeee"},
      {"notify/version-repeated", "eeee"},
      {"notify/duplicate", "iiii"},
      {"notify/entity-parameters-changed", "wwww"},
      {"rooms/room-scheme-dangerous", "eeee"},
  };
  for (const auto& row : table) {
    CAPTURE(std::string(row.id));
    CHECK(severities(row.id) == row.words);
  }
}
