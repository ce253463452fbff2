#include "change/json.hpp"
#include "conf-diff/view.hpp"

namespace confstate::tools {
namespace {

class JsonView : public DiffView {
 public:
  explicit JsonView(RecordForm form) : form_(form) {}

  base::Result<void> show(const Comparison& comparison, const base::Sink& sink) override {
    const change::Neighbours step{comparison.older.source(), comparison.newer.source(), comparison.number};
    std::vector<std::vector<const change::RoomChange*>> rooms(comparison.changes.size());
    for (const change::RoomChange& room : comparison.rooms) {
      for (const std::size_t index : room.changes) {
        rooms[index].push_back(&room);
      }
    }
    for (std::size_t i = 0; i < comparison.changes.size(); ++i) {
      put(change::change_record(comparison.changes[i], rooms[i], step), sink);
    }
    return {};
  }

  void end(const base::Sink& sink) override {
    if (form_ == RecordForm::array) {
      sink(first_ ? "[]\n" : "\n]\n");
    }
  }

 private:
  void put(const std::string& record, const base::Sink& sink) {
    if (form_ == RecordForm::array) {
      sink(first_ ? "[\n" : ",\n");
    }
    first_ = false;
    sink(record);
    if (form_ == RecordForm::lines) {
      sink("\n");
    }
  }

  RecordForm form_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<DiffView> make_json_view(RecordForm form) {
  return std::make_unique<JsonView>(form);
}

}  // namespace confstate::tools
