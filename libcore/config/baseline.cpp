#include "config/baseline.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/fnv.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "bytes/input.hpp"
#include "bytes/paths.hpp"
#include "json/tree.hpp"

namespace confstate::config {
namespace {

constexpr std::string_view kSchema = "confstate.baseline/1";
constexpr std::array<std::string_view, 2> kRootKeys{"schema", "entries"};
constexpr std::array<std::string_view, 3> kEntryKeys{"file", "fingerprint", "count"};

std::optional<std::uint64_t> read_fingerprint(std::string_view text) {
  std::uint64_t value = 0;
  for (const char c : text) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    value = (value << 4U) | digit;
  }
  return text.size() == 16 ? std::optional<std::uint64_t>(value) : std::nullopt;
}

// Reads the members of a baseline's root and entries.
class BaselineReader {
 public:
  BaselineReader(const bytes::Source& source, const json::Tree& tree, Baseline& out)
      : source_(source), tree_(tree), out_(out) {}

  base::Result<void> run() {
    if (tree_.root().kind != json::Kind::object) {
      return at(tree_.root(), "a baseline is an object, not " + std::string(json::word(tree_.root().kind)));
    }
    const json::Node* schema = nullptr;
    const json::Node* entries = nullptr;
    for (const json::Node* node = first(tree_.root()); node != nullptr; node = tree_.next_of(*node)) {
      if (node->key != "schema" && node->key != "entries") {
        return unknown(*node, kRootKeys);
      }
      (node->key == "schema" ? schema : entries) = node;
    }
    if (schema == nullptr || schema->kind != json::Kind::string || schema->text != kSchema) {
      return at(schema == nullptr ? tree_.root() : *schema,
                R"(a baseline says "schema": ")" + std::string(kSchema) + '"');
    }
    if (entries == nullptr || entries->kind != json::Kind::array) {
      return at(entries == nullptr ? tree_.root() : *entries, "a baseline has an array `entries`");
    }
    return read_entries(*entries);
  }

 private:
  [[nodiscard]] const json::Node* first(const json::Node& node) const { return tree_.first_of(node); }

  [[nodiscard]] tl::unexpected<base::Failure> at(const json::Node& node, std::string_view message) const {
    return json::fail_at(source_, node.span.begin, message);
  }

  [[nodiscard]] tl::unexpected<base::Failure> unknown(const json::Node& node,
                                                      std::span<const std::string_view> keys) const {
    const std::optional<std::string_view> near = base::nearest(node.key, keys);
    return json::fail_at(source_, node.key_span.begin, "unknown key `" + node.key + "`",
                         near ? "did you mean `" + std::string(*near) + "`?" : "");
  }

  base::Result<void> read_entries(const json::Node& entries) {
    for (const json::Node* node = first(entries); node != nullptr; node = tree_.next_of(*node)) {
      if (node->kind != json::Kind::object) {
        return at(*node, "an entry is an object with `file`, `fingerprint` and `count`");
      }
      if (base::Result<void> read = read_entry(*node); !read) {
        return read;
      }
    }
    return {};
  }

  base::Result<void> read_entry(const json::Node& entry) {
    std::optional<std::string> file;
    std::optional<std::uint64_t> fingerprint;
    std::optional<std::uint64_t> count;
    for (const json::Node* node = first(entry); node != nullptr; node = tree_.next_of(*node)) {
      if (node->key == "file" && node->kind == json::Kind::string && !node->text.empty()) {
        file = node->text;
      } else if (node->key == "fingerprint" && node->kind == json::Kind::string) {
        fingerprint = read_fingerprint(node->text);
      } else if (node->key == "count" && node->natural && node->number > 0) {
        count = node->number;
      } else if (node->key != "file" && node->key != "fingerprint" && node->key != "count") {
        return unknown(*node, kEntryKeys);
      }
    }
    if (!file || !fingerprint || !count) {
      return at(entry, "an entry has a `file`, a `fingerprint` of 16 hexadecimal digits and a `count` over 0");
    }
    if (!out_.files[*file].emplace(*fingerprint, *count).second) {
      return at(entry, "this entry stands here a second time");
    }
    return {};
  }

  const bytes::Source& source_;
  const json::Tree& tree_;
  Baseline& out_;
};

std::string replaced_invalid(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const base::CodePoint point = base::decode_utf8(name, at);
    if (point.length == 0) {
      base::append_utf8(out, 0xfffd);
    } else {
      out.append(name, at, point.length);
    }
    at += point.length == 0 ? 1 : point.length;
  }
  return out;
}

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string directory_of_file(const std::string& path, const std::string& current_directory) {
  return bytes::directory_of(bytes::absolute_path(path, current_directory));
}

}  // namespace

base::Result<Baseline> read_baseline(const bytes::Source& source, std::string directory) {
  const base::Result<json::Tree> tree = json::read(source);
  if (!tree) {
    return tl::unexpected<base::Failure>(tree.error());
  }
  Baseline baseline;
  baseline.directory = std::move(directory);
  base::Result<void> read = BaselineReader(source, *tree, baseline).run();
  if (!read) {
    return tl::unexpected<base::Failure>(read.error());
  }
  return {std::move(baseline)};
}

base::Result<Baseline> read_baseline_file(const std::string& path, const std::string& current_directory) {
  const std::string absolute = bytes::absolute_path(path, current_directory);
  std::istringstream nothing;
  base::Result<std::string> text = bytes::read_input(absolute, nothing, base::Limits{});
  if (!text) {
    const bool there = bytes::is_file(absolute);
    return base::fail(there ? "baseline " + path + " cannot be read" : "there is no baseline " + path,
                      "--write-baseline " + path + " makes one");
  }
  return read_baseline(bytes::Source(path, std::move(*text)), directory_of_file(path, current_directory));
}

base::Result<Baseline> open_baseline(const std::string& path, const std::string& current_directory) {
  if (bytes::is_file(bytes::absolute_path(path, current_directory))) {
    return read_baseline_file(path, current_directory);
  }
  Baseline baseline;
  baseline.directory = directory_of_file(path, current_directory);
  return {std::move(baseline)};
}

std::string name_in(const Baseline& baseline, const std::string& input, const std::string& current_directory) {
  if (input.empty() || input.front() == '<') {
    return input;
  }
  // JSON is UTF-8, names of files need not be.
  return replaced_invalid(bytes::relative_path(bytes::absolute_path(input, current_directory), baseline.directory));
}

void mark_known(std::span<diag::Finding> findings, const Baseline& baseline, std::string_view name) {
  const auto file = baseline.files.find(name);
  if (file == baseline.files.end()) {
    return;
  }
  std::map<std::uint64_t, std::uint64_t> left = file->second;
  for (diag::Finding& finding : findings) {
    const auto known = finding.suppressed ? left.end() : left.find(finding.fingerprint);
    if (known != left.end() && known->second > 0) {
      --known->second;
      finding.suppressed = diag::Suppressed{"baseline", "", std::nullopt};
    }
  }
}

void record(Baseline& baseline, std::string_view name, std::span<const diag::Finding> findings) {
  std::map<std::uint64_t, std::uint64_t> counts;
  for (const diag::Finding& finding : findings) {
    if (!finding.suppressed || finding.suppressed->by == "baseline") {
      ++counts[finding.fingerprint];
    }
  }
  if (counts.empty()) {
    baseline.files.erase(std::string(name));
  } else {
    baseline.files[std::string(name)] = std::move(counts);
  }
}

std::string write_baseline(const Baseline& baseline) {
  std::string out = "{\n  \"schema\": " + json_text(kSchema) + ",\n  \"entries\": [";
  std::string_view separator = "\n";
  for (const auto& [file, counts] : baseline.files) {
    for (const auto& [fingerprint, count] : counts) {
      out += separator;
      out += R"(    {"file": )" + json_text(file) + R"(, "fingerprint": ")" + base::to_hex(fingerprint) +
             R"(", "count": )" + std::to_string(count) + '}';
      separator = ",\n";
    }
  }
  out += separator == "\n" ? "]\n}\n" : "\n  ]\n}\n";
  return out;
}

}  // namespace confstate::config
