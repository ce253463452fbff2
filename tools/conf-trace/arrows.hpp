// From messages to the arrows of a ladder.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "diag/outcome.hpp"
#include "dialog/follower.hpp"
#include "draw/ladder.hpp"
#include "notify/conferences.hpp"
#include "notify/watcher.hpp"

namespace confstate::tools {

// Which messages are drawn.
struct ArrowChoice {
  std::string call_id;     // empty: any
  std::string conference;  // empty: any
};

// Takes all messages of the traces, and gives the ladder of those chosen at the end: only then it is known what belongs
// to a conference.
class Arrows {
 public:
  Arrows(ArrowChoice choice, std::size_t most) : choice_(std::move(choice)), most_(most) {}

  void take(const dialog::Followed& followed);
  // What a NOTIFY brought, for the arrow that was taken last.
  void take(const notify::Occasion& occasion, const base::Limits& limits);
  void take(const std::vector<diag::Outcome>& outcomes);
  void close(const dialog::Dialog& dialog);

  // `names`: of the traces, in their order; outcomes name theirs.
  [[nodiscard]] draw::Ladder ladder(std::span<const std::string> names);
  // Messages that did not fit in memory.
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  struct Arrow {
    draw::LadderRow row;
    std::uint64_t dialog = 0;
    std::uint32_t input = 0;  // its trace
    std::string from;         // key of the lifeline
    std::string to;
    capture::Transport transport = capture::Transport::unknown;
  };
  using Packet = std::pair<std::string, std::uint64_t>;  // name of its trace, frame
  struct Line {
    std::string name;
    std::string address;
    bool is_focus = false;
    bool has_several = false;  // names of several people: a proxy
  };

  [[nodiscard]] std::string line_of(const dialog::Followed& followed, bool is_source);
  [[nodiscard]] bool is_chosen(const Arrow& arrow, std::uint32_t conference) const;
  [[nodiscard]] std::size_t index_of(draw::Ladder& ladder, const std::string& key);

  ArrowChoice choice_;
  std::size_t most_;
  std::vector<Arrow> arrows_;
  std::unordered_map<std::string, Line> lines_;
  std::unordered_map<std::string, std::size_t> indices_;  // of lifelines in the ladder
  std::unordered_map<std::uint64_t, std::string> uris_;   // a URI of each dialog's conference
  std::map<Packet, std::vector<draw::Mark>> marks_;
  notify::Conferences conferences_;
  std::uint64_t left_out_ = 0;
};

}  // namespace confstate::tools
