// github, gitlab and junit: what CI servers read.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "unit/report/samples.hpp"

namespace confstate::report {
namespace {

using namespace samples;

TEST_CASE("github annotates the place and hides what is suppressed") {
  const diag::Outcome board = board_outcome();
  const diag::Outcome accepted = outcome("b.xml", "<a/>", {suppressed()});
  CHECK(print(*make_github_printer(kStyle), {&board, &accepted}) ==
        "::error file=rooms/board.xml,line=17,col=9,endLine=17,endColumn=37,title=info/user-entity-unique::"
        "user sip:bob@example.com appears twice in one roster\n"
        "::error file=rooms/board.xml,line=21,col=15,endLine=21,endColumn=22,title=info/endpoint-status-unknown::"
        "`on_hold` is not an endpoint status\n");
}

TEST_CASE("github properties cannot be forged by names, nor commands by messages") {
  CHECK(print_one(*make_github_printer(kStyle), "a,line=9: 100%.xml", "<a/>",
                  finding(kOwn, {0, 1}, "50% a,b:c\r\n::error::d\x1b ##[x]")) ==
        "::warning file=a%2Cline=9%3A 100%25.xml,line=1,col=1,endLine=1,endColumn=2,title=rooms/odd-scheme::"
        "50%25 a,b:c%0D%0A::error::d\\u{001B} \\u{0023}#[x]\n");
}

TEST_CASE("github gets no columns for a place over several lines, and infos as notices") {
  diag::Finding one = finding(kOwn, {1, 4}, "odd");
  one.diagnostic.severity = diag::Severity::info;
  CHECK(print_one(*make_github_printer(kStyle), "a.xml", "<a\n/>", one) ==
        "::notice file=a.xml,line=1,endLine=2,title=rooms/odd-scheme::odd\n");
}

TEST_CASE("gitlab gets issues with its own severities and plain paths") {
  diag::Outcome one = outcome("./rooms/a.xml", "<a\n/>", {finding(kOwn, {3, 4}, "odd"), suppressed()});
  const diag::Outcome board = board_outcome();
  const nlohmann::json read = nlohmann::json::parse(print(*make_gitlab_printer(kStyle), {&one, &board}));
  REQUIRE(read.size() == 3);
  CHECK(read[0].dump() == R"({"check_name":"rooms/odd-scheme","description":"odd","fingerprint":"b1997b5abf0fd469",)"
                          R"("location":{"lines":{"begin":2},"path":"rooms/a.xml"},"severity":"minor"})");
  CHECK(read[1].at("severity") == "major");
  one.findings[0].diagnostic.severity = diag::Severity::info;
  CHECK(nlohmann::json::parse(print(*make_gitlab_printer(kStyle), {&one}))[0].at("severity") == "info");
}

TEST_CASE("gitlab's report is an array also when nothing was found") {
  const diag::Outcome accepted = outcome("b.xml", "<a/>", {suppressed()});
  CHECK(print(*make_gitlab_printer(kStyle), {&accepted}) == "[]\n");
}

TEST_CASE("junit has a suite per input and a case per finding") {
  diag::Outcome board = board_outcome();
  board.findings[1].diagnostic.severity = diag::Severity::info;
  const diag::Outcome accepted = outcome("b.xml", "<a/>", {suppressed()});
  diag::Outcome failed = outcome("c.xml", "");
  failed.failure = base::Failure{"cannot read c.xml", ""};
  CHECK(print(*make_junit_printer(kStyle), {&board, &accepted, &failed}) ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="conf-validate">
  <testsuite name="rooms/board.xml" tests="2" failures="1" errors="0">
    <testcase name="info/user-entity-unique at 17:9" classname="rooms/board.xml" file="rooms/board.xml" line="17"><failure type="info/user-entity-unique" message="user sip:bob@example.com appears twice in one roster">rooms/board.xml:17:9: error: user sip:bob@example.com appears twice in one roster [info/user-entity-unique]
help: merge the two &lt;user&gt; elements</failure></testcase>
    <testcase name="info/endpoint-status-unknown at 21:15" classname="rooms/board.xml" file="rooms/board.xml" line="21"><system-out>rooms/board.xml:21:15: info: `on_hold` is not an endpoint status [info/endpoint-status-unknown]</system-out></testcase>
  </testsuite>
  <testsuite name="b.xml" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="b.xml" file="b.xml"/>
  </testsuite>
  <testsuite name="c.xml" tests="1" failures="0" errors="1">
    <testcase name="judged" classname="c.xml" file="c.xml"><error type="failure" message="cannot read c.xml"/></testcase>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("junit stays XML whatever the texts hold") {
  const std::string out = print_one(*make_junit_printer(kStyle), "a&b<\".xml", "<a/>",
                                    finding(kOwn, {0, 1}, "]]> \x01 \xff \xef\xbf\xbe <b c='1'>"));
  CHECK(out.find("name=\"a&amp;b&lt;&quot;.xml\"") != std::string::npos);
  CHECK(out.find("message=\"]]&gt; \\u{0001} \\xFF \xef\xbf\xbd &lt;b c='1'&gt;\"") != std::string::npos);
}

}  // namespace
}  // namespace confstate::report
