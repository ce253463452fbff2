// Any text as two URIs: a canonical identity is its own, comparing is symmetric, and a place lies within the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "uri/identity.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = text.find('\n');
  const uri::Uri one = uri::parse(text.substr(0, line));
  const uri::Uri two = uri::parse(line == std::string_view::npos ? text : text.substr(line + 1));
  bool sound = uri::same(one, two) == uri::same(two, one) && uri::same(one, one);
  for (const uri::Uri& each : {one, two}) {
    sound = sound && each.place.begin <= each.place.end && each.place.end <= each.text.size();
    for (const bool strict : {false, true}) {
      const uri::Identity identity = uri::canonical_identity(each, {strict});
      sound =
          sound && uri::canonical_identity(identity.canonical, {strict}).canonical == identity.canonical &&
          (identity.address.empty() || uri::canonical_identity(identity.address, {strict}).address == identity.address);
    }
  }
  return sound ? 0 : (std::abort(), 0);
}
