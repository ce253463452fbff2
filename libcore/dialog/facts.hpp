// What the tracker reads of each message before anything else. For dialog/ only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sip/message.hpp"

namespace confstate::dialog {

struct Facts {
  std::string_view call_id;
  std::uint64_t call = 0;  // call_key(): also the beginning of the key of the transaction
  std::string_view from_tag;
  std::string_view to_tag;
  std::string_view from;     // URI
  std::string_view branch;   // of the top Via
  std::string_view sent_by;  // host of the top Via: branches are unique for one sender only
  std::uint16_t sent_port = 0;
  sip::Method method = sip::Method::other;  // of CSeq
  std::string_view method_text;
  std::uint32_t sequence = 0;
  bool has_sequence = false;
  std::uint64_t print = 0;  // of the body
  std::size_t hops = 0;     // lines of Via
};

// A captured file cannot know `seed`, so it cannot fill one row of a table.
[[nodiscard]] Facts facts_of(const sip::Message& message, std::uint64_t seed);

// The key of a call; never 0. `seed` is that of facts_of().
[[nodiscard]] std::uint64_t call_key(std::string_view call_id, std::uint64_t seed);

// The key of a message's transaction (RFC 3261 section 17.1.3); without a branch of that RFC, of what RFC 2543 peers
// match by; never 0. ACK for a 2xx and CANCEL are transactions of their own.
[[nodiscard]] std::uint64_t transaction_key(const Facts& facts);

}  // namespace confstate::dialog
