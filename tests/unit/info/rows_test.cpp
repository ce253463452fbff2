#include "info/rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "xml/read.hpp"

namespace confstate::info {
namespace {

constexpr std::string_view kOpen =
    "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' entity='sip:c@x' version='4'>";

template <class Write>
std::string rows(std::string_view children, Write write, RowKind kind) {
  const std::string text = std::string(kOpen) + std::string(children) + "</conference-info>";
  auto read = xml::read(text, xml::Reading::judging, base::Limits());
  REQUIRE(read);
  std::string out;
  write(Document(std::move(read->tree)), kind, "f.xml", [&out](std::string_view piece) { out += piece; });
  return out;
}

std::vector<nlohmann::json> json_rows(std::string_view children, RowKind kind) {
  std::istringstream lines(rows(children, write_json_rows, kind));
  std::vector<nlohmann::json> found;
  for (std::string line; std::getline(lines, line);) {
    found.push_back(nlohmann::json::parse(line));
  }
  return found;
}

std::string csv_rows(std::string_view children, RowKind kind) {
  return rows(children, write_csv_rows, kind);
}

constexpr std::string_view kUsers =
    "<users><user entity='sip:a@x'><display-text>Ann</display-text><roles><entry>chair</entry><entry>host</entry>"
    "</roles><endpoint entity='a1'><status>connected</status><media id='1'/><media id='2'/></endpoint>"
    "<endpoint entity='a2'/></user><user entity='sip:b@x'/><user entity='sip:d@x' state='full'>"
    "<endpoint entity='d1'><media id='9'><type>audio</type></media></endpoint></user></users>";

TEST_CASE("a row is exactly one user, endpoint or medium, in document order") {
  const auto names = [](RowKind kind, const char* column) {
    std::vector<std::string> values;
    for (const nlohmann::json& row : json_rows(kUsers, kind)) {
      values.push_back(row[column]);
    }
    return values;
  };
  CHECK(names(RowKind::users, "user_entity") == std::vector<std::string>{"sip:a@x", "sip:b@x", "sip:d@x"});
  CHECK(names(RowKind::endpoints, "endpoint_entity") == std::vector<std::string>{"a1", "a2", "d1"});
  CHECK(names(RowKind::media, "media_id") == std::vector<std::string>{"1", "2", "9"});
  CHECK(names(RowKind::media, "user_entity") == std::vector<std::string>{"sip:a@x", "sip:a@x", "sip:d@x"});
}

TEST_CASE("a value of one row does not leak into the next") {
  const auto found = json_rows(kUsers, RowKind::endpoints);
  CHECK(found[0]["endpoint_status"] == "connected");
  CHECK(found[1]["endpoint_status"].is_null());
  CHECK(found[1]["user_display_text"] == "Ann");
  CHECK(found[2]["user_display_text"].is_null());
  CHECK(found[0]["endpoint_media_count"] == 2);
  CHECK(found[1]["endpoint_media_count"] == 0);
}

TEST_CASE("every JSON row has every column, in the order of the CSV header") {
  for (const RowKind kind : {RowKind::users, RowKind::endpoints, RowKind::media}) {
    const std::string line = rows(kUsers, write_json_rows, kind);
    const auto row = nlohmann::ordered_json::parse(line.substr(0, line.find('\n')));
    std::vector<std::string> keys;
    for (const auto& [key, value] : row.items()) {
      keys.push_back(key);
    }
    REQUIRE(keys.front() == "schema");
    keys.erase(keys.begin());
    CHECK(keys == column_names(kind));
    CHECK(std::ranges::count(csv_header(kind), ',') == static_cast<std::ptrdiff_t>(keys.size()) - 1);
  }
}

TEST_CASE("a user of a sidebar says so, one of the main roster does not") {
  const auto found = json_rows(
      "<users><user entity='sip:a@x'/></users><sidebars-by-val><entry entity='sip:s@x'><users><user entity='sip:a@x'/>"
      "</users></entry></sidebars-by-val>",
      RowKind::users);
  REQUIRE(found.size() == 2);
  CHECK(found[0]["sidebar"].is_null());
  CHECK(found[1]["sidebar"] == "sip:s@x");
  CHECK(found[1]["conference"] == "sip:c@x");
}

TEST_CASE("a CSV row is one line with quotes where RFC 4180 wants them") {
  const std::string line = csv_rows(
      "<users><user entity='sip:a@x'><display-text>O\"Hara,\nAnn</display-text><roles><entry>a</entry><entry>b</entry>"
      "</roles></user></users>",
      RowKind::users);
  CHECK(line == "f.xml,sip:c@x,,4,full,sip:a@x,full,\"O\"\"Hara,\\nAnn\",,a|b,,,0\n");
}

TEST_CASE("telephone numbers stay what they are in CSV, though spreadsheets read formulas") {
  CHECK(csv_rows("<users><user entity='+1555'><display-text>=1+1</display-text></user></users>", RowKind::users) ==
        "f.xml,sip:c@x,,4,full,+1555,full,=1+1,,,,,0\n");
}

}  // namespace
}  // namespace confstate::info
