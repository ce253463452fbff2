#include <doctest/doctest.h>

#include "unit/report/samples.hpp"

namespace confstate::report {
namespace {

using namespace samples;

std::string text_of(std::string name, std::string text, diag::Finding one) {
  return print_one(*make_text_printer(kStyle), std::move(name), std::move(text), std::move(one));
}

// The finding without its header and its section: what the frame shows.
std::string frame(std::string text, diag::Finding one) {
  const std::string out = text_of("a.xml", std::move(text), std::move(one));
  return out.substr(out.find('\n') + 1);
}

diag::Finding at(base::Span span) {
  return finding(kOwn, span, "odd");
}

constexpr std::string_view kSample =
    R"(error[info/user-entity-unique]: user sip:bob@example.com appears twice in one roster
  ┌─ rooms/board.xml:17:9
  │
9 │   <user entity="sip:bob@example.com" state="full">
  │         ──────────────────────────── first seen here
  ┆
17│   <user entity="sip:bob@example.com" state="full">
  │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ same key
  │
  = help: merge the two <user> elements
  = RFC 4575 §4.5

error[info/endpoint-status-unknown]: `on_hold` is not an endpoint status
  ┌─ rooms/board.xml:21:15
  │
21│       <status>on_hold</status>
  │               ^^^^^^^ did you mean `on-hold`?
  │
  = RFC 4575 §5.7.3

checked 14 files: 2 errors, 3 suppressed  more: conf-validate --explain info/user-entity-unique
)";

TEST_CASE("the report of the manual looks like this, to the character") {
  const diag::Outcome board = board_outcome();
  const diag::Outcome accepted = outcome("b.xml", "<a/>", {suppressed(), suppressed(), suppressed()});
  const diag::Outcome clean = outcome("c.xml", "<a/>");
  CHECK(print(*make_text_printer(kStyle), {&accepted, &clean, &board, &clean, &clean, &clean, &clean, &clean, &clean,
                                           &clean, &clean, &clean, &clean, &clean}) == kSample);
}

TEST_CASE("without UTF-8 frames and the section sign are ASCII") {
  Style style = kStyle;
  style.unicode = false;
  const diag::Outcome one = outcome("rooms/board.xml", board(), {twice()});
  CHECK(print(*make_text_printer(style), {&one}) ==
        R"(error[info/user-entity-unique]: user sip:bob@example.com appears twice in one roster
  --> rooms/board.xml:17:9
  |
9 |   <user entity="sip:bob@example.com" state="full">
  |         ---------------------------- first seen here
  ...
17|   <user entity="sip:bob@example.com" state="full">
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ same key
  |
  = help: merge the two <user> elements
  = RFC 4575 section 4.5

checked 1 file: 1 error  more: conf-validate --explain info/user-entity-unique
)");
}

TEST_CASE("colours are there when asked for, and only then") {
  CHECK(text_of("a.xml", "<a/>", at({0, 4})).find('\x1b') == std::string::npos);
  Style style = kStyle;
  style.color = true;
  CHECK(print_one(*make_text_printer(style), "a.xml", "<a/>", at({0, 4})) ==
        "\x1b[33mwarning[rooms/odd-scheme]\x1b[0m: odd\n"
        " \x1b[2m┌─\x1b[0m a.xml:1:1\n"
        " \x1b[2m│\x1b[0m\n"
        "\x1b[2m1│\x1b[0m <a/>\n"
        " \x1b[2m│\x1b[0m \x1b[33m^^^^\x1b[0m\n");
}

TEST_CASE("a tab is one blank, so that the caret stands below its place") {
  CHECK(frame("\t<a\tb='1'/>", at({4, 9})) == " ┌─ a.xml:1:5\n │\n1│  <a b='1'/>\n │     ^^^^^\n");
}

TEST_CASE("wide characters push the caret, and are underlined in their width") {
  const std::string text = "<名>山田</名>";
  CHECK(frame(text, at(find(text, "山田"))) == " ┌─ a.xml:1:4\n │\n1│ <名>山田</名>\n │     ^^^^\n");
  const std::string accents = "e\xcc\x81<b>";
  CHECK(frame(accents, at(find(accents, "<b>"))) == " ┌─ a.xml:1:3\n │\n1│ e\xcc\x81<b>\n │  ^^^\n");
}

TEST_CASE("hostile characters are written out and carets move with them") {
  const std::string text = "<a>\x1b[31m\xe2\x80\xae<b/>";
  CHECK(frame(text, at(find(text, "<b/>"))) ==
        " ┌─ a.xml:1:10\n │\n1│ <a>\\u{001B}[31m\\u{202E}<b/>\n │                        ^^^^\n");
  const std::string broken = "a\xff<b/>";
  CHECK(frame(broken, at({2, 6})) == " ┌─ a.xml:1:3\n │\n1│ a\\xFF<b/>\n │      ^^^^\n");
}

TEST_CASE("every text of a finding that comes from an input is escaped") {
  diag::Finding one = finding(kOwn, {0, 4},
                              "a\x1b"
                              "b\nc");
  one.diagnostic.label = "l\x07";
  one.diagnostic.help = "h\r";
  one.diagnostic.note = "n\xc2\x9b";
  one.diagnostic.related = {{{0, 4}, "r\x7f"}};
  CHECK(text_of("f\n.xml", "<a/>", one) ==
        "warning[rooms/odd-scheme]: a\\u{001B}b\\nc\n"
        " ┌─ f\\n.xml:1:1\n"
        " │\n"
        "1│ <a/>\n"
        " │ ──── r\\u{007F}\n"
        " │ ^^^^ l\\u{0007}\n"
        " │\n"
        " = help: h\\u{000D}\n"
        " = note: n\\u{009B}\n");
}

TEST_CASE("no line can be taken for a command by a CI runner") {
  const std::string source = "::error::x\n##[error]x\n ::stop-commands::y\n";
  diag::Finding one = finding(kOwn, find(source, "##[error]"), "##[add-mask]x");
  one.diagnostic.help = "::error::h";
  one.diagnostic.related = {{{0, 4}, "##[group]r"}, {find(source, "stop"), ""}};
  const std::string out = text_of("::error::f.xml", source, one);
  CHECK(out.find("##[") == std::string::npos);
  CHECK(out.find("\n:") == std::string::npos);
  CHECK(out.find("\n ::") == std::string::npos);
  CHECK(out.find("2│ \\u{0023}#[error]x\n │ ^^^^^^^^^^^^^^^^\n") != std::string::npos);
}

TEST_CASE("a place at the end of the input gets one caret") {
  CHECK(frame("<a>", at({3, 3})) == " ┌─ a.xml:1:4\n │\n1│ <a>\n │    ^\n");
  CHECK(frame("<a>\n", at({4, 4})) == " ┌─ a.xml:2:1\n │\n2│\n │ ^\n");
  CHECK(frame("<a>", at({900, 901})) == " ┌─ a.xml:1:4\n │\n1│ <a>\n │    ^\n");
}

TEST_CASE("an input without text is named without an excerpt") {
  CHECK(text_of("a.xml", "", finding(kStatus, {0, 0}, "the input is empty")) ==
        "error[info/endpoint-status-unknown]: the input is empty\n ┌─ a.xml:1:1\n = RFC 4575 §5.7.3\n");
}

TEST_CASE("of a place over several lines the first is underlined, whatever ends it") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    CAPTURE(end);
    const std::string text = "<a b='1'" + end + "   c='2'/>" + end;
    CHECK(frame(text, at({3, 20})) == " ┌─ a.xml:1:4\n │\n1│ <a b='1'\n │    ^^^^^\n");
  }
}

TEST_CASE("a place that is only a line end gets its caret behind the line") {
  CHECK(frame("<a>\r\n<b/>", at({3, 5})) == " ┌─ a.xml:1:4\n │\n1│ <a>\n │    ^\n");
}

TEST_CASE("related places stand in line order, distant ones behind a gap, neighbours without") {
  std::string text;
  for (int line = 1; line <= 12; ++line) {
    text += "<l" + std::to_string(line) + "/>\n";
  }
  diag::Finding one = at(find(text, "l9"));
  one.diagnostic.label = "here";
  one.diagnostic.related = {{find(text, "l12"), "third"}, {find(text, "l3"), "first"}, {find(text, "l10"), "next"}};
  CHECK(frame(text, one) ==
        "  ┌─ a.xml:9:2\n"
        "  │\n"
        "3 │ <l3/>\n"
        "  │  ── first\n"
        "  ┆\n"
        "9 │ <l9/>\n"
        "  │  ^^ here\n"
        "10│ <l10/>\n"
        "  │  ─── next\n"
        "  ┆\n"
        "12│ <l12/>\n"
        "  │  ─── third\n");
}

TEST_CASE("two places on one line share it") {
  const std::string text = "<a x='1' x='2'/>";
  diag::Finding one = at(find(text, "x='2'"));
  one.diagnostic.label = "again";
  one.diagnostic.related = {{find(text, "x='1'"), "first"}};
  CHECK(frame(text, one) == " ┌─ a.xml:1:10\n │\n1│ <a x='1' x='2'/>\n │    ───── first\n │          ^^^^^ again\n");
}

TEST_CASE("of a long line only what stands around the place is shown") {
  const std::string text = std::string(5000, 'a') + "<b/>" + std::string(5000, 'c');
  CHECK(frame(text, at({5000, 5004})) == " ┌─ a.xml:1:5001\n │\n1│ …" + std::string(60, 'a') + "<b/>" +
                                             std::string(56, 'c') + "…\n │ " + std::string(61, ' ') + "^^^^\n");
}

TEST_CASE("two places far apart on one long line are shown in a window each") {
  const std::string text = "<a/>" + std::string(5000, '-') + "<b/>";
  diag::Finding one = at(find(text, "<b/>"));
  one.diagnostic.related = {{find(text, "<a/>"), "first"}};
  CHECK(frame(text, one) == " ┌─ a.xml:1:5005\n │\n1│ <a/>" + std::string(116, '-') + "…\n │ ──── first\n ┆\n1│ …" +
                                std::string(60, '-') + "<b/>\n │ " + std::string(61, ' ') + "^^^^\n");
}

TEST_CASE("--max-findings shortens each input and says by how much") {
  Style style = kStyle;
  style.max_findings = 1;
  diag::Outcome many = outcome("a.xml", "<a/>", {suppressed()});
  for (int i = 0; i < 2401; ++i) {
    many.findings.push_back(at({0, 4}));
  }
  const std::string shown = "warning[rooms/odd-scheme]: odd\n ┌─ a.xml:1:1\n │\n1│ <a/>\n │ ^^^^\n";
  CHECK(make_text_printer(style)->part(many) == shown + "\nand 2,400 more\n");
  many.uncollected = 1000;
  CHECK(make_text_printer(style)->part(many) == shown + "\nand 3,400 more\n");
  many.findings.resize(2);
  many.uncollected = 0;
  CHECK(make_text_printer(style)->part(many) == shown);
}

TEST_CASE("the last line says what was checked and what came of it") {
  const auto end = [](const Totals& totals) { return make_text_printer(kStyle)->end(totals); };
  CHECK(end({.inputs = 1}) == "checked 1 file: no findings\n");
  CHECK(end({.inputs = 1, .suppressed = 3}) == "checked 1 file: no findings, 3 suppressed\n");
  CHECK(end({.inputs = 3, .failures = 1}) == "checked 2 of 3 files: no findings, 1 could not be judged\n");
  CHECK(end({.inputs = 2000, .errors = 1, .warnings = 2, .infos = 3000, .example_rule = "info/x"}) ==
        "\nchecked 2,000 files: 1 error, 2 warnings, 3,000 infos  more: conf-validate --explain info/x\n");
  CHECK(end({.inputs = 1, .errors = 10000, .uncollected = 7, .example_rule = "info/x"}) ==
        "\nchecked 1 file: 10,000 errors, 7 more over the limit  more: conf-validate --explain info/x\n");
}

TEST_CASE("suppressed findings and unjudged inputs are counted, not shown") {
  Totals totals;
  diag::Outcome failed = outcome("b.xml", "");
  failed.failure = base::Failure{"cannot read b.xml", ""};
  const diag::Outcome accepted = outcome("a.xml", "<a/>", {suppressed(), at({0, 4})});
  count(totals, accepted);
  count(totals, failed);
  CHECK(totals.inputs == 2);
  CHECK(totals.failures == 1);
  CHECK(totals.suppressed == 1);
  CHECK(totals.warnings == 1);
  CHECK(totals.example_rule == "rooms/odd-scheme");
  CHECK(make_text_printer(kStyle)->part(failed).empty());
}

}  // namespace
}  // namespace confstate::report
