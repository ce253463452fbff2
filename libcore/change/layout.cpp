#include "change/layout.hpp"

#include "base/limits.hpp"
#include "info/document.hpp"
#include "info/writer.hpp"
#include "xml/read.hpp"

namespace confstate::change {
namespace {

using info::AttributeName;

// Whatever was accepted once may be written: the limits are those of the updates.
base::Limits no_limits() {
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  limits.elements = ~std::uint64_t{0};
  limits.attributes = ~std::uint64_t{0};
  return limits;
}

void write_root(info::Writer& writer, info::Element root) {
  writer.open(info::Name::conference_info);
  for (const AttributeName name : {AttributeName::entity, AttributeName::state}) {
    if (const xml::Attribute attribute = root.attribute(name)) {
      writer.attribute(name, attribute.value());
    }
  }
  info::write_attributes(writer, root, AttributeName::entity);
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
  writer.declaration();
  write_root(writer, document.root());
  for (xml::Node child = document.tree().root().first_element(); child; child = child.next_element()) {
    if (document.in_vocabulary(child)) {
      info::write_stored(writer, {&document, child});
    } else {
      writer.raw(info::foreign_text(document, child));
    }
  }
  writer.close();
  out += '\n';
  return out;
}

}  // namespace confstate::change
