// The transactions of the last minute. For dialog/ only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <memory_resource>
#include <utility>

#include "base/number_map.hpp"
#include "dialog/dialog.hpp"

namespace confstate::dialog {

// Two generations: what is used moves to the young one, and when that is 32 seconds old it takes the place of the old
// one, which is forgotten as a whole. So a transaction is known for 32 seconds after its last message at least (64 *
// T1, RFC 3261 section 17), and an INVITE without a final answer for 300 seconds.
class Transactions {
 public:
  // `most`: transactions held at once; beyond, the old generation is forgotten early.
  explicit Transactions(std::uint64_t most) : most_(most) {}

  // Forgets what is too old at that time, in nanoseconds.
  void expire(std::int64_t now);
  // The transaction of that key, and true where it was not known. References stay valid until the next expire().
  [[nodiscard]] std::pair<Transaction&, bool> open(std::uint64_t key);
  // Null where it is not known.
  [[nodiscard]] Transaction* find(std::uint64_t key);
  void clear();

 private:
  // Its memory is given back as a whole.
  struct Generation {
    std::pmr::monotonic_buffer_resource memory;
    std::pmr::deque<Transaction> all{&memory};  // also those that moved on
    base::NumberMap<Transaction*> by_key;
  };

  void rotate(std::int64_t now, bool keeps_ringing);

  std::uint64_t most_;
  std::unique_ptr<Generation> young_ = std::make_unique<Generation>();
  std::unique_ptr<Generation> old_ = std::make_unique<Generation>();
  std::int64_t since_ = 0;  // when the young generation began
};

}  // namespace confstate::dialog
