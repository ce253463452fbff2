#include "rules/info/structure.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "rules/areas.hpp"
#include "unit/info/read_document.hpp"

using namespace confstate;
using tests::conference;
using tests::ReadDocument;
using tests::with_endpoint;
using tests::with_user;

namespace {

std::vector<diag::Diagnostic> structure(const std::string& text, std::uint64_t limit = 10'000) {
  const ReadDocument document(text);
  const rules::RoomSettings rooms;
  diag::Findings found(diag::Profile::rfc4575, limit);
  rules::run(rules::structure_rules(), rules::DocumentCase{*document, rooms}, found);
  found.sort();
  return std::move(found.all());
}

// "id@text that is pointed at", one per finding, separated by blanks.
std::string found_in(const std::string& text) {
  std::string out;
  for (const diag::Diagnostic& finding : structure(text)) {
    out += (out.empty() ? "" : " ") + std::string(finding.card->id) + "@" +
           text.substr(finding.span.begin, finding.span.end - finding.span.begin);
  }
  return out;
}

diag::Diagnostic only(const std::string& text) {
  const std::vector<diag::Diagnostic> all = structure(text);
  REQUIRE(all.size() == 1);
  return all.front();
}

const std::string kSip = "<sip><call-id/><from-tag/><to-tag/></sip>";

}  // namespace

TEST_CASE("a document with nearly every element has no structure finding") {
  CHECK(
      found_in(conference(
          "<conference-description xml:lang='en'><display-text/><subject/><free-text/><keywords>a b</keywords>"
          "<conf-uris state='full'><entry><uri/><display-text/><purpose/><modified><when>2005-03-04T20:00:00Z</when>"
          "<reason/><by/></modified><x:e/></entry></conf-uris><service-uris><entry><uri>a</uri></entry></service-uris>"
          "<maximum-user-count>1</maximum-user-count><available-media><entry label='1'><display-text/><type/>"
          "<status>inactive</status><x:e/></entry></available-media><x:e/></conference-description>"
          "<host-info><display-text/><web-page/><uris><entry><uri/></entry></uris></host-info>"
          "<conference-state><user-count>1</user-count><active>1</active><locked>0</locked></conference-state>"
          "<users state='partial'><user entity='u' state='partial'><display-text/><associated-aors><entry><uri/>"
          "</entry></associated-aors><roles><entry/></roles><languages>en</languages><cascaded-focus/>"
          "<endpoint entity='e' state='deleted'><display-text/><referred/><status>on-hold</status>"
          "<joining-method>focus-owner</joining-method><joining-info/><disconnection-method>busy"
          "</disconnection-method><disconnection-info/><media id='1'><display-text/><type/><label/><src-id/>"
          "<status>sendonly</status></media><media id='2'/><call-info>" +
              kSip +
              "</call-info><x:e/></endpoint></user></users>"
              "<sidebars-by-ref><entry><uri/></entry></sidebars-by-ref><sidebars-by-val><entry entity='' version='1'/>"
              "</sidebars-by-val><x:e xmlns=''><any/></x:e>",
          "state='partial' version='4294967295'")) == "");
}

TEST_CASE("one element out of place is one finding, not one for each that follows") {
  CHECK(found_in(conference("<users/><conference-description/><host-info/><conference-state/>")) ==
        "element-order@users");
  CHECK(found_in(conference("<conference-description/><users/><host-info/>")) == "element-order@host-info");
  CHECK(found_in(conference("<users/><conference-description/>")) == "element-order@conference-description");
  CHECK(found_in(with_user("<display-text/><endpoint entity='a'/><roles><entry/></roles><endpoint entity='b'/>")) ==
        "element-order@roles");
  CHECK(found_in(with_user("<x:e/><endpoint entity='a'/>")) == "element-order@endpoint");
  CHECK(found_in(conference("<x:e/><x:f/><x:g/><users/>")) == "element-order@users");
}

TEST_CASE("what is out of order is said with its neighbour, and judged inside") {
  const std::string text = with_endpoint("<status>ringing</status><display-text/>");
  CHECK(found_in(text) == "endpoint-status-unknown@ringing element-order@display-text");
  const diag::Diagnostic order = structure(text)[1];
  CHECK(order.message == "<display-text> stands after <status>");
  CHECK(order.label == "must stand before <status>");
  REQUIRE(order.related.size() == 1);
  CHECK(text.substr(order.related[0].span.begin, 6) == "status");
  CHECK(only(conference("<users/><conference-description/><host-info/>")).label == "must stand after <host-info>");
}

TEST_CASE("repetition and order are two different faults") {
  CHECK(found_in(conference("<host-info/><conference-description/><host-info/>")) ==
        "element-order@conference-description element-repeated@host-info");
  CHECK(found_in(conference("<users/><users/><users/>")) == "element-repeated@users element-repeated@users");
  CHECK(only(conference("<users/><users/>")).related.front().message == "first one here");
}

TEST_CASE("misspelt elements come with what was meant") {
  CHECK(only(with_endpoint("<state>connected</state>")).label == "did you mean `status`?");
  CHECK(only(with_user("<endpoints/>")).label == "did you mean `endpoint`?");
  CHECK(only(with_endpoint("<joiningmethod/>")).label == "did you mean `joining-method`?");
  const diag::Diagnostic own = only(conference("<poll/>"));
  CHECK(own.label.empty());
  CHECK(own.help == "elements of your own need a namespace of their own");
}

TEST_CASE("misplaced elements come with the place they belong to") {
  CHECK(only(with_user("<joining-method>dialed-in</joining-method>")).label == "belongs in <endpoint>");
  CHECK(only(conference("<user/>")).label == "belongs in <users>");
}

TEST_CASE("what is in an element without a place is not judged") {
  CHECK(found_in(conference("<users><foo state='x'><status>x</status></foo></users>")) == "element-unknown@foo");
  CHECK(found_in(conference("<user version='x'><endpoint state='x'/></user>")) == "element-misplaced@user");
  CHECK(found_in(with_user("<roles><entry/><x:e xsi:type='a' xml:lang='_'/></roles>")) == "extension-misplaced@x:e");
}

TEST_CASE("a misspelt child is one finding, not also a missing one") {
  const std::string open = "<conf-uris><entry>";
  const std::string close = "</entry></conf-uris>";
  const auto described = [&](const std::string& content) {
    return found_in(conference("<conference-description>" + open + content + close + "</conference-description>"));
  };
  CHECK(described("<url>a</url>") == "element-unknown@url");
  CHECK(described("<uri xmlns=''>a</uri>") == "element-without-namespace@uri");
  CHECK(described("<foo/>") == "element-missing@entry element-unknown@foo");
  CHECK(described("") == "element-missing@entry");
}

TEST_CASE("a misspelt attribute is one finding, not also a missing one") {
  CHECK(found_in(with_endpoint("<media ID='1'/>")) == "attribute-unknown@ID='1'");
  CHECK(found_in("<c:conference-info xmlns:c='urn:ietf:params:xml:ns:conference-info' c:entity='a'/>") ==
        "attribute-unknown@c:entity='a'");
  CHECK(found_in(with_endpoint("<media label='1'/>")) == "attribute-missing@media attribute-unknown@label='1'");
}

TEST_CASE("all that a dialog lacks is one finding") {
  const diag::Diagnostic found = only(with_endpoint("<call-info><sip><call-id/></sip></call-info>"));
  CHECK(found.card->id == "call-info-sip-incomplete");
  CHECK(found.message == "<sip> has no <from-tag> and <to-tag>");
  CHECK(structure(with_endpoint("<call-info><sip><callid/><from-tag/></sip></call-info>")).front().message ==
        "<sip> has no <to-tag>");
}

TEST_CASE("call-info is a choice, whichever comes first") {
  CHECK(found_in(with_endpoint("<call-info>" + kSip + "<x:e/><x:f/></call-info>")) == "call-info-mixed@x:e");
  CHECK(found_in(with_endpoint("<call-info><x:e/>" + kSip + "</call-info>")) == "call-info-mixed@x:e");
  CHECK(found_in(with_endpoint("<call-info><x:e/><x:f/></call-info>")) == "");
  CHECK(found_in(with_endpoint("<call-info/>")) == "");
}

TEST_CASE("every stray text is found, white space and comments are none") {
  CHECK(found_in(conference("a<users>\n<!-- b --> \t</users><![CDATA[ c ]]>")) ==
        "text-misplaced@a text-misplaced@<![CDATA[ c ]]>");
  CHECK(found_in(conference("<users><![CDATA[ ]]></users>")) == "");
  CHECK(found_in(conference("<users>\xc2\xa0</users>")) == "text-misplaced@\xc2\xa0");
}

TEST_CASE("elements inside a value are the finding, the value is not judged then") {
  CHECK(found_in(with_endpoint("<status>on<x:b/>hold</status>")) == "element-in-value@x:b");
  CHECK(found_in(with_endpoint("<status><status/></status>")) == "element-in-value@status");
}

TEST_CASE("values are judged as a whole, however they are written") {
  CHECK(found_in(with_endpoint("<status>on<!-- -->-<![CDATA[hold]]></status>")) == "");
  CHECK(found_in(with_endpoint("<status>&#111;n-hold</status>")) == "");
  CHECK(found_in(with_endpoint("<status/>")) == "endpoint-status-unknown@status");
}

TEST_CASE("values with surrounding white space are understood as such") {
  CHECK(only(with_endpoint("<status> connected </status>")).label == "white space counts here");
  CHECK(only(with_endpoint("<status>mute-via-focus</status>")).label == "did you mean `muted-via-focus`?");
  const diag::Diagnostic far = only(with_endpoint("<media id='1'><status>mute</status></media>"));
  CHECK(far.message == "`mute` is not a media status");
  CHECK(far.help == "expected `recvonly`, `sendonly`, `sendrecv` or `inactive`");
}

TEST_CASE("attribute values are pointed at with their names") {
  CHECK(found_in(conference("", "version='-1' state='Full'")) ==
        "version-invalid@version='-1' state-unknown@state='Full'");
  CHECK(found_in(conference("<users><user entity='%'/></users>")) == "uri-invalid@entity='%'");
  CHECK(found_in(conference("<sidebars-by-val><entry entity='a' version='x'/></sidebars-by-val>")) ==
        "version-invalid@version='x'");
  CHECK(only(conference("", "version='+1'")).label == "digits only, without a sign");
  CHECK(only(conference("<users state=''/>")).message == "an empty value is not a state");
}

TEST_CASE("helpful words for booleans, times and languages") {
  CHECK(only(conference("<conference-state><active>Yes</active></conference-state>")).label == "did you mean `true`?");
  CHECK(only(conference("<conference-state><active>2</active></conference-state>")).help ==
        "expected `true` or `false`");
  CHECK(only(with_user("<languages>en,de</languages>")).label == "tags are separated by blanks");
  CHECK(only(with_endpoint("<referred><when>1109966400</when></referred>")).label ==
        "expected as in 2005-03-04T20:00:00Z");
}

TEST_CASE("attributes are told from elements of the same name") {
  CHECK(only(with_endpoint("<media id='1' status='sendrecv'/>")).label == "`status` is an element here");
  CHECK(only(conference("<conference-description><available-media><entry label='1'><type/><label>1</label></entry>"
                        "</available-media></conference-description>"))
            .label == "`label` is an attribute of <entry>");
}

TEST_CASE("only some elements carry attributes of others") {
  CHECK(found_in(with_user("<roles x:a='1'><entry x:a='1'/></roles>")) == "extension-attribute-misplaced@x:a='1'");
  CHECK(found_in(conference("<conference-description><subject xsi:schemaLocation='a b' xsi:x='1'/>"
                            "</conference-description>")) == "extension-attribute-misplaced@xsi:x='1'");
  CHECK(found_in(conference("<x:e a='1' state='x' c:state='y' xmlns:c='urn:ietf:params:xml:ns:conference-info'/>")) ==
        "");
}

TEST_CASE("the attributes of XML are judged wherever they may stand") {
  CHECK(found_in(conference("<x:e xml:space='bogus'><y xml:base='%' xml:lang=''/></x:e>")) ==
        "xml-attribute-invalid@xml:space='bogus' xml-attribute-invalid@xml:base='%'");
  CHECK(found_in(conference("<users xml:lang=' '/><x:e xml:lang=' en ' xml:space=' default ' xml:other='_'/>")) ==
        "xml-attribute-invalid@xml:lang=' '");
  CHECK(found_in(conference("<users xml:id='a'/><x:e xml:id=' a '/><x:e xml:id='b'/><x:e xml:id='a b'/>")) ==
        "xml-id-repeated@xml:id=' a ' xml-attribute-invalid@xml:id='a b'");
}

TEST_CASE("attributes that change what a validator checks are reported") {
  CHECK(found_in(conference("<users xsi:nil='false'/><x:e xsi:nil='true' xsi:type='t'/>")) ==
        "schema-instance-attribute@xsi:nil='false' schema-instance-attribute@xsi:type='t'");
}

TEST_CASE("a conference-info inside an extension is judged like any other") {
  CHECK(found_in(conference("<x:e><conference-info><users><foo/></users></conference-info></x:e>")) ==
        "conference-entity-missing@conference-info element-unknown@foo");
}

TEST_CASE("the root is one finding and the rest is judged on") {
  CHECK(found_in("<conference-info><users><foo/></users></conference-info>") ==
        "conference-entity-missing@conference-info namespace-missing@conference-info element-unknown@foo");
  CHECK(found_in("<user xmlns='urn:ietf:params:xml:ns:conference-info'><foo/></user>") ==
        "root-fragment@user element-unknown@foo");
  CHECK(found_in("<conference_info xmlns='urn:ietf:params:xml:ns:conference-info'><foo/></conference_info>") ==
        "root-unknown@conference_info");
  CHECK(only("<conference_info xmlns='urn:ietf:params:xml:ns:conference-info'/>").label ==
        "did you mean `conference-info`?");
  CHECK(only("<html xmlns='http://www.w3.org/1999/xhtml'/>").label == "expected <conference-info>");
}

TEST_CASE("what was not read to its end is not said to lack anything") {
  const std::string begin =
      "<!DOCTYPE conference-info [<!ENTITY e \"x\">]><conference-info xmlns='urn:ietf:params:xml:ns:conference-info' "
      "entity='a'><conference-description><conf-uris><entry/>";
  CHECK(found_in(begin + "<entry>&e;</entry></conf-uris></conference-description></conference-info>") ==
        "element-missing@entry");
  CHECK(found_in(begin + "</conf-uris><maximum-user-count>1&e;</maximum-user-count></conference-description>"
                         "</conference-info>") == "element-missing@entry");
}

TEST_CASE("the fewest elements have to move") {
  using rules::Ordered;
  const auto moved = [](const std::vector<Ordered>& children) {
    std::vector<std::uint32_t> nodes;
    for (const rules::StructurePlace& place : rules::find_misordered(children)) {
      nodes.push_back(place.node);
    }
    return nodes;
  };
  CHECK(moved({}).empty());
  CHECK(moved({{1, 0}, {2, 0}, {3, 4}}).empty());
  CHECK(moved({{1, 5}, {2, 0}, {3, 1}, {4, 2}}) == std::vector<std::uint32_t>{1});
  CHECK(moved({{1, 0}, {2, 3}, {3, 1}, {4, 3}, {5, 2}}) == std::vector<std::uint32_t>{3, 5});
  CHECK(moved({{1, 3}, {2, 3}, {3, 0}, {4, 3}}) == std::vector<std::uint32_t>{3});
}

TEST_CASE("each kind of structure fault has one card, which shows it") {
  CHECK(rules::structure_rules().size() == rules::kStructureFaults);
  std::set<std::size_t> shown;
  for (const rules::DocumentRule& rule : rules::structure_rules()) {
    CAPTURE(std::string(rule.card.id));
    const ReadDocument document{std::string(rule.card.bad)};
    const rules::StructureFaults faults = rules::find_structure_faults(*document);
    for (std::size_t kind = 0; kind < rules::kStructureFaults; ++kind) {
      const std::size_t count = faults.of(static_cast<rules::StructureFault>(kind)).size();
      CHECK(count <= 1);
      if (count == 1) {
        CHECK(shown.insert(kind).second);
      }
    }
  }
  CHECK(shown.size() == rules::kStructureFaults);
}

TEST_CASE("findings over the limit are counted, not described") {
  std::string users;
  for (int i = 0; i < 1000; ++i) {
    users += "<foo/>";
  }
  CHECK(structure(conference("<users>" + users + "</users>"), 10).size() == 10);
}

TEST_CASE("a hundred thousand faults cost no more than their number") {
  std::string users;
  for (int i = 0; i < 100'000; ++i) {
    users += "<user entity='sip:u@x'><subject/><status/></user>";
  }
  const auto found = structure(conference("<users>" + users + "</users>"));
  REQUIRE(found.size() == 10'000);
  CHECK(found.back().path.starts_with("/conference-info/users/user[sip:u@x]#"));
}
