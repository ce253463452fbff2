// notify: subscriptions to conference state: what the notifier sent, and what its subscriber held, step by step. It may
// use base, bytes, diag, uri, xml, info, sip, capture, change and dialog. It never judges: it keeps what rules and
// pictures ask for, and memory grows with the subscriptions that are open at once.
//
// This header is what is known of a subscription.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "change/subscriber.hpp"
#include "dialog/dialog.hpp"
#include "sip/body.hpp"
#include "sip/message.hpp"
#include "sip/values.hpp"

namespace confstate::notify {

using dialog::Moment;

// A larger request has to go over a transport with congestion control (RFC 3261 section 18.1.1).
inline constexpr std::uint64_t kUnfragmented = 1300;  // bytes

// What was counted and noted; rules see it as it was before an occasion and as it is after it.
struct Log {
  Moment subscribe;         // the last SUBSCRIBE
  Moment subscribe_answer;  // its final answer
  unsigned subscribe_status = 0;
  std::optional<std::uint32_t> wanted;   // Expires of the last SUBSCRIBE, in seconds
  std::optional<std::uint32_t> granted;  // Expires of its answer
  bool awaits_state = false;             // no NOTIFY and no document came since the last SUBSCRIBE
  bool unsubscribed = false;             // the last SUBSCRIBE had Expires: 0
  bool has_identity = false;             // the last SUBSCRIBE had credentials, or somebody vouched for its sender

  Moment first_notify;
  Moment notify;                 // the last one
  std::uint32_t sequence = 0;    // its CSeq
  unsigned notify_status = 200;  // of its answer; 0: none yet
  sip::SubscriptionState::State state = sip::SubscriptionState::State::other;
  Moment terminated;       // the NOTIFY that ended the subscription
  std::string reason;      // what that says
  Moment conference_over;  // the NOTIFY with a root that is deleted

  std::uint64_t notifies = 0;
  std::uint64_t benotifies = 0;  // those that nobody answers (Lync)
  std::uint64_t answers = 0;     // final answers to NOTIFYs
  std::uint64_t accepted = 0;    // of them 2xx
  std::uint64_t fulls = 0;       // documents with state full
  std::uint64_t partials = 0;    // with state partial
  std::uint64_t unread = 0;      // documents that could not be read
  std::uint64_t hasty = 0;       // NOTIFYs within five seconds of the one before (RFC 4575 section 3.9)
  std::int64_t shortest = 0;     // the shortest time between two NOTIFYs, where hasty is not 0
  std::uint64_t oversize = 0;    // requests over UDP of more than kUnfragmented bytes
  std::uint64_t largest = 0;     // bytes of the largest of these
  Moment first_oversize;
  bool has_odd_uris = false;  // From or To of a NOTIFY was not that of the dialog

  Moment stale;         // since when what is held is not what the focus says: a gap
  bool is_gap = false;  // not only a document that was rejected
  Moment refreshed;     // the SUBSCRIBE after that
  std::uint64_t stales = 0;
  std::int64_t stale_time = 0;  // nanoseconds, of those that are over
  std::uint64_t unused = 0;     // documents since then that could not be used, that one included
  std::optional<std::uint32_t> first_version;
};

// A line of the story that reports tell around a finding.
struct Line {
  Moment moment;
  std::string words;           // "NOTIFY partial v43"
  std::uint32_t sequence = 0;  // CSeq
  unsigned status = 0;         // of the answer; 0: none
  std::int64_t delay = 0;      // until the answer
};

struct Subscription {
  std::uint64_t number = 0;  // from 1, in the order of appearance
  std::uint64_t dialog = 0;  // number of its dialog
  std::string call_id;
  std::string event_id;    // the id parameter of Event
  std::string subscriber;  // URI
  std::string notifier;    // URI, as the subscriber knows it
  std::string target;      // request URI of the SUBSCRIBE; empty where it was not seen
  std::string accept;      // Accept of the last SUBSCRIBE; empty: none
  bool is_fork = false;    // one of several from one SUBSCRIBE
  bool joined_late = false;
  Moment first;
  Moment last;
  std::string conference;  // entity of the documents; before the first one what was subscribed to
  Log log;
  // What is held. Behind a list subscription (RFC 4662) there are several conferences, else one, under "".
  std::map<std::string, change::Subscriber> held;
  std::vector<Line> recent;  // the last few NOTIFYs
  // While a document was missed: the compact document that is held meanwhile, empty where nothing is; and its entity.
  std::string believed{};
  std::string believed_entity{};

  // Of the only conference, or the first one.
  [[nodiscard]] const change::Subscriber* state() const { return held.empty() ? nullptr : &held.begin()->second; }
};

enum class OccasionKind : std::uint8_t { subscribe, subscribe_answer, notify, notify_answer, closed };

// One document, and what it did.
struct Delivered {
  const sip::Body* body = nullptr;
  std::string entity;
  change::Step step;
  bool readable = false;          // well-formed; else `step` says that it was rejected
  std::string_view state_before;  // compact document held before; only where it was asked for
};

// Something that happened to a subscription. Pointers are valid during the call.
struct Occasion {
  OccasionKind kind = OccasionKind::notify;
  const Subscription* subscription = nullptr;  // as it is after this
  const Log* before = nullptr;                 // as it was before
  const dialog::Seen* seen = nullptr;          // null where the subscription is closed
  const sip::Message* message = nullptr;       // the same
  const sip::Bodies* bodies = nullptr;         // of the message
  std::span<const Delivered> documents{};
  bool began = false;           // the subscription was not known before
  bool healed = false;          // what is held is right again
  std::string_view believed{};  // of one that healed: the compact document held until then, empty where nothing was
  std::int64_t time = 0;        // of the message; where the subscription is closed, of the last one in the trace
};

// "full", "partial", "deleted".
[[nodiscard]] std::string_view word(info::State state);

// "full v0", "partial v43", "deleted v9", "partial v43 rejected"; of a message without a document "no body".
[[nodiscard]] std::string words_of(std::span<const Delivered> documents);

}  // namespace confstate::notify
