// Writing what is held.
#include <span>
#include <string>

#include <fmt/format.h>

#include "change/held.hpp"
#include "change/identity.hpp"
#include "info/writer.hpp"

namespace confstate::change {
namespace {

using info::Name;

std::string_view prefix_of(std::string_view qname) {
  return qname.substr(0, qname.find(':'));
}

void write_attribute(info::Writer& writer, const HeldAttribute& attribute) {
  if (attribute.space.empty()) {
    writer.attribute(attribute.local, attribute.value);
  } else {
    writer.foreign_attribute({attribute.space, attribute.local}, attribute.prefix, attribute.value);
  }
}

// A prefix that a value speaks of cannot be another; those of names can.
void declare_for_values(info::Writer& writer, std::span<const HeldAttribute> attributes) {
  for (const HeldAttribute& attribute : attributes) {
    if (attribute.value_space) {
      writer.declare(prefix_of(attribute.value), *attribute.value_space);
    }
  }
}

void write_attributes(info::Writer& writer, std::span<const HeldAttribute> attributes) {
  declare_for_values(writer, attributes);
  for (const HeldAttribute& attribute : attributes) {
    write_attribute(writer, attribute);
  }
}

// Those of the root, which has version and state besides.
void write_root_attributes(info::Writer& writer, std::span<const HeldAttribute> attributes, std::uint32_t version,
                           info::State state) {
  const std::string_view entity = to_string(info::AttributeName::entity);
  declare_for_values(writer, attributes);
  const auto is_entity = [entity](const HeldAttribute& one) { return one.space.empty() && one.local == entity; };
  for (const HeldAttribute& attribute : attributes) {
    if (is_entity(attribute)) {
      write_attribute(writer, attribute);
    }
  }
  const std::span<const std::string_view> states = info::values_of(info::Type::state);
  writer.attribute(info::AttributeName::state, states[static_cast<std::size_t>(state)]);
  writer.attribute(info::AttributeName::version, fmt::format_int(version).str());
  for (const HeldAttribute& attribute : attributes) {
    if (!is_entity(attribute)) {
      write_attribute(writer, attribute);
    }
  }
}

}  // namespace

// Walks the rows below `top` in document order; `before` is called with each before it is written.
template <class Before>
void Held::write_below(info::Writer& writer, Id top, Before before) const {
  Id row = rows_[top].inside->first;
  Id around = top;
  while (row != kNone || around != top) {
    if (row == kNone) {
      writer.close();
      row = rows_[around].next;
      around = rows_[around].parent;
      continue;
    }
    before(row);
    const Row& next = rows_[row];
    if (next.inside == nullptr) {
      writer.raw(next.text);
      row = next.next;
      continue;
    }
    writer.open(next.name);
    write_attributes(writer, next.inside->attributes);
    around = row;
    row = next.inside->first;
  }
}

void Held::write_row(std::string& out, Id container) const {
  info::Writer writer(out, info::Layout::compact, 1);
  writer.open(rows_[container].name);
  write_attributes(writer, rows_[container].inside->attributes);
  write_below(writer, container, [](Id) {});
  writer.close();
}

bool Held::lacks_users() const {
  return find(kRoot, identity_of(Name::users)) == kNone;
}

// The row that <users/> would stand before.
Held::Id Held::users_successor() const {
  const Id behind = place_for(*rows_[kRoot].inside, rank_of(info::Type::conference, Name::users));
  return behind == kNone ? rows_[kRoot].inside->first : rows_[behind].next;
}

void Held::write(std::string& out, std::uint32_t version, info::State state) const {
  info::Writer writer(out, info::Layout::compact);
  writer.declaration();
  writer.open(rows_[kRoot].name);
  write_root_attributes(writer, rows_[kRoot].inside->attributes, version, state);
  const bool wanting = state == info::State::full && lacks_users();
  const Id successor = wanting ? users_successor() : kNone;
  const auto write_users = [&writer] {
    writer.open(Name::users);
    writer.close();
  };
  write_below(writer, kRoot, [&](Id row) {
    if (wanting && row == successor) {
      write_users();
    }
  });
  if (wanting && successor == kNone) {
    write_users();
  }
  writer.close();
  out += '\n';
}

}  // namespace confstate::change
