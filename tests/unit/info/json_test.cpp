#include "info/json.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "xml/read.hpp"

namespace confstate::info {
namespace {

constexpr std::string_view kOpen =
    "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' xmlns:x='urn:example:x' "
    "entity='sip:c@example.com'";

std::string written(const std::string& text, const JsonLayout& layout = {.compact = true, .level = 0}) {
  auto read = xml::read(text, xml::Reading::keeping, base::Limits());
  REQUIRE(read);
  REQUIRE(read->faults.empty());
  return write_json(Document(std::move(read->tree)), layout);
}

std::string written_inside(std::string_view attributes, std::string_view children) {
  return written(std::string(kOpen) + std::string(attributes) + ">" + std::string(children) + "</conference-info>");
}

TEST_CASE("the root begins with the name of the form, then attributes, then children") {
  CHECK(
      written_inside(" version=' 007 ' state='partial'", "<users/>") ==
      R"({"$schema":"confstate.conference/1","entity":"sip:c@example.com","state":"partial","version":7,"users":{}})");
}

TEST_CASE("what may repeat is an array even when it does not") {
  CHECK(written_inside("",
                       "<users state='full'><user entity='sip:a@x'><roles><entry>chair</entry></roles>"
                       "<endpoint entity='e'><media id='1'/></endpoint></user></users>") ==
        R"({"$schema":"confstate.conference/1","entity":"sip:c@example.com","users":{"state":"full","user":[)"
        R"({"entity":"sip:a@x","roles":{"entry":["chair"]},"endpoint":[{"entity":"e","media":[{"id":"1"}]}]}]}})");
}

TEST_CASE("numbers, truth values and lists are typed, all else is text as it stands") {
  const auto json = nlohmann::json::parse(written_inside(
      "",
      "<conference-description><subject> two  blanks </subject><keywords> a\n b </keywords><maximum-user-count>+10"
      "</maximum-user-count></conference-description><conference-state><user-count>4294967295</user-count><active>1"
      "</active><locked> false </locked></conference-state>"
      "<users><user entity=' sip:a@x '><languages/><cascaded-focus> sip:f@x </cascaded-focus></user></users>"));
  CHECK(json["conference-description"]["subject"] == " two  blanks ");
  CHECK(json["conference-description"]["keywords"] == nlohmann::json::array({"a", "b"}));
  CHECK(json["conference-state"]["user-count"] == 4294967295U);
  CHECK(json["conference-state"]["active"] == true);
  CHECK(json["conference-state"]["locked"] == false);
  CHECK(json["users"]["user"][0]["languages"] == nlohmann::json::array());
  CHECK(json["users"]["user"][0]["cascaded-focus"] == " sip:f@x ");
  CHECK(json["users"]["user"][0]["entity"] == " sip:a@x ");
}

TEST_CASE("entry has the form that its parent gives it") {
  const auto json = nlohmann::json::parse(
      written_inside("",
                     "<conference-description><conf-uris><entry><uri>sip:u@x</uri></entry></conf-uris><available-media>"
                     "<entry label='7'><type>audio</type></entry></available-media></conference-description>"
                     "<sidebars-by-val><entry entity='sip:s@x' version='2'/></sidebars-by-val>"));
  CHECK(json["conference-description"]["conf-uris"]["entry"][0]["uri"] == "sip:u@x");
  CHECK(json["conference-description"]["available-media"]["entry"][0] ==
        nlohmann::json({{"label", "7"}, {"type", "audio"}}));
  CHECK(json["sidebars-by-val"]["entry"][0] == nlohmann::json({{"entity", "sip:s@x"}, {"version", 2}}));
}

TEST_CASE("extensions are carried whole: attributes by their namespace, elements as canonical XML in their order") {
  const auto json = nlohmann::json::parse(written_inside(
      " xml:lang='en' x:a='1'",
      "<users><user entity='sip:a@x'><x:b z='1' a='2'> <!-- gone -->t </x:b><y xmlns='urn:y'/><x:b/></user></users>"));
  CHECK(json["@xml:lang"] == "en");
  CHECK(json["@{urn:example:x}a"] == "1");
  CHECK(json["users"]["user"][0]["+xml"] ==
        nlohmann::json::array({"<x:b xmlns:x=\"urn:example:x\" a=\"2\" z=\"1\"> t </x:b>", "<y xmlns=\"urn:y\"></y>",
                               "<x:b xmlns:x=\"urn:example:x\"></x:b>"}));
}

TEST_CASE("text keeps its meaning whatever stands in it, and is safe on a terminal") {
  const std::string text = written_inside(
      "",
      "<conference-description><subject>a\"b\\c&#9;&#10;&#13;&#x7F;&#x9B;&#x202E;é&#x1F600;&#xE0001;</subject>"
      "</conference-description>");
  CHECK(text.find(R"("a\"b\\c\t\n\r\u007f\u009b\u202eé😀\udb40\udc01")") != std::string::npos);
  const auto json = nlohmann::json::parse(text);
  CHECK(json["conference-description"]["subject"] ==
        "a\"b\\c\t\n\r\x7F\xC2\x9B\xE2\x80\xAE\xC3\xA9\xF0\x9F\x98\x80\xF3\xA0\x80\x81");
}

TEST_CASE("comments and CDATA inside a value leave no trace in it") {
  const auto json = nlohmann::json::parse(
      written_inside("",
                     "<conference-description><subject>xmpp:dev<!-- - -->-x<![CDATA[<&]]></subject>"
                     "</conference-description>"));
  CHECK(json["conference-description"]["subject"] == "xmpp:dev-x<&");
}

TEST_CASE("the pretty form is laid out as jq does") {
  const std::string text = written(std::string(kOpen) +
                                       "><conference-description><keywords/></conference-description><users><user "
                                       "entity='a'/></users></conference-info>",
                                   {});
  CHECK(text == nlohmann::ordered_json::parse(text).dump(2));
}

TEST_CASE("sidebars nested to the depth limit are written without recursion") {
  std::string open;
  std::string close;
  for (int i = 0; i < 4000; ++i) {
    open += "<sidebars-by-val><entry entity='s'>";
    close += "</entry></sidebars-by-val>";
  }
  const std::string text = std::string(kOpen) + ">" + open + close + "</conference-info>";
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  auto read = xml::read(text, xml::Reading::keeping, limits);
  REQUIRE(read);
  const std::string json = write_json(Document(std::move(read->tree)), {.compact = true, .level = 0});
  CHECK(json.ends_with("]}}"));
  CHECK(json.size() > 4000 * 30);
}

TEST_CASE("output is handed on in pieces, so a large document needs no large buffer") {
  std::string users;
  for (int i = 0; i < 20'000; ++i) {
    users += "<user entity='sip:user" + std::to_string(i) + "@example.com'/>";
  }
  const std::string text = std::string(kOpen) + "><users>" + users + "</users></conference-info>";
  auto read = xml::read(text, xml::Reading::judging, base::Limits());
  REQUIRE(read);
  std::size_t longest = 0;
  std::string all;
  write_json(Document(std::move(read->tree)), {}, [&](std::string_view piece) {
    longest = std::max(longest, piece.size());
    all += piece;
  });
  CHECK(nlohmann::json::parse(all)["users"]["user"].size() == 20'000);
  CHECK(longest < 100'000);
}

}  // namespace
}  // namespace confstate::info
