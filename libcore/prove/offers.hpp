// Every media line that policies tell apart, and what protects it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "policy/media.hpp"

namespace confstate::prove {

// Lines of one type, one for each combination that some of these media sections may tell apart: the best keyed ones
// first, plain ones last. Types that go over RTP have profiles of RTP, others those of connections.
[[nodiscard]] std::vector<policy::MediaLine> lines_of(policy::MediaType type,
                                                      std::span<const policy::Media* const> media);

// What protects a line, as negotiated; more is better in each.
struct SecurityVector {
  std::int64_t confidential = 0;
  std::int64_t rtcp_confidential = 0;
  std::int64_t auth_bits = 0;
  std::int64_t key_bits = 0;
  std::int64_t hidden_key = 0;  // 0: its key was seen in the clear; 1: on the hops; 2: by nobody
  std::int64_t bound = 0;
  std::int64_t hash_bits = 0;  // of the fingerprint; as many as there can be where none is needed

  friend bool operator==(const SecurityVector&, const SecurityVector&) = default;
};
[[nodiscard]] SecurityVector vector_of(const policy::MediaLine& line, const policy::LineDecision& decision);

// True where it is as good in every part.
[[nodiscard]] bool is_as_good(const SecurityVector& one, const SecurityVector& other);

// Taken for certain, and protected: encrypted, authenticated, with a key that did not travel in the clear.
[[nodiscard]] bool is_secured(const policy::MediaLine& line, const policy::LineDecision& decision);

// An offer that the section takes as a whole, with the best lines that it takes: a line of each type that it must have,
// or of any type where it must have none. Nothing where no offer would do.
[[nodiscard]] std::optional<std::vector<policy::MediaLine>> acceptable_offer(const policy::Media& media);

// A line in words: "audio, RTP/SAVP with a=crypto AES_CM_128_HMAC_SHA1_32".
[[nodiscard]] std::string describe(const policy::MediaLine& line);

}  // namespace confstate::prove
