// Any bytes: typing, the structure rules and the paths of their findings never crash, and every place lies in the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rules/areas.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const xml::Decoded decoded = xml::decode(std::string(reinterpret_cast<const char*>(data), size));
  auto read = xml::read(decoded.text, xml::Reading::judging, base::Limits{});
  if (!read || !read->judgeable) {
    return 0;
  }
  const info::Document document(std::move(read->tree));
  const rules::RoomSettings rooms;
  diag::Findings found(diag::Profile::rfc4575, 1000);
  rules::run(rules::structure_rules(), rules::DocumentCase{document, rooms}, found);
  for (const diag::Diagnostic& finding : found.all()) {
    if (finding.path.empty() || finding.span.begin > finding.span.end || finding.span.end > decoded.text.size()) {
      std::abort();
    }
  }
  return 0;
}
