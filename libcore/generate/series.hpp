// Series of notifications: what a focus tells a subscriber while people come and go.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "generate/conference.hpp"
#include "info/writer.hpp"

namespace confstate::generate {

struct SeriesPlan {
  std::uint64_t seed = 1;
  std::string entity = "sips:board@conf.example.com";
  std::string subject = "Board meeting";
  std::uint32_t version = 1;  // of the first document
  std::uint32_t count = 10;   // notifications after it
  info::Layout layout = info::Layout::compact;
};

// One notification.
struct Notification {
  std::uint64_t at = 0;            // microseconds since 1970
  std::vector<std::string> event;  // what happened, in words: "bob@example.com joins"
  Conference document;
  Conference after;  // the whole conference once it has happened, with the version of the document
};

// "2026-05-04T09:00:05Z" for microseconds since 1970.
[[nodiscard]] std::string write_time(std::uint64_t at);

}  // namespace confstate::generate
