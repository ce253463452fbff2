#include "capture/streams.hpp"

#include <algorithm>
#include <tuple>

namespace confstate::capture {
namespace {

constexpr std::uint64_t kOverhead = 2048;                   // of one connection
constexpr std::int64_t kForeignSilence = 3600'000'000'000;  // after which a connection of no interest is forgotten
constexpr std::int64_t kAfterlife = 60'000'000'000;  // nanoseconds in which segments of a closed one may come again

bool is_lower(const Endpoint& one, const Endpoint& other) {
  return std::tie(one.address, one.port) < std::tie(other.address, other.port);
}

}  // namespace

Streams::Streams(std::uint64_t memory, Messages& messages)
    : memory_(memory), messages_(messages), index_(16, PathHash{reinterpret_cast<std::uintptr_t>(this)}) {}

Streams::Connections::iterator Streams::find(const PathKey& key) {
  const auto known = index_.find(key);
  if (known != index_.end()) {
    Connections& list = known->second->closed ? closed_ : connections_;
    list.splice(list.end(), list, known->second);
    return known->second;
  }
  connections_.emplace_back(key, messages_);
  const auto place = std::prev(connections_.end());
  index_.emplace(key, place);
  return place;
}

void Streams::add(const Segment& segment) {
  const Carrier& carrier = segment.carrier;
  const bool forward = is_lower(carrier.source, carrier.destination);
  const PathKey key =
      forward ? PathKey{carrier.source, carrier.destination} : PathKey{carrier.destination, carrier.source};
  auto place = find(key);
  if (place->flows[forward ? 0 : 1].is_other(segment)) {
    erase(place);
    place = find(key);
  }
  Connection& connection = *place;
  Flow& flow = connection.flows[forward ? 0 : 1];
  Flow& back = connection.flows[forward ? 1 : 0];
  connection.last = carrier.now;
  if (!segment.reset) {
    flow.add(segment);
  }
  if (segment.has_acknowledged) {
    back.acknowledge(segment.acknowledged, carrier.now);
  }
  back.look_at_time(carrier.now);
  if (segment.reset) {
    flow.finish();
    back.finish();
  }
  set_due(connection);
  connection.reset = connection.reset || segment.reset;
  close(place);
  account(connection);
  make_room(place);
  forget_old(carrier.now.time);
}

void Streams::close_gaps(const Moment& now) {
  while (!due_.empty() && due_.begin()->first < now.time) {
    Connection& connection = *due_.begin()->second;
    for (Flow& flow : connection.flows) {
      flow.look_at_time(now);
    }
    set_due(connection);
    account(connection);
  }
}

void Streams::set_due(Connection& connection) {
  const std::optional<std::int64_t> one = connection.flows[0].due();
  const std::optional<std::int64_t> other = connection.flows[1].due();
  const std::optional<std::int64_t> next = one && other ? std::min(*one, *other) : one ? one : other;
  const bool same = connection.due ? next == (*connection.due)->first : !next;
  if (same) {
    return;
  }
  if (connection.due) {
    due_.erase(*connection.due);
    connection.due.reset();
  }
  if (next) {
    connection.due = due_.emplace(*next, &connection);
  }
}

void Streams::account(Connection& connection) {
  held_ -= connection.cost;
  connection.cost = kOverhead + connection.flows[0].held() + connection.flows[1].held();
  held_ += connection.cost;
}

void Streams::make_room(Connections::iterator except) {
  while (held_ > memory_) {
    const bool from_closed = !closed_.empty() && closed_.begin() != except;
    if (!from_closed && (connections_.empty() || connections_.begin() == except)) {
      return;
    }
    const auto place = from_closed ? closed_.begin() : connections_.begin();
    const bool matters = place->flows[0].is_waiting() || place->flows[1].is_waiting();
    if (matters) {
      Carrier carrier;
      carrier.source = place->key.source;
      carrier.destination = place->key.destination;
      carrier.transport = Transport::tcp;
      carrier.now = except->last;
      messages_.outlet().notice(NoticeKind::memory_limit, carrier, place->cost, "a TCP connection");
    }
    erase(place);
  }
}

void Streams::close(Connections::iterator place) {
  if (!place->closed && place->is_done()) {
    place->closed = true;
    closed_.splice(closed_.end(), connections_, place);
  }
}

// Closed connections are kept for a while, so that what is sent again is known.
void Streams::forget_old(std::int64_t time) {
  while (!closed_.empty() && time - closed_.front().last.time > kAfterlife) {
    erase(closed_.begin());
  }
  while (!connections_.empty() && !connections_.front().is_ours() &&
         time - connections_.front().last.time > kForeignSilence) {
    erase(connections_.begin());
  }
}

void Streams::erase(Connections::iterator place) {
  place->flows[0].finish();
  place->flows[1].finish();
  set_due(*place);
  held_ -= place->cost;
  index_.erase(place->key);
  (place->closed ? closed_ : connections_).erase(place);
}

void Streams::finish() {
  while (!connections_.empty()) {
    erase(connections_.begin());
  }
  while (!closed_.empty()) {
    erase(closed_.begin());
  }
}

}  // namespace confstate::capture
