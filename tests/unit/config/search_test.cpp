#include "config/search.hpp"

#include <doctest/doctest.h>

#include "unit/bytes/folder.hpp"
#include "unit/config/cards.hpp"

namespace confstate::config {
namespace {

using tests::Folder;

Finder finder(const Folder& folder, Layer options = {}, bool search = true) {
  return {{tests::kCards.begin(), tests::kCards.end()}, std::move(options), search, folder.path()};
}

TEST_CASE("the nearest file upward wins whole") {
  const Folder folder;
  folder.put(".confstate.json", R"({"profile": "lenient", "fail-on": "info"})");
  folder.put("rooms/.confstate.json", R"({"fail-on": "warning"})");
  Finder find = finder(folder);
  const auto near = find.find("rooms/deep/er/a.xml");
  REQUIRE(near);
  CHECK((*near)->settings.fail_on.value == diag::Severity::warning);
  CHECK((*near)->settings.fail_on.origin.place == "rooms/.confstate.json:1:13");
  CHECK((*near)->settings.profile.value == diag::Profile::rfc4575);  // no merging
  CHECK((*near)->directory == folder / "rooms");
  const auto far = find.find("a.xml");
  REQUIRE(far);
  CHECK((*far)->settings.profile.value == diag::Profile::lenient);
  CHECK((*far)->file->name() == ".confstate.json");
}

TEST_CASE("inputs share the configuration of their file, however they are named") {
  const Folder folder;
  folder.put(".confstate.json", "{}");
  Finder find = finder(folder);
  const auto one = *find.find("a.xml");
  CHECK(*find.find("x/y/b.xml") == one);
  CHECK(*find.find(folder / "c.xml") == one);
  CHECK(*find.find("-") == one);
  CHECK(*find.find("./x/../d.xml") == one);
  CHECK(find.all().size() == 1);
}

TEST_CASE("the search goes up beyond the current directory") {
  const Folder folder;
  folder.put(".confstate.json", R"({"max-findings": 3})");
  folder.put("x/y/a.xml", "");
  Finder find({tests::kCards.begin(), tests::kCards.end()}, {}, true, folder / "x/y");
  const auto found = find.find("a.xml");
  REQUIRE(found);
  CHECK((*found)->settings.max_findings.origin.place == "../../.confstate.json:1:18");
}

TEST_CASE("--no-config ignores even broken files, and options beat files") {
  const Folder folder;
  folder.put(".confstate.json", R"({"profile": "lync"})");
  folder.put("broken/.confstate.json", "{");
  Layer options;
  options.profile = {diag::Profile::strict, option("--profile")};
  Finder without = finder(folder, options, false);
  REQUIRE(without.find("broken/a.xml"));
  CHECK(*without.find("broken/a.xml") == *without.find("-"));
  CHECK((*without.find("a.xml"))->file == nullptr);
  Finder with = finder(folder, options);
  CHECK((*with.find("a.xml"))->settings.profile.value == diag::Profile::strict);
  const auto broken = with.find("broken/a.xml");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.find("broken/.confstate.json:1:") == 0);
}

TEST_CASE("an option that names no rule fails without any file") {
  const Folder folder;
  Layer options;
  options.ignore = {{"no-such-rule", option("--ignore")}};
  CHECK_FALSE(finder(folder, options, false).find("a.xml"));
}

TEST_CASE("a baseline is read for the configuration that names it, relative to its file") {
  const Folder folder;
  folder.put("rooms/.confstate.json", R"({"baseline": "known.json"})");
  const auto missing = finder(folder).find("rooms/a.xml");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().hint == "--write-baseline rooms/known.json makes one");
  Layer options;
  options.write_baseline = {"rooms/known.json", option("--write-baseline")};
  const auto first = finder(folder, options).find("rooms/a.xml");
  REQUIRE(first);
  CHECK((*first)->baseline->files.empty());
  Baseline baseline;
  baseline.files["a.xml"][7] = 1;
  folder.put("rooms/known.json", write_baseline(baseline));
  const auto found = finder(folder).find("rooms/a.xml");
  REQUIRE(found);
  CHECK((*found)->baseline->files == baseline.files);
  CHECK((*found)->baseline->directory == folder / "rooms");
}

TEST_CASE("an option's baseline is shared by all configurations") {
  const Folder folder;
  folder.put("x/.confstate.json", "{}");
  folder.put("y/.confstate.json", "{}");
  folder.put("known.json", write_baseline(Baseline{}));
  Layer options;
  options.baseline = {"known.json", option("--baseline")};
  Finder find = finder(folder, options);
  const auto x = *find.find("x/a.xml");
  const auto y = *find.find("y/a.xml");
  CHECK(x != y);
  CHECK(x->baseline == y->baseline);
  CHECK(find.all().size() == 2);
}

}  // namespace
}  // namespace confstate::config
