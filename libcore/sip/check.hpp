// The deep look at many messages, one after the other.
#pragma once

#include <vector>

#include "sip/message.hpp"
#include "sip/sdp.hpp"

namespace confstate::sip {

// Says what check() of message.hpp says, and keeps its memory from one message to the next.
class Checker {
 public:
  // Appends what is wrong with the message to `out`.
  void check(const Message& message, std::vector<Fault>& out);

 private:
  Sdp sdp_;
};

}  // namespace confstate::sip
