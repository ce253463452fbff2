#include "bytes/output.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <thread>
#include <vector>

#include "bytes/paths.hpp"
#include "unit/bytes/folder.hpp"

namespace confstate::bytes {
namespace {

using tests::Folder;

unsigned mode_of(const std::string& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 07777U;
}

TEST_CASE("a file appears whole and leaves nothing beside it") {
  const Folder folder;
  REQUIRE(write_file(folder / "out.json", "hello"));
  CHECK(folder.get("out.json") == "hello");
  REQUIRE(write_file(folder / "out.json", ""));
  CHECK(folder.get("out.json").empty());
  CHECK(folder.count() == 1);
}

TEST_CASE("a new file has the mode of the umask, a replaced one keeps its own") {
  const Folder folder;
  const mode_t before = ::umask(027);
  REQUIRE(write_file(folder / "new", "x"));
  ::umask(before);
  CHECK(mode_of(folder / "new") == 0640);
  const std::string old = folder.put("old", "x");
  ::chmod(old.c_str(), 0604);
  REQUIRE(write_file(old, "y"));
  CHECK(mode_of(old) == 0604);
}

TEST_CASE("a failed write says why and leaves the folder as it was") {
  const Folder folder;
  const auto missing = write_file(folder / "no/out", "x");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "cannot write " + (folder / "no/out") + ": No such file or directory");
  std::filesystem::create_directory(folder / "taken");
  const auto directory = write_file(folder / "taken", "x");
  REQUIRE_FALSE(directory);
  CHECK(directory.error().message.find("Is a directory") != std::string::npos);
  CHECK(folder.count() == 1);
}

TEST_CASE("a symbolic link stays a link and its target gets the content") {
  const Folder folder;
  folder.put("real", "old");
  std::filesystem::create_symlink("real", folder / "link");
  REQUIRE(write_file(folder / "link", "new"));
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(folder.get("real") == "new");
}

TEST_CASE("devices are written to and stay devices") {
  REQUIRE(write_file("/dev/null", "x"));
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("removing unfinished files leaves finished ones alone, and many threads may write at once") {
  const Folder folder;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&folder, t] {
      for (int i = 0; i < 5; ++i) {
        (void)write_file(folder / ("f" + std::to_string(t)), std::to_string(i));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  remove_unfinished();
  CHECK(folder.count() == 8);
  CHECK(folder.get("f3") == "4");
}

TEST_CASE("a signal in the middle of a write leaves neither half a file nor a temporary one") {
  const Folder folder;
  folder.put("out", "old");
  const pid_t child = ::fork();
  if (child == 0) {
    // The write past the limit raises the signal, so the handler runs exactly there.
    const rlimit limit{100'000, 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, [](int) {
      remove_unfinished();
      ::_exit(7);
    });
    (void)write_file(folder / "out", std::string(200'000, 'x'));
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(folder.get("out") == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("pieces become a file when they are wanted, and leave nothing behind when they are not") {
  const Folder folder;
  const std::string path = folder / "pieces";
  const auto produce = [](bool wanted) {
    return [wanted](const base::Sink& sink) {
      for (int i = 0; i < 100'000; ++i) {
        sink("piece\n");
      }
      return wanted;
    };
  };
  REQUIRE(write_file(path, produce(false)));
  CHECK(folder.count() == 0);
  REQUIRE(write_file(path, produce(true)));
  CHECK(std::filesystem::file_size(path) == 600'000);
  REQUIRE(write_file(path, produce(false)));
  CHECK(std::filesystem::file_size(path) == 600'000);
}

TEST_CASE("what throws on the way leaves nothing behind") {
  const Folder folder;
  CHECK_THROWS_AS((void)write_file(folder / "out", [](const base::Sink&) -> bool { throw std::bad_alloc(); }),
                  std::bad_alloc);
  CHECK(folder.count() == 0);
}

TEST_CASE("names of files are worked on as text") {
  CHECK(absolute_path("rooms/../a.xml", "/data") == "/data/a.xml");
  CHECK(absolute_path("/x/./y/", "/data") == "/x/y");
  CHECK(absolute_path(".", "/data") == "/data");
  CHECK(absolute_path("../../..", "/data") == "/");
  CHECK(relative_path("/data/rooms/a.xml", "/data") == "rooms/a.xml");
  CHECK(relative_path("/data/a.xml", "/data/rooms") == "../a.xml");
  CHECK(directory_of("a.xml") == ".");
  CHECK(directory_of("/a.xml") == "/");
  CHECK(directory_of("rooms/a.xml") == "rooms");
  const Folder folder;
  CHECK(is_file(folder.put("a", "")));
  CHECK_FALSE(is_file(folder.path()));
  CHECK_FALSE(is_file(folder / "b"));
  CHECK(std::filesystem::equivalent(current_directory(), "."));
}

}  // namespace
}  // namespace confstate::bytes
