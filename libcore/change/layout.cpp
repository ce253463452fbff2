#include "change/layout.hpp"

#include "base/limits.hpp"
#include "info/document.hpp"
#include "info/values.hpp"
#include "info/writer.hpp"
#include "xml/read.hpp"

namespace confstate::change {
namespace {

// Whatever was accepted once may be written: the limits are those of the updates.
base::Limits no_limits() {
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  limits.elements = ~std::uint64_t{0};
  limits.attributes = ~std::uint64_t{0};
  return limits;
}

}  // namespace

std::string indented(std::string_view compact) {
  auto read = xml::read(compact, xml::Reading::judging, no_limits());
  if (!read || !read->faults.empty()) {
    return std::string(compact);
  }
  const info::Document document(std::move(read->tree));
  std::string out;
  info::Writer writer(out, info::Layout::indented);
  const info::Element root = document.root();
  const std::uint32_t version = info::read_unsigned(root.attribute(info::AttributeName::version).value()).value_or(0);
  info::write_document(writer, root, root.state(), version);
  return out;
}

}  // namespace confstate::change
