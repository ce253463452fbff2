// The conference-info documents in the messages of a trace.
#pragma once

#include <span>
#include <vector>

#include "dialog/follower.hpp"
#include "sip/body.hpp"

namespace confstate::notify {

// True where a body is a conference-info document, by its type or, where that is another, by its root.
[[nodiscard]] bool is_conference_info(const sip::Body& body);

// Takes the documents out of messages, one message after the other.
class Documents {
 public:
  // Those of a message that was not seen before, in their order; valid until the next call, and as long as the message.
  [[nodiscard]] std::span<const sip::Body* const> in(const dialog::Followed& followed);
  // True for one of the last ones where it stands in a signed multipart (RFC 8551 section 3.5); nobody verified that.
  [[nodiscard]] bool is_signed(const sip::Body& body) const;
  // True where the last message is about several resources (RFC 4662): each of its documents is of another conference.
  [[nodiscard]] bool is_list() const { return bodies_.find("application", "rlmi+xml") != nullptr; }

 private:
  sip::Bodies bodies_;
  std::vector<const sip::Body*> found_;
};

}  // namespace confstate::notify
