#include "rules/info/digest.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "base/text.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/media_types.hpp"
#include "rules/uri_parts.hpp"

namespace confstate::rules {
namespace {

using info::AttributeName;
using info::Element;
using info::Name;
using info::Type;

constexpr std::string_view kAnonymous = "anonymous";

// "anonymous", "Anonymous7", ...
bool is_anonymous_name(std::string_view user) {
  return user.size() >= kAnonymous.size() && base::equal_ignoring_case(user.substr(0, kAnonymous.size()), kAnonymous) &&
         std::ranges::all_of(user.substr(kAnonymous.size()), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_shown_anonymous(Element user) {
  return base::trim(raw_text_of(user, Name::display_text).value_or("")).starts_with("Anonymous");
}

UserRow describe_user(Element user, Collapsed& collapsed) {
  UserRow row;
  row.node = user.node().id();
  const xml::Attribute entity = user.attribute(AttributeName::entity);
  if (!entity) {
    return row;
  }
  row.keyed = true;
  row.key = collapsed(entity.value());
  row.spaced = row.key != entity.value();
  const UriParts parts = split_uri(row.key);
  row.relative = parts.scheme.empty();
  row.hidden = is_invalid_host(parts.host);
  row.anonymous = is_anonymous_name(parts.user) || is_shown_anonymous(user);
  return row;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_hex_digit(char c) {
  const char lower = base::ascii_lower(c);
  return is_digit(c) || (lower >= 'a' && lower <= 'f');
}

// A synchronization source: decimal, 32 bits.
std::optional<std::uint32_t> read_source(std::string_view text) {
  if (text.empty() || !std::ranges::all_of(text, is_digit)) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (const char c : text) {
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (value > 0xffffffffU) {
      return std::nullopt;
    }
  }
  return static_cast<std::uint32_t>(value);
}

// "0x1a2b3c4d".
bool is_hexadecimal_source(std::string_view text) {
  return text.size() > 2 && text.size() <= 10 && (text.starts_with("0x") || text.starts_with("0X")) &&
         std::ranges::all_of(text.substr(2), is_hex_digit);
}

void describe_values(const info::Document& document, StreamRow& row) {
  if (row.type != xml::kNoNode) {
    const std::string_view type = document.tree().node(row.type).text();
    row.registered = is_media_type(type);
    row.rtp = type == "audio" || type == "video" || type == "text";
  }
  if (row.source != xml::kNoNode) {
    const std::string_view source = base::trim(document.tree().node(row.source).text());
    const std::optional<std::uint32_t> number = read_source(source);
    row.number = number.value_or(0);
    row.form = number                          ? SourceForm::decimal
               : is_hexadecimal_source(source) ? SourceForm::hexadecimal
                                               : SourceForm::other;
  }
}

StreamRow describe_stream(const info::Document& document, xml::Node media) {
  StreamRow row;
  row.node = media.id();
  for (xml::Node node = media.first_child(); node; node = node.next_sibling()) {  // text has no type
    const Name name = document.type(node) == Type::foreign ? Name::unknown : document.name(node);
    std::uint32_t* place = name == Name::type     ? &row.type
                           : name == Name::label  ? &row.label
                           : name == Name::src_id ? &row.source
                                                  : nullptr;
    if (place != nullptr && *place == xml::kNoNode) {
      *place = node.id();
    }
  }
  describe_values(document, row);
  return row;
}

}  // namespace

Digest::Digest(const info::Document& document) {
  list_users(document);
  list_streams(document);
  list_changing(document);
}

void Digest::list_users(const info::Document& document) {
  const std::span<const std::uint32_t> users = document.all(Type::user);
  users_.reserve(users.size());
  std::vector<Sibling> siblings;
  siblings.reserve(users.size());
  for (const std::uint32_t id : users) {
    const Element user = document.element(id);
    const xml::Node roster = user.node().parent();
    users_.push_back(describe_user(user, collapsed_));
    if (users_.back().keyed && roster) {
      siblings.push_back({roster.id(), static_cast<std::uint32_t>(users_.size() - 1)});
    }
  }
  keep_siblings(siblings);
  for_families(siblings, [&](auto first, auto last) {
    std::vector<Row> rows;
    rows.reserve(static_cast<std::size_t>(last - first));
    for (; first != last; ++first) {
      rows.push_back({users_[first->row].key, users_[first->row].node});
    }
    const std::vector<Repeat> repeats = find_repeats(rows);
    repeated_users_.insert(repeated_users_.end(), repeats.begin(), repeats.end());
  });
}

void Digest::list_streams(const info::Document& document) {
  const std::span<const std::uint32_t> streams = document.all(Type::media);
  streams_.reserve(streams.size());
  for (const std::uint32_t id : streams) {
    streams_.push_back(describe_stream(document, document.tree().node(id)));
  }
}

void Digest::list_changing(const info::Document& document) {
  constexpr auto kTypes = std::to_array<Type>(
      {Type::conference, Type::users, Type::user, Type::endpoint, Type::uris, Type::sidebars_by_val});
  for (const Type type : kTypes) {
    for (const std::uint32_t id : document.all(type)) {
      if (document.element(id).state() != info::State::full) {
        changing_.push_back(id);
      }
    }
  }
}

const Digest& digest_of(const DocumentCase& subject) {
  if (!subject.digest) {
    subject.digest = std::make_shared<const Digest>(subject.document);
  }
  return *subject.digest;
}

std::vector<Sibling> list_siblings(const info::Document& document, info::Type type) {
  std::vector<Sibling> rows;
  const std::span<const std::uint32_t> all = document.all(type);
  rows.reserve(all.size());
  for (const std::uint32_t id : all) {
    if (const xml::Node parent = document.tree().node(id).parent()) {
      rows.push_back({parent.id(), id});
    }
  }
  keep_siblings(rows);
  return rows;
}

void keep_siblings(std::vector<Sibling>& rows) {
  if (!std::is_sorted(rows.begin(), rows.end())) {
    std::sort(rows.begin(), rows.end());
  }
  auto kept = rows.begin();
  for (auto first = rows.begin(); first != rows.end();) {
    auto last = first;
    while (last != rows.end() && last->parent == first->parent) {
      ++last;
    }
    if (last - first > 1) {
      kept = kept == first ? last : std::copy(first, last, kept);
    }
    first = last;
  }
  rows.erase(kept, rows.end());
}

}  // namespace confstate::rules
