// Asterisk, "sip set debug on" of chan_sip (gone since version 21): heads of several forms, the message, a rule of
// dashes.
#include <algorithm>

#include "capture/text_asterisk.hpp"

namespace confstate::capture {
namespace {

bool take(std::string_view& text, std::string_view word) {
  const bool there = text.starts_with(word);
  text.remove_prefix(there ? word.size() : 0);
  return there;
}

// "UDP:198.51.100.7:5060", or without the transport.
void take_peer(std::string_view text, AsteriskHead& head) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  head.transport = read_transport(text.substr(0, colon));
  head.peer =
      read_endpoint(head.transport == Transport::unknown || colon == text.size() ? text : text.substr(colon + 1));
}

// "<--- SIP read from UDP:A:p --->"; version 1.4 had "<--- SIP read from A:p --->" and 1.2 "<-- SIP read from A:p:".
std::optional<AsteriskHead> read_head(std::string_view text) {
  if (!take(text, "<--- SIP read from ") && !take(text, "<-- SIP read from ")) {
    return std::nullopt;
  }
  AsteriskHead head;
  head.direction = Direction::in;
  text = text.substr(0, text.find(' '));
  take_peer(text.ends_with(':') ? text.substr(0, text.size() - 1) : text, head);
  return head;
}

// "<--- Transmitting (NAT) to A:p --->" for responses, "Reliably Transmitting (no NAT) to A:p:" for requests, and
// "Retransmitting #2 (NAT) to A:p:".
std::optional<AsteriskHead> sent_head(std::string_view text) {
  const bool framed = take(text, "<--- ");
  take(text, "Reliably ");
  if (!take(text, "Transmitting (") && !take(text, "Retransmitting #")) {
    return std::nullopt;
  }
  const std::size_t to = text.find(") to ");
  if (to == std::string_view::npos) {
    return std::nullopt;
  }
  text.remove_prefix(to + 5);
  AsteriskHead head;
  head.direction = Direction::out;
  text = text.substr(0, text.find(' '));
  take_peer(!framed && text.ends_with(':') ? text.substr(0, text.size() - 1) : text, head);
  return head;
}

std::optional<AsteriskHead> head_of(std::string_view text) {
  const auto head = read_head(text);
  return head ? head : sent_head(text);
}

// "<------------->" with any number of dashes, or "---".
bool is_end(std::string_view text) {
  if (text == "---") {
    return true;
  }
  return text.size() > 2 && text.front() == '<' && text.back() == '>' &&
         text.find_first_not_of('-', 1) == text.size() - 1;
}

}  // namespace

bool is_chan_sip_line(std::string_view line) {
  const auto head = head_of(split_prefix(line).text);
  return head && head->peer.family != 0;
}

void read_chan_sip(Log& log) {
  read_asterisk(log, head_of, is_end);
}

}  // namespace confstate::capture
