#include "info/json_read.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "base/limits.hpp"
#include "bytes/source.hpp"
#include "info/json.hpp"

namespace confstate::info {
namespace {

// The XML of a text in JSON form, or "MESSAGE (HINT)".
std::string read(std::string_view json, const base::Limits& limits = {}) {
  const auto xml = read_json(bytes::Source("f.json", std::string(json)), Layout::compact, limits);
  if (xml) {
    return *xml;
  }
  return xml.error().message + (xml.error().hint.empty() ? "" : " (" + xml.error().hint + ")");
}

constexpr std::string_view kHead = R"({"$schema":"confstate.conference/1","entity":"sip:c@x")";

std::string with(std::string_view members) {
  return std::string(kHead) + "," + std::string(members) + "}";
}

std::string inside(std::string_view content) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<conference-info "
         "xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\"sip:c@x\"" +
         std::string(content) + "\n";
}

// What is said about a document with these members behind "f.json:1:57"-like places.
std::string fault(std::string_view members) {
  return read(with(members));
}

}  // namespace

TEST_CASE("members may stand in any order, elements come in that of the schema") {
  CHECK(read(R"({"users":{"user":[{"endpoint":[{"status":"connected","entity":"e"}],"entity":"sip:u@x",)"
             R"("display-text":"<U> & \"co\""}],"state":"full"},"version":7,"entity":"sip:c@x",)"
             R"("conference-state":{"locked":false,"user-count":1},"$schema":"confstate.conference/1"})") ==
        inside(" version=\"7\"><conference-state><user-count>1</user-count><locked>false</locked></conference-state>"
               "<users state=\"full\"><user entity=\"sip:u@x\"><display-text>&lt;U&gt; &amp; \"co\"</display-text>"
               "<endpoint entity=\"e\"><status>connected</status></endpoint></user></users></conference-info>"));
}

TEST_CASE("lists, empty values and repeated children are written as elements") {
  CHECK(
      read(with(R"("conference-description":{"subject":"","keywords":["a","b"],"conf-uris":{"entry":[{"uri":"a:1"},)"
                R"({"purpose":"x","uri":"a:2"}]}},"users":{"user":[{"languages":[],"roles":{"entry":["r","s"]}}]})")) ==
      inside("><conference-description><subject/><keywords>a b</keywords><conf-uris><entry><uri>a:1</uri></entry>"
             "<entry><uri>a:2</uri><purpose>x</purpose></entry></conf-uris></conference-description><users><user>"
             "<roles><entry>r</entry><entry>s</entry></roles><languages/></user></users></conference-info>"));
}

TEST_CASE("extensions get the declarations that they need") {
  CHECK(read(with(R"("@{urn:x}a":"1","@{urn:y}a":"2","@xml:lang":"en","@{urn:x}b":"3",)"
                  R"("+xml":["<x:e xmlns:x=\"urn:x\"><in></in></x:e>","<e xmlns=\"urn:y\"></e>"])")) ==
        inside(" xmlns:n1=\"urn:x\" n1:a=\"1\" xmlns:n2=\"urn:y\" n2:a=\"2\" xml:lang=\"en\" n1:b=\"3\">"
               "<x:e xmlns=\"\" xmlns:x=\"urn:x\"><in></in></x:e><e xmlns=\"urn:y\"></e></conference-info>"));
}

TEST_CASE("what is no JSON is said with its place") {
  CHECK(read("") ==
        "f.json:1:1: this is not JSON: syntax error while parsing value - unexpected end of input; expected "
        "'[', '{', or a literal");
  CHECK(read("{\n  \"entity\": sip }").starts_with("f.json:2:13: this is not JSON"));
  CHECK(read(std::string(kHead) + "} x").starts_with("f.json:1:57: this is not JSON"));
  CHECK(read("{ // c\n}").ends_with("(JSON has no comments)"));
  CHECK(read("{\"entity\":\"\xff\"}").starts_with("f.json:1:12: this is not JSON"));
}

TEST_CASE("another form is refused") {
  CHECK(read("[]") ==
        "f.json:1:1: the document is an array, not an object (one document is read at a time, as in `jq '.[0]'`)");
  CHECK(read(R"({"entity":"sip:c@x"})") ==
        "f.json:1:1: the document has no `$schema` (it must be \"confstate.conference/1\")");
  CHECK(read(R"({"$schema":"confstate.conference/2"})") ==
        "f.json:1:12: `confstate.conference/2` is not a form that is known here (the form of conf-show --format json "
        "is \"confstate.conference/1\")");
  CHECK(read(R"({"$schema":1})") == "f.json:1:12: `$schema` is a number, not a string");
  CHECK(fault(R"("users":{"$schema":"confstate.conference/1"})") ==
        "f.json:1:65: `users` has no member `$schema` (its members are state, user)");
}

TEST_CASE("a member that is not in the vocabulary is met with a suggestion") {
  CHECK(fault(R"("user":{})") == "f.json:1:56: the document has no member `user` (did you mean `users`?)");
  CHECK(fault(R"("users":{"user":[{"display_text":"x"}]})") ==
        "f.json:1:74: `user` has no member `display_text` (did you mean `display-text`?)");
  CHECK(fault(R"("users":{"user":[{"status":"x"}]})") ==
        "f.json:1:74: `user` has no member `status` (did you mean `state`?)");
  CHECK(fault(R"("sidebars-by-val":{"+xml":[]})") ==
        "f.json:1:75: `sidebars-by-val` has no member `+xml` (its members are state, entry)");
}

TEST_CASE("a value of another type is refused") {
  CHECK(fault(R"("version":"7")") == "f.json:1:66: `version` is a string, not a number");
  CHECK(fault(R"("version":-7)") == "f.json:1:66: `version` is `-7`, which is not a whole number from 0 to 4294967295");
  CHECK(fault(R"("version":4294967296)") ==
        "f.json:1:66: `version` is `4294967296`, which is not a whole number from 0 to 4294967295");
  CHECK(fault(R"("version":1.5)").starts_with("f.json:1:66: `version` is `1.5`, which"));
  CHECK(fault(R"("users":[])") == "f.json:1:64: `users` is an array, not an object");
  CHECK(fault(R"("users":{"user":{}})") == "f.json:1:72: `user` is an object, not an array");
  CHECK(fault(R"("users":{"user":[null]})") == "f.json:1:73: `user` is null, not an object");
  CHECK(fault(R"("conference-state":{"active":"true"})") == "f.json:1:85: `active` is a string, not a boolean");
  CHECK(fault(R"("conference-description":{"keywords":"a b"})") == "f.json:1:93: `keywords` is a string, not an array");
  CHECK(fault(R"("conference-description":{"keywords":["a b"]})") ==
        "f.json:1:94: an item of `keywords` is `a b`, which is not a word without white space");
  CHECK(fault(R"("users":{"state":"Partial"})") ==
        "f.json:1:73: `state` has the unknown value `Partial` (did you mean `partial`?)");
  CHECK(fault("\"users\":{\"user\":[{\"display-text\":\"a\\u0007\"}]}") ==
        "f.json:1:89: `display-text` has the character U+0007, which cannot stand in XML");
}

TEST_CASE("what the schema demands is missed") {
  CHECK(read(R"({"$schema":"confstate.conference/1"})") == "f.json:1:1: the document has no `entity`");
  CHECK(fault(R"("users":{"user":[{"endpoint":[{"media":[{}]}]}]})") == "f.json:1:96: `media` has no `id`");
  CHECK(fault(R"("sidebars-by-ref":{})") == "f.json:1:74: `sidebars-by-ref` has no `entry`");
  CHECK(fault(R"("sidebars-by-ref":{"entry":[]})") == "f.json:1:83: `entry` is empty; the schema wants at least one");
  CHECK(fault(R"("users":{},"users":{})") == "f.json:1:67: the member `users` stands here a second time");
  CHECK(fault(R"("@{urn:x}a":"1","@{urn:x}a":"1")") == "f.json:1:72: the member `@{urn:x}a` stands here a second time");
}

TEST_CASE("an extension element is one well-formed element of another namespace") {
  const auto extension = [](std::string_view text) { return fault("\"+xml\":[\"" + std::string(text) + "\"]"); };
  CHECK(extension("<x") == "f.json:1:64: the extension element `<x` is not well-formed");
  CHECK(extension("") == "f.json:1:64: the extension element `` is not well-formed");
  CHECK(extension("<x/>") == "f.json:1:64: `x` has no namespace (extension elements are of other namespaces)");
  CHECK(extension("<x xmlns='urn:x'/> ") == "f.json:1:64: the text `<x xmlns='urn:x'/> ` holds more than one element");
  CHECK(extension("<?p?><x xmlns='urn:x'/>").ends_with("holds more than one element"));
  CHECK(extension("<users xmlns='urn:ietf:params:xml:ns:conference-info'/>") ==
        "f.json:1:64: `users` is of the namespace of RFC 4575 (its elements are members, not text)");
  CHECK(fault(R"("+xml":"<x/>")") == "f.json:1:63: `+xml` is a string, not an array");
  CHECK(fault(R"("+xml":[1])") == "f.json:1:64: `+xml` is a number, not a string");
}

TEST_CASE("an extension attribute has a name of another namespace") {
  CHECK(fault(R"("@a":"1")").ends_with("(it is written \"@{namespace}name\" or \"@xml:name\")"));
  CHECK(fault(R"("@{urn:x}1":"1")").starts_with("f.json:1:56: the member `@{urn:x}1` is no name of an attribute"));
  CHECK(fault(R"("@{urn:ietf:params:xml:ns:conference-info}state":"full")") ==
        "f.json:1:56: no extension attribute is of the namespace urn:ietf:params:xml:ns:conference-info");
  CHECK(fault(R"("@{urn:x}a":1)") == "f.json:1:68: `@{urn:x}a` is a number, not a string");
}

TEST_CASE("a hostile name does not fill the screen") {
  CHECK(fault("\"" + std::string(100'000, 'x') + "\":1").size() < 400);
  CHECK(fault("\"@" + std::string(100'000, 'x') + "\":1").size() < 400);
  CHECK(fault("\"version\":" + std::string(100'000, '1')).size() < 400);
  CHECK(fault("\"+xml\":[\"" + std::string(100'000, 'x') + "\"]").size() < 400);
}

TEST_CASE("hostile depth and numbers stop at the limits") {
  std::string deep(kHead);
  for (int i = 0; i < 40; ++i) {
    deep += R"(,"sidebars-by-val":{"entry":[{"entity":"a:b")";
  }
  CHECK(read(deep).find("more than 64 levels of JSON") != std::string::npos);
  base::Limits limits;
  limits.elements = 3;
  CHECK(read(with(R"("users":{"user":[{},{},{}]})"), limits) ==
        "f.json:1:76: the document goes over the limit `elements` of 3 (raise it with --limit elements=VALUE)");
}

TEST_CASE("an extension element is as deep as it will be in the document, lists of JSON aside") {
  const std::string five = with(R"("users":{"user":[{"entity":"sip:a@b","+xml":["<x xmlns='urn:x'><y/></x>"]}]})");
  base::Limits limits;
  limits.depth = 5;
  CHECK(read(five, limits).find("limit") == std::string::npos);
  limits.depth = 4;
  CHECK(read(five, limits).find("over the limit `depth`") != std::string::npos);
}

}  // namespace confstate::info
