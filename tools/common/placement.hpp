// Where a thread begins.
#pragma once

#include <pthread.h>

namespace confstate::tools {

// Moves a thread that has just been made to another CPU than this one: the `number`th, from 1, that the process may use
// after it. A scheduler may leave a new thread waiting behind its maker until the next tick, for milliseconds. From
// then on the thread is free to run anywhere; where the system refuses, it stays where it is. Never fails.
void begin_elsewhere(pthread_t thread, unsigned number);

}  // namespace confstate::tools
