#include "common/placement.hpp"

#include <sched.h>

namespace confstate::tools {

void begin_elsewhere(pthread_t thread, unsigned number) {
  cpu_set_t usable;
  CPU_ZERO(&usable);
  int cpu = ::sched_getcpu();
  if (cpu < 0 || ::sched_getaffinity(0, sizeof usable, &usable) != 0) {
    return;
  }
  for (unsigned left = number % static_cast<unsigned>(CPU_COUNT(&usable)); left > 0; --left) {
    do {
      cpu = (cpu + 1) % CPU_SETSIZE;
    } while (!CPU_ISSET(static_cast<unsigned>(cpu), &usable));
  }
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<unsigned>(cpu), &one);
  if (::pthread_setaffinity_np(thread, sizeof one, &one) == 0) {
    ::pthread_setaffinity_np(thread, sizeof usable, &usable);
  }
}

}  // namespace confstate::tools
