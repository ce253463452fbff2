// Where we knowingly judge otherwise than libxml2. tests/interop/README.md says why each time.
//
// A deviation explains a disagreement about a document only if the disagreement has its direction and is gone when
// what the deviation is about has been mended in the document, and nothing else.
#pragma once

#include <algorithm>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "info/document.hpp"
#include "info/values.hpp"
#include "xml/read.hpp"

namespace confstate::tests {

// Replacements in a text.
class Edits {
 public:
  void replace(base::Span span, std::string by) { edits_.push_back({span, std::move(by)}); }

  // Of edits inside each other the outermost counts.
  [[nodiscard]] std::string apply(const std::string& text) {
    std::sort(edits_.begin(), edits_.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
    std::string out;
    std::size_t done = 0;
    for (const auto& [span, by] : edits_) {
      if (span.begin >= done) {
        out.append(text, done, span.begin - done).append(by);
        done = span.end;
      }
    }
    return out.append(text, done);
  }

 private:
  std::vector<std::pair<base::Span, std::string>> edits_;
};

// A simple value, wherever it stands.
struct Value {
  info::Type type;
  std::string_view text;
  base::Span span;
};

// What all values of a document have to do with their types.
template <class Visit>
void for_each_value(const info::Document& document, Visit visit) {
  for (std::uint32_t id = 0; id < document.tree().node_count(); ++id) {
    const xml::Node node = document.tree().node(id);
    if (!node.is_element()) {
      continue;
    }
    const info::Type type = document.type(node);
    for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
      const xml::Attribute attribute = node.attribute_at(i);
      const auto name = document.attribute_name(attribute.name_id());
      const auto* row = name && type != info::Type::foreign ? info::find_attribute(type, *name) : nullptr;
      const auto global = info::global_attribute_of(attribute.name().space, attribute.name().local);
      if (row != nullptr || global == info::GlobalAttribute::xml_base) {
        visit(Value{row != nullptr ? row->type : info::Type::any_uri, attribute.value(), attribute.value_span()});
      }
    }
    const xml::Node child = node.first_child();
    if (type != info::Type::foreign && !info::is_complex(type) && child && !node.first_element()) {
      base::Span span = child.span();
      for (xml::Node next = child; next; next = next.next_sibling()) {
        span.end = next.span().end;
      }
      visit(Value{type, node.text(), span});
    }
  }
}

template <class Wrong>
void mend_uris(const info::Document& document, Edits& edits, Wrong wrong) {
  for_each_value(document, [&](const Value& value) {
    if (value.type == info::Type::any_uri && info::belongs_to(value.text, value.type) &&
        wrong(std::string(value.text))) {
      edits.replace(value.span, "urn:mended");
    }
  });
}

inline void mend_brackets(const info::Document& document, Edits& edits) {
  mend_uris(document, edits, [](const std::string& uri) { return uri.find_first_of("[]") != std::string::npos; });
}

inline void mend_large_ports(const info::Document& document, Edits& edits) {
  mend_uris(document, edits, [](const std::string& uri) {
    static const std::regex port("//[^/?#]*:([0-9]{10,})([/?#]|\\s*$)");
    std::smatch found;
    return std::regex_search(uri, found, port) && (found[1].length() > 10 || found[1].str() > "2147483647");
  });
}

inline void mend_empty_ports(const info::Document& document, Edits& edits) {
  mend_uris(document, edits, [](const std::string& uri) {
    static const std::regex port("//[^/?#]*:([/?#]|\\s*$)");
    return std::regex_search(uri, port);
  });
}

inline void mend_space(const info::Document& document, Edits& edits) {
  for_each_value(document, [&](const Value& value) {
    const bool concerned = value.type == info::Type::unsigned_int || value.type == info::Type::date_time;
    if (concerned && base::trim(value.text).size() != value.text.size() && info::belongs_to(value.text, value.type)) {
      edits.replace(value.span, std::string(base::trim(value.text)));
    }
  });
}

inline void mend_cdata(const info::Document& document, Edits& edits) {
  for (std::uint32_t id = 0; id < document.tree().node_count(); ++id) {
    const xml::Node node = document.tree().node(id);
    const bool blank = node.kind() == xml::NodeKind::cdata && base::is_all_space(node.text());
    if (blank && node.parent() && document.type(node.parent()) != info::Type::foreign &&
        info::is_complex(document.type(node.parent()))) {
      edits.replace(node.span(), "");
    }
  }
}

inline void mend_instance_attributes(const info::Document& document, Edits& edits) {
  for (std::uint32_t id = 0; id < document.tree().node_count(); ++id) {
    const xml::Node node = document.tree().node(id);
    for (std::uint32_t i = 0; node.is_element() && i < node.attribute_count(); ++i) {
      const xml::Attribute attribute = node.attribute_at(i);
      const auto global = info::global_attribute_of(attribute.name().space, attribute.name().local);
      const bool ours = document.type(node) != info::Type::foreign;
      if (global == info::GlobalAttribute::xsi_type || (global == info::GlobalAttribute::xsi_nil && ours)) {
        edits.replace(attribute.span(), "");
      }
    }
  }
}

inline void mend_id_space(const info::Document& document, Edits& edits) {
  for (std::uint32_t id = 0; id < document.tree().node_count(); ++id) {
    const xml::Node node = document.tree().node(id);
    const xml::Attribute found = node.is_element() ? node.attribute({info::kXmlNamespace, "id"}) : xml::Attribute();
    if (found && base::trim(found.value()).size() != found.value().size()) {
      edits.replace(found.value_span(), std::string(base::trim(found.value())));
    }
  }
}

inline void mend_declaration(const info::Document& document, Edits& edits) {
  const std::string_view text = document.tree().text();
  if (text.starts_with("<?xml ")) {
    edits.replace({0, static_cast<std::uint32_t>(text.find("?>") + 2)}, "");
  }
}

// Extension elements before rows that are the last named children of their parent.
inline void mend_rows(const info::Document& document, Edits& edits) {
  for (const auto& [parent, row] :
       {std::pair{info::Type::users, info::Type::user}, std::pair{info::Type::user, info::Type::endpoint}}) {
    for (const std::uint32_t id : document.all(parent)) {
      std::vector<xml::Node> before;
      for (xml::Node node = document.element(id).node().first_element(); node; node = node.next_element()) {
        if (document.is_extension(node)) {
          before.push_back(node);
        } else if (document.type(node) == row) {
          for (const xml::Node extension : before) {
            edits.replace(extension.span(), "");
          }
          before.clear();
        }
      }
    }
  }
}

inline void mend_call_info(const info::Document& document, Edits& edits) {
  for (const std::uint32_t id : document.all(info::Type::call)) {
    const info::Element call = document.element(id);
    const info::Element sip = call.child(info::Name::sip);
    for (xml::Node node = call.node().first_element(); sip && node && node.id() < sip.node().id();
         node = node.next_element()) {
      edits.replace(node.span(), "");
    }
  }
}

struct Deviation {
  std::string_view name;
  bool we_refuse;  // else libxml2 does
  void (*mend)(const info::Document& document, Edits& edits);
};

inline constexpr Deviation kDeviations[] = {
    {"1 brackets in URIs", false, mend_brackets},
    {"2 ports over 2147483647", false, mend_large_ports},
    {"3 white space around xs:unsignedInt and xs:dateTime", false, mend_space},
    {"4 blank CDATA in element-only content", false, mend_cdata},
    {"5 xsi:type, and xsi:nil on our elements", true, mend_instance_attributes},
    {"6 declarations that libxml2's parser refuses", false, mend_declaration},
    {"7 empty ports", false, mend_empty_ports},
    {"8 xml:id with white space around it", true, mend_id_space},
    {"9 sip behind extension elements", true, mend_call_info},
    {"10 users and endpoints behind extension elements", true, mend_rows},
};

// The document without what a deviation is about; the same text where it has none of it.
[[nodiscard]] inline std::string mended(const std::string& text, const Deviation& deviation) {
  auto read = xml::read(text, xml::Reading::keeping, base::Limits{});
  if (!read || !read->judgeable) {
    return text;
  }
  const info::Document document(std::move(read->tree));
  Edits edits;
  deviation.mend(document, edits);
  return edits.apply(text);
}

}  // namespace confstate::tests
