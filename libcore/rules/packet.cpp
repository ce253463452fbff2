#include "rules/packet.hpp"

namespace confstate::rules {
namespace {

// A moment and a notice name their places alike.
template <class Place>
diag::Packet place_of(const Place& place) {
  diag::Packet packet;
  packet.frame = place.frame;
  packet.line = place.line;
  packet.time = place.time;
  packet.has_time = place.time != 0;
  packet.source = place.source.family == 0 ? std::string() : capture::write_endpoint(place.source);
  packet.destination = place.destination.family == 0 ? std::string() : capture::write_endpoint(place.destination);
  packet.transport = place.transport == capture::Transport::unknown ? "" : std::string(word(place.transport));
  return packet;
}

}  // namespace

std::shared_ptr<const diag::Packet> packet_of(const dialog::Moment& moment) {
  return std::make_shared<diag::Packet>(place_of(moment));
}

std::shared_ptr<const diag::Packet> packet_of(const notify::Subscription& subscription) {
  diag::Packet packet = place_of(subscription.last);
  packet.call_id = subscription.call_id;
  return std::make_shared<diag::Packet>(std::move(packet));
}

std::shared_ptr<const diag::Packet> packet_of(const dialog::Followed& followed) {
  diag::Packet packet = place_of(followed.seen.moment);
  packet.has_time = followed.record.quality != capture::TimeQuality::none;
  packet.call_id = followed.message.value(sip::HeaderId::call_id);
  packet.from_tag = followed.message.keys().from.tag;
  packet.to_tag = followed.message.keys().to.tag;
  return std::make_shared<diag::Packet>(std::move(packet));
}

std::shared_ptr<const diag::Packet> packet_of(const capture::Notice& notice) {
  return std::make_shared<diag::Packet>(place_of(notice));
}

}  // namespace confstate::rules
