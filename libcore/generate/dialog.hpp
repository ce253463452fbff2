// The SIP dialog of one subscription (RFC 6665): how notifications travel.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/sink.hpp"
#include "capture/pcap_writer.hpp"

namespace confstate::generate {

// One SIP message.
struct SipMessage {
  std::uint64_t at = 0;  // microseconds since 1970
  bool from_subscriber = false;
  std::string text;
};

// Makes the messages of one subscription, a SUBSCRIBE with its answer first, all in one dialog over TCP. The same
// words for the same series: tags are given and branches counted, not drawn.
class Dialog {
 public:
  // `entity` is the URI of the conference; `expires` the seconds that the subscription lives.
  Dialog(std::string entity, std::uint64_t begin, std::uint64_t expires);

  // SUBSCRIBE and its 200: the first one begins the dialog, later ones refresh the subscription.
  [[nodiscard]] std::vector<SipMessage> subscribe(std::uint64_t at);
  // NOTIFY with a body, and its 200.
  [[nodiscard]] std::vector<SipMessage> notify(std::string_view body, std::uint64_t at);

 private:
  [[nodiscard]] std::string request(std::string_view method, std::string_view target, bool from_subscriber,
                                    std::string_view headers, std::string_view body) const;
  [[nodiscard]] std::string answer(std::string_view method, bool to_subscriber, std::string_view headers) const;
  [[nodiscard]] std::string common(std::string_view method, bool from_subscriber, bool begins) const;

  std::string entity_;
  std::uint64_t begin_;
  std::uint64_t expires_;
  std::uint32_t subscribed_ = 0;
  std::uint32_t notified_ = 0;
};

// Messages as SIPp writes them with -trace_msg, seen by the subscriber.
void write_trace(const SipMessage& message, const base::Sink& sink);

// The two ends of the connection.
[[nodiscard]] capture::Peer subscriber_peer();
[[nodiscard]] capture::Peer focus_peer();

}  // namespace confstate::generate
