#include "change/canonical.hpp"

#include <doctest/doctest.h>

#include <string>

#include "unit/change/pair.hpp"

namespace confstate::tests {
namespace {

std::string form_of(const std::string& text, change::Form form = {}) {
  const ReadDocument document(text, xml::Reading::keeping);
  return change::canonical_text(document->root(), form);
}

std::vector<std::string> obstacles(const std::string& text) {
  const ReadDocument document(text);
  std::vector<std::string> found;
  for (const change::Obstacle& obstacle : change::obstacles_of(*document)) {
    const std::string_view whole = document->tree().text();
    found.push_back(obstacle.message + " @ " +
                    std::string(whole.substr(obstacle.span.begin, obstacle.span.end - obstacle.span.begin)));
  }
  return found;
}

TEST_CASE("version, state and a signature below the root are not in the canonical form") {
  CHECK(form_of(conference("<users state='full'><user entity='a' state='full'/></users>"
                           "<s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'>x</s:Signature>",
                           "version='3' state='full'")) == R"({"entity":"sip:c@x","users":{"user":[{"entity":"a"}]}})");
  CHECK(form_of(conference("<sidebars-by-val><entry entity='s' version='9'/></sidebars-by-val>", "version='03'"),
                {.version = true}) ==
        R"({"entity":"sip:c@x","version":3,"sidebars-by-val":{"entry":[{"entity":"s"}]}})");
}

TEST_CASE("a signature elsewhere is an extension like any other") {
  CHECK(
      form_of(conference("<users><s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'/></users>")) ==
      R"({"entity":"sip:c@x","users":{"+xml":["<s:Signature xmlns:s=\"http://www.w3.org/2000/09/xmldsig#\"></s:Signature>"]}})");
}

TEST_CASE("rows are sorted by key, parts as the schema orders them, values stand for what they say") {
  const std::string one = conference(
      "<conference-state><user-count> 007 </user-count><active>1</active></conference-state>"
      "<users><user entity='sip:b'/><user entity=' sip:a '><languages> en  de </languages></user></users>");
  const std::string other = conference(
      "<users><user entity='sip:a'><languages>en de</languages></user><user entity='sip:b'/></users>"
      "<conference-state><active>true</active><user-count>7</user-count></conference-state>");
  CHECK(form_of(one) == form_of(other));
  CHECK(form_of(one) == R"({"entity":"sip:c@x","conference-state":{"user-count":7,"active":true},)"
                        R"("users":{"user":[{"entity":"sip:a","languages":["en","de"]},{"entity":"sip:b"}]}})");
}

TEST_CASE("roles keep their order, and so do keywords") {
  CHECK(form_of(with_user("<roles><entry>b</entry><entry>a</entry></roles>")) !=
        form_of(with_user("<roles><entry>a</entry><entry>b</entry></roles>")));
  CHECK(form_of(conference("<conference-description><keywords>b a</keywords></conference-description>")) !=
        form_of(conference("<conference-description><keywords>a b</keywords></conference-description>")));
}

TEST_CASE("what breaks its type is a string as it stands, and never equals a value") {
  CHECK(form_of(conference("<conference-state><user-count> seven</user-count><active>TRUE</active>"
                           "</conference-state>")) ==
        R"({"entity":"sip:c@x","conference-state":{"user-count":" seven","active":"TRUE"}})");
  CHECK(form_of(with_user("<languages>en_US  de</languages>")) !=
        form_of(with_user("<languages>en_US de</languages>")));
}

TEST_CASE("extension elements of one name keep their order, those of different names have none") {
  CHECK(form_of(conference("<x:a/><x:b/><x:a>2</x:a>")) == form_of(conference("<x:b/><x:a/><x:a>2</x:a>")));
  CHECK(form_of(conference("<x:a/><x:a>2</x:a>")) != form_of(conference("<x:a>2</x:a><x:a/>")));
}

TEST_CASE("what has no place is in the form all the same") {
  CHECK(form_of(conference("<users>stray <user entity='a'/> text<nosuch/></users><users/>")) ==
        R"({"entity":"sip:c@x","users":[{"+text":"straytext","user":[{"entity":"a"}],)"
        R"("+xml":["<nosuch xmlns=\"urn:ietf:params:xml:ns:conference-info\"></nosuch>"]},{}]})");
}

TEST_CASE("equal hashes are not taken for equality: order counts where it counts") {
  const ComparedPair pair(with_user("<roles><entry>a</entry><entry>b</entry></roles>"),
                          with_user("<roles><entry>b</entry><entry>a</entry></roles>"));
  CHECK(pair.old_form.hash(pair.old_form.root()) == pair.new_form.hash(pair.new_form.root()));
  CHECK_FALSE(change::same(pair.old_form, pair.old_form.root(), pair.new_form, pair.new_form.root()));
}

TEST_CASE("another order of rows is the same, though not as written") {
  const ComparedPair pair(conference("<users><user entity='a'/><user entity='b'/></users>"),
                          conference("<users><user entity='b'/><user entity='a'/></users>"));
  CHECK_FALSE(change::same_as_written(pair.old_form, pair.old_form.root(), pair.new_form, pair.new_form.root()));
  CHECK(change::same(pair.old_form, pair.old_form.root(), pair.new_form, pair.new_form.root()));
}

TEST_CASE("states that a notification takes apart are obstacles, others are not") {
  CHECK(obstacles(conference("<conference-description><conf-uris state='partial'/></conference-description>"
                             "<host-info state='deleted'/>",
                             "state='full'"))
            .empty());
  CHECK(obstacles(conference("<users state='partial'><user entity='a' state='deleted'/></users>", "state='Full'")) ==
        std::vector<std::string>{"`Full` is no state @ Full", "users is partial, not full @ partial",
                                 "user is deleted, not full @ deleted"});
}

TEST_CASE("rows without a key, or with that of another row, are obstacles") {
  CHECK(obstacles(conference("<users><user/><user entity='a'><endpoint entity='e'><media id='1'/><media id='1'/>"
                             "</endpoint><endpoint/></user><user entity=' a '/></users>")) ==
        std::vector<std::string>{"user without entity @ user", "media 1 is there twice @ 1",
                                 "endpoint without entity @ endpoint", "user a is there twice @  a "});
  CHECK(obstacles(conference("<sidebars-by-ref><entry><uri>s</uri></entry><entry/><entry><uri> s</uri></entry>"
                             "</sidebars-by-ref>")) ==
        std::vector<std::string>{"entry without uri @ entry", "entry s is there twice @ s"});
}

TEST_CASE("atomic lists and what extensions hold are no obstacles") {
  CHECK(obstacles(conference("<conference-description><conf-uris><entry><uri>a</uri></entry><entry><uri>a</uri></entry>"
                             "<entry/></conf-uris></conference-description>"
                             "<x:e><conference-info state='partial'><users><user/></users></conference-info></x:e>"))
            .empty());
}

}  // namespace
}  // namespace confstate::tests
