#include "policy/cases.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "bytes/csv.hpp"
#include "json/tree.hpp"

namespace confstate::policy {
namespace {

constexpr std::string_view kName = "name";
constexpr std::string_view kExpect = "expect";

template <std::size_t N>
base::Result<std::uint8_t> read_word(std::string_view text, const std::array<std::string_view, N>& words,
                                     std::string_view noun) {
  const auto* const found = std::ranges::find(words, text);
  if (found != words.end()) {
    return static_cast<std::uint8_t>(found - words.begin());
  }
  const auto near = base::nearest(text, words);
  return base::fail(fmt::format("`{}` is no {}", text, noun),
                    near ? fmt::format("did you mean {}?", *near) : fmt::format("one of {}", fmt::join(words, ", ")));
}

template <class E>
base::Result<void> set_word(E& into, std::string_view text, std::string_view noun) {
  const base::Result<std::uint8_t> word = read_word(text, words_of(E{}), noun);
  if (!word) {
    return tl::unexpected<base::Failure>(word.error());
  }
  into = static_cast<E>(*word);
  return {};
}

base::Result<void> set_circumstances(Question& question, std::string_view text) {
  for (const std::string_view one : base::split_list(text)) {
    const base::Result<std::uint8_t> word = read_word(one, kCircumstances, "circumstance");
    if (!word) {
      return tl::unexpected<base::Failure>(word.error());
    }
    if (!question.circumstances.has(static_cast<Circumstance>(*word))) {
      question.circumstances.values.push_back(*word);
    }
  }
  return {};
}

base::Result<void> set_moment(Question& question, std::string_view text) {
  const std::optional<std::int64_t> at = base::read_instant(text);
  if (!at) {
    return base::fail(fmt::format("`{}` is no date-time", text), "as in 2027-01-10T08:00:00Z");
  }
  question.at = *at / base::kNanoseconds;
  return {};
}

base::Result<void> set_text(std::string& into, std::string_view text) {
  into = text;
  return {};
}

struct Column {
  std::string_view name;
  base::Result<void> (*set)(Question& question, std::string_view text);
};

constexpr std::array<Column, 9> kColumns = {{
    {"who", [](Question& question, std::string_view text) { return set_text(question.who, text); }},
    {"asks", [](Question& question, std::string_view text) { return set_word(question.asks, text, "request"); }},
    {"shown-by", [](Question& question, std::string_view text) { return set_word(question.shown_by, text, "source"); }},
    {"via", [](Question& question, std::string_view text) { return set_text(question.via, text); }},
    {"media",
     [](Question& question, std::string_view text) { return set_word(question.media, text, "kind of media"); }},
    {"transport",
     [](Question& question, std::string_view text) { return set_word(question.transport, text, "transport"); }},
    {"at", set_moment},
    {"answered-by", [](Question& question, std::string_view text) { return set_text(question.answered_by, text); }},
    {"given", set_circumstances},
}};

std::vector<std::string_view> column_names() {
  std::vector<std::string_view> names = {kName, kExpect};
  for (const Column& column : kColumns) {
    names.push_back(column.name);
  }
  return names;
}

base::Failure unknown_column(std::string_view name) {
  const std::vector<std::string_view> names = column_names();
  const auto near = base::nearest(name, names);
  return {fmt::format("there is no `{}` in a case", name),
          near ? fmt::format("did you mean {}?", *near) : fmt::format("known are {}", fmt::join(names, ", "))};
}

// Collects the parts of one case, whatever form they come in.
struct CaseMaker {
  TestCase made;
  bool has_expectation = false;

  base::Result<void> set(std::string_view column, std::string_view text) {
    if (column == kName) {
      made.name = text;
      return {};
    }
    if (column != kExpect) {
      return set_part(made.question, column, text);
    }
    base::Result<Expectation> expected = read_expectation(text);
    if (!expected) {
      return tl::unexpected<base::Failure>(std::move(expected.error()));
    }
    made.expected = *expected;
    has_expectation = true;
    return {};
  }
};

base::Result<void> finish(CaseMaker& maker, std::vector<TestCase>& cases, const bytes::Source& source) {
  if (!maker.has_expectation) {
    return bytes::fail_at(source, maker.made.span.begin, "this case expects nothing", "say it in `expect`");
  }
  if (maker.made.name.empty()) {
    maker.made.name = fmt::format("case {}", cases.size() + 1);
  }
  cases.push_back(std::move(maker.made));
  return {};
}

base::Result<std::vector<TestCase>> read_csv(const bytes::Source& source) {
  bytes::CsvReader reader(source);
  std::vector<bytes::CsvField> names;
  std::vector<bytes::CsvField> record;
  base::Result<bool> more = reader.next(names);
  std::vector<TestCase> cases;
  for (more = more && *more ? reader.next(record) : more; more && *more; more = reader.next(record)) {
    CaseMaker maker;
    maker.made.span = {record.front().span.begin, record.back().span.end};
    if (record.size() > names.size()) {
      return bytes::fail_at(source, record[names.size()].span.begin, "this field has no column");
    }
    for (std::size_t i = 0; i < record.size(); ++i) {
      if (record[i].text.empty()) {
        continue;
      }
      if (const base::Result<void> set = maker.set(names[i].text, record[i].text); !set) {
        return bytes::fail_at(source, record[i].span.begin, set.error().message, set.error().hint);
      }
    }
    if (base::Result<void> done = finish(maker, cases, source); !done) {
      return tl::unexpected<base::Failure>(std::move(done.error()));
    }
  }
  if (!more) {
    return tl::unexpected<base::Failure>(more.error());
  }
  return cases;
}

// The text of a JSON member; lists of words are joined by blanks, numbers and booleans are none.
base::Result<std::string> text_of(const json::Tree& tree, const json::Node& node) {
  if (node.kind == json::Kind::string) {
    return node.text;
  }
  if (node.kind != json::Kind::array) {
    return base::fail(fmt::format("`{}` is {}, not a string", node.key, json::word(node.kind)));
  }
  std::string out;
  for (const json::Node* item = tree.first_of(node); item != nullptr; item = tree.next_of(*item)) {
    if (item->kind != json::Kind::string) {
      return base::fail(fmt::format("`{}` holds {}, not strings", node.key, json::word(item->kind)));
    }
    out += (out.empty() ? "" : " ") + item->text;
  }
  return out;
}

base::Result<void> read_object(const json::Tree& tree, const json::Node& object, CaseMaker& maker,
                               const bytes::Source& source) {
  for (const json::Node* node = tree.first_of(object); node != nullptr; node = tree.next_of(*node)) {
    const base::Result<std::string> text = text_of(tree, *node);
    const base::Result<void> set =
        text ? maker.set(node->key, *text) : base::Result<void>(tl::unexpected<base::Failure>(text.error()));
    if (!set) {
      return bytes::fail_at(source, text ? node->key_span.begin : node->span.begin, set.error().message,
                            set.error().hint);
    }
  }
  return {};
}

base::Result<std::vector<TestCase>> read_array(const bytes::Source& source) {
  const base::Result<json::Tree> tree = json::read(source);
  if (!tree) {
    return tl::unexpected<base::Failure>(tree.error());
  }
  std::vector<TestCase> cases;
  for (const json::Node* node = tree->first_of(tree->root()); node != nullptr; node = tree->next_of(*node)) {
    CaseMaker maker;
    maker.made.span = node->span;
    if (node->kind != json::Kind::object) {
      return bytes::fail_at(source, node->span.begin, "a case is an object");
    }
    base::Result<void> done = read_object(*tree, *node, maker, source);
    done = done ? finish(maker, cases, source) : done;
    if (!done) {
      return tl::unexpected<base::Failure>(std::move(done.error()));
    }
  }
  return cases;
}

}  // namespace

base::Result<void> set_part(Question& question, std::string_view column, std::string_view text) {
  const auto* const found = std::ranges::find(kColumns, column, &Column::name);
  if (found == kColumns.end()) {
    return tl::unexpected<base::Failure>(unknown_column(column));
  }
  return found->set(question, text);
}

base::Result<Expectation> read_expectation(std::string_view text) {
  const std::vector<std::string_view> words = base::split_list(text);
  Expectation expected;
  if (words.empty() || words.size() > 2) {
    return base::fail(fmt::format("`{}` is no expectation", text), "as in `admit` or `reject 433`");
  }
  const base::Result<std::uint8_t> verdict = read_word(words[0], kVerdicts, "decision");
  if (!verdict) {
    return tl::unexpected<base::Failure>(verdict.error());
  }
  expected.verdict = static_cast<Verdict>(*verdict);
  if (words.size() == 2) {
    const auto [end, error] = std::from_chars(words[1].data(), words[1].data() + words[1].size(), expected.code);
    if (error != std::errc() || end != words[1].data() + words[1].size() || expected.code < 100 ||
        expected.code > 699) {
      return base::fail(fmt::format("`{}` is no SIP response code", words[1]));
    }
  }
  return expected;
}

base::Result<std::vector<TestCase>> read_cases(const bytes::Source& source) {
  const std::size_t begin = source.text().find_first_not_of(" \t\r\n\xef\xbb\xbf");
  const bool is_json = begin != std::string_view::npos && source.text()[begin] == '[';
  base::Result<std::vector<TestCase>> cases = is_json ? read_array(source) : read_csv(source);
  if (cases && cases->empty()) {
    return bytes::fail_at(source, 0, "there is no case in it", "a JSON array of objects, or CSV with column names");
  }
  return cases;
}

bool is_met(const Expectation& expected, const Reply& reply) {
  return expected.verdict == reply.verdict && (expected.code == 0 || expected.code == reply.code);
}

std::string write(const Expectation& expected) {
  return expected.code == 0 ? std::string(word(expected.verdict))
                            : fmt::format("{} {}", word(expected.verdict), expected.code);
}

std::string write(const Reply& reply) {
  const bool told = reply.code >= 300;
  return told ? fmt::format("{} {}", word(reply.verdict), reply.code) : std::string(word(reply.verdict));
}

Coverage::Coverage(const Policy& policy)
    : allow_(policy.membership.allow.size()), deny_(policy.membership.deny.size()) {}

void Coverage::add(const Reply& reply) {
  if (reply.deny_rule) {
    deny_[*reply.deny_rule] = true;
  } else if (reply.allow_rule) {
    allow_[*reply.allow_rule] = true;
  }
}

std::size_t Coverage::exercised() const {
  return static_cast<std::size_t>(std::ranges::count(allow_, true) + std::ranges::count(deny_, true));
}

std::vector<std::string> Coverage::missed() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < allow_.size(); ++i) {
    if (!allow_[i]) {
      out.push_back(fmt::format("/membership/allow/{}", i));
    }
  }
  for (std::size_t i = 0; i < deny_.size(); ++i) {
    if (!deny_[i]) {
      out.push_back(fmt::format("/membership/deny/{}", i));
    }
  }
  return out;
}

std::uint64_t Coverage::percent() const {
  return rules() == 0 ? 100 : exercised() * 100 / rules();
}

}  // namespace confstate::policy
