// The two ends of a message in a log that does not name them, told from the message itself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "capture/record.hpp"

namespace confstate::capture {

// "192.0.2.10:5060", "[2001:db8::1]:5060", "2001:db8::1"; without address where it is none: names are not looked up.
[[nodiscard]] Endpoint read_endpoint(std::string_view text);
[[nodiscard]] Endpoint read_endpoint(std::string_view address, std::string_view port);

// "UDP", "tls", ...
[[nodiscard]] Transport read_transport(std::string_view word);

// The transport that the top Via names.
[[nodiscard]] Transport via_transport(std::string_view message);

// Who sent what the top Via says: the received and rport parameters, else the address of sent-by.
[[nodiscard]] Endpoint via_end(std::string_view message);

// The address of the first Contact, where it is one.
[[nodiscard]] Endpoint contact_end(std::string_view message);

// Fills in the ends that a log does not name. Every message tells one end by its top Via: a sent request and a received
// response name the program itself, a received request and a sent response its peer. A Contact names who sent the
// message, the Request-URI of a sent request the peer; they count until a Via says better.
class Ends {
 public:
  // Looks at a message and learns; `record` has its direction.
  void learn(const Record& record);
  // Fills in the ends of a record that it has not.
  void fill(Record& record) const;
  // Both ends are known, so that nothing needs to be held back.
  [[nodiscard]] bool is_complete() const { return self_.family != 0 && peer_.family != 0; }

 private:
  Endpoint self_;
  Endpoint peer_;
  bool self_by_via_ = false;
  bool peer_by_via_ = false;
};

}  // namespace confstate::capture
