#include <set>
#include <string>

#include <doctest/doctest.h>

#include "rules/sip/sip_rules.hpp"

using namespace confstate;
using SipIds = std::multiset<std::string>;

namespace {

// Examples are written with LF; messages have CR LF.
std::string on_the_wire(std::string_view example) {
  std::string text;
  for (const char c : example) {
    text += c == '\n' ? "\r\n" : std::string(1, c);
  }
  return text;
}

// What the card about the number of headers has no room to show.
std::string many_headers() {
  std::string text = "OPTIONS sip:focus@example.com SIP/2.0\r\n";
  for (std::size_t i = 0; i <= sip::kMaxHeaders; ++i) {
    text += "a:\r\n";
  }
  return text + "\r\n";
}

diag::Findings findings_of(const std::string& text, diag::Profile profile = diag::Profile::rfc4575) {
  sip::Message message;
  message.read(text);
  diag::Findings out(profile, 100);
  rules::check_sip(message, out);
  return out;
}

SipIds sip_ids(const std::string& text) {
  const diag::Findings found = findings_of(text);
  SipIds all;
  for (const diag::Diagnostic& diagnostic : found.all()) {
    all.insert(std::string(diagnostic.card->id));
  }
  return all;
}

std::string bad_example(const diag::Card& card) {
  return card.id == "bare-line-feed" ? std::string(card.bad) : on_the_wire(card.bad);
}

}  // namespace

TEST_CASE("the bad example of every rule about SIP gives exactly the finding it is shown for") {
  for (const diag::Card& card : rules::sip_cards()) {
    CAPTURE(card.id);
    if (card.id == "too-many-headers") {
      CHECK(sip_ids(many_headers()).count("too-many-headers") == 1);
      continue;
    }
    CHECK(sip_ids(bad_example(card)) == SipIds{std::string(card.id)});
  }
}

TEST_CASE("the good example of every rule about SIP gives no finding") {
  for (const diag::Card& card : rules::sip_cards()) {
    CAPTURE(card.id);
    CHECK(sip_ids(on_the_wire(card.good)).empty());
  }
}

TEST_CASE("findings about SIP say what and where, without holes") {
  for (const diag::Card& card : rules::sip_cards()) {
    CAPTURE(card.id);
    const std::string text = bad_example(card);
    const diag::Findings findings = findings_of(text);
    for (const diag::Diagnostic& found : findings.all()) {
      CHECK_FALSE(found.message.empty());
      CHECK(found.message.find("{}") == std::string::npos);
      CHECK(found.message.find("``") == std::string::npos);
      CHECK(found.span.begin <= found.span.end);
      CHECK(found.span.end <= text.size());
    }
  }
}

TEST_CASE("each kind of fault in a message has its own card, with its reason and its section") {
  std::set<std::string_view> seen;
  for (std::size_t kind = 0; kind < sip::kFaultKinds; ++kind) {
    const diag::Card& card = rules::card_of(static_cast<sip::FaultKind>(kind));
    CAPTURE(card.id);
    CHECK(seen.insert(card.id).second);
    CHECK(card.area == "sip");
    CHECK_FALSE(card.spec.section.empty());
    CHECK(card.why.size() > 60);
    CHECK(card.why.back() == '.');
    CHECK(card.title.back() != '.');
    const bool lint = sip::level_of(static_cast<sip::FaultKind>(kind)) == sip::Level::lint;
    CHECK(lint == (card.severity != diag::Severity::error));
  }
  CHECK(rules::card_of(sip::FaultKind::empty_message).id == "empty-message");
  CHECK(rules::card_of(sip::FaultKind::bad_via).id == "malformed-via");
  CHECK(rules::card_of(sip::FaultKind::bad_multipart).id == "malformed-multipart");
  CHECK(rules::card_of(sip::FaultKind::sdp_direction).id == "sdp-direction");
}

TEST_CASE("findings beyond the limit are counted") {
  sip::Message message;
  message.read("OPTIONS sip:focus@example.com SIP/2.0\r\n\r\n");
  diag::Findings out(diag::Profile::rfc4575, 1);
  rules::check_sip(message, out);
  CHECK(out.all().size() == 1);
  CHECK(out.total() == 2);
}
