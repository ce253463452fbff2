// Any bytes: both readings give one verdict, every place lies within the text, the canonical form is read back.
#include <cstdlib>

#include "xml/canonical.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate::xml;
  const auto require = [](bool holds) { return holds ? void() : std::abort(); };
  const Decoded decoded = decode(std::string(reinterpret_cast<const char*>(data), size));
  const auto judging = read(decoded.text, Reading::judging, {});
  const auto keeping = read(decoded.text, Reading::keeping, {});
  require(judging.has_value() == keeping.has_value());
  if (!judging) {
    return 0;
  }
  require(judging->judgeable == keeping->judgeable && judging->faults.size() == keeping->faults.size());
  for (const Fault& fault : judging->faults) {
    require(fault.span.begin <= fault.span.end && fault.span.end <= decoded.text.size());
  }
  for (std::uint32_t id = 0; id < judging->tree.node_count(); ++id) {
    const Node node = judging->tree.node(id);
    require(node.tag_span().end <= node.span().end && node.span().end <= decoded.text.size());
    require(node.text_span().begin >= node.span().begin && node.text_span().end <= node.span().end);
  }
  require(!keeping->faults.empty() || read(write_canonical(keeping->tree.root()), Reading::keeping, {})->judgeable);
  return 0;
}
