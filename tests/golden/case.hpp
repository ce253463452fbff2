// One golden case: a text file that says what to run and what must come of it. tests/README.md describes the format.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace confstate::golden {

// How the content of a section stands in the file.
enum class Form { plain, no_newline, escaped, hex };

// "=== NAME (FORM)" and what follows it, up to the next section.
struct Section {
  std::string name;     // with its escapes undone
  std::string heading;  // the first line as written
  std::string raw;      // the lines as written
};

// A case as its file has it.
struct Case {
  std::vector<std::string> head;  // the lines before the first section
  std::vector<Section> sections;
};

// Cuts the text of a case file; nothing is checked yet.
[[nodiscard]] Case read_case(std::string_view text);

// The text of a case file; write_case(read_case(text)) == text.
[[nodiscard]] std::string write_case(const Case& one);

// The values of a header, in order: header(one, "run").
[[nodiscard]] std::vector<std::string> header(const Case& one, std::string_view name);
// Sets the first header of that name, or adds it after "run".
void set_header(Case& one, std::string_view name, const std::string& value);

// The bytes a section stands for; nothing for a section that is absent.
[[nodiscard]] std::optional<std::string> content(const Case& one, std::string_view name);
[[nodiscard]] std::string content(const Section& section);
// Makes the section say these bytes; a plain "stdout" or "stderr" that is empty is left out.
void set_content(Case& one, const std::string& name, const std::string& bytes);

// Undoes \e, \n, \r, \t, \\ and \xNN.
[[nodiscard]] std::string unescape(std::string_view text);

// The words of a command line as a shell splits them: quotes and backslashes are understood, nothing is expanded.
[[nodiscard]] std::vector<std::string> shell_words(std::string_view line);

}  // namespace confstate::golden
