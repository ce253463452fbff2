// What policy rules say in cases that no example shows: defaults, profiles, templates, and what they must not report.
#include <string>

#include "unit/rules/policy_judged.hpp"

using namespace confstate;
using tests::judged_policy;
using tests::JudgedPolicy;

namespace {

// A policy with these sections besides what every policy needs.
std::string policy_with(const std::string& sections) {
  return R"({"schemaVersion": 1, "id": "x", "conference": {"uri": "sips:board@conf.example.com"})" +
         (sections.empty() ? "" : ", " + sections) + "}";
}

std::string listing(const std::string& rules, const std::string& more = R"("dialOut": {"enabled": false})") {
  return policy_with(R"("membership": {"allow": [)" + rules + "]}, " + more);
}

const std::string kAlice = R"({"id": "alice", "match": {"uri": "sip:alice@example.com"}})";

// The findings of one rule.
std::vector<diag::Diagnostic> found_by(std::string_view id, const JudgedPolicy& judged) {
  std::vector<diag::Diagnostic> found = judged.findings;
  std::erase_if(found, [id](const diag::Diagnostic& each) { return each.card->id != id; });
  return found;
}

std::size_t count(std::string_view id, const std::string& policy) {
  return found_by(id, judged_policy(policy)).size();
}

diag::Diagnostic one(std::string_view id, const JudgedPolicy& judged) {
  const std::vector<diag::Diagnostic> found = found_by(id, judged);
  REQUIRE_MESSAGE(found.size() == 1, std::string(id));
  return found.front();
}

}  // namespace

TEST_CASE("a default that a rule objects to is shown at what encloses it, and said to be one") {
  const JudgedPolicy judged = judged_policy(listing(kAlice, R"("identity": {"required": true})"));
  const diag::Diagnostic found = one("answerer-never-known", judged);
  CHECK(found.message == "who answers a call of the conference can never be known (by default)");
  CHECK(judged.at(found.span) == R"("identity")");
  CHECK(found.path == "/identity/trust");
}

TEST_CASE("a section that the file does not have is shown at the beginning of the file") {
  const JudgedPolicy judged = judged_policy(listing(kAlice, R"("dialIn": {"enabled": true})"));
  const diag::Diagnostic found = one("answerer-never-known", judged);
  CHECK(found.span == base::Span{0, 1});
}

TEST_CASE("a value of a profile is said to be of that profile") {
  const std::string trust =
      R"("identity": {"trust": [{"id": "home", "peers": ["192.0.2.1"], "mayAssert": ["example.com"], "responses": true}]})";
  const JudgedPolicy judged = judged_policy(listing(kAlice, R"("profile": "sa3", )" + trust));
  CHECK(one("answerer-decided-early", judged).message ==
        "a call whose first response names nobody is ended (by the profile sa3)");
  CHECK(count("answerer-decided-early", listing(kAlice, trust)) == 0);
}

TEST_CASE("a value of a template is said to be of that template") {
  const std::string base = policy_with(R"("media": {"downgrade": "remove-stream"})");
  const std::string file =
      R"({"schemaVersion": 1, "id": "y", "extends": "x", "conference": {"uri": "sips:board@conf.example.com"}})";
  const diag::Diagnostic found = one("downgrade-removes-stream", judged_policy(base + "\n---\n" + file));
  CHECK(found.message == "a stream that would lose its security is removed (by the template x)");
  REQUIRE(found.patch.size() == 1);
  CHECK(found.patch.front().op == "add");
  CHECK(found.patch.front().pointer == "/media");
}

TEST_CASE("a value that the file does not write is mended by writing it, with its section") {
  const JudgedPolicy judged = judged_policy(listing(kAlice, R"("media": {"osrtp": "answer-keyed"})"));
  CHECK(one("opportunistic-offer-answered", judged).patch.front().op == "replace");
  const JudgedPolicy bare = judged_policy(policy_with(R"("notifications": {"transport": "tcp"})"));
  CHECK(one("notifications-unprotected", bare).patch.front().value == "\"tls\"");
}

TEST_CASE("remarks about defaults are left out") {
  CHECK(count("missing-identity-called-anonymous", listing(kAlice)) == 0);
  CHECK(count("suite-order-weakest-first", listing(kAlice)) == 0);
  CHECK(count("takeover-without-dial-in", listing(kAlice, R"("dialIn": {"enabled": false})")) == 0);
}

TEST_CASE("several deny rules that cover an allow rule together are all named, with a caller") {
  const std::string policy =
      policy_with(R"("membership": {"allow": [{"id": "both", "match": {"pattern": "sip:*@a.example.com"}}, )" + kAlice +
                  R"(], "deny": [{"id": "d1", "match": {"domain": "b.example.com"}},
                     {"id": "d2", "match": {"domain": "a.example.com"}}]}, "dialOut": {"enabled": false})");
  const diag::Diagnostic found = one("allow-rule-unreachable", judged_policy(policy));
  CHECK(found.path == "/membership/allow/0");
  REQUIRE(found.related.size() == 1);
  CHECK(found.related.front().message == "`d2` denies them");
  CHECK(found.note.find("@a.example.com") != std::string::npos);
}

TEST_CASE("a rule with another way in, role or end is not shadowed") {
  const std::string wide = R"({"id": "all", "match": {"domain": "example.com"}, "methods": ["dial-in"]}, )";
  CHECK(count("allow-rule-shadowed", listing(wide + kAlice)) == 0);
  CHECK(count("allow-rule-shadowed",
              listing(wide + R"({"id": "a", "match": {"uri": "sip:alice@example.com"}, "methods": ["dial-in"]})")) ==
        1);
  CHECK(count("allow-rule-shadowed",
              listing(wide + R"({"id": "a", "match": {"uri": "sip:alice@example.com"}, "methods": ["dial-in"],
                               "roles": ["moderator"]})")) == 0);
}

TEST_CASE("a rule that is shadowed by a rule for everybody is not removed by itself") {
  const JudgedPolicy judged = judged_policy(listing(R"({"id": "all", "match": {"pattern": "sip:*@*"}}, )" + kAlice));
  CHECK(one("allow-rule-shadowed", judged).patch.empty());
}

TEST_CASE("the deny list of a closed conference is removed only where nobody gets in by that") {
  const auto patch_for = [](const std::string& denied, const std::string& more) {
    return one("deny-list-in-closed-mode",
               judged_policy(policy_with(R"("membership": {"allow": [)" + kAlice +
                                         R"(], "deny": [{"id": "d", "match": )" + denied + "}]" + more +
                                         R"(}, "dialOut": {"enabled": false})")))
        .patch.size();
  };
  CHECK(patch_for(R"({"uri": "sip:bob@example.com"})", "") == 1);
  CHECK(patch_for(R"({"uri": "sip:alice@example.com"})", "") == 0);
  CHECK(patch_for(R"({"domain": "example.com"})", "") == 0);
  CHECK(patch_for(R"({"uri": "sip:bob@example.com"})", R"(, "unlisted": "lobby")") == 0);
}

TEST_CASE("patterns of one host are silent, of hosts of one owner a warning, of more an error") {
  const auto rule = [](const std::string& pattern) {
    return listing(R"({"id": "p", "match": {"pattern": ")" + pattern + R"("}})");
  };
  for (const std::string pattern : {"sip:*@example.com", "sip:dev-*@example.com", "tel:+4930*"}) {
    CAPTURE(pattern);
    CHECK(count("pattern-too-broad", rule(pattern)) + count("pattern-over-hosts", rule(pattern)) == 0);
  }
  CHECK(count("pattern-over-hosts", rule("sip:*@*.example.co.uk")) == 1);
  for (const std::string pattern : {"sip:*@*", "sip:*@*example.com", "sip:*@*.co.uk", "sip:*@*.com"}) {
    CAPTURE(pattern);
    CHECK(count("pattern-too-broad", rule(pattern)) == 1);
  }
}

TEST_CASE("a wide deny rule is no fault") {
  const std::string policy = policy_with(
      R"("membership": {"mode": "open", "deny": [{"id": "d", "match": {"domain": "com", "sub": true}},
         {"id": "p", "match": {"pattern": "sip:*@*.example.com"}}]}, "dialOut": {"enabled": false})");
  CHECK(tests::policy_ids(policy).empty());
}

TEST_CASE("a rule that names no ways in means those that are open") {
  CHECK(count("method-switched-off", listing(kAlice)) == 0);
  CHECK(
      count(
          "method-switched-off",
          listing(
              R"({"id": "a", "match": {"uri": "sip:alice@example.com"}, "methods": ["dial-in", "dial-out", "refer"]})")) ==
      1);
}

TEST_CASE("a window is empty only where no zone could open it while the conference is valid") {
  const auto windows = [](const std::string& day, const std::string& tz) {
    // 10 January 2027 is a Sunday.
    return listing(kAlice, R"("dialOut": {"enabled": false}, "validity": {"notBefore": "2027-01-10T08:00:00Z",
      "notAfter": "2027-01-10T12:00:00Z", "windows": [{"days": [")" +
                               day + R"("], "from": "09:00", "to": "10:00", "tz": ")" + tz + R"("}]})");
  };
  CHECK(count("validity-empty", windows("sun", "Europe/Berlin")) == 0);
  CHECK(count("validity-empty", windows("sun", "UTC")) == 0);
  CHECK(count("validity-empty", windows("mon", "UTC")) == 1);
  CHECK(count("validity-empty", windows("wed", "Europe/Berlin")) == 1);
  CHECK(count("validity-empty", windows("sun", "Mars/Olympus")) == 1);
  CHECK(count("validity-empty", windows("sun", "Europe/Ber lin")) == 1);
}

TEST_CASE("clocks do not change in zones without summer time, nor in the afternoon") {
  const auto window = [](const std::string& days, const std::string& from, const std::string& to,
                         const std::string& tz) {
    return listing(kAlice, R"("dialOut": {"enabled": false}, "validity": {"windows": [{"days": [)" + days +
                               R"(], "from": ")" + from + R"(", "to": ")" + to + R"(", "tz": ")" + tz + R"("}]})");
  };
  constexpr std::string_view kRule = "window-crosses-clock-change";
  CHECK(count(kRule, window(R"("sat")", "22:00", "06:00", "America/New_York")) == 1);
  CHECK(count(kRule, window(R"("sun")", "09:00", "18:00", "America/New_York")) == 0);
  CHECK(count(kRule, window(R"("mon")", "00:00", "06:00", "Europe/Berlin")) == 0);
  CHECK(count(kRule, window(R"("sun")", "00:00", "06:00", "Asia/Tokyo")) == 0);
  CHECK(count(kRule, window(R"("sun")", "00:00", "06:00", "Europe/Moscow")) == 0);
}

TEST_CASE("a typing error is mended by its near word, never over another field") {
  const diag::Diagnostic key =
      one("schema-violated", judged_policy(listing(kAlice, R"("dialOuts": {"enabled": false})")));
  REQUIRE(key.patch.size() == 2);
  CHECK(key.patch[0].op == "add");
  CHECK(key.patch[0].pointer == "/dialOut");
  CHECK(key.patch[0].value == R"({"enabled": false})");
  CHECK(key.patch[1].op == "remove");
  const std::string both = listing(kAlice, R"("dialOuts": {"enabled": false}, "dialOut": {"enabled": true})");
  CHECK(one("schema-violated", judged_policy(both)).patch.empty());
  const JudgedPolicy word = judged_policy(policy_with(R"("membership": {"mode": "closd"})"));
  CHECK(one("schema-violated", word).patch.front().value == "\"closed\"");
}

TEST_CASE("what is written in vain is looked for at every depth, but not below a template") {
  const std::string rule = R"({"id": "alice", "match": {"uri": "sip:alice@example.com", "sub": false}})";
  const std::string written =
      listing(kAlice, R"("dialOut": {"enabled": false}, "media": {"srtp": {"minKeyBits": 128}, "dtls": {}},
      "identity": {"trust": [{"id": "h", "peers": ["192.0.2.1"], "mayAssert": ["example.com"], "mutualTls": true}]})");
  std::vector<std::string> paths;
  std::vector<std::size_t> others;
  for (const diag::Diagnostic& found : found_by("default-written", judged_policy(written))) {
    paths.push_back(found.path);
    others.push_back(found.related.size());
  }
  CHECK(paths == std::vector<std::string>{"/media/srtp/minKeyBits", "/identity/trust/0/mutualTls"});
  CHECK(others == std::vector<std::size_t>{1, 0});
  CHECK(count("default-written",
              listing(kAlice, R"("profile": "ims", "identity": {"sourcesDialOut": ["passport-update", "pai"]})")) == 0);
  CHECK(count("default-written", policy_with("") + "\n---\n" +
                                     R"({"schemaVersion": 1, "id": "y", "extends": "x", "media": {"reject": "stream"},
         "conference": {"uri": "sips:board@conf.example.com"}})") == 0);
}

TEST_CASE("the spelling of a purpose is looked for in keys and texts") {
  const diag::Diagnostic found =
      one("room-purpose-misspelt", judged_policy(listing(kAlice, R"("dialOut": {"enabled": false},
    "x-notes": {"a/b": ["other", "GroupERtextchat"]})")));
  CHECK(found.path == "/x-notes/a~1b/1");
  CHECK(found.patch.front().value == "\"grouptextchat\"");
}

TEST_CASE("a policy in YAML is judged at its places") {
  const std::string text =
      "schemaVersion: 1\nid: x\nconference:\n  uri: sips:board@conf.example.com\n"
      "membership:\n  mode: open\ndialOut:\n  enabled: false\nmedia:\n  downgrade: remove-stream\n";
  const JudgedPolicy judged = judged_policy(text);
  REQUIRE(judged.document->is_yaml());
  REQUIRE(judged.findings.size() == 1);
  CHECK(judged.findings.front().card->id == "downgrade-removes-stream");
  CHECK(judged.at(judged.findings.front().span) == "remove-stream");
}

TEST_CASE("a rule that a policy adds to those of its template is shown where it is added") {
  const std::string base = listing(kAlice);
  const std::string file =
      R"({"schemaVersion": 1, "id": "y", "extends": "x", "conference": {"uri": "sips:board@conf.example.com"},
"membership": {"+allow": [{"id": "bob", "match": {"uri": "bob@example.com"}}]}})";
  const JudgedPolicy judged = judged_policy(base + "\n---\n" + file);
  const diag::Diagnostic found = one("uri-invalid", judged);
  CHECK(found.path == "/membership/allow/1/match/uri");
  CHECK(found.message == "`bob@example.com` names nobody");
  CHECK(judged.at(found.span).find("bob@example.com") != std::string::npos);
}

TEST_CASE("nothing is judged where there is no policy to judge") {
  const JudgedPolicy judged = judged_policy("[1, 2]");
  REQUIRE_FALSE(judged.findings.empty());
  for (const diag::Diagnostic& found : judged.findings) {
    CHECK((found.card->id == "schema-violated" || found.card->id == "not-a-policy-text"));
  }
  CHECK(judged_policy("").findings.size() == 1);
}
