#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "unit/report/samples.hpp"

namespace confstate::report {
namespace {

using namespace samples;

constexpr std::string_view kSample =
    R"({"schema":"confstate.finding/1","rule":"info/user-entity-unique","severity":"error","message":"user sip:bob@example.com appears twice in one roster","file":"rooms/board.xml","line":17,"column":9,"end_line":17,"end_column":37,"byte":704,"path":"/conference-info/users/user[sip:bob@example.com]#2/@entity","conference":"sips:conf233@example.com","related":[{"message":"first seen here","line":9,"column":9}],"spec":{"document":"RFC 4575","section":"4.5"},"help":"merge the two <user> elements","fix":null,"packet":null,"dialog":null,"suppressed":null,"fingerprint":"b1997b5abf0fd469"})";

std::string record_of(diag::Finding one, std::string text = "<a/>") {
  return print_one(*make_ndjson_printer(kStyle), "a.xml", std::move(text), std::move(one));
}

TEST_CASE("the record of the manual looks like this, to the byte") {
  diag::Outcome board = board_outcome();
  board.findings.resize(1);
  CHECK(print(*make_ndjson_printer(kStyle), {&board}) == std::string(kSample) + '\n');
}

TEST_CASE("json is one array of what ndjson prints per line") {
  const diag::Outcome board = board_outcome();
  const diag::Outcome clean = outcome("c.xml", "<a/>");
  const diag::Outcome accepted = outcome("b.xml", "<a/>", {suppressed()});
  const std::string array = print(*make_json_printer(kStyle), {&clean, &board, &clean, &accepted});
  std::string lines = print(*make_ndjson_printer(kStyle), {&clean, &board, &clean, &accepted});
  const nlohmann::json read = nlohmann::json::parse(array);
  CHECK(read.size() == 3);
  CHECK(array.substr(0, 2) == "[\n");
  CHECK(array.substr(array.size() - 3) == "\n]\n");
  for (std::size_t at = lines.find('\n'); at + 1 < lines.size(); at = lines.find('\n', at + 2)) {
    lines.insert(at, ",");
  }
  CHECK(array == "[\n" + lines + "]\n");
}

TEST_CASE("without findings json is an empty array and ndjson is empty") {
  const diag::Outcome clean = outcome("c.xml", "<a/>");
  CHECK(print(*make_json_printer(kStyle), {&clean}) == "[]\n");
  CHECK(print(*make_ndjson_printer(kStyle), {&clean}).empty());
}

TEST_CASE("what a finding does not have is null, not absent") {
  const nlohmann::json read = nlohmann::json::parse(record_of(finding(kOwn, {4, 4}, "odd")));
  CHECK(read.size() == 20);
  for (const char* key : {"path", "conference", "spec", "help", "fix", "packet", "dialog", "suppressed"}) {
    CAPTURE(key);
    CHECK(read.at(key).is_null());
  }
  CHECK(read.at("related") == nlohmann::json::array());
  CHECK(read.at("column") == 5);
  CHECK(read.at("end_column") == 5);
}

TEST_CASE("a suppressed finding says by what, why and how long") {
  diag::Finding one = suppressed();
  CHECK(nlohmann::json::parse(record_of(one)).at("suppressed").dump() ==
        R"({"by":"config","reason":"known","until":"2027-01-31"})");
  one.suppressed = diag::Suppressed{"baseline", "", std::nullopt};
  CHECK(nlohmann::json::parse(record_of(one)).at("suppressed").dump() ==
        R"({"by":"baseline","reason":null,"until":null})");
}

TEST_CASE("a fix says what to replace") {
  diag::Finding one = finding(kOwn, {3, 4}, "odd");
  one.diagnostic.fix = diag::Fix{{3, 7}, "on-\"hold\""};
  CHECK(record_of(one, "ab\n\xc3\xa9zzz")
            .find(R"("fix":{"line":2,"column":1,"end_line":2,"end_column":4,"byte":3,"text":"on-\"hold\""})") !=
        std::string::npos);
}

TEST_CASE("a fix of a policy is a JSON Patch") {
  diag::Finding one = finding(kOwn, {3, 4}, "odd");
  one.diagnostic.patch = {{"replace", "/a/0", R"({"b": [1, "x"]})"}, {"remove", "/c", {}}};
  const std::string record = record_of(one, "ab\nzzz");
  CHECK(record.find(R"("fix":{"patch":[{"op":"replace","path":"/a/0","value":{"b":[1,"x"]}},)"
                    R"({"op":"remove","path":"/c"}]})") != std::string::npos);
}

TEST_CASE("columns count code points and the end is exclusive, over lines too") {
  const nlohmann::json read =
      nlohmann::json::parse(record_of(finding(kOwn, {2, 8}, "odd"), "\xc3\xa9<\r\n\xe5\xb1\xb1>x"));
  CHECK(read.at("column") == 2);
  CHECK(read.at("end_line") == 2);
  CHECK(read.at("end_column") == 2);
  CHECK(read.at("byte") == 2);
}

TEST_CASE("hostile text comes through JSON whole, and harmless to a terminal") {
  const std::string message = "\x1b[31m \xe2\x80\xae \xf3\xa0\x81\x81 ##[error] \" \\ \n \xc3\xa9";
  const std::string line = record_of(finding(kOwn, {0, 1}, message));
  CHECK(line.find("\\u001b[31m \\u202e \\udb40\\udc41 \\u0023#[error] \\\" \\\\ \\n \xc3\xa9") != std::string::npos);
  CHECK(nlohmann::json::parse(line).at("message") == message);
}

TEST_CASE("bytes that are not UTF-8 become replacement characters") {
  diag::Finding one = finding(kOwn, {0, 1},
                              "a\xff"
                              "b\xc3");
  CHECK(nlohmann::json::parse(record_of(one)).at("message") ==
        "a\xef\xbf\xbd"
        "b\xef\xbf\xbd");
}

}  // namespace
}  // namespace confstate::report
