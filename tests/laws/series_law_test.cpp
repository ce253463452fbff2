// A subscriber that is fed a series holds what the focus has, and finds in a broken one what it must.
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "change/subscriber.hpp"
#include "change/words.hpp"
#include "diag/findings.hpp"
#include "generate/faulty.hpp"
#include "generate/focus.hpp"
#include "generate/proof.hpp"
#include "generate/write.hpp"
#include "rules/notify/notify.hpp"
#include "support/rounds.hpp"
#include "unit/info/read_document.hpp"

namespace {

using namespace confstate;
using Words = std::vector<std::string>;

// What a subscriber holds, without its version, in one canonical way of writing it.
std::string held(const change::Subscriber& subscriber) {
  std::string text;
  subscriber.write(text);
  return text;
}

// The same of a document that is all a subscriber got.
std::string held_after(const std::string& text) {
  change::Subscriber subscriber;
  const tests::ReadDocument document(text);
  subscriber.feed(*document);
  return held(subscriber);
}

struct Found {
  std::string outcome;
  Words rules;
};

Found feed(change::Subscriber& subscriber, const std::string& text) {
  const tests::ReadDocument document(text);
  const change::Step step = subscriber.feed(*document);
  diag::Findings findings(diag::Profile::rfc4575, 100);
  for (const auto group : rules::step_rules()) {
    rules::run(group, rules::StepCase{*document, step}, findings);
  }
  Found found{.outcome = std::string(change::word_of(step.action)), .rules = {}};
  for (const diag::Diagnostic& diagnostic : findings.all()) {
    found.rules.push_back(diag::full_id(*diagnostic.card));
  }
  return found;
}

}  // namespace

TEST_CASE("a subscriber of a series holds what the focus has, after every notification") {
  const unsigned long total = tests::rounds(20'000);
  unsigned long fed = 0;
  for (std::uint64_t seed = 1; fed < total; ++seed) {
    generate::SeriesPlan plan;
    plan.seed = seed;
    generate::Focus focus(plan, seed % 2 == 0);
    change::Subscriber subscriber;
    for (int i = 0; i < 100; ++i, ++fed) {
      const generate::Notification notification = i == 0 ? focus.first() : focus.next();
      const std::string text = generate::write_document(notification.document, info::Layout::compact);
      CAPTURE(seed);
      CAPTURE(text);
      const Found found = feed(subscriber, text);
      REQUIRE(found.rules == Words{});
      REQUIRE((found.outcome == "merged" || found.outcome == "replaced"));
      REQUIRE(held(subscriber) == held_after(generate::write_document(notification.after, info::Layout::compact)));
    }
  }
  std::cout << fed << " notifications fed\n";
}

TEST_CASE("every notification of a series is sound under the strict profile, and so is what it leads to") {
  unsigned long total = tests::rounds(2'000);
  for (std::uint64_t seed = 1; total > 0; ++seed) {
    generate::SeriesPlan plan;
    plan.seed = seed;
    generate::Focus focus(plan, false);
    for (int i = 0; i < 50 && total > 0; ++i, --total) {
      const generate::Notification notification = i == 0 ? focus.first() : focus.next();
      for (const generate::Conference& one : {notification.document, notification.after}) {
        const std::string text = generate::write_document(one, info::Layout::compact);
        const auto good = generate::prove(text, generate::Proof::strict, base::Limits{});
        CAPTURE(text);
        REQUIRE_MESSAGE(good.has_value(), (good ? std::string() : good.error().message));
      }
    }
  }
}

TEST_CASE("a subscriber finds in a broken series what it must, and is healed") {
  const std::vector<std::string_view> names = generate::fault_names();
  base::Random random(4575);
  const unsigned long total = tests::rounds(600);
  for (unsigned long i = 0; i < total; ++i) {
    Words faults;
    for (const std::string_view name : names) {
      if (i < names.size() ? name == names[i] : random.one_in(3)) {
        faults.emplace_back(name);
      }
    }
    const auto ordered = generate::read_faults(faults);
    REQUIRE(ordered);
    generate::SeriesPlan plan;
    plan.seed = random.next();
    plan.version = random.below(3);
    plan.count = 4 * (static_cast<std::uint32_t>(faults.size()) + 1) + random.below(20);
    change::Subscriber subscriber;
    generate::Conference last;
    std::uint32_t number = 0;
    const auto ran = generate::run_series(plan, *ordered, [&](const generate::Sent& sent) {
      const std::string text = generate::write_document(sent.document, info::Layout::compact);
      const Found found = feed(subscriber, text);
      CAPTURE(text);
      CAPTURE(sent.number);
      CHECK(found.outcome == sent.outcome);
      CHECK(found.rules == sent.rules);
      CHECK(sent.number == ++number);
      last = sent.after;
    });
    REQUIRE(ran);
    CHECK(held(subscriber) == held_after(generate::write_document(last, info::Layout::compact)));
  }
}

TEST_CASE("a series that is too short for its faults is refused") {
  generate::SeriesPlan plan;
  plan.count = 7;
  const Words faults = {"gap"};
  const auto ran = generate::run_series(plan, faults, [](const generate::Sent&) {});
  REQUIRE_FALSE(ran);
  CHECK(ran.error().message == "a series of 7 is too short for 1 fault");
  CHECK(ran.error().hint == "it takes --series 8 or more");
  plan.version = 4294967295U;
  CHECK(generate::run_series(plan, {}, [](const generate::Sent&) {}).error().message == "versions end at 4294967295");
}
