// Where the time goes inside one process: decoding, the scan with its tree, the model, each group of rules, all of it.
#include <benchmark/benchmark.h>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "change/subscriber.hpp"
#include "info/document.hpp"
#include "rules/areas.hpp"
#include "rules/judge.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

std::string user(int number) {
  return fmt::format(
      R"(    <user entity="sip:user{0}@example.com" state="full">
      <display-text>User Number {0}</display-text>
      <endpoint entity="sip:user{0}@host{1}.example.com">
        <display-text>Desk phone</display-text>
        <status>connected</status>
        <joining-method>dialed-in</joining-method>
        <joining-info>
          <when>2026-05-04T20:{2:02}:{3:02}Z</when>
        </joining-info>
        <media id="1">
          <display-text>main audio</display-text>
          <type>audio</type>
          <label>1</label>
          <src-id>{4}</src-id>
          <status>sendrecv</status>
        </media>
      </endpoint>
    </user>
)",
      number, number % 1000, number % 60, number * 7 % 60, number * 7919);
}

std::string document(int users) {
  std::string text = fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<conference-info xmlns="urn:ietf:params:xml:ns:conference-info"
                 entity="sips:conf1@example.com" state="full" version="7">
  <conference-state>
    <user-count>{}</user-count>
    <active>true</active>
  </conference-state>
  <users>
)",
      users);
  for (int i = 0; i < users; ++i) {
    text += user(i);
  }
  return text + "  </users>\n</conference-info>\n";
}

void count_bytes(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

int users_of(const benchmark::State& state) {
  return static_cast<int>(state.range(0));
}

void decode(benchmark::State& state) {
  const std::string text = document(users_of(state));
  for (auto _ : state) {
    benchmark::DoNotOptimize(xml::decode(text));
  }
  count_bytes(state, text);
}

void scan_and_tree(benchmark::State& state) {
  const std::string text = document(users_of(state));
  for (auto _ : state) {
    benchmark::DoNotOptimize(xml::read(text, xml::Reading::judging, {}));
  }
  count_bytes(state, text);
}

// The model alone: what a tree costs on top is measured above, so reading is not timed here.
void model(benchmark::State& state) {
  const std::string text = document(users_of(state));
  for (auto _ : state) {
    state.PauseTiming();
    auto read = xml::read(text, xml::Reading::judging, {});
    state.ResumeTiming();
    benchmark::DoNotOptimize(info::Document(std::move(read->tree)));
  }
  count_bytes(state, text);
}

void rules_of(benchmark::State& state, std::span<const rules::DocumentRule> group) {
  const std::string text = document(users_of(state));
  const info::Document document(std::move(xml::read(text, xml::Reading::judging, {})->tree));
  const rules::RoomSettings rooms;
  const rules::DocumentCase subject{document, rooms};
  for (auto _ : state) {
    diag::Findings findings(diag::Profile::rfc4575, 100);
    rules::run(group, subject, findings);
    benchmark::DoNotOptimize(findings.total());
  }
  count_bytes(state, text);
}

void judge(benchmark::State& state) {
  const std::string text = document(users_of(state));
  const config::Configuration configuration;
  for (auto _ : state) {
    benchmark::DoNotOptimize(rules::judge("bench.xml", text, configuration, {}));
  }
  count_bytes(state, text);
}

// The notification that one user of a roster is on hold now, its version in ten digits from kVersionAt on.
constexpr std::size_t kVersionAt = 122;

std::string update(int number, std::string_view status) {
  return fmt::format(
      R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info"
                 entity="sips:conf1@example.com" version="0000000000" state="partial">
  <users state="partial">
    <user entity="sip:user{0}@example.com" state="partial">
      <endpoint entity="sip:user{0}@host{1}.example.com" state="partial">
        <status>{2}</status>
      </endpoint>
    </user>
  </users>
</conference-info>
)",
      number, number % 1000, status);
}

void set_version(std::string& text, std::uint32_t version) {
  for (std::size_t at = kVersionAt + 10; at > kVersionAt; version /= 10) {
    text[--at] = static_cast<char>('0' + version % 10);
  }
}

// An update in memory, parsed, checked and applied to a roster of that size, each of another user than the one before.
void apply_update(benchmark::State& state) {
  const int users = users_of(state);
  const std::string full = document(users);
  change::Subscriber subscriber;
  subscriber.feed(info::Document(std::move(xml::read(full, xml::Reading::judging, {})->tree)));
  std::vector<std::string> updates;
  for (int i = 0; i < 1000; ++i) {
    updates.push_back(update(i * 7919 % users, i % 2 == 0 ? "on-hold" : "connected"));
  }
  std::uint32_t version = *subscriber.version();
  for (auto _ : state) {
    std::string& text = updates[version % updates.size()];
    set_version(text, ++version);
    const info::Document received(std::move(xml::read(text, xml::Reading::judging, {})->tree));
    if (subscriber.feed(received).action != change::Action::merged) {
      state.SkipWithError("the update was not merged");
    }
  }
}

constexpr int kSmall = 7;     // about 5 KB
constexpr int kLarge = 2000;  // about 1.2 MB

BENCHMARK(decode)->Arg(kSmall)->Arg(kLarge);
BENCHMARK(scan_and_tree)->Arg(kSmall)->Arg(kLarge);
BENCHMARK(model)->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, structure, rules::structure_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, state, rules::state_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, keys, rules::key_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, descriptions, rules::description_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, users, rules::user_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, endpoints, rules::endpoint_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, media, rules::media_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, sidebars, rules::sidebar_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK_CAPTURE(rules_of, rooms, rules::room_rules())->Arg(kSmall)->Arg(kLarge);
BENCHMARK(judge)->Arg(kSmall)->Arg(kLarge);
BENCHMARK(apply_update)->Arg(1000)->Arg(100000);

}  // namespace
