// What only a process of its own can show: signals, broken pipes, full disks.
#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "common/fd_stream.hpp"
#include "common/run.hpp"

using namespace confstate;
using namespace confstate::tools;

namespace {

struct Options {};

void declare_nothing(CLI::App&, Options&) {}

Exit print_much(const Options&, Io& io) {
  for (int i = 0; i < 100'000 && io.out.good(); ++i) {
    io.out << "a line that is long enough to fill every buffer in between\n";
  }
  return Exit::yes;
}

Exit raise_interrupt(const Options&, Io&) {
  ::raise(SIGINT);
  return Exit::yes;
}

enum class PipeSignal { standard, ignored };

// Runs a tool in a child whose stdout is `out`; gives what waitpid says. Its stderr is closed.
int run_in_child(Exit (*run)(const Options&, Io&), int out, PipeSignal pipe_signal = PipeSignal::standard) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(out, STDOUT_FILENO);
    ::dup2(::open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
    ::signal(SIGPIPE, pipe_signal == PipeSignal::ignored ? SIG_IGN : SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    std::string name = "conf-test";
    char* arguments[] = {name.data(), nullptr};
    const Tool tool{"conf-test", "", "", bind_options<Options>(declare_nothing, run)};
    ::_exit(tool_main(1, arguments, tool));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

int closed_pipe() {
  int ends[2] = {};
  REQUIRE(::pipe(ends) == 0);
  ::close(ends[0]);
  return ends[1];
}

}  // namespace

TEST_CASE("a reader that goes away ends the tool by SIGPIPE, also where that signal is ignored") {
  for (const PipeSignal pipe_signal : {PipeSignal::standard, PipeSignal::ignored}) {
    const int out = closed_pipe();
    const int status = run_in_child(print_much, out, pipe_signal);
    ::close(out);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGPIPE);
  }
}

TEST_CASE("an interrupt ends the tool by that signal") {
  const int out = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  const int status = run_in_child(raise_interrupt, out);
  ::close(out);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
}

TEST_CASE("a full disk is exit 2, not success") {
  const int out = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  REQUIRE(out >= 0);
  const int status = run_in_child(print_much, out);
  ::close(out);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 2);
}

TEST_CASE("what is written arrives in order, small and large pieces alike") {
  int ends[2] = {};
  REQUIRE(::pipe(ends) == 0);
  std::string expected;
  {
    FdWriter writer(ends[1], FdWriter::Buffering::full);
    std::ostream out(&writer);
    for (const std::size_t size : {1U, 10U, 20'000U, 3U, 17'000U}) {
      const std::string piece(size, static_cast<char>('a' + size % 26));
      expected += piece;
      out << piece;
    }
    out.flush();
    CHECK(writer.error() == 0);
  }
  ::close(ends[1]);
  FdReader reader(ends[0]);
  const std::string got{std::istreambuf_iterator<char>(&reader), {}};
  ::close(ends[0]);
  CHECK(got == expected);
}
