#include "change/value.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "info/values.hpp"

namespace confstate::change {

using info::Type;

namespace {

std::string_view collapsed_if(bool belongs, std::string_view raw, std::string& scratch) {
  if (!belongs) {
    return raw;
  }
  scratch = base::collapse(raw);
  return scratch;
}

std::string_view number_of(std::string_view raw, std::string& scratch) {
  const auto number = info::read_unsigned(raw);
  if (!number) {
    return raw;
  }
  scratch = std::to_string(*number);
  return scratch;
}

std::string_view truth_of(std::string_view raw) {
  const auto truth = info::read_boolean(raw);
  return !truth ? raw : *truth ? "true" : "false";
}

}  // namespace

std::string_view canonical_value(std::string_view raw, Type type, std::string& scratch) {
  switch (type) {
    case Type::unsigned_int:
      return number_of(raw, scratch);
    case Type::boolean:
      return truth_of(raw);
    case Type::any_uri:
    case Type::string_list:
    case Type::language_list:
      return base::is_collapsed(raw) ? raw : collapsed_if(info::belongs_to(raw, type), raw, scratch);
    default:
      return raw;
  }
}

std::string canonical_value(std::string_view raw, Type type) {
  std::string scratch;
  return std::string(canonical_value(raw, type, scratch));
}

namespace {

void write_list(info::JsonText& text, std::string_view value) {
  text.begin_array();
  for (const std::string_view word : base::split_list(value)) {
    text.string(word);
  }
  text.end_array();
}

}  // namespace

void write_value(info::JsonText& text, std::string_view raw, Type type) {
  const auto number = type == Type::unsigned_int ? info::read_unsigned(raw) : std::nullopt;
  const auto truth = type == Type::boolean ? info::read_boolean(raw) : std::nullopt;
  const bool is_list = type == Type::string_list || type == Type::language_list;
  std::string scratch;
  if (number) {
    text.number(*number);
  } else if (truth) {
    text.boolean(*truth);
  } else if (is_list && info::belongs_to(raw, type)) {
    write_list(text, raw);
  } else {
    text.string(canonical_value(raw, type, scratch));
  }
}

std::string json_value(std::string_view raw, Type type) {
  std::string out;
  const base::Sink sink = [&out](std::string_view piece) { out += piece; };
  info::JsonText text(sink, {.compact = true, .level = 0});
  write_value(text, raw, type);
  text.finish();
  return out;
}

std::string stray_text(xml::Node node) {
  std::string text(node.text());
  std::erase_if(text, base::is_xml_space);
  return text;
}

}  // namespace confstate::change
