#include "policy/document.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "policy/fields.hpp"

namespace confstate::policy {
namespace {

std::shared_ptr<const Document> read(const std::string& text, const Templates& templates = {}) {
  return Document::read(std::make_shared<bytes::Source>("board.json", text), templates);
}

// A whole policy with these further members.
std::string whole(const std::string& members) {
  return R"({"schemaVersion": 1, "id": "board", "conference": {"uri": "sips:board@example.com"})" +
         (members.empty() ? "" : ", " + members) + "}";
}

// Every fault as "line:column message | label | help", one per line.
std::string faults_of(const Document& document) {
  std::string out;
  for (const FormFault& fault : document.faults()) {
    const base::Location at = document.source().location(fault.span.begin);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + fault.message;
    out += fault.label.empty() ? "" : " | " + fault.label;
    out += fault.help.empty() ? "\n" : " | " + fault.help + "\n";
  }
  return out;
}

std::string faults_of(const std::string& text) {
  return faults_of(*read(text));
}

std::string text_at(const Document& document, std::string_view pointer) {
  const base::Span span = document.span_in_file(pointer);
  return std::string(document.source().text().substr(span.begin, span.end - span.begin));
}

TEST_CASE("what a policy does not say has the default of the language") {
  const auto document = read(whole(""));
  CHECK(faults_of(*document) == "");
  CHECK(document->is_usable());
  const Policy& policy = document->policy();
  CHECK(policy.id == "board");
  CHECK(policy.conference.max_participants == 200);
  CHECK(policy.conference.max_legs_per_user == 1);
  CHECK(policy.membership.mode == Mode::closed);
  CHECK(policy.membership.bans.persist);
  CHECK(policy.dial_in.enabled);
  CHECK(policy.dial_in.via_join == Via::deny);
  CHECK(policy.dial_in.via_replaces == Via::same_user);
  CHECK(policy.dial_out.supported == std::vector<std::string>{"from-change", "histinfo"});
  CHECK(policy.identity.sources_dial_in ==
        WordList<SourceIn>{SourceIn::passport, SourceIn::pai, SourceIn::digest, SourceIn::tls_cert});
  CHECK(policy.identity.conflict == Conflict::all_allowed);
  CHECK(policy.identity.passport.max_age_sec == 60);
  CHECK(policy.cdiv.evidence.size() == 6);
  CHECK(policy.media.standard == Security::secured_only);
  CHECK(policy.media.srtp.suites.size() == 4);
  CHECK(policy.media.sdes_signalling == SdesSignalling::tls_hop);
  CHECK(policy.media.gate_until_admitted);
  CHECK(policy.group_keys.max_packets == 2147483648);
  CHECK(policy.refer.invite.roles == std::vector<std::string>{"moderator"});
  CHECK(policy.lock.moderator_bypass);
  CHECK_FALSE(policy.lock.after_count);
  CHECK(policy.signalling.digest == std::vector<std::string>{"SHA-256"});
  CHECK(policy.chat_rooms.room_matches_conference == RoomMatch::warn);
  CHECK(policy.report.bye_deadline_ms == 2000);
}

TEST_CASE("what a policy says is read, comments are passed over") {
  const auto document = read(R"({
  // the board
  "schemaVersion": 1, "id": "board", /* for now */ "conference": {"uri": "sips:board@example.com"},
  "membership": {"mode": "open", "allow": [
    {"id": "a", "match": {"domain": "example.com", "sub": true}, "methods": ["refer"], "roles": ["chair"]},
    {"id": "b", "match": {"any": true}, "notAfter": "2027-01-10T08:00:00Z"}]},
  "identity": {"trust": [{"id": "home", "peers": ["192.0.2.0/28"], "requests": false}]},
  "media": {"types": {"application/bfcp": {"allow": false, "maxLines": 2}, "x-note": 1}, "sdes": {"signalling": "e2e"}},
  "roles": {"chair": {"may": ["kick", "end"]}},
  "refer": {"invite": "any", "kick": ["chair", "owner"]},
  "chatRooms": {"roomMatchesConference": true},
  "x-note": {"anything": [1.5]}
})");
  CHECK(faults_of(*document) == "");
  const Policy& policy = document->policy();
  REQUIRE(policy.membership.allow.size() == 2);
  const MemberRule& rule = policy.membership.allow[0];
  CHECK(rule.match == Match{MatchKind::domain, "example.com", true});
  CHECK(rule.methods == WordList<Method>{Method::refer});
  CHECK(rule.roles == std::vector<std::string>{"chair"});
  CHECK_FALSE(rule.media);
  CHECK(policy.membership.allow[1].match == Match{MatchKind::any, "", false});
  CHECK(policy.membership.allow[1].methods.size() == 3);
  CHECK(policy.membership.allow[1].not_after == "2027-01-10T08:00:00Z");
  REQUIRE(policy.identity.trust.size() == 1);
  CHECK(policy.identity.trust[0].transports == WordList<Transport>{Transport::tls});
  CHECK(policy.identity.trust[0].mutual_tls);
  CHECK_FALSE(policy.identity.trust[0].requests);
  REQUIRE(policy.media.types.size() == 1);
  CHECK(policy.media.types[0].type == MediaType::bfcp);
  CHECK_FALSE(policy.media.types[0].allow);
  CHECK(policy.media.types[0].max_lines == 2);
  CHECK(policy.media.sdes_signalling == SdesSignalling::e2e);
  REQUIRE(policy.roles.size() == 1);
  CHECK(policy.roles[0].name == "chair");
  CHECK(policy.roles[0].may == WordList<Right>{Right::kick, Right::end});
  CHECK(policy.refer.invite.any);
  CHECK(policy.refer.kick.roles == std::vector<std::string>{"chair", "owner"});
  CHECK(policy.chat_rooms.room_matches_conference == RoomMatch::must);
}

TEST_CASE("values know where they stand") {
  const auto document = read(whole(
      R"("media": {"osrtp": "reject", "keying": ["sdes", "tls"], "srtp": {}}, "membership": {"+allow": [{"id": "a",
      "match": {"any": true}}]})"));
  CHECK(faults_of(*document) == "");
  CHECK(text_at(*document, "/media/osrtp") == "\"reject\"");
  CHECK(text_at(*document, "/media/keying/1") == "\"tls\"");
  CHECK(text_at(*document, "/media/keying/7") == "\"keying\"");
  CHECK(text_at(*document, "/media/reject") == "\"media\"");
  CHECK(text_at(*document, "/media/srtp/suites") == "\"srtp\"");
  CHECK(text_at(*document, "/membership/allow/0/id") == "\"a\"");
  CHECK(text_at(*document, "/membership/allow/0/methods") == "{");
  CHECK(text_at(*document, "/membership/allow/0/match/any") == "true");
  CHECK(text_at(*document, "/groupKeys/enabled") == "{");
  CHECK(text_at(*document, "") == "{");
  CHECK(document->is_written("/media/osrtp"));
  CHECK(document->is_written("/media/keying/0"));
  CHECK(document->is_written("/media"));
  CHECK_FALSE(document->is_written("/media/reject"));
  CHECK_FALSE(document->is_written("/membership/allow/0/methods"));
  CHECK_FALSE(document->is_written("/groupKeys"));
  CHECK(document->place("/media/reject").origin == Origin::standard);
}

TEST_CASE("a profile gives other defaults, the file has the last word") {
  const auto sa3 = read(whole(R"("profile": "sa3")"));
  CHECK(sa3->policy().cdiv.decide_at == DecideAt::first_18x);
  CHECK(sa3->policy().identity.anonymity.privacy_with_trusted_id == OnPrivacy::reject_433);
  CHECK(sa3->place("/cdiv/decideNoIdentityAt").origin == Origin::profile);
  CHECK(sa3->place("/cdiv/decideNoIdentityAt").name == "sa3");
  const auto ietf = read(whole(R"("profile": "ietf", "identity": {"sourcesDialOut": ["pai"]})"));
  CHECK(ietf->policy().identity.anonymity.missing == OnMissing::challenge_401);
  CHECK(ietf->policy().identity.sources_dial_out == WordList<SourceOut>{SourceOut::pai});
  const auto ims = read(whole(R"("profile": "ims", "identity": {"trust": [{"id": "a", "peers": []},
      {"id": "b", "peers": [], "responses": false}]})"));
  CHECK(ims->policy().identity.sources_dial_in[0] == SourceIn::pai);
  CHECK(ims->policy().identity.trust.at(0).responses);
  CHECK_FALSE(ims->policy().identity.trust.at(1).responses);
}

TEST_CASE("what a rule says of media is laid over the media of the conference") {
  const auto document = read(whole(R"("media": {"osrtp": "answer-keyed", "keying": ["tls"]},
      "membership": {"allow": [{"id": "a", "match": {"any": true}, "media": {"default": "any", "+keying": ["sdes"]}}]})"));
  CHECK(faults_of(*document) == "");
  const std::optional<Media>& media = document->policy().membership.allow.at(0).media;
  REQUIRE(media);
  CHECK(media->standard == Security::any);
  CHECK(media->osrtp == Osrtp::answer_keyed);
  CHECK(media->keying == WordList<Keying>{Keying::tls, Keying::sdes});
  CHECK(media->srtp.min_key_bits == 128);
  CHECK(document->policy().media.keying == WordList<Keying>{Keying::tls});
}

TEST_CASE("templates: the nearer one wins, lists are replaced or added to") {
  Templates templates;
  templates.emplace("far", read(R"({"schemaVersion": 1, "id": "far", "profile": "ims",
      "conference": {"uri": "sip:far@example.com", "maxParticipants": 7},
      "media": {"keying": ["sdes"]}, "roles": {"chair": {"may": ["kick"]}}})"));
  templates.emplace("near", read(R"({"schemaVersion": 1, "id": "near", "extends": "far",
      "conference": {"uri": "sip:near@example.com"}, "media": {"+keying": ["tls"], "osrtp": "allow-fallback"},
      "membership": {"deny": [{"id": "d", "match": {"any": true}}]}})",
                                 templates));
  const auto document = read(whole(R"("extends": "near", "media": {"+keying": ["zrtp"]},
      "roles": {"chair": {"+may": ["ban"]}}, "membership": {"deny": []})"),
                             templates);
  CHECK(faults_of(*document) == "");
  const Policy& policy = document->policy();
  CHECK(policy.conference.uri == "sips:board@example.com");
  CHECK(policy.conference.max_participants == 7);
  CHECK(policy.media.keying == WordList<Keying>{Keying::sdes, Keying::tls, Keying::zrtp});
  CHECK(policy.media.osrtp == Osrtp::allow_fallback);
  CHECK(policy.membership.deny.empty());
  CHECK(policy.roles.at(0).may == WordList<Right>{Right::kick, Right::ban});
  CHECK(policy.profile == Profile::ims);
  CHECK(policy.identity.sources_dial_in[0] == SourceIn::pai);
  CHECK(document->place("/media/osrtp").origin == Origin::templated);
  CHECK(document->place("/media/osrtp").name == "near");
  CHECK(document->place("/media/keying/0").name == "far");
  CHECK(document->place("/media/keying").origin == Origin::file);
  CHECK(text_at(*document, "/media/keying/2") == "\"zrtp\"");
  CHECK(document->place("/roles/chair/may").origin == Origin::file);
}

TEST_CASE("templates that are not there, and rings of them, are faults") {
  CHECK(faults_of(whole(R"("extends": "base")")) ==
        "1:97 there is no usable template `base` | the option --templates names the folder with the templates\n");
  CHECK(read(whole(R"("extends": "base")"))->faults().at(0).kind == FormFaultKind::extends);
  Templates templates;
  templates.emplace("a", read(R"({"schemaVersion": 1, "id": "a", "extends": "b"})"));
  templates.emplace("b", read(R"({"schemaVersion": 1, "id": "b", "extends": "a"})"));
  CHECK(faults_of(*read(whole(R"("extends": "a")"), templates)) ==
        "1:97 policies extend each other in a ring | `board` → `a` → `b` → `a`\n");
  CHECK(faults_of(*read(whole(R"("extends": "board")"), templates)) ==
        "1:97 policies extend each other in a ring | `board` → `board`\n");
}

TEST_CASE("every fault of the form is told, with its place, in one run") {
  CHECK(faults_of(R"({"schemaVersion": 2, "idenity": {},
 "conference": {"maxParticipants": 0, "maxLegsPerUser": 1.5, "uri": 5},
 "membership": {"mode": "closd", "allow": [{"id": "a", "match": {}}, {"match": {"any": false, "sub": true}}, 7]},
 "media": {"keying": ["dtls-srtp", "dtls", 4], "types": {"vidio": {}}, "srtp": []},
 "identity": {"trust": [{"id": "t", "+peers": []}], "+required": true},
 "validity": {"notBefore": "tomorrow", "windows": [{"days": ["mo"], "from": "8:00", "to": "09:00", "tz": "UTC"}]},
 "roles": {"chair": {"may": ["kik"]}},
 "refer": {"invite": 3, "kick": [true]},
 "lock": {"initial": "true", "afterCount": -1},
 "chatRooms": {"roomMatchesConference": "true"}
})") == R"(1:1 a policy needs `id`
1:19 `schemaVersion` is 1, not 2
1:22 `idenity` is no field of a policy | did you mean `identity`?
2:36 `maxParticipants` is 1 to 100000, not 0
2:57 `maxLegsPerUser` is a whole number, not one with a fraction
2:69 `uri` is a string, not a number | write it in quotes
3:25 `closd` is not a membership mode | did you mean `closed`?
3:65 a match has exactly one of uri, domain, tel, telPrefix, pattern, role, any
3:70 a member rule needs `id`
3:88 `any` is true, not false
3:95 `sub` goes with `domain` only
3:110 a member rule is an object, not a number
4:36 `dtls` is not a way of keying | did you mean `tls`?
4:44 an element of `keying` is a string, not a number | write it in quotes
4:58 `vidio` is no member of types | did you mean `video`?
4:80 `srtp` is an object, not an array
5:25 a trusted neighbour needs `peers`
5:37 `+peers` has nothing below to add to | write `peers`
5:53 `+required` would add to a list, and this is none | write `required`
6:28 `tomorrow` is not a moment in UTC, as 2027-01-10T08:00:00Z
6:62 `mo` is not a day of the week | did you mean `mon`?
6:77 `8:00` is not a time of day, as 08:00
7:30 `kik` is not a right of a role | did you mean `kick`?
8:22 `invite` is a string or a list of strings, not a number
8:34 an element of `kick` is a string, not true
9:22 `initial` is true or false, not a string
9:44 `afterCount` is at least 0, not -1
10:41 `true` is not a demand on the name of a room | it is true, "warn" or false
)");
}

TEST_CASE("values with faults have their defaults, rules with faults name nobody") {
  const auto document = read(whole(R"("media": {"keying": ["sdes", "no"], "osrtp": 7, "reject": "call"},
      "membership": {"allow": [{"id": "a", "match": {}}, {"id": "b", "match": {"uri": 3}},
        {"id": "c", "match": {"any": true}, "methods": ["no"]}]})"));
  CHECK(document->is_usable());
  CHECK(document->policy().media.keying.size() == 3);
  CHECK(document->policy().media.osrtp == Osrtp::reject);
  CHECK(document->policy().media.reject == RejectMedia::call);
  REQUIRE(document->policy().membership.allow.size() == 1);
  CHECK(document->policy().membership.allow[0].id == "c");
  CHECK(document->policy().membership.allow[0].methods.size() == 3);
}

TEST_CASE("a repeated key is a fault, and the first one counts") {
  const auto document = read(whole(R"("membership": {
    "deny": [{"id": "d", "match": {"any": true}}],
    "deny": []})"));
  CHECK(faults_of(*document) ==
        "3:5 the key `deny` stands here a second time | again | it stands in line 2 already; other readers take the "
        "last one, and what the first says is lost\n");
  CHECK(document->faults()[0].kind == FormFaultKind::repeated_key);
  CHECK(document->policy().membership.deny.size() == 1);
}

TEST_CASE("what is no JSON or no object leaves nothing to judge") {
  CHECK(faults_of("{\"id\": nope}") == "1:9 this is not JSON: syntax error while parsing value - invalid literal\n");
  CHECK_FALSE(read("{\"id\": nope}")->is_usable());
  CHECK(faults_of("[]") == "1:1 a policy is an object, not an array\n");
  CHECK_FALSE(read("[]")->is_usable());
  CHECK(read("[]")->policy().conference.max_participants == 200);
}

}  // namespace
}  // namespace confstate::policy
