#include "change/check.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "change/identity.hpp"

namespace confstate::change {
namespace {

class Check {
 public:
  std::vector<Fault> run(info::Element root);

 private:
  using Seen = std::unordered_set<std::string>;

  void look_at(info::Element child, Seen& seen);
  void add(Reason reason, info::Element element, xml::Attribute attribute = {});

  std::vector<Fault> faults_;
  std::vector<info::Element> open_;
};

void Check::add(Reason reason, info::Element element, xml::Attribute attribute) {
  faults_.push_back({reason, element.node().id(), attribute ? std::optional(attribute.id()) : std::nullopt});
}

xml::Attribute key_attribute(info::Element row) {
  switch (info::row_of(row.type()).key) {
    case info::KeyKind::entity:
      return row.attribute(info::AttributeName::entity);
    case info::KeyKind::id:
      return row.attribute(info::AttributeName::id);
    default:
      return {};
  }
}

void Check::look_at(info::Element child, Seen& seen) {
  if (is_keyed(child)) {
    if (!child.key()) {
      add(Reason::key_missing, child);
    } else if (!seen.insert(identity_of(child)).second) {
      add(Reason::key_repeated, child, key_attribute(child));
    }
  }
  if (!is_stateful(child)) {
    return;
  }
  if (!has_known_state(child)) {
    add(Reason::state_unknown, child, child.attribute(info::AttributeName::state));
  } else if (child.state() != info::State::deleted) {
    open_.push_back(child);
  }
}

std::vector<Fault> Check::run(info::Element root) {
  open_.push_back(root);
  while (!open_.empty()) {
    const info::Element next = open_.back();
    open_.pop_back();
    Seen seen;
    for (xml::Node node = next.node().first_element(); node; node = node.next_element()) {
      look_at({&next.document(), node}, seen);
    }
  }
  std::ranges::stable_sort(faults_, {}, &Fault::node);
  return std::move(faults_);
}

}  // namespace

std::vector<Fault> check_rows(info::Element root) {
  return Check().run(root);
}

bool has_known_state(info::Element element) {
  const xml::Attribute state = element.attribute(info::AttributeName::state);
  const auto states = info::values_of(info::Type::state);
  return !state || std::ranges::find(states, state.value()) != states.end();
}

}  // namespace confstate::change
