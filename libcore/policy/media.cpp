#include "policy/media.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"

namespace confstate::policy {
namespace {

// The IANA registry of SDP security descriptions' crypto suites.
constexpr auto kSuites = std::to_array<Suite>({
    {"AES_CM_128_HMAC_SHA1_80", 128, 80},
    {"AES_CM_128_HMAC_SHA1_32", 128, 32},
    {"F8_128_HMAC_SHA1_80", 128, 80, true},
    {"AES_192_CM_HMAC_SHA1_80", 192, 80},
    {"AES_192_CM_HMAC_SHA1_32", 192, 32},
    {"AES_256_CM_HMAC_SHA1_80", 256, 80},
    {"AES_256_CM_HMAC_SHA1_32", 256, 32},
    {"SEED_CTR_128_HMAC_SHA1_80", 128, 80},
    {"SEED_128_CCM_80", 128, 80},
    {"SEED_128_GCM_96", 128, 96},
    {"AEAD_AES_128_GCM", 128, 128},
    {"AEAD_AES_256_GCM", 256, 128},
});

// What holds for one type of media: its own words where it has some, else the conference's.
struct Terms {
  Security security = Security::secured_only;
  bool allow = true;
  const WordList<Keying>* keying = nullptr;
  std::span<const std::string> suites;
  std::optional<std::int64_t> max_lines;
};

Terms terms_of(const Media& media, std::optional<MediaType> type) {
  Terms terms{media.standard, true, &media.keying, media.srtp.suites, std::nullopt};
  for (const MediaTypePolicy& own : media.types) {
    if (own.type != type) {
      continue;
    }
    terms.security = own.security.value_or(media.standard);
    terms.allow = own.allow;
    terms.keying = own.keying.empty() ? terms.keying : &own.keying;
    terms.suites = own.suites.empty() ? terms.suites : std::span<const std::string>(own.suites);
    terms.max_lines = own.max_lines;
  }
  return terms;
}

// Whether the policy takes keying as good enough, and whether it really is.
struct Quality {
  Truth acceptable = Truth::no;
  Truth secured = Truth::no;
  LineReason reason = LineReason::none;
};

Quality flawed(Truth secured, LineReason reason) {
  return {Truth::no, secured, reason};
}

bool names_suite(std::span<const std::string> suites, std::string_view wanted) {
  return std::ranges::find(suites, wanted) != suites.end();
}

// Keys in SDP must travel as the policy demands (RFC 4568 section 8.3).
Truth travels_well(SdesSignalling demanded, const MediaLine& line) {
  switch (demanded) {
    case SdesSignalling::any:
      return Truth::yes;
    case SdesSignalling::tls_hop:
      return truth(line.exposure != Exposure::plain);
    case SdesSignalling::sips:
      return truth(line.exposure == Exposure::none);
    case SdesSignalling::e2e:
      break;
  }
  return line.exposure == Exposure::plain ? Truth::no : line.end_to_end;
}

// RFC 4568 section 6.3: parameters may take away what a suite gives.
Quality sdes_quality(const Media& media, const Terms& terms, const MediaLine& line) {
  const auto forbids = [&](CryptoParam param) { return media.srtp.forbid_params.has(param); };
  const Truth secured = truth(line.confidential && line.auth_bits > 0 && line.exposure != Exposure::plain);
  if ((!line.confidential && forbids(CryptoParam::unencrypted_srtp)) ||
      (!line.rtcp_confidential && forbids(CryptoParam::unencrypted_srtcp)) ||
      (line.auth_bits == 0 && forbids(CryptoParam::unauthenticated_srtp))) {
    return flawed(Truth::no, LineReason::forbidden_parameter);
  }
  const bool weak_tag = line.auth_bits != 0 && line.auth_bits < media.srtp.min_auth_tag_bits;
  if (!names_suite(terms.suites, line.suite) || weak_tag || line.key_bits < media.srtp.min_key_bits) {
    return flawed(secured, LineReason::weak_suite);
  }
  const Truth travels = travels_well(media.sdes_signalling, line);
  return {travels, secured, travels == Truth::yes ? LineReason::none : LineReason::exposed_key};
}

// RFC 8122 section 5: md5 and md2 must not be used.
Quality fingerprint_quality(const Media& media, const MediaLine& line) {
  const Truth secured = truth(!line.hash.empty() && line.hash != "md5" && line.hash != "md2");
  if (std::ranges::find(media.dtls.hashes, line.hash) == media.dtls.hashes.end()) {
    return flawed(secured, LineReason::weak_hash);
  }
  if (media.dtls.identity_bound && line.bound != Truth::yes) {
    return {line.bound, secured, LineReason::not_bound};
  }
  return {secured, secured, secured == Truth::yes ? LineReason::none : LineReason::weak_hash};
}

Quality keyed_quality(const Media& media, const Terms& terms, const MediaLine& line) {
  Quality quality{Truth::yes, Truth::yes, LineReason::none};
  if (line.keying == Keying::sdes) {
    quality = sdes_quality(media, terms, line);
  } else if (line.keying == Keying::dtls_srtp || line.keying == Keying::tls) {
    quality = fingerprint_quality(media, line);
  } else if (line.keying == Keying::zrtp) {
    quality = {Truth::unknown, Truth::unknown, LineReason::opportunistic};
  }
  return terms.keying->has(line.keying) ? quality : flawed(quality.secured, LineReason::keying_not_allowed);
}

// RFC 8643: an opportunistic line is plain unless its answer is keyed.
Quality osrtp_quality(const Media& media, const Terms& terms, const MediaLine& line, LineDecision& decision) {
  const Quality keyed = keyed_quality(media, terms, line);
  if (media.osrtp == Osrtp::allow_fallback) {
    return {Truth::yes, Truth::no, LineReason::plain};
  }
  if (media.osrtp == Osrtp::answer_keyed) {
    decision.keyed_answer = keyed.acceptable == Truth::yes;
    return keyed;
  }
  return flawed(Truth::no, LineReason::plain);
}

// RFC 5939: a plain line with a secured potential configuration.
Quality capneg_quality(const Media& media, const Terms& terms, const MediaLine& line, LineDecision& decision) {
  if (media.capneg == Capneg::ignore) {
    return flawed(Truth::no, LineReason::plain);
  }
  const Quality keyed = keyed_quality(media, terms, line);
  decision.configured = keyed.acceptable == Truth::yes;
  return keyed;
}

Quality quality_of(const Media& media, const Terms& terms, const MediaLine& line, LineDecision& decision) {
  switch (line.line_class) {
    case LineClass::plain:
      return flawed(Truth::no, LineReason::plain);
    case LineClass::keyless:
      return flawed(Truth::no, LineReason::keyless);
    case LineClass::osrtp:
      return osrtp_quality(media, terms, line, decision);
    case LineClass::capneg:
      return capneg_quality(media, terms, line, decision);
    case LineClass::unknown:
      return flawed(Truth::unknown, LineReason::unknown_protocol);
    case LineClass::disabled:
      return flawed(Truth::no, LineReason::disabled);
    case LineClass::sdes:
    case LineClass::mikey:
    case LineClass::dtls:
    case LineClass::zrtp:
    case LineClass::tls:
      break;
  }
  return keyed_quality(media, terms, line);
}

bool is_active(const MediaLine& line) {
  return line.line_class != LineClass::disabled;
}

// Whether a line of that type survives; of any type where none is named.
Truth survives(const std::vector<MediaLine>& lines, const OfferDecision& offer, std::optional<MediaType> type) {
  Truth found = Truth::no;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!type || lines[i].type == type) {
      found = either(found, offer.lines[i].taken);
    }
  }
  return found;
}

}  // namespace

Security security_of(const Media& media, std::optional<MediaType> type) {
  return terms_of(media, type).security;
}

LineDecision decide_line(const Media& media, const MediaLine& line, std::int64_t nth) {
  const Terms terms = terms_of(media, line.type);
  LineDecision decision;
  const Quality quality = quality_of(media, terms, line, decision);
  decision.secured = quality.secured;
  decision.reason = quality.reason;
  const bool too_many = terms.max_lines && nth >= *terms.max_lines;
  if (line.line_class == LineClass::disabled) {
    return decision;
  }
  if (!terms.allow || too_many) {
    decision.reason = terms.allow ? LineReason::too_many_lines : LineReason::type_not_allowed;
    return decision;
  }
  decision.taken = terms.security == Security::secured_only ? quality.acceptable : Truth::yes;
  return decision;
}

OfferDecision decide_offer(const Media& media, const std::vector<MediaLine>& lines) {
  OfferDecision offer;
  std::array<std::int64_t, kMediaTypes.size() + 1> counts{};
  Truth all_taken = Truth::yes;
  for (const MediaLine& line : lines) {
    std::int64_t& count = counts[line.type ? static_cast<std::size_t>(*line.type) : kMediaTypes.size()];
    offer.lines.push_back(decide_line(media, line, count));
    if (is_active(line)) {
      ++count;
      all_taken = both(all_taken, offer.lines.back().taken);
    }
  }
  offer.partial = negate(all_taken);
  Truth usable = survives(lines, offer, std::nullopt);
  for (std::size_t i = 0; i < media.must_have.size(); ++i) {
    usable = both(usable, survives(lines, offer, media.must_have[i]));
  }
  if (media.reject == RejectMedia::call) {
    usable = both(usable, all_taken);
  }
  offer.refused = negate(usable);
  return offer;
}

const Suite* find_suite(std::string_view name) {
  const auto* const found = std::ranges::find(kSuites, name, &Suite::name);
  return found == kSuites.end() ? nullptr : found;
}

std::string_view words(LineReason reason) {
  switch (reason) {
    case LineReason::none:
      return "secured as the policy asks";
    case LineReason::plain:
      return "nothing protects it";
    case LineReason::keyless:
      return "a secured profile without a usable key";
    case LineReason::keying_not_allowed:
      return "keyed in a way that media.keying does not list";
    case LineReason::weak_suite:
      return "its suite is not listed or below the minimum";
    case LineReason::forbidden_parameter:
      return "a forbidden session parameter takes its protection away";
    case LineReason::exposed_key:
      return "its key travels where others can read it";
    case LineReason::weak_hash:
      return "the hash of its fingerprint is not listed";
    case LineReason::not_bound:
      return "nothing binds its fingerprint to an identity";
    case LineReason::opportunistic:
      return "only people who compare words know whether it is secured";
    case LineReason::unknown_protocol:
      return "its protocol is not known";
    case LineReason::type_not_allowed:
      return "media of its type is not allowed";
    case LineReason::too_many_lines:
      return "more lines of its type than allowed";
    case LineReason::disabled:
      return "switched off by its sender";
  }
  return {};
}

}  // namespace confstate::policy
