// HEP3, in which agents of Homer send what they saw (version 3 of the Homer Encapsulation Protocol).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "capture/record.hpp"

namespace confstate::capture {

inline constexpr std::string_view kHepMagic = "HEP3";
inline constexpr std::size_t kHepHeader = 6;  // magic and total length

struct HepRecord {
  Endpoint source;
  Endpoint destination;
  Transport transport = Transport::unknown;
  std::int64_t time = 0;  // by the clock of the agent
  std::uint32_t agent = 0;
  bool is_sip = false;
  bool packed = false;  // `payload` is deflated
  bool cut = false;     // the record ends within it
  std::string_view payload;
};

// True where a HEP3 record begins; its length, header included, where the first kHepHeader bytes are there (else 0).
[[nodiscard]] bool is_hep(std::string_view bytes);
[[nodiscard]] std::size_t hep_length(std::string_view bytes);

// Reads one record with its chunks in any order; what is no chunk ends it. Nothing where it is no record.
[[nodiscard]] std::optional<HepRecord> read_hep_record(std::string_view bytes);

// Undoes zlib, gzip or bare deflate; nothing where it is damaged or longer than `most`.
[[nodiscard]] std::optional<std::string> inflate_payload(std::string_view packed, std::uint64_t most);

}  // namespace confstate::capture
