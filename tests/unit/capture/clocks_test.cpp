#include "capture/clocks.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace confstate::capture;

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kStart = 1'777'924'800'000 * kMillisecond;

Record record_at(std::string_view bytes, std::int64_t milliseconds, bool is_forth = true) {
  Record record;
  record.bytes = bytes;
  record.time = kStart + milliseconds * kMillisecond;
  record.source = {.address = {192, 0, 2, is_forth ? std::uint8_t{1} : std::uint8_t{2}}, .port = 5060, .family = 4};
  record.destination = {
      .address = {192, 0, 2, is_forth ? std::uint8_t{2} : std::uint8_t{1}}, .port = 5060, .family = 4};
  return record;
}

// Messages 100 ms apart, every second one in the other direction, as a host saw them whose clock is `off` and that the
// messages of the first direction reach `late` after the other host, those of the second so much before it.
Sketch sketch_of(int first, int count, std::int64_t off, std::int64_t late = 0) {
  Sketch sketch;
  for (int i = first; i < first + count; ++i) {
    const bool is_forth = i % 2 == 0;
    sketch.take(record_at("message " + std::to_string(i), 100 * i + off + (is_forth ? late : -late), is_forth));
  }
  return sketch;
}

}  // namespace

TEST_CASE("messages in both traces say how far the clocks are apart; their way cancels out") {
  Clocks clocks;
  CHECK(clocks.add(sketch_of(0, 20, 0)).offset == 0);
  const Shift behind = clocks.add(sketch_of(5, 20, -3200, 40));
  CHECK(behind.offset == 3200 * kMillisecond);
  CHECK(behind.shared == 15);
  // That trace was put right, and the next one shares messages with it alone.
  const Shift ahead = clocks.add(sketch_of(21, 20, 5000));
  CHECK(ahead.shared == 4);
  CHECK(ahead.offset == -5000 * kMillisecond);
  REQUIRE(notice_of(behind));
  CHECK(notice_of(behind)->detail == "behind the traces before, by 15 messages that are in both");
  CHECK(notice_of(ahead)->detail == "ahead of the traces before, by 4 messages that are in both");
}

TEST_CASE("a clock stays as it is where too few messages are shared, or they disagree, or it is right") {
  Clocks clocks;
  CHECK(clocks.add(sketch_of(0, 20, 0)).offset == 0);
  CHECK(clocks.add(sketch_of(18, 20, -3200)).offset == 0);
  Clocks same;
  CHECK(same.add(sketch_of(0, 20, 0)).offset == 0);
  const Shift near = same.add(sketch_of(0, 20, 0, 30));
  CHECK(near.offset == 0);
  CHECK(near.shared == 20);
  CHECK(!notice_of(near));
  Sketch odd;
  for (int i = 0; i < 10; ++i) {
    odd.take(record_at("message " + std::to_string(i), 100 * i + 5000 * i));
  }
  CHECK(same.add(odd).offset == 0);
}

TEST_CASE("a trace without times has no clock") {
  Sketch sketch;
  Record record = record_at("message", 5);
  record.quality = TimeQuality::none;
  sketch.take(record);
  CHECK(!sketch.has_times());
  CHECK(sketch.sample().empty());
}

TEST_CASE("samples are small, and two traces that share most messages have most of their sample in common") {
  const Sketch one = sketch_of(0, 20'000, 0);
  const Sketch other = sketch_of(1000, 20'000, 0);
  CHECK(one.sample().size() == 4096);
  CHECK(one.first() == kStart);
  Clocks clocks;
  (void)clocks.add(one);
  CHECK(clocks.add(other).shared > 3500);
}

TEST_CASE("each other trace gives one copy of a message; what one trace has twice was sent twice") {
  Copies copies;
  const Record first = record_at("message", 0);
  CHECK(!copies.is_copy(first, 0));
  CHECK(copies.is_copy(record_at("message", 10), 1));
  CHECK(copies.is_copy(record_at("message", 20), 2));
  CHECK(!copies.is_copy(record_at("message", 30), 1));
  CHECK(copies.is_copy(record_at("message", 40), 0));
  CHECK(!copies.is_copy(record_at("another", 40), 0));
  CHECK(!copies.is_copy(record_at("message", 500), 0));
  CHECK(!copies.is_copy(record_at("message", 600), 1));
}

TEST_CASE("a log with whole seconds gives copies within its second") {
  Copies copies;
  CHECK(!copies.is_copy(record_at("message", 0), 0));
  Record coarse = record_at("message", 900);
  coarse.quality = TimeQuality::seconds;
  CHECK(copies.is_copy(coarse, 1));
  CHECK(!copies.is_copy(record_at("message", 3000), 1));
}
