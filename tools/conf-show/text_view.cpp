#include "conf-show/view.hpp"
#include "draw/roster.hpp"

namespace confstate::tools {
namespace {

class TextView : public View {
 public:
  TextView(const draw::Style& style, bool several) : style_(style), several_(several) {}

  base::Result<void> show(Loaded& loaded, const base::Sink& sink) override {
    if (several_) {
      sink(first_ ? "" : "\n");
      draw::draw_heading(loaded.name(), style_, sink);
    }
    first_ = false;
    draw::draw_roster(loaded.document(), style_, sink);
    return {};
  }

 private:
  draw::Style style_;
  bool several_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<View> make_text_view(const draw::Style& style, bool several) {
  return std::make_unique<TextView>(style, several);
}

}  // namespace confstate::tools
