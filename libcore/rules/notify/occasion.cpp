#include "rules/notify/occasion.hpp"

namespace confstate::rules {

std::vector<std::span<const OccasionRule>> occasion_rules() {
  return {subscribe_rules(), delivery_rules(), content_rules(), course_rules()};
}

std::shared_ptr<const diag::Packet> packet_of(const dialog::Moment& moment) {
  auto packet = std::make_shared<diag::Packet>();
  packet->frame = moment.frame;
  packet->line = moment.line;
  packet->time = moment.time;
  packet->has_time = moment.time != 0;
  packet->source = moment.source.family == 0 ? std::string() : capture::write_endpoint(moment.source);
  packet->destination = moment.destination.family == 0 ? std::string() : capture::write_endpoint(moment.destination);
  packet->transport = moment.transport == capture::Transport::unknown ? "" : std::string(word(moment.transport));
  return packet;
}

}  // namespace confstate::rules
