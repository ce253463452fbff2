// Seeded changes to drafts that know the schema: much of what they make is valid, and most of the rest nearly so.
#pragma once

#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "info/vocabulary.hpp"
#include "support/draft.hpp"
#include "support/draft_values.hpp"

namespace confstate::tests {

inline constexpr std::string_view kMisspeltNames[] = {"state",           "User", "endpoints", "displaytext",
                                                      "conference_info", "urls", "note",      "Conference-Info"};
inline constexpr std::string_view kSpaces[] = {"",
                                               info::kNamespace,
                                               "urn:example:x",
                                               "urn:example:y",
                                               "urn:ietf:params:xml:ns:Conference-Info",
                                               "urn:ietf:params:xml:ns:xcon-conference-info",
                                               info::kSchemaInstanceNamespace};
inline constexpr std::string_view kBetween[] = {" ",
                                                "\n  ",
                                                "x",
                                                "&#32;",
                                                "&#160;",
                                                "<![CDATA[]]>",
                                                "<![CDATA[ ]]>",
                                                "<![CDATA[x]]>",
                                                "<!-- c -->",
                                                "<?p?>",
                                                "<![CDATA[\n]]>x",
                                                "&#13;",
                                                "<!---->"};

class DraftMutator {
 public:
  explicit DraftMutator(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  [[nodiscard]] bool one_in(std::size_t chances) { return below(chances) == 0; }

  // A document made from the vocabulary table alone, valid.
  [[nodiscard]] Draft grow() { return grow_element(info::Name::conference_info, info::Type::conference, 0); }

  // Up to a handful of changes; often none that matter.
  void mutate(Draft& root) {
    do {
      mutate_once(root);
    } while (!one_in(3));
  }

  // With a declaration now and then.
  [[nodiscard]] std::string write(const Draft& root) {
    static constexpr std::string_view kDeclarations[] = {
        "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<?xml version=\"1.1\"?>",
        "<?xml version=\"2.0\"?>", "<?xml version=\"1.0\" encoding=\"x-none\"?>",  "<?xml version=\"1.08\"?>"};
    const std::string text = DraftWriter(one_in(4)).write(root);
    return one_in(20) ? std::string(pick(kDeclarations)) + text : text;
  }

 private:
  struct Place {
    Draft* parent;
    std::size_t index;
    [[nodiscard]] Draft& node() const { return parent->children[index]; }
  };

  template <class Range>
  auto pick(const Range& range) -> decltype(*std::begin(range)) {
    return *(std::begin(range) + static_cast<std::ptrdiff_t>(below(std::size(range))));
  }

  Draft grow_element(info::Name name, info::Type type, int depth) {
    Draft draft = draft_element(info::kNamespace, to_string(name));
    for (const info::AttributeRow& row : info::attributes_of(type)) {
      if (row.required || one_in(2)) {
        draft.attributes.push_back({"", std::string(to_string(row.name)), std::string(good_value_for(row.type))});
      }
    }
    if (!info::is_complex(type)) {
      draft.children.push_back(draft_text(good_value_for(type)));
      return draft;
    }
    for (const info::ChildRow& row : info::children_of(type)) {
      const bool wanted = row.at_least > 0 || (depth < 7 && one_in(2));
      const std::size_t count = !wanted ? 0 : row.at_most == 1 ? 1 : 1 + below(2);
      for (std::size_t i = 0; i < count; ++i) {
        draft.children.push_back(grow_element(row.name, row.type, depth + 1));
      }
    }
    const bool choice = type == info::Type::call && !draft.children.empty();
    if (row_of(type).any_element && !choice && one_in(6)) {
      draft.children.push_back(grow_extension(depth));
    }
    return draft;
  }

  Draft grow_extension(int depth) {
    Draft draft = draft_element(one_in(2) ? "urn:example:x" : "urn:example:y", one_in(4) ? "users" : "ext");
    if (one_in(3)) {
      draft.children.push_back(draft_text("text"));
    }
    if (one_in(5)) {
      draft.attributes.push_back({"", "state", "whatever"});
    }
    if (one_in(5)) {
      draft.children.push_back(draft_element("", "plain"));
    }
    if (depth < 6 && one_in(3)) {
      draft.children.push_back(grow_element(info::Name::conference_info, info::Type::conference, depth + 2));
    }
    if (depth < 6 && one_in(4)) {
      draft.children.push_back(grow_extension(depth + 1));
    }
    return draft;
  }

  static void collect(Draft& draft, std::vector<Draft*>& elements, std::vector<Place>& places) {
    elements.push_back(&draft);
    for (std::size_t i = 0; i < draft.children.size(); ++i) {
      places.push_back({&draft, i});
      if (draft.children[i].element) {
        collect(draft.children[i], elements, places);
      }
    }
  }

  static Draft removed(const Place& place) {
    Draft node = std::move(place.node());
    place.parent->children.erase(place.parent->children.begin() + static_cast<std::ptrdiff_t>(place.index));
    return node;
  }

  void insert(Draft& parent, Draft child) {
    const std::size_t at = one_in(3) ? parent.children.size() : below(parent.children.size() + 1);
    parent.children.insert(parent.children.begin() + static_cast<std::ptrdiff_t>(at), std::move(child));
  }

  void mutate_once(Draft& root) {
    std::vector<Draft*> elements;
    std::vector<Place> places;
    collect(root, elements, places);
    Draft& element = *pick(elements);
    switch (below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return set_value(element);
      case 4:
      case 5:
        return set_attribute(element);
      case 6:
        return add_attribute(element);
      case 7:
        return drop_or_rename_attribute(element);
      case 8:
        return insert(element, new_child(root, elements));
      case 9:
        return insert(element, draft_raw(std::string(pick(kBetween))));
      case 10:
        return rename(element, &element == &root);
      case 11:
        return split_text(element);
      default:
        return places.empty() ? void() : rearrange(elements, places);
    }
  }

  void rearrange(const std::vector<Draft*>& elements, const std::vector<Place>& places) {
    const Place place = pick(places);
    std::vector<Draft>& siblings = place.parent->children;
    switch (below(4)) {
      case 0:
        static_cast<void>(removed(place));
        return;
      case 1: {
        Draft copy = place.node();
        return insert(one_in(2) ? *place.parent : *pick(elements), std::move(copy));
      }
      case 2:
        std::swap(siblings[place.index], siblings[below(siblings.size())]);
        return;
      default: {
        Draft node = removed(place);
        return insert(*place.parent, std::move(node));
      }
    }
  }

  // The type that an element of that name mostly has.
  [[nodiscard]] info::Type type_of(std::string_view local) {
    const info::Name name = info::name_of(local);
    std::vector<info::Type> types;
    for (std::size_t i = 0; i < info::kTypes; ++i) {
      const info::ChildRow* row = info::find_child(static_cast<info::Type>(i), name);
      if (row != nullptr) {
        types.push_back(row->type);
      }
    }
    return name == info::Name::conference_info ? info::Type::conference
           : types.empty()                     ? info::Type::string
                                               : pick(types);
  }

  void set_value(Draft& element) {
    const info::Type type = type_of(element.local);
    if (info::is_complex(type)) {
      return set_attribute(element);
    }
    element.children.clear();
    element.children.push_back(draft_text(pick(values_for(type))));
  }

  void set_attribute(Draft& element) {
    if (element.attributes.empty()) {
      return add_attribute(element);
    }
    DraftAttribute& attribute = element.attributes[below(element.attributes.size())];
    attribute.value = value_for(attribute, type_of(element.local));
  }

  std::string value_for(const DraftAttribute& attribute, info::Type owner) {
    if (attribute.space == info::kXmlNamespace) {
      return std::string(attribute.local == "lang"    ? pick(kXmlLangs)
                         : attribute.local == "space" ? pick(kXmlSpaces)
                         : attribute.local == "base"  ? pick(kUris)
                                                      : pick(kXmlIds));
    }
    if (attribute.space == info::kSchemaInstanceNamespace) {
      static constexpr std::string_view kTypes[] = {"conference-type", "ci:users-type", "user-type",
                                                    "nosuch",          "ext",           "ci:uri-type"};
      return std::string(attribute.local == "type" ? pick(kTypes) : pick(kBooleans));
    }
    const auto name = info::attribute_name_of(attribute.local);
    const info::AttributeRow* row = name ? info::find_attribute(owner, *name) : nullptr;
    return std::string(pick(values_for(row == nullptr ? info::Type::string : row->type)));
  }

  void add_attribute(Draft& element) {
    static constexpr std::string_view kXml[] = {"lang", "space", "base", "id", "other"};
    static constexpr std::string_view kInstance[] = {"type", "nil", "schemaLocation", "noNamespaceSchemaLocation", "x"};
    static constexpr std::string_view kOwn[] = {"entity", "state", "version", "label", "id", "status", "Entity"};
    DraftAttribute attribute;
    const std::size_t kind = below(8);
    attribute.space = kind < 3    ? ""
                      : kind == 3 ? info::kNamespace
                      : kind < 6  ? info::kXmlNamespace
                      : kind == 6 ? info::kSchemaInstanceNamespace
                                  : std::string_view("urn:example:x");
    attribute.local = kind >= 4 && kind < 6 ? pick(kXml) : kind == 6 ? pick(kInstance) : pick(kOwn);
    attribute.value = attribute.local.ends_with("ocation") ? "urn:example:z nosuch.xsd"
                                                           : value_for(attribute, type_of(element.local));
    if (attribute.space.empty() && one_in(2)) {
      const auto rows = info::attributes_of(type_of(element.local));
      if (!rows.empty()) {
        const info::AttributeRow& row = pick(rows);
        attribute.local = to_string(row.name);
        attribute.value = one_in(2) ? good_value_for(row.type) : pick(values_for(row.type));
      }
    }
    add(element, std::move(attribute));
  }

  // An element cannot have an attribute twice.
  static void add(Draft& element, DraftAttribute attribute) {
    for (const DraftAttribute& other : element.attributes) {
      if (other.space == attribute.space && other.local == attribute.local) {
        return;
      }
    }
    element.attributes.push_back(std::move(attribute));
  }

  void drop_or_rename_attribute(Draft& element) {
    if (element.attributes.empty()) {
      return;
    }
    const std::size_t index = below(element.attributes.size());
    DraftAttribute attribute = element.attributes[index];
    element.attributes.erase(element.attributes.begin() + static_cast<std::ptrdiff_t>(index));
    if (one_in(2)) {
      if (one_in(2)) {
        attribute.local += "s";
      } else {
        attribute.space = info::kNamespace;
      }
      add(element, std::move(attribute));
    }
  }

  Draft new_child(Draft& root, const std::vector<Draft*>& elements) {
    switch (below(6)) {
      case 0:
        return draft_element(pick(kSpaces), one_in(2) ? "ext" : pick(info::element_names()));
      case 1:
        return *pick(elements);
      case 2: {
        const std::string_view local = pick(info::element_names());
        return grow_element(info::name_of(local), type_of(local), 5);
      }
      case 3: {
        Draft around = draft_element("urn:example:x", "around");
        around.children.push_back(one_in(2) ? root : *pick(elements));
        return around;
      }
      default:
        return grow_extension(4);
    }
  }

  void rename(Draft& element, bool is_root) {
    if (is_root && !one_in(4)) {
      return;
    }
    if (one_in(2)) {
      element.space = pick(kSpaces);
    } else {
      element.local = one_in(2) ? pick(kMisspeltNames) : pick(info::element_names());
    }
  }

  // Text as several pieces: CDATA, comments and instructions between.
  void split_text(Draft& element) {
    for (Draft& child : element.children) {
      if (!child.element && child.raw.find_first_of("<&]") == std::string::npos && !child.raw.empty()) {
        const std::size_t at = below(child.raw.size());
        const bool whole = (static_cast<unsigned char>(child.raw[at]) & 0xC0U) != 0x80U;
        if (whole) {
          child.raw =
              child.raw.substr(0, at) + (one_in(2) ? "<!-- -->" : "<?p?>") + "<![CDATA[" + child.raw.substr(at) + "]]>";
        }
        return;
      }
    }
  }

  std::mt19937_64 random_;
};

}  // namespace confstate::tests
