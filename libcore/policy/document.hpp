// A policy file: its text with places, what is wrong with its form, and the effective policy with where each value came
// from.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"
#include "json/tree.hpp"
#include "policy/policy.hpp"

namespace confstate::policy {

// Who said an effective value; later ones win.
enum class Origin : std::uint8_t { standard, profile, templated, file };

// Where an effective value stands.
struct Place {
  Origin origin = Origin::standard;
  std::string name;     // of the profile or the template
  base::Span span;      // of the value in the file; of `file` only
  base::Span key_span;  // of its key, where it has one
};

enum class FormFaultKind : std::uint8_t {
  not_text,      // neither JSON nor YAML of the kind that is read
  repeated_key,  // the second of two equal keys in an object
  schema,        // breaks the schema, or is a field that nobody knows
  extends,       // a template that is not there, or a ring of them
};

// What is wrong with the form of a file.
struct FormFault {
  FormFaultKind kind = FormFaultKind::schema;
  base::Span span;
  std::string pointer;  // JSON pointer; may be empty
  std::string message;
  std::string label;
  std::string help;
};

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
  [[nodiscard]] const Policy& policy() const { return policy_; }

  // Where the value of a JSON pointer ("/media/srtp/suites") came from; of a part of a list, or of what no layer has,
  // the nearest enclosing one that is known.
  [[nodiscard]] Place place(std::string_view pointer) const;
  // The value in the file, or the nearest enclosing object that the file writes; the first character of the whole text
  // where it writes none.
  [[nodiscard]] base::Span span_in_file(std::string_view pointer) const;
  [[nodiscard]] bool is_written(std::string_view pointer) const { return place(pointer).origin == Origin::file; }

 private:
  std::shared_ptr<const bytes::Source> source_;
  json::Tree tree_;
  std::vector<FormFault> faults_;
  Policy policy_;
  std::map<std::string, Place, std::less<>> places_;  // by JSON pointer
  bool is_yaml_ = false;
  bool usable_ = false;
};

}  // namespace confstate::policy
