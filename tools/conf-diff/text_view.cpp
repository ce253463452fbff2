#include "conf-diff/view.hpp"
#include "draw/changes.hpp"
#include "draw/roster.hpp"

namespace confstate::tools {
namespace {

class TextView : public DiffView {
 public:
  TextView(const draw::Style& style, TextLayout layout, bool several)
      : style_(style), layout_(layout), several_(several) {}

  base::Result<void> show(const Comparison& comparison, const base::Sink& sink) override {
    if (comparison.changes.empty()) {
      return {};
    }
    if (several_) {
      sink(first_ ? "" : "\n");
      const std::string_view arrow = style_.unicode ? " → " : " -> ";
      draw::draw_heading(comparison.older.name() + std::string(arrow) + comparison.newer.name(), style_, sink);
    }
    first_ = false;
    const draw::ChangeList list{comparison.older.document(), comparison.newer.document(), comparison.changes,
                                comparison.rooms, comparison.left_out};
    if (layout_ == TextLayout::beside) {
      draw::draw_changes_beside(list, style_, sink);
    } else {
      draw::draw_changes(list, style_, sink);
    }
    return {};
  }

 private:
  draw::Style style_;
  TextLayout layout_;
  bool several_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<DiffView> make_text_view(const draw::Style& style, TextLayout layout, bool several) {
  return std::make_unique<TextView>(style, layout, several);
}

}  // namespace confstate::tools
