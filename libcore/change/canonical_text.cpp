#include <memory>
#include <utility>
#include <vector>

#include "change/canonical.hpp"
#include "change/value.hpp"
#include "info/json.hpp"
#include "info/json_text.hpp"
#include "xml/canonical.hpp"

namespace confstate::change {

using info::Element;
using info::Type;

namespace {

constexpr std::string_view kStrayMember = "+text";  // text where the schema has none, or beside what has no place

class Writer {
 public:
  Writer(const base::Sink& sink, Form form) : text_(sink, {.compact = true, .level = 0}), form_(form) {}

  void write(Element top) {
    write_element(top);
    while (!frames_.empty()) {
      Frame& frame = *frames_.back();
      if (frame.next == frame.children.size()) {
        close(frame);
      } else {
        write_child(frame);
      }
    }
    text_.finish();
  }

 private:
  // An object being written.
  struct Frame {
    Element element;
    std::vector<Child> children;
    std::size_t next = 0;
    bool in_array = false;
  };

  static bool is_same_member(const Slot& a, const Slot& b) { return a.rank == b.rank; }

  static bool begins_member(const Frame& frame) {
    return frame.next == 0 || !is_same_member(frame.children[frame.next].slot, frame.children[frame.next - 1].slot);
  }

  // An array: of rows, of foreign elements, and of what stands there more than once.
  static bool is_array(const Frame& frame) {
    const Slot& slot = frame.children[frame.next].slot;
    if (slot.rank == kForeignRank || info::children_of(frame.element.type())[slot.rank].at_most == info::kMany) {
      return true;
    }
    return frame.next + 1 < frame.children.size() && is_same_member(slot, frame.children[frame.next + 1].slot);
  }

  void begin_member(Frame& frame) {
    if (std::exchange(frame.in_array, is_array(frame))) {
      text_.end_array();
    }
    const Slot& slot = frame.children[frame.next].slot;
    text_.key(slot.rank == kForeignRank ? info::kExtensionMember
                                        : to_string(info::children_of(frame.element.type())[slot.rank].name));
    if (frame.in_array) {
      text_.begin_array();
    }
  }

  void write_child(Frame& frame) {
    if (begins_member(frame)) {
      begin_member(frame);
    }
    const Element child(&frame.element.document(), frame.children[frame.next].node);
    ++frame.next;
    write_element(child);
  }

  void close(const Frame& frame) {
    if (frame.in_array) {
      text_.end_array();
    }
    text_.end_object();
    frames_.pop_back();
  }

  void write_element(Element element) {
    const Type type = element.type();
    if (type == Type::foreign) {
      text_.string(xml::write_canonical(element.node()));
      return;
    }
    const std::vector<Fact> facts = attributes_in_order(element, form_);
    std::vector<Child> children = children_in_order(element);
    if (!info::is_complex(type) && facts.empty() && children.empty()) {
      write_value(text_, element.node().text(), type);
      return;
    }
    text_.begin_object();
    write_attributes(facts);
    write_own_text(element);
    frames_.push_back(std::make_unique<Frame>(Frame{element, std::move(children), 0, false}));
  }

  void write_attributes(const std::vector<Fact>& facts) {
    for (const Fact& fact : facts) {
      const bool known = fact.name.space.empty() && info::attribute_name_of(fact.name.local);
      text_.key(known ? std::string(fact.name.local) : info::extension_member(fact.name));
      write_value(text_, fact.attribute.value(), fact.type);
    }
  }

  void write_own_text(Element element) {
    if (!info::is_complex(element.type())) {
      text_.key(kStrayMember);
      write_value(text_, element.node().text(), element.type());
    } else if (const std::string stray = stray_text(element.node()); !stray.empty()) {
      text_.key(kStrayMember);
      text_.string(stray);
    }
  }

  info::JsonText text_;
  Form form_;
  std::vector<std::unique_ptr<Frame>> frames_;
};

}  // namespace

std::string canonical_text(Element element, Form form) {
  std::string out;
  const base::Sink sink = [&out](std::string_view piece) { out += piece; };
  Writer(sink, form).write(element);
  return out;
}

}  // namespace confstate::change
