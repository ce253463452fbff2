// Judging a text with all rules, and all cards: what the tests of rules share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "diag/card.hpp"
#include "diag/findings.hpp"
#include "info/document.hpp"
#include "rules/areas.hpp"
#include "rules/notify/notify.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::tests {

// The cards of all rules about documents, alone or in a subscription.
[[nodiscard]] inline std::vector<const diag::Card*> all_cards() {
  std::vector<const diag::Card*> cards;
  for (const diag::Card& card : rules::xml_cards()) {
    cards.push_back(&card);
  }
  for (const auto group : rules::document_rules()) {
    for (const rules::DocumentRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  for (const auto group : rules::step_rules()) {
    for (const rules::StepRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  return cards;
}

struct Settings {
  diag::Profile profile = diag::Profile::rfc4575;
  rules::RoomSettings rooms;
  bool subscription = false;  // several documents, the last of which is judged as the next of them
};

// The settings that the examples of a card ask for.
[[nodiscard]] inline Settings settings_of(const diag::Card& card) {
  Settings settings;
  settings.subscription = card.area == "notify";
  const std::vector<std::string_view> words = base::split_list(card.options);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--room-same-domain") {
      settings.rooms.same_domain = true;
    } else if (words[i] == "--room-matches-conference") {
      settings.rooms.matches_conference = true;
    } else if (words[i] == "--related-domain" && i + 1 < words.size()) {
      settings.rooms.related_domains.emplace_back(words[++i]);
    } else {
      FAIL("an example needs an option that is not known here: " << std::string(words[i]));
    }
  }
  return settings;
}

// A text and what all rules say about it, in the order of the report.
struct Judged {
  std::string text;  // decoded
  std::vector<diag::Diagnostic> findings;

  // What stands at a place.
  [[nodiscard]] std::string at(base::Span span) const { return text.substr(span.begin, span.end - span.begin); }
};

// A subscriber that was fed all documents of an example but the last.
[[nodiscard]] inline change::Subscriber subscriber_before_last(std::string_view example) {
  change::Subscriber subscriber;
  std::vector<std::string_view> documents = rules::documents_of(example);
  documents.pop_back();
  for (const std::string_view text : documents) {
    base::Result<xml::ReadResult> read = xml::read(text, xml::Reading::judging, {});
    REQUIRE((read.has_value() && read->faults.empty()));
    CHECK(subscriber.feed(info::Document(std::move(read->tree))).action != change::Action::rejected);
  }
  return subscriber;
}

// What the rules about subscriptions find in the last document of an example.
inline void run_step_rules(std::string_view example, const info::Document& last, diag::Findings& found) {
  const change::Step step = subscriber_before_last(example).feed(last);
  for (const auto group : rules::step_rules()) {
    rules::run(group, rules::StepCase{last, step}, found);
  }
}

// From bytes to findings, through every step that a tool takes.
[[nodiscard]] inline Judged judged(std::string_view example, const Settings& settings = {}) {
  const base::Limits limits;
  const std::string_view bytes = settings.subscription ? rules::documents_of(example).back() : example;
  xml::Decoded decoded = xml::decode(std::string(bytes));
  base::Result<xml::ReadResult> read = xml::read(decoded.text, xml::Reading::judging, limits);
  REQUIRE(read.has_value());
  diag::Findings found(settings.profile, limits.findings);
  rules::check_xml(decoded, *read, found);
  if (read->judgeable) {
    const info::Document document(std::move(read->tree));
    const rules::DocumentCase subject{document, settings.rooms};
    for (const auto group : rules::document_rules()) {
      rules::run(group, subject, found);
    }
    if (settings.subscription) {
      run_step_rules(example, document, found);
    }
  }
  found.sort();
  return {std::move(decoded.text), std::move(found.all())};
}

// "info/user-entity-unique", ... in the order of the report.
[[nodiscard]] inline std::vector<std::string> ids(std::string_view bytes, const Settings& settings = {}) {
  std::vector<std::string> found;
  for (const diag::Diagnostic& diagnostic : judged(bytes, settings).findings) {
    found.push_back(diag::full_id(*diagnostic.card));
  }
  return found;
}

// How often a rule fires.
[[nodiscard]] inline long count(std::string_view bytes, std::string_view id, const Settings& settings = {}) {
  return std::ranges::count(ids(bytes, settings), id);
}

using Ids = std::vector<std::string>;

}  // namespace confstate::tests
