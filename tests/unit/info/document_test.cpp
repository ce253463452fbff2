#include "info/document.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "unit/info/read_document.hpp"

using namespace confstate;
using info::AttributeName;
using info::Element;
using info::Name;
using info::RootKind;
using info::State;
using info::Type;
using tests::conference;
using tests::ReadDocument;
using tests::with_endpoint;
using tests::with_user;

namespace {

RootKind kind_of(const std::string& text) {
  return ReadDocument(text)->root_kind();
}

std::vector<std::string> keys_of(const info::Document& document, Type type) {
  std::vector<std::string> keys;
  for (const std::uint32_t id : document.all(type)) {
    keys.push_back(document.element(id).key().value_or("-"));
  }
  return keys;
}

}  // namespace

TEST_CASE("a root is read in every way that somebody may have meant") {
  CHECK(kind_of(conference("")) == RootKind::conference);
  CHECK(kind_of("<conference-info/>") == RootKind::no_namespace);
  CHECK(kind_of("<conference-info xmlns='urn:ietf:params:xml:ns:Conference-Info'/>") == RootKind::misspelt_namespace);
  CHECK(kind_of("<conference-info xmlns='URN:IETF:PARAMS:XML:NS:CONFERENCE-INFO'/>") == RootKind::misspelt_namespace);
  CHECK(kind_of("<conference-info xmlns='urn:ietf:params:ns:conference-info'/>") == RootKind::other);
  CHECK(kind_of("<conference-info xmlns='urn:ietf:param:xml:ns:conferenceinfo'/>") == RootKind::misspelt_namespace);
  CHECK(kind_of("<conference-info xmlns='urn:ietf:params:xml:ns:xcon-conference-info'/>") == RootKind::other);
  CHECK(kind_of("<user xmlns='urn:ietf:params:xml:ns:conference-info'/>") == RootKind::fragment);
  CHECK(kind_of("<entry xmlns='urn:ietf:params:xml:ns:conference-info'/>") == RootKind::other);
  CHECK(kind_of("<user/>") == RootKind::other);
  CHECK(kind_of("<x:user xmlns:x='urn:ietf:params:xml:ns:Conference-Info'/>") == RootKind::other);
}

TEST_CASE("of another root nothing is typed") {
  const ReadDocument document("<a><conference-info xmlns='urn:ietf:params:xml:ns:conference-info'/></a>");
  CHECK_FALSE(document->root());
  CHECK(document->all(Type::conference).empty());
  CHECK(document->entity().empty());
}

TEST_CASE("an entry is what its parent makes it") {
  const ReadDocument document(
      conference("<conference-description><conf-uris><entry><uri>sip:a@x</uri></entry></conf-uris><available-media>"
                 "<entry label='1'><type>audio</type></entry></available-media></conference-description>"
                 "<users><user entity='u'><roles><entry>chair</entry></roles></user></users>"
                 "<sidebars-by-val><entry entity='sip:s@x'/></sidebars-by-val>"));
  CHECK(keys_of(*document, Type::uri) == std::vector<std::string>{"sip:a@x"});
  CHECK(keys_of(*document, Type::medium) == std::vector<std::string>{"1"});
  CHECK(keys_of(*document, Type::user) == std::vector<std::string>{"u"});
  CHECK(keys_of(*document, Type::conference) == std::vector<std::string>{"sip:c@x", "sip:s@x"});
}

TEST_CASE("a document without the namespace shows its faults all the same") {
  const ReadDocument document("<conference-info entity='c'><users><user entity='u'/></users></conference-info>");
  CHECK(keys_of(*document, Type::user) == std::vector<std::string>{"u"});
  CHECK(document->entity() == "c");
}

TEST_CASE("elements out of order and number are typed, misplaced ones are not") {
  const ReadDocument document(conference("<users/><users><endpoint entity='e'/><subject/></users><host-info/>"));
  CHECK(document->all(Type::users).size() == 2);
  CHECK(document->all(Type::host).size() == 1);
  CHECK(document->all(Type::endpoint).empty());
}

TEST_CASE("a conference-info inside an extension element is one of its own") {
  const ReadDocument document(
      conference("<users/><x:e><users/><plain xmlns=''><conference-info xmlns='urn:ietf:params:xml:ns:conference-info' "
                 "entity='sip:inner@x'><users/></conference-info></plain></x:e>"));
  CHECK(document->all(Type::conference).size() == 2);
  CHECK(document->all(Type::users).size() == 2);
}

TEST_CASE("a conference-info below what has no place is not looked at") {
  const ReadDocument document(
      conference("<users><conference-info entity='a'/><nonsense><conference-info entity='b'/></nonsense></users>"
                 "<plain xmlns=''><conference-info xmlns='urn:ietf:params:xml:ns:conference-info'/></plain>"));
  CHECK(document->all(Type::conference).size() == 1);
}

TEST_CASE("extensions are told from strangers") {
  const ReadDocument document(
      with_user("<roles><entry>a</entry><x:r/></roles><x:e><users/><plain xmlns=''/></x:e><plain xmlns=''/><foo/>"));
  std::string extensions;
  for (std::uint32_t id = 0; id < document->tree().node_count(); ++id) {
    const xml::Node node = document->tree().node(id);
    if (node.is_element() && document->is_extension(node)) {
      extensions += std::string(node.name().local) + " ";
    }
  }
  CHECK(extensions == "e users plain ");
}

TEST_CASE("a document knows whether any of its elements is foreign, wherever it stands; text is no element") {
  CHECK_FALSE(ReadDocument(with_user("<display-text>Bob</display-text><endpoint entity='e'/>"))->has_foreign());
  CHECK(ReadDocument(with_user("<x:e/>"))->has_foreign());
  CHECK(ReadDocument(with_user("<nonsense/>"))->has_foreign());
  CHECK(ReadDocument(conference("<users><plain xmlns=''/></users>"))->has_foreign());
}

TEST_CASE("values are collapsed where their type says so, and only there") {
  const ReadDocument document(conference(
      "<conference-description><display-text> a  b </display-text><keywords> c\n d </keywords></conference-description>"
      "<conference-state><user-count> 7 </user-count></conference-state>"
      "<users><user entity=' sip:u@x '><endpoint entity=' e '><status> connected</status></endpoint></user></users>"));
  const Element root = document->root();
  CHECK(root.child(Name::conference_description).text_of(Name::display_text) == " a  b ");
  CHECK(root.child(Name::conference_description).text_of(Name::keywords) == "c d");
  CHECK(root.child(Name::conference_state).text_of(Name::user_count) == "7");
  const Element user = root.child(Name::users).child(Name::user);
  CHECK(user.key() == "sip:u@x");
  CHECK(user.child(Name::endpoint).key() == " e ");
  CHECK(user.child(Name::endpoint).text_of(Name::status) == " connected");
  CHECK_FALSE(user.text_of(Name::display_text));
}

TEST_CASE("state is full where nothing better is said") {
  const ReadDocument document(
      conference("<users state='partial'><user state='deleted'/><user state='Deleted'/><user/>"
                 "</users>"));
  CHECK(document->root().state() == State::full);
  CHECK(document->root().child(Name::users).state() == State::partial);
  std::vector<State> states;
  for (Element user = document->root().child(Name::users).child(Name::user); user; user = user.next()) {
    states.push_back(user.state());
  }
  CHECK(states == std::vector<State>{State::deleted, State::full, State::full});
}

TEST_CASE("walking over siblings skips what is not of the kind") {
  const ReadDocument document(with_endpoint("<media id='1'/><x:media/><foo/><media id='2'/><!-- --><media id='3'/>"));
  std::string ids;
  const Element endpoint = document->element(document->all(Type::endpoint)[0]);
  for (Element media = endpoint.child(Name::media); media; media = media.next()) {
    ids += media.key().value_or("-");
    CHECK(media.parent() == endpoint);
  }
  CHECK(ids == "123");
}

TEST_CASE("attributes of other namespaces are not those of the RFC") {
  const ReadDocument document(with_user("<endpoint x:entity='no' entity='yes'/>"));
  CHECK(document->element(document->all(Type::endpoint)[0]).attribute(AttributeName::entity).value() == "yes");
  CHECK_FALSE(document->element(document->all(Type::endpoint)[0]).attribute(AttributeName::state));
}

TEST_CASE("keyless and missing keys are no keys") {
  const ReadDocument document(conference("<users><user/></users><sidebars-by-ref><entry/></sidebars-by-ref>"));
  CHECK_FALSE(document->root().child(Name::users).key());
  CHECK_FALSE(document->root().child(Name::users).child(Name::user).key());
  CHECK_FALSE(document->root().child(Name::sidebars_by_ref).child(Name::entry).key());
}

TEST_CASE("each element knows the conference it stands in") {
  const ReadDocument document(
      conference("<users><user entity='a'/></users><sidebars-by-val><entry entity='sip:s@x'>"
                 "<users><user entity='b'/></users></entry></sidebars-by-val>"));
  const auto users = document->all(Type::user);
  CHECK(document->conference_of(document->element(users[0])) == document->root());
  CHECK(document->conference_of(document->element(users[1])).key() == "sip:s@x");
  const ReadDocument fragment("<users xmlns='urn:ietf:params:xml:ns:conference-info'/>");
  CHECK_FALSE(fragment->conference_of(fragment->root()));
}

TEST_CASE("a null element answers every question with nothing") {
  const Element none;
  CHECK_FALSE(none);
  CHECK(none.name() == Name::unknown);
  CHECK(none.type() == Type::foreign);
  CHECK_FALSE(none.child(Name::users));
  CHECK(none.text().empty());
  CHECK_FALSE(none.key());
  CHECK_FALSE(none.attribute(AttributeName::entity));
  CHECK(none.state() == State::full);
  CHECK_FALSE(none.parent());
}

TEST_CASE("a document can be moved before it is used") {
  const std::string text = conference("<users><user entity='u'/></users>");
  auto read = xml::read(text, xml::Reading::judging, base::Limits{});
  REQUIRE(read.has_value());
  info::Document first(std::move(read->tree));
  const info::Document second(std::move(first));
  CHECK(second.entity() == "sip:c@x");
  CHECK(keys_of(second, Type::user) == std::vector<std::string>{"u"});
}
