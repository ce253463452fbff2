// Messages of a trace as findings name them.
#pragma once

#include <memory>

#include "capture/notice.hpp"
#include "diag/packet.hpp"
#include "dialog/follower.hpp"
#include "notify/subscription.hpp"

namespace confstate::rules {

[[nodiscard]] std::shared_ptr<const diag::Packet> packet_of(const dialog::Moment& moment);
// The last message of a subscription, with its dialog.
[[nodiscard]] std::shared_ptr<const diag::Packet> packet_of(const notify::Subscription& subscription);
// With its dialog.
[[nodiscard]] std::shared_ptr<const diag::Packet> packet_of(const dialog::Followed& followed);
[[nodiscard]] std::shared_ptr<const diag::Packet> packet_of(const capture::Notice& notice);

}  // namespace confstate::rules
