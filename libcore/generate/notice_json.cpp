#include "generate/notice_json.hpp"

#include "generate/write.hpp"
#include "info/json_text.hpp"

namespace confstate::generate {
namespace {

void write_texts(info::JsonText& text, std::string_view key, const std::vector<std::string>& values) {
  text.key(key);
  text.begin_array();
  for (const std::string& value : values) {
    text.string(value);
  }
  text.end_array();
}

void write_string(info::JsonText& text, std::string_view key, std::string_view value) {
  text.key(key);
  text.string(value);
}

void write_number(info::JsonText& text, std::string_view key, std::uint64_t value) {
  text.key(key);
  text.number(value);
}

}  // namespace

void write_notice(const Sent& sent, std::string_view xml, const base::Sink& sink) {
  info::JsonText text(sink, {.compact = true});
  text.begin_object();
  write_string(text, "schema", kNotificationSchema);
  write_number(text, "number", sent.number);
  write_string(text, "at", write_time(sent.at));
  write_number(text, "version", sent.document.version);
  write_string(text, "state", word(sent.document.state));
  write_texts(text, "events", sent.event);
  write_string(text, "outcome", sent.outcome);
  write_texts(text, "rules", sent.rules);
  write_string(text, "xml", xml);
  text.end_object();
  text.finish();
  sink("\n");
}

void write_expected(const std::vector<Expected>& all, const base::Sink& sink) {
  info::JsonText text(sink, {});
  text.begin_object();
  write_string(text, "schema", kExpectedSchema);
  text.key("notifications");
  text.begin_array();
  for (const Expected& one : all) {
    text.begin_object();
    write_number(text, "number", one.number);
    text.key("file");
    if (one.file.empty()) {
      text.null();
    } else {
      text.string(one.file);
    }
    write_number(text, "version", one.version);
    write_string(text, "outcome", one.outcome);
    write_texts(text, "rules", one.rules);
    text.end_object();
  }
  text.end_array();
  text.end_object();
  text.finish();
  sink("\n");
}

}  // namespace confstate::generate
