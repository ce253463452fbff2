// Pictures made of any bytes, and what holds for them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "draw/ladder.hpp"
#include "draw/timeline.hpp"
#include "support/mermaid_grammar.hpp"
#include "xml/read.hpp"

namespace confstate::tests {

// Takes a model off bytes; a few of them are enough for any model, without bytes all is zero and empty.
class PictureBytes {
 public:
  explicit PictureBytes(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte() {
    if (rest_.empty()) {
      return 0;
    }
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  // Without arrow heads: these are counted.
  std::string text() {
    const std::size_t wanted = byte() & 63U;
    const std::size_t size = std::min(wanted, rest_.size());
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out.find("►") == std::string::npos && out.find("◄") == std::string::npos ? out : "head";
  }
  // Mostly instants near each other, sometimes far out.
  std::int64_t time() {
    const std::uint64_t unit = byte() < 250 ? 100'000'000 : std::uint64_t{1} << 55U;
    const std::uint64_t units = byte();
    const std::uint64_t rest = byte() * std::uint64_t{1'000'000};
    return static_cast<std::int64_t>((units - 20) * unit + rest);
  }
  std::optional<std::size_t> index() {
    const std::uint8_t value = byte();
    return value < 200 ? std::optional<std::size_t>(value % 10) : std::nullopt;
  }
  [[nodiscard]] bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

inline draw::LadderRow take_row(PictureBytes& bytes) {
  draw::LadderRow row;
  row.kind = static_cast<draw::LadderRow::Kind>(std::max(bytes.byte() % 8 - 4, 0));
  if (bytes.byte() < 240) {
    row.time = bytes.time();
  }
  row.from = bytes.index();
  row.to = bytes.index();
  row.label = bytes.text();
  row.note = bytes.text();
  row.dim = bytes.byte() % 4 == 1;
  row.repeats = row.dim ? bytes.byte() % 4 : 0;
  row.transport = bytes.byte() % 4 == 1 ? bytes.text() : "";
  row.frame = bytes.byte();
  for (int marks = bytes.byte() % 8 - 5; marks > 0; --marks) {
    row.marks.push_back({static_cast<diag::Severity>(bytes.byte() % 4), bytes.text(), bytes.text()});
  }
  return row;
}

inline draw::Ladder take_ladder(PictureBytes& bytes) {
  draw::Ladder ladder;
  ladder.title = bytes.text();
  for (int lines = bytes.byte() % 12; lines > 0; --lines) {
    ladder.lifelines.push_back({bytes.text(), bytes.text()});
  }
  for (int rows = bytes.byte() % 16; rows > 0; --rows) {
    ladder.rows.push_back(take_row(bytes));
  }
  return ladder;
}

inline draw::Timeline take_timeline(PictureBytes& bytes) {
  draw::Timeline timeline{bytes.text(), bytes.time(), bytes.time(), {}, {}, {}};
  for (int rows = bytes.byte() % 8; rows > 0; --rows) {
    timeline.rows.push_back({bytes.text(), bytes.text(), {}});
    for (int spans = bytes.byte() % 8; spans > 0; --spans) {
      const auto kind = static_cast<draw::TimelineSpan::Kind>(bytes.byte() % 6);
      timeline.rows.back().spans.push_back({bytes.time(), bytes.time(), kind, bytes.text()});
    }
  }
  for (int ticks = bytes.byte() % 8; ticks > 0; --ticks) {
    const auto kind = static_cast<draw::TimelineTick::Kind>(bytes.byte() % 4);
    timeline.ticks.push_back({bytes.time(), kind, bytes.index(), bytes.text()});
  }
  for (int spans = bytes.byte() % 4; spans > 0; --spans) {
    timeline.stale.push_back({bytes.time(), bytes.time(), bytes.text(), bytes.index()});
  }
  return timeline;
}

inline std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) {
    ++count;
  }
  return count;
}

// What a terminal must not see, in a text of lines.
inline bool is_harmless(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    if (point.length == 0 || (point.value != U'\n' && base::is_hostile(point.value))) {
      return false;
    }
    at += point.length;
  }
  return true;
}

// The law that a text picture without colours breaks, or nothing.
inline std::string broken_by_text(std::string_view text, std::size_t width) {
  if (!is_harmless(text)) {
    return "no control characters";
  }
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::string_view start = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    if (base::display_width(line) > width) {
      return "no line is wider: " + std::string(line);
    }
    if (line.ends_with(' ') || start.starts_with("::") || start.starts_with("##")) {
      return "no command, no blanks at the end: " + std::string(line);
    }
  }
  return {};
}

inline std::string broken_by_svg(const std::string& svg) {
  const auto read = xml::read(svg, xml::Reading::judging, base::Limits{});
  if (!read || !read->faults.empty()) {
    return "SVG is well-formed: " + svg;
  }
  return is_harmless(svg) ? "" : "no control characters in SVG";
}

inline std::size_t arrows_of(const draw::Ladder& ladder) {
  return static_cast<std::size_t>(std::count_if(ladder.rows.begin(), ladder.rows.end(), [](const auto& row) {
    return row.kind == draw::LadderRow::Kind::arrow;
  }));
}

// The law that a picture of the ladder breaks, or nothing. Its texts must have no arrow heads ("►", "◄").
inline std::string broken_by_ladder(const draw::Ladder& ladder, const draw::LadderOptions& options,
                                    const draw::Style& style) {
  std::string text;
  std::string svg;
  std::string mermaid;
  const auto into = [](std::string& out) { return [&out](std::string_view piece) { out += piece; }; };
  draw::draw_ladder(ladder, options, style, into(text));
  draw::draw_ladder_svg(ladder, options, into(svg));
  draw::draw_ladder_mermaid(ladder, options, into(mermaid));
  std::string broken = broken_by_text(text, std::max<std::size_t>(style.width, 24));
  broken = broken.empty() ? broken_by_svg(svg) : broken;
  broken = broken.empty() ? broken_by_mermaid(mermaid, arrows_of(ladder)) : broken;
  const auto is_nowhere = [&](std::optional<std::size_t> end) { return !end || *end >= ladder.lifelines.size(); };
  const auto unseen = std::count_if(ladder.rows.begin(), ladder.rows.end(), [&](const auto& row) {
    return row.kind == draw::LadderRow::Kind::arrow && is_nowhere(row.from) && is_nowhere(row.to);
  });
  if (broken.empty() && style.unicode && count_of(text, "►") + count_of(text, "◄") != arrows_of(ladder)) {
    return "every arrow once:\n" + text;
  }
  if (broken.empty() && count_of(svg, "<path class=\"head\"") + static_cast<std::size_t>(unseen) != arrows_of(ladder)) {
    return "every arrow once:\n" + svg;
  }
  return broken;
}

inline std::string broken_by_timeline(const draw::Timeline& timeline, const draw::Style& style) {
  std::string text;
  std::string svg;
  draw::draw_timeline(timeline, style, [&text](std::string_view piece) { text += piece; });
  draw::draw_timeline_svg(timeline, [&svg](std::string_view piece) { svg += piece; });
  const std::string broken = broken_by_text(text, std::max<std::size_t>(style.width, 40));
  return broken.empty() ? broken_by_svg(svg) : broken;
}

}  // namespace confstate::tests
