#include "json/tree.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_cursor.hpp"

namespace confstate::json {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::int64_t nearest_integer(double value) {
  constexpr double kBeyond = 9223372036854775808.0;  // 2^63
  return value >= kBeyond ? kMost : value < -kBeyond ? kLeast : static_cast<std::int64_t>(value);
}

// Receives the events of the parser and builds the tree; false stops the parser, with `fault` set.
class TreeMaker : public nlohmann::json::json_sax_t {
 public:
  TreeMaker(std::string_view text, Settings settings, Tree& tree)
      : text_(text), settings_(settings), tree_(tree), cursor_(text) {}

  std::optional<Fault> fault;

  bool null() override {
    add(Kind::null);
    return true;
  }
  bool boolean(bool value) override {
    add(Kind::boolean).flag = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    Node& node = add(Kind::number);
    node.whole = true;
    node.integer = value;
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    Node& node = add(Kind::number);
    node.natural = true;
    node.number = value;
    node.whole = true;
    node.integer = value > static_cast<std::uint64_t>(kMost) ? kMost : static_cast<std::int64_t>(value);
    return true;
  }
  bool number_float(number_float_t value, const string_t&) override {
    Node& node = add(Kind::number);
    node.whole = std::trunc(value) == value;
    node.integer = node.whole ? nearest_integer(value) : 0;
    return true;
  }
  bool string(string_t& value) override {
    add(Kind::string).text = std::move(value);
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Kind::object); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Kind::array); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    key_span_ = cursor_.next();
    const auto [entry, is_new] = keys_.back().emplace(value, tree_.nodes.size());
    if (!is_new && !settings_.repeats) {
      return stop(key_span_.begin, "the key `" + value + "` stands here a second time");
    }
    if (!is_new) {
      tree_.repeats.push_back({tree_.nodes.size(), entry->second});
    }
    key_ = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) override {
    base::JsonFault found = base::json_fault(text_, position, error.what());
    return stop(static_cast<std::uint32_t>(found.offset), std::move(found.message),
                settings_.comments ? std::string() : std::move(found.hint));
  }

 private:
  bool stop(std::uint32_t offset, std::string message, std::string hint = {}) {
    fault = Fault{offset, std::move(message), std::move(hint)};
    return false;
  }

  Node& add(Kind kind) {
    const std::size_t index = tree_.nodes.size();
    Node& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.span = cursor_.next();
    node.key = std::move(key_);
    node.key_span = std::exchange(key_span_, {});
    key_.clear();
    if (!open_.empty()) {
      Node& parent = tree_.nodes[open_.back()];
      (parent.first == kNone ? parent.first : tree_.nodes[parent.last].next) = index;
      parent.last = index;
    }
    return node;
  }

  bool open(Kind kind) {
    add(kind);
    open_.push_back(tree_.nodes.size() - 1);
    keys_.emplace_back();
    if (open_.size() > base::kMaxJsonDepth) {
      return stop(tree_.nodes.back().span.begin,
                  "more than " + std::to_string(base::kMaxJsonDepth) + " levels of JSON");
    }
    return true;
  }

  bool close() {
    tree_.nodes[open_.back()].span.end = cursor_.next().end;
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  std::string_view text_;
  Settings settings_;
  Tree& tree_;
  base::JsonCursor cursor_;
  std::vector<std::size_t> open_;
  std::vector<std::unordered_map<std::string, std::size_t>> keys_;  // of the open ones, with the node of each
  std::string key_;
  base::Span key_span_;
};

const Node* element(const Tree& tree, const Node& list, std::string_view number) {
  std::size_t index = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), index);
  if ((number.size() > 1 && number[0] == '0') || read.ec != std::errc() || read.ptr != number.data() + number.size()) {
    return nullptr;
  }
  const Node* node = tree.first_of(list);
  while (node != nullptr && index-- > 0) {
    node = tree.next_of(*node);
  }
  return node;
}

}  // namespace

tl::expected<Tree, Fault> parse(std::string_view text, Settings settings) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return tl::unexpected<Fault>(Fault{0, "this is too large for JSON", ""});
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {  // the parser would end there
    return tl::unexpected<Fault>(Fault{static_cast<std::uint32_t>(nul), "this is not JSON: a NUL character", ""});
  }
  Tree tree;
  TreeMaker maker(text, settings, tree);
  const bool done = nlohmann::json::sax_parse(text.begin(), text.end(), &maker, nlohmann::json::input_format_t::json,
                                              true, settings.comments);
  if (done && !maker.fault && !tree.nodes.empty()) {
    return {std::move(tree)};
  }
  return tl::unexpected<Fault>(maker.fault.value_or(Fault{0, "this is not JSON", ""}));
}

base::Result<Tree> read(const bytes::Source& source) {
  tl::expected<Tree, Fault> tree = parse(source.text(), {});
  if (!tree) {
    return fail_at(source, tree.error().offset, tree.error().message, tree.error().hint);
  }
  return {std::move(*tree)};
}

const Node* Tree::find(const Node& object, std::string_view key) const {
  if (object.kind != Kind::object) {
    return nullptr;
  }
  const Node* member = first_of(object);
  while (member != nullptr && member->key != key) {
    member = next_of(*member);
  }
  return member;
}

const Node* Tree::find(std::string_view pointer) const {
  const Node* node = nodes.empty() ? nullptr : &root();
  if (!pointer.empty() && pointer.front() != '/') {
    return nullptr;
  }
  while (node != nullptr && !pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const std::string key = unescaped(pointer.substr(0, end));
    node = node->kind == Kind::array ? element(*this, *node, key) : find(*node, key);
    pointer.remove_prefix(end);
  }
  return node;
}

std::string unescaped(std::string_view step) {
  std::string out;
  for (std::size_t at = 0; at < step.size(); ++at) {
    const bool escaped = step[at] == '~' && at + 1 < step.size() && (step[at + 1] == '0' || step[at + 1] == '1');
    out += !escaped ? step[at] : step[++at] == '0' ? '~' : '/';
  }
  return out;
}

std::size_t count_of(const Tree& tree, const Node& node) {
  std::size_t count = 0;
  for (const Node* each = tree.first_of(node); each != nullptr; each = tree.next_of(*each)) {
    ++count;
  }
  return count;
}

std::string step(std::string_view pointer, std::string_view key) {
  std::string out(pointer);
  out += '/';
  for (const char c : key) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string_view(&c, 1);
  }
  return out;
}

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::boolean:
      return "a boolean";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
    case Kind::null:
      break;
  }
  return "null";
}

std::string place_of(const bytes::Source& source, std::uint32_t offset) {
  const base::Location at = source.location(offset);
  return source.name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

tl::unexpected<base::Failure> fail_at(const bytes::Source& source, std::uint32_t offset, std::string_view message,
                                      std::string hint) {
  return base::fail(place_of(source, offset) + ": " + std::string(message), std::move(hint));
}

}  // namespace confstate::json
