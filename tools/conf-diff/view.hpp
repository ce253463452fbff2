// One view of what changed; each is a file of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "base/sink.hpp"
#include "change/canonical.hpp"
#include "change/diff.hpp"
#include "change/rooms.hpp"
#include "common/load.hpp"
#include "draw/sheet.hpp"
#include "info/writer.hpp"

namespace confstate::tools {

// Two neighbours in a series of documents, and what changed between them.
struct Comparison {
  const Loaded& older;
  const Loaded& newer;
  const change::Canonical& old_form;
  const change::Canonical& new_form;
  std::vector<change::Change> changes;    // those that are wanted
  std::vector<change::RoomChange> rooms;  // that these tell of
  std::size_t left_out = 0;               // changes that are not wanted
  unsigned number = 1;                    // of the step in its series
};

// Shows comparisons one after the other, in the order of the series; also those without a change.
class DiffView {
 public:
  virtual ~DiffView() = default;
  [[nodiscard]] virtual base::Result<void> show(const Comparison& comparison, const base::Sink& sink) = 0;
  // After the last comparison.
  virtual void end(const base::Sink& /*sink*/) {}
};

// How the text stands.
enum class TextLayout : std::uint8_t { below, beside };

// Rows and what changed in them; with `several` each step under the names of its inputs.
[[nodiscard]] std::unique_ptr<DiffView> make_text_view(const draw::Style& style, TextLayout layout, bool several);
// Records: one per line, or all in one array.
enum class RecordForm : std::uint8_t { lines, array };
[[nodiscard]] std::unique_ptr<DiffView> make_json_view(RecordForm form);

// What a notification is made with.
struct NotificationOptions {
  std::optional<std::uint64_t> version;  // nothing: the one that follows
  info::Layout layout = info::Layout::compact;
  bool sizes = false;  // the sizes of what could be sent, instead of the document
};

// The notification that takes a subscriber from the old document to the new one. Fails where they are about different
// conferences, or where no version follows. Why it is a full document goes to `tell`, and so do warnings about chat
// rooms that are new or changed.
[[nodiscard]] std::unique_ptr<DiffView> make_notification_view(const NotificationOptions& options,
                                                               const draw::Style& style, base::Sink tell);

}  // namespace confstate::tools
