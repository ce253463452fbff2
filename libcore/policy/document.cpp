#include "policy/document.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "policy/fields.hpp"
#include "policy/schema.hpp"
#include "policy/structure.hpp"
#include "policy/text_form.hpp"
#include "policy/yaml.hpp"

namespace confstate::policy {
namespace {

base::Span first_character(base::Span span) {
  return {span.begin, std::min(span.begin + 1, span.end)};
}

std::string_view parent_of(std::string_view pointer) {
  return pointer.substr(0, std::min(pointer.rfind('/'), pointer.size()));
}

// The profile of the file, else that of the nearest template that has one.
std::optional<Profile> profile_of(const Policy& own, const std::vector<std::shared_ptr<const Document>>& chain) {
  std::optional<Profile> profile = own.profile;
  for (const auto& each : chain) {
    profile = profile ? profile : each->policy().profile;
  }
  return profile;
}

}  // namespace

std::shared_ptr<const Document> Document::read(std::shared_ptr<const bytes::Source> source, const Templates& templates,
                                               Form form) {
  auto document = std::make_shared<Document>();
  document->source_ = std::move(source);
  document->read_text(form);
  if (document->tree_.nodes.empty()) {
    document->effective_ = apply_layers({}, std::nullopt);
    return document;
  }
  document->note_repeats();
  Structure structure = check_structure(document->tree_);
  document->bad_ = std::move(structure.bad);
  if (structure.faults.empty()) {
    document->ask_schema();
  }
  document->faults_.insert(document->faults_.end(), structure.faults.begin(), structure.faults.end());
  document->usable_ = document->tree_.root().kind == json::Kind::object;
  document->apply(templates);
  std::stable_sort(document->faults_.begin(), document->faults_.end(),
                   [](const FormFault& a, const FormFault& b) { return a.span.begin < b.span.begin; });
  return document;
}

void Document::read_text(Form form) {
  const std::string_view text = source_->text();
  is_yaml_ = form == Form::yaml || (form == Form::automatic && !looks_like_json(text));
  tl::expected<json::Tree, json::Fault> tree =
      is_yaml_ ? parse_yaml(text) : json::parse(text, {.comments = true, .repeats = true});
  if (tree) {
    tree_ = std::move(*tree);
    return;
  }
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t at = std::min(tree.error().offset, size);
  faults_.push_back(
      {FormFaultKind::not_text, {at, std::min(at + 1, size)}, {}, tree.error().message, {}, tree.error().hint});
}

// What the table of fields does not see, valijson may; a test holds that there is no such thing.
void Document::ask_schema() {
  const SchemaVerdict verdict = judge_by_schema(tree_);
  if (!verdict.valid) {
    const json::Node* node = tree_.find(verdict.pointer);
    faults_.push_back({FormFaultKind::schema,
                       node == nullptr ? tree_.root().span : node->span,
                       verdict.pointer,
                       "this breaks the schema: " + verdict.message,
                       {},
                       {}});
  }
}

void Document::note_repeats() {
  for (const json::Repeat& repeat : tree_.repeats) {
    if (faults_.size() < kMaxFormFaults) {
      const json::Node& node = tree_.nodes[repeat.node];
      const base::Location first = source_->location(tree_.nodes[repeat.first].key_span.begin);
      faults_.push_back({FormFaultKind::repeated_key,
                         node.key_span,
                         {},
                         "the key " + ticked(node.key) + " stands here a second time",
                         "again",
                         "it stands in line " + std::to_string(first.line) +
                             " already; other readers take the last one, and what the first says is lost"});
    }
  }
}

void Document::apply(const Templates& templates) {
  std::vector<Layer> layers;
  if (usable_) {
    layers.push_back({&tree_, &bad_, Origin::file, {}});
  }
  effective_ = apply_layers(layers, std::nullopt);
  const Policy own = effective_.policy;
  const std::vector<std::shared_ptr<const Document>> chain = chain_of(own, templates);
  const std::optional<Profile> profile = profile_of(own, chain);
  if (chain.empty() && !profile) {
    return;
  }
  for (const auto& each : chain) {
    layers.push_back({&each->tree_, &each->bad_, Origin::templated, each->policy().id});
  }
  std::reverse(layers.begin(), layers.end());
  effective_ = apply_layers(layers, profile);
}

// The templates that the file extends, the nearest first; those that may not be read are left out with a fault.
std::vector<std::shared_ptr<const Document>> Document::chain_of(const Policy& own, const Templates& templates) {
  std::vector<std::shared_ptr<const Document>> chain;
  std::set<std::string, std::less<>> seen = {own.id};
  std::string story = ticked(own.id);
  std::string next = own.extends;
  while (!next.empty()) {
    story += " → " + ticked(next);
    const auto found = templates.find(next);
    if (!seen.insert(next).second) {
      add_extends_fault("policies extend each other in a ring", story);
      break;
    }
    if (found == templates.end() || !found->second->is_usable()) {
      add_extends_fault("there is no usable template " + ticked(next),
                        templates.empty() ? "the option --templates names the folder with the templates" : "");
      break;
    }
    chain.push_back(found->second);
    next = found->second->policy().extends;
  }
  return chain;
}

void Document::add_extends_fault(std::string message, std::string help) {
  constexpr std::string_view kPointer = "/extends";
  const json::Node* value = tree_.find(kPointer);
  faults_.push_back({FormFaultKind::extends,
                     value == nullptr ? base::Span{} : value->span,
                     std::string(kPointer),
                     std::move(message),
                     {},
                     std::move(help)});
}

Place Document::place(std::string_view pointer) const {
  while (!pointer.empty()) {
    if (const auto found = effective_.places.find(pointer); found != effective_.places.end()) {
      return found->second;
    }
    const Field* field = field_at(pointer);
    if (field != nullptr && field != field_at(parent_of(pointer))) {
      return {};  // a field that no layer writes
    }
    pointer = parent_of(pointer);
  }
  return {Origin::file, {}, tree_.nodes.empty() ? base::Span{} : tree_.root().span, {}};
}

base::Span Document::span_in_file(std::string_view pointer) const {
  const auto exact = effective_.places.find(pointer);
  if (exact != effective_.places.end() && exact->second.origin == Origin::file) {
    return exact->second.span;
  }
  while (!pointer.empty()) {
    pointer = parent_of(pointer);
    const auto found = effective_.places.find(pointer);
    if (found != effective_.places.end() && found->second.origin == Origin::file) {
      const base::Span key = found->second.key_span;
      return key == base::Span{} ? first_character(found->second.span) : key;
    }
  }
  return tree_.nodes.empty() ? base::Span{} : first_character(tree_.root().span);
}

}  // namespace confstate::policy
