#include "report/place.hpp"

namespace confstate::report {

Extent extent_of(const bytes::Source& source, base::Span span) {
  const base::Location begin = source.location(span.begin);
  return {begin, span.end > span.begin ? source.location(span.end) : begin};
}

}  // namespace confstate::report
