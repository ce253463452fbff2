#include "conf-show/view.hpp"

namespace confstate::tools {
namespace {

class RowsView : public View {
 public:
  RowsView(RowForm form, info::RowKind kind) : form_(form), kind_(kind) {}

  base::Result<void> show(Loaded& loaded, const base::Sink& sink) override {
    if (auto sound = require_structure(loaded); !sound) {
      return sound;
    }
    if (form_ == RowForm::ndjson) {
      info::write_json_rows(loaded.document(), kind_, loaded.name(), sink);
      return {};
    }
    if (first_) {
      sink(info::csv_header(kind_));
      first_ = false;
    }
    info::write_csv_rows(loaded.document(), kind_, loaded.name(), sink);
    return {};
  }

 private:
  RowForm form_;
  info::RowKind kind_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<View> make_rows_view(RowForm form, info::RowKind kind) {
  return std::make_unique<RowsView>(form, kind);
}

}  // namespace confstate::tools
