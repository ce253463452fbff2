// Our reader of SIP beside osip2 and sofia-sip, over made and changed messages. Every difference belongs to a group of
// testdata/sip/disagreements/README.md, which says who is right; a group that is not listed there fails.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/rounds.hpp"
#include "support/sip_facts.hpp"
#include "support/sip_groups.hpp"
#include "support/sip_judges.hpp"
#include "support/sip_messages.hpp"
#include "support/skip.hpp"

namespace {

using namespace confstate;
using tests::Fact;
using tests::Facts;

const std::filesystem::path kFolder = CONFSTATE_SOURCE_DIR "/testdata/sip/disagreements";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The cells of a row of a table in Markdown.
std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> all;
  while (line.starts_with('|') && line.size() > 1) {
    line.remove_prefix(1);
    const std::size_t end = std::min(line.find('|'), line.size());
    const std::string_view cell = line.substr(0, end);
    const std::size_t first = std::min(cell.find_first_not_of(" `"), cell.size());
    const std::size_t last = cell.find_last_not_of(" `");
    all.emplace_back(cell.substr(first, last == std::string_view::npos ? 0 : last + 1 - first));
    line.remove_prefix(end);
  }
  return all;
}

struct Row {
  std::string group;
  std::string message;
  std::string right;
  std::string why;
};

std::vector<Row> listed() {
  std::vector<Row> rows;
  std::ifstream stream(kFolder / "README.md");
  for (std::string line; std::getline(stream, line);) {
    const std::vector<std::string> row = cells(line);
    if (row.size() == 4 && (row[0].starts_with("osip2 ") || row[0].starts_with("sofia "))) {
      rows.push_back({row[0], row[1], row[2], row[3]});
    }
  }
  return rows;
}

std::set<std::string> groups_in(const std::string& text, const std::string& region, const Facts& sofia) {
  std::vector<sip::Fault> faults;
  const Facts ours = tests::our_facts(text, faults);
  const std::string cause = tests::cause_of(text, faults, region);
  std::set<std::string> groups = tests::groups_of("osip2", ours, tests::osip_facts(text), cause);
  groups.merge(tests::groups_of("sofia", ours, sofia, cause));
  return groups;
}

struct Batch {
  std::vector<std::string> texts;
  std::vector<std::string> regions;
};

// A quarter is left as it was made.
Batch make_batch(unsigned long from, unsigned long to) {
  Batch batch;
  batch.texts.reserve(to - from);
  batch.regions.reserve(to - from);
  for (unsigned long seed = from; seed < to; ++seed) {
    tests::SipMaker maker(seed);
    if (seed % 4 == 0) {
      batch.texts.push_back(maker.message());
      batch.regions.push_back(tests::region_of("none"));
    } else {
      const tests::SipMaker::Changed changed = maker.changed();
      batch.texts.push_back(changed.text);
      batch.regions.push_back(tests::region_of(changed.place));
    }
  }
  return batch;
}

}  // namespace

TEST_CASE("each listed disagreement is still one, and somebody is right by some section") {
  const std::vector<Row> rows = listed();
  CHECK(rows.size() > 50);
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (const Row& row : rows) {
    texts.push_back(read_file(kFolder / row.message));
  }
  const std::vector<Facts> sofia = tests::sofia_facts(texts);
  REQUIRE(sofia.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(rows[i].group);
    CHECK_FALSE(texts[i].empty());
    CHECK((rows[i].right == "we" || rows[i].right == "they" || rows[i].right == "both"));
    CHECK(rows[i].why.find("RFC ") != std::string::npos);
    const std::size_t region = rows[i].group.find('@');
    const std::string place = region == std::string::npos ? "" : rows[i].group.substr(region);
    CHECK(groups_in(texts[i], place, sofia[i]).contains(rows[i].group));
  }
}

TEST_CASE("made and changed messages are read as others read them, but for the listed groups") {
  constexpr unsigned long kBatch = 2000;
  std::set<std::string> known;
  for (const Row& row : listed()) {
    known.insert(row.group);
  }
  std::map<std::string, unsigned long> found;
  std::map<std::string, unsigned long> accepted;
  const unsigned long total = tests::rounds(100'000);
  for (unsigned long from = 0; from < total; from += kBatch) {
    const Batch batch = make_batch(from, std::min(from + kBatch, total));
    const std::vector<Facts> sofia = tests::sofia_facts(batch.texts);
    REQUIRE(sofia.size() == batch.texts.size());
    for (std::size_t i = 0; i < batch.texts.size(); ++i) {
      for (const std::string& group : groups_in(batch.texts[i], batch.regions[i], sofia[i])) {
        if (found[group]++ == 0 && !known.contains(group)) {
          FAIL_CHECK("not listed: " << group << ", seed " << from + i << "\n" << batch.texts[i]);
        }
      }
      accepted["sofia"] += sofia[i][Fact::verdict] == "accepts" ? 1 : 0;
    }
  }
  unsigned long differences = 0;
  for (const auto& [group, count] : found) {
    differences += count;
  }
  std::printf("%lu messages, %lu accepted by sofia-sip, %lu differences in %zu groups, %zu listed\n", total,
              accepted["sofia"], differences, found.size(), known.size());
  CHECK(accepted["sofia"] > total / 3);
}

TEST_CASE("messages that are not changed are accepted by all three and understood alike") {
  std::vector<std::string> texts;
  for (unsigned long seed = 0; seed < tests::rounds(2000); ++seed) {
    texts.push_back(tests::SipMaker(seed).message());
  }
  const std::vector<Facts> sofia = tests::sofia_facts(texts);
  REQUIRE(sofia.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(texts[i]);
    std::vector<sip::Fault> faults;
    const Facts ours = tests::our_facts(texts[i], faults);
    CHECK(faults.empty());
    CHECK(ours.values == tests::osip_facts(texts[i]).values);
    CHECK(ours.values == sofia[i].values);
  }
}

TEST_CASE("session descriptions that sofia-sip never finishes are read") {
  if (CONFSTATE_ROUNDS_DIVISOR != 1) {
    return tests::skip("no limit on memory under sanitizers");
  }
  const std::string head =
      "INVITE sip:a@example.com SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
      "From: <sip:b@example.com>;tag=1\r\nTo: <sip:a@example.com>\r\nCall-ID: 1@h\r\nCSeq: 1 INVITE\r\n"
      "Content-Type: application/sdp\r\nContent-Length: ";
  std::vector<std::string> texts;
  for (const std::string line : {"m=audio 447 udp ?", "m=audio 447 FOO /x"}) {
    std::string body = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
    body.append(line).append("\r\n");
    texts.push_back(head + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  const std::vector<Facts> sofia = tests::sofia_facts(texts);
  REQUIRE(sofia.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(texts[i]);
    std::vector<sip::Fault> faults;
    CHECK(tests::our_facts(texts[i], faults)[Fact::verdict] == "accepts");
    // A version that is mended reads them, too.
    CHECK(sofia[i][Fact::verdict] != "refuses");
  }
}
