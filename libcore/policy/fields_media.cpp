#include "policy/field_tables.hpp"
#include "policy/slots.hpp"

namespace confstate::policy::tables {
namespace {

using slots::row;
using slots::rows;
using slots::section;

constexpr auto kSrtpRows = rows<Srtp>(
    row<&Srtp::suites>(
        {.name = "suites",
         .standard =
             R"(["AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_256_CM_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_80"])",
         .meaning = "SRTP suites that SDES may agree on, the preferred one first.",
         .says = "SDES may agree on these SRTP suites, the first one preferred: {}|SDES may agree on no suite"}),
    row<&Srtp::min_auth_tag_bits>({.name = "minAuthTagBits",
                                   .standard = "80",
                                   .meaning = "The shortest authentication tag that SDES may agree on.",
                                   .says = "an SRTP packet carries an authentication tag of at least {}",
                                   .unit = "bits"}),
    row<&Srtp::min_key_bits>({.name = "minKeyBits",
                              .standard = "128",
                              .meaning = "The shortest key that SDES may agree on.",
                              .says = "an SRTP key has at least {}",
                              .unit = "bits"}),
    row<&Srtp::forbid_params>(
        {.name = "forbidParams",
         .standard = R"(["UNENCRYPTED_SRTP", "UNENCRYPTED_SRTCP", "UNAUTHENTICATED_SRTP"])",
         .meaning = "Session parameters of SDES that make a line unusable (RFC 4568 section 6.3).",
         .noun = "a session parameter of SDES",
         .says = "SDES may not be weakened by {}|SDES may be weakened by any session parameter"}));
constexpr Table kSrtp = {"srtp", kSrtpRows, true};

constexpr auto kSdesRows = rows<Media>(row<&Media::sdes_signalling>(
    {.name = "signalling",
     .standard = R"("tls-hop")",
     .meaning = "How SDP that carries an SDES key must travel (RFC 4568 section 8.3).",
     .noun = "a demand on how SDES keys travel",
     .says =
         "a key in SDP may travel in clear text|a key in SDP must come over TLS on the hop to the focus|a key in SDP "
         "must travel over TLS on every hop|a key in SDP must be readable at its two ends only"}));
constexpr Table kSdes = {"sdes", kSdesRows, true};

constexpr auto kDtlsRows = rows<Dtls>(
    row<&Dtls::hashes>({.name = "hashes",
                        .standard = R"(["sha-256", "sha-384", "sha-512"])",
                        .meaning = "Hash functions of certificate fingerprints that count (RFC 8122).",
                        .says = "a certificate fingerprint counts if it is made with one of: {}|no certificate "
                                "fingerprint counts"}),
    row<&Dtls::identity_bound>(
        {.name = "identityBound",
         .standard = "false",
         .meaning = "A fingerprint must be below an Identity signature, or come over TLS.",
         .says = "a fingerprint counts without a signature over it|a fingerprint counts only below an Identity "
                 "signature or over TLS"}));
constexpr Table kDtls = {"dtls", kDtlsRows, true};

constexpr auto kTypeRows = rows<MediaTypePolicy>(
    row<&MediaTypePolicy::allow>({.name = "allow",
                                  .standard = "true",
                                  .meaning = "Lines of this type may be used at all.",
                                  .says = "lines of this type are refused|lines of this type may be used"}),
    row<&MediaTypePolicy::security>(
        {.name = "security",
         .meaning = "The security asked of this type; without it that of media.default.",
         .noun = "a demand on the security of media",
         .says = "lines of this type must be secured|lines of this type should be secured|lines of this type need no "
                 "security|lines of this type are secured as all media are"}),
    row<&MediaTypePolicy::suites>(
        {.name = "suites",
         .standard = "[]",
         .meaning = "SRTP suites of this type; without any those of media.srtp.suites.",
         .says = "this type may use the suites {}|this type may use the suites of all media"}),
    row<&MediaTypePolicy::keying>({.name = "keying",
                                   .standard = "[]",
                                   .meaning = "Keying of this type; without any that of media.keying.",
                                   .noun = "a way of keying",
                                   .says = "this type may be keyed by {}|this type is keyed as all media"}),
    row<&MediaTypePolicy::max_lines>(
        {.name = "maxLines",
         .meaning = "As many lines of this type may be used in one session.",
         .says = "at most {} of this type in a session|any number of lines of this type in a session",
         .unit = "lines",
         .least = 1}));
constexpr Table kType = {"a media type", kTypeRows, true};

constexpr auto kMediaRows = rows<Media>(
    row<&Media::standard>({.name = "default",
                           .standard = R"("secured-only")",
                           .meaning = "The security asked of every media line.",
                           .noun = "a demand on the security of media",
                           .says = "media without protection are refused|media should be secured, but plain ones are "
                                   "taken|media are taken with or without protection"}),
    row<&Media::reject>({.name = "reject",
                         .standard = R"("stream")",
                         .meaning = "What is refused for one line that may not be used.",
                         .noun = "a way to refuse media",
                         .says = "only the line that may not be used is refused|one line that may not be used refuses "
                                 "the whole call"}),
    row<&Media::must_have>({.name = "mustHave",
                            .standard = R"(["audio"])",
                            .meaning = "Types of which a line must survive, else the call is refused.",
                            .noun = "a media type",
                            .says =
                                "a call needs a usable line of each of these types: {}|a call needs one usable line "
                                "of any type"}),
    row<&Media::types>({.name = "types",
                        .standard = "{}",
                        .meaning = "What holds for one type of media where it differs from the rest.",
                        .keys = kMediaTypes,
                        .members = &kType}),
    row<&Media::keying>({.name = "keying",
                         .standard = R"(["dtls-srtp", "mikey-ticket", "tls"])",
                         .meaning = "The ways in which media may get their keys.",
                         .noun = "a way of keying",
                         .says = "media get their keys by {}|no way of keying is allowed"}),
    row<&Media::srtp>({.name = "srtp", .meaning = "The strength of SRTP as SDES agrees on it.", .members = &kSrtp}),
    section<Media>({.name = "sdes", .meaning = "Keys that travel in SDP.", .members = &kSdes}),
    row<&Media::dtls>({.name = "dtls", .meaning = "Keys that DTLS agrees on.", .members = &kDtls}),
    row<&Media::osrtp>({.name = "osrtp",
                        .standard = R"("reject")",
                        .meaning = "What becomes of an offer of opportunistic SRTP (RFC 8643).",
                        .noun = "an answer to opportunistic SRTP",
                        .says = "opportunistic SRTP is refused|opportunistic SRTP is answered with its keys|"
                                "opportunistic SRTP may fall back to plain media"}),
    row<&Media::capneg>({.name = "capneg",
                         .standard = R"("use-secured-config")",
                         .meaning = "What becomes of a plain line that offers a secured configuration (RFC 5939).",
                         .noun = "an answer to capability negotiation",
                         .says =
                             "an offer to negotiate protection is not looked at|an offer to negotiate protection is "
                             "taken"}),
    row<&Media::downgrade>({.name = "downgrade",
                            .standard = R"("488-keep-session")",
                            .meaning = "What a participant gets who asks for less security in a running session.",
                            .noun = "an answer to a downgrade",
                            .says = "a change to less security is refused and the session goes on as it was|a stream "
                                    "that loses its security is removed|a change to less security ends the call"}),
    row<&Media::gate_until_admitted>({.name = "gateUntilAdmitted",
                                      .standard = "true",
                                      .meaning = "No conference media go to a leg before it is decided about.",
                                      .says = "a caller may hear the conference before he is decided about|nobody "
                                              "hears the conference before he is let in"}));

}  // namespace

constinit const Table kMedia = {"media", kMediaRows, true};

}  // namespace confstate::policy::tables
