// Any bytes as a roster: the reader never crashes, and what it accepts gives a well-formed document.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "generate/roster.hpp"
#include "generate/write.hpp"
#include "xml/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  generate::Conference conference;
  const bytes::Source source("f", std::string(reinterpret_cast<const char*>(data), size));
  if (!generate::read_roster(source, conference)) {
    return 0;
  }
  const std::string text = generate::write_document(conference, info::Layout::compact);
  const auto read = xml::read(text, xml::Reading::judging, base::Limits{});
  if (!read || !read->faults.empty()) {
    std::abort();
  }
  return 0;
}
