// Questions about elements that several rules ask.
#pragma once

#include <optional>
#include <string_view>

#include "info/document.hpp"

namespace confstate::rules {

// True when `state` is absent or says "full": not where its value is no state at all, which is another rule's
// finding.
[[nodiscard]] bool surely_full(info::Element element);

// True when the document carries the whole state: its root is a conference in state full.
[[nodiscard]] bool is_whole(const info::Document& document);

// True for an element whose end was not read: what seems missing in it may only not have been read.
[[nodiscard]] bool is_open(info::Element element);

// True when the text is in the lexical space of xs:anyURI.
[[nodiscard]] bool is_uri(std::string_view text);

// The value of an attribute; empty where it is absent.
[[nodiscard]] std::string_view value_of(info::Element element, info::AttributeName name);

// The raw text of a child; nothing where it is absent.
[[nodiscard]] std::optional<std::string_view> raw_text_of(info::Element element, info::Name child);

}  // namespace confstate::rules
