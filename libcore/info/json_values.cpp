#include "info/json_values.hpp"

#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "info/json.hpp"
#include "info/values.hpp"
#include "xml/characters.hpp"
#include "xml/names.hpp"
#include "xml/read.hpp"
#include "xml/scopes.hpp"
#include "xml/writer.hpp"

namespace confstate::info {
namespace {

base::Result<void> check_characters(std::string_view what, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (point.length == 0) {
      return base::fail(fmt::format("{} has the byte 0x{:02X}, which is not UTF-8", what,
                                    static_cast<unsigned>(static_cast<unsigned char>(text[at]))));
    }
    if (!xml::is_xml_char(point.value)) {
      return base::fail(fmt::format("{} has the character U+{:04X}, which cannot stand in XML", what,
                                    static_cast<std::uint32_t>(point.value)));
    }
    at += point.length;
  }
  return {};
}

std::string_view wanted(Type type) {
  switch (type) {
    case Type::any_uri:
      return "a URI";
    case Type::unsigned_int:
      return "a whole number from 0 to 4294967295";
    case Type::date_time:
      return "a date and time as in 2005-03-04T20:00:00Z";
    case Type::language_list:
      return "a language tag as in en-US";
    case Type::string_list:
      return "a word without white space";
    default:
      return {};
  }
}

std::string hint_for(std::string_view text, Type type) {
  if (const auto near = base::nearest(text, values_of(type))) {
    return fmt::format("did you mean `{}`?", *near);
  }
  return values_of(type).empty() ? std::string() : fmt::format("it is one of {}", fmt::join(values_of(type), ", "));
}

bool is_one_word(std::string_view text) {
  return text.find_first_of(" \t\r\n") == std::string_view::npos && !text.empty();
}

bool is_value(std::string_view text, Type type) {
  if (type == Type::string_list) {
    return is_one_word(text);
  }
  return belongs_to(text, type) && (type != Type::language_list || is_one_word(text));
}

// How an extension element fails to be one.
base::Result<void> check_foreign_root(std::string_view text, const xml::ReadResult& read) {
  const xml::Node root = read.tree.root();
  const bool alone = root.span().begin == 0 && root.span().end == text.size();
  if (!alone) {
    return base::fail(fmt::format("the text {} holds more than one element", shown(text)));
  }
  if (root.name().space.empty()) {
    return base::fail(fmt::format("{} has no namespace", shown(root.name().local)),
                      "extension elements are of other namespaces");
  }
  if (root.name().space == kNamespace) {
    return base::fail(fmt::format("{} is of the namespace of RFC 4575", shown(root.name().local)),
                      "its elements are members, not text");
  }
  return {};
}

}  // namespace

std::string shown(std::string_view value) {
  constexpr std::size_t kMost = 60;
  if (value.size() <= kMost) {
    return fmt::format("`{}`", value);
  }
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return fmt::format("`{}...`", value.substr(0, end));
}

std::string_view word(JsonType type) {
  constexpr std::array<std::string_view, 6> kWords = {"null",     "a boolean", "a number",
                                                      "a string", "an array",  "an object"};
  return kWords[static_cast<std::size_t>(type)];
}

JsonType json_type_of(Type type) {
  switch (type) {
    case Type::unsigned_int:
      return JsonType::number;
    case Type::boolean:
      return JsonType::boolean;
    case Type::string_list:
    case Type::language_list:
      return JsonType::array;
    default:
      return JsonType::string;
  }
}

base::Result<void> check_value(std::string_view what, std::string_view text, Type type) {
  if (auto good = check_characters(what, text); !good) {
    return good;
  }
  if (is_value(text, type)) {
    return {};
  }
  if (!values_of(type).empty()) {
    return base::fail(fmt::format("{} has the unknown value {}", what, shown(text)), hint_for(text, type));
  }
  return base::fail(fmt::format("{} is {}, which is not {}", what, shown(text), wanted(type)));
}

base::Result<xml::ExpandedName> read_foreign_name(std::string_view text) {
  xml::ExpandedName name;
  if (text.starts_with("xml:")) {
    name = {kXmlNamespace, text.substr(4)};
  } else if (const std::size_t end = text.rfind('}'); text.starts_with('{') && end != std::string_view::npos) {
    name = {text.substr(1, end - 1), text.substr(end + 1)};
  }
  if (!is_nc_name(name.local) || name.space.empty()) {
    return base::fail(fmt::format("the member {} is no name of an attribute", shown(fmt::format("@{}", text))),
                      R"(it is written "@{namespace}name" or "@xml:name")");
  }
  if (auto good = check_characters("the namespace", name.space); !good) {
    return tl::unexpected<base::Failure>(good.error());
  }
  const bool xml_by_name = name.space == kXmlNamespace && !text.starts_with("xml:");
  if (name.space == kNamespace || name.space == xml::kXmlnsSpace || xml_by_name) {
    return base::fail(fmt::format("no extension attribute is of the namespace {}", name.space));
  }
  return name;
}

base::Result<std::string> read_foreign_element(std::string_view text, const base::Limits& limits) {
  if (base::find_invalid_utf8(text) != std::string_view::npos) {
    return base::fail("the extension element is not UTF-8");
  }
  const base::Result<xml::ReadResult> read = xml::read(text, xml::Reading::keeping, limits);
  if (!read) {
    return tl::unexpected<base::Failure>(read.error());
  }
  if (!read->faults.empty() || !read->tree.root()) {
    return base::fail(fmt::format("the extension element {} is not well-formed", shown(text)));
  }
  if (auto good = check_foreign_root(text, *read); !good) {
    return tl::unexpected<base::Failure>(good.error());
  }
  std::string out;
  xml::append_self_contained(out, read->tree, xml::Scopes(read->tree), read->tree.root(), kNamespace);
  return out;
}

}  // namespace confstate::info
