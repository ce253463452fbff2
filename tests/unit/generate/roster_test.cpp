#include "generate/roster.hpp"

#include <algorithm>
#include <regex>

#include <doctest/doctest.h>

#include "generate/write.hpp"
#include "info/rows.hpp"
#include "unit/info/read_document.hpp"

using namespace confstate;
using generate::Conference;

namespace {

Conference read(std::string_view csv) {
  Conference conference;
  const auto done = generate::read_roster(bytes::Source("r.csv", std::string(csv)), conference);
  REQUIRE_MESSAGE(done.has_value(), (done ? std::string() : done.error().message));
  return conference;
}

std::string fault(std::string_view csv) {
  Conference conference;
  const auto done = generate::read_roster(bytes::Source("r.csv", std::string(csv)), conference);
  REQUIRE_FALSE(done);
  return done.error().message + (done.error().hint.empty() ? "" : " (" + done.error().hint + ")");
}

std::string rows(const std::string& text, info::RowKind kind) {
  const tests::ReadDocument document(text);
  std::string csv = info::csv_header(kind);
  info::write_csv_rows(*document, kind, "f", [&csv](std::string_view piece) { csv += piece; });
  return csv;
}

// Rows of users and endpoints end with how many rows they have below them, which a roster does not give them.
std::string without_counts(const std::string& csv, info::RowKind kind) {
  static const std::regex count(",[0-9]+\n");
  return kind == info::RowKind::media ? csv : std::regex_replace(csv, count, "\n");
}

}  // namespace

TEST_CASE("every column of conf-show is one of a roster") {
  const auto known = generate::roster_columns();
  for (const auto kind : {info::RowKind::users, info::RowKind::endpoints, info::RowKind::media}) {
    for (const std::string& name : info::column_names(kind)) {
      CAPTURE(name);
      CHECK(std::ranges::find(known, name) != known.end());
    }
  }
}

TEST_CASE("rows of conf-show come back as they were") {
  const std::string text = tests::conference(
      "<users><user entity='sip:a@x'><display-text>A, \"the\" first</display-text><associated-aors><entry><uri>sip:b@x"
      "</uri></entry><entry><uri>sip:c@x</uri></entry></associated-aors><roles><entry>chair</entry><entry>note taker"
      "</entry></roles><languages>en pt</languages><cascaded-focus>sip:f@x</cascaded-focus><endpoint entity='e 1'>"
      "<display-text>desk</display-text><referred><when>2026-05-04T09:00:00Z</when><reason>r</reason><by>sip:z@x</by>"
      "</referred><status>on-hold</status><joining-method>dialed-in</joining-method><joining-info><by>sip:y@x</by>"
      "</joining-info><disconnection-method>busy</disconnection-method><disconnection-info><reason>q</reason>"
      "</disconnection-info><media id='m'><display-text>main</display-text><type>audio</type><label>1</label>"
      "<src-id>7</src-id><status>sendonly</status></media><media id='n'/><call-info><sip><call-id>i</call-id>"
      "<from-tag>f</from-tag><to-tag>t</to-tag></sip></call-info></endpoint><endpoint entity='e2'><media id='m'/>"
      "</endpoint></user></users><sidebars-by-val><entry entity='sip:s@x'><users><user entity='sip:a@x'><endpoint "
      "entity='e2'><media id='m'/></endpoint></user></users></entry></sidebars-by-val>",
      "version='7'");
  for (const auto kind : {info::RowKind::users, info::RowKind::endpoints, info::RowKind::media}) {
    const std::string csv = rows(text, kind);
    const std::string again = generate::write_document(read(csv), info::Layout::compact);
    CHECK(without_counts(rows(again, kind), kind) == without_counts(csv, kind));
  }
}

TEST_CASE("rows about the same user or endpoint are one, in any order") {
  const Conference conference = read(
      "user,display,endpoint,status,media_type,media_status\n"
      "sip:a@x,A,e1,connected,audio,sendrecv\nsip:b@x,B,,,,\nsip:a@x,,e1,,video,\nsip:a@x,A,,,text,\n");
  const auto& users = conference.users->rows;
  REQUIRE(users.size() == 2);
  REQUIRE(users[0].endpoints.size() == 2);
  CHECK(users[0].endpoints[0].media[1] == generate::Stream{"2", "", "video", "", "", ""});
  CHECK(users[0].endpoints[1].entity == "sip:a@x");
  CHECK(users[1].endpoints.empty());
}

TEST_CASE("columns that nobody knows, or nobody named, are faults of the first line") {
  CHECK(fault("") == "r.csv:1:1: there is no line with the names of columns");
  CHECK(fault("user,dispaly\n") == "r.csv:1:6: unknown column `dispaly` (did you mean `display`?)");
  CHECK(fault("user,user_entity\n") == "r.csv:1:6: the column `user_entity` stands here a second time");
  CHECK(fault("display\nBob\n").starts_with("r.csv:1:1: there is no column `user`"));
}

TEST_CASE("a hostile value does not fill the screen") {
  const std::string large(100'000, 'x');
  CHECK(fault(large + "\n").size() < 400);
  CHECK(fault("user,display\nsip:a@x,A\nsip:a@x," + large + "\n").size() < 400);
  CHECK(fault("user,role\nsip:a@x,A\nsip:a@x," + large + "\n").size() < 400);
  CHECK(fault("user,status\nsip:a@x," + large + "\n").size() < 400);
}

TEST_CASE("faults of rows are said at their place") {
  CHECK(fault("user,display\nsip:a@x\n") == "r.csv:2:8: this row has 1 fields; there are 2 columns");
  CHECK(fault("user,display\nsip:a@x,b,c\n").starts_with("r.csv:2:11: this row has 3 fields; there are 2 columns"));
  CHECK(fault("user,display\n,b\n") == "r.csv:2:1: this row has no user");
  CHECK(fault("user,status\nsip:a@x,conected\n") ==
        "r.csv:2:9: `status` has the unknown value `conected` (did you mean `connected`?)");
  CHECK(fault("user,joined\nsip:a@x,9:00\n") ==
        "r.csv:2:9: `joined` is `9:00`, which is not a date and time as in 2005-03-04T20:00:00Z");
  CHECK(fault("user,display\nsip:a@x,A\nsip:a@x,B\n") == "r.csv:3:9: `display` was `A` before and is `B` here");
  CHECK(fault("user,role\nsip:a@x,a|b\nsip:a@x,a\n") == "r.csv:3:9: `role` was `a|b` before and is `a` here");
  CHECK(fault("user,conference\nsip:a@x,sip:c@x\nsip:a@x,sip:d@x\n") ==
        "r.csv:3:9: `conference` was `sip:c@x` before and is `sip:d@x` here");
  CHECK(fault("user,conference_version\nsip:a@x,-1\n").starts_with("r.csv:2:9: `-1` is no version"));
  CHECK(fault("user,display\nsip:a@x,\"a\x07\"\n") ==
        "r.csv:2:9: `display` has the character U+0007, which cannot stand in XML");
}
