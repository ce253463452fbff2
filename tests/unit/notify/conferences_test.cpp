#include "notify/conferences.hpp"

#include <doctest/doctest.h>

namespace confstate::notify {
namespace {

dialog::Dialog call(const std::string& target, const std::string& to, const std::string& contact, bool focus) {
  dialog::Dialog dialog;
  dialog.target = target;
  dialog::Party& callee = dialog.parties[dialog::Dialog::kCallee];
  callee.uri = to;
  callee.contact = contact;
  callee.is_focus = focus;
  return dialog;
}

}  // namespace

TEST_CASE("what people dial, the focus and its documents are one conference") {
  Conferences conferences;
  const std::uint32_t one =
      conferences.learn(call("sip:800@pbx.example.com", "sip:800@pbx.example.com", "sip:f@focus", true));
  const std::uint32_t other = conferences.learn(call("sip:9@b", "sip:9@b", "sip:g@focus", true));
  CHECK(one != other);
  CHECK(conferences.learn(call("sip:bob@example.com", "sip:bob@example.com", "sip:bob@pc", false)) ==
        Conferences::kNone);
  Subscription subscription;
  subscription.conference = "sips:board@conf.example.com";
  subscription.target = "sip:f@focus;transport=tcp";
  subscription.log.fulls = 1;
  subscription.held[{}];
  CHECK(conferences.now(conferences.learn(subscription)) == conferences.now(one));
  CHECK(conferences.name(one) == "sips:board@conf.example.com");
  CHECK(conferences.find("sip:BOARD@conf.example.com") == Conferences::kNone);
  CHECK(conferences.find("sip:board@CONF.example.com") == conferences.now(one));
  CHECK(conferences.find("sip:800@pbx.example.com") == conferences.now(one));
}

}  // namespace confstate::notify
