#include "capture/messages.hpp"

#include <algorithm>
#include <utility>

#include "capture/hep.hpp"
#include "capture/key.hpp"

namespace confstate::capture {
namespace {

bool is_blank_byte(char c) {
  return c == '\r' || c == '\n';
}

std::string_view without_blank_lines(std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of("\r\n");
  return first == std::string_view::npos ? std::string_view{} : bytes.substr(first);
}

// The start line itself was cut: what is there must look like one.
bool is_cut_start(std::string_view bytes) {
  return bytes.substr(0, 8) == "SIP/2.0 " || bytes.find(" sip:") < 64 || bytes.find(" sips:") < 64;
}

}  // namespace

bool Messages::take(const Carrier& carrier, std::string_view payload) {
  if (!payload.empty() && is_blank_byte(payload.front())) {
    payload = without_blank_lines(payload);
  }
  return !payload.empty() && take_started(carrier, payload, sip::start_at(payload));
}

// `start` is what the payload begins with.
bool Messages::take_started(Carrier carrier, std::string_view payload, sip::Start start) {
  if (start == sip::Start::none || (start == sip::Start::partial && !(carrier.truncated && is_cut_start(payload)))) {
    return false;
  }
  sip::Head head;
  sip::read_head(payload, head);
  const bool measured = head.end != 0 && head.has_length;
  const std::size_t rest = payload.size() - head.end;
  const bool enough = measured && head.content_length <= rest;
  const std::size_t surplus = enough ? rest - head.content_length : 0;
  carrier.truncated = carrier.truncated && !enough;
  outlet_.message(payload.substr(0, payload.size() - surplus), carrier);
  if (head.bare_lines) {
    outlet_.notice(NoticeKind::bare_line_feeds, carrier, 0);
  }
  if (carrier.truncated && carrier.snapped) {
    outlet_.count(NoticeKind::snapped, carrier);
  }
  if (surplus > 0) {
    const std::string_view behind = without_blank_lines(payload.substr(payload.size() - surplus));
    const bool another = !behind.empty() && sip::start_at(behind) != sip::Start::none;
    if (!behind.empty()) {
      outlet_.notice(NoticeKind::surplus, carrier, surplus, another ? "another message" : "");
    }
  }
  return true;
}

void Messages::take_datagram(const Carrier& carrier, std::string_view payload, const Stamp& stamp) {
  if (is_hep(payload)) {
    take_hep(carrier, payload);
    return;
  }
  const char first = payload.empty() ? '\0' : payload.front();
  if ((first < '!' || first > '~') && !is_blank_byte(first)) {
    return;  // the first byte of RTP, STUN, DTLS and the like
  }
  const std::string_view begin = is_blank_byte(first) ? without_blank_lines(payload) : payload;
  const sip::Start start = begin.empty() ? sip::Start::none : sip::start_at(begin);
  if (start == sip::Start::none) {
    return;
  }
  if (duplicates_.is_double(carrier, payload, stamp)) {
    outlet_.count(NoticeKind::doubled, carrier);
    return;
  }
  take_started(carrier, begin, start);
}

void Messages::take_hep(const Carrier& carrier, std::string_view bytes) {
  std::optional<HepRecord> record = read_hep_record(bytes);
  if (!record || !record->is_sip) {
    return;
  }
  std::optional<std::string> unpacked;
  if (record->packed) {
    unpacked = inflate_payload(record->payload, outlet_.limits().message);
    if (!unpacked) {
      outlet_.notice(NoticeKind::message_limit, carrier, record->payload.size(), "its compression cannot be undone");
      return;
    }
    record->payload = *unpacked;
  }
  Carrier inner = carrier;
  inner.source = record->source;
  inner.destination = record->destination;
  inner.transport = record->transport;
  inner.quality = TimeQuality::exact;
  inner.begun.time = record->time;
  inner.now.time = record->time;
  inner.truncated = record->cut;
  const Stamp stamp{0, mix(record->agent, hash_endpoint(carrier.source, 1))};
  if (duplicates_.is_double(inner, record->payload, stamp)) {
    outlet_.count(NoticeKind::doubled, inner);
    return;
  }
  take(inner, record->payload);
}

}  // namespace confstate::capture
