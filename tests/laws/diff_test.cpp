// Laws of diff over seeded pairs of documents: it is empty exactly when the canonical forms are equal, and it does not
// depend on how a document is written.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "base/limits.hpp"
#include "change/canonical.hpp"
#include "change/diff.hpp"
#include "support/full_document.hpp"
#include "support/rounds.hpp"
#include "xml/read.hpp"

namespace confstate::tests {
namespace {

// A document with all that is asked of it; null where it has obstacles.
struct Subject {
  explicit Subject(std::string bytes) : text(std::move(bytes)), document(tree_of(text)), canonical(document) {}
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  static xml::Tree tree_of(const std::string& text) {
    auto read = xml::read(text, xml::Reading::keeping, base::Limits());
    REQUIRE_MESSAGE((read && read->faults.empty()), text);
    return std::move(read->tree);
  }

  [[nodiscard]] std::string form() const { return change::canonical_text(document.root()); }

  std::string text;
  info::Document document;
  change::Canonical canonical;
};

using Changes = std::vector<change::Change>;

// Of every change there is the counterpart on the way back.
bool are_opposite(const Changes& forth, const Changes& back) {
  return forth.size() == back.size() &&
         std::equal(forth.begin(), forth.end(), back.begin(), [](const change::Change& one, const change::Change& two) {
           return one.before == two.after && one.after == two.before && one.subject == two.subject &&
                  change::old_value(one) == change::new_value(two) && change::new_value(one) == change::old_value(two);
         });
}

struct Counts {
  unsigned long same = 0;
  unsigned long different = 0;
  unsigned long changes = 0;
};

void try_pair(const Subject& before, const Subject& after, Counts& counts) {
  const Changes forth = change::diff(before.canonical, after.canonical);
  const bool equal = before.form() == after.form();
  ++(equal ? counts.same : counts.different);
  counts.changes += forth.size();
  INFO(before.text);
  INFO(after.text);
  REQUIRE(forth.empty() == equal);
  REQUIRE(change::same(before.canonical, before.document.root(), after.canonical, after.document.root()) == equal);
  REQUIRE(are_opposite(forth, change::diff(after.canonical, before.canonical)));
  for (const change::Change& each : forth) {
    REQUIRE(change::old_value(each) != change::new_value(each));
    REQUIRE(change::old_json(each) != change::new_json(each));
    REQUIRE(change::path_of(each).starts_with("/conference-info"));
  }
}

TEST_CASE("diff is empty exactly when the canonical forms are equal") {
  Counts counts;
  const unsigned long full = rounds(20'000);
  for (unsigned long seed = 1; seed <= full; ++seed) {
    CAPTURE(seed);
    FullDocuments documents(seed);
    const Draft draft = documents.make();
    const Subject before(DraftWriter(false).write(draft));
    const Subject other(documents.disguised(draft));
    const Subject after(DraftWriter(seed % 2 == 0).write(documents.changed(draft)));
    REQUIRE(change::obstacles_of(before.document).empty());
    REQUIRE(change::obstacles_of(after.document).empty());
    REQUIRE(change::diff(before.canonical, before.canonical).empty());
    try_pair(before, after, counts);
    INFO(before.text);
    INFO(other.text);
    REQUIRE(before.form() == other.form());
    REQUIRE(change::diff(before.canonical, other.canonical).empty());
  }
  MESSAGE(counts.same << " pairs the same, " << counts.different << " different, " << counts.changes << " changes");
  CHECK(counts.same > full / 100);
  CHECK(counts.different > full / 4);
}

}  // namespace
}  // namespace confstate::tests
