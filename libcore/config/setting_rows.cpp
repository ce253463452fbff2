#include <nlohmann/json.hpp>

#include "config/settings.hpp"

namespace confstate::config {
namespace {

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Collects rows; a list is one row per member, so that each shows its own origin.
class Rows {
 public:
  void add(std::string name, std::string value, const Origin& origin) {
    rows_.push_back({std::move(name), std::move(value), origin.place});
  }

  void add(const std::string& name, const Value<bool>& value) {
    add(name, value.value ? "true" : "false", value.origin);
  }

  void add(const std::string& name, const std::vector<Value<std::string>>& list) {
    for (const Value<std::string>& member : list) {
      add(name, json_text(member.value), member.origin);
    }
    if (list.empty()) {
      add(name, "[]", Origin{});
    }
  }

  void add(const Suppression& entry) {
    nlohmann::ordered_json json{{"rule", entry.rule.value}};
    if (!entry.path.empty()) {
      json["path"] = entry.path;
    }
    if (!entry.file.empty()) {
      json["file"] = entry.file;
    }
    json["reason"] = entry.reason;
    if (entry.until) {
      json["until"] = base::write_date(*entry.until);
    }
    add("suppressions", json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), entry.origin);
  }

  std::vector<SettingRow> take() { return std::move(rows_); }

 private:
  std::vector<SettingRow> rows_;
};

void add_rule_rows(Rows& rows, const Settings& settings) {
  rows.add("select", settings.select);
  rows.add("ignore", settings.ignore);
  for (const auto& [rule, level] : settings.severity) {
    rows.add("severity." + rule, json_text(diag::word(level.value)), level.origin);
  }
  if (settings.severity.empty()) {
    rows.add("severity", "{}", Origin{});
  }
}

void add_limit_rows(Rows& rows, const Settings& settings) {
  for (const base::LimitRow& row : base::limit_rows()) {
    const std::string name(row.name);
    const auto origin = settings.limit_origins.find(name);
    rows.add("limit." + name, json_text(base::write_limit(settings.limits.*row.value)),
             origin == settings.limit_origins.end() ? Origin{} : origin->second);
  }
}

}  // namespace

std::vector<SettingRow> rows_of(const Settings& settings) {
  Rows rows;
  const bool never = settings.fail_on.value == diag::Severity::off;
  rows.add("profile", json_text(word(settings.profile.value)), settings.profile.origin);
  rows.add("fail-on", json_text(never ? "never" : diag::word(settings.fail_on.value)), settings.fail_on.origin);
  rows.add("max-findings", std::to_string(settings.max_findings.value), settings.max_findings.origin);
  add_rule_rows(rows, settings);
  rows.add("related-domain", settings.related_domains);
  rows.add("room-same-domain", settings.room_same_domain);
  rows.add("room-matches-conference", settings.room_matches_conference);
  add_limit_rows(rows, settings);
  const std::string& baseline = settings.baseline.value;
  rows.add("baseline", baseline.empty() ? "null" : json_text(baseline), settings.baseline.origin);
  for (const Suppression& entry : settings.suppressions) {
    rows.add(entry);
  }
  if (settings.suppressions.empty()) {
    rows.add("suppressions", "[]", Origin{});
  }
  return rows.take();
}

}  // namespace confstate::config
