#include "config/file.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text.hpp"
#include "config/selection.hpp"
#include "json/tree.hpp"

namespace confstate::config {
namespace {

using Read = base::Result<void>;

// Reads the members of the root and of what is in it. Each function takes the value that its key has.
class FileReader {
 public:
  FileReader(const bytes::Source& source, const json::Tree& tree, const std::string& directory, Cards cards)
      : source_(source), tree_(tree), directory_(directory), cards_(cards) {}

  base::Result<Layer> run() {
    if (tree_.root().kind != json::Kind::object) {
      return at(tree_.root(), "a configuration is an object, not " + std::string(json::word(tree_.root().kind)));
    }
    Read read = members(tree_.root(), kKeys);
    if (!read) {
      return tl::unexpected<base::Failure>(read.error());
    }
    return {std::move(layer_)};
  }

 private:
  struct Key {
    std::string_view name;
    Read (FileReader::*read)(const json::Node& value);
  };

  template <std::size_t kSize>
  Read members(const json::Node& object, const std::array<Key, kSize>& keys) {
    for (const json::Node* node = tree_.first_of(object); node != nullptr; node = tree_.next_of(*node)) {
      const auto* const key =
          std::find_if(keys.begin(), keys.end(), [node](const Key& candidate) { return candidate.name == node->key; });
      if (key == keys.end()) {
        return unknown_key(*node, keys);
      }
      if (Read read = (this->*(key->read))(*node); !read) {
        return read;
      }
    }
    return {};
  }

  template <std::size_t kSize>
  tl::unexpected<base::Failure> unknown_key(const json::Node& node, const std::array<Key, kSize>& keys) const {
    std::vector<std::string_view> names;
    std::string all;
    for (const Key& key : keys) {
      names.push_back(key.name);
      all += (all.empty() ? "" : ", ") + std::string(key.name);
    }
    const std::optional<std::string_view> near = base::nearest(node.key, names);
    return json::fail_at(source_, node.key_span.begin, "unknown key `" + node.key + "`",
                         near ? "did you mean `" + std::string(*near) + "`?" : "the keys are " + all);
  }

  [[nodiscard]] tl::unexpected<base::Failure> at(const json::Node& node, std::string_view message,
                                                 std::string hint = {}) const {
    return json::fail_at(source_, node.span.begin, message, std::move(hint));
  }

  [[nodiscard]] tl::unexpected<base::Failure> at(const json::Node& node, const base::Failure& failure) const {
    return at(node, failure.message, failure.hint);
  }

  [[nodiscard]] Origin origin(const json::Node& node) const {
    return {OriginKind::file, json::place_of(source_, node.span.begin), node.span};
  }

  [[nodiscard]] Read want(const json::Node& node, json::Kind kind) const {
    if (node.kind != kind) {
      return at(node, "`" + node.key + "` is " + std::string(json::word(kind)) + ", not " +
                          std::string(json::word(node.kind)));
    }
    return {};
  }

  // A string with something in it.
  [[nodiscard]] Read want_text(const json::Node& node) const {
    if (Read right = want(node, json::Kind::string); !right) {
      return right;
    }
    if (base::is_all_space(node.text)) {
      return at(node, "`" + node.key + "` is empty");
    }
    return {};
  }

  template <class T>
  Read read_word(const json::Node& node, std::optional<Value<T>>& into, base::Result<T> (*read)(std::string_view)) {
    if (Read right = want(node, json::Kind::string); !right) {
      return right;
    }
    const base::Result<T> value = read(node.text);
    if (!value) {
      return at(node, value.error());
    }
    into = Value<T>{*value, origin(node)};
    return {};
  }

  Read read_flag(const json::Node& node, std::optional<Value<bool>>& into) {
    if (Read right = want(node, json::Kind::boolean); !right) {
      return right;
    }
    into = Value<bool>{node.flag, origin(node)};
    return {};
  }

  Read read_texts(const json::Node& node, std::vector<Value<std::string>>& into) {
    if (Read right = want(node, json::Kind::array); !right) {
      return right;
    }
    for (const json::Node* member = tree_.first_of(node); member != nullptr; member = tree_.next_of(*member)) {
      if (member->kind != json::Kind::string || base::is_all_space(member->text)) {
        return at(*member, "`" + node.key + "` is a list of strings that are not empty");
      }
      into.push_back({member->text, origin(*member)});
    }
    return {};
  }

  Read known_rule(std::string_view name, std::uint32_t offset) const {
    if (belongs_to_another_tool(name, cards_)) {
      return {};
    }
    const auto found = find_rules(name, cards_);
    if (!found) {
      return json::fail_at(source_, offset, found.error().message, found.error().hint);
    }
    return {};
  }

  Read read_rules(const json::Node& node, std::vector<RuleName>& into) {
    Read read = read_texts(node, into);
    for (const RuleName& name : into) {
      if (read) {
        read = known_rule(name.value, name.origin.span.begin);
      }
    }
    return read;
  }

  Read schema(const json::Node& node) { return want(node, json::Kind::string); }
  Read profile(const json::Node& node) { return read_word(node, layer_.profile, &read_profile); }
  Read fail_on(const json::Node& node) { return read_word(node, layer_.fail_on, &read_fail_on); }
  Read select(const json::Node& node) { return read_rules(node, layer_.select); }
  Read ignore(const json::Node& node) { return read_rules(node, layer_.ignore); }
  Read related_domain(const json::Node& node) { return read_texts(node, layer_.related_domains); }
  Read same_domain(const json::Node& node) { return read_flag(node, layer_.room_same_domain); }
  Read matches_conference(const json::Node& node) { return read_flag(node, layer_.room_matches_conference); }

  Read max_findings(const json::Node& node) {
    if (!node.natural) {
      return at(node, "`" + node.key + "` is a whole number, 0 for all");
    }
    layer_.max_findings = Value<std::uint64_t>{node.number, origin(node)};
    return {};
  }

  Read severity(const json::Node& node) {
    if (Read right = want(node, json::Kind::object); !right) {
      return right;
    }
    for (const json::Node* member = tree_.first_of(node); member != nullptr; member = tree_.next_of(*member)) {
      if (Read known = known_rule(member->key, member->key_span.begin); !known) {
        return known;
      }
      std::optional<Value<diag::Severity>> level;
      if (Read read = read_word(*member, level, &read_level); !read) {
        return read;
      }
      layer_.severity[member->key] = *level;
    }
    return {};
  }

  Read limit(const json::Node& node) {
    if (Read right = want(node, json::Kind::object); !right) {
      return right;
    }
    for (const json::Node* member = tree_.first_of(node); member != nullptr; member = tree_.next_of(*member)) {
      if (member->kind != json::Kind::string && !member->natural) {
        return at(*member, "a limit is a whole number, or a string like \"64M\"");
      }
      const std::string value = member->natural ? std::to_string(member->number) : member->text;
      Layer scratch;
      if (Read set = add_limit(scratch, member->key + "=" + value); !set) {
        return at(*member, set.error());
      }
      layer_.limits[member->key] = {scratch.limits.begin()->second.value, origin(*member)};
    }
    return {};
  }

  Read baseline(const json::Node& node) {
    if (Read right = want_text(node); !right) {
      return right;
    }
    const bool as_is = node.text.front() == '/' || directory_ == ".";
    const std::string separator = directory_ == "/" ? "" : "/";
    layer_.baseline = Value<std::string>{as_is ? node.text : directory_ + separator + node.text, origin(node)};
    return {};
  }

  Read suppressions(const json::Node& node) {
    if (Read right = want(node, json::Kind::array); !right) {
      return right;
    }
    for (const json::Node* member = tree_.first_of(node); member != nullptr; member = tree_.next_of(*member)) {
      if (Read read = suppression(*member); !read) {
        return read;
      }
    }
    return {};
  }

  Read suppression(const json::Node& node) {
    if (node.kind != json::Kind::object) {
      return at(node, "a suppression is an object with `rule` and `reason`");
    }
    layer_.suppressions.emplace_back();
    layer_.suppressions.back().origin = origin(node);
    if (Read read = members(node, kSuppressionKeys); !read) {
      return read;
    }
    const Suppression& entry = layer_.suppressions.back();
    if (entry.rule.value.empty()) {
      return at(node, "this suppression names no `rule`");
    }
    if (entry.reason.empty()) {
      return at(node, "this suppression gives no `reason`", "say why the finding is accepted");
    }
    return {};
  }

  Read rule(const json::Node& node) {
    if (Read right = want_text(node); !right) {
      return right;
    }
    layer_.suppressions.back().rule = {node.text, origin(node)};
    return known_rule(node.text, node.span.begin);
  }

  Read read_text(const json::Node& node, std::string& into) {
    if (Read right = want_text(node); !right) {
      return right;
    }
    into = node.text;
    return {};
  }

  Read path(const json::Node& node) { return read_text(node, layer_.suppressions.back().path); }
  Read file(const json::Node& node) { return read_text(node, layer_.suppressions.back().file); }
  Read reason(const json::Node& node) { return read_text(node, layer_.suppressions.back().reason); }

  Read until(const json::Node& node) {
    if (Read right = want(node, json::Kind::string); !right) {
      return right;
    }
    layer_.suppressions.back().until = base::read_date(node.text);
    if (!layer_.suppressions.back().until) {
      return at(node, "`" + node.text + "` is not a day", "write it as YYYY-MM-DD");
    }
    return {};
  }

  // Named like the options, and in their order.
  static constexpr std::array<Key, 13> kKeys{{{"$schema", &FileReader::schema},
                                              {"profile", &FileReader::profile},
                                              {"fail-on", &FileReader::fail_on},
                                              {"max-findings", &FileReader::max_findings},
                                              {"select", &FileReader::select},
                                              {"ignore", &FileReader::ignore},
                                              {"severity", &FileReader::severity},
                                              {"related-domain", &FileReader::related_domain},
                                              {"room-same-domain", &FileReader::same_domain},
                                              {"room-matches-conference", &FileReader::matches_conference},
                                              {"limit", &FileReader::limit},
                                              {"baseline", &FileReader::baseline},
                                              {"suppressions", &FileReader::suppressions}}};
  static constexpr std::array<Key, 5> kSuppressionKeys{{{"rule", &FileReader::rule},
                                                        {"path", &FileReader::path},
                                                        {"file", &FileReader::file},
                                                        {"reason", &FileReader::reason},
                                                        {"until", &FileReader::until}}};

  const bytes::Source& source_;
  const json::Tree& tree_;
  const std::string& directory_;
  Cards cards_;
  Layer layer_;
};

}  // namespace

base::Result<Layer> read_configuration(const bytes::Source& source, const std::string& directory, Cards cards) {
  const base::Result<json::Tree> tree = json::read(source);
  if (!tree) {
    return tl::unexpected<base::Failure>(tree.error());
  }
  return FileReader(source, *tree, directory, cards).run();
}

}  // namespace confstate::config
