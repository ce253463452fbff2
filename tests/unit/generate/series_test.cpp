#include "generate/series.hpp"

#include <doctest/doctest.h>

#include "generate/dialog.hpp"
#include "generate/faulty.hpp"
#include "generate/focus.hpp"

using namespace confstate;

TEST_CASE("times are those of the calendar, over days, months and years") {
  constexpr std::uint64_t kMicroseconds = 1'000'000;
  constexpr std::uint64_t kBegin = 1'777'885'200 * kMicroseconds;
  constexpr std::uint64_t kMicrosecondsOfDay = 86'400 * kMicroseconds;
  CHECK(generate::write_time(kBegin) == "2026-05-04T09:00:00Z");
  CHECK(generate::write_time(kBegin + 15 * 3600 * kMicroseconds - 1) == "2026-05-04T23:59:59Z");
  CHECK(generate::write_time(kBegin + 15 * 3600 * kMicroseconds) == "2026-05-05T00:00:00Z");
  CHECK(generate::write_time(kBegin + 28 * kMicrosecondsOfDay) == "2026-06-01T09:00:00Z");
  CHECK(generate::write_time(kBegin + 365 * kMicrosecondsOfDay) == "2027-05-04T09:00:00Z");
}

TEST_CASE("notifications have versions in a row and five seconds between them") {
  generate::SeriesPlan plan;
  plan.version = 7;
  generate::Focus focus(plan, false);
  generate::Notification last = focus.first();
  CHECK(last.document.version == 7);
  CHECK(last.document.state == info::State::full);
  for (int i = 0; i < 200; ++i) {
    generate::Notification next = focus.next();
    CHECK(next.document.version == last.document.version + 1);
    CHECK(next.at >= last.at + 5'000'000);
    CHECK_FALSE(next.event.empty());
    last = std::move(next);
  }
}

TEST_CASE("faults are read from several options, and what is misspelt is met with a suggestion") {
  const std::vector<std::string> texts = {"gap,partial-first", "gap"};
  CHECK(generate::read_faults(texts) == std::vector<std::string>{"partial-first", "gap", "gap"});
  const std::vector<std::string> wrong = {"gap,duplicat"};
  CHECK(generate::read_faults(wrong).error().hint == "did you mean `duplicate`?");
}

TEST_CASE("a dialog counts its requests and grants what is left") {
  generate::Dialog dialog("sip:c@example.com", 0, 3600);
  CHECK(dialog.subscribe(0)[0].text.find("\r\nTo: <sip:c@example.com>\r\n") != std::string::npos);
  const auto notify = dialog.notify("<x/>", 60'000'000);
  CHECK(notify[0].text.find("\r\nSubscription-State: active;expires=3540\r\n") != std::string::npos);
  CHECK(notify[0].text.ends_with("\r\nContent-Length: 4\r\n\r\n<x/>"));
  const auto again = dialog.subscribe(120'000'000);
  CHECK(again[0].text.find("\r\nTo: <sip:c@example.com>;tag=focus1\r\n") != std::string::npos);
  CHECK(again[0].text.find("\r\nCSeq: 2 SUBSCRIBE\r\n") != std::string::npos);
  CHECK(again[1].text.starts_with("SIP/2.0 200 OK\r\n"));
  CHECK(again[1].text.find("\r\nExpires: 3480\r\n") != std::string::npos);
}
