#include "change/identity.hpp"

namespace confstate::change {

bool is_keyed(info::Element child) {
  const info::Type type = child.type();
  return type != info::Type::foreign && info::row_of(type).key != info::KeyKind::none;
}

bool is_stateful(info::Element child) {
  return info::is_stateful(child.name(), child.type());
}

bool is_foreign(info::Element child) {
  return !child.document().in_vocabulary(child.node());
}

std::string identity_of(info::Name keyless) {
  return {static_cast<char>(static_cast<int>(keyless) + 1)};
}

std::string identity_of(info::Element child) {
  const info::Name name = child.name();
  if (name != info::Name::unknown) {
    return identity_of(name) + (is_keyed(child) ? child.key().value_or(std::string()) : std::string());
  }
  const xml::ExpandedName expanded = child.node().name();
  std::string identity(1, '\0');
  identity.append(expanded.space).append(1, '\x01').append(expanded.local);
  return identity;
}

std::uint8_t rank_of(info::Type parent, info::Name name) {
  std::uint8_t rank = 0;
  for (const info::ChildRow& row : info::children_of(parent)) {
    if (row.name == name) {
      break;
    }
    ++rank;
  }
  return rank;
}

}  // namespace confstate::change
