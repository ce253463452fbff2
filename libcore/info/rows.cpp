#include "info/rows.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "info/conferences.hpp"
#include "info/json_text.hpp"
#include "info/values.hpp"

namespace confstate::info {
namespace {

// What a column is about; rows of a kind have the columns of all scopes up to their own.
enum class Scope : std::uint8_t { conference, user, endpoint, media };

enum class Form : std::uint8_t {
  attribute,  // the value of an attribute
  state,      // full, partial or deleted, also where the attribute is absent
  text,       // the text of a descendant
  words,      // the words of a list
  entries,    // the text, or the uri, of each entry
  count,      // how many children of that name; only in rows of this scope
};

struct Column {
  Scope scope;
  Form form;
  AttributeName attribute = AttributeName::entity;
  std::array<Name, 3> path = {Name::unknown, Name::unknown, Name::unknown};  // unknown ends it
};

constexpr Column text_at(Scope scope, Name a, Name b = Name::unknown, Name c = Name::unknown) {
  return {scope, Form::text, AttributeName::entity, {a, b, c}};
}

constexpr Column formed(Scope scope, Form form, Name name) {
  return {scope, form, AttributeName::entity, {name, Name::unknown, Name::unknown}};
}

constexpr auto kColumns = std::to_array<Column>({
    {Scope::conference, Form::attribute, AttributeName::version},
    {Scope::conference, Form::state, AttributeName::state},
    {Scope::user, Form::attribute, AttributeName::entity},
    {Scope::user, Form::state, AttributeName::state},
    text_at(Scope::user, Name::display_text),
    formed(Scope::user, Form::entries, Name::associated_aors),
    formed(Scope::user, Form::entries, Name::roles),
    formed(Scope::user, Form::words, Name::languages),
    text_at(Scope::user, Name::cascaded_focus),
    formed(Scope::user, Form::count, Name::endpoint),
    {Scope::endpoint, Form::attribute, AttributeName::entity},
    {Scope::endpoint, Form::state, AttributeName::state},
    text_at(Scope::endpoint, Name::display_text),
    text_at(Scope::endpoint, Name::referred, Name::when),
    text_at(Scope::endpoint, Name::referred, Name::reason),
    text_at(Scope::endpoint, Name::referred, Name::by),
    text_at(Scope::endpoint, Name::status),
    text_at(Scope::endpoint, Name::joining_method),
    text_at(Scope::endpoint, Name::joining_info, Name::when),
    text_at(Scope::endpoint, Name::joining_info, Name::reason),
    text_at(Scope::endpoint, Name::joining_info, Name::by),
    text_at(Scope::endpoint, Name::disconnection_method),
    text_at(Scope::endpoint, Name::disconnection_info, Name::when),
    text_at(Scope::endpoint, Name::disconnection_info, Name::reason),
    text_at(Scope::endpoint, Name::disconnection_info, Name::by),
    text_at(Scope::endpoint, Name::call_info, Name::sip, Name::call_id),
    text_at(Scope::endpoint, Name::call_info, Name::sip, Name::from_tag),
    text_at(Scope::endpoint, Name::call_info, Name::sip, Name::to_tag),
    formed(Scope::endpoint, Form::count, Name::media),
    {Scope::media, Form::attribute, AttributeName::id},
    text_at(Scope::media, Name::display_text),
    text_at(Scope::media, Name::type),
    text_at(Scope::media, Name::label),
    text_at(Scope::media, Name::src_id),
    text_at(Scope::media, Name::status),
});

// A value in a row; nothing is set where the document has none.
struct Cell {
  std::optional<std::string> text;
  std::optional<std::uint64_t> number;
  std::optional<std::vector<std::string>> list;
};

// The elements a row is about, by scope; the first is the conference or sidebar that the user stands in.
struct Row {
  std::array<Element, 4> at;
  Element root;
};

Scope scope_of(RowKind kind) {
  return static_cast<Scope>(static_cast<int>(kind) + 1);
}

bool has_column(RowKind kind, const Column& column) {
  const Scope scope = scope_of(kind);
  return column.form == Form::count ? column.scope == scope : column.scope <= scope;
}

std::string scope_name(Scope scope) {
  constexpr std::array<Name, 4> kNamesOfScopes = {Name::unknown, Name::user, Name::endpoint, Name::media};
  return scope == Scope::conference ? "conference"
                                    : std::string(to_string(kNamesOfScopes[static_cast<std::size_t>(scope)]));
}

std::string name_of_column(const Column& column) {
  std::string name = scope_name(column.scope);
  if (column.form == Form::attribute || column.form == Form::state) {
    return (name += '_') += to_string(column.attribute);
  }
  for (const Name step : column.path) {
    if (step != Name::unknown) {
      (name += '_') += to_string(step);
    }
  }
  if (column.form == Form::count) {
    name += "_count";
  }
  std::ranges::replace(name, '-', '_');
  return name;
}

std::vector<std::string> entries_of(Element list) {
  std::vector<std::string> values;
  for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
    values.push_back(is_complex(entry.type()) ? entry.text_of(Name::uri).value_or("") : entry.text());
  }
  return values;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split_list(text)) {
    words.emplace_back(word);
  }
  return words;
}

std::uint64_t count_of(Element element, Name name) {
  std::uint64_t count = 0;
  for (Element child = element.child(name); child; child = child.next()) {
    ++count;
  }
  return count;
}

std::string state_of(Element element) {
  return std::string(values_of(Type::state)[static_cast<std::size_t>(element.state())]);
}

Cell attribute_cell(Element element, AttributeName name) {
  const xml::Attribute attribute = element.attribute(name);
  if (!attribute) {
    return {};
  }
  const AttributeRow* row = find_attribute(element.type(), name);
  const Type type = row == nullptr ? Type::string : row->type;
  if (type == Type::unsigned_int) {
    return {.text = {}, .number = read_unsigned(attribute.value()), .list = {}};
  }
  return {.text = type == Type::any_uri ? base::collapse(attribute.value()) : std::string(attribute.value()),
          .number = {},
          .list = {}};
}

Cell cell_of(Element element, const Column& column) {
  switch (column.form) {
    case Form::attribute:
      return attribute_cell(element, column.attribute);
    case Form::state:
      return {.text = state_of(element), .number = {}, .list = {}};
    case Form::count:
      return {.text = {}, .number = count_of(element, column.path[0]), .list = {}};
    default:
      break;
  }
  for (const Name step : column.path) {
    if (element && step != Name::unknown) {
      element = element.child(step);
    }
  }
  if (!element) {
    return {};
  }
  if (column.form == Form::text) {
    return {.text = element.text(), .number = {}, .list = {}};
  }
  return {
      .text = {}, .number = {}, .list = column.form == Form::entries ? entries_of(element) : words_of(element.text())};
}

// Turns a document into rows of cells.
class Table {
 public:
  Table(RowKind kind, std::string_view file);

  [[nodiscard]] std::vector<std::string> names() const;
  // Calls `visit` with the cells of each row, in document order.
  void for_each(const Document& document, const std::function<void(const std::vector<Cell>&)>& visit);

 private:
  void fill(const Row& row);

  RowKind kind_;
  std::vector<const Column*> columns_;
  std::vector<Cell> cells_;
  std::array<Element, 4> filled_;  // what the cells are about; a user's are not read again for each endpoint
};

constexpr std::size_t kLeading = 3;  // file, conference, sidebar

Table::Table(RowKind kind, std::string_view file) : kind_(kind), cells_(kLeading) {
  cells_[0].text = file;
  for (const Column& column : kColumns) {
    if (has_column(kind, column)) {
      columns_.push_back(&column);
      cells_.emplace_back();
    }
  }
}

std::vector<std::string> Table::names() const {
  std::vector<std::string> names = {"file", "conference", "sidebar"};
  for (const Column* column : columns_) {
    names.push_back(name_of_column(*column));
  }
  return names;
}

void Table::fill(const Row& row) {
  const auto stale = [&](Scope scope) {
    const auto index = static_cast<std::size_t>(scope);
    return row.at[index] != filled_[index];
  };
  if (stale(Scope::conference)) {
    cells_[1] = attribute_cell(row.root, AttributeName::entity);
    cells_[2] = row.at[0] == row.root ? Cell() : attribute_cell(row.at[0], AttributeName::entity);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = *columns_[i];
    if (stale(column.scope)) {
      // Version and state are those of the document: a sidebar's version has no meaning (section 4.3).
      const Element about =
          column.scope == Scope::conference ? row.root : row.at[static_cast<std::size_t>(column.scope)];
      cells_[kLeading + i] = cell_of(about, column);
    }
  }
  filled_ = row.at;
}

void Table::for_each(const Document& document, const std::function<void(const std::vector<Cell>&)>& visit) {
  constexpr std::array<Name, 4> kSteps = {Name::users, Name::user, Name::endpoint, Name::media};
  const auto last = static_cast<std::size_t>(scope_of(kind_));
  Row row{.at = {}, .root = document.root()};
  for (const NestedConference& conference : conferences(document)) {
    const Element users = conference.element.child(kSteps[0]);
    row.at = {conference.element, users ? users.child(kSteps[1]) : Element(), Element(), Element()};
    // Users, endpoints and media are three fixed levels, walked like the wheels of an odometer.
    for (std::size_t level = 1; level > 0;) {
      if (!row.at[level]) {
        row.at[level] = Element();
        --level;
      } else if (level < last) {
        row.at[level + 1] = row.at[level].child(kSteps[level + 1]);
        ++level;
        continue;
      } else {
        fill(row);
        visit(cells_);
      }
      if (level > 0) {
        row.at[level] = row.at[level].next();
      }
    }
  }
}

std::string join(const std::vector<std::string>& values) {
  return fmt::format("{}", fmt::join(values, "|"));
}

// RFC 4180 quoting. A line must not begin as a command of a CI system ("::", "##[") does; quotes are always allowed.
void append_csv_field(std::string& out, std::string_view value) {
  const std::string safe = base::escape_hostile(value);
  const bool quoted = safe.find_first_of("\",") != std::string::npos || safe.starts_with(':') ||
                      safe.starts_with('#') || safe.starts_with(' ') || safe.ends_with(' ');
  if (!quoted) {
    out += safe;
    return;
  }
  out += '"';
  for (const char c : safe) {
    out.append(c == '"' ? 2 : 1, c);
  }
  out += '"';
}

std::string csv_text(const Cell& cell) {
  if (cell.number) {
    return std::to_string(*cell.number);
  }
  return cell.list ? join(*cell.list) : cell.text.value_or("");
}

void write_cell(JsonText& text, const Cell& cell) {
  if (cell.number) {
    text.number(*cell.number);
  } else if (cell.text) {
    text.string(*cell.text);
  } else if (cell.list) {
    text.begin_array();
    for (const std::string& value : *cell.list) {
      text.string(value);
    }
    text.end_array();
  } else {
    text.null();
  }
}

}  // namespace

std::vector<std::string> column_names(RowKind kind) {
  return Table(kind, {}).names();
}

std::string csv_header(RowKind kind) {
  return fmt::format("{}\n", fmt::join(column_names(kind), ","));
}

void write_csv_rows(const Document& document, RowKind kind, std::string_view file, const base::Sink& sink) {
  Table table(kind, file);
  std::string line;
  table.for_each(document, [&](const std::vector<Cell>& cells) {
    line.clear();
    for (const Cell& cell : cells) {
      append_csv_field(line, csv_text(cell));
      line += ',';
    }
    line.back() = '\n';
    sink(line);
  });
}

void write_json_rows(const Document& document, RowKind kind, std::string_view file, const base::Sink& sink) {
  Table table(kind, file);
  const std::vector<std::string> names = table.names();
  table.for_each(document, [&](const std::vector<Cell>& cells) {
    JsonText text(sink, {.compact = true});
    text.begin_object();
    text.key("schema");
    text.string(kRowSchemaName);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      text.key(names[i]);
      write_cell(text, cells[i]);
    }
    text.end_object();
    text.finish();
    sink("\n");
  });
}

}  // namespace confstate::info
