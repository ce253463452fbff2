#include "config/json_tree.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>

#include <nlohmann/json.hpp>

namespace confstate::config {
namespace {

// Follows the parser over the text: all it has told us about is well-formed up to there, so finding where the next
// token begins and ends needs no judgement.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text), at_(text.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0) {}

  base::Span next() {
    while (at_ < text_.size() && std::string_view(" \t\r\n,:").find(text_[at_]) != std::string_view::npos) {
      ++at_;
    }
    const std::size_t begin = at_;
    at_ = end_of_token(begin);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

 private:
  [[nodiscard]] std::size_t end_of_token(std::size_t begin) const {
    if (begin >= text_.size()) {
      return begin;
    }
    if (text_[begin] == '"') {
      return end_of_string(begin);
    }
    if (std::string_view("{}[]").find(text_[begin]) != std::string_view::npos) {
      return begin + 1;
    }
    return std::min(text_.find_first_of(" \t\r\n,:{}[]\"", begin), text_.size());
  }

  [[nodiscard]] std::size_t end_of_string(std::size_t begin) const {
    std::size_t at = begin + 1;
    while (at < text_.size() && text_[at] != '"') {
      at += text_[at] == '\\' ? 2 : 1;
    }
    return std::min(at + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_;
};

// The words of nlohmann's message without its number, its place and its quotation of the text.
std::string plain_words(std::string_view what) {
  const std::size_t begin = what.find("syntax error");
  if (begin == std::string_view::npos) {
    return "a number is out of range";
  }
  what.remove_prefix(begin);
  const std::size_t quoted = what.find("; last read: ");
  return std::string(what.substr(0, quoted));
}

// Receives the events of the parser and builds the tree; false stops the parser, with `failure` set.
class TreeMaker : public nlohmann::json::json_sax_t {
 public:
  TreeMaker(const bytes::Source& source, JsonTree& tree) : source_(source), tree_(tree), cursor_(source.text()) {}

  std::optional<base::Failure> failure;

  bool null() override {
    add(JsonKind::null);
    return true;
  }
  bool boolean(bool value) override {
    add(JsonKind::boolean).flag = value;
    return true;
  }
  bool number_integer(number_integer_t) override {
    add(JsonKind::number);
    return true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    JsonNode& node = add(JsonKind::number);
    node.natural = true;
    node.number = value;
    return true;
  }
  bool number_float(number_float_t, const string_t&) override {
    add(JsonKind::number);
    return true;
  }
  bool string(string_t& value) override {
    add(JsonKind::string).text = std::move(value);
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonKind::object); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonKind::array); }
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
    const std::size_t size = source_.text().size();
    const std::size_t at = std::min(position == 0 ? 0 : position - 1, size);
    const bool comment = at > 0 && source_.text().substr(at - 1, 1) == "/";
    const bool comment_here = source_.text().substr(at, 1) == "/";
    return stop(static_cast<std::uint32_t>(at), "this is not JSON: " + plain_words(error.what()),
                comment || comment_here ? "JSON has no comments" : "");
  }

 private:
  bool stop(std::uint32_t offset, const std::string& message, std::string hint = {}) {
    failure = fail_at(source_, offset, message, std::move(hint)).value();
    return false;
  }

  JsonNode& add(JsonKind kind) {
    const std::size_t index = tree_.nodes.size();
    JsonNode& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.span = cursor_.next();
    node.key = std::move(key_);
    node.key_span = key_span_;
    key_.clear();
    if (!open_.empty()) {
      JsonNode& parent = tree_.nodes[open_.back()];
      (parent.first == kNoJson ? parent.first : tree_.nodes[parent.last].next) = index;
      parent.last = index;
    }
    return node;
  }

  bool open(JsonKind kind) {
    add(kind);
    open_.push_back(tree_.nodes.size() - 1);
    keys_.emplace_back();
    if (open_.size() > static_cast<std::size_t>(kMaxJsonDepth)) {
      return stop(tree_.nodes.back().span.begin, "more than " + std::to_string(kMaxJsonDepth) + " levels of JSON");
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
  JsonTree& tree_;
  Cursor cursor_;
  std::vector<std::size_t> open_;
  std::vector<std::unordered_set<std::string>> keys_;
  std::string key_;
  base::Span key_span_;
};

}  // namespace

base::Result<JsonTree> read_json(const bytes::Source& source) {
  const std::string_view text = source.text();
  if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return base::fail(source.name() + " is too large");
  }
  JsonTree tree;
  TreeMaker maker(source, tree);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &maker) && !maker.failure && !tree.nodes.empty()) {
    return {std::move(tree)};
  }
  return tl::unexpected<base::Failure>(maker.failure.value_or(base::Failure{source.name() + " is not JSON", ""}));
}

std::string_view word(JsonKind kind) {
  switch (kind) {
    case JsonKind::boolean:
      return "a boolean";
    case JsonKind::number:
      return "a number";
    case JsonKind::string:
      return "a string";
    case JsonKind::array:
      return "an array";
    case JsonKind::object:
      return "an object";
    case JsonKind::null:
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

}  // namespace confstate::config
