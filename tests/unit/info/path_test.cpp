#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "info/document.hpp"
#include "unit/info/read_document.hpp"

using namespace confstate;
using tests::conference;
using tests::ReadDocument;
using tests::with_endpoint;
using tests::with_user;

namespace {

// The paths of all elements but the root, in document order.
std::vector<std::string> paths(const std::string& text) {
  const ReadDocument document(text);
  std::vector<std::string> all;
  for (std::uint32_t id = 1; id < document->tree().node_count(); ++id) {
    if (document->tree().node(id).is_element()) {
      all.push_back(info::path_of(*document, document->tree().node(id)));
    }
  }
  return all;
}

std::string last(const std::string& text) {
  return paths(text).back();
}

}  // namespace

TEST_CASE("a path names rows by their keys") {
  CHECK(last(with_endpoint("<media id='1'><status>sendrecv</status></media>")) ==
        "/conference-info/users/user[sip:u@x]/endpoint[e]/media[1]/status");
  CHECK(last(conference("<sidebars-by-val><entry entity=' sip:s@x '/></sidebars-by-val>")) ==
        "/conference-info/sidebars-by-val/entry[sip:s@x]");
  CHECK(last(conference("<sidebars-by-ref><entry><uri>sip:s@x</uri></entry></sidebars-by-ref>")) ==
        "/conference-info/sidebars-by-ref/entry[sip:s@x]/uri");
}

TEST_CASE("later rows of a repeated key are numbered") {
  CHECK(paths(conference("<users><user entity='a'/><user entity='b'/><user entity='a'/><user entity='a'/></users>")) ==
        std::vector<std::string>{"/conference-info/users", "/conference-info/users/user[a]",
                                 "/conference-info/users/user[b]", "/conference-info/users/user[a]#2",
                                 "/conference-info/users/user[a]#3"});
}

TEST_CASE("rows without a key, and extension elements, have numbers") {
  CHECK(last(with_user("<roles><entry>a</entry><entry>b</entry></roles>")) ==
        "/conference-info/users/user[sip:u@x]/roles/entry[2]");
  CHECK(last(conference("<users><user entity='a'/><user/><user/></users>")) == "/conference-info/users/user[2]");
  CHECK(last(conference("<x:e/><x:f/><x:e><x:g/></x:e>")) ==
        "/conference-info/{urn:example:x}e[2]/{urn:example:x}g[1]");
}

TEST_CASE("brackets in keys cannot be taken for the end of the key") {
  CHECK(last(conference("<users><user entity='sip:u@[::1]\\'/></users>")) ==
        R"(/conference-info/users/user[sip:u@[::1\]\\])");
}

TEST_CASE("attributes are steps of their own") {
  const ReadDocument document(conference("<users x:a='1' state='full'/>"));
  const xml::Node users = document->root().node().first_element();
  CHECK(info::path_of(*document, users, users.attribute({"", "state"})) == "/conference-info/users/@state");
  CHECK(info::path_of(*document, users, users.attribute({"urn:example:x", "a"})) ==
        "/conference-info/users/@{urn:example:x}a");
}

TEST_CASE("what is misplaced has a path as well") {
  CHECK(last(conference("<users><subject/></users>")) == "/conference-info/users/subject");
  CHECK(last("<a xmlns='u'><b/></a>") == "/{u}a/{u}b[1]");
  CHECK(last("<users xmlns='urn:ietf:params:xml:ns:conference-info'><user entity='a'/></users>") == "/users/user[a]");
}

TEST_CASE("long keys are cut between characters") {
  std::string entity;
  for (int i = 0; i < 1000; ++i) {
    entity += "é";
  }
  const std::string path = last(conference("<users><user entity='x" + entity + "'/></users>"));
  CHECK(path == "/conference-info/users/user[x" + entity.substr(0, 198) + "]");
}

TEST_CASE("deep documents have short paths that end where they should") {
  std::string open;
  std::string close;
  for (int i = 0; i < 200; ++i) {
    open += "<x:" + std::string(50, 'e') + ">";
    close = "</x:" + std::string(50, 'e') + ">" + close;
  }
  const std::string path = last(conference(open + "<x:here/>" + close));
  CHECK(path.size() < 4200);
  CHECK(path.starts_with("/.../{"));
  CHECK(path.ends_with("/{urn:example:x}here[1]"));
}

TEST_CASE("one long key and many findings below it do not add up") {
  std::string rows;
  for (int i = 0; i < 20'000; ++i) {
    rows += "<endpoint entity='e'/>";
  }
  const auto all =
      paths(conference("<users><user entity='" + std::string(2'000'000, 'k') + "'>" + rows + "</user></users>"));
  CHECK(all.back().ends_with("/endpoint[e]#20000"));
}
