// Our reader against expat with namespaces on: the same documents are accepted, and the same is read from them.
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>
#include <expat.h>

#include "base/utf8.hpp"
#include "support/documents.hpp"
#include "support/mutate.hpp"
#include "support/rounds.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

constexpr char kSeparator = '\x01';

// What a parser tells: 'S' start with its name and attributes, 'E' end, 'T' text, 'C' comment, 'P' instruction.
struct Event {
  char kind;
  std::string content;
  friend bool operator==(const Event&, const Event&) = default;
};

void add_text(std::vector<Event>& events, std::string_view text) {
  if (text.empty()) {
    return;
  }
  if (events.empty() || events.back().kind != 'T') {
    events.push_back({'T', {}});
  }
  events.back().content += text;
}

// One parser of expat, used again and again.
class Expat {
 public:
  Expat() : parser_(XML_ParserCreateNS("UTF-8", kSeparator), &XML_ParserFree) {}

  bool read(std::string_view text) {
    XML_ParserReset(parser_.get(), "UTF-8");
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &start, &end);
    XML_SetCharacterDataHandler(parser_.get(), &characters);
    XML_SetCommentHandler(parser_.get(), &comment);
    XML_SetProcessingInstructionHandler(parser_.get(), &instruction);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &doctype);
    events.clear();
    has_doctype = false;
    has_subset = false;
    accepted = XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK;
    return accepted;
  }

  [[nodiscard]] const char* error() const { return XML_ErrorString(XML_GetErrorCode(parser_.get())); }

  std::vector<Event> events;
  bool accepted = false;
  bool has_doctype = false;
  bool has_subset = false;

 private:
  static Expat& self(void* data) { return *static_cast<Expat*>(data); }

  static void start(void* data, const XML_Char* name, const XML_Char** attributes) {
    std::string content = name;
    for (; *attributes != nullptr; attributes += 2) {
      content += std::string("\n") + attributes[0] + "\n" + attributes[1];
    }
    self(data).events.push_back({'S', content});
  }

  static void end(void* data, const XML_Char* name) { self(data).events.push_back({'E', name}); }

  static void characters(void* data, const XML_Char* text, int size) {
    add_text(self(data).events, {text, static_cast<std::size_t>(size)});
  }

  static void comment(void* data, const XML_Char* text) { self(data).events.push_back({'C', text}); }

  static void instruction(void* data, const XML_Char* target, const XML_Char* text) {
    self(data).events.push_back({'P', std::string(target) + "\n" + text});
  }

  static void doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int subset) {
    self(data).has_doctype = true;
    self(data).has_subset = subset != 0;
  }

  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
};

std::string expanded(const xml::ExpandedName& name) {
  return name.space.empty() ? std::string(name.local) : std::string(name.space) + kSeparator + std::string(name.local);
}

std::string start_of(xml::Node element) {
  std::string content = expanded(element.name());
  for (std::uint32_t i = 0; i < element.attribute_count(); ++i) {
    const xml::Attribute attribute = element.attribute_at(i);
    content += "\n" + expanded(attribute.name()) + "\n" + std::string(attribute.value());
  }
  return content;
}

void add_leaf(std::vector<Event>& events, xml::Node node) {
  if (node.kind() == xml::NodeKind::comment) {
    events.push_back({'C', std::string(node.text())});
  } else if (node.kind() == xml::NodeKind::instruction) {
    events.push_back({'P', std::string(node.qname()) + "\n" + std::string(node.text())});
  } else {
    add_text(events, node.text());
  }
}

std::vector<Event> events_of(const xml::Tree& tree) {
  std::vector<Event> events;
  xml::Node parent;
  xml::Node node = tree.first();
  while (node || parent) {
    if (!node) {
      events.push_back({'E', expanded(parent.name())});
      node = parent.next_sibling();
      parent = parent.parent();
    } else if (node.is_element()) {
      events.push_back({'S', start_of(node)});
      parent = node;
      node = node.first_child();
    } else {
      add_leaf(events, node);
      node = node.next_sibling();
    }
  }
  return events;
}

// What the judging reading leaves: no comments and instructions, and white space only where an element has
// nothing else.
std::vector<Event> judged(const std::vector<Event>& events) {
  std::vector<Event> joined;
  for (const Event& event : events) {
    if (event.kind == 'T') {
      add_text(joined, event.content);
    } else if (event.kind != 'C' && event.kind != 'P') {
      joined.push_back(event);
    }
  }
  std::vector<Event> out;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const bool blank = joined[i].kind == 'T' && joined[i].content.find_first_not_of(" \t\r\n") == std::string::npos;
    if (!blank || (joined[i - 1].kind == 'S' && joined[i + 1].kind == 'E')) {
      out.push_back(joined[i]);
    }
  }
  return out;
}

xml::ReadResult read_ours(std::string_view text, xml::Reading reading) {
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  limits.attributes = 65'535;
  base::Result<xml::ReadResult> result = xml::read(text, reading, limits);
  REQUIRE(result.has_value());
  return std::move(*result);
}

// Why the two disagree about a text, or nothing.
std::string disagreement(Expat& expat, std::string_view text, bool transcoded) {
  const bool theirs = expat.read(transcoded ? "\xef\xbb\xbf" + std::string(text) : std::string(text));
  const xml::ReadResult kept = read_ours(text, xml::Reading::keeping);
  const xml::ReadResult judging = read_ours(text, xml::Reading::judging);
  if (kept.faults.size() != judging.faults.size() || kept.judgeable != judging.judgeable) {
    return "the two readings differ";
  }
  if (!kept.faults.empty() && kept.faults.front().kind == xml::FaultKind::doctype) {
    // What a subset declares is not ours to know, nor is what it declares wrongly.
    const bool comparable =
        !expat.has_subset && kept.faults.size() == 1 && (expat.has_doctype || text.find('[') == std::string_view::npos);
    return comparable && theirs != kept.judgeable ? "what follows the document type declaration" : "";
  }
  if (theirs != kept.faults.empty()) {
    return theirs ? "only expat accepts" : std::string("only we accept; expat: ") + expat.error();
  }
  if (theirs && expat.has_doctype) {
    return "we overlook a document type declaration";
  }
  if (theirs && events_of(kept.tree) != expat.events) {
    return "the keeping tree differs";
  }
  return theirs && events_of(judging.tree) != judged(expat.events) ? "the judging tree differs" : "";
}

struct Counts {
  unsigned long accepted = 0;
  unsigned long refused = 0;
  unsigned long disagreements = 0;
};

void compare(Expat& expat, const std::string& bytes, std::uint64_t seed, Counts& counts) {
  const xml::Decoded decoded = xml::decode(bytes);
  const std::string why = disagreement(expat, decoded.text, !decoded.steps.empty());
  (expat.accepted ? counts.accepted : counts.refused) += 1;
  if (!why.empty() && ++counts.disagreements <= 5) {
    std::cout << "seed " << seed << ": " << why << "\n----\n" << bytes << "\n----\n";
  }
}

}  // namespace

TEST_CASE("every real document is read as expat reads it") {
  Expat expat;
  Counts counts;
  for (const std::string& bytes : tests::real_documents()) {
    compare(expat, bytes, 0, counts);
  }
  CHECK(counts.accepted > 0);
  CHECK(counts.disagreements == 0);
}

TEST_CASE("mutated documents are accepted and read exactly as by expat") {
  const std::vector<std::string> documents = tests::real_documents();
  Expat expat;
  Counts counts;
  const unsigned long rounds = tests::rounds(200'000);
  for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
    compare(expat, tests::Mutator(seed, documents).next(), seed, counts);
  }
  std::cout << "expat: " << rounds << " mutations, " << counts.accepted << " accepted, " << counts.refused
            << " refused, " << counts.disagreements << " disagreements\n";
  CHECK(counts.accepted > rounds / 20);
  CHECK(counts.disagreements == 0);
}

TEST_CASE("every character is allowed exactly where expat allows it") {
  Expat expat;
  unsigned long disagreements = 0;
  for (char32_t value = 1; value < 0x110000; value += value < 0x10100 ? 1 : 251) {
    std::string character;
    base::append_utf8(character, value);
    for (const std::string& text : {"<" + character + "/>", "<a" + character + "/>", "<a p" + character + "='1'/>",
                                    "<a b='" + character + "'>" + character + "</a>", "<?a" + character + "?><b/>",
                                    "<a>&#" + std::to_string(static_cast<unsigned long>(value)) + ";</a>"}) {
      const std::string why = disagreement(expat, text, false);
      if (!why.empty() && ++disagreements <= 5) {
        std::cout << why << ": " << text << '\n';
      }
    }
  }
  CHECK(disagreements == 0);
}
