// Laws of notifications: whoever holds the old document and takes the notification holds what the new one says, and
// among all notifications that do this there is no smaller one.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "change/canonical.hpp"
#include "change/diff.hpp"
#include "change/identity.hpp"
#include "change/partial.hpp"
#include "change/subscriber.hpp"
#include "info/writer.hpp"
#include "support/full_document.hpp"
#include "support/rounds.hpp"
#include "xml/read.hpp"
#include "xml/writer.hpp"

namespace confstate::tests {
namespace {

using info::Element;
using info::Layout;

struct Subject {
  explicit Subject(std::string bytes) : text(std::move(bytes)), document(tree_of(text)), canonical(document) {}
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  static xml::Tree tree_of(const std::string& text) {
    auto read = xml::read(text, xml::Reading::keeping, base::Limits());
    REQUIRE_MESSAGE((read && read->faults.empty()), text);
    return std::move(read->tree);
  }

  [[nodiscard]] std::string form() const { return change::canonical_text(document.root()); }

  std::string text;
  info::Document document;
  change::Canonical canonical;
};

// What a subscriber that holds `before` holds after a notification; empty when it is not taken.
std::string held_after(const Subject& before, const std::string& notification) {
  change::Subscriber subscriber;
  REQUIRE(subscriber.feed(before.document).action == change::Action::replaced);
  const Subject update(notification);
  const change::Action action = subscriber.feed(update.document).action;
  if (action != change::Action::merged && action != change::Action::replaced) {
    return {};
  }
  std::string text;
  subscriber.write(text);
  return Subject(text).form();
}

// What whoever stores the document holds: a subscriber makes up a roster, and has no text beside elements.
std::string held_of(const Subject& full) {
  change::Subscriber subscriber;
  REQUIRE(subscriber.feed(full.document).action == change::Action::replaced);
  std::string text;
  subscriber.write(text);
  return Subject(text).form();
}

// Every way to send an element that has state and changed: whole, or as partial with every way for all below it.
class EveryWay {
 public:
  EveryWay(const Subject& before, const Subject& after) : before_(before), after_(after) {}

  static constexpr std::size_t kMost = 400;

  [[nodiscard]] bool too_many() const { return too_many_; }

  std::vector<std::string> ways(Element before, Element after, const std::string& head) {
    std::vector<std::string> found{head + ">"};
    for (const Element& child : removed_rows(before, after)) {
      const std::string row = "<" + std::string(to_string(child.name())) + " state='deleted'" + key_of(child) + "/>";
      append(found, {row});
    }
    for (const Element& child : ordered_children(after)) {
      const Element match = partner(before, child);
      if (!match || !change::same(before_.canonical, match, after_.canonical, child) || change::is_foreign(child)) {
        append(found, ways_of_child(match, child));
      }
    }
    append(found, {"</" + std::string(to_string(after.name())) + ">"});
    return found;
  }

 private:
  std::vector<std::string> ways_of_child(Element match, Element child) {
    std::vector<std::string> found{whole(child)};
    if (match && change::is_stateful(child)) {
      const std::string head = "<" + std::string(to_string(child.name())) + " state='partial'" + attributes_of(child);
      const std::vector<std::string> partial = ways(match, child, head);
      found.insert(found.end(), partial.begin(), partial.end());
    }
    if (change::is_foreign(child)) {
      found.emplace_back();
    }
    return found;
  }

  void append(std::vector<std::string>& all, const std::vector<std::string>& next) {
    std::vector<std::string> longer;
    for (const std::string& one : all) {
      for (const std::string& more : next) {
        longer.push_back(one + more);
      }
    }
    too_many_ = too_many_ || longer.size() > kMost;
    longer.resize(std::min(longer.size(), kMost));
    all = std::move(longer);
  }

  static std::string key_of(Element row) {
    const xml::Attribute entity = row.attribute(info::AttributeName::entity);
    std::string out = entity ? " entity=\"" : "";
    if (entity) {
      xml::append_value(out, entity.value());
      out += '"';
    }
    return out;
  }

  // All attributes but state and version, as the writer writes them.
  static std::string attributes_of(Element element) {
    std::string out;
    info::Writer writer(out, Layout::compact, 1);
    writer.open(element.name());
    const std::size_t begin = out.size();
    for (std::uint32_t i = 0; i < element.node().attribute_count(); ++i) {
      const xml::Attribute attribute = element.node().attribute_at(i);
      const auto name = element.document().attribute_name(attribute.name_id());
      if (name != info::AttributeName::state && name != info::AttributeName::version) {
        info::write_attribute(writer, element, attribute);
      }
    }
    return out.substr(begin);
  }

  static std::string whole(Element child) {
    if (change::is_foreign(child)) {
      return info::foreign_text(child.document(), child.node());
    }
    std::string out;
    info::Writer writer(out, Layout::compact, 1);
    info::write_stored(writer, child);
    return out;
  }

  // In the order of the schema, so that merged rows stand where they belong.
  static std::vector<Element> ordered_children(Element after) {
    std::vector<Element> children;
    for (xml::Node node = after.node().first_element(); node; node = node.next_element()) {
      children.emplace_back(&after.document(), node);
    }
    return children;
  }

  static Element partner(Element before, Element child) {
    for (const Element& other : ordered_children(before)) {
      if (change::identity_of(other) == change::identity_of(child)) {
        return other;
      }
    }
    return {};
  }

  static std::vector<Element> removed_rows(Element before, Element after) {
    std::vector<Element> rows = ordered_children(before);
    std::erase_if(rows, [after](const Element& row) {
      const bool can_be_deleted = change::is_stateful(row) && row.name() != info::Name::sidebars_by_ref;
      return !can_be_deleted || static_cast<bool>(partner(after, row));
    });
    return rows;
  }

  const Subject& before_;
  const Subject& after_;
  bool too_many_ = false;
};

// Gives the root this entity and version.
void name_root(Draft& root, const std::string& version) {
  std::erase_if(root.attributes, [](const DraftAttribute& attribute) {
    return attribute.space.empty() && (attribute.local == "entity" || attribute.local == "version");
  });
  root.attributes.push_back({"", "entity", "sip:c@example.com"});
  root.attributes.push_back({"", "version", version});
}

// True where the document has a roster, as a full one must, and only what has a place in it: nobody holds the rest as
// it was.
bool is_carried(const Draft& root) {
  const bool has_users = std::ranges::any_of(root.children, [](const Draft& child) {
    return child_type_of(info::Type::conference, child) == info::Type::users;
  });
  return has_users && is_sound(root, info::Type::conference);
}

struct Counts {
  unsigned long carried = 0;
  unsigned long partial = 0;
  unsigned long full = 0;
  unsigned long needed = 0;
  unsigned long searched = 0;
  unsigned long candidates = 0;
};

TEST_CASE("a notification takes a subscriber from the old document to the new one") {
  Counts counts;
  const unsigned long all = rounds(20'000);
  for (unsigned long seed = 1; seed <= all; ++seed) {
    CAPTURE(seed);
    FullDocuments documents(seed);
    Draft draft = documents.make();
    name_root(draft, "7");
    const Subject before(DraftWriter(false).write(draft));
    draft = documents.changed(draft);
    name_root(draft, "12");
    const Subject after(DraftWriter(false).write(draft));
    const auto changes = change::diff(before.canonical, after.canonical);
    if (changes.empty()) {
      continue;
    }
    const Layout layout = seed % 2 == 0 ? Layout::compact : Layout::indented;
    const change::Notification made = change::make_notification(before.canonical, after.canonical, changes, 8, layout);
    INFO(before.text);
    INFO(after.text);
    INFO(made.text);
    REQUIRE(made.text.size() == (made.is_full() ? made.full_size : made.partial_size));
    const std::string held = held_after(before, made.text);
    REQUIRE(held == held_of(after));
    if (is_carried(draft)) {
      ++counts.carried;
      REQUIRE(held == after.form());
    }
    ++(made.is_full() ? counts.full : counts.partial);
    counts.needed += made.choice == change::Choice::full_needed ? 1 : 0;
  }
  MESSAGE(counts.partial << " partial, " << counts.full << " full, of these " << counts.needed
                         << " could not be partial");
  CHECK(counts.partial > all / 10);
  MESSAGE(counts.carried << " of them give just what the new document says, nothing being broken in it");
  CHECK(counts.full > all / 10);
  CHECK(counts.carried > all / 10);
}

TEST_CASE("no notification is smaller than the one that is made") {
  Counts counts;
  const unsigned long all = rounds(10'000);
  for (unsigned long seed = 1; seed <= all; ++seed) {
    CAPTURE(seed);
    FullDocuments documents(seed);
    Draft draft = documents.make();
    name_root(draft, "7");
    const Subject before(DraftWriter(false).write(draft));
    draft = documents.changed(draft);
    name_root(draft, "12");
    const Subject after(DraftWriter(false).write(draft));
    const auto changes = change::diff(before.canonical, after.canonical);
    if (changes.empty()) {
      continue;
    }
    const change::Notification made =
        change::make_notification(before.canonical, after.canonical, changes, 8, Layout::compact);
    const bool has_doubles = std::ranges::any_of(
        made.causes, [](const change::Cause& cause) { return cause.obligation == change::Obligation::part_repeated; });
    EveryWay every(before, after);
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<conference-info xmlns=\"" +
                             std::string(info::kNamespace) + "\" entity=\"sip:c@example.com\"";
    const std::vector<std::string> ways =
        every.ways(before.document.root(), after.document.root(), head + " state='partial' version='8'");
    if (has_doubles || every.too_many()) {
      continue;
    }
    ++counts.searched;
    const std::string wanted = held_of(after);
    INFO(before.text);
    INFO(after.text);
    INFO(made.text);
    for (const std::string& way : ways) {
      ++counts.candidates;
      if (way.size() + 1 < std::min(made.text.size(), made.full_size)) {
        INFO(way);
        REQUIRE(held_after(before, way) != wanted);
      }
    }
  }
  MESSAGE(counts.searched << " pairs searched, " << counts.candidates << " candidates");
  CHECK(counts.searched > all / 4);
}

}  // namespace
}  // namespace confstate::tests
