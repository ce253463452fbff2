// Subscriptions that go another way than the examples on the cards.
#include <string>

#include <doctest/doctest.h>

#include "support/exchange.hpp"
#include "support/occasions.hpp"

using namespace confstate;
using tests::Exchange;

namespace {

// "notify/benotify notify/view-stale"
std::string found_in(const Exchange& exchange) {
  std::string out;
  for (const std::string& id : tests::ids_of(tests::judge_trace(exchange.trace()))) {
    out += (out.empty() ? "" : " ") + id.substr(id.find('/') + 1);
  }
  return out;
}

diag::Diagnostic only(const Exchange& exchange) {
  std::vector<diag::Diagnostic> found = tests::judge_trace(exchange.trace());
  REQUIRE(found.size() == 1);
  return std::move(found.front());
}

std::string roster(std::string_view state, unsigned version, std::string_view users) {
  return fmt::format(
      "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\"sip:board@example.com\" state=\"{}\" "
      "version=\"{}\"><conference-description/><users{}>{}</users></conference-info>\n",
      state, version, state == "partial" ? " state=\"partial\"" : "", users);
}

std::string user(std::string_view name, std::string_view state = "full") {
  return fmt::format(R"(<user entity="sip:{}@example.com" state="{}"/>)", name, state);
}

const std::string kAnn = roster("full", 1, user("ann"));

}  // namespace

TEST_CASE("a gap that is answered by a refresh at once is no fault") {
  Exchange exchange;
  exchange.begin(kAnn).at(10).told(2, roster("partial", 3, user("bob")));
  exchange.subscribe(2, "f1").answer(2, "200 OK").told(3, roster("full", 4, user("ann") + user("bob")));
  CHECK(found_in(exchange).empty());
}

TEST_CASE("a gap without a refresh says how long the view was wrong and what was believed") {
  Exchange exchange;
  exchange.begin(roster("full", 1, user("ann") + user("bob"))).at(10).told(2, roster("partial", 3, user("carl")));
  exchange.at(20).told(3, roster("partial", 4, user("dora")));
  exchange.at(58).told(4, roster("full", 5, user("ann") + user("carl") + user("dora")));
  const diag::Diagnostic found = only(exchange);
  CHECK(found.message ==
        "a document was missed and no SUBSCRIBE asked for the full state: the view was wrong for 48 s");
  CHECK(found.note ==
        "until then the subscriber still showed `sip:bob@example.com`, and did not show `sip:carl@example.com`, "
        "`sip:dora@example.com`");
  REQUIRE(found.related.size() == 1);
  CHECK(found.related[0].message == "this could not be applied: version 1 was held");
  CHECK(found.related[0].packet->time % 60'000'000'000 / 1'000'000'000 == 10);
}

TEST_CASE("a gap that is never mended is told when the subscription is closed") {
  Exchange exchange;
  exchange.begin(kAnn).at(10).told(2, roster("partial", 3, user("bob")));
  exchange.at(130).told(3, roster("partial", 4, user("carl")));
  const diag::Diagnostic found = only(exchange);
  CHECK(found.message ==
        "a document was missed and no SUBSCRIBE asked for the full state: the view was wrong for 2 min, to the end");
  CHECK(found.note == "2 documents could not be applied");
}

TEST_CASE("a trace that ends soon after a gap does not say that no refresh came") {
  Exchange exchange;
  exchange.begin(kAnn).at(10).told(2, roster("partial", 3, user("bob")));
  CHECK(found_in(exchange).empty());
}

TEST_CASE("a document that was rejected is no gap when the next version follows") {
  Exchange exchange;
  exchange.begin(kAnn).at(10).told(2, "<conference-info");
  exchange.at(60).told(3, roster("partial", 2, user("bob")));
  CHECK(found_in(exchange).empty());
  exchange.at(120).told(4, "<conference-info").at(180).told(5, roster("full", 4, user("bob")));
  CHECK(found_in(exchange).empty());
}

TEST_CASE("a NOTIFY before the answer to its SUBSCRIBE is an ordinary one") {
  Exchange exchange;
  exchange.subscribe(1).told(1, kAnn).answer(1, "200 OK");
  CHECK(found_in(exchange).empty());
}

TEST_CASE("asking for credentials is no refusal, but never sending them is") {
  Exchange exchange;
  exchange.subscribe(1, "", "Event: conference\nExpires: 3600\n").answer(1, "401 Unauthorized", "f0");
  CHECK(found_in(exchange) == "subscribe-refused");
  exchange.subscribe(2).answer(2, "200 OK").told(1, kAnn);
  CHECK(found_in(exchange).empty());
}

TEST_CASE("a subscriber that has forgotten its subscription is told to begin anew") {
  Exchange exchange;
  exchange.begin(kAnn).at(60).subscribe(2, "f1").answer(2, "481 Gone");
  CHECK(only(exchange).message == "SUBSCRIBE was refused: 481 Gone");
  CHECK(only(exchange).help.find("subscribe anew") != std::string::npos);
}

TEST_CASE("a fork that is refused is as it should be, a first dialog that is refused is not") {
  Exchange fork;
  fork.begin(kAnn).notify(1, kAnn, "active", "f2").reply(1, "481 Gone", "f2");
  CHECK(found_in(fork).empty());
  Exchange first;
  first.subscribe(1).answer(1, "200 OK").notify(1, kAnn).reply(1, "481 Gone");
  CHECK(found_in(first) == "notify-refused");
}

TEST_CASE("of a fork that is accepted one finding is made, however long it lives") {
  Exchange fork;
  fork.begin(kAnn);
  fork.notify(1, kAnn, "active", "f2").reply(1, "200 OK", "f2");
  fork.at(10).notify(2, roster("partial", 2, user("bob")), "active", "f2").reply(2, "200 OK", "f2");
  CHECK(found_in(fork) == "second-dialog");
}

TEST_CASE("the same message on another hop and a retransmission are no second NOTIFY") {
  Exchange exchange;
  exchange.subscribe(1).answer(1, "200 OK").notify(1, kAnn).at(1).notify(1, kAnn).reply(1);
  CHECK(found_in(exchange).empty());
}

TEST_CASE("another body under the same branch and CSeq is no retransmission") {
  Exchange exchange;
  exchange.begin(kAnn).at(10).notify(1, roster("partial", 2, user("bob"))).reply(1);
  CHECK(found_in(exchange) == "cseq-repeated");
}

TEST_CASE("a list subscription carries several conferences, none of which was subscribed to by name") {
  const std::string room = R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" version="1" )"
                           R"(entity="sip:room@example.com"><conference-description/><users/></conference-info>)";
  const std::string body =
      "--b\nContent-Type: application/rlmi+xml\n\n<list/>\n--b\nContent-Type: "
      "application/conference-info+xml\n\n" +
      room + "\n--b--\n";
  Exchange exchange;
  exchange.subscribe(1, "",
                     "Event: conference\nExpires: 60\nAuthorization: Digest a=\"b\"\nAccept: multipart/related, "
                     "application/rlmi+xml, application/conference-info+xml\n");
  exchange.answer(1, "200 OK").notify(1, body, "active", "f1", "multipart/related;boundary=b").reply(1);
  CHECK(found_in(exchange).empty());
}

TEST_CASE("parts in one body need multipart in Accept") {
  Exchange exchange;
  exchange.subscribe(1).answer(1, "200 OK");
  exchange.notify(1, "--b\nContent-Type: application/conference-info+xml\n\n" + kAnn + "--b--\n", "active", "f1",
                  "multipart/mixed;boundary=b");
  CHECK(found_in(exchange.reply(1)) == "body-not-accepted");
}

TEST_CASE("a NOTIFY without a body is right where it answers nobody") {
  Exchange exchange;
  exchange.begin(kAnn).at(60).told(2, "");
  CHECK(found_in(exchange).empty());
}

TEST_CASE("a document in the answer to SUBSCRIBE is the state that was asked for") {
  Exchange exchange;
  exchange.begin(kAnn).at(60).subscribe(2, "f1");
  std::string trace = exchange.trace();
  Exchange answer;
  answer.at(60).answer(2, "200 OK", "f1", "Content-Type: application/conference-info+xml\n");
  trace += answer.trace().substr(0, answer.trace().size() - 2) + roster("full", 2, user("ann")) + "\n\n";
  Exchange later;
  later.at(120).told(2, roster("partial", 3, user("bob")));
  trace += later.trace();
  CHECK(tests::ids_of(tests::judge_trace(trace)).empty());
}

TEST_CASE("a capture that begins in the middle accuses nobody of what it does not show") {
  Exchange exchange;
  exchange.told(7, roster("full", 40, user("ann"))).at(60).told(8, roster("partial", 41, user("bob")));
  CHECK(found_in(exchange).empty());
}

TEST_CASE("without tags it is still the notifier who notifies") {
  Exchange exchange;
  exchange.answer(1, "200 OK").told(1, kAnn).at(60).told(2, roster("partial", 2, user("bob")));
  std::string trace = exchange.trace();
  for (const std::string_view tag : {";tag=a1", ";tag=f1"}) {
    for (std::size_t at = trace.find(tag); at != std::string::npos; at = trace.find(tag, at)) {
      trace.erase(at, tag.size());
    }
  }
  CHECK(tests::ids_of(tests::judge_trace(trace)).empty());
}

TEST_CASE("the end of a subscription is not the end of a new one in the same dialog") {
  Exchange exchange;
  exchange.begin(kAnn).at(60).told(2, "", "terminated;reason=timeout");
  exchange.at(70).subscribe(2, "f1").answer(2, "200 OK").told(3, roster("full", 2, user("ann")));
  CHECK(found_in(exchange).empty());
}

TEST_CASE("an unsubscribed subscriber may refuse what still comes, and is asked for nothing more") {
  Exchange exchange;
  exchange.begin(kAnn).at(60).told(2, roster("deleted", 2, ""));
  exchange.at(61).subscribe(2, "f1", "Event: conference\nExpires: 0\nAuthorization: Digest a=\"b\"\n");
  exchange.answer(2, "200 OK").told(3, "", "terminated;reason=timeout");
  CHECK(found_in(exchange) == "ended-but-active");
}

TEST_CASE("one-way captures are known by that there is no answer at all") {
  Exchange exchange;
  exchange.subscribe(1).answer(1, "200 OK").notify(1, kAnn).at(60).notify(2, roster("partial", 2, user("bob")));
  exchange.at(120).notify(3, roster("partial", 3, user("carl")));
  const diag::Diagnostic found = only(exchange);
  CHECK(found.message == "2 of 3 NOTIFYs were not answered");
  CHECK(found.note.find("one direction") != std::string::npos);
  CHECK(found.related.size() == 2);
}

TEST_CASE("many hasty NOTIFYs are one finding, with their number") {
  Exchange exchange;
  exchange.begin(kAnn);
  for (unsigned i = 2; i < 6; ++i) {
    exchange.at(i).told(i, roster("partial", i, user("bob")));
  }
  CHECK(only(exchange).message == "4 NOTIFYs came less than 5 s after the one before; the shortest pause was 1 s");
}

TEST_CASE("the package is known in every spelling, and in this one it is right") {
  const auto subscribed = [](std::string_view event) {
    Exchange exchange;
    exchange.subscribe(1, "",
                       fmt::format("Event: {}\nAccept: application/conference-info+xml\nExpires: 60\n"
                                   "Authorization: Digest a=\"b\"\n",
                                   event));
    return found_in(exchange.answer(1, "200 OK"));
  };
  CHECK(subscribed("conference").empty());
  CHECK(subscribed("conference;id=7").empty());
  CHECK(subscribed("Conference") == "event-wrong");
  CHECK(subscribed("X-GS-CONFERENCE") == "event-wrong");
}

TEST_CASE("a refresh in time, or an end, keeps a subscription from running out") {
  Exchange exchange;
  exchange.subscribe(1).answer(1, "200 OK", "f1", "Expires: 60\n").told(1, kAnn);
  Exchange ran_out = exchange;
  CHECK(found_in(ran_out.at(300).told(2, roster("partial", 2, user("bob")))) == "subscription-ran-out");
  exchange.at(50)
      .subscribe(2, "f1")
      .answer(2, "200 OK", "f1", "Expires: 600\n")
      .told(2, roster("full", 2, user("ann")));
  CHECK(found_in(exchange.at(300).told(3, roster("partial", 3, user("bob")))).empty());
}

TEST_CASE("long lists and long URIs are not looked through again and again") {
  Exchange exchange;
  exchange.subscribe(1, "",
                     "Event: conference\nExpires: 60\nAuthorization: Digest a=\"b\"\nAccept: "
                     "application/conference-info+xml, text/" +
                         std::string(5000, 'x') + "\n");
  exchange.answer(1, "200 OK").notify(1, "hello", "active", "f1", "text/plain").reply(1);
  CHECK(found_in(exchange).empty());
}

TEST_CASE("severities follow the profile where the statement is no rule of the RFC") {
  const auto severity = [](std::string_view id, diag::Profile profile) {
    for (const auto group : rules::occasion_rules()) {
      for (const rules::OccasionRule& rule : group) {
        if (rule.card.id == id) {
          return diag::severity_of(rule.card, profile);
        }
      }
    }
    FAIL("no such rule: " << std::string(id));
    return diag::Severity::off;
  };
  CHECK(severity("answer-not-full", diag::Profile::rfc4575) == diag::Severity::warning);
  CHECK(severity("answer-not-full", diag::Profile::strict) == diag::Severity::error);
  CHECK(severity("benotify", diag::Profile::rfc4575) == diag::Severity::info);
  CHECK(severity("benotify", diag::Profile::lync) == diag::Severity::off);
}
