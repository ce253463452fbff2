#include "policy/yaml.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <exception>
#include <limits>
#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/node/node.h>
#include <yaml-cpp/parser.h>

#include "base/json_cursor.hpp"
#include "base/utf8.hpp"

namespace confstate::policy {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// Stops the parser of yaml-cpp, which knows no other way.
struct Stop {
  json::Fault fault;
};

[[noreturn]] void stop(std::size_t offset, std::string message, std::string hint = {}) {
  throw Stop{{static_cast<std::uint32_t>(offset), std::move(message), std::move(hint)}};
}

// True for a number as JSON writes whole ones.
bool is_integer(std::string_view text) {
  const std::string_view digits = text.substr(text.substr(0, 1) == "-" ? 1 : 0);
  const bool all = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  return all && (digits.size() == 1 || digits[0] != '0');
}

bool is_one_of(std::string_view text, std::string_view lower, std::string_view title, std::string_view upper) {
  return text == lower || text == title || text == upper;
}

// The type of a plain scalar.
void type_plain(json::Node& node, std::string_view text) {
  if (is_one_of(text, "true", "True", "TRUE") || is_one_of(text, "false", "False", "FALSE")) {
    node.kind = json::Kind::boolean;
    node.flag = text.size() == 4;
    return;
  }
  if (!is_integer(text)) {
    node.kind = json::Kind::string;
    node.text = std::string(text);
    return;
  }
  node.kind = json::Kind::number;
  node.whole = true;
  const char* const end = text.data() + text.size();
  node.natural = text[0] != '-' && std::from_chars(text.data(), end, node.number).ec == std::errc();
  if (std::from_chars(text.data(), end, node.integer).ec != std::errc()) {
    node.integer = text[0] == '-' ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  }
}

// Receives the events of the parser and builds the tree.
class YamlMaker : public YAML::EventHandler {
 public:
  YamlMaker(std::string_view text, json::Tree& tree)
      : text_(text), shift_(text.substr(0, 3) == kByteOrderMark ? 3 : 0), tree_(tree) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) {
      stop(offset_of(mark), "a second YAML document begins here", "a policy is one document");
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    const std::size_t at = check_plain(mark);
    if (wants_key()) {
      stop(at, "a key is a text, not null");
    }
    const std::size_t word = std::min(text_.find_first_of(" \t\r\n,]}#", at), text_.size());
    const bool written = text_.substr(at, 1) == "~" || base_is_null(text_.substr(at, word - at));
    add(json::Kind::null, {narrow(at), narrow(written ? word : at)});
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    stop(offset_of(mark), "an alias is not taken in a policy", "write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
    const std::size_t at = check_plain(mark);
    const base::Span span{narrow(at), narrow(end_of_scalar(at, value))};
    const bool plain = tag == "?";
    if (wants_key()) {
      return take_key(span, value, plain);
    }
    json::Node& node = add(json::Kind::string, span);
    if (plain) {
      type_plain(node, value);
    } else {
      node.text = value;
    }
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    open(json::Kind::array, mark);
  }
  void OnSequenceEnd() override { close(']'); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    open(json::Kind::object, mark);
  }
  void OnMapEnd() override { close('}'); }

 private:
  // An object or list that is not closed yet.
  struct Open {
    std::size_t node;
    bool awaits_value = false;  // of an object: a key has been read
    std::unordered_map<std::string, std::size_t> keys;
  };

  static std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }
  static bool base_is_null(std::string_view word) { return is_one_of(word, "null", "Null", "NULL"); }

  [[nodiscard]] std::size_t offset_of(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)) + shift_, text_.size());
  }

  // Where a value begins; its marks stand before it.
  [[nodiscard]] std::size_t check_plain(const YAML::Mark& mark) const {
    const std::size_t at = offset_of(mark);
    const std::string_view first = text_.substr(at, 1);
    if (first == "&") {
      stop(at, "an anchor is not taken in a policy", "write the value where it is used");
    }
    if (first == "!") {
      stop(at, "a tag is not taken in a policy", "values are typed by how they are written");
    }
    return at;
  }

  [[nodiscard]] bool wants_key() const {
    return !open_.empty() && tree_.nodes[open_.back().node].kind == json::Kind::object && !open_.back().awaits_value;
  }

  void take_key(base::Span span, const std::string& value, bool plain) {
    if (plain && value == "<<") {
      stop(span.begin, "a merge key is not taken in a policy", "write the members out");
    }
    const auto [entry, is_new] = open_.back().keys.emplace(value, tree_.nodes.size());
    if (!is_new) {
      tree_.repeats.push_back({tree_.nodes.size(), entry->second});
    }
    open_.back().awaits_value = true;
    key_ = value;
    key_span_ = span;
  }

  json::Node& add(json::Kind kind, base::Span span) {
    const std::size_t index = tree_.nodes.size();
    json::Node& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.span = span;
    node.key = std::exchange(key_, {});
    node.key_span = std::exchange(key_span_, {});
    if (!open_.empty()) {
      json::Node& parent = tree_.nodes[open_.back().node];
      (parent.first == json::kNone ? parent.first : tree_.nodes[parent.last].next) = index;
      parent.last = index;
      open_.back().awaits_value = false;
    }
    return node;
  }

  void open(json::Kind kind, const YAML::Mark& mark) {
    const std::size_t at = check_plain(mark);
    if (wants_key()) {
      stop(at, "a key is a text, not " + std::string(json::word(kind)));
    }
    if (open_.size() >= base::kMaxJsonDepth) {
      stop(at, "more than " + std::to_string(base::kMaxJsonDepth) + " levels of YAML");
    }
    add(kind, {narrow(at), narrow(std::min(at + 1, text_.size()))});
    open_.push_back({tree_.nodes.size() - 1, false, {}});
  }

  // The event has no place: a bracket follows the last member, or that is the end.
  void close(char bracket) {
    json::Node& node = tree_.nodes[open_.back().node];
    const bool flow = text_.substr(node.span.begin, 1) == (bracket == ']' ? "[" : "{");
    std::size_t end = node.last == json::kNone ? node.span.end : tree_.nodes[node.last].span.end;
    while (flow && end < text_.size() && text_[end] != bracket) {
      end = text_[end] == '#' ? std::min(text_.find('\n', end), text_.size()) : end + 1;
    }
    node.span.end = narrow(std::max<std::size_t>(node.span.end, flow ? std::min(end + 1, text_.size()) : end));
    open_.pop_back();
  }

  // A quoted text ends at its quote, a plain one where its words end, a block with its first line.
  [[nodiscard]] std::size_t end_of_scalar(std::size_t at, const std::string& value) const {
    const char first = at < text_.size() ? text_[at] : ' ';
    if (first == '"' || first == '\'') {
      return end_of_quoted(at, first);
    }
    if (text_.substr(at, value.size()) == value) {
      return at + value.size();
    }
    return std::min(text_.find_first_of("\r\n", at), text_.size());
  }

  [[nodiscard]] std::size_t end_of_quoted(std::size_t begin, char quote) const {
    std::size_t at = begin + 1;
    while (at < text_.size() && text_[at] != quote) {
      at += quote == '"' && text_[at] == '\\' ? 2 : 1;
      at += quote == '\'' && text_.substr(at, 2) == "''" ? 2 : 0;
    }
    return std::min(at + 1, text_.size());
  }

  std::string_view text_;
  std::size_t shift_;  // of the byte order mark, which yaml-cpp does not count
  json::Tree& tree_;
  std::vector<Open> open_;
  std::string key_;
  base::Span key_span_;
  int documents_ = 0;
};

// What yaml-cpp would misread: other encodings, and control characters, of which one is its end of file.
const char* unreadable(std::string_view text, std::size_t& at) {
  at = base::find_invalid_utf8(text);
  if (at != std::string_view::npos) {
    return "this is not UTF-8";
  }
  const auto control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
  };
  const char* const end = text.data() + text.size();
  const char* const found = std::find_if(text.data(), end, control);
  at = static_cast<std::size_t>(found - text.data());
  return found == end ? nullptr : "this is not YAML: a control character";
}

json::Tree read_documents(std::string_view text) {
  json::Tree tree;
  YamlMaker maker(text, tree);
  std::istringstream stream{std::string(text)};
  YAML::Parser parser(stream);
  while (parser.HandleNextDocument(maker)) {
  }
  if (tree.nodes.empty()) {
    stop(0, "there is no policy in this");
  }
  return tree;
}

}  // namespace

tl::expected<json::Tree, json::Fault> parse_yaml(std::string_view text) {
  std::size_t at = 0;
  if (text.size() >= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {  // marks are of type int
    return tl::unexpected<json::Fault>(json::Fault{0, "this is too large for YAML", ""});
  }
  if (const char* why = unreadable(text, at); why != nullptr) {
    return tl::unexpected<json::Fault>(json::Fault{static_cast<std::uint32_t>(at), why, ""});
  }
  try {
    return read_documents(text);
  } catch (const Stop& stopped) {
    return tl::unexpected<json::Fault>(stopped.fault);
  } catch (const YAML::Exception& error) {
    const std::size_t place = static_cast<std::size_t>(std::max(error.mark.pos, 0));
    return tl::unexpected<json::Fault>(
        json::Fault{static_cast<std::uint32_t>(std::min(place, text.size())), "this is not YAML: " + error.msg, ""});
  } catch (const std::exception& error) {
    return tl::unexpected<json::Fault>(json::Fault{0, "this is not YAML: " + std::string(error.what()), ""});
  }
}

bool looks_like_json(std::string_view text) {
  std::size_t at = text.substr(0, 3) == kByteOrderMark ? 3 : 0;
  while (at < text.size()) {
    const std::string_view two = text.substr(at, 2);
    if (two == "//" || two == "/*") {
      const std::size_t end = two == "//" ? text.find('\n', at) : text.find("*/", at + 2);
      at = end == std::string_view::npos ? text.size() : end + (two == "//" ? 1 : 2);
    } else if (std::string_view(" \t\r\n").find(text[at]) == std::string_view::npos) {
      return text[at] == '{' || text[at] == '[';
    } else {
      ++at;
    }
  }
  return true;  // nothing but comments: as JSON it is told so
}

}  // namespace confstate::policy
