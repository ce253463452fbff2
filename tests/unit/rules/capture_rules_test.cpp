#include "rules/capture/capture_rules.hpp"

#include <string>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "capture/clocks.hpp"
#include "support/packets.hpp"
#include "unit/capture/reading.hpp"

using namespace confstate;
using capture::NoticeKind;

namespace {

// The settings that the examples of a card ask for.
capture::Settings settings_of(const diag::Card& card) {
  capture::Settings settings;
  const std::vector<std::string_view> words = base::split_list(card.options);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--salvage") {
      settings.salvage = true;
    } else if (words[i] == "--limit" && i + 1 < words.size()) {
      REQUIRE(base::set_limit(settings.limits, words[++i]));
    } else {
      FAIL("an option that is not known here: " << std::string(words[i]));
    }
  }
  return settings;
}

// The last of the traces that an example has, with what its clock is beside those before.
tests::Trace read_example(std::string_view example, const diag::Card& card) {
  constexpr std::string_view kNext = "next\n";
  capture::Clocks clocks;
  while (true) {
    const std::size_t end = example.find(kNext);
    const std::string_view one = example.substr(0, end);
    const bool is_log = one.substr(0, 3) == "---";
    tests::Trace trace = tests::read_trace(is_log ? std::string(one) : tests::capture_of(one), settings_of(card));
    capture::Sketch sketch;
    for (const tests::Message& message : trace.messages) {
      capture::Record record = message.record;
      record.bytes = message.bytes;
      sketch.take(record);
    }
    if (const std::optional<capture::Notice> shifted = capture::notice_of(clocks.add(sketch))) {
      trace.notices.push_back(*shifted);
    }
    if (end == std::string_view::npos) {
      return trace;
    }
    example.remove_prefix(end + kNext.size());
  }
}

}  // namespace

TEST_CASE("the bad example of each card about captures gives its notice alone, the good one none") {
  std::size_t kind = 0;
  for (const diag::Card& card : rules::capture_cards()) {
    CAPTURE(diag::full_id(card));
    CHECK(card.area == "capture");
    const tests::Trace bad = read_example(card.bad, card);
    REQUIRE(bad.totals);
    REQUIRE(bad.notices.size() == 1);
    CHECK(&rules::card_of(bad.notices[0].kind) == &card);
    CHECK(static_cast<std::size_t>(bad.notices[0].kind) == kind);
    const tests::Trace good = read_example(card.good, card);
    REQUIRE(good.totals);
    CHECK(good.notices.empty());
    CHECK(!good.messages.empty());
    ++kind;
  }
  CHECK(kind == capture::kNoticeKinds);
}

TEST_CASE("a notice becomes a finding in words") {
  const auto said = [](NoticeKind kind, std::uint64_t count, std::string detail) {
    capture::Notice notice;
    notice.kind = kind;
    notice.count = count;
    notice.offset = 77;
    notice.detail = std::move(detail);
    diag::Findings found(diag::Profile::rfc4575, 10);
    rules::check_notice(notice, found);
    REQUIRE(found.all().size() == 1);
    CHECK(found.all()[0].card == &rules::card_of(kind));
    return found.all()[0].message;
  };
  CHECK(said(NoticeKind::damaged, 1234567, "a frame of 5 bytes") ==
        "damaged at byte 77: a frame of 5 bytes; 1,234,567 bytes were skipped");
  CHECK(said(NoticeKind::surplus, 12, "") == "12 bytes behind the message in its datagram");
  CHECK(said(NoticeKind::surplus, 12, "another message") ==
        "12 bytes behind the message in its datagram: another message");
  CHECK(said(NoticeKind::clock_back, 4'950'000'000, "") == "time goes backwards by 4.950 s");
}
