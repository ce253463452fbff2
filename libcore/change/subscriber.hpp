// A subscriber of RFC 4575: what it holds, and what each notification does to it (section 4.6).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "change/apply.hpp"
#include "change/check.hpp"
#include "change/held.hpp"
#include "change/kept.hpp"
#include "change/update.hpp"
#include "info/document.hpp"

namespace confstate::change {

enum class Action : std::uint8_t {
  rejected,   // nothing changed; see the faults
  discarded,  // old, or held already
  resync,     // cannot be applied to what is held: ask for the full state
  replaced,   // a full document took the place of all
  merged,     // a partial document was applied
  ended,      // the conference is over
};

// What a document that brings nothing new is to what is held.
enum class Repeat : std::uint8_t {
  none,
  same_bytes,  // among the last documents there was the very same
  older,       // its version is lower than that held
  same_state,  // the version held, and it says what is held, as far as can be told
  other_full,  // a full document with the version held that says something else
  other_end,   // the end of the conference, under the version held
  other_part,  // a partial document, other than the one that led to the version held
};

// What came of one document.
struct Step {
  Action action = Action::rejected;
  std::vector<Fault> faults;              // why it was rejected, or could not be applied; in document order
  std::vector<Note> notes;                // of one that was applied
  info::State state = info::State::full;  // of the document
  std::optional<std::uint32_t> version;   // of the document
  std::optional<std::uint32_t> before;    // the version held before; nothing when nothing was held
  std::optional<std::string> entity;      // the entity held before
  Repeat repeat = Repeat::none;           // of a discarded one
  bool changed = false;                   // of one that was applied: something else is held now
  bool was_ended = false;                 // the conference had ended before
};

// Takes the documents of one subscription in the order of their arrival. Movable; for one thread at a time.
class Subscriber {
 public:
  // Applies a document wholly or not at all, and says what happened. The document must be well-formed; it is needed
  // during the call only.
  Step feed(const Update& update);
  Step feed(const info::Document& document) { return feed(Update(document)); }

  // A document arrived that is not to be fed: nothing changes.
  [[nodiscard]] Step reject(Reason reason) const;

  // The version held; nothing when nothing is held.
  [[nodiscard]] std::optional<std::uint32_t> version() const { return version_; }
  // True when the last full state needed has not come yet.
  [[nodiscard]] bool needs_resync() const { return resync_; }
  [[nodiscard]] bool has_ended() const { return ended_; }
  [[nodiscard]] const Held& held() const { return kept_.rows(); }

  // Appends what is held as one compact document; nothing when nothing is held.
  void write(std::string& out) const;

 private:
  static constexpr std::size_t kRemembered = 16;

  [[nodiscard]] bool read_head(const info::Document& document, Step& step) const;
  void discard(const Update& update, Step& step) const;
  void apply(const Update& update, Step& step);
  void apply_partial(const Update& update, Step& step);
  void apply_full(const Update& update, Step& step);
  void end(info::Element root, Step& step);
  [[nodiscard]] std::optional<Reason> hindrance(const Step& step) const;
  [[nodiscard]] bool has_bad_rows(const Update& update, Step& step);
  [[nodiscard]] bool says_what_is_held(const Update& update) const;
  [[nodiscard]] bool remembers(std::size_t print) const;
  void remember(std::size_t print);

  Kept kept_;
  std::optional<std::uint32_t> version_;
  bool ended_ = false;
  bool resync_ = false;
  info::State last_ = info::State::full;           // state of the document that led to the version held
  std::array<std::size_t, kRemembered> prints_{};  // of the last documents that were not rejected
  std::size_t fed_ = 0;
};

}  // namespace confstate::change
