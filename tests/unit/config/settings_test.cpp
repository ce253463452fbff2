#include "config/settings.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace confstate::config {
namespace {

Origin in_file(std::string place) {
  return {OriginKind::file, std::move(place), {}};
}

std::string row(const Settings& settings, std::string_view name) {
  for (const SettingRow& candidate : rows_of(settings)) {
    if (candidate.name == name) {
      return candidate.value + " from " + candidate.origin;
    }
  }
  return "none";
}

TEST_CASE("option beats file beats default, and each value says where it came from") {
  Layer options;
  Layer file;
  file.profile = {diag::Profile::lync, in_file("f:1:2")};
  file.fail_on = {diag::Severity::warning, in_file("f:2:2")};
  file.limits["depth"] = {300, in_file("f:3:2")};
  file.limits["input"] = {1ULL << 20U, in_file("f:4:2")};
  file.severity["info/x"] = {diag::Severity::off, in_file("f:5:2")};
  options.fail_on = {diag::Severity::off, option("--fail-on")};
  REQUIRE(add_limit(options, "depth=400"));
  REQUIRE(add_severity(options, "info/y=warning"));
  const Settings settings = merge(options, file);
  CHECK(row(settings, "profile") == "\"lync\" from f:1:2");
  CHECK(row(settings, "fail-on") == "\"never\" from --fail-on");
  CHECK(row(settings, "max-findings") == "0 from default");
  CHECK(row(settings, "limit.depth") == "\"400\" from --limit");
  CHECK(row(settings, "limit.input") == "\"1M\" from f:4:2");
  CHECK(row(settings, "limit.elements") == "\"20000000\" from default");
  CHECK(row(settings, "severity.info/x") == "\"off\" from f:5:2");
  CHECK(row(settings, "severity.info/y") == "\"warning\" from --severity");
  CHECK(row(settings, "severity") == "none");
  CHECK(row(settings, "ignore") == "[] from default");
  CHECK(row(settings, "room-same-domain") == "false from default");
  CHECK(row(settings, "baseline") == "null from default");
  CHECK(row(settings, "suppressions") == "[] from default");
  CHECK(settings.limits.depth == 400);
  CHECK(settings.limits.input == 1ULL << 20U);
}

TEST_CASE("choosing rules on the command line sets the file's choice aside") {
  Layer file;
  file.select = {{"info", in_file("f:1:1")}};
  file.ignore = {{"info/x", in_file("f:2:1")}};
  Layer options;
  CHECK(merge(options, file).ignore.size() == 1);
  options.ignore = {{"rooms", option("--ignore")}};
  CHECK(merge(options, file).ignore[0].value == "rooms");
  CHECK(merge(options, file).select[0].value == "info");
  options.ignore.clear();
  options.select = {{"info/x", option("--select")}};
  CHECK(merge(options, file).select[0].value == "info/x");
  CHECK(merge(options, file).ignore.empty());
}

TEST_CASE("suppressions and lists are shown member by member") {
  Layer file;
  file.related_domains = {{"a.example", in_file("f:1:1")}, {"b.example", in_file("f:1:9")}};
  Suppression entry;
  entry.rule.value = "info/x";
  entry.reason = "say \"why\"";
  entry.until = base::Date{2027, 1, 31};
  entry.origin = in_file("f:2:1");
  file.suppressions = {entry};
  const Settings settings = merge({}, file);
  CHECK(row(settings, "suppressions") == R"({"rule":"info/x","reason":"say \"why\"","until":"2027-01-31"} from f:2:1)");
  const auto rows = rows_of(settings);
  CHECK(std::count_if(rows.begin(), rows.end(), [](const SettingRow& r) { return r.name == "related-domain"; }) == 2);
}

TEST_CASE("words of options are read, or refused with the near one") {
  CHECK(*read_profile("rfc4575") == diag::Profile::rfc4575);
  CHECK(read_profile("lenint").error().hint == "did you mean `lenient`?");
  CHECK(*read_fail_on("never") == diag::Severity::off);
  CHECK_FALSE(read_fail_on("off"));
  CHECK(*read_level("off") == diag::Severity::off);
  CHECK_FALSE(read_level("never"));
  for (const diag::Profile profile :
       {diag::Profile::rfc4575, diag::Profile::strict, diag::Profile::lenient, diag::Profile::lync}) {
    CHECK(*read_profile(word(profile)) == profile);
  }
  Layer options;
  for (const char* wrong : {"info/x", "=off", "info/x=", "info/x=loud"}) {
    CHECK_FALSE(add_severity(options, wrong));
  }
  CHECK_FALSE(add_limit(options, "dept=3"));
  CHECK(options.severity.empty());
  CHECK(options.limits.empty());
}

}  // namespace
}  // namespace confstate::config
