// IP datagrams from their fragments (RFC 791 3.2, RFC 8200 4.5).
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "capture/key.hpp"
#include "capture/outlet.hpp"

namespace confstate::capture {

struct Fragment {
  PathKey key;
  std::uint32_t offset = 0;   // of its bytes in the datagram
  bool more = false;          // others follow
  bool cut = false;           // its end was not recorded
  std::uint8_t protocol = 0;  // of the whole; that of the fragment at offset 0 counts
  std::string_view bytes;
};

// A datagram that will not be completed.
struct LostDatagram {
  const PathKey& key;
  const Carrier& carrier;  // of the first fragment of it that was seen; `begun` of its begin, if that was seen
  std::uint8_t protocol = 0;
  std::string_view begin;   // what is there in one piece from offset 0
  std::string missing;      // in words
  bool for_memory = false;  // it was given up to stay below the limit
};

// What was completed; valid until the next call of add.
struct WholeDatagram {
  std::string_view payload;
  std::uint8_t protocol = 0;
  Moment begun;  // the fragment at offset 0
};

// Holds the fragments of datagrams that are not complete: the first to come counts where they overlap, for 30 seconds
// by the clock of the capture, and never more than `memory` bytes (older datagrams are given up).
class Defragmenter {
 public:
  using Lost = std::function<void(const LostDatagram&)>;

  Defragmenter(std::uint64_t memory, Collector& outlet, Lost lost);

  // Takes a fragment; gives the datagram if that completes it.
  [[nodiscard]] std::optional<WholeDatagram> add(const Fragment& fragment, const Carrier& carrier);
  // Gives up all that is held.
  void finish();
  [[nodiscard]] std::uint64_t held() const { return held_; }

 private:
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Set {
    PathKey key;
    Carrier carrier;
    std::string bytes;
    std::vector<Range> ranges;  // what of them is there; sorted, apart from each other
    std::uint32_t total = 0;    // 0: not known
    std::uint8_t protocol = 0;
    bool overlap = false;
    bool whole = false;  // it was given; later fragments are copies
  };
  using Sets = std::list<Set>;  // the oldest first

  Set& find(const Fragment& fragment, const Carrier& carrier);
  void expire(std::int64_t time);
  void give_up(Sets::iterator place, bool for_memory);
  void erase(Sets::iterator place);
  [[nodiscard]] static std::uint64_t cost(const Set& set);
  static void fill(Set& set, const Fragment& fragment);
  static void insert(Set& set, Range range, std::string_view bytes);

  std::uint64_t memory_;
  std::uint64_t held_ = 0;
  Collector& outlet_;
  Lost lost_;
  Sets sets_;
  Sets copied_;  // those that are whole, for as long as copies of their fragments may come
  std::unordered_map<PathKey, Sets::iterator, PathHash> index_;
  std::string finished_;
  std::string spare_;  // memory of the datagram before that one, for the next
};

}  // namespace confstate::capture
