// Which changes are wanted: by path, by what is volatile anyway, by part of the document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "change/diff.hpp"
#include "change/rooms.hpp"

namespace confstate::change {

// The parts of a document that can be asked for; a change may belong to several.
enum class Part : std::uint8_t {
  description,
  host,
  state,
  users,      // and all below them
  endpoints,  // and all below them
  media,      // streams, and what media are offered
  sidebars,   // and all in them
  rooms,      // chat rooms
  extensions,
};

// The words for the parts, in their order: "description", ...
[[nodiscard]] std::span<const std::string_view> part_words();

// Times (all xs:dateTime values) and counts (user-count).
inline constexpr std::string_view kVolatilePreset = "volatile";

// A pattern of paths as reports show them, read once. '*' stands for any text inside a step; a step without [key] for
// rows of any key; a pattern that does not begin with '/' begins at any step; whatever is below what it names belongs
// to it.
class PathPattern {
 public:
  // Fails where a step is empty or names no element of the vocabulary, with a suggestion.
  [[nodiscard]] static base::Result<PathPattern> read(std::string_view text);
  [[nodiscard]] bool matches(std::string_view path) const;

 private:
  struct Step {
    std::string name;
    std::string row;  // "[key]", with what stands behind it; empty for any
  };
  static std::vector<Step> split(std::string_view path);
  static bool is_match(const Step& pattern, const Step& step);

  std::vector<Step> steps_;
  bool anchored_ = false;
};

// What is left out and what is asked for.
struct Selection {
  std::vector<PathPattern> ignored;
  bool ignore_volatile = false;
  std::vector<Part> only;  // empty for all

  // Adds a pattern or a preset; fails as PathPattern::read does.
  [[nodiscard]] base::Result<void> ignore(std::string_view text);
  // Adds parts, several separated by ','; fails on an unknown word, with a suggestion.
  [[nodiscard]] base::Result<void> ask_for(std::string_view words);
};

// For each change whether it is wanted. Those that tell of a chat room that was added or changed always are.
[[nodiscard]] std::vector<bool> select(std::span<const Change> changes, std::span<const RoomChange> rooms,
                                       const Selection& selection);

}  // namespace confstate::change
