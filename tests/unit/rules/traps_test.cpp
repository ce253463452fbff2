// Documents that look wrong and are right, and the other way round; and which rule speaks where several could.
#include <string>

#include <doctest/doctest.h>

#include "support/documents.hpp"
#include "unit/rules/judged.hpp"

using namespace confstate;
using tests::count;
using tests::Ids;
using tests::ids;
using tests::Judged;
using tests::judged;

namespace {

std::string document(std::string_view content,
                     std::string_view attributes = R"(entity="sip:c@example.com" version="1")") {
  return R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" )" + std::string(attributes) + ">" +
         std::string(content) + "</conference-info>";
}

std::string roster(std::string_view users) {
  return document("<conference-description/><users>" + std::string(users) + "</users>");
}

std::string described(std::string_view description) {
  return document("<conference-description>" + std::string(description) + "</conference-description><users/>");
}

std::string endpoint(std::string_view content) {
  return roster(R"(<user entity="sip:b@example.com"><endpoint entity="1">)" + std::string(content) +
                "</endpoint></user>");
}

std::string entry(std::string_view uri, std::string_view purpose) {
  return "<entry><uri>" + std::string(uri) + "</uri><purpose>" + std::string(purpose) + "</purpose></entry>";
}

std::string service(std::string_view uri, std::string_view purpose) {
  return described("<service-uris>" + entry(uri, purpose) + "</service-uris>");
}

constexpr std::string_view kPartial = R"(entity="sip:c@example.com" version="2" state="partial")";

tests::Settings in(diag::Profile profile) {
  tests::Settings settings;
  settings.profile = profile;
  return settings;
}

}  // namespace

TEST_CASE("what is normal is not reported") {
  SUBCASE("equal labels under different users: they take part in one stream") {
    const std::string media = R"(<endpoint entity="1"><media id="1"><label>34567</label></media></endpoint>)";
    CHECK(ids(roster(R"(<user entity="sip:a@example.com">)" + media + R"(</user><user entity="sip:b@example.com">)" +
                     media + "</user>"))
              .empty());
  }
  SUBCASE("a user count larger than the roster") {
    CHECK(ids(document("<conference-description/><conference-state><user-count>33</user-count></conference-state>"
                       R"(<users><user entity="sip:b@example.com"/></users>)"))
              .empty());
  }
  SUBCASE("a user of the roster repeated in a sidebar") {
    CHECK(ids(document(R"(<conference-description/><users><user entity="sip:b@example.com"/></users>)"
                       R"(<sidebars-by-val><entry entity="sip:s@example.com"><conference-description/>)"
                       R"(<users><user entity="sip:b@example.com"/></users></entry></sidebars-by-val>)"))
              .empty());
  }
  SUBCASE("a chat room at the URI of the conference, which is listed for joining and for events too") {
    CHECK(ids(described("<conf-uris>" + entry("sip:c@example.com", "participation") + "</conf-uris><service-uris>" +
                        entry("sip:c@example.com", "event") + entry("sip:c@example.com", "grouptextchat") +
                        "</service-uris>"))
              .empty());
  }
  SUBCASE("users without state in a partial document") {
    CHECK(ids(document(R"(<users><user entity="sip:b@example.com"/></users>)", kPartial)).empty());
  }
  SUBCASE("keys that differ by case or by %-encoding: they are compared byte for byte") {
    CHECK(ids(roster(R"(<user entity="sip:Bob@example.com"/><user entity="sip:bob@example.com"/>)"
                     R"(<user entity="sip:%62ob@example.com"/><user entity="sip:bob@example.com:5060"/>)"))
              .empty());
  }
  SUBCASE("the same endpoint and media keys under different users and endpoints") {
    const std::string two = R"(<endpoint entity="1"><media id="1"/></endpoint><endpoint entity="2"><media id="1"/>)"
                            "</endpoint>";
    CHECK(ids(roster(R"(<user entity="sip:a@example.com">)" + two + R"(</user><user entity="sip:b@example.com">)" +
                     two + "</user>"))
              .empty());
  }
  SUBCASE("a partial document without description, users or whole counts") {
    CHECK(ids(document("<conference-state><user-count>0</user-count></conference-state>"
                       R"(<users state="partial"><user entity="sip:b@example.com"><endpoint entity="1">)"
                       "<status>connected</status></endpoint></user></users>",
                       kPartial))
              .empty());
  }
}

TEST_CASE("a partial document is not asked for the whole state, a full one is") {
  const std::string content =
      "<conference-description><maximum-user-count>1</maximum-user-count></conference-description>"
      "<conference-state><user-count>2</user-count></conference-state>"
      R"(<users state="full"><user entity="sip:a@example.com"/></users>)"
      R"(<sidebars-by-val state="full"><entry entity="sip:s@example.com"><users><user entity="sip:z@example.com"/>)"
      "</users></entry></sidebars-by-val>";
  CHECK(ids(document(content, kPartial)).empty());
  CHECK(ids(document(content)) ==
        Ids{"info/user-count-over-maximum", "info/full-sidebar-incomplete", "info/sidebar-user-not-in-roster"});
}

TEST_CASE("keys are equal after the white-space collapse of URIs, and only of URIs") {
  CHECK(count(roster(R"(<user entity="sip:b@example.com"/><user entity=" sip:b@example.com "/>)"),
              "info/user-entity-unique") == 1);
  CHECK(
      ids(roster(R"(<user entity="sip:b@example.com"><endpoint entity="1"/><endpoint entity=" 1"/></user>)")).empty());
}

TEST_CASE("every repeat of a key is reported, and a roster of many users is searched at once") {
  std::string users;
  for (int i = 0; i < 300; ++i) {
    users += R"(<user entity="sip:u)" + std::to_string(i % 100) + R"(@example.com"/>)";
  }
  const Judged result = judged(roster(users));
  REQUIRE(result.findings.size() == 200);
  CHECK(result.findings[0].message == "user sip:u0@example.com appears twice in one roster");
  CHECK(result.findings[100].message == "user sip:u0@example.com appears 3 times in one roster");
}

TEST_CASE("a repeated user is shown as the manual shows it") {
  const Judged result = judged(roster(R"(<user entity="sip:bob@example.com"/><user entity="sip:bob@example.com"/>)"));
  REQUIRE(result.findings.size() == 1);
  const diag::Diagnostic& found = result.findings.front();
  CHECK(found.message == "user sip:bob@example.com appears twice in one roster");
  CHECK(result.at(found.span) == R"(entity="sip:bob@example.com")");
  CHECK(found.label == "same key");
  REQUIRE(found.related.size() == 1);
  CHECK(found.related.front().message == "first seen here");
  CHECK(found.related.front().span.begin < found.span.begin);
  CHECK(found.help == "merge the two <user> elements");
  CHECK(found.path == "/conference-info/users/user[sip:bob@example.com]#2/@entity");
  CHECK(found.value == "sip:bob@example.com");
}

TEST_CASE("anonymous users have rules of their own") {
  const std::string twice =
      R"(<user entity="sip:anonymous@anonymous.invalid"/><user entity="sip:anonymous@anonymous.invalid"/>)";
  CHECK(ids(roster(twice)) == Ids{"info/anonymous-user-unique"});
  CHECK(ids(roster(R"(<user entity="sip:Anonymous@example.com"/>)")) == Ids{"info/anonymous-user-not-invalid"});
  CHECK(ids(roster(R"(<user entity="sip:4711@example.com"><display-text>Anonymous caller</display-text></user>)")) ==
        Ids{"info/anonymous-user-not-invalid"});
  CHECK(ids(roster(R"(<user entity="tel:+18005671234"><display-text>Anonymous</display-text></user>)")) ==
        Ids{"info/anonymous-user-not-invalid"});
  CHECK(ids(roster(R"(<user entity="sip:anonymous-poet@example.com"/>)")).empty());
  CHECK(ids(roster(R"(<user entity="sip:anonymous7@ANONYMOUS.invalid"/>)")).empty());
  CHECK(ids(roster(R"(<user entity="sip:x@invalid.example.com"/>)")).empty());
  CHECK(ids(roster(R"(<user entity="sip:guest@nobody.invalid"/>)")) == Ids{"info/anonymous-user-unconventional"});
}

TEST_CASE("an anonymous user is given away by any URI that leads to a person, and not by a moderator") {
  const auto hidden = [](std::string_view content) {
    return roster(R"(<user entity="sip:anonymous1@anonymous.invalid">)" + std::string(content) +
                  R"(</user><user entity="sip:mike@example.com"/>)");
  };
  const auto reveals = [](const std::string& text) { return count(text, "info/anonymous-user-revealed"); };
  CHECK(reveals(hidden("<associated-aors><entry><uri>mailto:bob@example.com</uri></entry></associated-aors>")) == 1);
  CHECK(reveals(hidden("<cascaded-focus>sip:bridge@example.net</cascaded-focus>")) == 1);
  CHECK(reveals(hidden(R"(<endpoint entity="sip:bob@pc33.example.com"/><endpoint entity="tel:+1800"/>)")) == 2);
  CHECK(reveals(hidden(R"(<endpoint entity="{6D2E}"/><endpoint entity="sip:1@anonymous.invalid"/>)")) == 0);
  const auto booted_by = [&](std::string_view by) {
    return hidden(R"(<endpoint entity="1"><disconnection-info><by>)" + std::string(by) +
                  "</by></disconnection-info></endpoint>");
  };
  CHECK(reveals(booted_by("sip:bob@example.com")) == 1);
  CHECK(reveals(booted_by("sip:mike@example.com")) == 0);
}

TEST_CASE("the call of an anonymous user is one finding, that of others none") {
  const std::string call = R"(<endpoint entity="1"><call-info><sip><call-id>a</call-id><from-tag>b</from-tag>)"
                           "<to-tag>c</to-tag></sip></call-info></endpoint></user>";
  CHECK(ids(roster(R"(<user entity="sip:anonymous1@anonymous.invalid">)" + call)) ==
        Ids{"info/anonymous-user-call-info"});
  CHECK(ids(roster(R"(<user entity="sip:bob@example.com">)" + call)).empty());
}

TEST_CASE("state: the child is reported, once, and nothing below it") {
  CHECK(ids(document(R"(<conference-description/><users state="partial"><user entity="sip:b@example.com" )"
                     R"(state="deleted"/></users>)")) == Ids{"info/state-contradicts-parent"});
  CHECK(ids(document(R"(<users><user entity="sip:a@example.com" state="partial"><endpoint entity="1" )"
                     R"(state="deleted"/></user><user entity="sip:b@example.com" state="deleted"/></users>)",
                     kPartial)) == Ids{"info/state-contradicts-parent", "info/state-contradicts-parent"});
  SUBCASE("a parent whose state is no state is reported alone") {
    CHECK(ids(document(R"(<conference-description/><users state="Partial"><user entity="sip:b@example.com" )"
                       R"(state="deleted"/></users>)")) == Ids{"info/state-unknown"});
  }
  SUBCASE("a root whose state is no state is not taken for full") {
    CHECK(ids(document("<users/>", R"(entity="sip:c@example.com" version="1" state="Full")")) ==
          Ids{"info/state-unknown"});
  }
  SUBCASE("elements outside the mechanism have their own rule") {
    CHECK(ids(described(R"(<service-uris state="partial">)" + entry("http://example.com/", "web-page") +
                        "</service-uris>")) == Ids{"info/state-outside-mechanism"});
  }
  SUBCASE("a sidebar that contradicts its parent is not reported as unlisted too") {
    CHECK(ids(document(R"(<conference-description/><users/><sidebars-by-val><entry entity="sip:s@example.com" )"
                       R"(state="partial"/></sidebars-by-val>)")) == Ids{"info/state-contradicts-parent"});
  }
}

TEST_CASE("the root's entity and other keys have different rules") {
  CHECK(ids(document("<conference-description/><users/>", R"(entity="c" version="1")")) ==
        Ids{"info/conference-entity-not-sip"});
  CHECK(ids(document("<conference-description/><users/>", R"(entity="" version="1")")) ==
        Ids{"info/conference-entity-not-sip"});
  CHECK(ids(document("<conference-description/><users/>", R"(entity="mailto:c@example.com" version="1")")) ==
        Ids{"info/conference-entity-not-sip"});
  CHECK(ids(document("<conference-description/><users/>", R"(entity="XCON:c@example.com" version="1")")).empty());
  CHECK(ids(roster(R"(<user entity=""/>)")) == Ids{"info/key-uri-relative"});
  CHECK(ids(roster(R"(<user entity="{6D2E-11}"/>)")) == Ids{"info/key-uri-relative"});
  CHECK(ids(roster(R"(<user entity="{6D2E-11}"/>)"), in(diag::Profile::lync)).empty());
  CHECK(ids(roster(R"(<user entity="bob"/>)"), in(diag::Profile::lync)) == Ids{"info/key-uri-relative"});
}

TEST_CASE("a value that the schema refuses is not judged again") {
  CHECK(ids(document("<conference-description/><users/>", R"(entity="%zz" version="1")")) == Ids{"info/uri-invalid"});
  CHECK(ids(roster(R"(<user entity="%zz"/>)")) == Ids{"info/uri-invalid"});
  CHECK(ids(service("%zz", "grouptextchat")) == Ids{"info/uri-invalid"});
  CHECK(ids(endpoint("<joining-info><when>yesterday</when></joining-info>")) == Ids{"info/time-invalid"});
  CHECK(ids(endpoint("<status>on_hold</status><disconnection-method>booted</disconnection-method>")) ==
        Ids{"info/endpoint-status-unknown"});
}

TEST_CASE("purposes: unknown, known in the wrong place, and chat rooms, each by its own rule") {
  CHECK(ids(service("http://example.com/", "x-foo")) == Ids{"info/purpose-unregistered"});
  CHECK(ids(service("http://example.com/", "")) == Ids{"info/purpose-unregistered"});
  CHECK(ids(service("sip:stage@example.com", "participation")) == Ids{"info/service-uri-purpose-misplaced"});
  CHECK(ids(described("<conf-uris>" + entry("http://example.com/", "ccmp") + "</conf-uris>")) ==
        Ids{"info/conf-uri-purpose-misplaced"});
  CHECK(ids(described("<conf-uris>" + entry("xmpp:c@example.com", "grouptextchat") + "</conf-uris>")) ==
        Ids{"rooms/room-in-conf-uris"});
  CHECK(ids(service("http://example.com/", "chat"), in(diag::Profile::lync)) == Ids{"info/purpose-unregistered"});
  CHECK(ids(document("<conference-description/><host-info><uris>" + entry("sip:h@example.com", "x-foo") +
                     "</uris></host-info><users/>")) == Ids{"info/purpose-unregistered"});
}

TEST_CASE("a misspelt purpose gets the one that was meant") {
  const auto meant = [](std::string_view purpose) {
    const Judged result = judged(service("xmpp:c@example.com", purpose));
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings.front().card->id == "purpose-unregistered");
    return result.findings.front().label;
  };
  for (const std::string_view room :
       {"groupertextchat", "groupTextChat", "GroupTextChat", "group-text-chat", "grouptextchat ", "grouptext-chat",
        "textchat", "groupchat", "chat", "text-chat", "grouptexchat", "grouptextchats"}) {
    CAPTURE(std::string(room));
    CHECK(meant(room) == "did you mean `grouptextchat`?");
  }
  for (const std::string_view page : {"web page", "webpage", "web_page", "website"}) {
    CAPTURE(std::string(page));
    CHECK(meant(page) == "did you mean `web-page`?");
  }
  CHECK(meant("participate") == "did you mean `participation`?");
  CHECK(meant("partcipation") == "did you mean `participation`?");
  CHECK(meant("stream") == "did you mean `streaming`?");
  CHECK(meant("record") == "did you mean `recording`?");
  CHECK(meant("recordings") == "did you mean `recording`?");
  CHECK(meant("events") == "did you mean `event`?");
  CHECK(meant("CCMP") == "did you mean `ccmp`?");
  CHECK(meant("focus").empty());
}

TEST_CASE("a URI in both lists is reported once, and not where it repeats inside a list already") {
  const std::string stage = entry("sip:stage@example.com", "participation");
  const std::string record = entry("sip:stage@example.com", "recording");
  const auto lists = [](const std::string& conf, const std::string& services) {
    return described("<conf-uris>" + conf + "</conf-uris><service-uris>" + services + "</service-uris>");
  };
  CHECK(ids(lists(stage, record)) == Ids{"info/uri-in-both-lists"});
  CHECK(ids(lists(stage + stage, record)) == Ids{"info/conf-uri-unique"});
  CHECK(ids(lists(stage, record + record)) == Ids{"info/service-uri-unique"});
  CHECK(count(lists("", entry("sip:c@example.com", "event") + entry("sip:c@example.com", "event")),
              "info/service-uri-unique") == 1);
}

TEST_CASE("labels are looked up in the offer of their conference, a sidebar without one uses that of the root") {
  const auto with = [](std::string_view offer, std::string_view sidebar_offer, std::string_view label) {
    const auto media = [](std::string_view offered) {
      return offered.empty() ? std::string("<conference-description/>")
                             : R"(<conference-description><available-media><entry label=")" + std::string(offered) +
                                   R"("><type>audio</type></entry></available-media></conference-description>)";
    };
    return document(media(offer) + R"(<users><user entity="sip:b@example.com"/></users><sidebars-by-val>)" +
                    R"(<entry entity="sip:s@example.com">)" + media(sidebar_offer) +
                    R"(<users><user entity="sip:b@example.com"><endpoint entity="1"><media id="1"><label>)" +
                    std::string(label) + "</label></media></endpoint></user></users></entry></sidebars-by-val>");
  };
  CHECK(ids(with("1", "", "1")).empty());
  CHECK(ids(with("1", "", "2")) == Ids{"info/media-label-not-offered"});
  CHECK(ids(with("1", "2", "2")).empty());
  CHECK(ids(with("1", "2", "1")) == Ids{"info/media-label-not-offered"});
  CHECK(ids(with("", "", "2")).empty());
  CHECK(ids(with("1", "", " 1")) == Ids{"info/media-label-not-offered"});
}

TEST_CASE("media types are those of SDP, to the letter") {
  const auto type = [](std::string_view value) {
    const Judged result = judged(endpoint(R"(<media id="1"><type>)" + std::string(value) + "</type></media>"));
    return result.findings.empty() ? std::string("fine") : result.findings.front().label + result.findings.front().note;
  };
  for (const std::string_view good : {"audio", "video", "text", "application", "message", "image"}) {
    CHECK(type(good) == "fine");
  }
  CHECK(type("Audio") == "did you mean `audio`?");
  CHECK(type("chat") == "did you mean `message`?");
  CHECK(type("control") == "dropped since RFC 4566");
  CHECK(type("data") == "dropped since RFC 4566");
  CHECK(type("phone-conf").empty());
}

TEST_CASE("reasons follow the grammar of RFC 3326, with or without the name of the field") {
  const auto fine = [](std::string_view reason) {
    return ids(endpoint("<joining-info><reason>" + std::string(reason) + "</reason></joining-info>")).empty();
  };
  CHECK(fine(R"(Reason: SIP;text="Ad-hoc Invitation")"));
  CHECK(fine(R"(Reason: SIP;cause=415;text="Unsupported Media Type")"));
  CHECK(fine(R"( SIP ;cause=200 ;text="Call completed elsewhere" )"));
  CHECK(fine(R"(Q.850;cause=16;text="Terminated")"));
  CHECK(fine(R"(reason : SIP;cause=486, Q.850;cause=17)"));
  CHECK(fine(R"(SIP;text="say \"hello\"";x-detail;x-host=[2001:db8::1])"));
  CHECK(fine("SIP"));
  CHECK(fine("Reason: preemption"));
  CHECK(fine(""));
  CHECK_FALSE(fine("invitation"));
  CHECK_FALSE(fine("bad voice quality"));
  CHECK_FALSE(fine("SIP;cause=busy"));
  CHECK_FALSE(fine("SIP;cause"));
  CHECK_FALSE(fine("SIP;text=gone"));
  CHECK_FALSE(fine(R"(SIP;text="gone)"));
  CHECK_FALSE(fine(R"(SIP;text="gone\")"));
  CHECK_FALSE(fine("SIP;cause=486,"));
  CHECK_FALSE(fine("Reason:"));
}

TEST_CASE("times: the zone, and the order across zones") {
  const auto times = [](std::string_view joined, std::string_view left) {
    return ids(endpoint("<joining-info><when>" + std::string(joined) +
                        "</when></joining-info><disconnection-info><when>" + std::string(left) +
                        "</when></disconnection-info>"));
  };
  CHECK(times("2005-03-04T20:00:00Z", "2005-03-04T20:00:00.5Z").empty());
  CHECK(times("2005-03-04T20:00:00-00:00", "2005-03-04T20:00:00+00:00").empty());
  CHECK(times("2005-03-04T20:00:00.6Z", "2005-03-04T20:00:00.5Z") == Ids{"info/times-out-of-order"});
  CHECK(times("2005-03-04T20:00:00Z", "2005-03-04T21:00:00+02:00") ==
        Ids{"info/time-not-utc", "info/times-out-of-order"});
  CHECK(times("2005-03-04T20:00:00Z", "2005-03-04T19:00:00") == Ids{"info/time-not-utc"});
}

TEST_CASE("sources of RTP streams are 32-bit numbers") {
  const auto source = [](std::string_view type, std::string_view id) {
    return ids(endpoint(R"(<media id="1"><type>)" + std::string(type) + "</type><src-id>" + std::string(id) +
                        "</src-id></media>"));
  };
  CHECK(source("audio", "0").empty());
  CHECK(source("audio", "4294967295").empty());
  CHECK(source("audio", "4294967296") == Ids{"info/src-id-not-ssrc"});
  CHECK(source("video", "-1") == Ids{"info/src-id-not-ssrc"});
  CHECK(source("text", "") == Ids{"info/src-id-not-ssrc"});
  CHECK(source("video", "0xFFFFFFFF") == Ids{"info/src-id-hexadecimal"});
  CHECK(source("video", "0x1FFFFFFFF") == Ids{"info/src-id-not-ssrc"});
  CHECK(source("message", "abc").empty());
}

TEST_CASE("one SSRC at one endpoint, or in different streams, is nobody's fault") {
  const auto media = [](std::string_view id, std::string_view label) {
    return R"(<media id=")" + std::string(id) + R"("><label>)" + std::string(label) +
           "</label><src-id>7</src-id></media>";
  };
  CHECK(ids(endpoint(media("1", "a") + media("2", "a"))).empty());
  const auto two = [&](std::string_view first, std::string_view second) {
    return roster(R"(<user entity="sip:a@example.com"><endpoint entity="1">)" + media("1", first) +
                  R"(</endpoint></user><user entity="sip:b@example.com"><endpoint entity="1">)" + media("1", second) +
                  "</endpoint></user>");
  };
  CHECK(ids(two("a", "b")).empty());
  CHECK(ids(two("a", "a")) == Ids{"info/ssrc-shared"});
}

TEST_CASE("a document without the namespace is judged on") {
  CHECK(ids(R"(<conference-info entity="sip:c@example.com"><conference-description/><users><user/></users>)"
            "</conference-info>") ==
        Ids{"info/conference-version-missing", "info/namespace-missing", "info/user-entity-missing"});
}

TEST_CASE("of any other root nothing more is said") {
  CHECK(ids(R"(<x:list xmlns:x="urn:example:x"><x:row state="deleted"/></x:list>)") == Ids{"info/root-unknown"});
}

TEST_CASE("what was not read is not missing") {
  const std::string head = R"(<!DOCTYPE conference-info [<!ENTITY bob "Bob">]>)"
                           R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="c" version="1">)";
  CHECK(ids(head + "<conference-description><subject>&bob;</subject></conference-description></conference-info>") ==
        Ids{"xml/doctype", "info/conference-entity-not-sip"});
  CHECK(ids(head + "<conference-description><service-uris><entry><uri>&bob;</uri></entry></service-uris>"
                   "</conference-description></conference-info>") ==
        Ids{"xml/doctype", "info/conference-entity-not-sip"});
}

TEST_CASE("encodings: one finding, and the document is judged on") {
  const std::string rest = document(R"(<conference-description/><users><user entity="bob"/></users>)");
  const std::string utf8 = R"(<?xml version="1.0" encoding="UTF-8"?>)" + rest;
  CHECK(ids(utf8) == Ids{"info/key-uri-relative"});
  CHECK(ids("\xef\xbb\xbf" + utf8) == Ids{"info/key-uri-relative"});
  CHECK(ids(R"(<?xml version="1.0" encoding="ISO-8859-1"?>)" + rest) ==
        Ids{"xml/encoding-not-utf8", "info/key-uri-relative"});
  CHECK(ids(R"(<?xml version="1.0" encoding="us-ascii"?>)" + rest) ==
        Ids{"xml/encoding-ascii", "info/key-uri-relative"});
  CHECK(ids(R"(<?xml version="1.0" encoding="x-board"?>)" + rest) ==
        Ids{"xml/encoding-not-utf8", "info/key-uri-relative"});
  CHECK(ids("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + rest) ==
        Ids{"xml/encoding-not-utf8", "info/key-uri-relative"});
  std::string wide = "\xff\xfe";
  for (const char c : utf8) {
    wide += c;
    wide += '\0';
  }
  const Judged result = judged(wide);
  REQUIRE(result.findings.size() == 2);
  CHECK(result.findings.front().message ==
        "the document is declared as UTF-8 but its bytes are UTF-16LE; "
        "expected UTF-8 for both");
  CHECK(result.findings.front().span.begin == 0);
  CHECK(ids("<?xml version=\"1.0\" encoding=\"x-board\"?><a>\xe9</a>") ==
        Ids{"xml/encoding-not-utf8", "xml/undecodable-byte"});
}

TEST_CASE("a raw & hints at the display name that was not escaped") {
  const Judged result = judged("<a>Smith & Sons</a>");
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().help == "write &amp; for a plain &");
  CHECK(result.findings.front().note.find("unescaped display name?") != std::string::npos);
}

TEST_CASE("the examples of RFC 4575 and RFC 7106 give what they are known to give and no more") {
  const std::filesystem::path folder = tests::oracles_or_skip("oracle/examples");
  if (folder.empty()) {
    return;
  }
  const auto of = [&](const char* name) { return ids(tests::read_bytes(folder / name)); };
  CHECK(of("rfc4575-7.1-basic.xml") == Ids{"info/reason-not-rfc3326"});
  CHECK(of("rfc4575-7.2-rich.xml") == Ids{"info/reason-not-rfc3326", "info/reason-not-rfc3326",
                                          "info/reason-not-rfc3326", "info/sidebar-state-unlisted"});
  CHECK(of("rfc7106-example2-wrapped.xml").empty());
}

TEST_CASE("a hostile value does not fill the screen") {
  const Judged result = judged(roster(R"(<user entity=")" + std::string(100'000, 'x') + R"("/>)"));
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().message.size() < 200);
}
