#include "capture/text_ends.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "uri/host.hpp"
#include "uri/uri.hpp"

namespace confstate::capture {
namespace {

// What is looked at of a message: its head is rarely longer, and a hostile one shall not cost more.
constexpr std::size_t kLookedAt = 16'384;

std::string_view without_blanks(std::string_view text) {
  return base::trim(text);
}

// The value of the first header field of a name (or its compact form), on its first line.
std::string_view field(std::string_view message, std::string_view name, char compact) {
  message = message.substr(0, kLookedAt);
  std::size_t at = message.find('\n');
  while (at != std::string_view::npos && at + 1 < message.size() && message[at + 1] != '\n' &&
         message[at + 1] != '\r') {
    const std::size_t end = std::min(message.find('\n', at + 1), message.size());
    const std::string_view line = message.substr(at + 1, end - at - 1);
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string_view written = without_blanks(line.substr(0, colon));
    const bool is_compact = written.size() == 1 && base::ascii_lower(written[0]) == compact;
    if (is_compact || base::equal_ignoring_case(written, name)) {
      return without_blanks(line.substr(std::min(colon + 1, line.size())));
    }
    at = end < message.size() ? end : std::string_view::npos;
  }
  return {};
}

// "SIP/2.0/UDP sent-by;parameters", perhaps with blanks around the slashes.
struct Via {
  std::string_view transport;
  std::string_view rest;  // sent-by and parameters
};

Via top_via(std::string_view message) {
  std::string_view value = field(message, "via", 'v');
  value = value.substr(0, value.find(','));
  const std::size_t first = value.find('/');
  const std::size_t slash = first == std::string_view::npos ? first : value.find('/', first + 1);
  if (slash == std::string_view::npos) {
    return {};
  }
  value = without_blanks(value.substr(slash + 1));
  const std::size_t blank = std::min(value.find_first_of(" \t"), value.size());
  return {value.substr(0, blank), without_blanks(value.substr(blank))};
}

// The end that a SIP URI within a text names by its address.
Endpoint uri_end(std::string_view text) {
  const std::size_t open = text.find('<');
  text = open == std::string_view::npos ? text : text.substr(open + 1, text.find('>', open) - open - 1);
  const uri::Uri parsed = uri::parse(text.substr(0, text.find_first_of(", \t")));
  if (!uri::is_sip(parsed)) {
    return {};
  }
  Endpoint end = read_endpoint(parsed.host, parsed.port);
  end.port = end.family != 0 && !parsed.has_port ? 5060 : end.port;
  return end;
}

bool is_response(std::string_view message) {
  return message.starts_with("SIP/");
}

Endpoint request_end(std::string_view message) {
  const std::string_view line = message.substr(0, std::min<std::size_t>(message.find('\n'), kLookedAt));
  const std::size_t blank = line.find(' ');
  return is_response(message) || blank == std::string_view::npos ? Endpoint() : uri_end(line.substr(blank + 1));
}

void learn_one(Endpoint& known, bool& by_via, const Endpoint& seen, bool is_via) {
  if (seen.family != 0 && (known.family == 0 || (is_via && !by_via))) {
    known = seen;
    by_via = is_via;
  }
}

}  // namespace

Endpoint read_endpoint(std::string_view address, std::string_view port) {
  Endpoint end;
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  if (const auto ipv4 = uri::read_ipv4(address)) {
    std::copy(ipv4->begin(), ipv4->end(), end.address.begin());
    end.family = 4;
  } else if (const auto ipv6 = uri::read_ipv6(address)) {
    end.address = *ipv6;
    end.family = 6;
  } else {
    return {};
  }
  unsigned number = 0;
  for (const char c : port) {
    number = c >= '0' && c <= '9' ? std::min(number * 10 + static_cast<unsigned>(c - '0'), 65'536U) : 65'536U;
  }
  end.port = number <= 65'535 ? static_cast<std::uint16_t>(number) : std::uint16_t{0};
  return end;
}

Endpoint read_endpoint(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const bool bracketed = text.starts_with('[');
  const bool has_port =
      colon != std::string_view::npos && (bracketed ? text[colon - 1] == ']' : text.find(':') == colon);
  return has_port ? read_endpoint(text.substr(0, colon), text.substr(colon + 1)) : read_endpoint(text, {});
}

Transport read_transport(std::string_view word) {
  struct Row {
    std::string_view name;
    Transport transport;
  };
  constexpr std::array<Row, 7> kTransports = {{{"udp", Transport::udp},
                                               {"tcp", Transport::tcp},
                                               {"tls", Transport::tls},
                                               {"ws", Transport::ws},
                                               {"wss", Transport::wss},
                                               {"sctp", Transport::sctp},
                                               {"tls-sctp", Transport::tls}}};
  for (const Row& row : kTransports) {
    if (base::equal_ignoring_case(word, row.name)) {
      return row.transport;
    }
  }
  return Transport::unknown;
}

Transport via_transport(std::string_view message) {
  return read_transport(top_via(message).transport);
}

Endpoint via_end(std::string_view message) {
  const std::string_view value = top_via(message).rest;
  const std::size_t semicolon = std::min(value.find(';'), value.size());
  const std::string_view parameters = value.substr(std::min(semicolon + 1, value.size()));
  Endpoint end = read_endpoint(without_blanks(value.substr(0, semicolon)));
  end.port = end.family != 0 && end.port == 0 ? 5060 : end.port;
  const auto received = uri::find_parameter(parameters, "received");
  const auto rport = uri::find_parameter(parameters, "rport");
  if (const Endpoint seen = received ? read_endpoint(received->value, {}) : Endpoint(); seen.family != 0) {
    const std::uint16_t port = end.family != 0 ? end.port : std::uint16_t{5060};
    end = seen;
    end.port = port;
  }
  if (rport && !rport->value.empty() && end.family != 0) {
    const Endpoint numbered = read_endpoint("0.0.0.0", rport->value);
    end.port = numbered.port != 0 ? numbered.port : end.port;
  }
  return end;
}

Endpoint contact_end(std::string_view message) {
  return uri_end(field(message, "contact", 'm'));
}

void Ends::learn(const Record& record) {
  if (record.direction == Direction::unknown) {
    return;
  }
  const bool out = record.direction == Direction::out;
  const bool names_self = out != is_response(record.bytes);
  learn_one(names_self ? self_ : peer_, names_self ? self_by_via_ : peer_by_via_, via_end(record.bytes), true);
  learn_one(out ? self_ : peer_, out ? self_by_via_ : peer_by_via_, contact_end(record.bytes), false);
  if (out) {
    learn_one(peer_, peer_by_via_, request_end(record.bytes), false);
  }
}

void Ends::fill(Record& record) const {
  if (record.direction == Direction::unknown) {
    return;
  }
  const bool out = record.direction == Direction::out;
  Endpoint& self = out ? record.source : record.destination;
  Endpoint& peer = out ? record.destination : record.source;
  if (self.family == 0) {
    self = self_;
  }
  if (peer.family == 0) {
    // Of several peers this message names its own, where it is a request that came or a response that went.
    const Endpoint own = out == is_response(record.bytes) ? via_end(record.bytes) : Endpoint();
    peer = own.family != 0 ? own : peer_;
  }
}

}  // namespace confstate::capture
