// Event and Subscription-State: which subscription a message belongs to, and how that goes on (RFC 6665 section 8.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sip/params.hpp"

namespace confstate::sip {

struct Event : Value {
  std::string_view package;  // with its templates: "conference", "presence.winfo"
  std::string_view id;
  Params params;
};
[[nodiscard]] Event read_event(std::string_view text);

struct SubscriptionState : Value {
  enum class State : std::uint8_t { other, active, pending, terminated };

  State state = State::other;
  std::string_view text;
  std::string_view reason;
  std::optional<std::uint32_t> expires;      // seconds
  std::optional<std::uint32_t> retry_after;  // seconds
  Params params;
};
[[nodiscard]] SubscriptionState read_subscription_state(std::string_view text);

}  // namespace confstate::sip
