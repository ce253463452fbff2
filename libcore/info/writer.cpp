#include "info/writer.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "xml/writer.hpp"

namespace confstate::info {
namespace {

std::string_view prefix_of(std::string_view qname) {
  const std::size_t colon = qname.find(':');
  return colon == std::string_view::npos ? std::string_view() : qname.substr(0, colon);
}

// xsi:type names a type by a prefix, which must mean the same where it is written.
void declare_for_value(Writer& writer, const Document& document, xml::Node node, const xml::Attribute& attribute) {
  const std::optional<GlobalAttribute> global = global_attribute_of(attribute.name().space, attribute.name().local);
  const std::string_view prefix = prefix_of(attribute.value());
  if (global != GlobalAttribute::xsi_type || prefix.empty()) {
    return;
  }
  if (const auto space = document.scopes().find(prefix, node)) {
    writer.declare(prefix, *space);
  }
}

bool is_foreign(const xml::Attribute& attribute) {
  return !attribute.name().space.empty();
}

// True for an attribute of no namespace that the table does not have for this type.
bool is_strange(Element element, const xml::Attribute& attribute) {
  const auto known = element.document().attribute_name(attribute.name_id());
  const bool in_table = known && element.type() != Type::foreign && find_attribute(element.type(), *known) != nullptr;
  return !is_foreign(attribute) && known != AttributeName::state && !in_table;
}

// The attributes that are not in the table of the type, in the order that write_attributes promises.
void write_others(Writer& writer, Element element) {
  const xml::Node node = element.node();
  for (const bool foreign : {false, true}) {
    for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
      const xml::Attribute attribute = node.attribute_at(i);
      if (foreign ? is_foreign(attribute) : is_strange(element, attribute)) {
        write_attribute(writer, element, attribute);
      }
    }
  }
}

constexpr std::uint64_t kDeclarationSyntax = 10;  // xmlns:=""

// How many declarations an element may need: one for each attribute of another namespace, and one for what its value
// speaks of; for an extension one for each prefix that it could use.
std::uint64_t uses_of_namespaces(const Document& document, xml::Node node) {
  if (!node.is_element() || (node.parent() && !document.in_vocabulary(node.parent()))) {
    return 0;
  }
  if (document.in_vocabulary(node)) {
    std::uint64_t foreign = 0;
    for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
      foreign += is_foreign(node.attribute_at(i)) ? 2 : 0;
    }
    return foreign;
  }
  const base::Span span = node.span();
  const std::string_view raw = document.tree().text().substr(span.begin, span.end - span.begin);
  const auto colons = static_cast<std::uint64_t>(std::ranges::count(raw, ':'));
  return 1 + std::min<std::uint64_t>(colons, document.tree().declarations().size());
}

}  // namespace

void Writer::declaration() {
  out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
}

// Closes the start tag around the next child, and starts its line.
void Writer::begin_child() {
  if (std::exchange(in_tag_, false)) {
    out_ += '>';
    end_declarations();
  }
  if (layout_ == Layout::indented && level_ + open_.size() > 0) {
    if (!open_.empty()) {
      out_ += '\n';
    }
    out_.append(2 * (level_ + open_.size()), ' ');
  }
  has_children_ = true;
}

std::size_t Writer::open(std::string_view local) {
  begin_child();
  const std::size_t begin = out_.size();
  out_ += '<';
  out_ += local;
  if (open_.empty() && level_ == 0) {
    attribute("xmlns", kNamespace);
  }
  open_.push_back(local);
  in_tag_ = true;
  has_children_ = false;
  return begin;
}

void Writer::attribute(std::string_view local, std::string_view value) {
  out_ += ' ';
  out_ += local;
  out_ += "=\"";
  xml::append_value(out_, value);
  out_ += '"';
}

void Writer::end_declarations() {
  declared_.clear();
  numbered_ = 0;
}

void Writer::declare(std::string_view prefix, std::string_view space) {
  const bool known = std::ranges::any_of(declared_, [prefix](const Declared& one) { return one.prefix == prefix; });
  if (known || prefix == "xml") {
    return;
  }
  declared_.push_back({.prefix = std::string(prefix), .space = std::string(space)});
  attribute(fmt::format("xmlns:{}", prefix), space);
}

void Writer::foreign_attribute(const xml::ExpandedName& name, std::string_view prefix, std::string_view value) {
  if (name.space == kXmlNamespace) {
    attribute(fmt::format("xml:{}", name.local), value);
    return;
  }
  const auto same_space = std::ranges::find(declared_, name.space, &Declared::space);
  if (same_space != declared_.end()) {
    attribute(fmt::format("{}:{}", same_space->prefix, name.local), value);
    return;
  }
  std::string own(prefix);
  while (own.empty() || std::ranges::find(declared_, own, &Declared::prefix) != declared_.end()) {
    own = fmt::format("n{}", ++numbered_);
  }
  declare(own, name.space);
  attribute(fmt::format("{}:{}", own, name.local), value);
}

void Writer::text(std::string_view text) {
  if (text.empty()) {
    return;
  }
  in_tag_ = false;
  end_declarations();
  out_ += '>';
  xml::append_text(out_, text);
}

void Writer::raw(std::string_view element) {
  begin_child();
  out_ += element;
}

void Writer::close() {
  const std::string_view local = open_.back();
  open_.pop_back();
  if (std::exchange(in_tag_, false)) {
    out_ += "/>";
    end_declarations();
  } else {
    if (has_children_ && layout_ == Layout::indented) {
      out_ += '\n';
      out_.append(2 * (level_ + open_.size()), ' ');
    }
    out_ += "</";
    out_ += local;
    out_ += '>';
  }
  has_children_ = true;
}

void write_attribute(Writer& writer, Element element, const xml::Attribute& attribute) {
  if (!is_foreign(attribute)) {
    writer.attribute(attribute.name().local, attribute.value());
    return;
  }
  declare_for_value(writer, element.document(), element.node(), attribute);
  writer.foreign_attribute(attribute.name(), prefix_of(attribute.qname()), attribute.value());
}

void write_attributes(Writer& writer, Element element) {
  if (element.node().attribute_count() == 0) {
    return;
  }
  const std::span<const AttributeRow> table =
      element.type() == Type::foreign ? std::span<const AttributeRow>() : attributes_of(element.type());
  for (const AttributeRow& row : table) {
    const xml::Attribute attribute = element.attribute(row.name);
    if (attribute && row.name != AttributeName::state) {
      writer.attribute(row.name, attribute.value());
    }
  }
  write_others(writer, element);
}

void open_root(Writer& writer, Element root, State state, std::uint32_t version) {
  writer.declaration();
  writer.open(Name::conference_info);
  if (const xml::Attribute entity = root.attribute(AttributeName::entity)) {
    writer.attribute(AttributeName::entity, entity.value());
  }
  writer.attribute(AttributeName::state, values_of(Type::state)[static_cast<std::size_t>(state)]);
  writer.attribute(AttributeName::version, fmt::format_int(version).str());
  write_others(writer, root);
}

std::uint64_t declared_bytes(const Document& document) {
  const xml::Tree& tree = document.tree();
  std::uint64_t longest = 0;
  for (const xml::NamespaceDeclaration& one : tree.declarations()) {
    longest = std::max<std::uint64_t>(longest, one.prefix.size() + one.space.size() + kDeclarationSyntax);
  }
  std::uint64_t uses = 0;
  for (std::uint32_t id = 0; id < tree.node_count() && longest > 0; ++id) {
    uses += uses_of_namespaces(document, tree.node(id));
  }
  return uses * longest;
}

bool is_deleted_row(Element child) {
  return child.type() != Type::foreign && is_stateful(child.name(), child.type()) && child.state() == State::deleted;
}

std::string foreign_text(const Document& document, xml::Node node) {
  std::string out;
  xml::append_self_contained(out, document.tree(), document.scopes(), node, kNamespace);
  return out;
}

namespace {

// Writes an element as it is stored, and says where each part of it went.
class Storing {
 public:
  Storing(Writer& writer, const Document& document, std::vector<Written>* places)
      : writer_(writer), document_(document), places_(places) {
    if (places_ != nullptr) {
      places_->resize(document.tree().node_count());
    }
  }

  void write(xml::Node top) {
    write_child(top);
    while (!open_.empty()) {
      const xml::Node child = open_.back().next;
      if (!child) {
        end();
        continue;
      }
      open_.back().next = child.next_element();
      if (!is_deleted_row({&document_, child})) {
        write_child(child);
      }
    }
  }

 private:
  struct Open {
    xml::Node node;
    xml::Node next;  // the child to be written next
    std::size_t begin = 0;
  };

  void write_child(xml::Node node) {
    if (document_.in_vocabulary(node)) {
      begin(node);
    } else {
      write_foreign(node);
    }
  }

  void begin(xml::Node node) {
    const std::size_t begin = writer_.open(node.name().local);
    write_attributes(writer_, {&document_, node});
    open_.push_back({.node = node, .next = node.first_element(), .begin = begin});
    if (!open_.back().next) {
      writer_.text(node.text());
    }
  }

  void end() {
    writer_.close();
    place(open_.back().node, open_.back().begin);
    open_.pop_back();
  }

  void write_foreign(xml::Node node) {
    const std::string text = foreign_text(document_, node);
    writer_.raw(text);
    place(node, writer_.out().size() - text.size());
  }

  void place(xml::Node node, std::size_t begin) {
    if (places_ != nullptr) {
      (*places_)[node.id()] = {begin, writer_.out().size()};
    }
  }

  Writer& writer_;
  const Document& document_;
  std::vector<Written>* places_;
  std::vector<Open> open_;
};

}  // namespace

void write_stored(Writer& writer, Element element, std::vector<Written>* places) {
  Storing(writer, element.document(), places).write(element.node());
}

void write_document(Writer& writer, Element root, State state, std::uint32_t version, std::vector<Written>* places) {
  open_root(writer, root, state, version);
  for (xml::Node child = root.node().first_element(); child; child = child.next_element()) {
    if (!is_deleted_row({&root.document(), child})) {
      write_stored(writer, {&root.document(), child}, places);
    }
  }
  writer.close();
  writer.out() += '\n';
}

}  // namespace confstate::info
