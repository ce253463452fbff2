// Two documents with a NUL between, or one beside itself: comparing never crashes, a document does not differ from
// itself, no change is told exactly when the canonical forms are equal, and as many lead back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "change/diff.hpp"
#include "xml/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t middle = std::min(input.find('\0'), size);
  auto one = xml::read(input.substr(0, middle), xml::Reading::keeping, base::Limits{});
  auto two = xml::read(input.substr(middle == size ? 0 : middle + 1), xml::Reading::keeping, base::Limits{});
  if (!one || !one->faults.empty() || !two || !two->faults.empty()) {
    return 0;
  }
  const info::Document before(std::move(one->tree));
  const info::Document after(std::move(two->tree));
  if (!before.root() || !after.root() || !(before.root().type() == after.root().type())) {
    return 0;
  }
  const change::Canonical old_form(before);
  const change::Canonical new_form(after);
  const bool equal = change::canonical_text(before.root()) == change::canonical_text(after.root());
  const std::size_t forth = change::diff(old_form, new_form).size();
  const bool holds = change::diff(old_form, old_form).empty() && (forth == 0) == equal &&
                     forth == change::diff(new_form, old_form).size();
  return holds ? 0 : (std::abort(), 1);
}
