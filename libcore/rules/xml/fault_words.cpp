#include "rules/xml/fault_cards.hpp"

namespace confstate::rules {
namespace {

constexpr std::string_view kEscape = "write &amp; for a plain &";
// Public sources of OPAL, read in 2026: display names go into the document as they are.
constexpr std::string_view kDisplayName = "raw & in the text: unescaped display name? OPAL writes them so (2026)";

// In the order of xml::FaultKind.
constexpr std::array<FaultWords, xml::kFaultKinds> kWords = {{
    {"the document is empty", "", "", ""},
    {"the document has no root element", "", "", ""},
    {"text {} stands outside the root element", "", "", ""},
    {"a second root element, <{}>", "the first one", "a document has one root", ""},
    {"<{}> is never closed", "opened here", "the document may have been cut off", ""},
    {"end tag </{}> closes nothing that is open", "this is open", "", ""},
    {"malformed tag", "", "", ""},
    {"{} is not a name", "", "", ""},
    {"malformed attribute", "", "attributes are written name=\"value\", with white space between them", ""},
    {"attribute {} appears twice in one tag", "first seen here", "drop one of them", ""},
    {"'<' in an attribute value", "", "write &lt;", ""},
    {"'&' begins no reference", "", kEscape, kDisplayName},
    {"entity &{}; is not declared", "", kEscape, kDisplayName},
    {"{} refers to a character that XML forbids", "", "leave the character out", ""},
    {"character {} is forbidden in XML", "", "leave the character out", ""},
    {"byte {} is not UTF-8", "", "was the text written in ISO-8859-1?", ""},
    {"]]> in text", "", "write ]]&gt;", ""},
    {"malformed comment", "", "a comment must not contain --, nor end with --->", ""},
    {"malformed CDATA section", "", "", ""},
    {"malformed processing instruction", "", "", ""},
    {"XML declaration after the beginning of the document", "", "nothing may precede it, not even a blank", ""},
    {"malformed XML declaration", "", R"(write <?xml version="1.0" encoding="UTF-8"?>)", ""},
    {"document type declaration", "",
     "drop it: a notification needs none, and parsers may load or expand what it names", ""},
    {"namespace prefix {} is not declared", "", "declare it: xmlns:prefix=\"...\"", ""},
    {"{} is reserved in XML namespaces", "", "", ""},
    {"prefix {} is bound to no namespace", "", "", ""},
}};

}  // namespace

const FaultWords& words_of(xml::FaultKind kind) {
  return kWords[static_cast<std::size_t>(kind)];
}

}  // namespace confstate::rules
