#include "json/edit.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "json/layout.hpp"
#include "json/write.hpp"

namespace confstate::json {
namespace {

using Replacements = std::vector<Replacement>;

base::Failure no_place(std::string_view pointer) {
  return {"nothing stands at `" + std::string(pointer) + "`", ""};
}

// Where the last step of a pointer leads to.
struct Target {
  const Node* parent = nullptr;  // null: the pointer is that of the whole
  std::string step;              // its last step, unescaped
  const Node* node = nullptr;    // null: not there
};

Target find_target(const Tree& tree, std::string_view pointer) {
  const std::size_t slash = pointer.rfind('/');
  if (slash == std::string_view::npos) {
    return {nullptr, {}, pointer.empty() ? &tree.root() : nullptr};
  }
  return {tree.find(pointer.substr(0, slash)), unescaped(pointer.substr(slash + 1)), tree.find(pointer)};
}

std::uint32_t begin_of(const Node& parent, const Node& node) {
  return parent.kind == Kind::object ? node.key_span.begin : node.span.begin;
}

const Node* previous_of(const Tree& tree, const Node& parent, const Node& node) {
  const Node* before = nullptr;
  for (const Node* each = tree.first_of(parent); each != &node; each = tree.next_of(*each)) {
    before = each;
  }
  return before;
}

Replacements remove_node(const Layout& layout, const Tree& tree, const Node& parent, const Node& node) {
  const base::Span own{begin_of(parent, node), node.span.end};
  if (tree.next_of(node) != nullptr) {
    const std::uint32_t comma = layout.skip_gap(own.end);
    return layout.has_comment(own.end, comma) ? Replacements{layout.take_out(own), layout.take_out({comma, comma + 1})}
                                              : Replacements{layout.take_out({own.begin, comma + 1})};
  }
  const Node* before = previous_of(tree, parent, node);
  if (before == nullptr) {
    const base::Span inside{parent.span.begin + 1, parent.span.end - 1};
    const bool bare = !layout.has_comment(inside.begin, own.begin) && !layout.has_comment(own.end, inside.end);
    return {bare ? Replacement{inside, ""} : layout.take_out(own)};
  }
  const std::uint32_t comma = layout.skip_gap(before->span.end);
  return layout.has_comment(comma, own.begin) ? Replacements{{{comma, comma + 1}, ""}, layout.take_out(own)}
                                              : Replacements{{{comma, own.end}, ""}};
}

// The first thing within an object or list that has none.
Replacements insert_first(const Layout& layout, const Node& parent, const std::string& text) {
  const base::Span inside{parent.span.begin + 1, parent.span.end - 1};
  if (!layout.has_comment(inside.begin, inside.end)) {
    return {{inside, text}};
  }
  if (layout.begins_line(inside.end)) {
    return {{{inside.end, inside.end}, "  " + text + layout.line_break(inside.end) + layout.indent(inside.end)}};
  }
  return {{{inside.end, inside.end}, text}};
}

Replacements insert_last(const Layout& layout, const Tree& tree, const Node& parent, const std::string& text) {
  if (parent.last == kNone) {
    return insert_first(layout, parent, text);
  }
  const Node& last = tree.nodes[parent.last];
  const std::uint32_t begin = begin_of(parent, last);
  const std::uint32_t end = last.span.end;
  const std::optional<std::uint32_t> line_end = layout.end_of_line(end);
  if (!layout.begins_line(begin) || !line_end) {
    return {{{end, end}, ", " + text}};
  }
  const std::string line = layout.line_break(*line_end) + layout.indent(begin) + text;
  if (*line_end == end) {
    return {{{end, end}, "," + line}};
  }
  return {{{end, end}, ","}, {{*line_end, *line_end}, line}};
}

Replacements insert_before(const Layout& layout, const Node& next, const std::string& text) {
  const std::uint32_t at = next.span.begin;
  const std::string gap = layout.begins_line(at) ? layout.line_break(at) + layout.indent(at) : " ";
  return {{{at, at}, text + "," + gap}};
}

base::Result<Replacements> add_to(const Layout& layout, const Tree& tree, const Target& target, const Change& change) {
  if (target.parent == nullptr) {
    return tl::unexpected<base::Failure>(no_place(change.pointer));
  }
  if (target.parent->kind == Kind::object) {
    return insert_last(layout, tree, *target.parent, write_string(target.step) + ": " + change.value);
  }
  const std::string behind = std::to_string(count_of(tree, *target.parent));
  if (target.parent->kind == Kind::array && (target.step == "-" || target.step == behind)) {
    return insert_last(layout, tree, *target.parent, change.value);
  }
  return tl::unexpected<base::Failure>(no_place(change.pointer));
}

}  // namespace

base::Result<std::vector<Replacement>> replacements_of(std::string_view text, const Tree& tree, const Change& change) {
  const Target target = find_target(tree, change.pointer);
  const Layout layout(text);
  if (change.operation == Operation::add && target.node == nullptr) {
    return add_to(layout, tree, target, change);
  }
  if (target.node == nullptr || (change.operation == Operation::remove && target.parent == nullptr)) {
    return tl::unexpected<base::Failure>(no_place(change.pointer));
  }
  if (change.operation == Operation::remove) {
    return remove_node(layout, tree, *target.parent, *target.node);
  }
  const bool inserts =
      change.operation == Operation::add && target.parent != nullptr && target.parent->kind == Kind::array;
  return inserts ? insert_before(layout, *target.node, change.value) : Replacements{{target.node->span, change.value}};
}

Change set_value(const Tree& tree, std::string_view pointer, const std::string& value) {
  Change change{Operation::replace, std::string(pointer), value};
  while (!change.pointer.empty() && tree.find(change.pointer) == nullptr) {
    const std::size_t slash = change.pointer.rfind('/');
    change.operation = Operation::add;
    if (tree.find(std::string_view(change.pointer).substr(0, slash)) != nullptr) {
      break;
    }
    change.value =
        "{" + write_string(unescaped(std::string_view(change.pointer).substr(slash + 1))) + ": " + change.value + "}";
    change.pointer.resize(slash);
  }
  return change;
}

std::string replace_all(std::string_view text, std::span<const Replacement> replacements) {
  std::string out;
  std::size_t at = 0;
  for (const Replacement& each : replacements) {
    out += text.substr(at, each.span.begin - at);
    out += each.text;
    at = each.span.end;
  }
  return out + std::string(text.substr(at));
}

base::Result<std::string> edit(std::string_view text, std::span<const Change> changes) {
  std::string out(text);
  for (const Change& change : changes) {
    const tl::expected<Tree, Fault> tree = parse(out, {.comments = true, .repeats = true});
    if (!tree) {
      return base::fail(tree.error().message, tree.error().hint);
    }
    const base::Result<Replacements> replacements = replacements_of(out, *tree, change);
    if (!replacements) {
      return tl::unexpected<base::Failure>(replacements.error());
    }
    out = replace_all(out, *replacements);
  }
  return out;
}

Edited edit_together(std::string_view text, const Tree& tree, std::span<const Change> changes) {
  Edited edited;
  std::map<std::uint32_t, Replacement> all;  // by where they begin
  for (const Change& change : changes) {
    const base::Result<Replacements> found = replacements_of(text, tree, change);
    bool apart = found.has_value();
    for (const Replacement& each : apart ? *found : Replacements{}) {
      const auto next = all.lower_bound(each.span.begin);
      apart = apart && (next == all.end() || each.span.end < next->second.span.begin);
      apart = apart && (next == all.begin() || std::prev(next)->second.span.end < each.span.begin);
    }
    for (const Replacement& each : apart ? *found : Replacements{}) {
      all.emplace(each.span.begin, each);
    }
    edited.done.push_back(apart);
  }
  Replacements sorted;
  for (auto& [begin, each] : all) {
    sorted.push_back(std::move(each));
  }
  edited.text = replace_all(text, sorted);
  return edited;
}

}  // namespace confstate::json
