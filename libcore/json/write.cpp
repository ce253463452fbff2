#include "json/write.hpp"

#include <vector>

#include <nlohmann/json.hpp>

namespace confstate::json {
namespace {

std::string scalar(const Node& node) {
  switch (node.kind) {
    case Kind::boolean:
      return node.flag ? "true" : "false";
    case Kind::number:
      return node.natural ? std::to_string(node.number) : std::to_string(node.integer);
    case Kind::string:
      return write_string(node.text);
    case Kind::array:
      return "[";
    case Kind::object:
      return "{";
    case Kind::null:
      break;
  }
  return "null";
}

bool is_open(const Node& node) {
  return node.kind == Kind::array || node.kind == Kind::object;
}

std::string begin_of(const Node& node, bool has_key) {
  return (has_key ? write_string(node.key) + ": " : "") + scalar(node);
}

}  // namespace

std::string write_string(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string write(const Tree& tree, const Node& node) {
  std::string out = begin_of(node, false);
  std::vector<const Node*> open;
  const Node* next = is_open(node) ? tree.first_of(node) : nullptr;
  if (is_open(node)) {
    open.push_back(&node);
  }
  while (!open.empty()) {
    const Node& parent = *open.back();
    if (next == nullptr) {
      out += parent.kind == Kind::array ? ']' : '}';
      open.pop_back();
      next = open.empty() ? nullptr : tree.next_of(parent);
      continue;
    }
    out += (next == tree.first_of(parent) ? "" : ", ") + begin_of(*next, parent.kind == Kind::object);
    if (is_open(*next)) {
      open.push_back(next);
      next = tree.first_of(*next);
    } else {
      next = tree.next_of(*next);
    }
  }
  return out;
}

}  // namespace confstate::json
