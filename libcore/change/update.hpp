// A document on its way to subscribers. What does not depend on who gets it is found once, as a focus sends the same
// document to many.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "change/apply.hpp"
#include "change/check.hpp"
#include "info/document.hpp"

namespace confstate::change {

// What check_rows() says of a document.
struct RowsChecked {
  std::vector<Fault> faults;
  std::vector<Note> notes;
};

// Everything is found by the first question. For one thread at a time.
class Update {
 public:
  // The document must outlive the update.
  explicit Update(const info::Document& document) : document_(document) {}

  [[nodiscard]] const info::Document& document() const { return document_; }
  // A hash of its text, which never leaves this process.
  [[nodiscard]] std::size_t print() const;
  [[nodiscard]] const RowsChecked& rows() const;
  // A copy of its text, for all who keep it.
  [[nodiscard]] const std::shared_ptr<const std::string>& text() const;

 private:
  const info::Document& document_;
  mutable std::optional<std::size_t> print_;
  mutable std::optional<RowsChecked> rows_;
  mutable std::shared_ptr<const std::string> text_;
};

}  // namespace confstate::change
