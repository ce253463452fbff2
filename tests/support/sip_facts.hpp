// What a reader of SIP understands of a message, in a form that can be compared, and our own reader in that form.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sip/message.hpp"
#include "sip/sdp.hpp"
#include "sip/values.hpp"

namespace confstate::tests {

// What is compared. `verdict` is "accepts" or "refuses"; the rest counts where both accept.
enum class Fact : std::size_t {
  verdict,
  call_id,
  cseq,
  from_uri,
  from_tag,
  to_uri,
  to_tag,
  via_host,
  via_port,
  via_branch,
  contacts,
  content_type,
  body,
  media,
};

inline constexpr std::size_t kFacts = static_cast<std::size_t>(Fact::media) + 1;
inline constexpr std::array<std::string_view, kFacts> kFactNames = {
    "verdict",  "call-id",  "cseq",       "from-uri", "from-tag",     "to-uri", "to-tag",
    "via-host", "via-port", "via-branch", "contacts", "content-type", "body",   "media"};

struct Facts {
  std::array<std::string, kFacts> values;
  std::string& operator[](Fact fact) { return values[static_cast<std::size_t>(fact)]; }
  [[nodiscard]] const std::string& operator[](Fact fact) const { return values[static_cast<std::size_t>(fact)]; }
};

inline std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return out;
}

// Hosts without brackets and in small letters, users with their escapes undone: a matter of taste of each library.
inline std::string host_of(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  return small(host);
}

inline std::string user_of(std::string_view user) {
  return sip::unescape(user).value_or(std::string(user));
}

inline std::string uri_of(std::string_view scheme, std::string_view user, std::string_view host,
                          std::string_view port) {
  return small(scheme) + " " + user_of(user) + " " + host_of(host) + " " + std::string(port);
}

// Of other schemes than sip and sips only the scheme is compared.
inline std::string uri_of(std::string_view uri) {
  const sip::UriParts parts = sip::cut_uri(uri);
  const bool sip = small(parts.scheme) == "sip" || small(parts.scheme) == "sips";
  return sip ? uri_of(parts.scheme, parts.user, parts.host, parts.port) : small(parts.scheme);
}

inline std::string port_of(std::string_view digits) {
  const auto number = sip::read_number(digits);
  return number ? std::to_string(*number) : std::string(digits);
}

// A stream that is refused by port 0 has no direction (RFC 3264 section 6).
inline std::string stream_of(std::string_view type, std::string_view port, std::string_view proto,
                             std::string_view direction) {
  return small(type) + " " + port_of(port) + " " + small(proto) + " " +
         std::string(port_of(port) == "0" ? std::string_view() : direction) + "\n";
}

inline std::string media_of(const sip::Sdp& sdp) {
  std::string all;
  for (const sip::SdpMedia& media : sdp.media()) {
    all += stream_of(media.type, std::to_string(media.port), media.proto, to_string(media.direction));
  }
  return all;
}

inline bool refuses(const std::vector<sip::Fault>& faults) {
  for (const sip::Fault& fault : faults) {
    if (sip::level_of(fault.kind) != sip::Level::lint) {
      return true;
    }
  }
  return false;
}

inline std::string contacts_of(const sip::Message& message) {
  std::string all;
  sip::Values values(message, sip::HeaderId::contact);
  for (std::string_view item; values.next(item);) {
    const sip::Address address = sip::read_address(item);
    all += (address.star ? "*" : uri_of(address.uri)) + "\n";
  }
  return all;
}

// How we read a message; `faults` gets all that is wrong with it.
inline Facts our_facts(std::string_view text, std::vector<sip::Fault>& faults) {
  using sip::HeaderId;
  sip::Message message;
  message.read(text);
  sip::check(message, faults);
  Facts facts;
  facts[Fact::verdict] = refuses(faults) ? "refuses" : "accepts";
  facts[Fact::call_id] = message.value(HeaderId::call_id);
  const sip::CSeq cseq = sip::read_cseq(message.value(HeaderId::cseq));
  facts[Fact::cseq] = std::to_string(cseq.number) + " " + std::string(cseq.method_text);
  const sip::Address from = sip::read_address(message.value(HeaderId::from));
  const sip::Address to = sip::read_address(message.value(HeaderId::to));
  facts[Fact::from_uri] = uri_of(from.uri);
  facts[Fact::from_tag] = from.tag;
  facts[Fact::to_uri] = uri_of(to.uri);
  facts[Fact::to_tag] = to.tag;
  std::string_view top;
  sip::Values(message, HeaderId::via).next(top);
  const sip::Via via = sip::read_via(top);
  facts[Fact::via_host] = host_of(via.host);
  facts[Fact::via_port] = via.port == 0 ? "" : std::to_string(via.port);
  facts[Fact::via_branch] = via.branch;
  facts[Fact::contacts] = contacts_of(message);
  const sip::ContentType type = sip::read_content_type(message.value(HeaderId::content_type));
  facts[Fact::content_type] = small(type.type) + "/" + small(type.subtype);
  facts[Fact::body] = message.body();
  sip::Sdp sdp;
  if (type.is("application", "sdp")) {
    sdp.read(message.body());
    facts[Fact::media] = media_of(sdp);
  }
  return facts;
}

}  // namespace confstate::tests
