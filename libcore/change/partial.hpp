// The notification that takes a subscriber from one full document to another (RFC 4575 sections 4.4 to 4.6), and the
// smallest one at that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "change/diff.hpp"
#include "info/document.hpp"
#include "info/writer.hpp"

namespace confstate::change {

// Why a partial notification cannot say something, so that an element must be sent whole.
enum class Obligation : std::uint8_t {
  attribute_removed,
  attribute_ignored,  // a `version` where it means nothing
  part_removed,       // what has no state of its own: a value, a stream, an extension
  reference_removed,  // a sidebar reference
  list_removed,       // the sidebar references, all of them
  part_repeated,      // an element that belongs there once stands there twice
};

// One such thing: the element that must be sent whole, and what is to blame.
struct Cause {
  Obligation obligation = Obligation::part_removed;
  info::Element whole;  // in the new document
  std::string path;     // of what is to blame, as reports show it
};

// Why the notification is what it is.
enum class Choice : std::uint8_t {
  partial_smaller,
  full_not_longer,   // a partial one would say it, in at least as many bytes
  full_needed,       // no partial one can say it: see the causes at the root
  full_for_version,  // its version is not the next one, which subscribers take from full documents only
};

struct Notification {
  std::string text;  // the document
  Choice choice = Choice::full_needed;
  std::vector<Cause> causes;     // in the order of the document
  std::size_t partial_size = 0;  // bytes of the smallest partial document; 0 where there is none
  std::size_t full_size = 0;     // bytes of the full document

  [[nodiscard]] bool is_full() const { return choice != Choice::partial_smaller; }
};

// The words for an obligation, to be put behind the path of what is to blame: "was removed, ...".
[[nodiscard]] std::string_view reason_of(Obligation obligation);

// The smallest notification of that version for a subscriber that holds the old document: fewest bytes as info::Writer
// writes it in that layout, over all choices of full or partial at each element that has state and changed; the full
// document where that is not longer, or where the version is not the next one. `changes` are those of diff(), all of
// them; both documents have the same entity. Rows are sent in the order of the schema, then of the documents. Uses no
// recursion; the cost is linear in the size of the new document.
[[nodiscard]] Notification make_notification(const Canonical& older, const Canonical& newer,
                                             std::span<const Change> changes, std::uint32_t version,
                                             info::Layout layout);

// The version of the notification that follows a document, which must have one. Fails where nothing can follow
// 4294967295, or where `wanted` is not greater.
[[nodiscard]] base::Result<std::uint32_t> next_version(const info::Document& older,
                                                       std::optional<std::uint64_t> wanted);

}  // namespace confstate::change
