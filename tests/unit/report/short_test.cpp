#include <doctest/doctest.h>

#include "unit/report/samples.hpp"

namespace confstate::report {
namespace {

using namespace samples;

std::string short_of(std::string name, std::string message) {
  return print_one(*make_short_printer(kStyle), std::move(name), "<a/>", finding(kOwn, {1, 2}, std::move(message)));
}

TEST_CASE("short is what editors read from compilers") {
  const diag::Outcome board = board_outcome();
  const diag::Outcome accepted = outcome("b.xml", "<a/>", {suppressed()});
  CHECK(print(*make_short_printer(kStyle), {&accepted, &board}) ==
        "rooms/board.xml:17:9: error: user sip:bob@example.com appears twice in one roster "
        "[info/user-entity-unique]\n"
        "rooms/board.xml:21:15: error: `on_hold` is not an endpoint status [info/endpoint-status-unknown]\n");
}

TEST_CASE("a finding is one line whatever its texts hold") {
  CHECK(short_of("a\nb.xml", "x\r\ny\x1b\xe2\x80\xa8z") ==
        "a\\nb.xml:1:2: warning: x\\u{000D}\\ny\\u{001B}\\u{2028}z [rooms/odd-scheme]\n");
}

TEST_CASE("a file name cannot begin a command of a CI runner") {
  CHECK(short_of("::error::x", "m").substr(0, 18) == "\\u{003A}:error::x:");
  CHECK(short_of(" \xe3\x80\x80::error::x", "m").substr(0, 22) == " \xe3\x80\x80\\u{003A}:error::x:");
  CHECK(short_of("##[error]x", "a##[b]##[c").find("##[") == std::string::npos);
  CHECK(short_of("a::b", "::m") == "a::b:1:2: warning: ::m [rooms/odd-scheme]\n");
}

TEST_CASE("short obeys --max-findings") {
  Style style = kStyle;
  style.max_findings = 1;
  const diag::Finding one = finding(kOwn, {0, 1}, "odd");
  CHECK(make_short_printer(style)->part(outcome("a.xml", "<a/>", {one, suppressed(), one, one})) ==
        "a.xml:1:1: warning: odd [rooms/odd-scheme]\nand 2 more\n");
}

}  // namespace
}  // namespace confstate::report
