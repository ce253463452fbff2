#include "xml/writer.hpp"

#include <algorithm>
#include <vector>

namespace confstate::xml {
namespace {

std::string_view escape_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    default:
      return "&#13;";
  }
}

void append_escaped(std::string& out, std::string_view text, const char* special) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find_first_of(special, at), text.size());
    out.append(text, at, next - at);
    at = next;
    if (next < text.size()) {
      out += escape_of(text[next]);
      ++at;
    }
  }
}

// Bytes that a prefix may consist of; those from 0x80 on belong to longer characters, any of which may be a letter.
bool is_name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_' ||
         byte == '-' || byte == '.' || byte >= 0x80;
}

// Whatever stands before a colon, each once.
std::vector<std::string_view> possible_prefixes(std::string_view raw) {
  std::vector<std::string_view> prefixes;
  for (std::size_t colon = raw.find(':'); colon != std::string_view::npos; colon = raw.find(':', colon + 1)) {
    std::size_t begin = colon;
    while (begin > 0 && is_name_byte(raw[begin - 1])) {
      --begin;
    }
    if (begin < colon) {
      prefixes.push_back(raw.substr(begin, colon - begin));
    }
  }
  std::ranges::sort(prefixes);
  prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
  return prefixes;
}

bool has_prefix(Node element) {
  return element.qname().find(':') != std::string_view::npos;
}

// True when an element without a prefix is among the element and all below it: ids are in document order.
bool uses_default(const Tree& tree, Node element) {
  const std::size_t end = element.span().end;
  for (std::uint32_t id = element.id(); id < tree.node_count() && tree.node(id).span().begin < end; ++id) {
    if (tree.node(id).is_element() && !has_prefix(tree.node(id))) {
      return true;
    }
  }
  return false;
}

void append_declaration(std::string& out, std::string_view prefix, std::string_view space) {
  out += prefix.empty() ? " xmlns" : " xmlns:";
  out += prefix;
  out += "=\"";
  append_value(out, space);
  out += '"';
}

}  // namespace

void append_text(std::string& out, std::string_view text) {
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size() - 1) + 1;
    append_escaped(out, text.substr(line, end - line), "&<>\r");
    const std::size_t first = std::min(text.find_first_not_of(" \t\n", end), text.size());
    out.append(text, end, first - end);
    line = first;
    if (line < text.size() && end > 0 && (text[line] == ':' || text[line] == '#')) {
      out += text[line++] == ':' ? "&#58;" : "&#35;";
    }
  }
}

void append_value(std::string& out, std::string_view value) {
  append_escaped(out, value, "&<>\"\t\n\r");
}

void append_self_contained(std::string& out, const Tree& tree, const Scopes& scopes, Node element,
                           std::string_view default_space) {
  const base::Span span = element.span();
  const std::size_t name_end = element.name_span().end;
  out.append(tree.text(), span.begin, name_end - span.begin);
  const std::string_view around = scopes.find({}, element).value_or(std::string_view());
  if (around != default_space && !scopes.declares(element, {}) && uses_default(tree, element)) {
    append_declaration(out, {}, around);
  }
  for (const std::string_view prefix : possible_prefixes(tree.text().substr(span.begin, span.end - span.begin))) {
    const std::optional<std::string_view> space = scopes.find(prefix, element);
    if (space && prefix != "xml" && !scopes.declares(element, prefix)) {
      append_declaration(out, prefix, *space);
    }
  }
  out.append(tree.text(), name_end, span.end - name_end);
}

}  // namespace confstate::xml
