// The JSON form loses nothing: what is written in it and read again has the same canonical form, and the same JSON form
// to the byte.
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "bytes/source.hpp"
#include "change/canonical.hpp"
#include "generate/synthetic.hpp"
#include "info/json.hpp"
#include "info/json_read.hpp"
#include "rules/areas.hpp"
#include "support/documents.hpp"
#include "support/draft_mutate.hpp"
#include "support/rounds.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

bool breaks_structure(const info::Document& document) {
  const rules::RoomSettings rooms;
  diag::Findings found(diag::Profile::rfc4575, 1);
  rules::run(rules::structure_rules(), rules::DocumentCase{document, rooms}, found);
  return found.total() != 0;
}

// The JSON form of a text, and its canonical form where it has one; nothing where it has no JSON form.
struct Forms {
  std::string json;
  std::string canonical;
};

Forms forms_of(const std::string& bytes) {
  const xml::Decoded decoded = xml::decode(bytes);
  auto read = xml::read(decoded.text, xml::Reading::keeping, base::Limits{});
  if (!read || !read->judgeable || !read->faults.empty()) {
    return {};
  }
  const info::Document document(std::move(read->tree));
  if (document.root_kind() != info::RootKind::conference || breaks_structure(document)) {
    return {};
  }
  // Hints where schemas are, on elements of simple type, are no part of the JSON form.
  const bool has_hints = bytes.find("chemaLocation") != std::string::npos;
  const bool has_canonical = !has_hints && change::obstacles_of(document).empty();
  return {info::write_json(document, {}), has_canonical ? change::canonical_text(document.root()) : std::string()};
}

// True where the text has a JSON form; that form must survive both layouts of the XML that it stands for.
bool holds(const std::string& bytes) {
  const Forms forms = forms_of(bytes);
  const std::string& json = forms.json;
  for (const info::Layout layout : {info::Layout::compact, info::Layout::indented}) {
    if (json.empty()) {
      return false;
    }
    const auto xml = info::read_json(bytes::Source("law.json", json), layout, base::Limits{});
    INFO(bytes);
    INFO(json);
    REQUIRE_MESSAGE(xml.has_value(), (xml ? std::string() : xml.error().message));
    const Forms again = forms_of(*xml);
    REQUIRE(again.json == json);
    REQUIRE((forms.canonical.empty() || again.canonical == forms.canonical));
  }
  return true;
}

}  // namespace

TEST_CASE("every real document survives its JSON form") {
  unsigned held = 0;
  for (const std::string& bytes : tests::real_documents()) {
    held += holds(bytes) ? 1 : 0;
  }
  CHECK(held > 5);
}

TEST_CASE("synthetic documents survive their JSON form") {
  const unsigned long total = tests::rounds(500);
  for (std::uint64_t seed = 0; seed < total; ++seed) {
    generate::SyntheticPlan plan;
    plan.seed = seed;
    plan.whole_vocabulary = seed % 2 == 0;
    REQUIRE(generate::set_plan(plan,
                               "users=5,endpoints=0-2,media=audio+message,sidebars=1,references=1,languages,"
                               "roles,aors,joins,calls,statuses"));
    std::string text;
    generate::write_synthetic(plan, [&text](std::string_view piece) { text += piece; });
    CHECK(holds(text));
  }
}

TEST_CASE("documents grown from the vocabulary, and real ones changed, survive their JSON form") {
  std::vector<tests::Draft> seeds;
  for (const std::string& bytes : tests::real_documents()) {
    if (const auto draft = tests::read_draft(bytes)) {
      seeds.push_back(*draft);
    }
  }
  const unsigned long wanted = tests::rounds(20'000);
  unsigned long held = 0;
  std::uint64_t seed = 0;
  for (; held < wanted && seed < 20 * wanted; ++seed) {
    tests::DraftMutator mutator(seed);
    const bool grown = mutator.one_in(2);
    tests::Draft draft = grown ? mutator.grow() : seeds[mutator.below(seeds.size())];
    if (!grown || mutator.one_in(2)) {
      mutator.mutate(draft);
    }
    held += holds(mutator.write(draft)) ? 1 : 0;
  }
  std::cout << held << " documents of " << seed << " have a JSON form, and it lost nothing\n";
  CHECK(held == wanted);
}
