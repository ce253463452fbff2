#include "base/memory.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace confstate::base {

void prefer_large_pages(const void* begin, std::size_t size) {
  constexpr std::uintptr_t kLargePage = std::uintptr_t{1} << 21U;
  if (size < 4 * kLargePage) {
    return;
  }
#ifdef MADV_HUGEPAGE
  const auto address = reinterpret_cast<std::uintptr_t>(begin);
  const std::uintptr_t first = (address + kLargePage - 1) / kLargePage * kLargePage;
  const std::uintptr_t last = (address + size) / kLargePage * kLargePage;
  // Where the system refuses, pages stay small: nothing else changes.
  static_cast<void>(
      ::madvise(static_cast<char*>(const_cast<void*>(begin)) + (first - address), last - first, MADV_HUGEPAGE));
#endif
}

}  // namespace confstate::base
