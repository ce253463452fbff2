#include "generate/dialog.hpp"

#include <utility>

#include <fmt/format.h>

#include "generate/series.hpp"

namespace confstate::generate {
namespace {

constexpr std::uint64_t kSecond = 1'000'000;
constexpr std::uint64_t kAnswer = 20'000;  // microseconds from a request to its answer
constexpr std::string_view kSubscriberUri = "sip:alice@example.com";
constexpr std::string_view kSubscriberHost = "198.51.100.7:41822";
constexpr std::string_view kFocusHost = "192.0.2.10:5060";
constexpr std::string_view kCallId = "a84b4c76e66710@198.51.100.7";
constexpr std::string_view kSubscriberTag = "sub1";
constexpr std::string_view kFocusTag = "focus1";
constexpr std::string_view kType = "application/conference-info+xml";

}  // namespace

capture::Peer subscriber_peer() {
  return {.mac = 0x020000000007, .address = 0xc6336407, .port = 41822};
}

capture::Peer focus_peer() {
  return {.mac = 0x02000000000a, .address = 0xc000020a, .port = 5060};
}

Dialog::Dialog(std::string entity, std::uint64_t begin, std::uint64_t expires)
    : entity_(std::move(entity)), begin_(begin), expires_(expires) {}

// Via to CSeq, as a request has them and its answer repeats them.
std::string Dialog::common(std::string_view method, bool from_subscriber, bool begins) const {
  const std::string subscriber = fmt::format("<{}>;tag={}", kSubscriberUri, kSubscriberTag);
  const std::string focus = begins ? fmt::format("<{}>", entity_) : fmt::format("<{}>;tag={}", entity_, kFocusTag);
  const std::uint32_t number = from_subscriber ? subscribed_ : notified_;
  return fmt::format(
      "Via: SIP/2.0/TCP {};branch=z9hG4bK-{}-{}\r\n"
      "From: {}\r\n"
      "To: {}\r\n"
      "Call-ID: {}\r\n"
      "CSeq: {} {}\r\n",
      from_subscriber ? kSubscriberHost : kFocusHost, from_subscriber ? kSubscriberTag : kFocusTag, number,
      from_subscriber ? subscriber : focus, from_subscriber ? focus : subscriber, kCallId, number, method);
}

std::string Dialog::request(std::string_view method, std::string_view target, bool from_subscriber,
                            std::string_view headers, std::string_view body) const {
  return fmt::format(
      "{} {} SIP/2.0\r\n"
      "{}Max-Forwards: 70\r\n"
      "Contact: <sip:{};transport=tcp>{}\r\n"
      "Event: conference\r\n"
      "{}Content-Length: {}\r\n\r\n{}",
      method, target, common(method, from_subscriber, from_subscriber && subscribed_ == 1),
      from_subscriber ? kSubscriberHost : kFocusHost, from_subscriber ? "" : ";isfocus", headers, body.size(), body);
}

std::string Dialog::answer(std::string_view method, bool to_subscriber, std::string_view headers) const {
  return fmt::format("SIP/2.0 200 OK\r\n{}{}Content-Length: 0\r\n\r\n", common(method, to_subscriber, false), headers);
}

std::vector<SipMessage> Dialog::subscribe(std::uint64_t at) {
  ++subscribed_;
  const std::uint64_t seconds = expires_ - (at - begin_) / kSecond;
  const std::string wishes = fmt::format("Accept: {}\r\nExpires: {}\r\n", kType, seconds);
  const std::string granted =
      fmt::format("Contact: <sip:{};transport=tcp>;isfocus\r\nExpires: {}\r\n", kFocusHost, seconds);
  return {{at, true, request("SUBSCRIBE", entity_, true, wishes, {})},
          {at + kAnswer, false, answer("SUBSCRIBE", true, granted)}};
}

std::vector<SipMessage> Dialog::notify(std::string_view body, std::uint64_t at) {
  ++notified_;
  const std::uint64_t left = expires_ - (at - begin_) / kSecond;
  const std::string headers = fmt::format("Subscription-State: active;expires={}\r\nContent-Type: {}\r\n", left, kType);
  const std::string target = fmt::format("sip:{};transport=tcp", kSubscriberHost);
  return {{at, false, request("NOTIFY", target, false, headers, body)},
          {at + kAnswer, true, answer("NOTIFY", false, {})}};
}

// Of microseconds only those below a second are not in write_time.
void write_trace(const SipMessage& message, const base::Sink& sink) {
  std::string time = write_time(message.at);
  time[10] = ' ';
  time.pop_back();
  const std::string how = message.from_subscriber ? fmt::format("sent ({} bytes):", message.text.size())
                                                  : fmt::format("received [{}] bytes :", message.text.size());
  sink(fmt::format("----------------------------------------------- {}.{:06}\nTCP message {}\n\n{}\n", time,
                   message.at % kSecond, how, message.text));
}

}  // namespace confstate::generate
