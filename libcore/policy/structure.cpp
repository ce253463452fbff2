#include "policy/structure.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "policy/fields.hpp"
#include "policy/text_form.hpp"

namespace confstate::policy {
namespace {

std::string_view words_of_kind(FieldKind kind) {
  switch (kind) {
    case FieldKind::boolean:
      return "true or false";
    case FieldKind::whole:
      return "a whole number";
    case FieldKind::text:
    case FieldKind::word:
      return "a string";
    case FieldKind::flag_word:
      return "true, \"warn\" or false";
    case FieldKind::truth:
      return "true";
    case FieldKind::texts:
    case FieldKind::words:
      return "a list of strings";
    case FieldKind::roles:
      return "a string or a list of strings";
    case FieldKind::objects:
      return "a list of objects";
    case FieldKind::object:
    case FieldKind::map:
      break;
  }
  return "an object";
}

bool has_kind(const Field& field, const json::Node& node) {
  switch (field.kind) {
    case FieldKind::boolean:
      return node.kind == json::Kind::boolean;
    case FieldKind::truth:
      return node.kind == json::Kind::boolean && node.flag;
    case FieldKind::whole:
      return node.kind == json::Kind::number && node.whole;
    case FieldKind::text:
    case FieldKind::word:
      return node.kind == json::Kind::string;
    case FieldKind::flag_word:
      return node.kind == json::Kind::string || node.kind == json::Kind::boolean;
    case FieldKind::roles:
      return node.kind == json::Kind::string || node.kind == json::Kind::array;
    case FieldKind::texts:
    case FieldKind::words:
    case FieldKind::objects:
      return node.kind == json::Kind::array;
    case FieldKind::object:
    case FieldKind::map:
      break;
  }
  return node.kind == json::Kind::object;
}

std::string join(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    out += (out.empty() ? "" : ", ") + std::string(word);
  }
  return out;
}

bool is_extension(std::string_view key) {
  return key.substr(0, 2) == "x-";
}

// An object that waits to be looked at.
struct Visit {
  const Table* table;
  std::size_t node;
  std::string pointer;
};

// `child` is what `parent` needs.
struct Need {
  std::size_t child;
  std::size_t parent;
};

class Checker {
 public:
  explicit Checker(const json::Tree& tree) : tree_(tree) {
    out_.bad.resize(tree.nodes.size());
    for (const json::Repeat& repeat : tree.repeats) {
      out_.bad[repeat.node] = true;
    }
  }

  Structure run() {
    work_.push_back({&policy_table(), 0, {}});
    while (!work_.empty()) {
      const Visit work = std::move(work_.back());
      work_.pop_back();
      object(work);
    }
    std::reverse(needs_.begin(), needs_.end());  // what is deeper stands later
    for (const Need& need : needs_) {
      out_.bad[need.parent] = out_.bad[need.parent] || out_.bad[need.child];
    }
    std::stable_sort(out_.faults.begin(), out_.faults.end(),
                     [](const FormFault& a, const FormFault& b) { return a.span.begin < b.span.begin; });
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t index_of(const json::Node& node) const {
    return static_cast<std::size_t>(&node - tree_.nodes.data());
  }

  void fault(base::Span span, const std::string& pointer, std::string message, std::string label = {},
             std::string help = {}, std::string_view meant = {}) {
    if (out_.faults.size() < kMaxFormFaults) {
      out_.faults.push_back({FormFaultKind::schema, span, pointer, std::move(message), std::move(label),
                             std::move(help), std::string(meant)});
    }
  }

  void bad(const json::Node& node) { out_.bad[index_of(node)] = true; }

  void object(const Visit& work) {
    const json::Node& node = tree_.nodes[work.node];
    if (node.kind != json::Kind::object) {
      bad(node);
      return fault(node.span, work.pointer,
                   std::string(work.table->name) + " is an object, not " + std::string(json::word(node.kind)));
    }
    for (const json::Node* each = tree_.first_of(node); each != nullptr; each = tree_.next_of(*each)) {
      if (!out_.bad[index_of(*each)] && !is_extension(each->key)) {
        member(work, *each);
      }
    }
    find_missing(work, node);
    count_alternatives(work, node);
  }

  void member(const Visit& work, const json::Node& node) {
    const bool added = node.key.substr(0, 1) == "+";
    const Field* field = work.table->find(std::string_view(node.key).substr(added ? 1 : 0));
    const std::string pointer = json::step(work.pointer, node.key);
    if (field == nullptr || (added && !(is_list(field->kind) && work.table->layered))) {
      bad(node);
      return field == nullptr ? unknown(*work.table, node, pointer) : not_added(*field, node, pointer);
    }
    value(*field, node, pointer);
    if (!work.table->layered && (field->required || field->alternative)) {
      needs_.push_back({index_of(node), work.node});
    }
  }

  void unknown(const Table& table, const json::Node& node, const std::string& pointer) {
    std::vector<std::string_view> names;
    for (const Field& field : table.fields) {
      names.push_back(field.name);
    }
    unknown_among(names, "is no field of " + std::string(table.name), node, pointer);
  }

  void not_added(const Field& field, const json::Node& node, const std::string& pointer) {
    const bool list = is_list(field.kind);
    fault(node.key_span, pointer,
          ticked(node.key) + (list ? " has nothing below to add to" : " would add to a list, and this is none"),
          "write " + ticked(field.name));
  }

  void unknown_among(std::span<const std::string_view> names, const std::string& what, const json::Node& node,
                     const std::string& pointer) {
    if (out_.faults.size() >= kMaxFormFaults) {
      return;
    }
    const std::string_view key = node.key;
    const std::optional<std::string_view> near = base::nearest(key.substr(key.substr(0, 1) == "+" ? 1 : 0), names);
    fault(node.key_span, pointer, ticked(key) + " " + what, near ? "did you mean " + ticked(*near) + "?" : "",
          near ? "" : "it has " + join(names), near.value_or(""));
  }

  void find_missing(const Visit& work, const json::Node& node) {
    for (const Field& field : work.table->fields) {
      if (field.required && tree_.find(node, field.name) == nullptr) {
        out_.bad[work.node] = out_.bad[work.node] || !work.table->layered;
        fault(first_character(node), work.pointer, std::string(work.table->name) + " needs " + ticked(field.name));
      }
    }
  }

  void count_alternatives(const Visit& work, const json::Node& node) {
    std::vector<std::string_view> names;
    std::vector<const json::Node*> found;
    for (const Field& field : work.table->fields) {
      const json::Node* value = tree_.find(node, field.name);
      if (field.alternative) {
        names.push_back(field.name);
        found.insert(found.end(), value == nullptr ? 0 : 1, value);
      }
      if (value != nullptr && !field.needs.empty() && tree_.find(node, field.needs) == nullptr) {
        bad(node);
        fault(value->key_span, json::step(work.pointer, field.name),
              ticked(field.name) + " goes with " + ticked(field.needs) + " only");
      }
    }
    if (!names.empty() && found.size() != 1) {
      bad(node);
      fault(found.empty() ? first_character(node) : found[1]->key_span, work.pointer,
            std::string(work.table->name) + " has exactly one of " + join(names));
    }
  }

  static base::Span first_character(const json::Node& node) { return {node.span.begin, node.span.begin + 1}; }

  void value(const Field& field, const json::Node& node, const std::string& pointer) {
    if (!has_kind(field, node)) {
      bad(node);
      return wrong_kind(ticked(field.name), words_of_kind(field.kind), node, pointer);
    }
    switch (field.kind) {
      case FieldKind::object:
        return work_.push_back({field.members, index_of(node), pointer});
      case FieldKind::objects:
      case FieldKind::map:
        return members(field, node, pointer);
      case FieldKind::whole:
        return range(field, node, pointer);
      case FieldKind::text:
        return form(field, node, pointer);
      case FieldKind::word:
      case FieldKind::flag_word:
        return word(field, node, node, pointer);
      case FieldKind::texts:
      case FieldKind::words:
      case FieldKind::roles:
        return elements(field, node, pointer);
      case FieldKind::boolean:
      case FieldKind::truth:
        break;
    }
  }

  void wrong_kind(const std::string& name, std::string_view wanted, const json::Node& node,
                  const std::string& pointer) {
    const bool fraction = node.kind == json::Kind::number && !node.whole;
    const bool quotes = node.kind == json::Kind::number && wanted == "a string";
    const std::string found = node.kind == json::Kind::boolean ? (node.flag ? "true" : "false")
                              : fraction                       ? "one with a fraction"
                                                               : std::string(json::word(node.kind));
    fault(node.span, pointer, name + " is " + std::string(wanted) + ", not " + found, "",
          quotes ? "write it in quotes" : "");
  }

  void members(const Field& field, const json::Node& node, const std::string& pointer) {
    std::size_t index = 0;
    for (const json::Node* each = tree_.first_of(node); each != nullptr; each = tree_.next_of(*each)) {
      const bool is_map = field.kind == FieldKind::map;
      const std::string at = json::step(pointer, is_map ? each->key : std::to_string(index++));
      if (out_.bad[index_of(*each)] || (is_map && is_extension(each->key))) {
        continue;
      }
      if (!field.keys.empty() && std::find(field.keys.begin(), field.keys.end(), each->key) == field.keys.end()) {
        bad(*each);
        unknown_among(field.keys, "is no member of " + std::string(field.name), *each, at);
      } else {
        work_.push_back({field.members, index_of(*each), at});
      }
    }
  }

  void range(const Field& field, const json::Node& node, const std::string& pointer) {
    if (node.integer >= field.least && node.integer <= field.most) {
      return;
    }
    bad(node);
    const std::string least = std::to_string(field.least);
    const std::string wanted = field.least == field.most  ? least
                               : field.most == kMostWhole ? "at least " + least
                                                          : least + " to " + std::to_string(field.most);
    const bool huge = node.integer > kMostWhole || node.integer < -kMostWhole;
    fault(node.span, pointer,
          ticked(field.name) + " is " + (huge ? "at most " + std::to_string(field.most) : wanted) + ", not " +
              (huge ? "more" : std::to_string(node.integer)));
  }

  void form(const Field& field, const json::Node& node, const std::string& pointer) {
    if (!has_form(field.form, node.text)) {
      bad(node);
      fault(node.span, pointer, ticked(node.text) + " is not " + std::string(words_for(field.form)));
    }
  }

  // One word of `list`, which is the value itself where it is no list.
  void word(const Field& field, const json::Node& list, const json::Node& node, const std::string& pointer) {
    if (node.kind == json::Kind::boolean || is_word(field, node.text)) {
      return;
    }
    bad(list);
    const bool flag = field.kind == FieldKind::flag_word;
    const std::optional<std::string_view> near = base::nearest(node.text, field.words);
    fault(node.span, pointer, ticked(node.text) + " is not " + std::string(field.noun),
          near ? "did you mean " + ticked(*near) + "?" : "",
          near ? "" : "it is " + (flag ? std::string(words_of_kind(field.kind)) : "one of " + join(field.words)),
          near.value_or(""));
  }

  static bool is_word(const Field& field, std::string_view text) {
    const bool flag = field.kind == FieldKind::flag_word && (text == "true" || text == "false");
    return !flag && std::find(field.words.begin(), field.words.end(), text) != field.words.end();
  }

  void elements(const Field& field, const json::Node& list, const std::string& pointer) {
    std::size_t index = 0;
    for (const json::Node* each = tree_.first_of(list); each != nullptr; each = tree_.next_of(*each)) {
      const std::string at = json::step(pointer, std::to_string(index++));
      if (each->kind != json::Kind::string) {
        bad(list);
        wrong_kind("an element of " + ticked(field.name), "a string", *each, at);
      } else if (field.kind == FieldKind::words) {
        word(field, list, *each, at);
      }
    }
  }

  const json::Tree& tree_;
  Structure out_;
  std::vector<Visit> work_;
  std::vector<Need> needs_;
};

}  // namespace

Structure check_structure(const json::Tree& tree) {
  return Checker(tree).run();
}

}  // namespace confstate::policy
