#include "info/json_read.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "info/json_form.hpp"
#include "info/json_values.hpp"

namespace confstate::info {
namespace {

class FormWriter {
 public:
  FormWriter(const JsonForm& form, std::string& out, Layout layout) : form_(form), writer_(out, layout) {}

  void write() {
    writer_.declaration();
    begin(form_.parts.front());
    while (!next_.empty()) {
      if (next_.back() == kNoPart) {
        writer_.close();
        next_.pop_back();
      } else {
        const Part& part = form_.parts[next_.back()];
        next_.back() = part.next;
        write(part);
      }
    }
    writer_.out() += '\n';
  }

 private:
  void begin(const Part& part) {
    writer_.open(part.name);
    next_.push_back(part.first);
  }

  void write(const Part& part) {
    switch (part.kind) {
      case PartKind::attribute:
        writer_.attribute(part.attribute, form_.value(part));
        return;
      case PartKind::foreign_attribute:
        writer_.foreign_attribute(*read_foreign_name(form_.foreign_name(part)), {}, form_.value(part));
        return;
      case PartKind::element:
        begin(part);
        return;
      case PartKind::leaf:
        writer_.leaf(part.name, form_.value(part));
        return;
      case PartKind::foreign_element:
        writer_.raw(form_.value(part));
        return;
    }
  }

  const JsonForm& form_;
  Writer writer_;
  std::vector<std::uint32_t> next_;  // of each element that is open, the part to be written next
};

}  // namespace

base::Result<std::string> read_json(const bytes::Source& source, Layout layout, const base::Limits& limits) {
  const base::Result<JsonForm> form = read_form(source, limits);
  if (!form) {
    return tl::unexpected<base::Failure>(form.error());
  }
  std::string out;
  out.reserve(source.text().size() * 2);
  FormWriter(*form, out, layout).write();
  return out;
}

}  // namespace confstate::info
