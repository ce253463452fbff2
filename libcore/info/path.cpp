// Paths of nodes for reports. Each is written from the leaf up, so that a deep document costs no more than what is
// shown, and what siblings have to know about each other is worked out once per parent.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "info/document.hpp"

namespace confstate::info {
namespace {

constexpr std::size_t kLongestPart = 200;
constexpr std::size_t kLongestPath = 4000;

// At most kLongestPart bytes of a text, whole characters.
std::string_view cut(std::string_view text) {
  if (text.size() <= kLongestPart) {
    return text;
  }
  std::size_t end = kLongestPart;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

std::string in_brackets(std::string_view key) {
  std::string out = "[";
  for (const char c : cut(key)) {
    if (c == ']' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out += ']';
}

std::string name_step(const xml::ExpandedName& name, bool extension) {
  std::string out;
  if (extension) {
    out.append("{").append(cut(name.space)).append("}");
  }
  return out.append(cut(name.local));
}

// True for an element that may stand beside others of its name: a row of a list, or an extension element.
bool may_repeat(const Document& document, xml::Node node) {
  const Type above = document.type(node.parent());
  const ChildRow* row = above == Type::foreign ? nullptr : find_child(above, document.name(node));
  return row != nullptr ? row->at_most == kMany : !document.in_vocabulary(node);
}

}  // namespace

// What stands behind the name in a step, for all children of the parents that were asked about.
class PathIndex {
 public:
  // "[key]", "[key]#2", "[3]", or nothing.
  [[nodiscard]] const std::string& suffix(const Document& document, xml::Node node) {
    static const std::string none;
    if (!node.parent() || !may_repeat(document, node)) {
      return none;
    }
    auto found = suffixes_.find(node.id());
    if (found == suffixes_.end()) {
      number_children(document, node.parent());
      found = suffixes_.find(node.id());
    }
    return found->second;
  }

 private:
  void number_children(const Document& document, xml::Node parent) {
    std::unordered_map<std::uint32_t, std::uint32_t> by_name;
    std::unordered_map<std::string, std::uint32_t> by_key;
    for (xml::Node node = parent.first_element(); node; node = node.next_element()) {
      if (!may_repeat(document, node)) {
        continue;
      }
      const Name own = document.name(node);
      const std::optional<std::string> key = Element(&document, node).key();
      if (!key) {
        const std::uint32_t name = own == Name::unknown ? node.name_id() + kNames : static_cast<std::uint32_t>(own);
        suffixes_[node.id()] = "[" + std::to_string(++by_name[name]) + "]";
        continue;
      }
      const std::uint32_t number = ++by_key[*key];
      suffixes_[node.id()] = in_brackets(*key) + (number > 1 ? "#" + std::to_string(number) : "");
    }
  }

  std::unordered_map<std::uint32_t, std::string> suffixes_;  // by node id
};

std::string path_of(const Document& document, xml::Node node) {
  if (!document.paths_) {
    document.paths_ = std::make_shared<PathIndex>();
  }
  std::vector<std::string> steps;
  std::size_t size = 0;
  for (; node && size < kLongestPath; node = node.parent()) {
    steps.push_back(name_step(node.name(), !document.in_vocabulary(node)) + document.paths_->suffix(document, node));
    size += steps.back().size() + 1;
  }
  std::string out = node ? "/..." : "";
  std::ranges::reverse(steps);
  for (const std::string& step : steps) {
    out.append("/").append(step);
  }
  return out;
}

std::string path_of(const Document& document, xml::Node node, xml::Attribute attribute) {
  const xml::ExpandedName name = attribute.name();
  return path_of(document, node) + "/@" + name_step(name, !name.space.empty());
}

}  // namespace confstate::info
