#include "conf-show/view.hpp"
#include "info/json.hpp"

namespace confstate::tools {
namespace {

class JsonView : public View {
 public:
  explicit JsonView(bool several) : several_(several) {}

  base::Result<void> show(Loaded& loaded, const base::Sink& sink) override {
    if (auto sound = require_structure(loaded); !sound) {
      return sound;
    }
    if (info::needs_kept_tree(loaded.document())) {
      if (auto kept = loaded.keep_everything(); !kept) {
        return kept;
      }
    }
    if (several_) {
      sink(first_ ? "[\n  " : ",\n  ");
    }
    first_ = false;
    info::write_json(loaded.document(), {.compact = false, .level = several_ ? 1U : 0U}, sink);
    if (!several_) {
      sink("\n");
    }
    return {};
  }

  void end(const base::Sink& sink) override {
    if (several_) {
      sink(first_ ? "[]\n" : "\n]\n");
    }
  }

 private:
  bool several_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<View> make_json_view(bool several) {
  return std::make_unique<JsonView>(several);
}

}  // namespace confstate::tools
