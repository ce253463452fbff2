#include "conf-patch/patch.hpp"

#include <filesystem>
#include <string>

#include <doctest/doctest.h>

#include "unit/bytes/folder.hpp"
#include "unit/info/read_document.hpp"
#include "unit/tools/run.hpp"

using namespace confstate;
using tests::Folder;
using tests::run;

namespace {

std::string full(const std::string& version) {
  return tests::conference("<conference-description/><users/>", "version='" + version + "'");
}

}  // namespace

TEST_CASE("--each leaves no file behind where an update was rejected") {
  const Folder folder;
  const std::string base = folder.put("base.xml", full("1"));
  const std::string bad = folder.put("bad.xml", full("x"));
  CHECK(run(tools::patch_tool(), {"--each", "-o", folder / "new", base, bad}).exit == tools::Exit::no);
  CHECK_FALSE(std::filesystem::exists(folder / "new"));
  std::filesystem::create_directory(folder / "old");
  CHECK(run(tools::patch_tool(), {"--each", "-o", folder / "old", base, bad}).exit == tools::Exit::no);
  CHECK(std::filesystem::is_empty(folder / "old"));
  CHECK(run(tools::patch_tool(), {"--each", "-o", folder / "old", base}).exit == tools::Exit::yes);
  CHECK(std::filesystem::exists(folder / "old/0000000001.xml"));
}

TEST_CASE("events are written whatever the exit code, the state is not") {
  const Folder folder;
  const std::string bad = folder.put("bad.xml", full("x"));
  const std::string events = folder / "events";
  const std::string out = folder / "out";
  CHECK(run(tools::patch_tool(), {"--from-empty", "--events", events, "-o", out, bad}).exit == tools::Exit::no);
  CHECK(folder.get("events").find("\"event\":\"rejected\"") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("a folder that cannot be made is trouble before anything is read") {
  const Folder folder;
  const std::string base = folder.put("base.xml", full("1"));
  const tests::Ran ran = run(tools::patch_tool(), {"--each", "-o", folder / "missing/new", base});
  CHECK(ran.exit == tools::Exit::trouble);
  CHECK(ran.err.find("applied") == std::string::npos);
}
