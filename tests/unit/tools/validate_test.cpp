#include "conf-validate/validate.hpp"

#include <doctest/doctest.h>

#include "unit/bytes/folder.hpp"
#include "unit/tools/run.hpp"

using namespace confstate;
using namespace confstate::tools;
using tests::Folder;
using tests::Ran;

namespace {

std::string document(std::string_view users) {
  return R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:board@example.com" version="1">
<conference-description/><users>)" +
         std::string(users) + "</users></conference-info>\n";
}

const std::string kValid = document(R"(<user entity="sip:bob@example.com"/>)");
const std::string kTwice = document(R"(<user entity="sip:bob@example.com"/><user entity="sip:bob@example.com"/>)");
const std::string kRelative = document(R"(<user entity="bob"/>)");

Ran validate(const std::vector<std::string>& arguments, const std::string& standard_input = {}) {
  return tests::run(validate_tool(), arguments, standard_input);
}

}  // namespace

TEST_CASE("conf-validate exits 0, 1 and 2 as grep and diff do") {
  const Folder folder;
  const std::string valid = folder.put("valid.xml", kValid);
  const std::string twice = folder.put("twice.xml", kTwice);
  const std::string relative = folder.put("relative.xml", kRelative);
  const std::string empty = folder.put("empty.xml", "");
  const std::string binary = folder.put("binary", std::string("\x7f\x45\x00\xff", 4));
  const std::string missing = folder / "missing.xml";
  struct Row {
    std::vector<std::string> arguments;
    Exit exit;
  };
  const std::vector<Row> table = {
      {{valid}, Exit::yes},
      {{twice}, Exit::no},
      {{relative}, Exit::yes},
      {{empty}, Exit::no},
      {{binary}, Exit::no},
      {{missing}, Exit::trouble},
      {{folder.path()}, Exit::trouble},
      {{valid, twice}, Exit::no},
      {{twice, missing, valid}, Exit::trouble},
      {{twice, "--exit-zero"}, Exit::yes},
      {{twice, missing, "--exit-zero"}, Exit::trouble},
      {{twice, "--fail-on", "never"}, Exit::yes},
      {{relative, "--fail-on", "warning"}, Exit::no},
      {{relative, "--strict"}, Exit::no},
      {{twice, "--ignore", "user-entity-unique"}, Exit::yes},
      {{twice, "--limit", "findings=1"}, Exit::no},
      {{valid, "--limit", "depth=1"}, Exit::trouble},
      {{valid, "--limit", "depth=10001"}, Exit::trouble},
      {{valid, "--baseline", missing}, Exit::trouble},
      {{valid, "-o", missing + "/out"}, Exit::trouble},
      {{}, Exit::trouble},
      {{"--list-rules"}, Exit::yes},
      {{"--explain", "no-such-rule"}, Exit::trouble},
  };
  for (const Row& row : table) {
    CAPTURE(row.arguments.empty() ? "no arguments" : row.arguments.back());
    CHECK(static_cast<int>(validate(row.arguments).exit) == static_cast<int>(row.exit));
  }
}

TEST_CASE("any number of jobs gives the same bytes, messages and baseline") {
  const Folder folder;
  std::vector<std::string> arguments;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "room" + std::to_string(i) + ".xml";
    arguments.push_back(i % 7 == 3 ? folder / name : folder.put(name, i % 2 == 0 ? kTwice : kRelative));
  }
  for (const char* format : {"text", "short", "json", "sarif", "junit", "github", "gitlab"}) {
    CAPTURE(format);
    std::vector<Ran> runs;
    for (const char* jobs : {"1", "2", "7"}) {
      std::vector<std::string> all = arguments;
      all.insert(all.end(), {"--format", format, "--jobs", jobs, "--write-baseline", folder / jobs});
      runs.push_back(validate(all));
    }
    CHECK(runs[0].err.find("room3.xml") != std::string::npos);
    CHECK(runs[1].out == runs[0].out);
    CHECK(runs[2].out == runs[0].out);
    CHECK(runs[1].err == runs[0].err);
    CHECK(runs[2].err == runs[0].err);
    CHECK(runs[2].exit == runs[0].exit);
    CHECK(folder.get("2") == folder.get("1"));
    CHECK(folder.get("7") == folder.get("1"));
  }
}

TEST_CASE("an error among the findings over the limit still counts") {
  const Folder folder;

  std::string users;
  for (int i = 0; i < 5; ++i) {
    users += "<user entity=\"bob" + std::to_string(i) + "\"/>";
  }
  const std::string path = folder.put("board.xml", document(users + "<user entity=\"bob0\"/>"));
  const Ran ran = validate({path, "--limit", "findings=1", "--format", "short"});
  CHECK(ran.exit == Exit::no);
  CHECK(ran.out.find("and 6 more\n") != std::string::npos);
}

TEST_CASE("a report file appears whole or not at all") {
  const Folder folder;
  const std::string twice = folder.put("twice.xml", kTwice);
  CHECK(validate({twice, "-o", folder / "main.txt", "--report", "sarif=" + (folder / "found.sarif")}).exit == Exit::no);
  CHECK(folder.get("main.txt").find("user sip:bob@example.com appears twice") != std::string::npos);
  CHECK(folder.get("found.sarif").starts_with("{\"version\":\"2.1.0\""));
  const std::size_t before = folder.count();
  CHECK(validate({twice, "-o", folder / "no/main.txt"}).exit == Exit::trouble);
  CHECK(folder.count() == before);
}

TEST_CASE("standard input is judged under its name") {
  const Ran ran = validate({"-", "--format", "short", "--stdin-name", "board"}, kTwice);
  CHECK(ran.exit == Exit::no);
  CHECK(ran.out.starts_with("board:2:"));
}
