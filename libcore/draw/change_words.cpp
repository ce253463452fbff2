#include "draw/change_words.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "change/value.hpp"
#include "draw/roster_parts.hpp"
#include "info/values.hpp"
#include "xml/canonical.hpp"

namespace confstate::draw {

using info::Element;
using info::Name;
using info::Type;

namespace {

constexpr std::size_t kLongestPart = 72;  // columns of an extension element; JSON has all of it
constexpr std::size_t kMostWords = 6;     // about a part that was added or removed

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  return fmt::format("{}", fmt::join(words, between));
}

std::vector<std::string> texts_of(Element list) {
  std::vector<std::string> texts;
  for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
    texts.push_back(visible(base::collapse(entry.text())));
  }
  return texts;
}

// What a simple element says, in quotes where it does not belong to its type.
std::string shown_value(Element leaf) {
  const std::string text = change::canonical_value(leaf.node().text(), leaf.type());
  const bool belongs = info::belongs_to(text, leaf.type());
  return belongs ? visible(text) : fmt::format("\"{}\"", text);
}

// The texts of the simple elements below an element; the first few.
std::string words_about(Element part) {
  std::vector<std::string> words;
  const info::Document& document = part.document();
  const std::uint32_t end = part.node().span().end;
  const auto count = static_cast<std::uint32_t>(document.tree().node_count());
  for (std::uint32_t id = part.node().id() + 1; id < count && words.size() < kMostWords; ++id) {
    const Element below = document.element(id);
    if (below.node().span().begin >= end) {
      break;
    }
    if (below.node().is_element() && below.type() != Type::foreign && !info::is_complex(below.type())) {
      words.push_back(base::collapse(shown(below)));
    }
  }
  return joined(words, ", ");
}

// "dialed-in, connected".
std::string words_about_endpoint(Element endpoint) {
  std::vector<std::string> words;
  for (const Name name : {Name::joining_method, Name::status, Name::disconnection_method}) {
    if (const auto text = shown_child(endpoint, name)) {
      words.push_back(*text);
    }
  }
  return joined(words, ", ");
}

std::string words_about_user(Element user) {
  std::vector<std::string> words;
  for (Element endpoint = user.child(Name::endpoint); endpoint; endpoint = endpoint.next()) {
    std::string text = words_about_endpoint(endpoint);
    if (!text.empty() && words.size() < kMostWords) {
      words.push_back(std::move(text));
    }
  }
  return joined(words, "; ");
}

std::string words_about_sidebar(Element conference) {
  const Element users = conference.child(Name::users);
  std::size_t count = 0;
  for (Element user = users ? users.child(Name::user) : Element(); user; user = user.next()) {
    ++count;
  }
  return fmt::format("{} user{}", count, count == 1 ? "" : "s");
}

std::string child_words(Element element, std::initializer_list<Name> names) {
  std::vector<std::string> words;
  for (const Name name : names) {
    if (const auto text = shown_child(element, name)) {
      words.push_back(base::collapse(*text));
    }
  }
  return joined(words, ", ");
}

std::string key_or(Element row, std::string_view otherwise) {
  const auto key = row.key();
  return key ? visible(*key) : std::string(otherwise);
}

}  // namespace

std::string visible(std::string_view text) {
  const bool clear = !text.empty() && base::trim(text).size() == text.size();
  return clear ? std::string(text) : fmt::format("\"{}\"", text);
}

std::string cut(std::string_view text) {
  std::string out;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    width += static_cast<std::size_t>(base::display_width(point.value));
    if (width > kLongestPart) {
      return out + "...";
    }
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    out += text.substr(at, length);
    at += length;
  }
  return out;
}

std::string about(Element element) {
  switch (element.type()) {
    case Type::user:
      return words_about_user(element);
    case Type::endpoint:
      return words_about_endpoint(element);
    case Type::conference:
      return words_about_sidebar(element);
    case Type::media:
    case Type::medium:
      return child_words(element, {Name::status, Name::label});
    case Type::uri:
      return child_words(element, {Name::purpose});
    case Type::foreign:
      return cut(xml::write_canonical(element.node()));
    case Type::roles:
      return joined(texts_of(element), ", ");
    default:
      return info::is_complex(element.type()) ? words_about(element) : shown_value(element);
  }
}

std::string title_of(Element row) {
  switch (row.type()) {
    case Type::user:
      return key_or(row, "(no entity)");
    case Type::endpoint:
      return fmt::format("{} {}", to_string(Name::endpoint), key_or(row, "(no entity)"));
    case Type::conference:
      return fmt::format("sidebar {}", key_or(row, "(no entity)"));
    case Type::uri:
      return fmt::format("{} {}", to_string(row.parent().name()), key_or(row, "(no URI)"));
    case Type::medium:
      return fmt::format("{} {}", to_string(row.parent().name()), key_or(row, "(no label)"));
    case Type::media: {
      const std::string type = row.text_of(Name::type).value_or("");
      return fmt::format("{} {}{}{}", to_string(Name::media), key_or(row, "(no id)"), type.empty() ? "" : " ", type);
    }
    default:
      return row.type() == Type::foreign ? std::string(row.node().qname()) : std::string(to_string(row.name()));
  }
}

std::string name_of(Element row) {
  if (row.type() == Type::conference) {
    const Element description = row.child(Name::conference_description);
    return description ? base::collapse(description.text_of(Name::display_text).value_or("")) : std::string();
  }
  const bool has_name =
      row.type() == Type::user || row.type() == Type::endpoint || row.type() == Type::uri || row.type() == Type::medium;
  return has_name ? base::collapse(row.text_of(Name::display_text).value_or("")) : std::string();
}

}  // namespace confstate::draw
