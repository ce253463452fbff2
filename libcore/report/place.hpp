// Where a span stands for a reader.
#pragma once

#include "base/location.hpp"
#include "bytes/source.hpp"
#include "diag/outcome.hpp"

namespace confstate::report {

// Both ends of a span; `end` is exclusive.
struct Extent {
  base::Location begin;
  base::Location end;
};

// The extent of a span; one that ends before it begins is empty.
[[nodiscard]] Extent extent_of(const bytes::Source& source, base::Span span);

// Line and column for formats that know nothing else: of the document; of a message in a text log, where it begins
// there; of a message in a capture, the number of its frame and 1.
struct Spot {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
};
[[nodiscard]] Spot spot_of(const diag::Outcome& outcome, base::Span span);

// "frame 1207, 20:00:07.412Z, 192.0.2.10:5061 -> 198.51.100.7:41822 TLS", with what is known.
[[nodiscard]] std::string words_of(const diag::Packet& packet, std::string_view arrow);

}  // namespace confstate::report
