#include "notify/watcher.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "notify/documents.hpp"
#include "uri/identity.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::notify {
namespace {

using dialog::Dialog;
using sip::HeaderId;
using sip::Method;

constexpr std::int64_t kHasty = 5'000'000'000;    // RFC 4575 section 3.9: at most one in five seconds
constexpr std::size_t kRecent = 4;                // lines of the story that are kept
constexpr std::size_t kMostInDialog = 64;         // subscriptions in one dialog
constexpr std::size_t kMostConferences = 10'000;  // behind one list subscription
constexpr std::size_t kLongValue = 4096;          // bytes of a value that is looked at again and again
constexpr std::string_view kPackage = "conference";

bool is_conference_event(const sip::Event& event) {
  return base::equal_ignoring_case(event.package, kPackage);
}

std::optional<std::uint32_t> expires_of(const sip::Message& message) {
  const auto number = sip::read_number(message.value(HeaderId::expires));
  return number ? std::optional<std::uint32_t>(static_cast<std::uint32_t>(*number)) : std::nullopt;
}

// All values of Accept in one line. A list that is longer than anybody writes is taken as if it accepted all: it is
// looked through for every NOTIFY.
std::string accept_of(const sip::Message& message) {
  std::string out;
  for (const sip::Header* header = message.find(HeaderId::accept); header != nullptr; header = message.next(*header)) {
    out += (out.empty() ? "" : ", ") + sip::unfold(header->value);
  }
  return out.size() > kLongValue ? "*/*" : out;
}

// A SUBSCRIBE that wants these documents and nothing else, whatever it calls the event.
bool wants_documents(const sip::Message& message) {
  sip::Values values(message, HeaderId::accept);
  bool wanted = false;
  for (std::string_view item; values.next(item);) {
    const sip::ContentType type = sip::read_content_type(item);
    wanted = wanted || type.is("application", "conference-info+xml");
    if (!type.is("application", "conference-info+xml") && !type.is("application", "rlmi+xml") &&
        !base::equal_ignoring_case(type.type, "multipart")) {
      return false;
    }
  }
  return wanted;
}

// Credentials (RFC 3261 section 22), or an identity that somebody vouches for (RFC 3325, RFC 8224).
bool has_identity(const sip::Message& message) {
  using enum HeaderId;
  return std::ranges::any_of(std::array{authorization, proxy_authorization, p_asserted_identity, identity},
                             [&](HeaderId id) { return message.find(id) != nullptr; });
}

// The URIs of a dialog stay as they are (RFC 3261 section 12.2.1.1).
bool is_uri_of(std::string_view written, std::string_view uri) {
  return uri.size() > kLongValue || uri::is_same_identity(written, uri);
}

// The line of the NOTIFY with that CSeq that has no answer yet, or the end.
std::vector<Line>::iterator unanswered_line(Subscription& subscription, std::uint32_t sequence) {
  return std::ranges::find_if(subscription.recent,
                              [sequence](const Line& one) { return one.sequence == sequence && one.status == 0; });
}

// Also of a NOTIFY that is older than the lines that are kept.
bool is_answer_of(Subscription& subscription, std::uint32_t sequence) {
  const std::vector<Line>& recent = subscription.recent;
  const bool is_older = recent.size() == kRecent && sequence < recent.front().sequence;
  return is_older || unanswered_line(subscription, sequence) != recent.end();
}

void note_answer(Subscription& subscription, const Moment& moment, std::uint32_t sequence, unsigned status) {
  Log& log = subscription.log;
  if (const auto line = unanswered_line(subscription, sequence); line != subscription.recent.end()) {
    line->status = status;
    line->delay = moment.time - line->moment.time;
  }
  log.notify_status = sequence == log.sequence ? status : log.notify_status;
  ++log.answers;
  log.accepted += status < 300 ? 1 : 0;
}

void count_size(Log& log, const dialog::Seen& seen, const sip::Message& message) {
  const std::uint64_t size = message.bytes().size();
  if (seen.moment.transport == capture::Transport::udp && size > kUnfragmented) {
    log.first_oversize = log.oversize == 0 ? seen.moment : log.first_oversize;
    log.largest = std::max(log.largest, size);
    ++log.oversize;
  }
}

bool is_repeated(const dialog::Seen& seen) {
  return seen.repeat == dialog::Repeat::retransmission || seen.repeat == dialog::Repeat::other_hop;
}

// Worth opening the bodies for.
bool may_carry_documents(const sip::Message& message) {
  const std::string type = base::ascii_lower(message.value(HeaderId::content_type));
  return type.find("xml") != std::string::npos || type.find("multipart") != std::string::npos;
}

// What a NOTIFY is to its subscription before anybody looks into its bodies.
void note_notify(Subscription& subscription, const dialog::Seen& seen, const sip::Message& message) {
  Log& log = subscription.log;
  const std::int64_t pause = seen.moment.time - log.notify.time;
  if (log.notify && !log.awaits_state && pause < kHasty && pause >= 0) {
    log.shortest = log.hasty == 0 ? pause : std::min(log.shortest, pause);
    ++log.hasty;
  }
  subscription.last = seen.moment;
  log.first_notify = log.first_notify ? log.first_notify : seen.moment;
  log.notify = seen.moment;
  log.sequence = message.keys().cseq.number;
  log.notify_status = 0;
  ++log.notifies;
  log.benotifies += message.method() == Method::benotify ? 1 : 0;
  log.has_odd_uris = log.has_odd_uris || !is_uri_of(message.keys().from.uri, subscription.notifier) ||
                     !is_uri_of(message.keys().to.uri, subscription.subscriber);
  count_size(log, seen, message);
}

void add_line(Subscription& subscription, const Moment& moment, std::string words, std::uint32_t sequence) {
  if (subscription.recent.size() == kRecent) {
    subscription.recent.erase(subscription.recent.begin());
  }
  subscription.recent.push_back({moment, std::move(words), sequence, 0, 0});
}

}  // namespace

void Watcher::take(const dialog::Seen& seen, const sip::Message& message) {
  now_ = seen.moment.time;
  if (seen.dialog == nullptr || is_repeated(seen)) {
    return;
  }
  switch (message.cseq_method()) {
    case Method::subscribe:
      message.is_request() ? take_subscribe(seen, message) : take_subscribe_answer(seen, message);
      break;
    case Method::notify:
    case Method::benotify:
      message.is_request() ? take_notify(seen, message) : take_notify_answer(seen, message);
      break;
    default:
      break;
  }
}

Subscription* Watcher::find(std::uint64_t dialog, std::string_view event_id) {
  std::vector<Subscription>* found = subscriptions_.find(dialog);
  if (found == nullptr) {
    return nullptr;
  }
  for (Subscription& subscription : *found) {
    if (subscription.event_id == event_id) {
      return &subscription;
    }
  }
  return nullptr;
}

Subscription& Watcher::find_or_add(const dialog::Seen& seen, std::string_view event_id, bool from_subscriber,
                                   bool& began) {
  if (Subscription* known = find(seen.dialog->number, event_id)) {
    return *known;
  }
  std::vector<Subscription>& of_dialog = subscriptions_.try_emplace(seen.dialog->number).first;
  if (of_dialog.size() == kMostInDialog) {
    of_dialog.erase(of_dialog.begin());
  }
  const std::size_t subscriber = from_subscriber ? seen.sender : 1 - seen.sender;
  Subscription made;
  made.number = ++numbers_;
  made.dialog = seen.dialog->number;
  made.call_id = seen.dialog->call_id;
  made.event_id = event_id;
  made.subscriber = seen.dialog->parties[subscriber].uri;
  made.notifier = seen.dialog->parties[1 - subscriber].uri;
  made.target = seen.dialog->target;
  made.is_fork = seen.dialog->is_fork;
  made.joined_late = !from_subscriber && seen.dialog->joined_late;
  made.conference = made.target.empty() ? made.notifier : made.target;
  made.first = seen.moment;
  of_dialog.push_back(std::move(made));
  began = true;
  return of_dialog.back();
}

void Watcher::tell(Occasion& occasion, const Subscription& subscription, const Log& before) const {
  occasion.subscription = &subscription;
  occasion.before = &before;
  occasion.time = now_;
  if (settings_.tell) {
    settings_.tell(occasion);
  }
}

void Watcher::take_subscribe(const dialog::Seen& seen, const sip::Message& message) {
  const sip::Event& event = message.keys().event;
  const bool is_ours = is_conference_event(event);
  if (!is_ours && !wants_documents(message)) {
    return;
  }
  Occasion occasion{.kind = OccasionKind::subscribe, .seen = &seen, .message = &message};
  Subscription& subscription = find_or_add(seen, is_ours ? event.id : "", true, occasion.began);
  const Log before = subscription.log;
  Log& log = subscription.log;
  subscription.last = seen.moment;
  subscription.accept = accept_of(message);
  log.subscribe = seen.moment;
  log.subscribe_status = 0;
  log.subscribe_answer = {};
  log.wanted = expires_of(message);
  log.unsubscribed = log.wanted == 0U;
  log.awaits_state = true;
  log.has_identity = has_identity(message);
  count_size(log, seen, message);
  if (log.stale && !log.refreshed) {
    log.refreshed = seen.moment;
  }
  tell(occasion, subscription, before);
}

void Watcher::take_subscribe_answer(const dialog::Seen& seen, const sip::Message& message) {
  std::vector<Subscription>* found = subscriptions_.find(seen.dialog->number);
  if (found == nullptr || message.status() < 200) {
    return;
  }
  for (Subscription& subscription : *found) {
    const bool is_answered = !subscription.log.subscribe || subscription.log.subscribe_answer;
    if (is_answered) {
      continue;
    }
    Occasion occasion{.kind = OccasionKind::subscribe_answer, .seen = &seen, .message = &message};
    const Log before = subscription.log;
    subscription.last = seen.moment;
    subscription.log.subscribe_answer = seen.moment;
    subscription.log.subscribe_status = message.status();
    subscription.log.granted = expires_of(message);
    documents_.clear();
    if (message.status() < 300 && may_carry_documents(message)) {
      deliver(subscription, occasion);  // as Lync does it: the first document rides in the answer
      subscription.log.awaits_state = subscription.log.awaits_state && occasion.documents.empty();
    }
    tell(occasion, subscription, before);
    return;
  }
}

void Watcher::take_notify(const dialog::Seen& seen, const sip::Message& message) {
  const sip::Event& event = message.keys().event;
  const bool is_ours = is_conference_event(event);
  if (!is_ours && !may_carry_documents(message)) {
    return;
  }
  bodies_.read(message);
  if (!is_ours && std::ranges::none_of(bodies_.all(), is_conference_info)) {
    return;
  }
  Occasion occasion{.kind = OccasionKind::notify, .seen = &seen, .message = &message};
  Subscription& subscription = find_or_add(seen, is_ours ? event.id : "", false, occasion.began);
  const Log before = subscription.log;
  Log& log = subscription.log;
  const sip::SubscriptionState& state = message.keys().subscription;
  note_notify(subscription, seen, message);
  log.state = state.state;
  documents_.clear();
  deliver(subscription, occasion);
  log.awaits_state = false;
  if (state.state == sip::SubscriptionState::State::terminated && !log.terminated) {
    log.terminated = seen.moment;
    log.reason = state.reason;
  }
  add_line(subscription, seen.moment, std::string(message.method_text()) + ' ' + words_of(occasion.documents),
           log.sequence);
  tell(occasion, subscription, before);
}

void Watcher::take_notify_answer(const dialog::Seen& seen, const sip::Message& message) {
  std::vector<Subscription>* found = subscriptions_.find(seen.dialog->number);
  if (found == nullptr || message.status() < 200) {
    return;
  }
  const std::uint32_t sequence = message.keys().cseq.number;
  for (Subscription& subscription : *found) {
    if (!is_answer_of(subscription, sequence)) {
      continue;
    }
    Occasion occasion{.kind = OccasionKind::notify_answer, .seen = &seen, .message = &message};
    const Log before = subscription.log;
    subscription.last = seen.moment;
    note_answer(subscription, seen.moment, sequence, message.status());
    tell(occasion, subscription, before);
    return;
  }
}

void Watcher::deliver(Subscription& subscription, Occasion& occasion) {
  if (occasion.kind == OccasionKind::subscribe_answer) {
    bodies_.read(*occasion.message);
  }
  occasion.bodies = &bodies_;
  const bool is_list = bodies_.find("application", "rlmi+xml") != nullptr;
  states_.clear();
  for (const sip::Body& body : bodies_.all()) {
    if (!body.is_multipart && is_conference_info(body)) {
      documents_.push_back(feed(subscription, body, is_list));
    }
  }
  for (std::size_t i = 0; i < documents_.size() && settings_.keep_states; ++i) {
    documents_[i].state_before = states_[i];
  }
  for (const Delivered& delivered : documents_) {
    note_step(subscription, occasion, delivered);
  }
  occasion.documents = documents_;
}

Delivered Watcher::feed(Subscription& subscription, const sip::Body& body, bool is_list) {
  Delivered delivered;
  delivered.body = &body;
  std::string state;
  const Feed feed_document = [&](const change::Update& update) {
    delivered.readable = true;
    delivered.entity = update.document().entity();
    const bool is_other = is_list && subscription.held.size() < kMostConferences;
    change::Subscriber& subscriber = subscription.held[is_other ? delivered.entity : std::string()];
    if (settings_.keep_states) {
      subscriber.write(state);
    }
    delivered.step = subscriber.feed(update);
    return delivered.step;
  };
  if (settings_.read) {
    settings_.read(body, subscription, feed_document);
  } else {
    const xml::Decoded decoded = xml::decode(std::string(body.bytes));
    base::Result<xml::ReadResult> read = xml::read(decoded.text, xml::Reading::judging, settings_.limits);
    if (read && read->judgeable && !read->tree.truncated()) {
      const info::Document document(std::move(read->tree));
      (void)feed_document(change::Update(document));
    }
  }
  if (!delivered.readable) {
    delivered.step = subscription.held[{}].reject(change::Reason::unreadable);
  }
  states_.push_back(std::move(state));
  return delivered;
}

void Watcher::note_step(Subscription& subscription, Occasion& occasion, const Delivered& delivered) {
  Log& log = subscription.log;
  const change::Step& step = delivered.step;
  log.unread += delivered.readable ? 0 : 1;
  log.fulls += delivered.readable && step.state == info::State::full ? 1 : 0;
  log.partials += delivered.readable && step.state == info::State::partial ? 1 : 0;
  log.first_version = log.first_version ? log.first_version : step.version;
  const Moment& now = occasion.seen->moment;
  switch (step.action) {
    case change::Action::resync:
    case change::Action::rejected:
      note_missed(subscription, delivered, now);
      break;
    case change::Action::ended:
      log.conference_over = now;
      [[fallthrough]];
    case change::Action::replaced:
      subscription.conference = delivered.entity.empty() ? subscription.conference : delivered.entity;
      [[fallthrough]];
    case change::Action::merged:  // after a document that was rejected only: then nothing was lost
      heal(subscription, occasion, delivered);
      break;
    case change::Action::discarded:
      break;
  }
}

// What is held is written down once for every full document that ends a gap, so this costs no more than that did.
void Watcher::note_missed(Subscription& subscription, const Delivered& delivered, const Moment& now) {
  Log& log = subscription.log;
  if (!log.stale) {
    log.stale = now;
    log.refreshed = {};
    log.is_gap = false;
    log.unused = 0;
    ++log.stales;
    subscription.believed_entity = delivered.entity;
  }
  ++log.unused;
  log.is_gap = log.is_gap || delivered.step.action == change::Action::resync;
  const bool is_list = subscription.held.size() > 1;
  const auto held = subscription.held.find(is_list ? delivered.entity : std::string());
  if (delivered.step.action == change::Action::resync && subscription.believed.empty() &&
      held != subscription.held.end()) {
    held->second.write(subscription.believed);
  }
}

void Watcher::heal(Subscription& subscription, Occasion& occasion, const Delivered& delivered) {
  Log& log = subscription.log;
  const bool is_other = subscription.held.size() > 1 && delivered.entity != subscription.believed_entity;
  if (!log.stale || is_other) {
    return;
  }
  occasion.healed = true;
  healed_ = std::move(subscription.believed);
  occasion.believed = healed_;
  subscription.believed.clear();
  log.stale_time += occasion.seen->moment.time - log.stale.time;
  log.stale = {};
}

void Watcher::close(const Dialog& dialog) {
  std::vector<Subscription>* found = subscriptions_.find(dialog.number);
  if (found == nullptr) {
    return;
  }
  for (const Subscription& subscription : *found) {
    Occasion occasion{.kind = OccasionKind::closed};
    tell(occasion, subscription, subscription.log);
  }
  subscriptions_.erase(dialog.number);
}

}  // namespace confstate::notify
