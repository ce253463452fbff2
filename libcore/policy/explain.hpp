// The effective policy for people: what holds, in words to read aloud, and who said it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/document.hpp"

namespace confstate::policy {

struct ExplainRow {
  std::string pointer;   // "/membership/mode", "/membership/allow/0"
  std::string value;     // as JSON; of an element of a list its id; empty where there is none
  std::string origin;    // "board.json:4:17", "profile sa3", "template base", "default"
  std::string sentence;  // "Only listed users may take part."
};

struct ExplainSection {
  std::string name;     // "membership"; empty for what stands outside of sections
  std::string heading;  // "Who may take part."
  std::vector<ExplainRow> rows;
};

// Who said what a JSON pointer names: "board.json:4:17", "profile sa3", "template base", "default".
[[nodiscard]] std::string origin_of(const Document& document, std::string_view pointer);

// Every field of the effective policy in the order of the table, and a row for each rule, window and neighbour. The
// texts are those of the policy: whoever prints them escapes them.
[[nodiscard]] std::vector<ExplainSection> explain(const Document& document);

}  // namespace confstate::policy
