#include "change/subscriber.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "change/layout.hpp"
#include "change/words.hpp"
#include "unit/info/read_document.hpp"

using namespace confstate;
using change::Action;
using change::NoteKind;
using change::Reason;
using change::Repeat;
using change::Step;
using change::Subscriber;

namespace {

std::string partial(int version, const std::string& content) {
  return tests::conference(content, "state='partial' version='" + std::to_string(version) + "'");
}

std::string full(int version, const std::string& content) {
  return tests::conference(content, "version='" + std::to_string(version) + "'");
}

Step feed(Subscriber& subscriber, const std::string& text) {
  const tests::ReadDocument document(text);
  return subscriber.feed(*document);
}

std::string state(const Subscriber& subscriber) {
  std::string out;
  subscriber.write(out);
  return out;
}

// The reasons of a document that is fed to somebody who holds a roster.
std::vector<Reason> reasons(const std::string& text, const std::string& held = full(5, "<users/>")) {
  Subscriber subscriber;
  feed(subscriber, held);
  const std::string before = state(subscriber);
  std::vector<Reason> found;
  for (const change::Fault& fault : feed(subscriber, text).faults) {
    found.push_back(fault.reason);
  }
  CHECK((found.empty() || state(subscriber) == before));
  return found;
}

using Reasons = std::vector<Reason>;

const std::string kRoster =
    "<conference-description/><users><user entity='sip:a@x'><display-text>A</display-text>"
    "<endpoint entity='e'><status>connected</status><media id='1'><type>audio</type></media></endpoint></user>"
    "<user entity='sip:b@x'/></users>";

// What is held after one partial document on the roster above.
std::string after(const std::string& content) {
  Subscriber subscriber;
  feed(subscriber, full(5, kRoster));
  CHECK(feed(subscriber, partial(6, content)).action == Action::merged);
  const std::string text = state(subscriber);
  const std::size_t begin = text.find("<users");
  return begin == std::string::npos ? text : text.substr(begin, text.rfind("</conference-info>") - begin);
}

bool changes(const std::string& content) {
  Subscriber subscriber;
  feed(subscriber, full(5, kRoster));
  return feed(subscriber, partial(6, content)).changed;
}

}  // namespace

TEST_CASE("a subscriber follows versions as section 4.6 says") {
  Subscriber subscriber;
  CHECK(feed(subscriber, partial(1, "")).action == Action::resync);
  CHECK(subscriber.needs_resync());
  CHECK_FALSE(subscriber.version().has_value());
  CHECK(feed(subscriber, full(5, "<users/>")).action == Action::replaced);
  CHECK_FALSE(subscriber.needs_resync());
  CHECK(feed(subscriber, partial(6, "")).action == Action::merged);
  CHECK(feed(subscriber, partial(8, "")).action == Action::resync);
  CHECK(subscriber.version() == 6);
  CHECK(feed(subscriber, partial(7, "")).action == Action::merged);
  CHECK(subscriber.needs_resync());
  CHECK(feed(subscriber, full(8, "<users/>")).action == Action::replaced);
  CHECK_FALSE(subscriber.needs_resync());
  CHECK(feed(subscriber, full(8, "<users/>")).action == Action::discarded);
  CHECK(feed(subscriber, full(100, "<users/>")).action == Action::replaced);
}

TEST_CASE("the end of a conference leaves its root, and a full document opens it again") {
  Subscriber subscriber;
  feed(subscriber, full(5, kRoster));
  const std::string end = tests::conference("<users/>", "state='deleted' version='6' x:mark='1'");
  CHECK(feed(subscriber, end).action == Action::ended);
  CHECK(subscriber.has_ended());
  CHECK(state(subscriber).find(" state=\"deleted\" version=\"6\"") != std::string::npos);
  CHECK(state(subscriber).find("users") == std::string::npos);
  CHECK(state(subscriber).find("mark=\"1\"") != std::string::npos);
  const Step step = feed(subscriber, partial(7, ""));
  CHECK(step.action == Action::resync);
  CHECK(step.was_ended);
  CHECK(feed(subscriber, full(8, "<users/>")).action == Action::replaced);
  CHECK_FALSE(subscriber.has_ended());
}

TEST_CASE("a document that cannot be used says every reason and changes nothing") {
  CHECK(reasons("<conference-info/>") == Reasons{Reason::not_conference_info});
  CHECK(reasons(tests::conference("", "")) == Reasons{Reason::version_missing});
  CHECK(reasons(tests::conference("", "version='-1' state='Full'")).size() == 2);
  CHECK(reasons("<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' entity='sip:d@x' version='6'/>") ==
        Reasons{Reason::other_entity});
  CHECK(reasons(partial(
            6, "<users state='partial'><user/><user entity='a' state='deleted'/><user entity=' a'/></users>")) ==
        Reasons{Reason::key_missing, Reason::key_repeated});
  CHECK(reasons(full(6, "<users><user entity='a'><endpoint entity='e' state='x'/></user></users>")) ==
        Reasons{Reason::state_unknown});
}

TEST_CASE("what is never stored or merged is not looked at for keys and states") {
  CHECK(reasons(partial(6, "<users state='deleted'><user/></users>")).empty());
  CHECK(reasons(partial(6, "<x:e><user/></x:e>")).empty());
  CHECK(reasons(partial(6, "<conference-description><users state='x'/></conference-description>")).empty());
  CHECK(reasons(partial(9, "<users><user/></users>")) == Reasons{Reason::gap});
  CHECK(reasons(partial(5, "<users><user/></users>")).empty());
}

TEST_CASE("bad rows need a resync, a bad root does not") {
  Subscriber subscriber;
  feed(subscriber, full(5, kRoster));
  feed(subscriber, tests::conference("", "version='x'"));
  CHECK_FALSE(subscriber.needs_resync());
  feed(subscriber, partial(6, "<users state='partial'><user/></users>"));
  CHECK(subscriber.needs_resync());
}

TEST_CASE("rows are added, replaced, changed and removed by their own state") {
  const std::string b = "<user entity=\"sip:b@x\"/></users>";
  CHECK(
      after("<users state='partial'><user entity='sip:b@x' state='deleted'><bogus/></user></users>").find("sip:b@x") ==
      std::string::npos);
  CHECK(after("<users state='partial'><user entity='sip:a@x'/></users>") == "<users><user entity=\"sip:a@x\"/>" + b);
  CHECK(after("<users><user entity='sip:c@x'/></users>") == "<users><user entity=\"sip:c@x\"/></users>");
  CHECK(
      after("<users state='partial'><user entity='sip:a@x' state='partial'><endpoint entity='e' state='partial'>"
            "<media id='1'><label>1</label></media></endpoint></user></users>") ==
      "<users><user entity=\"sip:a@x\"><display-text>A</display-text><endpoint entity=\"e\"><status>connected</status>"
      "<media id=\"1\"><label>1</label></media></endpoint></user>" +
          b);
}

TEST_CASE("it is known whether an update changed anything") {
  CHECK_FALSE(changes(""));
  CHECK_FALSE(changes("<conference-description/>"));
  CHECK_FALSE(changes("<users state='partial'><user entity='sip:b@x'/></users>"));
  CHECK_FALSE(changes("<users state='partial'><user entity='sip:z@x' state='deleted'/></users>"));
  CHECK_FALSE(changes(kRoster));
  CHECK(changes("<users/>"));
  CHECK(changes("<conference-description><subject>S</subject></conference-description>"));
  CHECK(changes("<users state='partial'><user entity='sip:b@x' state='partial' x:mark='1'/></users>"));
  CHECK(changes("<users state='partial'><user entity='sip:b@x' state='deleted'/></users>"));
  CHECK(changes("<x:e/>"));
}

TEST_CASE("extension elements are replaced as the set of their name") {
  Subscriber subscriber;
  feed(subscriber, full(1, "<users/><x:e>1</x:e><x:f/><x:e>2</x:e>"));
  CHECK_FALSE(feed(subscriber, partial(2, "<x:e>1</x:e><x:e>2</x:e>")).changed);
  CHECK(feed(subscriber, partial(3, "<x:e>1</x:e>")).changed);
  CHECK_FALSE(feed(subscriber, partial(4, "<x:e>1</x:e>")).changed);
  CHECK(feed(subscriber, partial(5, "<x:e>1</x:e><x:e>1</x:e>")).changed);
  const std::string text = state(subscriber);
  CHECK(text.find("<x:f") < text.find("<x:e"));
}

TEST_CASE("what an update does besides is noted with its place") {
  Subscriber subscriber;
  feed(subscriber, full(1, "<users><user entity='a'/><user entity='b'/></users>"));
  const std::string text =
      partial(2,
              "<users><user entity='c' state='partial'><endpoint entity='e' state='deleted'/></user></users>"
              "<sidebars-by-val state='deleted'/>"
              "<s:Signature xmlns:s='http://www.w3.org/2000/09/xmldsig#'/>");
  const tests::ReadDocument document(text);
  const Step step = subscriber.feed(*document);
  REQUIRE(step.notes.size() == 5);
  CHECK(step.notes[0].kind == NoteKind::roster_replaced);
  CHECK(step.notes[0].before == 2);
  CHECK(step.notes[0].after == 1);
  CHECK(step.notes[1].kind == NoteKind::partial_taken_as_full);
  CHECK(step.notes[2].kind == NoteKind::deleted_left_out);
  CHECK(step.notes[3].kind == NoteKind::unknown_deleted);
  CHECK(step.notes[4].kind == NoteKind::signature_dropped);
  CHECK(state(subscriber).find("Signature") == std::string::npos);
  const std::vector<change::Remark> remarks = change::notes_of(step, *document, 10);
  REQUIRE(remarks.size() == 5);
  CHECK(remarks[2].path == "/conference-info/users/user[c]/endpoint[e]");
  CHECK(text.substr(remarks[2].span.begin, 8) == "endpoint");
  CHECK(change::notes_of(step, *document, 2).size() == 2);
}

TEST_CASE("what brings nothing new is told apart") {
  const std::string first = full(5, kRoster);
  const std::string second = partial(6, "<conference-description/>");
  const auto repeat = [&](const std::string& text, bool merged = true) {
    Subscriber subscriber;
    feed(subscriber, first);
    if (merged) {
      feed(subscriber, second);
    }
    return feed(subscriber, text).repeat;
  };
  CHECK(repeat(second) == Repeat::same_bytes);
  CHECK(repeat(first) == Repeat::same_bytes);
  CHECK(repeat(full(5, kRoster + "<x:e/>")) == Repeat::older);
  CHECK(repeat(full(6, kRoster)) == Repeat::same_state);
  CHECK(repeat(full(6,
                    "<conference-description/><users><user entity='sip:b@x'/><user entity='sip:a@x'><display-text>A"
                    "</display-text><endpoint entity='e'><status>connected</status><media id='1'><type>audio</type>"
                    "</media></endpoint></user></users>")) == Repeat::same_state);
  CHECK(repeat(full(6, "<users/>")) == Repeat::other_full);
  CHECK(repeat(tests::conference("", "state='deleted' version='6'")) == Repeat::other_end);
  CHECK(repeat(partial(6, "<users/>")) == Repeat::other_part);
  CHECK(repeat(partial(5, "<users/>"), false) == Repeat::same_state);
  CHECK(repeat(full(7, kRoster)) == Repeat::none);
}

// What came of a document, and what is held then: by somebody who may put off storing, or stores at once.
std::string course(const std::vector<std::string>& texts, xml::Reading reading) {
  Subscriber subscriber;
  std::string out;
  for (const std::string& text : texts) {
    const tests::ReadDocument document(text, reading);
    const Step step = subscriber.feed(*document);
    out += change::word_of(step.action);
    for (const change::Note& note : step.notes) {
      out += ' ' + std::to_string(static_cast<int>(note.kind)) + '@' + std::to_string(note.node);
    }
    out += ' ' + std::to_string(step.faults.size()) + ' ' + step.entity.value_or("-") + '\n';
  }
  return out + state(subscriber);
}

TEST_CASE("a full document that is stored when it is needed says the same then") {
  const std::string other = full(7, "<users><user entity='sip:z@x'><languages> de  en</languages></user></users>");
  const std::string odd =
      full(5,
           "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/><users state='partial'><user entity='a' "
           "state='deleted'/><user entity=' b  c ' state='partial'><x:e/></user></users>" +
               std::string("<sidebars-by-val><entry entity='s'/></sidebars-by-val>"));
  const std::string large =
      full(5, "<users><user entity='l'><display-text>" + std::string(70'000, 'x') + "</display-text></user></users>");
  const std::string twice = full(6, "<users><user entity='a' state='partial'/><user entity='a'/></users>");
  const std::string update = partial(6, "<users state='partial'><user entity='sip:b@x' state='deleted'/></users>");
  const std::vector<std::vector<std::string>> courses = {{full(5, kRoster)},
                                                         {full(5, kRoster), update},
                                                         {full(5, kRoster), other},
                                                         {full(5, kRoster), twice, other},
                                                         {odd},
                                                         {odd, update},
                                                         {large, update},
                                                         {full(5, kRoster), full(5, "<users/>"), update}};
  for (const std::vector<std::string>& texts : courses) {
    CHECK(course(texts, xml::Reading::judging) == course(texts, xml::Reading::keeping));
  }
  CHECK(course({odd}, xml::Reading::judging).starts_with("replaced 3@1 2@2 1@3 0 -\n"));
  Subscriber subscriber;
  feed(subscriber, full(5, kRoster));
  Subscriber moved = std::move(subscriber);
  CHECK(moved.held().size() == 9);
  CHECK(moved.version() == 5);
}

TEST_CASE("the state reads back as it was, compact and indented") {
  Subscriber subscriber;
  feed(subscriber, full(5, kRoster + "<sidebars-by-val><entry entity='s' version='9'/></sidebars-by-val>"
                                     "<x:e at='&lt;'> <x:f/>\n<!-- kept --></x:e>"));
  for (const std::string& text : {state(subscriber), change::indented(state(subscriber))}) {
    Subscriber again;
    CHECK(feed(again, text).action == Action::replaced);
    CHECK(state(again) == state(subscriber));
  }
  CHECK(change::indented(state(subscriber)).find("\n  <users>\n    <user entity=\"sip:a@x\">\n") != std::string::npos);
}

TEST_CASE("one update does to each subscriber what its document does") {
  for (const std::string& text : {full(7, kRoster), partial(7, "<users/>"), full(7, "<users><user/></users>")}) {
    const tests::ReadDocument document(text);
    const change::Update update(*document);
    for (const int held : {1, 6, 7}) {
      Subscriber one;
      Subscriber other;
      feed(one, full(held, "<users/>"));
      feed(other, full(held, "<users/>"));
      const Step first = one.feed(update);
      const Step second = other.feed(*document);
      CHECK(first.action == second.action);
      CHECK(first.repeat == second.repeat);
      CHECK(first.faults.size() == second.faults.size());
      CHECK(first.notes.size() == second.notes.size());
      CHECK(state(one) == state(other));
    }
  }
}
