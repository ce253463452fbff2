// What a subscriber says about a document, in words, each with its place; the document is needed for that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "change/subscriber.hpp"

namespace confstate::change {

// One reason or note.
struct Remark {
  std::string_view word;  // a kebab word that stands for its kind
  std::string message;    // lower case, no full stop
  base::Span span;        // in the decoded text of the document
  std::string path;       // as info::path_of writes it; empty for what has no place
  std::string_view told;  // of a note: "note" or "warning"; empty where a rule says the same
};

// "rejected", "discarded", "resync", "replaced", "merged", "ended".
[[nodiscard]] std::string_view word_of(Action action);

// Why a document was rejected or not applied; at most `limit` reasons.
[[nodiscard]] std::vector<Remark> reasons_of(const Step& step, const info::Document& document, std::size_t limit);

// The reason for a document that was refused without being fed.
[[nodiscard]] Remark reason_of(Reason reason);

// What is worth knowing about a document that was applied; at most `limit` notes.
[[nodiscard]] std::vector<Remark> notes_of(const Step& step, const info::Document& document, std::size_t limit);

}  // namespace confstate::change
