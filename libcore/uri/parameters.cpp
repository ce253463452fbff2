// Lists of parameters and headers in URIs, and escapes.
#include <algorithm>

#include "base/text.hpp"
#include "uri/characters.hpp"
#include "uri/uri.hpp"

namespace confstate::uri {
namespace {

// True for the same text, the first with escapes undone and both in lower case.
bool is_named(std::string_view written, std::string_view name) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < name.size(); ++i, ++at) {
    if (at >= written.size()) {
      return false;
    }
    const bool escape = is_escape(written, at);
    const char c = escape ? escaped_byte(written, at) : written[at];
    if (base::ascii_lower(c) != base::ascii_lower(name[i])) {
      return false;
    }
    at += escape ? 2 : 0;
  }
  return at == written.size();
}

}  // namespace

std::optional<Parameter> next_parameter(std::string_view& rest, char separator) {
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!one.empty()) {
      const std::size_t equals = one.find('=');
      const bool has_value = equals != std::string_view::npos;
      return Parameter{one.substr(0, equals), has_value ? one.substr(equals + 1) : std::string_view(), has_value};
    }
  }
  return std::nullopt;
}

std::optional<Parameter> find_parameter(std::string_view parameters, std::string_view name, char separator) {
  while (const auto parameter = next_parameter(parameters, separator)) {
    if (is_named(parameter->name, name)) {
      return parameter;
    }
  }
  return std::nullopt;
}

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = is_escape(text, at);
    out += escape ? escaped_byte(text, at) : text[at];
    at += escape ? 2 : 0;
  }
  return out;
}

}  // namespace confstate::uri
