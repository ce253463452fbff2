#include "rules/xml/fault_cards.hpp"

#include "rules/example.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;

constexpr std::string_view kGood = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n");

}  // namespace

// In the order of xml::FaultKind, then of EncodingCard.
constexpr XmlCards kXmlCards = {{
    {
        .area = "xml",
        .id = "empty-document",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.1"},
        .title = "a document is not empty",
        .why = "An empty body tells a subscriber nothing. It comes from a NOTIFY that ends a subscription, "
               "from a capture that was cut, or from a server that failed while writing; each of them wants "
               "another cure.",
        .bad = "\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "no-root",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.1"},
        .title = "a document has a root element",
        .why = "Comments and instructions alone are no XML document: no parser will read them.",
        .bad = "<!-- board meeting -->\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "text-outside-root",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.1"},
        .title = "nothing but comments and instructions stands beside the root",
        .why = "Text after the root is usually the rest of another message or a boundary of a multipart body "
               "that was not cut off; before the root it is often a part of the SIP headers. Parsers refuse "
               "the whole document.",
        .bad = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n") "--boundary--\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "two-roots",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.1"},
        .title = "a document has one root element",
        .why = "Two documents in one body are none: parsers stop at the second root. Several notifications "
               "need several bodies, or a multipart one.",
        .bad = CONFSTATE_FULL("  <conference-description/>\n  <users/>\n") "<conference-info/>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "unclosed-element",
        .severity = Severity::error,
        .spec = {"XML 1.0", "3"},
        .title = "every element is closed",
        .why = "A document that ends inside an element was cut off: by a limit on message size, by a wrong "
               "Content-Length, or by a capture. Whoever repairs it cannot know what followed.",
        .bad = "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\">\n"
               "  <users>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "mismatched-tag",
        .severity = Severity::error,
        .spec = {"XML 1.0", "3"},
        .title = "end tags close what is open, innermost first",
        .why = "Elements that overlap cannot be read as a tree. It shows XML that is put together from "
               "strings.",
        .bad = "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\">\n"
               "  <users></user>\n"
               "</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-tag",
        .severity = Severity::error,
        .spec = {"XML 1.0", "3.1"},
        .title = "tags follow the grammar",
        .why = "A tag that cannot be read ends the reading: what follows could mean anything. It shows XML "
               "that is put together from strings.",
        .bad = "<conference-info / >\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-name",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.3"},
        .title = "names are made of the characters that names may have",
        .why = "Element and attribute names begin with a letter or an underscore and go on with letters, "
               "digits, hyphens, dots and underscores, with one colon at most. The fourth edition of XML 1.0 "
               "is applied, as most parsers do.",
        .bad = "<1conference-info/>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-attribute",
        .severity = Severity::error,
        .spec = {"XML 1.0", "3.1"},
        .title = "attributes are written name=\"value\"",
        .why = "HTML forgives attributes without quotes, without values and without blanks between them, XML "
               "does not.",
        .bad = "<conference-info entity=sip:board@example.com/>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "duplicate-attribute",
        .severity = Severity::error,
        .spec = {"XML 1.0", "3.1"},
        .title = "an attribute appears once in a tag",
        .why = "Lenient parsers keep the first or the last of the two, so two programs read two different "
               "documents; a signature over one is then shown beside the contents of the other. Attributes "
               "are also the same when two prefixes stand for one namespace.",
        .bad = "<conference-info entity=\"sip:board@example.com\" entity=\"sip:annex@example.com\"/>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "less-than-in-value",
        .severity = Severity::error,
        .spec = {"XML 1.0", "3.1"},
        .title = "no '<' stands in an attribute value",
        .why = "It is most often a missing quote, after which the rest of the document is read as a value. "
               "In a value the character is written &lt;.",
        .bad = "<conference-info entity=\"sip:board@example.com>\n"
               "  <users/>\n"
               "</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-reference",
        .severity = Severity::error,
        .spec = {"XML 1.0", "4.1"},
        .title = "every '&' begins a reference",
        .why = "A plain '&' in a display name such as 'Smith & Sons' makes the whole document unreadable, "
               "and everybody in the conference loses the roster because of one name. Some servers copy "
               "names without escaping them.",
        .bad = "<conference-info>Smith & Sons</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "undeclared-entity",
        .severity = Severity::error,
        .spec = {"XML 1.0", "4.1"},
        .title = "only the five entities of XML are used",
        .why = "XML knows &amp; &lt; &gt; &quot; and &apos; without a declaration. The names of HTML, like "
               "&nbsp; or &eacute;, are unknown to it and stop every parser.",
        .bad = "<conference-info>caf&eacute;</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "forbidden-character-reference",
        .severity = Severity::error,
        .spec = {"XML 1.0", "4.1"},
        .title = "references name characters that XML has",
        .why = "Control characters, surrogates, U+FFFE and U+FFFF are in no XML 1.0 document, not as "
               "references either. Parsers that let &#0; pass cut the value there, which is a way to smuggle "
               "names past a filter.",
        .bad = "<conference-info>&#0;</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "forbidden-character",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.2"},
        .title = "the text has only characters that XML allows",
        .why = "Control characters other than tab and line ends, U+FFFE and U+FFFF are in no XML 1.0 "
               "document. They come from binary data, from padding after the body, or from somebody who "
               "tries parsers.",
        .bad = "<conference-info>\x01"
               "</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "invalid-utf8",
        .severity = Severity::error,
        .spec = {"RFC 4575", "4.1"},
        .title = "the bytes of a document are UTF-8",
        .why = "A document is UTF-8 unless it says otherwise, and conference information must be. A lone "
               "byte of ISO-8859-1, mostly an accented letter in a name, makes it unreadable; overlong forms "
               "and surrogates are refused too, as they are used to hide characters from filters.",
        .bad = "<conference-info>Andr\xe9"
               "</conference-info>\n",
        .good = kGood,
        .rows = "D1 D4",
    },
    {
        .area = "xml",
        .id = "cdata-end-in-text",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.4"},
        .title = "]]> does not stand in text",
        .why = "The three characters end a CDATA section and must not stand outside one; in text the last of "
               "them is written &gt;.",
        .bad = "<conference-info>]]></conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-comment",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.5"},
        .title = "comments contain no --",
        .why = "Two hyphens inside a comment are forbidden, so that old parsers find its end. Commenting out "
               "a part that has comments breaks on it.",
        .bad = "<!-- board -- meeting --><conference-info/>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-cdata",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.7"},
        .title = "CDATA sections are closed and stand in the root",
        .why = "A section that never ends swallows the rest of the document; one beside the root is text "
               "where none may be.",
        .bad = "<conference-info><![CDATA[board</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-instruction",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.6"},
        .title = "processing instructions follow the grammar",
        .why = "An instruction begins with a target name without a colon and ends with ?>. What cannot be "
               "read as one ends the reading.",
        .bad = "<conference-info><?board></conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "misplaced-declaration",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.8"},
        .title = "the XML declaration is the very first thing",
        .why = "A blank line before <?xml is enough to make a document unreadable. It comes from templates, "
               "and from bodies that were glued together.",
        .bad = "\n<?xml version=\"1.0\"?>\n" CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "malformed-declaration",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.8"},
        .title = "the XML declaration follows the grammar",
        .why = "It has a version, then perhaps an encoding, then perhaps standalone, in this order. Parsers "
               "read it before anything else and stop when they cannot.",
        .bad =
            "<?xml encoding=\"UTF-8\" version=\"1.0\"?>\n" CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "doctype",
        .severity = Severity::error,
        .spec = {"XML 1.0", "2.8"},
        .title = "a document has no document type declaration",
        .why = "Document types declare entities, by which a small document expands to gigabytes or reads "
               "files and other servers where it is parsed. No notification needs one, so it is always an "
               "error, and the rest is judged as far as it can be read.",
        .bad = "<!DOCTYPE conference-info>\n" CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
        .good = kGood,
        .rows = "D64",
    },
    {
        .area = "xml",
        .id = "undeclared-prefix",
        .severity = Severity::error,
        .spec = {"Namespaces in XML 1.0", "5"},
        .title = "prefixes are declared",
        .why = "A prefix stands for a namespace that xmlns:prefix declares on the element or around it. "
               "Vendors copy elements of an extension and forget the declaration; parsers that know "
               "namespaces then refuse the document, others do not notice.",
        .bad = "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\">\n"
               "  <x:poll/>\n"
               "</conference-info>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "reserved-namespace",
        .severity = Severity::error,
        .spec = {"Namespaces in XML 1.0", "3"},
        .title = "the prefixes xml and xmlns keep their meaning",
        .why = "xml and xmlns are bound for good: they cannot be given to another namespace, nor their "
               "namespaces to another prefix.",
        .bad = "<conference-info xmlns:xml=\"urn:example:other\"/>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "empty-prefix-binding",
        .severity = Severity::error,
        .spec = {"Namespaces in XML 1.0", "5"},
        .title = "a prefix is bound to a namespace",
        .why = "Only the default namespace can be undone with an empty value; a prefix cannot in Namespaces "
               "1.0.",
        .bad = "<x:conference-info xmlns:x=\"\"/>\n",
        .good = kGood,
        .rows = "D1",
    },
    {
        .area = "xml",
        .id = "version-not-1-0",
        .severity = Severity::error,
        .spec = {"RFC 4575", "4.1"},
        .title = "the XML version is 1.0",
        .why = "Conference information is XML 1.0. A declaration of another version is a slip most of the "
               "time, but parsers may refuse it, or read it by the rules of XML 1.1, where other characters "
               "are line ends and control characters are allowed.",
        .bad = "<?xml version=\"1.1\"?>\n" CONFSTATE_FULL("  <conference-description/>\n  <users/>\n"),
        .good = kGood,
        .rows = "D3",
    },
    {
        .area = "xml",
        .id = "encoding-not-utf8",
        .severity = Severity::error,
        .spec = {"RFC 4575", "4.1"},
        .title = "a document is encoded in UTF-8",
        .why = "Conference information must be UTF-8, and many SIP endpoints read nothing else: names come "
               "out as rubbish or the document is dropped. It is decoded as well as can be here and judged "
               "on.",
        .bad = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" CONFSTATE_FULL(
            "  <conference-description/>\n  <users/>\n"),
        .good = kGood,
        .rows = "D4",
    },
    {
        .area = "xml",
        .id = "encoding-ascii",
        .severity = Severity::warning,
        .profiles = {.strict = Severity::error},
        .spec = {"RFC 4575", "4.1"},
        .title = "a document says that it is UTF-8",
        .why = "Pure ASCII bytes are UTF-8 as well, so nothing is lost as long as no name has an accent. The "
               "first one that has one breaks the document, or is written as something else.",
        .bad = "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n" CONFSTATE_FULL(
            "  <conference-description/>\n  <users/>\n"),
        .good = kGood,
        .rows = "D4",
    },
    {
        .area = "xml",
        .id = "undecodable-byte",
        .severity = Severity::error,
        .spec = {"RFC 4575", "4.1"},
        .title = "every byte belongs to the encoding of the document",
        .why = "From here on the text cannot be told, so nothing else is said about the form of the "
               "document.",
        .bad = "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n<conference-info>Andr\xe9"
               "</conference-info>\n",
        .good = kGood,
        .rows = "D4",
    },
}};

}  // namespace confstate::rules
