#include "info/json_form.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_cursor.hpp"
#include "base/text.hpp"
#include "info/json.hpp"
#include "info/json_values.hpp"
#include "info/values.hpp"

namespace confstate::info {
namespace {

constexpr std::string_view kSchemaMember = "$schema";

// What the next value is for.
struct Expected {
  enum class What : std::uint8_t {
    root,
    schema,
    attribute,
    foreign_attribute,
    child,
    item,
    foreign_list,
    foreign_item
  };
  What what = What::root;
  std::string name;  // of the member, for messages
  Type type = Type::conference;
  Name child = Name::unknown;
  AttributeName attribute = AttributeName::entity;
  std::uint8_t rank = 0;
  bool repeats = false;
};

// An object or array that is open.
struct Open {
  bool is_object = false;
  Expected expected;          // of an array: what its items are
  std::uint32_t part = 0;     // of an object: its element; of a list: its leaf
  std::uint32_t items = 0;    // of an array
  std::uint32_t begin = 0;    // its bracket in the text
  std::uint32_t known = 0;    // members of the vocabulary that were met, a bit each
  std::uint32_t foreign = 0;  // how many attributes of other namespaces
  std::vector<std::uint32_t> children;
};

constexpr std::uint32_t kExtensionBit = 1U << 31U;
constexpr std::uint32_t kSchemaBit = 1U << 30U;
constexpr unsigned kChildBits = 8;  // children come after attributes

// Receives the events of the parser and builds the form; false stops the parser, with `failure` set.
class FormMaker : public nlohmann::json::json_sax_t {
 public:
  FormMaker(const bytes::Source& source, const base::Limits& limits, JsonForm& form)
      : source_(source), limits_(limits), form_(form), cursor_(source.text()) {}

  std::optional<base::Failure> failure;

  bool null() override { return simple(JsonType::null, {}); }
  bool boolean(bool value) override { return simple(JsonType::boolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return simple(JsonType::number, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return simple(JsonType::number, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return simple(JsonType::number, text); }
  bool string(string_t& value) override { return simple(JsonType::string, value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override;
  bool end_object() override;
  bool start_array(std::size_t) override;
  bool end_array() override;
  bool key(string_t& name) override;
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) override;

 private:
  bool stop(std::uint32_t offset, std::string message, std::string hint = {});
  bool stop(const base::Failure& what) { return stop(token_.begin, what.message, what.hint); }
  bool refuse(JsonType met);
  bool enter(Open open);
  [[nodiscard]] const Expected& expected() const;
  bool simple(JsonType met, std::string_view text);
  bool add_leaf(std::string_view text);
  bool add_foreign_element(std::string_view text);
  bool add_word(std::string_view text);
  bool count(std::uint32_t part);
  void put_text(Part& part, std::string_view text);
  std::uint32_t add(Part part);
  bool read_member(const std::string& name);
  bool read_foreign_attribute(const std::string& name);
  bool mark(std::uint32_t bit, const std::string& name);
  bool unknown_member(const std::string& name);
  bool check_whole(const Open& open);
  bool missing(const Open& open, std::string_view what);
  void link(const Open& open);

  const bytes::Source& source_;
  const base::Limits& limits_;
  JsonForm& form_;
  base::JsonCursor cursor_;
  base::Span token_;
  std::vector<Open> open_;
  Expected next_;
  std::uint64_t elements_ = 0;
  std::unordered_set<std::string> foreign_names_;  // "PART name" of attributes of other namespaces
};

bool FormMaker::stop(std::uint32_t offset, std::string message, std::string hint) {
  const base::Location at = source_.location(offset);
  failure = base::Failure{fmt::format("{}:{}:{}: {}", source_.name(), at.line, at.column, message), std::move(hint)};
  return false;
}

bool FormMaker::parse_error(std::size_t position, const std::string& /*token*/,
                            const nlohmann::json::exception& error) {
  base::JsonFault fault = base::json_fault(source_.text(), position, error.what());
  return stop(static_cast<std::uint32_t>(fault.offset), std::move(fault.message), std::move(fault.hint));
}

const Expected& FormMaker::expected() const {
  return open_.empty() || open_.back().is_object ? next_ : open_.back().expected;
}

std::string in_words(const Expected& expected) {
  return expected.what == Expected::What::root ? "the document" : shown(expected.name);
}

// The JSON type that a value must have here.
JsonType wanted_type(const Expected& expected) {
  switch (expected.what) {
    case Expected::What::root:
      return JsonType::object;
    case Expected::What::foreign_list:
      return JsonType::array;
    case Expected::What::child:
    case Expected::What::item:
    case Expected::What::attribute:
      if (expected.repeats) {
        return JsonType::array;
      }
      return is_complex(expected.type) ? JsonType::object : json_type_of(expected.type);
    default:
      return JsonType::string;
  }
}

bool FormMaker::refuse(JsonType met) {
  const Expected& here = expected();
  const bool documents = here.what == Expected::What::root && met == JsonType::array;
  return stop(token_.begin, fmt::format("{} is {}, not {}", in_words(here), word(met), word(wanted_type(here))),
              documents ? "one document is read at a time, as in `jq '.[0]'`" : "");
}

bool FormMaker::enter(Open open) {
  open.begin = token_.begin;
  open_.push_back(std::move(open));
  if (open_.size() > base::kMaxJsonDepth) {
    return stop(token_.begin, fmt::format("more than {} levels of JSON", base::kMaxJsonDepth));
  }
  return true;
}

// Makes a part a child of the innermost element.
std::uint32_t FormMaker::add(Part part) {
  const auto index = static_cast<std::uint32_t>(form_.parts.size());
  form_.parts.push_back(part);
  std::size_t owner = open_.size();
  while (owner > 0 && !open_[owner - 1].is_object) {
    --owner;
  }
  if (owner > 0) {
    open_[owner - 1].children.push_back(index);
  }
  return index;
}

bool FormMaker::count(std::uint32_t part) {
  if (form_.parts[part].kind < PartKind::element || ++elements_ <= limits_.elements) {
    return true;
  }
  return stop(base::over_limit("the document", "elements", limits_.elements));
}

void FormMaker::put_text(Part& part, std::string_view text) {
  part.begin = static_cast<std::uint32_t>(form_.text.size());
  form_.text += text;
  part.end = static_cast<std::uint32_t>(form_.text.size());
}

bool FormMaker::start_object(std::size_t /*size*/) {
  token_ = cursor_.next();
  const Expected& here = expected();
  if (wanted_type(here) != JsonType::object) {
    return refuse(JsonType::object);
  }
  Part part;
  part.name = here.what == Expected::What::root ? Name::conference_info : here.child;
  part.type = here.type;
  part.rank = here.rank;
  if (!open_.empty() && !open_.back().is_object) {
    ++open_.back().items;
  }
  const std::uint32_t index = add(part);
  return count(index) && enter({.is_object = true, .expected = here, .part = index, .children = {}});
}

bool FormMaker::start_array(std::size_t /*size*/) {
  token_ = cursor_.next();
  const Expected here = expected();
  if (wanted_type(here) != JsonType::array) {
    return refuse(JsonType::array);
  }
  Open open{.is_object = false, .expected = here, .children = {}};
  open.expected.repeats = false;
  open.expected.what = here.what == Expected::What::foreign_list ? Expected::What::foreign_item : Expected::What::item;
  if (!here.repeats && here.what != Expected::What::foreign_list) {  // a list: one leaf, whose words are the items
    Part part{.kind = PartKind::leaf, .rank = here.rank, .name = here.child, .type = here.type};
    part.begin = part.end = static_cast<std::uint32_t>(form_.text.size());
    open.part = add(part);
    if (!count(open.part)) {
      return false;
    }
  }
  return enter(std::move(open));
}

// A value that is no array and no object.
bool FormMaker::simple(JsonType met, std::string_view text) {
  token_ = cursor_.next();
  const Expected& here = expected();
  const bool word_of_list = here.what == Expected::What::item && json_type_of(here.type) == JsonType::array;
  if (met != (word_of_list ? JsonType::string : wanted_type(here))) {
    return refuse(met);
  }
  if (here.what == Expected::What::schema) {
    return text == kJsonSchemaName ||
           stop(token_.begin, fmt::format("{} is not a form that is known here", shown(text)),
                fmt::format("the form of conf-show --format json is \"{}\"", kJsonSchemaName));
  }
  if (here.what == Expected::What::foreign_item) {
    return add_foreign_element(text);
  }
  return word_of_list ? add_word(text) : add_leaf(text);
}

bool FormMaker::add_leaf(std::string_view text) {
  const Expected& here = expected();
  const Type type = here.what == Expected::What::foreign_attribute ? Type::string : here.type;
  if (auto good = check_value(in_words(here), text, type); !good) {
    return stop(good.error());
  }
  Part part{.kind = PartKind::leaf, .rank = here.rank, .name = here.child, .attribute = here.attribute, .type = type};
  if (here.what == Expected::What::attribute) {
    part.kind = PartKind::attribute;
  } else if (here.what == Expected::What::foreign_attribute) {
    part.kind = PartKind::foreign_attribute;
    part.name_begin = static_cast<std::uint32_t>(form_.text.size());
    form_.text += std::string_view(here.name).substr(1);
  }
  put_text(part, text);
  if (!open_.back().is_object) {
    ++open_.back().items;
  }
  return count(add(part));
}

// One more word of the list that is open.
bool FormMaker::add_word(std::string_view text) {
  Open& list = open_.back();
  if (auto good = check_value(fmt::format("an item of {}", in_words(list.expected)), text, list.expected.type); !good) {
    return stop(good.error());
  }
  if (list.items++ > 0) {
    form_.text += ' ';
  }
  form_.text += text;
  form_.parts[list.part].end = static_cast<std::uint32_t>(form_.text.size());
  return true;
}

bool FormMaker::add_foreign_element(std::string_view text) {
  base::Limits limits = limits_;
  limits.elements -= std::min(limits.elements - 1, elements_);
  const auto around =
      static_cast<std::uint64_t>(std::ranges::count_if(open_, &Open::is_object));  // arrays are no elements
  limits.depth -= std::min<std::uint64_t>(limits.depth - 1, around);
  const base::Result<std::string> element = read_foreign_element(text, limits);
  if (!element) {
    return stop(element.error());
  }
  Part part{.kind = PartKind::foreign_element};
  put_text(part, *element);
  ++open_.back().items;
  return count(add(part));
}

bool FormMaker::mark(std::uint32_t bit, const std::string& name) {
  if ((open_.back().known & bit) != 0) {
    return stop(token_.begin, fmt::format("the member {} stands here a second time", shown(name)));
  }
  open_.back().known |= bit;
  return true;
}

bool FormMaker::key(string_t& name) {
  token_ = cursor_.next();
  next_ = {};
  next_.name = name;
  return name.starts_with('@') ? read_foreign_attribute(name) : read_member(name);
}

bool FormMaker::read_foreign_attribute(const std::string& name) {
  const auto read = read_foreign_name(std::string_view(name).substr(1));
  if (!read) {
    return stop(read.error());
  }
  if (!foreign_names_.insert(fmt::format("{} {}", open_.back().part, name)).second) {
    return stop(token_.begin, fmt::format("the member {} stands here a second time", shown(name)));
  }
  if (++open_.back().foreign > limits_.attributes) {
    return stop(base::over_limit("an element", "attributes", limits_.attributes));
  }
  next_.what = Expected::What::foreign_attribute;
  return true;
}

// The place of a row in the table.
template <class Row>
std::uint8_t rank_of(std::span<const Row> rows, const Row* row) {
  return static_cast<std::uint8_t>(row - rows.data());
}

bool FormMaker::read_member(const std::string& name) {
  const Type owner = open_.back().expected.type;
  if (name == kSchemaMember && open_.size() == 1) {
    next_.what = Expected::What::schema;
    return mark(kSchemaBit, name);
  }
  if (name == kExtensionMember && row_of(owner).any_element) {
    next_.what = Expected::What::foreign_list;
    return mark(kExtensionBit, name);
  }
  const auto attribute = attribute_name_of(name);
  if (const AttributeRow* row = attribute ? find_attribute(owner, *attribute) : nullptr) {
    next_.what = Expected::What::attribute;
    next_.attribute = row->name;
    next_.type = row->type;
    next_.rank = rank_of(attributes_of(owner), row);
    return mark(1U << next_.rank, name);
  }
  const ChildRow* row = find_child(owner, name_of(name));
  if (row == nullptr) {
    return unknown_member(name);
  }
  next_.what = Expected::What::child;
  next_.child = row->name;
  next_.type = row->type;
  next_.repeats = row->at_most == kMany;
  next_.rank = rank_of(children_of(owner), row);
  return mark(1U << (kChildBits + next_.rank), name);
}

bool FormMaker::unknown_member(const std::string& name) {
  const Open& open = open_.back();
  std::vector<std::string_view> names;
  for (const AttributeRow& row : attributes_of(open.expected.type)) {
    names.push_back(to_string(row.name));
  }
  for (const ChildRow& row : children_of(open.expected.type)) {
    names.push_back(to_string(row.name));
  }
  const auto near = base::nearest(name, names);
  return stop(
      token_.begin, fmt::format("{} has no member {}", in_words(open.expected), shown(name)),
      near ? fmt::format("did you mean `{}`?", *near) : fmt::format("its members are {}", fmt::join(names, ", ")));
}

bool FormMaker::missing(const Open& open, std::string_view what) {
  return stop(open.begin, fmt::format("{} has no `{}`", in_words(open.expected), what));
}

// What the schema demands.
bool FormMaker::check_whole(const Open& open) {
  if (open_.size() == 1 && (open.known & kSchemaBit) == 0) {
    failure.reset();
    return stop(open.begin, fmt::format("the document has no `{}`", kSchemaMember),
                fmt::format("it must be \"{}\"", kJsonSchemaName));
  }
  const auto attributes = attributes_of(open.expected.type);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (attributes[i].required && (open.known & (1U << i)) == 0) {
      return missing(open, to_string(attributes[i].name));
    }
  }
  const auto children = children_of(open.expected.type);
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (children[i].at_least > 0 && (open.known & (1U << (kChildBits + i))) == 0) {
      return missing(open, to_string(children[i].name));
    }
  }
  // A choice of the schema; no other type has one, and this one has no attributes.
  const bool both =
      open.expected.type == Type::call && (open.known & kExtensionBit) != 0 && (open.known & (1U << kChildBits)) != 0;
  return !both || stop(open.begin,
                       fmt::format("{} has `{}` besides `{}`", in_words(open.expected), kExtensionMember,
                                   to_string(children.front().name)),
                       "the schema lets it have one of them");
}

// Puts the parts of an element in order.
void FormMaker::link(const Open& open) {
  std::vector<std::uint32_t> sorted = open.children;
  const auto place = [this](std::uint32_t part) {
    return std::tuple(form_.parts[part].kind == PartKind::leaf ? PartKind::element : form_.parts[part].kind,
                      form_.parts[part].rank);
  };
  std::ranges::stable_sort(sorted, {}, place);
  std::uint32_t next = kNoPart;
  for (std::size_t i = sorted.size(); i > 0; --i) {
    form_.parts[sorted[i - 1]].next = next;
    next = sorted[i - 1];
  }
  form_.parts[open.part].first = next;
}

bool FormMaker::end_object() {
  token_ = cursor_.next();
  if (!check_whole(open_.back())) {
    return false;
  }
  link(open_.back());
  open_.pop_back();
  return true;
}

bool FormMaker::end_array() {
  token_ = cursor_.next();
  const Open& open = open_.back();
  const ChildRow* row = nullptr;
  if (open.expected.what == Expected::What::item && open_[open_.size() - 2].is_object) {
    row = find_child(open_[open_.size() - 2].expected.type, open.expected.child);
  }
  if (row != nullptr && open.items < row->at_least) {
    return stop(open.begin, fmt::format("{} is empty; the schema wants at least one", in_words(open.expected)));
  }
  open_.pop_back();
  return true;
}

}  // namespace

base::Result<JsonForm> read_form(const bytes::Source& source, const base::Limits& limits) {
  const std::string_view text = source.text();
  // Every byte of a value is a byte of the text, but for names of namespaces that extension elements may need anew.
  if (text.size() >= std::numeric_limits<std::uint32_t>::max() / 8) {
    return base::fail(source.name() + " is too large");
  }
  JsonForm form;
  FormMaker maker(source, limits, form);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &maker) && !maker.failure && !form.parts.empty()) {
    return {std::move(form)};
  }
  return tl::unexpected<base::Failure>(maker.failure.value_or(base::Failure{source.name() + " is not JSON", ""}));
}

}  // namespace confstate::info
