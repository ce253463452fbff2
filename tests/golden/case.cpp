#include "golden/case.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

#include "base/utf8.hpp"

namespace confstate::golden {
namespace {

constexpr std::string_view kMark = "=== ";

bool starts_section(std::string_view line) {
  return line.starts_with(kMark);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Takes " (form)" off the end of a heading.
std::pair<std::string_view, Form> split_heading(std::string_view heading) {
  constexpr std::pair<std::string_view, Form> kForms[] = {
      {" (no newline)", Form::no_newline}, {" (escaped)", Form::escaped}, {" (hex)", Form::hex}};
  heading.remove_prefix(kMark.size());
  for (const auto& [suffix, form] : kForms) {
    if (heading.ends_with(suffix)) {
      return {heading.substr(0, heading.size() - suffix.size()), form};
    }
  }
  return {heading, Form::plain};
}

unsigned hex_value(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

std::string from_hex(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c != ' ' && c != '\n'; });
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(hex_value(std::string_view(digits).substr(i, 2)));
  }
  return bytes;
}

// A backslash at the start of a line shields what would otherwise begin a section.
std::string unshield(std::string_view raw) {
  std::string bytes;
  for (std::string_view line : lines_of(raw)) {
    if (line.starts_with('\\')) {
      line.remove_prefix(1);
    }
    bytes.append(line).append("\n");
  }
  return bytes;
}

std::string shield(std::string_view bytes) {
  std::string raw;
  for (const std::string_view line : lines_of(bytes)) {
    if (line.starts_with("===") || line.starts_with('\\')) {
      raw += '\\';
    }
    raw.append(line).append("\n");
  }
  return raw;
}

// True when the bytes can stand in a text file as they are.
bool is_plain(std::string_view bytes) {
  const bool controls = std::ranges::any_of(
      bytes, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7f'; });
  return !controls && base::find_invalid_utf8(bytes) == std::string_view::npos;
}

std::string escape(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const bool text = base::find_invalid_utf8(bytes) == std::string_view::npos;
  std::string out;
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '=' && (out.empty() || out.back() == '\n')) {
      out += "\\x3d";
    } else if (c == '\x1b') {
      out += "\\e";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\\') {
      out += "\\\\";
    } else if ((code < 0x20 && c != '\n' && c != '\t') || code == 0x7f || (code >= 0x80 && !text)) {
      out.append("\\x").append({kDigits[code >> 4U], kDigits[code & 15U]});
    } else {
      out += c;
    }
  }
  return out;
}

Section make_section(const std::string& name, const std::string& bytes) {
  if (!is_plain(bytes)) {
    std::string raw = escape(bytes);
    raw += raw.ends_with('\n') ? "\\\n" : "\n";
    return {name, std::string(kMark) + name + " (escaped)", raw};
  }
  if (!bytes.empty() && !bytes.ends_with('\n')) {
    return {name, std::string(kMark) + name + " (no newline)", shield(bytes)};
  }
  return {name, std::string(kMark) + name, shield(bytes)};
}

}  // namespace

Case read_case(std::string_view text) {
  Case one;
  for (const std::string_view line : lines_of(text)) {
    if (starts_section(line)) {
      one.sections.push_back({unescape(split_heading(line).first), std::string(line), {}});
    } else if (one.sections.empty()) {
      one.head.emplace_back(line);
    } else {
      one.sections.back().raw.append(line).append("\n");
    }
  }
  return one;
}

std::string write_case(const Case& one) {
  std::string text;
  for (const std::string& line : one.head) {
    text += line + "\n";
  }
  for (const Section& section : one.sections) {
    text += section.heading + "\n" + section.raw;
  }
  return text;
}

std::vector<std::string> header(const Case& one, std::string_view name) {
  std::vector<std::string> values;
  const std::string start = std::string(name) + ":";
  for (const std::string& line : one.head) {
    if (line.starts_with(start)) {
      const std::size_t begin = std::min(line.find_first_not_of(' ', start.size()), line.size());
      values.push_back(line.substr(begin));
    }
  }
  return values;
}

void set_header(Case& one, std::string_view name, const std::string& value) {
  const std::string line = std::string(name) + ": " + value;
  const auto is = [](std::string_view wanted) {
    return [wanted](const std::string& each) { return each.starts_with(std::string(wanted) + ":"); };
  };
  const auto found = std::ranges::find_if(one.head, is(name));
  if (found != one.head.end()) {
    *found = line;
    return;
  }
  const auto run = std::ranges::find_if(one.head, is("run"));
  one.head.insert(run == one.head.end() ? run : run + 1, line);
}

std::string content(const Section& section) {
  switch (split_heading(section.heading).second) {
    case Form::hex:
      return from_hex(section.raw);
    case Form::escaped: {
      // A line that ends in a single backslash says that the bytes before it, with their newline, are all.
      const std::string raw = section.raw;
      return raw.ends_with("\n\\\n") ? unescape(raw.substr(0, raw.size() - 2))
                                     : unescape(raw.substr(0, raw.size() - std::min<std::size_t>(1, raw.size())));
    }
    case Form::no_newline: {
      std::string bytes = unshield(section.raw);
      bytes.resize(bytes.size() - std::min<std::size_t>(1, bytes.size()));
      return bytes;
    }
    case Form::plain:
      break;
  }
  return unshield(section.raw);
}

std::optional<std::string> content(const Case& one, std::string_view name) {
  const auto found = std::ranges::find(one.sections, name, &Section::name);
  if (found == one.sections.end()) {
    return std::nullopt;
  }
  return content(*found);
}

void set_content(Case& one, const std::string& name, const std::string& bytes) {
  const auto found = std::ranges::find(one.sections, name, &Section::name);
  const bool may_vanish = name == "stdout" || name == "stderr";
  if (found == one.sections.end()) {
    if (!bytes.empty()) {
      one.sections.push_back(make_section(name, bytes));
    }
  } else if (bytes.empty() && may_vanish) {
    one.sections.erase(found);
  } else if (content(*found) != bytes) {
    *found = make_section(name, bytes);
  }
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char kind = text[++i];
    constexpr std::string_view kKinds = "enrt\\";
    constexpr std::string_view kMeant = "\x1b\n\r\t\\";
    if (kind == 'x') {
      out += static_cast<char>(hex_value(text.substr(i + 1, 2)));
      i += 2;
    } else if (const std::size_t at = kKinds.find(kind); at != std::string_view::npos) {
      out += kMeant[at];
    } else {
      out.append({'\\', kind});
    }
  }
  return out;
}

std::vector<std::string> shell_words(std::string_view line) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == '\0' && c == ' ') {
      inside = false;
      continue;
    }
    if (!inside) {
      words.emplace_back();
      inside = true;
    }
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      words.back() += line[++i];
    } else {
      words.back() += c;
    }
  }
  return words;
}

}  // namespace confstate::golden
