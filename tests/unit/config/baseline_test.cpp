#include "config/baseline.hpp"

#include <doctest/doctest.h>

#include "unit/bytes/folder.hpp"
#include "unit/config/cards.hpp"

namespace confstate::config {
namespace {

diag::Finding finding(std::uint64_t fingerprint, const char* by = nullptr) {
  diag::Finding out;
  out.diagnostic = tests::found(tests::kUnique);
  out.fingerprint = fingerprint;
  if (by != nullptr) {
    out.suppressed = diag::Suppressed{by, "", std::nullopt};
  }
  return out;
}

base::Result<Baseline> read(const std::string& text) {
  return read_baseline(bytes::Source("known.json", text), "/data");
}

std::string failure(const std::string& text) {
  const base::Result<Baseline> baseline = read(text);
  REQUIRE_FALSE(baseline);
  return baseline.error().message;
}

TEST_CASE("what is written is read again, the same bytes for the same entries") {
  Baseline baseline;
  baseline.files["rooms/b \"quoted\".xml"][0xffULL] = 2;
  baseline.files["rooms/a.xml"][0xb1997b5abf0fd469ULL] = 1;
  baseline.files["rooms/a.xml"][1] = 3;
  const std::string text = write_baseline(baseline);
  CHECK(text == R"({
  "schema": "confstate.baseline/1",
  "entries": [
    {"file": "rooms/a.xml", "fingerprint": "0000000000000001", "count": 3},
    {"file": "rooms/a.xml", "fingerprint": "b1997b5abf0fd469", "count": 1},
    {"file": "rooms/b \"quoted\".xml", "fingerprint": "00000000000000ff", "count": 2}
  ]
}
)");
  const base::Result<Baseline> again = read(text);
  REQUIRE(again);
  CHECK(again->files == baseline.files);
  CHECK(again->directory == "/data");
  CHECK(write_baseline(Baseline{}) == "{\n  \"schema\": \"confstate.baseline/1\",\n  \"entries\": []\n}\n");
  CHECK(read(write_baseline(Baseline{})));
}

TEST_CASE("a damaged baseline says where") {
  CHECK(failure("[]") == "known.json:1:1: a baseline is an object, not an array");
  CHECK(failure("{}") == "known.json:1:1: a baseline says \"schema\": \"confstate.baseline/1\"");
  CHECK(failure(R"({"schema": "confstate.baseline/2", "entries": []})").find("known.json:1:12: a baseline says") == 0);
  CHECK(failure(R"({"schema": "confstate.baseline/1"})").find("an array `entries`") != std::string::npos);
  CHECK(failure(R"({"schema": "confstate.baseline/1", "entry": []})") == "known.json:1:36: unknown key `entry`");
  CHECK(failure("{").find("known.json:1:") == 0);
  const auto entry = [](const std::string& text) {
    return failure("{\"schema\": \"confstate.baseline/1\", \"entries\": [\n" + text + "]}");
  };
  CHECK(entry("7") == "known.json:2:1: an entry is an object with `file`, `fingerprint` and `count`");
  for (const char* wrong : {R"({"file": "a", "fingerprint": "0000000000000001"})",
                            R"({"file": "", "fingerprint": "0000000000000001", "count": 1})",
                            R"({"file": "a", "fingerprint": "000000000000001", "count": 1})",
                            R"({"file": "a", "fingerprint": "000000000000000G", "count": 1})",
                            R"({"file": "a", "fingerprint": "00000000000000AB", "count": 1})",
                            R"({"file": "a", "fingerprint": "0000000000000001", "count": 0})",
                            R"({"file": "a", "fingerprint": "0000000000000001", "count": -1})"}) {
    CAPTURE(wrong);
    CHECK(entry(wrong).find("known.json:2:1: an entry has a `file`") == 0);
  }
  CHECK(
      entry(R"({"file": "a", "fingerprint": "0000000000000001", "count": 1, "line": 3})").find("unknown key `line`") !=
      std::string::npos);
  const std::string good = R"({"file": "a", "fingerprint": "0000000000000001", "count": 1})";
  CHECK(entry(good + ",\n" + good) == "known.json:3:1: this entry stands here a second time");
}

TEST_CASE("known findings are hidden as often as they are known, new ones are not") {
  Baseline baseline;
  baseline.files["a.xml"][7] = 2;
  std::vector<diag::Finding> findings{finding(7), finding(7, "config"), finding(7), finding(7), finding(8)};
  mark_known(findings, baseline, "a.xml");
  CHECK(findings[0].suppressed->by == "baseline");
  CHECK(findings[1].suppressed->by == "config");
  CHECK(findings[2].suppressed->by == "baseline");
  CHECK_FALSE(findings[3].suppressed);
  CHECK_FALSE(findings[4].suppressed);
  std::vector<diag::Finding> other{finding(7)};
  mark_known(other, baseline, "b.xml");
  CHECK_FALSE(other[0].suppressed);
}

TEST_CASE("recording drops what is fixed and keeps what was not part of the run") {
  Baseline baseline;
  baseline.files["a.xml"] = {{1, 1}, {2, 1}};
  baseline.files["b.xml"] = {{3, 1}};
  baseline.files["c.xml"] = {{4, 1}};
  const std::vector<diag::Finding> now{finding(2, "baseline"), finding(5), finding(5), finding(6, "config")};
  record(baseline, "a.xml", now);
  record(baseline, "b.xml", {});
  CHECK(baseline.files.at("a.xml") == std::map<std::uint64_t, std::uint64_t>{{2, 1}, {5, 2}});
  CHECK(baseline.files.count("b.xml") == 0);
  CHECK(baseline.files.at("c.xml").size() == 1);
}

TEST_CASE("names are relative to the baseline, however the input was named") {
  Baseline baseline;
  baseline.directory = "/data/rooms";
  CHECK(name_in(baseline, "rooms/a.xml", "/data") == "a.xml");
  CHECK(name_in(baseline, "./a.xml", "/data/rooms") == "a.xml");
  CHECK(name_in(baseline, "/data/rooms/x/a.xml", "/") == "x/a.xml");
  CHECK(name_in(baseline, "a.xml", "/data") == "../a.xml");
  CHECK(name_in(baseline, "<stdin>", "/data") == "<stdin>");
  CHECK(name_in(baseline, "rooms/\xff.xml", "/data") == "\xef\xbf\xbd.xml");  // JSON cannot hold the byte
}

TEST_CASE("a baseline file is read beside where it is, and a missing one only starts empty when it is to be written") {
  const tests::Folder folder;
  folder.put("b/known.json", write_baseline(Baseline{}));
  const base::Result<Baseline> known = read_baseline_file("b/known.json", folder.path());
  REQUIRE(known);
  CHECK(known->directory == folder / "b");
  const base::Result<Baseline> missing = read_baseline_file("no.json", folder.path());
  REQUIRE_FALSE(missing);
  CHECK(missing.error().hint == "--write-baseline no.json makes one");
  const base::Result<Baseline> fresh = open_baseline("no.json", folder.path());
  REQUIRE(fresh);
  CHECK(fresh->files.empty());
  CHECK(fresh->directory == folder.path());
  folder.put("bad.json", "{");
  CHECK_FALSE(open_baseline("bad.json", folder.path()));
}

}  // namespace
}  // namespace confstate::config
