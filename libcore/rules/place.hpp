// Where a finding points: shorthands that start a diagnostic with its span, path and value.
#pragma once

#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "diag/findings.hpp"
#include "info/document.hpp"
#include "xml/tree.hpp"

namespace confstate::rules {

// A diagnostic at name="value" of an element. Where `out` only counts any more, its path is left out.
[[nodiscard]] diag::Diagnostic at_attribute(const diag::Findings& out, info::Element owner, xml::Attribute attribute,
                                            std::string message);

// A diagnostic at the text of an element, or at its name where it has none.
[[nodiscard]] diag::Diagnostic at_text(const diag::Findings& out, info::Element element, std::string message);

// A diagnostic at the name of an element in its start tag: for what is missing in it, or for the element itself.
[[nodiscard]] diag::Diagnostic at_name(const diag::Findings& out, info::Element element, std::string message);

// A second place, at an attribute, a text or a name.
[[nodiscard]] diag::Related see_attribute(xml::Attribute attribute, std::string message);
[[nodiscard]] diag::Related see_text(info::Element element, std::string message);
[[nodiscard]] diag::Related see_name(info::Element element, std::string message);

using base::clipped;

// The clipped value between backticks.
[[nodiscard]] std::string quoted(std::string_view value);

// "<users>".
[[nodiscard]] std::string tag(info::Name name);

// "did you mean `...`?"
[[nodiscard]] std::string did_you_mean(std::string_view word);

}  // namespace confstate::rules
