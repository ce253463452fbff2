// What a policy says about one media line: whether it is secured, and whether it may be used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.hpp"
#include "policy/truth.hpp"

namespace confstate::policy {

// What an m-line is before its attributes are looked at, and after.
enum class LineClass : std::uint8_t {
  plain,     // RTP/AVP(F), TCP/MSRP, BFCP, udptl: nothing protects it
  keyless,   // a secured profile without usable keying
  sdes,      // RTP/SAVP(F) with a=crypto
  mikey,     // key-mgmt:mikey
  dtls,      // DTLS-SRTP with a fingerprint
  osrtp,     // a plain profile with keying beside it (RFC 8643)
  zrtp,      // only a zrtp-hash
  tls,       // MSRP, BFCP, SCTP, T.38 over TLS or DTLS with a fingerprint
  capneg,    // a plain line that offers a secured configuration (RFC 5939)
  disabled,  // port 0, not bundle-only
  unknown,   // a protocol that nobody knows
};
inline constexpr std::size_t kLineClasses = 11;

// How far a key in SDP was seen by others.
enum class Exposure : std::uint8_t { none, hop, plain };

// One line of an offer or answer as far as policies ask about it.
struct MediaLine {
  std::optional<MediaType> type;  // nothing: a type that policies have no word for
  LineClass line_class = LineClass::plain;
  Keying keying = Keying::dtls_srtp;  // what keys it, of a class that has keys; of osrtp and capneg what it would use
  std::string suite;                  // of the best acceptable a=crypto; empty where SDP shows none
  std::int64_t auth_bits = 0;         // of that suite; 0: unauthenticated or not shown
  std::int64_t key_bits = 0;
  bool confidential = true;       // false with UNENCRYPTED_SRTP
  bool rtcp_confidential = true;  // false with UNENCRYPTED_SRTCP
  Exposure exposure = Exposure::none;
  std::string hash;              // of the strongest usable fingerprint, "sha-256"
  Truth bound = Truth::no;       // the fingerprint is below a signature or TLS
  Truth end_to_end = Truth::no;  // a key in SDP travelled where only its ends read it

  friend bool operator==(const MediaLine&, const MediaLine&) = default;
};

// Why a line is not secured, or is not taken; none where it is.
enum class LineReason : std::uint8_t {
  none,
  plain,
  keyless,
  keying_not_allowed,
  weak_suite,
  forbidden_parameter,
  exposed_key,
  weak_hash,
  not_bound,
  opportunistic,
  unknown_protocol,
  type_not_allowed,
  too_many_lines,
  disabled,
};

struct LineDecision {
  Truth secured = Truth::no;  // what is negotiated, not what is offered
  Truth taken = Truth::no;    // the line survives with a port
  LineReason reason = LineReason::none;
  bool keyed_answer = false;  // an OSRTP line, answered with its key
  bool configured = false;    // the secured configuration of capability negotiation is chosen
};

// The security asked of a type, and whether it is allowed at all.
[[nodiscard]] Security security_of(const Media& media, std::optional<MediaType> type);

// Judges one line. RFC 4568, 5763, 5939, 8643, and the table of this policy language. `nth` is the number of lines of
// that type before it.
[[nodiscard]] LineDecision decide_line(const Media& media, const MediaLine& line, std::int64_t nth = 0);

// What comes of all lines of an offer.
struct OfferDecision {
  std::vector<LineDecision> lines;
  Truth refused = Truth::no;  // 488: none survives, mustHave is lost, or reject=call and one is insecure
  Truth partial = Truth::no;  // some lines get port 0
};
[[nodiscard]] OfferDecision decide_offer(const Media& media, const std::vector<MediaLine>& lines);

// What protects SRTP by one suite (RFC 4568 section 6.2, RFC 6188, RFC 7714); nothing for a name that is not
// registered.
struct Suite {
  std::string_view name;
  std::int64_t key_bits = 0;
  std::int64_t auth_bits = 0;
  bool deprecated = false;  // registered, but in practice not there
};
[[nodiscard]] const Suite* find_suite(std::string_view name);

[[nodiscard]] std::string_view words(LineReason reason);

}  // namespace confstate::policy
