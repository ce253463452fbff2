#include "json/tree.hpp"

#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_cursor.hpp"

namespace confstate::json {
namespace {

// Receives the events of the parser and builds the tree; false stops the parser, with `failure` set.
class TreeMaker : public nlohmann::json::json_sax_t {
 public:
  TreeMaker(const bytes::Source& source, Tree& tree) : source_(source), tree_(tree), cursor_(source.text()) {}

  std::optional<base::Failure> failure;

  bool null() override {
    add(Kind::null);
    return true;
  }
  bool boolean(bool value) override {
    add(Kind::boolean).flag = value;
    return true;
  }
  bool number_integer(number_integer_t) override {
    add(Kind::number);
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    Node& node = add(Kind::number);
    node.natural = true;
    node.number = value;
    return true;
  }
  bool number_float(number_float_t, const string_t&) override {
    add(Kind::number);
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
    if (!keys_.back().insert(value).second) {
      return stop(key_span_.begin, "the key `" + value + "` stands here a second time");
    }
    key_ = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) override {
    base::JsonFault fault = base::json_fault(source_.text(), position, error.what());
    return stop(static_cast<std::uint32_t>(fault.offset), fault.message, std::move(fault.hint));
  }

 private:
  bool stop(std::uint32_t offset, const std::string& message, std::string hint = {}) {
    failure = fail_at(source_, offset, message, std::move(hint)).value();
    return false;
  }

  Node& add(Kind kind) {
    const std::size_t index = tree_.nodes.size();
    Node& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.span = cursor_.next();
    node.key = std::move(key_);
    node.key_span = key_span_;
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

  const bytes::Source& source_;
  Tree& tree_;
  base::JsonCursor cursor_;
  std::vector<std::size_t> open_;
  std::vector<std::unordered_set<std::string>> keys_;
  std::string key_;
  base::Span key_span_;
};

}  // namespace

base::Result<Tree> read(const bytes::Source& source) {
  const std::string_view text = source.text();
  if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return base::fail(source.name() + " is too large");
  }
  Tree tree;
  TreeMaker maker(source, tree);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &maker) && !maker.failure && !tree.nodes.empty()) {
    return {std::move(tree)};
  }
  return tl::unexpected<base::Failure>(maker.failure.value_or(base::Failure{source.name() + " is not JSON", ""}));
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
