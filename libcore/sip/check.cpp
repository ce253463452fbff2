#include <algorithm>
#include <array>
#include <tuple>

#include "sip/characters.hpp"
#include "sip/check.hpp"
#include "sip/check_parts.hpp"
#include "sip/values.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

constexpr std::array kRequired = {HeaderId::via, HeaderId::from, HeaderId::to, HeaderId::call_id, HeaderId::cseq};

// Headers that stand in a message once. Content-Length is looked at while reading.
constexpr std::array kSingle = {
    HeaderId::call_id,
    HeaderId::content_disposition,
    HeaderId::content_id,
    HeaderId::content_type,
    HeaderId::cseq,
    HeaderId::date,
    HeaderId::event,
    HeaderId::expires,
    HeaderId::from,
    HeaderId::join,
    HeaderId::max_forwards,
    HeaderId::mime_version,
    HeaderId::min_expires,
    HeaderId::min_se,
    HeaderId::organization,
    HeaderId::priority,
    HeaderId::rack,
    HeaderId::refer_sub,
    HeaderId::refer_to,
    HeaderId::referred_by,
    HeaderId::replaces,
    HeaderId::reply_to,
    HeaderId::retry_after,
    HeaderId::rseq,
    HeaderId::server,
    HeaderId::session_expires,
    HeaderId::session_id,
    HeaderId::sip_etag,
    HeaderId::sip_if_match,
    HeaderId::subject,
    HeaderId::subscription_state,
    HeaderId::timestamp,
    HeaderId::target_dialog,
    HeaderId::to,
    HeaderId::user_agent,
};

void check_required(FaultSink& sink) {
  const Message& message = sink.message();
  const bool missing = std::ranges::any_of(kRequired, [&](HeaderId id) { return message.find(id) == nullptr; });
  const bool untyped = !message.body().empty() && message.find(HeaderId::content_type) == nullptr;
  if (missing || untyped) {
    sink.add(FaultKind::missing_header, message.start_line());
  }
  if (message.is_request() && message.find(HeaderId::max_forwards) == nullptr) {
    sink.add(FaultKind::no_max_forwards, message.start_line());
  }
}

constexpr std::array<bool, kHeaderIds> make_single() {
  std::array<bool, kHeaderIds> single = {};
  for (const HeaderId id : kSingle) {
    single[static_cast<std::size_t>(id)] = true;
  }
  return single;
}

constexpr std::array<bool, kHeaderIds> kIsSingle = make_single();

void check_single(FaultSink& sink) {
  const Message& message = sink.message();
  for (const Header& header : message.headers()) {
    const Header* again = message.next(header);
    if (again != nullptr && kIsSingle[static_cast<std::size_t>(header.id)]) {
      sink.add(FaultKind::duplicate_header, again->value);
    }
  }
}

void check_request_uri(FaultSink& sink) {
  const Message& message = sink.message();
  const bool known =
      std::ranges::any_of(message.faults(), [](const Fault& fault) { return fault.kind == FaultKind::bad_uri; });
  if (!known) {
    check_uri(message.uri(), sink);
  }
  const std::string_view headers = cut_uri(message.uri()).headers;
  if (headers.data() != nullptr) {
    sink.add(FaultKind::request_params, message.uri());
  }
}

void check_start(FaultSink& sink) {
  const Message& message = sink.message();
  if (!message.is_request()) {
    return;
  }
  if (!is_clean_uri(message.uri())) {
    check_request_uri(sink);
  }
}

bool less(const Fault& a, const Fault& b) {
  return std::tie(a.span.begin, a.kind, a.span.end) < std::tie(b.span.begin, b.kind, b.span.end);
}

bool is_hex(char c) {
  const char small = lower(c);
  return is(c, kDigit) || (small >= 'a' && small <= 'f');
}

void check_sip_uri(std::string_view uri, FaultSink& sink) {
  const UriParts parts = cut_uri(uri);
  const std::string_view host = parts.host;
  const bool good_host = host.starts_with('[') ? is_bracketed_literal(host) : !host.empty() && all_of(host, kHostChar);
  const bool named = parts.user.data() == nullptr || (!parts.user.empty() && parts.user.front() != ':');
  const bool good = good_host && named && parts.user.find_first_of("[]#") == kNone;
  const bool port = parts.port.data() == nullptr || parts.port.empty() || read_number(parts.port, 65535).has_value();
  if (!good || !port) {
    sink.add(FaultKind::bad_uri, uri);
  }
}

}  // namespace

void check_uri(std::string_view uri, FaultSink& sink) {
  if (!is_clean_uri(uri)) {
    judge_uri(uri, sink);
  }
}

void judge_uri(std::string_view uri, FaultSink& sink) {
  for (std::size_t at = uri.find('%'); at != kNone; at = uri.find('%', at + 1)) {
    if (at + 2 >= uri.size() || !is_hex(uri[at + 1]) || !is_hex(uri[at + 2])) {
      sink.add(FaultKind::bad_escape, uri.substr(at, 3));
    }
  }
  const std::size_t good = run_of(uri, 0, kUriChar);
  if (good != uri.size()) {
    sink.add(FaultKind::bad_uri, uri.substr(good, 1));
    return;
  }
  const std::string_view scheme = cut_uri(uri).scheme;
  if (equal_letters(scheme, "sip") || equal_letters(scheme, "sips")) {
    check_sip_uri(uri, sink);
  }
}

void check_frame(FaultSink& sink) {
  if (sink.message().kind() != Message::Kind::none) {
    check_start(sink);
  }
  check_single(sink);
}

namespace {

void check_with(const Message& message, std::vector<Fault>& out, Sdp& sdp) {
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  out.insert(out.end(), message.faults().begin(), message.faults().end());
  FaultSink sink(message, out, sdp);
  if (message.kind() != Message::Kind::none || message.framing() == Framing::fragment) {
    check_frame(sink);
    check_values(sink);
    check_bodies(sink);
  }
  if (message.kind() != Message::Kind::none && message.framing() != Framing::fragment) {
    check_required(sink);
  }
  std::sort(out.begin() + before, out.end(), less);
  out.erase(std::unique(out.begin() + before, out.end()), out.end());
}

}  // namespace

void check(const Message& message, std::vector<Fault>& out) {
  Sdp sdp;
  check_with(message, out, sdp);
}

void Checker::check(const Message& message, std::vector<Fault>& out) {
  check_with(message, out, sdp_);
}

}  // namespace confstate::sip
