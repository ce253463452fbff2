#include "xml/canonical.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace confstate::xml {
namespace {

std::string_view prefix_of(std::string_view qname) {
  const std::size_t colon = qname.find(':');
  return colon == std::string_view::npos ? std::string_view() : qname.substr(0, colon);
}

// Canonical XML 1.0 section 2.3: what must be escaped, and how, depends on where it stands.
std::string_view escape_of(char c, bool in_value) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return in_value ? "" : "&gt;";
    case '"':
      return in_value ? "&quot;" : "";
    case '\t':
      return in_value ? "&#x9;" : "";
    case '\n':
      return in_value ? "&#xA;" : "";
    case '\r':
      return "&#xD;";
    default:
      return "";
  }
}

void append_escaped(std::string& out, std::string_view text, bool in_value) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find_first_of("&<>\"\t\n\r", at), text.size());
    out.append(text, at, next - at);
    at = next;
    if (next < text.size()) {
      const std::string_view escape = escape_of(text[next], in_value);
      out += escape.empty() ? text.substr(next, 1) : escape;
      ++at;
    }
  }
}

// Writes start tags with the namespaces that are used in them and not yet known to whoever reads the output.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) { shown_.emplace(std::string_view(), std::string_view()); }

  void open(Node element) {
    scopes_.push_back(undo_.size());
    out_ += '<';
    out_ += element.qname();
    write_namespaces(element);
    write_attributes(element);
    out_ += '>';
  }

  void close(Node element) {
    out_ += "</";
    out_ += element.qname();
    out_ += '>';
    for (; undo_.size() > scopes_.back(); undo_.pop_back()) {
      shown_[undo_.back().prefix] = undo_.back().space;
    }
    scopes_.pop_back();
  }

  void leaf(Node node) {
    if (node.kind() == NodeKind::instruction) {
      out_ += "<?";
      out_ += node.qname();
      out_ += node.text().empty() ? "" : " ";
      out_ += node.text();
      out_ += "?>";
    } else if (node.kind() != NodeKind::comment) {
      append_escaped(out_, node.text(), false);
    }
  }

 private:
  struct Binding {
    std::string_view prefix;
    std::string_view space;
  };

  // Visibly used: by the element, or by an attribute with a prefix (Exclusive Canonicalization section 3).
  void write_namespaces(Node element) {
    std::vector<Binding> used{{prefix_of(element.qname()), element.name().space}};
    for (std::uint32_t i = 0; i < element.attribute_count(); ++i) {
      const Attribute attribute = element.attribute_at(i);
      if (!attribute.name().space.empty()) {
        used.push_back({prefix_of(attribute.qname()), attribute.name().space});
      }
    }
    std::ranges::sort(used, {}, [](const Binding& binding) { return std::pair(binding.prefix, binding.space); });
    for (const Binding& binding : used) {
      show(binding);
    }
  }

  void show(const Binding& binding) {
    std::string_view& shown = shown_[binding.prefix];
    if (binding.prefix == "xml" || shown == binding.space) {
      return;
    }
    undo_.push_back({binding.prefix, shown});
    shown = binding.space;
    out_ += binding.prefix.empty() ? " xmlns" : " xmlns:";
    out_ += binding.prefix;
    write_value(binding.space);
  }

  void write_attributes(Node element) {
    std::vector<Attribute> sorted;
    for (std::uint32_t i = 0; i < element.attribute_count(); ++i) {
      sorted.push_back(element.attribute_at(i));
    }
    std::ranges::sort(sorted, {}, [](const Attribute& attribute) {
      return std::pair(attribute.name().space, attribute.name().local);
    });
    for (const Attribute& attribute : sorted) {
      out_ += ' ';
      out_ += attribute.qname();
      write_value(attribute.value());
    }
  }

  void write_value(std::string_view value) {
    out_ += "=\"";
    append_escaped(out_, value, true);
    out_ += '"';
  }

  std::string& out_;
  std::unordered_map<std::string_view, std::string_view> shown_;  // prefix to namespace, in the output
  std::vector<Binding> undo_;
  std::vector<std::size_t> scopes_;
};

}  // namespace

std::string write_canonical(Node element) {
  std::string out;
  if (!element.is_element()) {
    return out;
  }
  Writer writer(out);
  writer.open(element);
  Node parent = element;
  Node node = element.first_child();
  for (;;) {
    if (!node) {
      writer.close(parent);
      if (parent == element) {
        return out;
      }
      node = parent.next_sibling();
      parent = parent.parent();
    } else if (node.is_element()) {
      writer.open(node);
      parent = node;
      node = node.first_child();
    } else {
      writer.leaf(node);
      node = node.next_sibling();
    }
  }
}

}  // namespace confstate::xml
