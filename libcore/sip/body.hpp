// All bodies of a message, flat: multipart ones taken apart, compressed ones undone.
#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "sip/fault.hpp"
#include "sip/message.hpp"
#include "sip/values.hpp"

namespace confstate::sip {

struct BodyLimits {
  std::uint64_t bytes = 16ULL << 20U;  // of all compressed bodies together after decompression
  unsigned depth = 8;                  // multiparts in one another
  unsigned parts = 1'000;              // of all multiparts together
};

inline constexpr std::uint32_t kNoParent = 0xffffffffU;

struct Body {
  ContentType type;              // of a part without Content-Type: text/plain; of a message without: empty
  std::string_view disposition;  // raw value of Content-Disposition
  std::string_view id;           // Content-ID without its angle brackets
  std::string_view bytes;        // decompressed; in the message, or in the Bodies
  base::Span place;  // in the message; of a decompressed body (and what is in it), that of the compressed one
  std::uint32_t parent = kNoParent;  // index of the multipart it is a part of
  bool is_multipart = false;         // its parts follow it, not always at once
  bool is_root = false;              // the root of a multipart/related: the part that `start` names, else the first
  bool is_decoded = false;           // `bytes` were made here and are not in the message
};

// Reads all bodies of a message; forgets those before. Views are into the message or into this.
class Bodies {
 public:
  // A multipart stands before its parts. Faults are placed in the message.
  void read(const Message& message, const BodyLimits& limits = {});

  [[nodiscard]] const std::vector<Body>& all() const { return all_; }
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  // The first body of a type (case does not count), or null.
  [[nodiscard]] const Body* find(std::string_view type, std::string_view subtype) const;
  // The body with a Content-ID (without brackets; "cid:" in front is left out), or null.
  [[nodiscard]] const Body* find_id(std::string_view id) const;

 private:
  void add(const Message& headers, std::uint32_t parent);
  void split(std::uint32_t index);
  void decode(Body& body, std::string_view encoding);
  [[nodiscard]] unsigned depth_of(std::uint32_t index) const;
  void mark_root(std::uint32_t index, std::size_t first);
  void fault(FaultKind kind, base::Span span) { faults_.push_back({kind, span}); }

  const Message* message_ = nullptr;
  BodyLimits limits_;
  std::uint64_t decoded_bytes_ = 0;
  std::vector<Body> all_;
  std::list<std::string> decoded_;
  std::vector<Fault> faults_;
  Message part_;
  std::vector<std::string_view> parts_;
};

}  // namespace confstate::sip
