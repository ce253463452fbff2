// A policy file: its text with places, what is wrong with its form, and the effective policy with where each value came
// from.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "bytes/source.hpp"
#include "json/tree.hpp"
#include "policy/form.hpp"
#include "policy/layers.hpp"
#include "policy/policy.hpp"

namespace confstate::policy {

// Policies that others extend, by their id. A document must outlive those that extend it no longer than the reading.
class Document;
using Templates = std::map<std::string, std::shared_ptr<const Document>, std::less<>>;

enum class Form : std::uint8_t { automatic, json, yaml };

class Document {
 public:
  // Reads a policy; never fails: what is wrong with the form is in faults().
  [[nodiscard]] static std::shared_ptr<const Document> read(std::shared_ptr<const bytes::Source> source,
                                                            const Templates& templates, Form form = Form::automatic);

  [[nodiscard]] const bytes::Source& source() const { return *source_; }
  [[nodiscard]] bool is_yaml() const { return is_yaml_; }
  // The file as it is written; empty where it is not JSON or YAML.
  [[nodiscard]] const json::Tree& tree() const { return tree_; }
  [[nodiscard]] const std::vector<FormFault>& faults() const { return faults_; }
  // False where the form is so broken that there is no effective policy to judge.
  [[nodiscard]] bool is_usable() const { return usable_; }
  // The effective policy. Values that break the schema have their defaults.
  [[nodiscard]] const Policy& policy() const { return effective_.policy; }
  // The same field by field, for people.
  [[nodiscard]] const std::vector<Value>& values() const { return effective_.values; }

  // Where the value of a JSON pointer ("/media/srtp/suites") came from; of a part of a list, or of what no layer has,
  // the nearest enclosing one that is known.
  [[nodiscard]] Place place(std::string_view pointer) const;
  // The value in the file; else the key of the nearest enclosing one that the file writes, or the first character of
  // that where it has no key; at last the first character of the policy.
  [[nodiscard]] base::Span span_in_file(std::string_view pointer) const;
  [[nodiscard]] bool is_written(std::string_view pointer) const { return place(pointer).origin == Origin::file; }

 private:
  void read_text(Form form);
  void ask_schema();
  void note_repeats();
  [[nodiscard]] std::vector<std::shared_ptr<const Document>> chain_of(const Policy& own, const Templates& templates);
  void add_extends_fault(std::string message, std::string help);
  void apply(const Templates& templates);

  std::shared_ptr<const bytes::Source> source_;
  json::Tree tree_;
  std::vector<bool> bad_;  // by node of the tree: not to be used
  std::vector<FormFault> faults_;
  Effective effective_;
  bool is_yaml_ = false;
  bool usable_ = false;
};

}  // namespace confstate::policy
