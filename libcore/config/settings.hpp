// config: what decides how findings count: .confstate.json, options, rule selection, severities, suppressions and
// baselines. It may use base, bytes and diag, and nlohmann/json. It never finds anything itself and knows no rule:
// the cards are passed in, and what is wrong with a configuration is said in rules/config.
//
// Option beats file beats default, key by key; the rules of `severity` and the names of `limit` each count as a key.
// One choice spans two keys: --select sets the `ignore` of the file aside too.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/limits.hpp"
#include "base/location.hpp"
#include "base/result.hpp"
#include "diag/card.hpp"

namespace confstate::config {

// All rules of a tool.
using Cards = std::span<const diag::Card* const>;

enum class OriginKind : std::uint8_t { standard, file, option };

// Where a value came from.
struct Origin {
  OriginKind kind = OriginKind::standard;
  std::string place = "default";  // "default", "rooms/.confstate.json:3:14", "--fail-on"
  base::Span span;                // in the configuration file
};

// The origin for a value of an option: option("--fail-on").
[[nodiscard]] Origin option(std::string name);

template <class T>
struct Value {
  T value{};
  Origin origin{};
};

// One name of a rule, an area or "area/*", as somebody wrote it.
using RuleName = Value<std::string>;

// A finding that is known and accepted, from the configuration file.
struct Suppression {
  RuleName rule;
  std::string path;  // glob over the path of a finding ('*' is any text); empty for any
  std::string file;  // glob over the input's name relative to the configuration file; empty for any
  std::string reason;
  std::optional<base::Date> until;  // the last day on which it holds
  Origin origin;                    // the whole entry
};

// What one source, the options or a file, says. What it does not say is absent or empty.
struct Layer {
  std::optional<Value<diag::Profile>> profile;
  std::optional<Value<diag::Severity>> fail_on;  // off is "never"
  std::optional<Value<std::uint64_t>> max_findings;
  std::vector<RuleName> select;
  std::vector<RuleName> ignore;
  std::map<std::string, Value<diag::Severity>> severity;  // by the name of the rule
  std::map<std::string, Value<std::uint64_t>> limits;     // by the name of the limit
  std::vector<Value<std::string>> related_domains;        // RFC 7106
  std::optional<Value<bool>> room_same_domain;
  std::optional<Value<bool>> room_matches_conference;
  std::optional<Value<std::string>> baseline;        // of a file: as it is to be opened, not as written
  std::optional<Value<std::string>> write_baseline;  // options only
  std::vector<Suppression> suppressions;             // files only
};

// Everything decided, each value with its origin.
struct Settings {
  Value<diag::Profile> profile{diag::Profile::rfc4575, {}};
  Value<diag::Severity> fail_on{diag::Severity::error, {}};
  Value<std::uint64_t> max_findings;  // 0 is all
  std::vector<RuleName> select;       // empty is all
  std::vector<RuleName> ignore;
  std::map<std::string, Value<diag::Severity>> severity;
  base::Limits limits;
  std::map<std::string, Origin> limit_origins;  // of the limits that somebody set
  std::vector<Value<std::string>> related_domains;
  Value<bool> room_same_domain;
  Value<bool> room_matches_conference;
  Value<std::string> baseline;  // empty is none
  Value<std::string> write_baseline;
  std::vector<Suppression> suppressions;
};

// Puts the options over the file over the defaults.
[[nodiscard]] Settings merge(const Layer& options, const Layer& file);

// One line of --print-config.
struct SettingRow {
  std::string name;   // the key in the file: "fail-on", "severity.info/user-entity-unique"
  std::string value;  // as JSON
  std::string origin;
};

// All settings in a fixed order, lists and maps one row per member; an empty list is one row with "[]".
[[nodiscard]] std::vector<SettingRow> rows_of(const Settings& settings);

// The words of options and file; a failure suggests the near one.
[[nodiscard]] base::Result<diag::Profile> read_profile(std::string_view word);
[[nodiscard]] base::Result<diag::Severity> read_fail_on(std::string_view word);  // error warning info never
[[nodiscard]] base::Result<diag::Severity> read_level(std::string_view word);    // error warning info off
[[nodiscard]] std::string_view word(diag::Profile profile);

// Adds "RULE=LEVEL" and "NAME=VALUE" of the options --severity and --limit to a layer.
[[nodiscard]] base::Result<void> add_severity(Layer& options, std::string_view assignment);
[[nodiscard]] base::Result<void> add_limit(Layer& options, std::string_view assignment);

}  // namespace confstate::config
