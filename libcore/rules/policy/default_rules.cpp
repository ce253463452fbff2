// CSP010: what is written in vain.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "policy/fields.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using json::Node;
using json::Tree;
using policy::Field;
using policy::FieldKind;
using policy::Table;

bool is_same_scalar(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text && a.flag == b.flag && a.integer == b.integer && a.whole == b.whole;
}

// Defaults are scalars, lists of them, or empty.
bool is_same_value(const Tree& tree, const Node& written, const Tree& other) {
  const Node* mine = tree.first_of(written);
  const Node* theirs = other.first_of(other.root());
  while (mine != nullptr && theirs != nullptr && is_same_scalar(*mine, *theirs)) {
    mine = tree.next_of(*mine);
    theirs = other.next_of(*theirs);
  }
  return mine == nullptr && theirs == nullptr && is_same_scalar(written, other.root());
}

// An object of the file, with the table of its fields.
struct Open {
  const Node* node = nullptr;
  const Table* table = nullptr;
  std::string pointer;  // in the file
  std::string path;     // in the schema: "/identity/trust/*"
};

// Walks over everything that the file writes, without recursion.
class Redundancy {
 public:
  Redundancy(const PolicyCase& subject, diag::Findings& out)
      : subject_(subject), out_(out), tree_(subject.document.tree()) {}

  void run() {
    open_.push_back({&tree_.root(), &policy::policy_table(), "", ""});
    while (!open_.empty()) {
      const Open object = std::move(open_.back());
      open_.pop_back();
      for (const Node* member = tree_.first_of(*object.node); member != nullptr; member = tree_.next_of(*member)) {
        if (const Field* field = object.table->find(member->key)) {
          look(object, *member, *field);
        }
      }
    }
    tell_all();
  }

 private:
  void look(const Open& object, const Node& member, const Field& field) {
    const std::string pointer = object.pointer + "/" + member.key;
    const std::string path = object.path + "/" + member.key;
    const bool is_empty_section = field.kind == FieldKind::object && member.first == json::kNone;
    if (is_empty_section || is_default(member, field, path)) {
      add(pointer, is_empty_section);
    } else if (policy::has_members(field.kind)) {
      enter(member, field, pointer, path);
    }
  }

  [[nodiscard]] bool is_default(const Node& member, const Field& field, std::string_view path) const {
    if (subject_.policy.profile) {
      for (const policy::ProfileValue& value : policy::profile_values()) {
        if (value.profile == *subject_.policy.profile && value.path == path) {
          return is_same_value(tree_, member, *policy::standard_of(value));
        }
      }
    }
    const Tree* standard = policy::standard_of(field);
    return standard != nullptr && is_same_value(tree_, member, *standard);
  }

  void enter(const Node& member, const Field& field, const std::string& pointer, const std::string& path) {
    if (field.kind == FieldKind::object) {
      open_.push_back({&member, field.members, pointer, path});
      return;
    }
    std::size_t index = 0;
    for (const Node* child = tree_.first_of(member); child != nullptr; child = tree_.next_of(*child)) {
      const std::string step = field.kind == FieldKind::map ? step_of(child->key) : std::to_string(index);
      open_.push_back({child, field.members, fmt::format("{}/{}", pointer, step), path + "/*"});
      ++index;
    }
  }

  // Gathers what one part of the policy writes in vain: a policy that says everything has one finding for each part.
  void add(const std::string& pointer, bool is_section) {
    parts_[pointer.substr(0, pointer.find('/', 1))].push_back(
        {pointer, subject_.document.place(pointer).key_span.begin, is_section});
  }

  void tell_all() {
    for (auto& [name, values] : parts_) {
      std::ranges::sort(values, {}, &Idle::begin);
      const std::string_view message = values.size() > 1      ? "these values hold without being written"
                                       : values[0].is_section ? "this section says nothing"
                                                              : "this is what holds without it";
      diag::Diagnostic found =
          at_value(subject_, values[0].pointer, {.message = std::string(message), .label = "not needed"});
      for (std::size_t i = 1; i < values.size(); ++i) {
        found.related.push_back(see_value(subject_, values[i].pointer, "nor this"));
      }
      out_.add(std::move(found));
    }
  }

  // A value that is written in vain.
  struct Idle {
    std::string pointer;
    std::uint32_t begin = 0;  // where it stands
    bool is_section = false;
  };

  const PolicyCase& subject_;
  diag::Findings& out_;
  const Tree& tree_;
  std::vector<Open> open_;
  std::map<std::string, std::vector<Idle>> parts_;  // by the pointer of a section
};

void check_defaults(const PolicyCase& subject, diag::Findings& out) {
  // Below a template nobody can leave out a value without knowing what the template says.
  if (subject.policy.extends.empty() && !subject.document.tree().nodes.empty()) {
    Redundancy(subject, out).run();
  }
}

constexpr diag::Card kDefaults = {
    .area = "policy",
    .id = "default-written",
    .severity = Severity::info,
    .spec = {"conf-policy(5)", "FIELDS"},
    .title = "a policy says what differs from the defaults",
    .why =
        "A value that holds anyway hides those that matter from a reader. It may be written on purpose, as a "
        "statement that does not depend on defaults; then this rule can be ignored. In a policy with a template "
        "nothing is reported.",
    .bad = CONFSTATE_CALLED(R"( "media": {"reject": "stream", "mustHave": []})"),
    .good = CONFSTATE_CALLED(R"( "media": {"mustHave": []})"),
    .rows = "CSP010",
};

constexpr auto kDefaultRules = std::to_array<PolicyRule>({
    {kDefaults, check_defaults},
});

}  // namespace

std::span<const PolicyRule> policy_default_rules() {
  return kDefaultRules;
}

}  // namespace confstate::rules
