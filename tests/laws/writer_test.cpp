// Laws of writing: what is written reads back as what it was, in both layouts, and written again it is the same bytes.
#include "info/writer.hpp"

#include <doctest/doctest.h>

#include <string>

#include "change/canonical.hpp"
#include "info/json.hpp"
#include "support/full_document.hpp"
#include "support/rounds.hpp"
#include "unit/info/read_document.hpp"

namespace confstate::tests {
namespace {

using info::Layout;

// Text beside elements, elements inside of values, and the vocabulary's own elements where they have no place say
// nothing in RFC 4575: the first two are not carried, the last are laid out like the rest.
Draft without_mixture(Draft draft, info::Type type) {
  if (type == info::Type::foreign) {
    return draft;
  }
  const bool is_complex = info::is_complex(type);
  std::erase_if(draft.children, [is_complex, type](const Draft& child) {
    const bool is_misplaced = child.space == info::kNamespace && child_type_of(type, child) == info::Type::foreign;
    return child.element != is_complex || (child.element && is_misplaced);
  });
  for (Draft& child : draft.children) {
    const info::Type below = child_type_of(type, child);
    child = without_mixture(std::move(child), below);
  }
  return draft;
}

std::string written(const ReadDocument& document, Layout layout) {
  std::string out;
  info::Writer writer(out, layout);
  info::write_document(writer, document->root(), info::State::full, 7);
  return out;
}

std::string form_of(const ReadDocument& document) {
  return change::canonical_text(document->root());
}

TEST_CASE("a document that is written says what it said, and written again it is the same") {
  const unsigned long all = rounds(20'000);
  unsigned long with_extensions = 0;
  for (unsigned long seed = 1; seed <= all; ++seed) {
    CAPTURE(seed);
    FullDocuments documents(seed);
    const Draft draft = without_mixture(documents.make(), info::Type::conference);
    const ReadDocument read(DraftWriter(false).write(draft), xml::Reading::keeping);
    with_extensions += info::needs_kept_tree(*read) ? 1 : 0;
    for (const Layout layout : {Layout::compact, Layout::indented}) {
      const std::string text = written(read, layout);
      const ReadDocument again(text, xml::Reading::keeping);
      INFO(text);
      REQUIRE(form_of(again) == form_of(read));
      REQUIRE(written(again, layout) == text);
    }
  }
  MESSAGE(with_extensions << " of " << all << " documents with elements of other namespaces");
  CHECK(with_extensions > all / 10);
}

}  // namespace
}  // namespace confstate::tests
