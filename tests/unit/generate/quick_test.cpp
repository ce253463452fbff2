#include "generate/quick.hpp"

#include <doctest/doctest.h>

using namespace confstate;
using generate::read_room;
using generate::read_user;
using generate::split_fields;

namespace {

std::string fault(std::string_view text) {
  const auto user = read_user(text);
  REQUIRE_FALSE(user);
  return user.error().message + (user.error().hint.empty() ? "" : " (" + user.error().hint + ")");
}

}  // namespace

TEST_CASE("commas separate fields, unless a backslash stands before them") {
  using Fields = std::vector<std::string>;
  CHECK(split_fields("a,b=c,,d") == Fields{"a", "b=c", "", "d"});
  CHECK(split_fields("a\\,b,c\\\\,d\\e") == Fields{"a,b", "c\\", "d\\e"});
  CHECK(split_fields("") == Fields{""});
}

TEST_CASE("a user with all words") {
  const auto user = read_user(
      "sip:bob@example.com,display=Bob,role=chair,role=speaker,language=en,aor=tel:+1800,endpoint=sip:bob@pc33,"
      "label=desk,status=on-hold,joined=dialed-out,since=2026-05-04T09:00:00Z,by=sip:alice@example.com,"
      "media=audio:sendonly:10,media=video,endpoint=phone,status=disconnected,left=booted,until=2026-05-04T10:00:00Z,"
      "reason=SIP;cause=603");
  REQUIRE(user);
  CHECK(user->display_text == "Bob");
  CHECK(user->roles == std::vector<std::string>{"chair", "speaker"});
  CHECK(user->languages == std::vector<std::string>{"en"});
  CHECK(user->aors == std::vector<std::string>{"tel:+1800"});
  REQUIRE(user->endpoints.size() == 2);
  const generate::Endpoint& desk = user->endpoints[0];
  CHECK(desk.entity == "sip:bob@pc33");
  CHECK(desk.display_text == "desk");
  CHECK(desk.status == "on-hold");
  CHECK(desk.joining_method == "dialed-out");
  CHECK(desk.joining == generate::Occasion{"2026-05-04T09:00:00Z", "", "sip:alice@example.com"});
  REQUIRE(desk.media.size() == 2);
  CHECK(desk.media[0] == generate::Stream{"1", "", "audio", "10", "", "sendonly"});
  CHECK(desk.media[1] == generate::Stream{"2", "", "video", "", "", ""});
  CHECK(user->endpoints[1].entity == "phone");
  CHECK(user->endpoints[1].disconnection_method == "booted");
  CHECK(user->endpoints[1].disconnection == generate::Occasion{"2026-05-04T10:00:00Z", "SIP;cause=603", ""});
}

TEST_CASE("an endpoint that is not named has the URI of its user") {
  const auto user = read_user("sip:bob@example.com,media=audio");
  REQUIRE(user);
  REQUIRE(user->endpoints.size() == 1);
  CHECK(user->endpoints[0].entity == "sip:bob@example.com");
  CHECK(read_user("sip:bob@example.com,display=Bob")->endpoints.empty());
}

TEST_CASE("what is misspelt is met with a suggestion") {
  CHECK(fault("") == "the URI is missing");
  CHECK(fault("sip:b@x,%zz") == "`%zz` is not word=value (a comma inside a value is written \\,)");
  CHECK(fault("sip:b@x,dispaly=B") == "unknown word `dispaly` (did you mean `display`?)");
  CHECK(fault("sip:b@x,zzz=B").starts_with("unknown word `zzz` (it is one of display, aor, "));
  CHECK(fault("sip:b@x,status=conected") == "`status` has the unknown value `conected` (did you mean `connected`?)");
  CHECK(fault("sip:b@x,media=audio:both").starts_with("the direction of `media` has the unknown value `both`"));
  CHECK(fault("sip:b@x,since=yesterday") ==
        "`since` is `yesterday`, which is not a date and time as in 2005-03-04T20:00:00Z");
  CHECK(fault("%zz") == "the URI is `%zz`, which is not a URI");
}

TEST_CASE("a room has a URI and a name") {
  const auto room = read_room("xmpp:dev@conference.example.com,display=Dev");
  REQUIRE(room);
  CHECK(*room == generate::Listed{"xmpp:dev@conference.example.com", "Dev", "grouptextchat"});
  CHECK(read_room("xmpp:dev@x,diplay=Dev").error().hint == "did you mean `display`?");
  CHECK(read_room("").error().message == "the URI is missing");
}
