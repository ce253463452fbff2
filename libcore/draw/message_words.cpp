#include "draw/message_words.hpp"

#include <array>

#include <fmt/format.h>

#include "sip/body.hpp"
#include "sip/sdp.hpp"
#include "sip/values.hpp"

namespace confstate::draw {
namespace {

using sip::HeaderId;

void add(std::string& out, std::string_view words) {
  if (!words.empty()) {
    out += out.empty() ? "" : "   ";
    out += words;
  }
}

// "Expires: 3600"
void add_header(std::string& out, const sip::Message& message, HeaderId id) {
  if (message.find(id) != nullptr) {
    add(out, fmt::format("{}: {}", to_string(id), sip::unfold(message.value(id))));
  }
}

std::string words_of(const sip::SdpMedia& media) {
  if (media.port_ok && media.port == 0) {
    return std::string(media.type) + " off";
  }
  const bool is_plain = media.direction == sip::SdpDirection::sendrecv;
  std::string out(media.type);
  out += is_plain ? "" : " " + std::string(to_string(media.direction));
  return out + (media.connection.is_hold() ? " hold" : "");
}

// "SDP audio sendonly, video off"
std::string description_words(std::string_view text) {
  sip::Sdp description;
  (void)description.read(text);
  std::string out;
  for (const sip::SdpMedia& media : description.media()) {
    out += (out.empty() ? "SDP " : ", ") + words_of(media);
  }
  return out.empty() ? "SDP" : out;
}

// The first line of what a REFER has come to.
std::string fragment_words(std::string_view text) {
  return "sipfrag " + std::string(text.substr(0, text.find_first_of("\r\n")));
}

void add_bodies(std::string& out, const sip::Message& message) {
  if (message.body().empty()) {
    return;
  }
  sip::Bodies bodies;
  bodies.read(message);
  for (const sip::Body& body : bodies.all()) {
    if (body.type.is("application", "sdp")) {
      add(out, description_words(body.bytes));
    } else if (body.type.is("message", "sipfrag")) {
      add(out, fragment_words(body.bytes));
    }
  }
}

}  // namespace

std::string label_of(const sip::Message& message) {
  return message.is_request() ? std::string(message.method_text())
                              : fmt::format("{} {}", message.status(), message.reason());
}

std::string note_of(const sip::Message& message) {
  std::string out;
  const sip::Method method = message.cseq_method();
  const bool is_subscription = method == sip::Method::subscribe || method == sip::Method::notify;
  if (message.is_request() && is_subscription) {
    const sip::Event event = sip::read_event(message.value(HeaderId::event));
    const bool is_usual = method == sip::Method::notify && event.package == "conference";
    add(out, is_usual ? "" : fmt::format("Event: {}", message.value(HeaderId::event)));
  }
  if (method == sip::Method::subscribe) {
    add_header(out, message, HeaderId::expires);
  }
  constexpr std::array<HeaderId, 6> kTelling{HeaderId::refer_to, HeaderId::replaces, HeaderId::join,
                                             HeaderId::reason,   HeaderId::warning,  HeaderId::retry_after};
  for (const HeaderId id : kTelling) {
    add_header(out, message, id);
  }
  if (method == sip::Method::notify && message.is_request()) {
    const sip::SubscriptionState state = sip::read_subscription_state(message.value(HeaderId::subscription_state));
    const bool is_over = state.state == sip::SubscriptionState::State::terminated;
    add(out, is_over ? fmt::format("terminated{}{}", state.reason.empty() ? "" : ": ", state.reason) : "");
  }
  add_bodies(out, message);
  return out;
}

}  // namespace confstate::draw
