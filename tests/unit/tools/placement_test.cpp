#include <doctest/doctest.h>

#include <sched.h>

#include <atomic>
#include <thread>

#include "common/placement.hpp"

using confstate::tools::begin_elsewhere;

namespace {

cpu_set_t usable_cpus() {
  cpu_set_t usable = {};
  ::sched_getaffinity(0, sizeof usable, &usable);
  return usable;
}

// What a thread that waited for it may use after it was moved.
cpu_set_t usable_after_move(unsigned number) {
  std::atomic<bool> moved = false;
  cpu_set_t seen = {};
  std::thread thread([&] {
    moved.wait(false);
    seen = usable_cpus();
  });
  begin_elsewhere(thread.native_handle(), number);
  moved = true;
  moved.notify_one();
  thread.join();
  return seen;
}

}  // namespace

TEST_CASE("a thread that was moved may run on every CPU of the process, however many threads there are") {
  const cpu_set_t usable = usable_cpus();
  for (const unsigned number : {0U, 1U, 2U, 3U, 255U}) {
    CAPTURE(number);
    const cpu_set_t seen = usable_after_move(number);
    CHECK(CPU_EQUAL(&seen, &usable));
  }
}

TEST_CASE("with one CPU to use, threads begin on that one") {
  const cpu_set_t usable = usable_cpus();
  cpu_set_t one = {};
  CPU_SET(static_cast<unsigned>(::sched_getcpu()), &one);
  REQUIRE(::sched_setaffinity(0, sizeof one, &one) == 0);
  const cpu_set_t seen = usable_after_move(1);
  CHECK(CPU_EQUAL(&seen, &one));
  CHECK(::sched_setaffinity(0, sizeof usable, &usable) == 0);
}
