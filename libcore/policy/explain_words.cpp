#include "policy/explain_words.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "base/text.hpp"

namespace confstate::policy {
namespace {

// The phrase of that number among those that '|' divides.
std::string_view phrase(std::string_view says, std::size_t index) {
  while (index-- > 0) {
    const std::size_t bar = says.find('|');
    says = bar == std::string_view::npos ? std::string_view() : says.substr(bar + 1);
  }
  return says.substr(0, says.find('|'));
}

std::string with_value(std::string_view words, std::string_view value) {
  const std::size_t gap = words.find("{}");
  return gap == std::string_view::npos
             ? std::string(words)
             : std::string(words.substr(0, gap)) + std::string(value) + std::string(words.substr(gap + 2));
}

std::string as_sentence(std::string words) {
  if (words.empty()) {
    return words;
  }
  words[0] = words[0] >= 'a' && words[0] <= 'z' ? static_cast<char>(words[0] - 'a' + 'A') : words[0];
  return words + ".";
}

// "60 seconds", "1 call".
std::string amount(std::int64_t number, std::string_view unit) {
  const bool one = number == 1 && !unit.empty();
  return std::to_string(number) + (unit.empty() ? "" : " ") + std::string(unit.substr(0, unit.size() - (one ? 1 : 0)));
}

std::vector<std::string> texts_of(const json::Tree& tree) {
  std::vector<std::string> out;
  for (const json::Node* each = tree.first_of(tree.root()); each != nullptr; each = tree.next_of(*each)) {
    out.push_back(each->text);
  }
  return out;
}

// The number of the phrase for a word or a boolean.
std::size_t index_of(const Field& field, const json::Node& node) {
  if (field.kind == FieldKind::boolean) {
    return node.flag ? 1 : 0;
  }
  const std::string_view flag = node.flag ? "true" : "false";
  const std::string_view word = node.kind == json::Kind::boolean ? flag : std::string_view(node.text);
  return static_cast<std::size_t>(std::find(field.words.begin(), field.words.end(), word) - field.words.begin());
}

// Who may ask for something by REFER; empty for nobody.
std::string askers(const json::Tree& tree) {
  const json::Node& root = tree.root();
  if (root.kind == json::Kind::string) {
    return root.text == "none" ? "" : root.text == "any" ? "everybody" : "the role " + root.text;
  }
  const std::vector<std::string> roles = texts_of(tree);
  return roles.empty() ? "" : (roles.size() == 1 ? "the role " : "the roles ") + listed(roles);
}

// The value for the gap of the phrase; empty for nothing.
std::string gap_of(const Field& field, const json::Tree& tree) {
  switch (field.kind) {
    case FieldKind::whole:
      return tree.root().integer == 0 && field.says.find('|') != std::string_view::npos
                 ? ""
                 : amount(tree.root().integer, field.unit);
    case FieldKind::texts:
    case FieldKind::words:
      return listed(texts_of(tree));
    case FieldKind::roles:
      return askers(tree);
    default:
      return tree.root().text;
  }
}

std::string whom(const Match& match) {
  switch (match.kind) {
    case MatchKind::uri:
      return "the user " + match.text;
    case MatchKind::domain:
      return "everybody at " + match.text + (match.sub ? " and below" : "");
    case MatchKind::tel:
      return "the number " + match.text;
    case MatchKind::tel_prefix:
      return "every number that begins with " + match.text;
    case MatchKind::pattern:
      return "everybody whose URI is like " + match.text;
    case MatchKind::role:
      return "the users of the role " + match.text;
    case MatchKind::any:
      break;
  }
  return "everybody with an identity";
}

template <class E>
std::vector<std::string> words_in(const WordList<E>& list) {
  std::vector<std::string> out;
  for (std::size_t index = 0; index < list.size(); ++index) {
    out.emplace_back(word(list[index]));
  }
  return out;
}

}  // namespace

std::string listed(std::span<const std::string> words) {
  std::string out;
  for (std::size_t index = 0; index < words.size(); ++index) {
    out += (index == 0 ? "" : index + 1 == words.size() ? " and " : ", ") + words[index];
  }
  return out;
}

std::string sentence_of(const Value& value) {
  const Field& field = *value.field;
  const bool by_word = field.kind == FieldKind::word || field.kind == FieldKind::flag_word;
  const tl::expected<json::Tree, json::Fault> tree = json::parse(value.text, {});
  if (!tree) {  // it has none
    return as_sentence(std::string(phrase(field.says, by_word ? field.words.size() : 1)));
  }
  if (by_word || field.kind == FieldKind::boolean) {
    return as_sentence(std::string(phrase(field.says, index_of(field, tree->root()))));
  }
  if (field.kind == FieldKind::objects) {
    return as_sentence(std::string(phrase(field.says, tree->root().integer == 0 ? 1 : 0)));
  }
  const std::string gap = gap_of(field, *tree);
  return as_sentence(gap.empty() ? std::string(phrase(field.says, 1)) : with_value(phrase(field.says, 0), gap));
}

std::string sentence_of(const MemberRule& rule, std::string_view verb) {
  std::string out = "rule " + rule.id + " " + std::string(verb) + " " + whom(rule.match);
  if (rule.methods.size() < words_of(Method{}).size()) {
    out += ", by " + listed(words_in(rule.methods)) + " only";
  }
  if (!rule.roles.empty()) {
    out += ", with the " + std::string(rule.roles.size() == 1 ? "role " : "roles ") + listed(rule.roles);
  }
  out += rule.not_after.empty() ? "" : ", until " + rule.not_after;
  return as_sentence(out + (rule.media ? ", with media rules of its own" : ""));
}

std::string sentence_of(const Window& window) {
  const bool over_night = window.to < window.from;
  return as_sentence("on " + listed(words_in(window.days)) + " from " + window.from + " to " + window.to +
                     (over_night ? " of the next day" : "") + ", as clocks go in " + window.tz);
}

std::string sentence_of(const TrustPeer& peer) {
  const std::string when = peer.requests && peer.responses ? "in requests and responses"
                           : peer.requests                 ? "in requests"
                           : peer.responses                ? "in responses"
                                                           : "nowhere";
  const std::string about = peer.may_assert.empty() ? "nobody" : listed(peer.may_assert);
  return as_sentence("the word of " + peer.id + " (" + listed(peer.peers) + ") over " +
                     listed(words_in(peer.transports)) + (peer.mutual_tls ? " with a certificate of its own" : "") +
                     " counts " + when + " about " + (about == "*" ? "everybody" : about));
}

}  // namespace confstate::policy
