#include "rules/place.hpp"

#include <utility>

#include <fmt/format.h>

namespace confstate::rules {
namespace {

diag::Diagnostic start(base::Span span, std::string_view value, std::string message) {
  diag::Diagnostic made;
  made.span = span;
  made.message = std::move(message);
  made.value = value;
  return made;
}

}  // namespace

diag::Diagnostic at_attribute(const diag::Findings& out, info::Element owner, xml::Attribute attribute,
                              std::string message) {
  diag::Diagnostic made = start(attribute.span(), attribute.value(), std::move(message));
  if (!out.is_full()) {
    made.path = info::path_of(owner.document(), owner.node(), attribute);
  }
  return made;
}

diag::Diagnostic at_text(const diag::Findings& out, info::Element element, std::string message) {
  diag::Diagnostic made = start(element.node().text_span(), element.node().text(), std::move(message));
  if (!out.is_full()) {
    made.path = info::path_of(element.document(), element.node());
  }
  return made;
}

diag::Diagnostic at_name(const diag::Findings& out, info::Element element, std::string message) {
  diag::Diagnostic made = start(element.node().name_span(), {}, std::move(message));
  if (!out.is_full()) {
    made.path = info::path_of(element.document(), element.node());
  }
  return made;
}

diag::Related see_attribute(xml::Attribute attribute, std::string message) {
  return {attribute.span(), std::move(message)};
}

diag::Related see_text(info::Element element, std::string message) {
  return {element.node().text_span(), std::move(message)};
}

diag::Related see_name(info::Element element, std::string message) {
  return {element.node().name_span(), std::move(message)};
}

std::string quoted(std::string_view value) {
  return fmt::format("`{}`", clipped(value));
}

std::string tag(info::Name name) {
  return fmt::format("<{}>", info::to_string(name));
}

std::string did_you_mean(std::string_view word) {
  return fmt::format("did you mean `{}`?", word);
}

}  // namespace confstate::rules
