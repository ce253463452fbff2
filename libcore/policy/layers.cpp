#include "policy/layers.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "json/write.hpp"
#include "policy/fields.hpp"

namespace confstate::policy {
namespace {

// A value in one layer.
struct Part {
  const Layer* layer = nullptr;
  const json::Node* node = nullptr;
};
using Parts = std::vector<Part>;

// An object of the effective policy that is still to be filled.
struct Work {
  const Table* table = nullptr;
  Parts parts;  // the weakest first
  void* into = nullptr;
  std::string pointer;
  std::string path;  // as that of ProfileValue
  bool in_list = false;
};

bool is_good(const Part& part) {
  return part.layer->bad == nullptr ||
         !(*part.layer->bad)[static_cast<std::size_t>(part.node - part.layer->tree->nodes.data())];
}

// The good member of that name in an object of a layer.
std::optional<Part> member(const Part& object, std::string_view name) {
  const Part part{object.layer, object.layer->tree->find(*object.node, name)};
  return part.node != nullptr && is_good(part) ? std::optional(part) : std::nullopt;
}

// The same of several objects, the weakest first.
Parts named(const Parts& objects, std::string_view name) {
  Parts out;
  for (const Part& object : objects) {
    if (const std::optional<Part> part = member(object, name)) {
      out.push_back(*part);
    }
  }
  return out;
}

// The good members or elements of one value.
Parts members_of(const Part& whole) {
  Parts out;
  const json::Tree& tree = *whole.layer->tree;
  for (const json::Node* each = tree.first_of(*whole.node); each != nullptr; each = tree.next_of(*each)) {
    if (const Part part{whole.layer, each}; is_good(part) && each->key.substr(0, 2) != "x-") {
      out.push_back(part);
    }
  }
  return out;
}

void append(Parts& parts, const Parts& more) {
  parts.insert(parts.end(), more.begin(), more.end());
}

bool is_above_defaults(const Layer& layer) {
  return layer.origin == Origin::templated || layer.origin == Origin::file;
}

Place place_of(const Part& part) {
  const bool file = part.layer->origin == Origin::file;
  return {part.layer->origin, part.layer->name, file ? part.node->span : base::Span{},
          file ? part.node->key_span : base::Span{}};
}

// The values that a field has, of a list its elements, and where the whole came from.
struct Choice {
  Parts parts;
  Place place;
};

class Filler {
 public:
  Filler(std::span<const Layer> layers, std::optional<Profile> profile) : profile_(profile) {
    for (const Layer& layer : layers) {
      root_.push_back({&layer, &layer.tree->root()});
    }
  }

  Effective run() {
    work_.push_back({&policy_table(), root_, &out_.policy, {}, {}, false});
    while (!work_.empty()) {
      const Work work = std::move(work_.back());
      work_.pop_back();
      for (const Field& field : work.table->fields) {
        fill(field, work);
      }
      std::move(below_.rbegin(), below_.rend(), std::back_inserter(work_));
      below_.clear();
    }
    return std::move(out_);
  }

 private:
  void fill(const Field& field, const Work& work) {
    const std::string pointer = json::step(work.pointer, field.name);
    switch (field.kind) {
      case FieldKind::object:
        return fill_object(field, work, pointer);
      case FieldKind::objects:
        return fill_list(field, work, pointer);
      case FieldKind::map:
        return fill_map(field, work, pointer);
      default:
        return fill_leaf(field, work, pointer);
    }
  }

  void fill_leaf(const Field& field, const Work& work, const std::string& pointer) {
    Choice choice = is_list(field.kind) ? choose_list(field, work) : choose_one(field, work);
    if (field.kind == FieldKind::roles) {
      append(choice.parts, members_of(choice.parts.at(0)));
    }
    std::vector<const json::Node*> nodes;
    for (const Part& part : choice.parts) {
      nodes.push_back(part.node);
    }
    if (!nodes.empty() || is_list(field.kind)) {
      field.slot.store(work.into, nodes);
    }
    note(pointer, choice, is_list(field.kind));
    if (!work.in_list) {
      out_.values.push_back({pointer, &field, text_of(field, choice.parts), choice.place});
    }
  }

  static std::string text_of(const Field& field, const Parts& parts) {
    if (!is_list(field.kind)) {
      return parts.empty() ? "" : json::write(*parts[0].layer->tree, *parts[0].node);
    }
    std::string out = "[";
    for (const Part& part : parts) {
      out += (out.size() == 1 ? "" : ", ") + json::write_string(part.node->text);
    }
    return out + "]";
  }

  // Remembers where the value came from, and its elements, unless that is the default.
  void note(const std::string& pointer, const Choice& choice, bool list) {
    if (choice.place.origin != Origin::standard) {
      out_.places.insert_or_assign(pointer, choice.place);
    }
    for (std::size_t index = 0; list && index < choice.parts.size(); ++index) {
      if (is_above_defaults(*choice.parts[index].layer)) {
        out_.places.insert_or_assign(json::step(pointer, std::to_string(index)), place_of(choice.parts[index]));
      }
    }
  }

  void note_last(const std::string& pointer, const Parts& parts) {
    if (!parts.empty()) {
      out_.places.insert_or_assign(pointer, place_of(parts.back()));
    }
  }

  void fill_object(const Field& field, const Work& work, const std::string& pointer) {
    Parts parts = named(work.parts, field.name);
    note_last(pointer, parts);
    const bool overrides = field.members->layered && !work.table->layered;  // the section of the conference, merged
    if (overrides && parts.empty()) {
      return;
    }
    if (overrides) {
      const Parts own = std::move(parts);
      parts = named(root_, field.name);
      append(parts, own);
    }
    below_.push_back({field.members, std::move(parts), field.slot.enter(work.into, 0), pointer,
                      json::step(overrides ? "" : work.path, field.name), work.in_list});
  }

  void fill_list(const Field& field, const Work& work, const std::string& pointer) {
    const Choice choice = choose_list(field, work);
    note(pointer, choice, true);
    if (!work.in_list) {
      out_.values.push_back({pointer, &field, std::to_string(choice.parts.size()), choice.place});
    }
    field.slot.resize(work.into, choice.parts.size());
    for (std::size_t index = 0; index < choice.parts.size(); ++index) {
      below_.push_back({field.members,
                        {choice.parts[index]},
                        field.slot.enter(work.into, index),
                        json::step(pointer, std::to_string(index)),
                        json::step(work.path, field.name) + "/*",
                        true});
    }
  }

  void fill_map(const Field& field, const Work& work, const std::string& pointer) {
    const Parts maps = named(work.parts, field.name);
    note_last(pointer, maps);
    std::vector<std::pair<std::string, Parts>> members;  // in the order in which they first appear
    std::unordered_map<std::string_view, std::size_t> known;
    for (const Part& map : maps) {
      for (const Part& part : members_of(map)) {
        const auto [entry, is_new] = known.emplace(part.node->key, members.size());
        if (is_new) {
          members.emplace_back(part.node->key, Parts{});
        }
        members[entry->second].second.push_back(part);
      }
    }
    field.slot.resize(work.into, members.size());
    for (std::size_t index = 0; index < members.size(); ++index) {
      void* const into = field.slot.enter(work.into, index);
      const std::string at = json::step(pointer, members[index].first);
      field.slot.name(into, members[index].first);
      note_last(at, members[index].second);
      below_.push_back({field.members, std::move(members[index].second), into, at,
                        json::step(work.path, field.name) + "/*", work.in_list});
    }
  }

  Choice choose_one(const Field& field, const Work& work) {
    Parts parts = named(work.parts, field.name);
    if (parts.empty()) {
      parts = standard(field, work);
    }
    if (parts.empty()) {
      return {};
    }
    return {{parts.back()}, place_of(parts.back())};
  }

  Choice choose_list(const Field& field, const Work& work) {
    Choice choice;
    for (const Part& whole : standard(field, work)) {
      choice = {members_of(whole), place_of(whole)};
    }
    for (const Part& object : work.parts) {
      if (const std::optional<Part> whole = member(object, field.name)) {
        choice = {members_of(*whole), place_of(*whole)};
      }
      if (const std::optional<Part> more = member(object, "+" + std::string(field.name))) {
        append(choice.parts, members_of(*more));
        choice.place = place_of(*more);
      }
    }
    return choice;
  }

  // The default as a part of its own layer; none where the field has none.
  Parts standard(const Field& field, const Work& work) {
    const json::Tree* tree = standard_of(field);
    Origin origin = Origin::standard;
    for (const ProfileValue& value : profile_values()) {
      if (profile_ == value.profile && value.path == json::step(work.path, field.name)) {
        tree = standard_of(value);
        origin = Origin::profile;
      }
    }
    if (tree == nullptr) {
      return {};
    }
    const std::string name(origin == Origin::profile ? word(*profile_) : "");
    const Layer& layer = layers_.emplace_back(Layer{tree, nullptr, origin, name});
    return {{&layer, &tree->root()}};
  }

  std::optional<Profile> profile_;
  Parts root_;
  std::deque<Layer> layers_;  // of the defaults
  std::vector<Work> work_;
  std::vector<Work> below_;  // what the object at hand adds to it
  Effective out_;
};

}  // namespace

Effective apply_layers(std::span<const Layer> layers, std::optional<Profile> profile) {
  return Filler(layers, profile).run();
}

}  // namespace confstate::policy
