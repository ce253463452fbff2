// The TCP connections of a capture.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <unordered_map>

#include "capture/flow.hpp"
#include "capture/key.hpp"
#include "capture/messages.hpp"
#include "capture/network.hpp"

namespace confstate::capture {

// Finds the connection of each segment. Holds never more than `memory` bytes: the connections that were silent for
// longest are given up, with a notice where something of a message was held.
class Streams {
 public:
  Streams(std::uint64_t memory, Messages& messages);

  void add(const Segment& segment);
  // Gives what need not be waited for any longer at that moment; called before what came then is added.
  void look_at_time(const Moment& now) {
    if (!due_.empty() && due_.begin()->first < now.time) {
      close_gaps(now);
    }
  }
  // The capture is over: what is held is given.
  void finish();
  [[nodiscard]] std::uint64_t held() const { return held_; }

 private:
  struct Connection;
  using Due = std::multimap<std::int64_t, Connection*>;

  struct Connection {
    Connection(const PathKey& its_key, Messages& messages)
        : key(its_key), flows{Flow(messages, conversation), Flow(messages, conversation)} {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() = default;

    [[nodiscard]] bool is_ours() const { return flows[0].is_ours() || flows[1].is_ours(); }
    [[nodiscard]] bool is_done() const { return reset || (flows[0].is_done() && flows[1].is_done()); }

    PathKey key;
    Conversation conversation;
    std::array<Flow, 2> flows;  // from the lower end, from the other
    std::uint64_t cost = 0;     // counted in held_
    Moment last;                // of its last segment
    std::optional<Due::iterator> due;
    bool reset = false;
    bool closed = false;  // it is in that list
  };
  using Connections = std::list<Connection>;  // the one silent for longest first

  Connections::iterator find(const PathKey& key);
  void close_gaps(const Moment& now);
  void account(Connection& connection);
  void set_due(Connection& connection);
  void make_room(Connections::iterator except);
  void close(Connections::iterator place);
  void forget_old(std::int64_t time);
  void erase(Connections::iterator place);

  std::uint64_t memory_;
  std::uint64_t held_ = 0;
  Messages& messages_;
  Connections connections_;
  Connections closed_;  // those that are over, for as long as their segments may come again
  Due due_;             // connections with holes, by the time at which they are not waited for any longer
  std::unordered_map<PathKey, Connections::iterator, PathHash> index_;
};

}  // namespace confstate::capture
