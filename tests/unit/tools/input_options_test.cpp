#include <doctest/doctest.h>

#include <sstream>

#include "common/input_options.hpp"
#include "unit/bytes/folder.hpp"

using namespace confstate;
using namespace confstate::tools;
using tests::Folder;

namespace {

base::Result<Inputs> list(const InputOptions& options, const std::string& standard_input = {}) {
  std::istringstream in(standard_input);
  return list_inputs(options, in);
}

std::string names_of(const base::Result<Inputs>& inputs) {
  std::string out;
  for (const Input& input : inputs->list) {
    out += input.name + '\n';
  }
  return out;
}

base::Result<std::string> read(const std::string& bytes, InputFormat format = InputFormat::automatic) {
  std::istringstream in(bytes);
  return read_document({"-", "notify"}, format, in, base::Limits{});
}

}  // namespace

TEST_CASE("arguments come first, then the lists, each in its order") {
  const Folder folder;
  InputOptions options;
  options.arguments = {"z.xml", "-", "a.xml"};
  options.stdin_name = "board";
  options.files_from = {folder.put("lines", "m.xml\n\n-\n")};
  options.files0_from = {folder.put("nuls", std::string("new\nline.xml\0last.xml", 21))};
  const base::Result<Inputs> inputs = list(options);
  REQUIRE(inputs);
  CHECK(names_of(inputs) == "z.xml\nboard\na.xml\nm.xml\n-\nnew\nline.xml\nlast.xml\n");
  CHECK(inputs->list[1].path == "-");
  CHECK(inputs->list[4].path == "./-");
}

TEST_CASE("a directory gives its documents in byte order, compressed ones too") {
  const Folder folder;
  for (const char* name : {"b.xml", "a.xml.gz", "c/d.XML", "e.xml.zst", "f.txt", ".g.xml", "xml"}) {
    folder.put(name, "");
  }
  InputOptions options;
  options.recursive = true;
  options.arguments = {folder.path()};
  const std::string at = folder.path() + "/";
  CHECK(names_of(list(options)) == at + "a.xml.gz\n" + at + "b.xml\n" + at + "c/d.XML\n" + at + "e.xml.zst\n");
}

TEST_CASE("a directory without documents and a list that is missing are failures, the rest goes on") {
  const Folder folder;
  folder.put("rooms/notes.txt", "");
  InputOptions options;
  options.recursive = true;
  options.arguments = {folder / "rooms", folder.put("b.txt", "")};
  options.files_from = {folder / "no"};
  const base::Result<Inputs> inputs = list(options);
  REQUIRE(inputs);
  CHECK(inputs->list.size() == 1);
  CHECK(inputs->failures.size() == 2);
}

TEST_CASE("standard input is never guessed and never read twice") {
  CHECK(list({}).error().message == "no input");
  InputOptions options;
  options.arguments = {"-"};
  options.files_from = {"-"};
  CHECK(list(options).error().message == "standard input is named twice");
}

TEST_CASE("captures and SIP messages are told apart from documents, unless xml is demanded") {
  CHECK(read("<a/>"));
  CHECK(read(std::string("\xd4\xc3\xb2\xa1\x02\x00", 6)).error().message == "notify is a trace, not a document");
  CHECK(read("HEP3").error().message == "notify is a trace, not a document");
  CHECK(read("NOTIFY sip:a@b SIP/2.0\r\nEvent: conference\r\n").error().message == "notify is a trace, not a document");
  CHECK(read("SIP/2.0 200 OK\r\n").error().message == "notify is a trace, not a document");
  CHECK(read("SIP/2.0 200 OK\r\n", InputFormat::xml));
  CHECK(read("<a x='1 SIP/2.0"));
  CHECK(read(""));
}

TEST_CASE("threads: one for one input, never more than inputs, as many as asked") {
  InputOptions options;
  CHECK(jobs_for(options, 0) == 1);
  CHECK(jobs_for(options, 1) == 1);
  CHECK(jobs_for(options, 100) >= 1);
  options.jobs = 8;
  CHECK(jobs_for(options, 3) == 3);
  CHECK(jobs_for(options, 100) == 8);
  options.jobs = 1'000'000;
  CHECK(jobs_for(options, 1'000'000) == 256);
}
