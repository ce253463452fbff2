// Where a span stands for a reader.
#pragma once

#include "base/location.hpp"
#include "bytes/source.hpp"

namespace confstate::report {

// Both ends of a span; `end` is exclusive.
struct Extent {
  base::Location begin;
  base::Location end;
};

// The extent of a span; one that ends before it begins is empty.
[[nodiscard]] Extent extent_of(const bytes::Source& source, base::Span span);

}  // namespace confstate::report
