// Verdicts about chat rooms: each check of the table in conf-rooms(1) fails and passes, and what a verdict needs.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "policy/document.hpp"
#include "rules/notify/notify.hpp"
#include "rules/rooms/verdict.hpp"
#include "rules/rooms/watch.hpp"
#include "xml/read.hpp"

using namespace confstate;
using policy::Truth;
using rules::CheckResult;
using rules::JoinVerdict;

namespace {

constexpr rules::Delivery kTls = {Truth::yes, Truth::no, false};
constexpr rules::Delivery kOpen = {Truth::no, Truth::no, false};

// A policy for sips:board@example.com with these fields besides.
policy::Policy policy_of(const std::string& rooms, const std::string& besides = "") {
  const std::string text = R"({"schemaVersion": 1, "id": "t", "conference": {"uri": "sips:board@example.com"})" +
                           (besides.empty() ? "" : ", " + besides) + R"(, "chatRooms": {)" + rooms + "}}";
  const auto document = policy::Document::read(std::make_shared<bytes::Source>("policy", text), {});
  REQUIRE(document->faults().empty());
  return document->policy();
}

std::string entry(std::string_view uri, std::string_view purpose = "grouptextchat") {
  return "<entry><uri>" + std::string(uri) + "</uri><purpose>" + std::string(purpose) + "</purpose></entry>";
}

std::string document_of(const std::string& entries, const std::string& users = "<users/>",
                        std::string_view entity = "sips:board@example.com", int version = 1) {
  return R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" version=")" + std::to_string(version) +
         R"(" entity=")" + std::string(entity) + R"("><conference-description><service-uris>)" + entries +
         "</service-uris></conference-description>" + users + "</conference-info>";
}

struct Result {
  std::vector<rules::JudgedRoom> rooms;
  std::vector<diag::Diagnostic> findings;
};

Result judge(std::string_view text, const rules::RoomCase& subject, const diag::Severities* severities = nullptr) {
  base::Result<xml::ReadResult> read = xml::read(text, xml::Reading::judging, {});
  REQUIRE(read.has_value());
  const info::Document document(std::move(read->tree));
  diag::Findings found(diag::Profile::rfc4575, 1000, severities);
  const rules::RoomJudge judge(document, subject, found);
  Result result;
  for (std::size_t i = 0; i < judge.size(); ++i) {
    result.rooms.push_back(judge.judge(i));
    rules::report_room(result.rooms.back(), found);
  }
  result.findings = found.all();
  return result;
}

// "C3 fail error" for each check with that number, the verdict behind: "C3 fail error; refuse".
std::string told(const Result& result, std::string_view number, std::size_t room = 0) {
  std::string out;
  for (const rules::RoomCheck& check : result.rooms.at(room).checks) {
    if (check.number == number) {
      out += std::string(word(check.result)) +
             (check.result == CheckResult::fail ? " " + std::string(diag::word(check.found.severity)) : "") + "; ";
    }
  }
  return out + std::string(word(result.rooms.at(room).verdict));
}

std::string told_by(const std::string& rooms, std::string_view number, const std::string& uri,
                    const rules::Delivery& delivery = kTls, const std::string& besides = "") {
  const policy::Policy policy = policy_of(rooms, besides);
  return told(judge(document_of(entry(uri)), {&policy, {}, delivery}), number);
}

std::string told_without(std::string_view number, const std::string& uri, const rules::Delivery& delivery = {}) {
  return told(judge(document_of(entry(uri)), {nullptr, {}, delivery}), number);
}

const std::string kAuto = R"("autoJoin": "related-only")";

}  // namespace

TEST_CASE("C1: a misspelt purpose is an error of the document under a policy, and never a reason to refuse") {
  const policy::Policy policy = policy_of(kAuto);
  const std::string text = document_of(entry("sips:board@example.com", "groupertextchat"));
  CHECK(told(judge(text, {&policy, {}, kTls}), "C1") == "fail error; ask");
  CHECK(told(judge(text, {nullptr, {}, kTls}), "C1") == "fail warning; ask");
  CHECK(told_by(kAuto, "C1", "sips:board@example.com") == "pass; auto-join");
  CHECK(judge(document_of(entry("sips:a@example.com", "web-page")), {}).rooms.empty());
}

TEST_CASE("C2: the scheme is one that the policy allows; without a policy only code is refused") {
  CHECK(told_by(kAuto, "C2", "irc://example.com/board") == "fail error; refuse");
  CHECK(told_by(R"("allowSchemes": ["IRCS"], "autoJoin": "related-only")", "C2", "ircs://example.com/board") ==
        "pass; auto-join");
  CHECK(told_by(R"("allowSchemes": ["javascript"])", "C2", "javascript:alert(1)") == "fail error; refuse");
  CHECK(told_by(kAuto, "C2", "board") == "fail error; refuse");
  CHECK(told_without("C2", "javascript:alert(1)") == "fail error; refuse");
  CHECK(told_without("C2", "DATA:text/html,x") == "fail error; refuse");
  CHECK(told_without("C2", "tel:+18005671234") == "fail warning; ask");
  CHECK(told_without("C2", "board") == "fail warning; ask");
  CHECK(told_without("C2", "xmpp:board@example.com") == "pass; ask");
}

TEST_CASE("C3: the domain is the conference's, as wholes and in A-labels, or one of relatedDomains") {
  CHECK(told_by(kAuto, "C3", "https://example.com/board") == "pass; auto-join");
  CHECK(told_by(kAuto, "C3", "https://EXAMPLE.com./board") == "pass; auto-join");
  CHECK(told_by(kAuto, "C3", "https://chat.example.com/board") == "fail error; refuse");
  CHECK(told_by(kAuto, "C3", "https://badexample.com/board") == "fail error; refuse");
  CHECK(told_by(R"("sameDomain": "warn")", "C3", "https://chat.example.com/board") == "fail warning; ask");
  CHECK(told_by(R"("sameDomain": "off")", "C3", "https://chat.example.com/board") == "not-asked; ask");
  const std::string below = R"("relatedDomains": [".example.com"], "autoJoin": "related-only")";
  CHECK(told_by(below, "C3", "https://chat.example.com/board") == "pass; auto-join");
  CHECK(told_by(below, "C3", "https://example.com.evil.example.net/board") == "fail error; refuse");
  const std::string exact = R"("relatedDomains": ["bücher.example"], "autoJoin": "related-only")";
  CHECK(told_by(exact, "C3", "https://xn--bcher-kva.example/board") == "pass; auto-join");
  CHECK(told_by(exact, "C3", "https://chat.xn--bcher-kva.example/board") == "fail error; refuse");
}

TEST_CASE("C3: a host that looks like the conference's is named as such") {
  CHECK(told_by(kAuto, "C3", "https://xn--exmple-4nf.com/board") == "fail error; fail error; refuse");
  CHECK(told_by(R"("sameDomain": "off")", "C3", "https://examp1e.com/board") == "not-asked; fail warning; ask");
  CHECK(told_without("C3", "https://exarnple.com/board") == "not-asked; fail warning; ask");
  CHECK(told_without("C3", "https://chat.examp1e.com/board") == "not-asked; fail warning; ask");
  CHECK(told_without("C3", "https://chat.example.com/board") == "not-asked; ask");
  CHECK(told_without("C3", "https://elsewhere.com/board") == "not-asked; ask");
}

TEST_CASE("C3: where maddr sends requests counts as well") {
  const std::string rooms = R"("allowSchemes": ["sip", "sips"], "autoJoin": "related-only")";
  CHECK(told_by(rooms, "C3", "sips:board@example.com;maddr=evil.example.net") == "fail error; refuse");
  CHECK(told_by(rooms, "C3", "sips:board@example.com;maddr=example.com") == "pass; auto-join");
}

TEST_CASE("C4: the room is named like the conference") {
  const std::string must = R"("roomMatchesConference": true, "autoJoin": "related-only")";
  CHECK(told_by(must, "C4", "sips:attack@example.com") == "fail error; refuse");
  CHECK(told_by(must, "C4", "sips:BOARD@example.com") == "pass; auto-join");
  CHECK(told_by(must, "C4", "https://example.com/attack") == "not-asked; auto-join");
  CHECK(told_by(kAuto, "C4", "sips:attack@example.com") == "fail warning; ask");
  CHECK(told_by(R"("roomMatchesConference": false, "autoJoin": "related-only")", "C4", "sips:attack@example.com") ==
        "not-asked; auto-join");
}

TEST_CASE("C5: the notification was protected; what nobody saw is unknown, and a signature is not verified here") {
  const std::string room = "sips:board@example.com";
  CHECK(told_by(kAuto, "C5", room, kOpen) == "fail error; refuse");
  CHECK(told_by(R"("requireIntegrity": false, "autoJoin": "related-only")", "C5", room, kOpen) == "fail warning; ask");
  CHECK(told_by(kAuto, "C5", room, {}) == "unknown; ask");
  CHECK(told_by(kAuto, "C5", room, {Truth::no, Truth::yes, false}) == "unknown; ask");
  CHECK(told_by(kAuto, "C5", room, {Truth::no, Truth::yes, true}) == "pass; auto-join");
  CHECK(told_by(kAuto, "C5", room, kTls) == "pass; auto-join");
  CHECK(told_without("C5", room, kOpen) == "fail warning; ask");
}

TEST_CASE("C6: a client joins by itself only where the policy says so and the relation is confirmed") {
  const std::string room = "sips:board@example.com";
  CHECK(told_without("C6", room, kTls) == "fail info; ask");
  CHECK(told_by("", "C6", room) == "fail info; ask");
  CHECK(told_by(kAuto, "C6", room) == "pass; auto-join");
  CHECK(told_by(R"("autoJoin": "always")", "C6", room) == "pass; auto-join");
  CHECK(told_by(R"("autoJoin": "always", "sameDomain": "off")", "C6", "sips:board@evil.example.net") ==
        "fail error; refuse");
  CHECK(told_by(R"("autoJoin": "related-only", "sameDomain": "off")", "C6", "sips:board@other.example") ==
        "fail info; ask");
}

TEST_CASE("C6: under the policy of another conference nobody joins by himself") {
  const policy::Policy policy = policy_of(kAuto);
  const std::string text = document_of(entry("sips:board@example.com"), "<users/>", "sips:other@example.com");
  CHECK(told(judge(text, {&policy, {}, kTls}), "C6") == "fail info; ask");
}

TEST_CASE("C7: the room is as secure as the policy wants") {
  const std::string http = R"("allowSchemes": ["http", "sip", "xmpp", "ircs"], "autoJoin": "related-only")";
  CHECK(told_by(http, "C7", "http://example.com/board") == "fail error; refuse");
  CHECK(told_by(http, "C7", "sip:b@example.com") == "fail error; refuse");
  CHECK(told_by(http, "C7", "xmpp:board@example.com") == "unknown; ask");
  CHECK(told_by(http, "C7", "ircs://example.com/board") == "pass; auto-join");
  CHECK(told_by(http + R"(, "minSecurity": "any")", "C7", "http://example.com/board") == "not-asked; auto-join");
  CHECK(told_by(http + R"(, "minSecurity": "encrypted")", "C7", "sip:b@example.com") == "fail error; refuse");
  CHECK(told_without("C7", "http://example.com/board") == "fail warning; ask");
}

TEST_CASE("C7: a room is as secure as a conference that is not") {
  const policy::Policy policy = [] {
    policy::Policy made = policy_of(R"("allowSchemes": ["http"], "autoJoin": "related-only")",
                                    R"("signalling": {"minTransport": "udp"})");
    made.conference.uri = "sip:board@example.com";
    return made;
  }();
  const std::string text = document_of(entry("http://example.com/board"), "<users/>", "sip:board@example.com");
  CHECK(told(judge(text, {&policy, {}, {Truth::no, Truth::yes, true}}), "C7") == "pass; auto-join");
  CHECK(told(judge(text, {&policy, {}, kTls}), "C7") == "fail error; refuse");
}

TEST_CASE("C8: nobody who is hidden is led into a room") {
  const policy::Policy policy = policy_of(kAuto);
  const auto with = [&](const std::string& users) {
    return told(judge(document_of(entry("sips:board@example.com"), users), {&policy, {}, kTls}), "C8");
  };
  CHECK(with("<users><user entity=\"sip:anonymous1@anonymous.invalid\"/></users>") == "fail error; refuse");
  CHECK(with("<users><user entity=\"sip:bob@example.com\"/></users>") == "pass; auto-join");
  CHECK(with("<users state=\"partial\"/>") == "unknown; ask");
  CHECK(with("") == "unknown; ask");
  CHECK(told_by(kAuto, "C8", "sips:board@example.com", kTls,
                R"("identity": {"anonymity": {"privacyWithTrustedId": "reject-433"}})") == "pass; auto-join");
  CHECK(told_by("", "C8", "sips:board@example.com") == "not-asked; ask");
}

TEST_CASE("C9: several rooms are a choice, which is the user's") {
  const std::string two = entry("sips:board@example.com") + entry("https://example.com/board");
  const policy::Policy one = policy_of(kAuto);
  const Result result = judge(document_of(two), {&one, {}, kTls});
  CHECK(told(result, "C9", 0) == "fail info; ask");
  CHECK(told(result, "C9", 1) == "fail info; ask");
  CHECK(result.findings.size() == 2);  // the number once, and the question about the other room
  const policy::Policy more = policy_of(kAuto + R"(, "maxRooms": 2)");
  CHECK(told(judge(document_of(two), {&more, {}, kTls}), "C9", 1) == "pass; auto-join");
  const std::string twice = entry("sips:board@example.com") + entry("sips:board@example.com");
  CHECK(told(judge(document_of(twice), {&one, {}, kTls}), "C9", 1) == "pass; auto-join");
}

TEST_CASE("C10: the conference may be its own room, if its media rules take messages") {
  CHECK(told_by(kAuto, "C10", "sips:board@example.com") == "pass; auto-join");
  CHECK(told_by(kAuto, "C10", "https://example.com/board") == "not-asked; auto-join");
  CHECK(told_by(kAuto, "C10", "sips:board@example.com", kTls, R"("media": {"types": {"message": {"allow": false}}})") ==
        "fail info; ask");
}

TEST_CASE("C12: what is mirrored between room and conference cannot be seen in a document") {
  CHECK(told_by(kAuto + R"(, "mirrorModeration": true)", "C12", "https://example.com/board") == "unknown; auto-join");
  CHECK(told_by(kAuto, "C12", "https://example.com/board") == "not-asked; auto-join");
}

TEST_CASE("tricks with the user part are refused, other disguises asked about") {
  CHECK(told_without("T14", "xmpp:board@example.com@evil.example.net") == "fail error; refuse");
  CHECK(told_without("T14", "https://example.com@evil.example.net/") == "fail error; refuse");
  CHECK(told_without("T14", "https://example.com%40evil@other.example/") == "fail error; refuse");
  CHECK(told_without("T14", "xmpp:board%E2%80%8B@example.com") == "fail warning; ask");
  CHECK(told_without("T14", "xmpp:board@192.0.2.7") == "fail warning; ask");
  CHECK(told_without("T14", "xmpp:board@xn--bcher-kva.example") == "fail warning; ask");
}

TEST_CASE("a rule that is left out or made milder decides accordingly") {
  const policy::Policy policy = policy_of(kAuto);
  const std::string text = document_of(entry("https://other.example/board"));
  diag::Severities severities = {{&rules::room_card("room-other-domain"), diag::Severity::off}};
  CHECK(told(judge(text, {&policy, {}, kTls}, &severities), "C3") == "not-asked; ask");
  severities = {{&rules::room_card("room-other-domain"), diag::Severity::info}};
  CHECK(told(judge(text, {&policy, {}, kTls}, &severities), "C3") == "fail info; ask");
}

TEST_CASE("every room that is refused has an error, and every other one that is asked about something to say") {
  for (const std::string_view uri : {"xmpp:board@example.com", "javascript:x", "sips:board@example.com", "tel:+1",
                                     "irc://example.com/x", "https://a@b/", "board", "", "xmpp:a@1.2.3.4"}) {
    for (const std::string& rooms :
         {std::string(), kAuto, std::string(R"("autoJoin": "always", "sameDomain": "off")")}) {
      const policy::Policy policy = policy_of(rooms);
      for (const policy::Policy* by : {static_cast<const policy::Policy*>(nullptr), &policy}) {
        for (const rules::Delivery& delivery : {rules::Delivery(), kTls, kOpen}) {
          CAPTURE(std::string(uri));
          const Result result = judge(document_of(entry(uri)), {by, {}, delivery});
          diag::Severity worst = diag::Severity::off;
          for (const diag::Diagnostic& found : result.findings) {
            worst = std::max(worst, found.severity);
          }
          const JoinVerdict verdict = result.rooms.at(0).verdict;
          CHECK((verdict == JoinVerdict::refuse) == (worst == diag::Severity::error));
          CHECK((verdict == JoinVerdict::auto_join) == (worst == diag::Severity::off));
        }
      }
    }
  }
}

TEST_CASE("an address is shown in all its forms") {
  const Result result = judge(document_of(entry("xmpp://guest@example.com/b%6fard@xn--exmple-4nf.com:5222/nick")), {});
  const rules::RoomAddress& address = result.rooms.at(0).address;
  CHECK(address.decoded == "xmpp://guest@example.com/board@xn--exmple-4nf.com:5222/nick");
  CHECK(address.name == "board");
  CHECK(address.host_ascii == "xn--exmple-4nf.com");
  CHECK(address.host_unicode == "ex\u0430mple.com");
  CHECK(address.port == "5222");
  CHECK(address.letters == std::vector<std::string>{"U+0430"});
  CHECK(address.remarks == std::vector<std::string>{"`example.com` is the server of an account, not of the room"});
}

namespace {

// The events of a series of documents of one subscription, "moved b from a".
std::vector<std::string> events(const std::vector<std::string>& series, const policy::Policy* policy = nullptr) {
  rules::RoomWatch watch;
  std::vector<std::string> out;
  for (const std::string& text : series) {
    base::Result<xml::ReadResult> read = xml::read(text, xml::Reading::judging, {});
    REQUIRE(read.has_value());
    const info::Document document(std::move(read->tree));
    const diag::Findings found(diag::Profile::rfc4575, 1000);
    const rules::RoomCase subject{policy, {}, {}};
    const rules::RoomJudge judge(document, subject, found);
    for (const rules::RoomEvent& event : watch.take({"one", "", "test"}, document, judge)) {
      out.push_back(std::string(word(event.kind)) + " " + event.address +
                    (event.before.empty() ? "" : " from " + event.before));
    }
  }
  return out;
}

std::string version(int number, const std::string& entries) {
  return document_of(entries, "<users/>", "sips:board@example.com", number);
}

// The same as a partial document.
std::string partial(int number, const std::string& description) {
  return R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" state="partial" version=")" +
         std::to_string(number) + R"(" entity="sips:board@example.com">)" + description + "</conference-info>";
}

using Events = std::vector<std::string>;

const std::string kHome = entry("xmpp:board@example.com");
const std::string kAway = entry("xmpp:board@evil.example.net");

}  // namespace

TEST_CASE("C11: a room that is replaced by one in another domain has moved") {
  CHECK(events({version(1, kHome), version(2, kAway)}) ==
        Events{"moved xmpp:board@evil.example.net from xmpp:board@example.com"});
  CHECK(events({version(1, kHome), version(2, kHome)}).empty());
  CHECK(events({version(1, kHome), version(2, entry("xmpp:new@example.com"))}) ==
        Events{"changed xmpp:new@example.com from xmpp:board@example.com"});
  CHECK(events({version(1, kAway), version(2, kHome)}) ==
        Events{"changed xmpp:board@example.com from xmpp:board@evil.example.net"});
  CHECK(events({version(1, ""), version(2, kHome)}) == Events{"appeared xmpp:board@example.com"});
  CHECK(events({version(1, kHome), version(2, kHome + kAway)}) == Events{"appeared xmpp:board@evil.example.net"});
}

TEST_CASE("C11: a related domain is no other one") {
  const policy::Policy policy = policy_of(R"("relatedDomains": [".example.com"])");
  CHECK(events({version(1, kHome), version(2, entry("xmpp:board@chat.example.com"))}, &policy) ==
        Events{"changed xmpp:board@chat.example.com from xmpp:board@example.com"});
}

TEST_CASE("C11: a detour over no room at all hides nothing") {
  CHECK(events({version(1, kHome), version(2, ""), version(3, kAway)}) ==
        Events{"moved xmpp:board@evil.example.net from xmpp:board@example.com"});
}

TEST_CASE("C11: a partial document is held against the state that it changes") {
  const std::string description =
      "<conference-description><service-uris>" + kAway + "</service-uris></conference-description>";
  CHECK(events({version(1, kHome), partial(2, description)}) ==
        Events{"moved xmpp:board@evil.example.net from xmpp:board@example.com"});
  CHECK(events({version(1, kHome), partial(2, "<users state=\"partial\"/>")}).empty());
  CHECK(events({version(1, kHome), partial(9, description)}).empty());  // a subscriber does not use it
}

TEST_CASE("C11: the same event is told once") {
  CHECK(events({version(1, kHome), version(2, kAway), version(3, kHome), version(4, kAway)}) ==
        Events{"moved xmpp:board@evil.example.net from xmpp:board@example.com",
               "changed xmpp:board@example.com from xmpp:board@evil.example.net"});
}

TEST_CASE("the cards of verdicts have all that --explain shows") {
  for (const diag::Card& card : rules::verdict_cards()) {
    CAPTURE(diag::full_id(card));
    CHECK(card.area == "rooms");
    CHECK(card.why.size() > 60);
    CHECK(card.why.back() == '.');
    CHECK(card.title.back() != '.');
    CHECK_FALSE(card.rows.empty());
    CHECK(&rules::room_card(card.id) == &card);
    for (const std::string_view example : {card.bad, card.good}) {
      for (const std::string_view document : rules::documents_of(example)) {
        base::Result<xml::ReadResult> read = xml::read(document, xml::Reading::judging, {});
        REQUIRE(read.has_value());
        CHECK(read->judgeable);
      }
    }
  }
}
