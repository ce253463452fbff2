// dialog: who talks with whom. Messages become transactions and dialogs (RFC 3261 sections 12 and 17), also where the
// capture began in the middle or lost something. It may use base, bytes, diag, uri, sip and capture. It never looks
// into bodies, never reads input, never judges, and uses the time of the capture only.
//
// This header is what is known of a dialog.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/record.hpp"
#include "sip/names.hpp"

namespace confstate::dialog {

// When and where a message was seen: what stays of a record when its bytes are gone.
struct Moment {
  std::int64_t time = 0;    // nanoseconds since 1970
  std::uint64_t frame = 0;  // 0: never seen
  std::uint32_t line = 0;   // of a text log
  std::uint32_t input = 0;  // which trace, from 0
  capture::Endpoint source;
  capture::Endpoint destination;
  capture::Transport transport = capture::Transport::unknown;

  [[nodiscard]] explicit operator bool() const { return frame != 0; }
};

[[nodiscard]] Moment moment_of(const capture::Record& record, std::uint32_t input);

// One end of a dialog.
struct Party {
  std::string uri;      // of From or To, as it was written
  std::string name;     // display name, for people
  std::string tag;      // empty until it is known
  std::string contact;  // URI of its last Contact; empty where none was seen
  capture::Endpoint endpoint;
  bool is_focus = false;  // its Contact has isfocus (RFC 4579 section 4.1)
  // Of its last request in the dialog, ACK and CANCEL aside: CSeq, the number of its Via lines, a print of its body.
  std::optional<std::uint32_t> sequence;
  std::size_t hops = 0;
  std::uint64_t print = 0;
};

enum class State : std::uint8_t {
  trying,     // no answer that makes a dialog
  early,      // a provisional answer with a tag
  confirmed,  // 2xx, or a NOTIFY that came before it
  failed,     // a final answer other than 2xx
  ended,      // BYE, or the last subscription in it is over
};

// "trying", "early", ...
[[nodiscard]] std::string_view word(State state);

// A dialog, or an attempt that did not become one. The caller is who sent the request that began it; where the capture
// began later, who sent the first request seen.
struct Dialog {
  std::uint64_t number = 0;  // from 1, in the order of appearance
  sip::Method method = sip::Method::other;
  std::string call_id;
  std::string target;  // request URI of the first request; empty where it was not seen
  std::array<Party, 2> parties;
  State state = State::trying;
  unsigned status = 0;       // of the answer to the first request; 0: none was seen
  bool joined_late = false;  // the capture does not have its beginning
  bool was_cancelled = false;
  bool is_fork = false;  // a second dialog from one request
  Moment first;
  Moment last;
  Moment answered;             // the first 2xx
  Moment ended;                // what ended it, BYE, a final error or the last NOTIFY
  std::uint64_t messages = 0;  // without retransmissions
  std::uint64_t retransmissions = 0;
  bool has_session = false;           // an INVITE usage that is not over (RFC 5057)
  std::vector<std::string> events{};  // subscriptions in it that are not over: "conference", "conference;id=3", "refer"

  static constexpr std::size_t kCaller = 0;
  static constexpr std::size_t kCallee = 1;
  [[nodiscard]] const Party& caller() const { return parties[kCaller]; }
  [[nodiscard]] const Party& callee() const { return parties[kCallee]; }
  // The focus among the two, or null.
  [[nodiscard]] const Party* focus() const;
};

// Prints of messages. The first few take no memory of their own, and nearly never there are more.
class Prints {
 public:
  // False where it is known already. Beyond kMost nothing is remembered.
  bool add(std::uint64_t print);

 private:
  static constexpr std::size_t kMost = 64;

  std::array<std::uint64_t, 3> first_{};
  std::size_t count_ = 0;
  std::vector<std::uint64_t> more_;
};

// A request and its answers.
struct Transaction {
  sip::Method method = sip::Method::other;
  std::uint64_t dialog = 0;    // number of its dialog; 0: none
  std::size_t sender = 0;      // which party of the dialog sent the request
  bool opens = false;          // the request began the dialog
  bool is_other_hop = false;   // the same request was seen nearer to or farther from its sender
  Moment request;              // not set where only answers were seen
  unsigned status = 0;         // of the final answer; 0: none was seen
  std::uint64_t print = 0;     // of the request's body
  std::size_t hops = 0;        // Via lines of the request
  std::uint32_t requests = 0;  // how often the request was seen
  std::int64_t last = 0;       // time of the last message
  Prints answers{};            // of the answers seen
};

// What one message is in its conversation.
enum class Repeat : std::uint8_t {
  none,
  retransmission,  // the same message again
  changed,         // the same transaction, but another body
  other_hop,       // the same message on another part of its way
};

enum class Order : std::uint8_t {
  fine,
  gap,     // CSeq skips numbers: requests are missing
  reused,  // CSeq of the request before, in a new request
  back,    // CSeq lower than before
};

// Pointers and references are valid until the tracker takes the next message.
struct Seen {
  Moment moment;
  const Transaction* transaction = nullptr;
  const Dialog* dialog = nullptr;
  std::size_t sender = Dialog::kCaller;  // which party sent this message
  Repeat repeat = Repeat::none;
  Order order = Order::fine;
  std::optional<std::uint32_t> sequence_before;  // CSeq of the sender's request before this one
  bool began = false;                            // the dialog was not known before
  bool confirmed = false;                        // this made it a confirmed one
  bool over = false;                             // this ended it
};

}  // namespace confstate::dialog
