#include "info/writer.hpp"

#include <doctest/doctest.h>

#include <string>

#include "read_document.hpp"

using namespace confstate;
using info::Layout;
using info::Name;

namespace {

constexpr std::string_view kHead = "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\"";

// The first child element of the root, as a subscriber stores it.
std::string stored(const std::string& children) {
  const std::string text = "<c:conference-info xmlns:c='" + std::string(info::kNamespace) +
                           "' xmlns:x='urn:x' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>" + children +
                           "</c:conference-info>";
  const tests::ReadDocument document(text);
  std::string out;
  info::Writer writer(out, Layout::compact, 1);
  info::write_stored(writer, {&*document, document->tree().root().first_element()});
  return out;
}

std::string sample(Layout layout) {
  std::string out;
  info::Writer writer(out, layout);
  writer.declaration();
  writer.open(Name::conference_info);
  writer.attribute(info::AttributeName::entity, "sip:\"a\"@example.com");
  writer.open(Name::users);
  writer.open(Name::user);
  writer.leaf(Name::display_text, "A & B");
  writer.raw("<x:y xmlns:x=\"urn:x\"/>");
  writer.close();
  writer.close();
  writer.open(Name::sidebars_by_val);
  writer.close();
  writer.close();
  return out;
}

}  // namespace

TEST_CASE("the compact layout has no white space between elements") {
  CHECK(sample(Layout::compact) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + std::string(kHead) +
            " entity=\"sip:&quot;a&quot;@example.com\"><users><user><display-text>A &amp; B</display-text>"
            "<x:y xmlns:x=\"urn:x\"/></user></users><sidebars-by-val/></conference-info>");
}

TEST_CASE("the indented layout has an element per line") {
  CHECK(sample(Layout::indented) == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + std::string(kHead) +
                                        " entity=\"sip:&quot;a&quot;@example.com\">\n"
                                        "  <users>\n"
                                        "    <user>\n"
                                        "      <display-text>A &amp; B</display-text>\n"
                                        "      <x:y xmlns:x=\"urn:x\"/>\n"
                                        "    </user>\n"
                                        "  </users>\n"
                                        "  <sidebars-by-val/>\n"
                                        "</conference-info>");
}

TEST_CASE("attributes of other namespaces bring their declarations, and never two for one prefix") {
  std::string out;
  info::Writer writer(out, Layout::compact, 1);
  writer.open(Name::user);
  writer.foreign_attribute({"urn:x", "a"}, "x", "1");
  writer.foreign_attribute({"urn:x", "b"}, "x", "2");
  writer.foreign_attribute({"urn:y", "a"}, "x", "3");
  writer.foreign_attribute({"urn:z", "a"}, "", "4");
  writer.foreign_attribute({info::kXmlNamespace, "lang"}, "xml", "en");
  writer.close();
  CHECK(out ==
        "<user xmlns:x=\"urn:x\" x:a=\"1\" x:b=\"2\" xmlns:n1=\"urn:y\" n1:a=\"3\" xmlns:n2=\"urn:z\" n2:a=\"4\""
        " xml:lang=\"en\"/>");
}

TEST_CASE("what is stored has no states and no deleted rows") {
  CHECK(stored("<c:users state='partial'><!-- gone --> <c:user entity='sip:a@x' state='full'/>"
               "<c:user entity='sip:b@x' state='deleted'><c:endpoint entity='e'/></c:user>"
               "<c:user state='partial' entity='sip:c@x'><c:endpoint entity='e' state='deleted'/>"
               "<c:associated-aors state='deleted'><c:entry><c:uri>sip:d@x</c:uri></c:entry></c:associated-aors>"
               "</c:user></c:users>") ==
        "<users><user entity=\"sip:a@x\"/><user entity=\"sip:c@x\"><associated-aors><entry><uri>sip:d@x</uri></entry>"
        "</associated-aors></user></users>");
}

TEST_CASE("what is stored keeps extensions, strange attributes and names as they are") {
  CHECK(
      stored("<c:host-info x:a='1' xml:lang='en'><x:e state='deleted'>x:q <!-- kept --></x:e>"
             "<c:unheard-of strange='&lt;'>t&#13;</c:unheard-of></c:host-info>") ==
      "<host-info xmlns:x=\"urn:x\" x:a=\"1\" xml:lang=\"en\"><x:e xmlns:x=\"urn:x\" state='deleted'>x:q <!-- kept -->"
      "</x:e><unheard-of strange=\"&lt;\">t&#13;</unheard-of></host-info>");
}

TEST_CASE("a type that xsi:type names keeps its prefix") {
  CHECK(stored("<c:users xsi:type='c:users-type'/>") ==
        "<users xmlns:c=\"urn:ietf:params:xml:ns:conference-info\""
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"c:users-type\"/>");
}

TEST_CASE("what declarations may take is known before anything is written") {
  const std::string space(1000, 'n');
  const auto bytes = [&space](const std::string& users) {
    return info::declared_bytes(*tests::ReadDocument("<conference-info xmlns='" + std::string(info::kNamespace) +
                                                     "' xmlns:e='" + space + "'><users>" + users +
                                                     "</users></conference-info>"));
  };
  CHECK(bytes("<user entity='sip:a@x'/>") == 0);
  CHECK(bytes("<e:x/>") >= 1000);
  CHECK(bytes("<e:x/><e:x/><e:x/>") >= 3000);
  CHECK(bytes("<user e:a='1'/><user e:a='1'/>") >= 2000);
}
