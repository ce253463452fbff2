#include "change/update.hpp"

#include <functional>
#include <string_view>

namespace confstate::change {

std::size_t Update::print() const {
  if (!print_) {
    print_ = std::hash<std::string_view>()(document_.tree().text());
  }
  return *print_;
}

const RowsChecked& Update::rows() const {
  if (!rows_) {
    rows_.emplace();
    rows_->faults = check_rows(document_.root(), &rows_->notes);
  }
  return *rows_;
}

const std::shared_ptr<const std::string>& Update::text() const {
  if (text_ == nullptr) {
    text_ = std::make_shared<const std::string>(document_.tree().text());
  }
  return text_;
}

}  // namespace confstate::change
