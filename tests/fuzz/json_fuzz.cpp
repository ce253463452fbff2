// Any bytes as a document in JSON form: what is accepted gives a well-formed document, whose own JSON form comes back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "info/json.hpp"
#include "info/json_read.hpp"
#include "xml/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  std::string json(reinterpret_cast<const char*>(data), size);
  for (int round = 0; round < 2; ++round) {
    const auto text = info::read_json(bytes::Source("f", json), info::Layout::indented, base::Limits{});
    if (!text) {
      return round == 0 ? 0 : (std::abort(), 0);
    }
    auto read = xml::read(*text, xml::Reading::keeping, base::Limits{});
    if (!read || !read->faults.empty()) {
      return !read ? 0 : (std::abort(), 0);  // over a limit together with what stands around it
    }
    const std::string again = info::write_json(info::Document(std::move(read->tree)));
    if (round == 1 && again != json) {
      std::abort();
    }
    json = again;
  }
  return 0;
}
