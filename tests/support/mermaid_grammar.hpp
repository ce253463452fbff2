// The part of Mermaid's sequence diagrams that we write, as its grammar reads it: a text ends at a line feed or ";",
// "#" begins an entity or a comment, "%%" a comment or a directive.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace confstate::tests {

class MermaidLine {
 public:
  explicit MermaidLine(std::string_view line) : rest_(line) {}

  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) {
      return false;
    }
    rest_.remove_prefix(word.size());
    return true;
  }
  bool take_number() {
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    rest_.remove_prefix(end);
    return end > 0;
  }
  bool take_id() { return take("unknown") || (take("p") && take_number()); }
  // Texts to the end of the line, "<br/>" between them.
  bool take_text() {
    const std::string_view begin = rest_;
    while (!rest_.empty()) {
      if (rest_.starts_with('#') ? !(take("#") && take_number() && take(";")) : !take_plain()) {
        return false;
      }
    }
    return begin.find_first_not_of(' ') != std::string_view::npos;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  bool take_plain() {
    constexpr std::string_view kNever = ";%<>{}\"`\\";
    if (take("<br/>")) {
      return true;
    }
    const bool plain = kNever.find(rest_.front()) == std::string_view::npos && !rest_.starts_with("wrap:");
    rest_.remove_prefix(1);
    return plain;
  }

  std::string_view rest_;
};

inline bool is_mermaid_arrow(std::string_view text) {
  MermaidLine line(text);
  return line.take("  ") && line.take_id() && (line.take("->>") || line.take("-->>")) && line.take_id() &&
         line.take(": ") && line.take_text();
}

inline bool is_mermaid_note(std::string_view text) {
  MermaidLine line(text);
  return line.take("  Note ") && (line.take("over ") || line.take("right of ")) && line.take_id() &&
         (!line.take(",") || line.take_id()) && line.take(": ") && line.take_text();
}

inline bool is_mermaid_head(std::string_view text) {
  MermaidLine line(text);
  return line.take("  ") &&
         (line.take("title ") || (line.take("participant ") && line.take_id() && line.take(" as "))) &&
         line.take_text();
}

// What is wrong with a diagram of so many arrows, or nothing.
inline std::string broken_by_mermaid(std::string_view text, std::size_t arrows) {
  std::size_t seen = 0;
  if (!text.starts_with("sequenceDiagram\n") || !text.ends_with('\n')) {
    return "Mermaid begins with its kind and ends with a line";
  }
  for (std::size_t at = text.find('\n') + 1; at < text.size(); at = text.find('\n', at) + 1) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    if (is_mermaid_arrow(line)) {
      ++seen;
    } else if (!is_mermaid_note(line) && !is_mermaid_head(line)) {
      return "Mermaid has no such line: " + std::string(line);
    }
  }
  return seen == arrows ? "" : "Mermaid has every arrow once";
}

}  // namespace confstate::tests
