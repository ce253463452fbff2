// Runs a command and says what it took: measure OUTPUT COMMAND ARGUMENT... prints "wall cpu peak exit" (seconds,
// seconds, KiB, code). A small program does this because a child's peak memory includes what its parent held when it
// was started, and a script holds more than what is measured here.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: measure OUTPUT COMMAND ARGUMENT...\n");
    return 2;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int status = 0;
  rusage usage{};
  const auto begun = std::chrono::steady_clock::now();
  if (posix_spawnp(&child, argv[2], &actions, nullptr, argv + 2, environ) != 0 ||
      wait4(child, &status, 0, &usage) != child) {
    std::perror(argv[2]);
    return 2;
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
  posix_spawn_file_actions_destroy(&actions);
  std::printf("%.6f %.6f %ld %d\n", wall.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss,
              WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 0;
}
