#include "bytes/csv.hpp"

#include <doctest/doctest.h>

using namespace confstate;

namespace {

using Records = std::vector<std::vector<std::string>>;

std::string fault(std::string_view text) {
  const bytes::Source source("r.csv", std::string(text));
  bytes::CsvReader reader(source);
  std::vector<bytes::CsvField> record;
  for (;;) {
    const auto more = reader.next(record);
    if (!more) {
      return more.error().message;
    }
    REQUIRE(*more);
  }
}

Records records(std::string_view text) {
  const bytes::Source source("r.csv", std::string(text));
  bytes::CsvReader reader(source);
  std::vector<bytes::CsvField> record;
  Records all;
  for (auto more = reader.next(record); more.value(); more = reader.next(record)) {
    auto& fields = all.emplace_back();
    for (const bytes::CsvField& field : record) {
      fields.push_back(field.text);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("fields, records and line ends") {
  CHECK(records("a,b\nc,d\n") == Records{{"a", "b"}, {"c", "d"}});
  CHECK(records("a,b\r\nc,d") == Records{{"a", "b"}, {"c", "d"}});
  CHECK(records("\xef\xbb\xbf"
                "a\n\n\r\n ,\n") == Records{{"a"}, {" ", ""}});
  CHECK(records("").empty());
  CHECK(records("\n\n").empty());
  CHECK(records("a\rb,c") == Records{{"a\rb", "c"}});
}

TEST_CASE("quotes keep commas, line ends and quotes") {
  CHECK(records("\"a,b\",\"c\nd\"\n\"\"\"\",\"\"\n") == Records{{"a,b", "c\nd"}, {"\"", ""}});
}

TEST_CASE("faults are said at their place") {
  CHECK(fault("a,b\nc,\"d") == "r.csv:2:3: this quote is never closed");
  CHECK(fault("a,\"b\"c") == "r.csv:1:6: text stands behind a closing quote");
  CHECK(fault("a\nb\"c") == "r.csv:2:2: a quote stands inside a field that does not begin with one");
}
