// Makes what follows from the table of policy fields: policy_pages [--update]. Without --update it says whether the
// committed schemas/policy.schema.json and man/conf-policy.5 are what the table gives.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "policy/fields.hpp"
#include "policy/schema.hpp"

namespace {

using namespace confstate::policy;

std::string read(const std::string& name) {
  std::ifstream stream(CONFSTATE_SOURCE_DIR "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// True where the file is as it should be, or has been made so.
bool settle(const std::string& name, const std::string& wanted, bool update) {
  const bool current = read(name) == wanted;
  if (!current && update) {
    std::ofstream(CONFSTATE_SOURCE_DIR "/" + name, std::ios::binary) << wanted;
    std::printf("updated %s\n", name.c_str());
  } else if (!current) {
    std::printf("FAILED %s is not what the table says: build/bin/policy_pages --update\n", name.c_str());
  }
  return current || update;
}

// A list of words for a reader: "a, b or c".
std::string listed(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t index = 0; index < words.size(); ++index) {
    out += index == 0 ? "" : index + 1 == words.size() ? " or " : ", ";
    out += words[index];
  }
  return out;
}

std::string range(const Field& field) {
  const std::string least = std::to_string(field.least);
  return field.least == field.most  ? "Always " + least
         : field.most == kMostWhole ? "A whole number from " + least + " on"
                                    : "A whole number from " + least + " to " + std::to_string(field.most);
}

// What may stand there.
std::string kind(const Field& field) {
  switch (field.kind) {
    case FieldKind::boolean:
      return "True or false";
    case FieldKind::truth:
      return "Always true";
    case FieldKind::whole:
      return range(field) + (field.unit.empty() ? "" : ", in " + std::string(field.unit));
    case FieldKind::text:
      return field.form == TextForm::date_time ? "A moment"
             : field.form == TextForm::clock   ? "A time of day"
                                               : "A text";
    case FieldKind::word:
      return "One of " + listed(field.words);
    case FieldKind::flag_word:
      return "True, \\(dqwarn\\(dq or false";
    case FieldKind::texts:
      return "A list of texts";
    case FieldKind::words:
      return "A list of " + listed(field.words);
    case FieldKind::roles:
      return "The name of a role, a list of them, none or any";
    case FieldKind::objects:
      return "A list of objects, see below";
    case FieldKind::map:
      return field.keys.empty() ? "An object with a member for each, see below"
                                : "An object with members named " + listed(field.keys) + ", see below";
    case FieldKind::object:
      break;
  }
  return "An object, see below";
}

std::string standard(const Field& field) {
  std::string text(field.standard);
  std::replace(text.begin(), text.end(), '"', '\'');
  for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at)) {
    text.replace(at, 1, "\\(dq");
  }
  return text;
}

std::string entry(const Field& field) {
  std::string out = ".It Cm " + std::string(field.name) + "\n" + std::string(field.meaning) + "\n" + kind(field);
  out += field.required            ? "; required.\n"
         : !field.standard.empty() ? "; by default\n.Li " + standard(field) + " .\n"
                                   : ".\n";
  return out;
}

std::string section(const Table& table) {
  std::string out = ".Ss " + std::string(table.name) + "\n.Bl -tag -width Ds\n";
  for (const Field& field : table.fields) {
    out += entry(field);
  }
  return out + ".El\n";
}

std::string all_sections() {
  std::vector<const Table*> tables = {&policy_table()};
  std::string out;
  for (std::size_t index = 0; index < tables.size(); ++index) {
    out += section(*tables[index]);
    for (const Field& field : tables[index]->fields) {
      if (field.members != nullptr && std::find(tables.begin(), tables.end(), field.members) == tables.end()) {
        tables.push_back(field.members);
      }
    }
  }
  return out;
}

std::string all_profiles() {
  std::string out = ".Bl -tag -width Ds\n";
  std::string_view last;
  for (const ProfileValue& value : profile_values()) {
    const std::string_view name = word(value.profile);
    out += name == last ? "" : ".It Cm " + std::string(name) + "\n";
    out += std::string(name == last ? ".br\n" : "") + ".Li " + std::string(value.path.substr(1)) + " :\n.Li ";
    out += standard(Field{.name = {}, .standard = value.standard}) + "\n";
    last = name;
  }
  return out + ".El\n";
}

// The page with what stands between two comments replaced.
std::string between(const std::string& page, const std::string& name, const std::string& text) {
  const std::string begin = ".\\\" " + name + " begin\n";
  const std::size_t from = page.find(begin);
  const std::size_t to = page.find(".\\\" " + name + " end\n");
  return from == std::string::npos || to == std::string::npos
             ? std::string()
             : page.substr(0, from + begin.size()) + text + page.substr(to);
}

}  // namespace

int main(int argc, char** argv) {
  const bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  const std::string page = between(read("man/conf-policy.5"), "profiles", all_profiles());
  const int passed = (settle("schemas/policy.schema.json", write_schema(), update) ? 1 : 0) +
                     (settle("man/conf-policy.5", between(page, "fields", all_sections()), update) ? 1 : 0);
  std::printf("%d passed, %d failed\n", passed, 2 - passed);
  return passed == 2 ? 0 : 1;
}
