#include "change/json.hpp"

#include <fmt/format.h>

#include "info/json_text.hpp"

namespace confstate::change {

using info::Element;
using info::Type;

namespace {

// One JSON object, member by member; values come as JSON.
class Record {
 public:
  void raw(std::string_view name, std::string_view json) {
    text_ += text_.empty() ? '{' : ',';
    info::append_json_string(text_, name);
    text_ += ':';
    text_ += json;
  }
  void string(std::string_view name, std::string_view value) {
    std::string json;
    info::append_json_string(json, value);
    raw(name, json);
  }
  void number(std::string_view name, std::uint64_t value) { raw(name, std::to_string(value)); }
  void string_or_null(std::string_view name, const std::optional<std::string>& value) {
    value ? string(name, *value) : raw(name, "null");
  }

  [[nodiscard]] std::string finish() && { return std::move(text_) + '}'; }

 private:
  std::string text_;
};

std::string place_of(const std::optional<base::Span>& span, const bytes::Source& source) {
  if (!span) {
    return "null";
  }
  const base::Location begin = source.location(span->begin);
  const base::Location end = span->end > span->begin ? source.location(span->end) : begin;
  Record record;
  record.string("file", source.name());
  record.number("line", begin.line);
  record.number("column", begin.column);
  record.number("end_line", end.line);
  record.number("end_column", end.column);
  record.number("byte", begin.byte);
  return std::move(record).finish();
}

// The key of the row of that type that the change is about or in.
std::optional<std::string> row_key(const Change& change, Type type) {
  const Element row = enclosing(change.element(), type);
  return row ? row.key() : std::nullopt;
}

std::optional<std::string> sidebar_of(const Change& change) {
  const Element conference = enclosing(change.element(), Type::conference);
  return conference && conference.parent() ? conference.key() : std::nullopt;
}

std::string rooms_json(std::span<const RoomChange* const> rooms) {
  std::string json = "[";
  for (const RoomChange* room : rooms) {
    Record record;
    record.string_or_null("old", room->before ? std::optional(uri_of(room->before)) : std::nullopt);
    record.string_or_null("new", room->after ? std::optional(uri_of(room->after)) : std::nullopt);
    json += json.size() > 1 ? "," : "";
    json += std::move(record).finish();
  }
  return json + ']';
}

std::string_view subject_word(Subject subject) {
  return subject == Subject::element ? "element" : subject == Subject::attribute ? "attribute" : "text";
}

// "##[" is a command to CI systems wherever it stands in a line; '#' stands in strings only.
std::string disarmed(std::string line) {
  constexpr std::string_view kCommand = "##[";
  for (std::size_t at = line.find(kCommand); at != std::string::npos; at = line.find(kCommand, at)) {
    line.replace(at, 1, "\\u0023");
  }
  return line;
}

}  // namespace

std::string change_record(const Change& change, std::span<const RoomChange* const> rooms, const Step& step) {
  Record record;
  record.string("schema", kChangeSchemaName);
  record.number("step", step.number);
  record.string("operation", to_string(change.operation));
  record.string("subject", subject_word(change.subject));
  record.string("path", path_of(change));
  record.string("conference", change.element().document().entity());
  record.string_or_null("sidebar", sidebar_of(change));
  record.string_or_null("user", row_key(change, Type::user));
  record.string_or_null("endpoint", row_key(change, Type::endpoint));
  record.string_or_null("media", row_key(change, Type::media));
  record.raw("old", old_json(change));
  record.raw("new", new_json(change));
  record.raw("old_place", place_of(old_span(change), step.old_source));
  record.raw("new_place", place_of(new_span(change), step.new_source));
  record.raw("rooms", rooms_json(rooms));
  return disarmed(std::move(record).finish());
}

}  // namespace confstate::change
