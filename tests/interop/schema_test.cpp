// The schema of RFC 4575: ours beside the original, and our structure rules beside libxml2 with either.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

#include "rules/areas.hpp"
#include "support/deviations.hpp"
#include "support/documents.hpp"
#include "support/draft_mutate.hpp"
#include "support/rounds.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

enum class Verdict { unreadable, invalid, valid };

// libxml2 with one schema, called as xmllint --nonet --noout --schema calls it.
class SchemaJudge {
 public:
  explicit SchemaJudge(const std::string& path) {
    xmlSetStructuredErrorFunc(nullptr, [](void*, xmlErrorPtr) {});
    const std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser(
        xmlSchemaNewParserCtxt(path.c_str()), &xmlSchemaFreeParserCtxt);
    schema_.reset(xmlSchemaParse(parser.get()));
  }

  [[nodiscard]] bool is_ready() const { return schema_ != nullptr; }

  [[nodiscard]] Verdict judge(const std::string& text) const {
    const int options = XML_PARSE_COMPACT | XML_PARSE_BIG_LINES | XML_PARSE_NONET;
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
        xmlReadMemory(text.data(), static_cast<int>(text.size()), "document.xml", nullptr, options), &xmlFreeDoc);
    if (!document) {
      return Verdict::unreadable;
    }
    const std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> context(
        xmlSchemaNewValidCtxt(schema_.get()), &xmlSchemaFreeValidCtxt);
    return xmlSchemaValidateDoc(context.get(), document.get()) == 0 ? Verdict::valid : Verdict::invalid;
  }

 private:
  std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> schema_{nullptr, &xmlSchemaFree};
};

const std::string& our_schema() {
  static const std::string path = std::string(CONFSTATE_SOURCE_DIR) + "/schemas/conference-info.xsd";
  return path;
}

// True for a well-formed document on which no structure rule fires. What rules say about the declaration, its
// version and encoding, is not the schema's business.
bool we_accept(const std::string& bytes) {
  const xml::Decoded decoded = xml::decode(bytes);
  auto read = xml::read(decoded.text, xml::Reading::judging, base::Limits{});
  REQUIRE(read.has_value());
  diag::Findings found(diag::Profile::rfc4575, 10);
  if (!read->judgeable || !read->faults.empty()) {
    return false;
  }
  const info::Document document(std::move(read->tree));
  const rules::RoomSettings rooms;
  rules::run(rules::structure_rules(), rules::DocumentCase{document, rooms}, found);
  return found.total() == 0;
}

// A document that both judge alike, or whose difference a deviation explains.
struct Comparison {
  bool alike = false;
  std::optional<std::string_view> deviation;
};

Comparison compare(const std::string& text, const SchemaJudge& judge) {
  const bool ours = we_accept(text);
  const bool theirs = judge.judge(text) == Verdict::valid;
  if (ours == theirs) {
    return {true, std::nullopt};
  }
  std::string rest = text;
  std::optional<std::string_view> last;
  for (const tests::Deviation& deviation : tests::kDeviations) {
    const std::string mended = deviation.we_refuse == !ours ? tests::mended(rest, deviation) : rest;
    if (mended != rest) {
      last = deviation.name;
      rest = mended;
      if (we_accept(rest) == (judge.judge(rest) == Verdict::valid)) {
        return {true, last};
      }
    }
  }
  return {};
}

// Seeds that are well-formed, as drafts.
std::vector<tests::Draft> drafts() {
  std::vector<tests::Draft> all;
  for (const std::string& bytes : tests::real_documents()) {
    if (const auto draft = tests::read_draft(bytes)) {
      all.push_back(*draft);
    }
  }
  return all;
}

std::string mutation(std::uint64_t seed, const std::vector<tests::Draft>& seeds) {
  tests::DraftMutator mutator(seed);
  tests::Draft draft = seeds.empty() || mutator.one_in(2) ? mutator.grow() : seeds[mutator.below(seeds.size())];
  if (!mutator.one_in(8)) {
    mutator.mutate(draft);
  }
  return mutator.write(draft);
}

void print(std::uint64_t seed, std::string_view why, const std::string& text) {
  std::cout << "seed " << seed << ": " << why << "\n----\n" << text << "\n----\n";
}

}  // namespace

TEST_CASE("our schema and the original judge every real document alike") {
  const SchemaJudge ours(our_schema());
  REQUIRE(ours.is_ready());
  const std::filesystem::path oracle = tests::oracles_or_skip("oracle/conference-info.xsd");
  if (oracle.empty()) {
    return;
  }
  const SchemaJudge theirs(oracle.string());
  REQUIRE(theirs.is_ready());
  for (const std::string& bytes : tests::real_documents()) {
    INFO(bytes);
    CHECK(ours.judge(bytes) == theirs.judge(bytes));
  }
}

TEST_CASE("our schema and the original judge mutated documents alike") {
  const std::filesystem::path oracle = tests::oracles_or_skip("oracle/conference-info.xsd");
  if (oracle.empty()) {
    return;
  }
  const SchemaJudge ours(our_schema());
  const SchemaJudge theirs(oracle.string());
  const std::vector<tests::Draft> seeds = drafts();
  const unsigned long rounds = tests::rounds(20'000);
  unsigned long disagreements = 0;
  for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
    const std::string text = mutation(seed, seeds);
    if (ours.judge(text) != theirs.judge(text) && ++disagreements <= 5) {
      print(seed, "the schemas differ", text);
    }
  }
  CHECK(disagreements == 0);
}

TEST_CASE("a structure rule fires exactly where libxml2 with the schema refuses, listed deviations aside") {
  const SchemaJudge judge(our_schema());
  REQUIRE(judge.is_ready());
  const std::vector<tests::Draft> seeds = drafts();
  const unsigned long rounds = tests::rounds(20'000);
  std::map<std::string_view, unsigned long> deviations;
  unsigned long valid = 0;
  unsigned long disagreements = 0;
  for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
    const std::string text = mutation(seed, seeds);
    const Comparison result = compare(text, judge);
    valid += we_accept(text) ? 1 : 0;
    if (result.deviation) {
      ++deviations[*result.deviation];
    } else if (!result.alike && ++disagreements <= 5) {
      print(seed, we_accept(text) ? "only libxml2 refuses" : "only we refuse", text);
    }
  }
  std::cout << "libxml2: " << rounds << " mutations, " << valid << " without a structure finding, " << disagreements
            << " disagreements\n";
  for (const auto& [name, count] : deviations) {
    std::cout << "  deviation " << name << ": " << count << '\n';
  }
  CHECK(valid > rounds / 10);
  CHECK(valid < rounds - rounds / 10);
  CHECK(disagreements == 0);
}

TEST_CASE("real documents are judged as libxml2 judges them, listed deviations aside") {
  const SchemaJudge judge(our_schema());
  for (const std::string& bytes : tests::real_documents()) {
    INFO(bytes);
    CHECK(compare(bytes, judge).alike);
  }
}

// What we call libxml2's verdict is that of its program.
TEST_CASE("xmllint says of the same documents what the library says") {
  if (std::system("xmllint --version >/dev/null 2>&1") != 0) {
    tests::skip_judge("xmllint");
    return;
  }
  const std::filesystem::path folder = std::filesystem::path(CONFSTATE_BINARY_DIR) / "schema-test";
  std::filesystem::create_directories(folder);
  const SchemaJudge judge(our_schema());
  const std::vector<tests::Draft> seeds = drafts();
  const std::uint64_t count = std::min(tests::rounds(400), 400UL);  // all go into one command line
  std::map<std::string, Verdict> verdicts;
  std::string command = "xmllint --nonet --noout --schema '" + our_schema() + "'";
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    const std::string text = mutation(seed, seeds);
    const std::string path = (folder / std::to_string(seed)).string();
    std::ofstream(path, std::ios::binary) << text;
    verdicts[path] = judge.judge(text);
    command += " '" + path + "'";
  }
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    output += static_cast<char>(c);
  }
  pclose(pipe);
  for (const auto& sample : verdicts) {
    INFO(sample.first);
    CHECK((output.find(sample.first + " validates\n") != std::string::npos) == (sample.second == Verdict::valid));
  }
  std::filesystem::remove_all(folder);
}
