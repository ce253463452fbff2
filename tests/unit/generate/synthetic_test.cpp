#include "generate/synthetic.hpp"

#include <map>
#include <set>
#include <utility>

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "generate/pattern.hpp"
#include "support/rounds.hpp"
#include "unit/info/read_document.hpp"
#include "unit/rules/judged.hpp"

using namespace confstate;
using generate::SyntheticPlan;

namespace {

std::string written(const SyntheticPlan& plan) {
  std::string text;
  generate::write_synthetic(plan, [&text](std::string_view piece) { text += piece; });
  return text;
}

SyntheticPlan planned(std::string_view words) {
  SyntheticPlan plan;
  const auto set = generate::set_plan(plan, words);
  REQUIRE_MESSAGE(set.has_value(), (set ? std::string() : set.error().message));
  return plan;
}

std::string fault(std::string_view words) {
  SyntheticPlan plan;
  const auto set = generate::set_plan(plan, words);
  REQUIRE_FALSE(set);
  return set.error().message + (set.error().hint.empty() ? "" : " (" + set.error().hint + ")");
}

}  // namespace

TEST_CASE("a plan has what its words say") {
  const SyntheticPlan plan = planned("users=20,endpoints=1-3,media=audio+message,sidebars=2,references=1,languages");
  CHECK(plan.users == 20);
  CHECK(plan.least_endpoints == 1);
  CHECK(plan.most_endpoints == 3);
  CHECK(plan.media == std::vector<std::string>{"audio", "message"});
  CHECK(plan.languages);
  CHECK_FALSE(plan.roles);
  const std::string text = written(plan);
  const tests::ReadDocument document(text);
  CHECK(document->all(info::Type::user).size() > 20);  // with those in sidebars
  CHECK(document->all(info::Type::conference).size() == 3);
  CHECK(text.find("<user-count>20</user-count>") != std::string::npos);
}

TEST_CASE("a word that nobody knows is met with a suggestion") {
  CHECK(fault("user=1") == "unknown word `user` (did you mean `users`?)");
  CHECK(fault("users=x") == "`users` needs a number up to 99999999, not `x`");
  CHECK(fault("users=100000000") == "`users` needs a number up to 99999999, not `100000000`");
  CHECK(fault("endpoints=3-1") == "`endpoints` goes from 3 to 1 (the lesser number goes first)");
  CHECK(fault("media=audio+chat").starts_with("`chat` is no media type of SDP"));
  CHECK(fault("media=audio+audio") == "`audio` stands twice in `media`");
  CHECK(fault("languages=en") == "`languages` takes no value");
}

TEST_CASE("the same seed makes the same document, another one another") {
  SyntheticPlan plan = planned("users=200,endpoints=0-3,media=audio+video,sidebars=3,statuses,roles,joins");
  const std::string first = written(plan);
  CHECK(written(plan) == first);
  plan.seed = 2;
  CHECK(written(plan) != first);
  plan.layout = info::Layout::compact;
  CHECK(written(plan).find("\n ") == std::string::npos);
}

TEST_CASE("the shape `all` has every element and attribute of the vocabulary") {
  SyntheticPlan plan = planned("users=1");
  plan.whole_vocabulary = true;
  const tests::ReadDocument document(written(plan), xml::Reading::keeping);
  std::set<std::pair<info::Type, info::Name>> children;
  std::set<std::pair<info::Type, info::AttributeName>> attributes;
  std::set<info::GlobalAttribute> globals;
  for (std::uint32_t id = 0; id < document->tree().node_count(); ++id) {
    const xml::Node node = document->tree().node(id);
    if (!node.is_element()) {
      continue;
    }
    if (node.parent()) {
      children.emplace(document->type(node.parent()), document->name(node));
    }
    for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
      const xml::Attribute attribute = node.attribute_at(i);
      if (const auto name = document->attribute_name(attribute.name_id())) {
        attributes.emplace(document->type(node), *name);
      } else if (const auto global = info::global_attribute_of(attribute.name().space, attribute.name().local)) {
        globals.insert(*global);
      }
    }
  }
  for (std::size_t i = 0; i < info::kTypes; ++i) {
    const auto type = static_cast<info::Type>(i);
    for (const info::ChildRow& row : info::children_of(type)) {
      CAPTURE(to_string(row.name));
      CHECK(children.contains({type, row.name}));
    }
    for (const info::AttributeRow& row : info::attributes_of(type)) {
      CAPTURE(to_string(row.name));
      CHECK(attributes.contains({type, row.name}));
    }
  }
  CHECK(globals.size() == 4);  // those of XML; those of XML Schema instances are errors or hints
}

TEST_CASE("what is made up breaks no rule of any profile") {
  constexpr std::string_view kFlags[] = {",languages", ",roles", ",aors", ",joins", ",calls", ",statuses", ",rooms=1"};
  constexpr std::string_view kMedia[] = {"audio", "audio+video", "message+text+audio+image+application+video"};
  base::Random random(20260504);
  tests::Settings strict;
  strict.profile = diag::Profile::strict;
  const unsigned long total = tests::rounds(400);
  for (unsigned long i = 0; i < total; ++i) {
    std::string words =
        "users=" + std::to_string(random.below(80)) + ",endpoints=" + std::to_string(random.below(2)) + "-" +
        std::to_string(random.between(1, 4)) + ",media=" + std::string(random.pick(std::span(kMedia))) +
        ",sidebars=" + std::to_string(random.below(4)) + ",references=" + std::to_string(random.below(3));
    const bool all = random.one_in(3);
    for (const std::string_view flag : kFlags) {
      words += random.one_in(2) && !(all && flag == ",rooms=1") ? std::string(flag) : "";
    }
    SyntheticPlan plan = planned(words);
    plan.seed = random.next();
    plan.whole_vocabulary = all;
    plan.layout = random.one_in(2) ? info::Layout::compact : info::Layout::indented;
    CAPTURE(words);
    CHECK(tests::ids(written(plan), strict) == tests::Ids{});
  }
}

TEST_CASE("numbers count through all their digits") {
  generate::Digits digits(98);
  digits.increment();
  CHECK(digits.view() == "00000099");
  digits.increment();
  CHECK(digits.view() == "00000100");
}

TEST_CASE("pieces larger than the buffer come out whole") {
  std::string seen;
  const base::Sink sink = [&seen](std::string_view piece) { seen += piece; };
  generate::Collector collector(sink);
  const std::string large(600'000, 'x');
  collector.add("begin");
  collector.add(generate::Pattern("n" + std::string(generate::kNumberHere) + large), generate::Digits(5));
  collector.add(large);
  collector.flush();
  CHECK(seen == "beginn00000005" + large + large);
}
