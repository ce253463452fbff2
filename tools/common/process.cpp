// main() of every tool: streams, terminals and signals of the real process.
#include <cerrno>
#include <csignal>
#include <cstring>
#include <istream>
#include <ostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "bytes/output.hpp"
#include "common/fd_stream.hpp"
#include "common/run.hpp"

namespace confstate::tools {
namespace {

// Ends the process as the signal would have, so that a shell sees why.
void die_by(int signal) {
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  ::sigaction(signal, &action, nullptr);
  sigset_t set;
  ::sigemptyset(&set);
  ::sigaddset(&set, signal);
  ::sigprocmask(SIG_UNBLOCK, &set, nullptr);
  ::raise(signal);
}

extern "C" void on_signal(int signal) {
  bytes::remove_unfinished();
  die_by(signal);
}

void catch_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    struct sigaction old = {};
    ::sigaction(signal, nullptr, &old);
    if (old.sa_handler == SIG_IGN) {
      continue;  // whoever started this process (nohup, a shell's "&") wanted it so
    }
    struct sigaction action = {};
    action.sa_handler = on_signal;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
  }
}

unsigned terminal_width() {
  winsize size = {};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// What is left to say once the tool is done: output that could not be written.
Exit finish(const Tool& tool, std::ostream& out, const FdWriter& writer, std::ostream& err, Exit exit) {
  out.flush();
  if (writer.error() == EPIPE) {
    bytes::remove_unfinished();
    die_by(SIGPIPE);
  }
  if (writer.error() != 0) {
    print_failure(err, tool.name, std::string("cannot write to standard output: ") + std::strerror(writer.error()), {});
    return Exit::trouble;
  }
  return exit;
}

}  // namespace

int tool_main(int argc, char** argv, const Tool& tool) {
  catch_signals();
  FdReader reader(STDIN_FILENO);
  FdWriter out_writer(STDOUT_FILENO, FdWriter::Buffering::full);
  FdWriter err_writer(STDERR_FILENO, FdWriter::Buffering::none);
  std::istream in(&reader);
  std::ostream out(&out_writer);
  std::ostream err(&err_writer);
  Io io{in, out, err, base::real_world()};
  io.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  io.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
  io.width = io.out_is_terminal ? terminal_width() : 80;
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const Exit exit = run_tool(tool, arguments, io);
  return static_cast<int>(finish(tool, out, out_writer, err, exit));
}

}  // namespace confstate::tools
