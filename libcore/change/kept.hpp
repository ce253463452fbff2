// What a subscriber holds: in rows, or as the full document that came last for as long as nobody asks for rows.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "change/held.hpp"
#include "change/update.hpp"
#include "info/document.hpp"

namespace confstate::change {

// Most full documents are followed by another one: those of usual size are kept as text, and read again by the first
// question that only rows can answer. Movable; for one thread at a time.
class Kept {
 public:
  // Makes a full document all that is held. It must have passed check_rows.
  void store(const Update& update);
  // Makes the attributes of the root of a deleted document all that is held.
  void store_shell(info::Element root);

  // The rows; those of an empty conference when nothing was stored.
  [[nodiscard]] const Held& rows() const { return made(); }
  [[nodiscard]] Held& rows() { return made(); }
  // `entity` of the root, collapsed; nothing when it has none. No update changes it.
  [[nodiscard]] const std::optional<std::string>& entity() const { return entity_; }

 private:
  [[nodiscard]] Held& made() const;
  void read_rows() const;

  std::optional<std::string> entity_;
  // Of a document whose rows have not been asked for; else null.
  mutable std::shared_ptr<const std::string> text_;
  mutable std::unique_ptr<Held> rows_;  // made by the first question
};

}  // namespace confstate::change
