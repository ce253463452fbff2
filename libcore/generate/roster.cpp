#include "generate/roster.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "bytes/csv.hpp"
#include "generate/roster_columns.hpp"
#include "info/json_values.hpp"
#include "info/values.hpp"

namespace confstate::generate {
namespace {

using info::State;
using Record = std::vector<bytes::CsvField>;

constexpr std::size_t kNoField = static_cast<std::size_t>(-1);

class RosterReader {
 public:
  RosterReader(const bytes::Source& source, Conference& conference)
      : source_(source), conference_(conference), reader_(source) {}

  base::Result<void> read();

 private:
  base::Result<void> read_header();
  base::Result<void> read_record();
  base::Result<void> check_length();
  base::Result<void> read_conference();
  base::Result<void> add_rows();
  Rows<User>& roster();
  User& find_user(std::string_view entity);
  Endpoint& find_endpoint(User& user, std::string_view entity);
  Stream& find_stream(Endpoint& endpoint, const std::string& id);
  // The row of a key; a new one is made by `make`, which gives its index.
  template <class Make>
  std::size_t find(Make make);
  base::Result<void> set(const RosterRow& row, RosterScope scope);
  base::Result<void> set(const RosterRow& row, const RosterColumn& column, const bytes::CsvField& field);
  base::Result<void> set_list(std::vector<std::string>& target, const RosterColumn& column,
                              const bytes::CsvField& field);
  [[nodiscard]] bool mentions(RosterScope scope) const;
  [[nodiscard]] const bytes::CsvField* field(RosterKey key) const;
  [[nodiscard]] std::string_view text(RosterKey key) const;
  [[nodiscard]] std::string_view shown(const RosterColumn& column) const;

  const bytes::Source& source_;
  Conference& conference_;
  bytes::CsvReader reader_;
  std::vector<std::string> names_;                            // of the columns, as written
  std::vector<std::size_t> fields_;                           // by column of the table: its field, or kNoField
  Record record_;                                             // the present one
  std::string key_;                                           // of the present row, for rows_
  std::unordered_map<std::string, std::size_t> rows_;         // keys joined by U+001F to the index in their list
  std::unordered_map<std::string, std::size_t> next_stream_;  // by the key of an endpoint
};

base::Result<void> RosterReader::read_header() {
  base::Result<bool> any = reader_.next(record_);
  if (!any || !*any) {
    return any ? fail_at(source_, 0, "there is no line with the names of columns")
               : tl::unexpected<base::Failure>(any.error());
  }
  const auto table = roster_column_table();
  fields_.assign(table.size(), kNoField);
  for (std::size_t i = 0; i < record_.size(); ++i) {
    const std::string& name = record_[i].text;
    const auto found = std::ranges::find_if(
        table, [&](const RosterColumn& one) { return one.name == name || (one.alias == name && !name.empty()); });
    if (found == table.end()) {
      const auto near = base::nearest(name, roster_columns());
      return fail_at(source_, record_[i].span.begin, fmt::format("unknown column {}", info::shown(name)),
                     near ? fmt::format("did you mean `{}`?", *near) : "the manual page lists the columns");
    }
    const auto index = static_cast<std::size_t>(found - table.begin());
    if (fields_[index] != kNoField) {
      return fail_at(source_, record_[i].span.begin, fmt::format("the column `{}` stands here a second time", name));
    }
    fields_[index] = i;
    names_.push_back(name);
  }
  if (fields_[column_of(RosterKey::user)] == kNoField) {
    return fail_at(source_, record_.front().span.begin, "there is no column `user`",
                   "the first line names the columns; one of them says who a row is about");
  }
  return {};
}

std::string_view RosterReader::shown(const RosterColumn& column) const {
  return names_[fields_[static_cast<std::size_t>(&column - roster_column_table().data())]];
}

const bytes::CsvField* RosterReader::field(RosterKey key) const {
  const std::size_t index = fields_[column_of(key)];
  return index == kNoField ? nullptr : &record_[index];
}

std::string_view RosterReader::text(RosterKey key) const {
  const bytes::CsvField* found = field(key);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

base::Result<void> RosterReader::check_length() {
  if (record_.size() == names_.size()) {
    return {};
  }
  const bool more = record_.size() > names_.size();
  const std::uint32_t place = more ? record_[names_.size()].span.begin : record_.back().span.end;
  return fail_at(source_, place,
                 fmt::format("this row has {} fields; there are {} columns", record_.size(), names_.size()),
                 more ? "a comma inside a value wants quotes around it" : "");
}

base::Result<void> RosterReader::read_conference() {
  const bytes::CsvField* version = field(RosterKey::version);
  if (version != nullptr && !version->text.empty()) {
    const auto number = info::read_unsigned(version->text);
    if (!number) {
      return fail_at(source_, version->span.begin, fmt::format("{} is no version", info::shown(version->text)),
                     "it is a whole number from 0 to 4294967295");
    }
    conference_.version = *number;
  }
  return set({.conference = &conference_}, RosterScope::conference);
}

Rows<User>& RosterReader::roster() {
  const std::string sidebar(text(RosterKey::sidebar));
  key_ = sidebar;
  if (sidebar.empty()) {
    return conference_.users ? *conference_.users : conference_.users.emplace();
  }
  auto& sidebars = conference_.sidebars_by_val ? *conference_.sidebars_by_val : conference_.sidebars_by_val.emplace();
  const std::size_t index = find([&] {
    Sidebar& made = sidebars.rows.emplace_back();
    made.entity = sidebar;
    made.users.emplace();
    return sidebars.rows.size() - 1;
  });
  return *sidebars.rows[index].users;
}

template <class Make>
std::size_t RosterReader::find(Make make) {
  if (const auto found = rows_.find(key_); found != rows_.end()) {
    return found->second;
  }
  const std::size_t index = make();
  rows_.emplace(key_, index);
  return index;
}

User& RosterReader::find_user(std::string_view entity) {
  std::vector<User>& users = roster().rows;
  (key_ += '\x1f') += entity;
  return users[find([&users] {
    users.emplace_back();
    return users.size() - 1;
  })];
}

Endpoint& RosterReader::find_endpoint(User& user, std::string_view entity) {
  const std::string_view own = entity.empty() ? std::string_view(user.entity) : entity;
  (key_ += '\x1f') += own;
  return user.endpoints[find([&] {
    user.endpoints.emplace_back().entity = own;
    return user.endpoints.size() - 1;
  })];
}

// A stream without id gets the next free number.
Stream& RosterReader::find_stream(Endpoint& endpoint, const std::string& id) {
  const std::string owner = std::exchange(key_, fmt::format("{}\x1f{}", key_, id));
  std::string own = id;
  while (id.empty() && (own.empty() || rows_.contains(key_))) {
    own = std::to_string(++next_stream_[owner]);
    key_ = fmt::format("{}\x1f{}", owner, own);
  }
  return endpoint.media[find([&] {
    endpoint.media.emplace_back().id = own;
    return endpoint.media.size() - 1;
  })];
}

// True where the record has a value about that scope; states and columns that are read over say nothing.
bool RosterReader::mentions(RosterScope scope) const {
  const auto table = roster_column_table();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool counts = table[i].scope == scope && (table[i].text != nullptr || table[i].list != nullptr);
    if (counts && fields_[i] != kNoField && !record_[fields_[i]].text.empty()) {
      return true;
    }
  }
  return false;
}

base::Result<void> RosterReader::set_list(std::vector<std::string>& target, const RosterColumn& column,
                                          const bytes::CsvField& field) {
  std::vector<std::string> values;
  std::string_view rest = field.text;
  for (bool more = true; more;) {
    const std::size_t bar = rest.find('|');
    values.emplace_back(rest.substr(0, bar));
    if (auto good = info::check_value(fmt::format("`{}`", shown(column)), values.back(), column.type); !good) {
      return fail_at(source_, field.span.begin, good.error().message, good.error().hint);
    }
    more = bar != std::string_view::npos;
    rest.remove_prefix(more ? bar + 1 : rest.size());
  }
  if (!target.empty() && target != values) {
    return fail_at(source_, field.span.begin,
                   fmt::format("`{}` was {} before and is {} here", shown(column),
                               info::shown(fmt::format("{}", fmt::join(target, "|"))), info::shown(field.text)));
  }
  target = std::move(values);
  return {};
}

base::Result<void> RosterReader::set(const RosterRow& row, const RosterColumn& column, const bytes::CsvField& field) {
  if (column.list != nullptr) {
    return set_list(column.list(row), column, field);
  }
  if (auto good = info::check_value(fmt::format("`{}`", shown(column)), field.text, column.type); !good) {
    return fail_at(source_, field.span.begin, good.error().message, good.error().hint);
  }
  if (column.state != nullptr) {
    const auto states = info::values_of(info::Type::state);
    column.state(row) = static_cast<State>(std::ranges::find(states, field.text) - states.begin());
    return {};
  }
  if (column.text == nullptr) {
    return {};
  }
  std::string& target = column.text(row);
  if (!target.empty() && target != field.text) {
    return fail_at(
        source_, field.span.begin,
        fmt::format("`{}` was {} before and is {} here", shown(column), info::shown(target), info::shown(field.text)));
  }
  target = field.text;
  return {};
}

// Sets what the record says about one scope.
base::Result<void> RosterReader::set(const RosterRow& row, RosterScope scope) {
  const auto table = roster_column_table();
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].scope != scope || fields_[i] == kNoField || record_[fields_[i]].text.empty()) {
      continue;
    }
    if (auto done = set(row, table[i], record_[fields_[i]]); !done) {
      return done;
    }
  }
  return {};
}

base::Result<void> RosterReader::add_rows() {
  RosterRow row;
  row.user = &find_user(text(RosterKey::user));
  if (auto done = set(row, RosterScope::user); !done) {
    return done;
  }
  const bool has_stream = mentions(RosterScope::stream);
  if (!has_stream && !mentions(RosterScope::endpoint)) {
    return {};
  }
  row.endpoint = &find_endpoint(*row.user, text(RosterKey::endpoint));
  if (auto done = set(row, RosterScope::endpoint); !done || !has_stream) {
    return done;
  }
  row.stream = &find_stream(*row.endpoint, std::string(text(RosterKey::stream)));
  return set(row, RosterScope::stream);
}

base::Result<void> RosterReader::read_record() {
  if (auto good = check_length(); !good) {
    return good;
  }
  if (text(RosterKey::user).empty()) {
    return fail_at(source_, field(RosterKey::user)->span.begin, "this row has no user");
  }
  if (auto done = read_conference(); !done) {
    return done;
  }
  return add_rows();
}

base::Result<void> RosterReader::read() {
  if (auto header = read_header(); !header) {
    return header;
  }
  for (;;) {
    const base::Result<bool> more = reader_.next(record_);
    if (!more || !*more) {
      return more ? base::Result<void>() : tl::unexpected<base::Failure>(more.error());
    }
    if (auto done = read_record(); !done) {
      return done;
    }
  }
}

}  // namespace

std::vector<std::string_view> roster_columns() {
  std::vector<std::string_view> names;
  for (const RosterColumn& column : roster_column_table()) {
    names.push_back(column.name);
    if (!column.alias.empty()) {
      names.push_back(column.alias);
    }
  }
  return names;
}

base::Result<void> read_roster(const bytes::Source& source, Conference& conference) {
  return RosterReader(source, conference).read();
}

}  // namespace confstate::generate
