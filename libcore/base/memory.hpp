// How much memory is taken at a time.
#pragma once

#include <cstddef>

namespace confstate::base {

// Asks the system for large pages under memory that is about to be filled from its begin: what a big document needs is
// then had in few steps. Does nothing for small sizes and where the system has no such pages; never fails, never
// touches the memory.
void prefer_large_pages(const void* begin, std::size_t size);

}  // namespace confstate::base
