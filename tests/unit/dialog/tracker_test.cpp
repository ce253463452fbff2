#include "dialog/tracker.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace confstate::dialog {
namespace {

// A conversation, message by message, a second apart.
class Talk {
 public:
  explicit Talk(std::uint64_t most = 1000)
      : tracker_({most, [this](const Dialog& dialog) { closed.push_back(dialog); }}) {}

  // "INVITE" or "200"; tags and branch are empty for none.
  Seen say(const std::string& what, const std::string& cseq, const std::string& from, const std::string& to,
           const std::string& branch, const std::string& more = {}) {
    text_ = what.front() >= '0' && what.front() <= '9' ? "SIP/2.0 " + what + " x\r\n"
                                                       : what + " sip:board@example.com SIP/2.0\r\n";
    text_ += "Via: SIP/2.0/UDP h:5060;branch=z9hG4bK" + branch + "\r\n";
    text_ += "From: <sip:alice@example.com>" + (from.empty() ? "" : ";tag=" + from) + "\r\n";
    text_ += "To: <sip:board@example.com>" + (to.empty() ? "" : ";tag=" + to) + "\r\n";
    text_ += "Call-ID: " + call + "\r\nCSeq: " + cseq + "\r\nContact: <sip:x@h>\r\n" + more + "\r\n";
    REQUIRE(message_.read(text_));
    moment_.time += seconds * 1'000'000'000;
    ++moment_.frame;
    return tracker_.take(moment_, message_);
  }
  void finish() { tracker_.finish(); }

  std::vector<Dialog> closed;
  std::string call = "1@h";
  std::int64_t seconds = 1;

 private:
  std::string text_;
  sip::Message message_;
  Moment moment_;
  Tracker tracker_;
};

}  // namespace

TEST_CASE("a call is a dialog from INVITE to BYE") {
  Talk talk;
  CHECK(talk.say("INVITE", "1 INVITE", "a", "", "1").began);
  CHECK(talk.say("180", "1 INVITE", "a", "b", "1").dialog->state == State::early);
  const Seen answer = talk.say("200", "1 INVITE", "a", "b", "1", "X: y\r\n");
  CHECK(answer.confirmed);
  CHECK(answer.sender == Dialog::kCallee);
  CHECK(talk.say("ACK", "1 ACK", "a", "b", "2").dialog->state == State::confirmed);
  const Seen bye = talk.say("BYE", "7 BYE", "b", "a", "3");
  CHECK(bye.over);
  CHECK(bye.sender == Dialog::kCallee);
  talk.say("200", "7 BYE", "b", "a", "3");
  talk.finish();
  REQUIRE(talk.closed.size() == 1);
  const Dialog& dialog = talk.closed.front();
  CHECK(dialog.state == State::ended);
  CHECK(dialog.status == 200);
  CHECK(dialog.messages == 6);
  CHECK(dialog.callee().tag == "b");
  CHECK_FALSE(dialog.joined_late);
}

TEST_CASE("the same message again is a retransmission, in either direction") {
  Talk talk;
  talk.say("INVITE", "1 INVITE", "a", "", "1");
  CHECK(talk.say("INVITE", "1 INVITE", "a", "", "1").repeat == Repeat::retransmission);
  CHECK(talk.say("INVITE", "1 INVITE", "a", "", "1", "Content-Length: 1\r\n").repeat == Repeat::retransmission);
  talk.say("200", "1 INVITE", "a", "b", "1");
  CHECK(talk.say("200", "1 INVITE", "a", "b", "1").repeat == Repeat::retransmission);
  talk.finish();
  CHECK(talk.closed.front().retransmissions == 3);
}

TEST_CASE("an INVITE that comes again with credentials is the same attempt") {
  Talk talk;
  talk.say("INVITE", "1 INVITE", "a", "", "1");
  CHECK(talk.say("401", "1 INVITE", "a", "t", "1").over);
  talk.say("ACK", "1 ACK", "a", "t", "1");
  CHECK_FALSE(talk.say("INVITE", "2 INVITE", "a", "", "2").began);
  talk.say("200", "2 INVITE", "a", "b", "2");
  talk.seconds = 100;
  CHECK(talk.say("ACK", "2 ACK", "a", "b", "3").dialog->state == State::confirmed);
  talk.finish();
  CHECK(talk.closed.size() == 1);
}

TEST_CASE("two answers with different tags are two dialogs of one INVITE") {
  Talk talk;
  talk.say("INVITE", "1 INVITE", "a", "", "1");
  talk.say("180", "1 INVITE", "a", "b", "1");
  CHECK(talk.say("200", "1 INVITE", "a", "c", "1").dialog->is_fork);
  talk.finish();
  REQUIRE(talk.closed.size() == 2);
  CHECK(talk.closed[0].state == State::early);
  CHECK(talk.closed[1].state == State::confirmed);
}

TEST_CASE("a refused INVITE is over, and forgotten half a minute later") {
  Talk talk;
  talk.say("INVITE", "1 INVITE", "a", "", "1");
  talk.say("CANCEL", "1 CANCEL", "a", "", "1");
  CHECK(talk.say("487", "1 INVITE", "a", "b", "1").over);
  CHECK(talk.closed.empty());
  talk.seconds = 40;
  talk.call = "2@h";
  talk.say("INVITE", "1 INVITE", "a", "", "9");
  REQUIRE(talk.closed.size() == 1);
  CHECK(talk.closed.front().was_cancelled);
  CHECK(talk.closed.front().state == State::failed);
}

TEST_CASE("a NOTIFY before the answer to its SUBSCRIBE makes the dialog") {
  Talk talk;
  talk.say("SUBSCRIBE", "1 SUBSCRIBE", "a", "", "1", "Event: conference\r\n");
  const Seen notify =
      talk.say("NOTIFY", "1 NOTIFY", "b", "a", "2", "Event: conference\r\nSubscription-State: active\r\n");
  CHECK_FALSE(notify.began);
  CHECK(notify.confirmed);
  CHECK(notify.sender == Dialog::kCallee);
  CHECK_FALSE(talk.say("200", "1 SUBSCRIBE", "a", "b", "1").began);
  CHECK(talk.say("NOTIFY", "2 NOTIFY", "b", "a", "3", "Event: conference\r\nSubscription-State: terminated\r\n").over);
}

TEST_CASE("CSeq that skips, comes again, or goes back is told") {
  Talk talk;
  const std::string more = "Event: conference\r\nSubscription-State: active\r\n";
  talk.say("SUBSCRIBE", "1 SUBSCRIBE", "a", "", "1", "Event: conference\r\n");
  talk.say("NOTIFY", "5 NOTIFY", "b", "a", "2", more);
  CHECK(talk.say("NOTIFY", "6 NOTIFY", "b", "a", "3", more).order == Order::fine);
  CHECK(talk.say("NOTIFY", "8 NOTIFY", "b", "a", "4", more).order == Order::gap);
  CHECK(talk.say("NOTIFY", "8 NOTIFY", "b", "a", "5", more).order == Order::reused);
  CHECK(talk.say("NOTIFY", "2 NOTIFY", "b", "a", "6", more).order == Order::back);
}

TEST_CASE("the same request with one Via more is another part of its way") {
  Talk talk;
  talk.say("INVITE", "1 INVITE", "a", "", "1");
  const Seen other = talk.say("INVITE", "1 INVITE", "a", "", "2", "Via: SIP/2.0/UDP a;branch=z9hG4bK1\r\n");
  CHECK(other.repeat == Repeat::other_hop);
  talk.finish();
  CHECK(talk.closed.size() == 1);
}

TEST_CASE("what began before the capture is a dialog that joined late") {
  Talk talk;
  const Seen bye = talk.say("BYE", "9 BYE", "a", "b", "1");
  CHECK(bye.dialog->joined_late);
  CHECK(bye.over);
  talk.call = "2@h";
  CHECK(talk.say("200", "1 INVITE", "a", "b", "2").dialog->joined_late);
  talk.call = "3@h";
  CHECK(talk.say("200", "1 OPTIONS", "a", "b", "3").dialog == nullptr);
}

TEST_CASE("messages without tags are told apart by who they are from") {
  Talk talk;
  const std::string more = "Event: conference\r\nSubscription-State: active\r\n";
  talk.say("SUBSCRIBE", "1 SUBSCRIBE", "", "", "1", more);
  CHECK(talk.say("NOTIFY", "2 NOTIFY", "", "", "2", more).dialog != nullptr);
  talk.finish();
  CHECK(talk.closed.size() == 1);
}

TEST_CASE("however many dialogs there are, only so many are held") {
  Talk talk(8);
  for (int i = 0; i < 1000; ++i) {
    talk.call = std::to_string(i) + "@h";
    talk.say("INVITE", "1 INVITE", "a", "", std::to_string(i));
  }
  CHECK(talk.closed.size() >= 990);
  talk.finish();
  CHECK(talk.closed.size() == 1000);
}

}  // namespace confstate::dialog
