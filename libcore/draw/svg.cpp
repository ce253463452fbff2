#include "draw/svg.hpp"

#include "base/utf8.hpp"
#include "draw/canvas.hpp"
#include "xml/writer.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;
constexpr std::size_t kTitleColumns = 1000;

// Fonts that a system has, each as wide as the others. Colours are plain, without variables, for readers that know
// only the older SVG. Dark is for screens: paper stays white.
constexpr std::string_view kRules =
    R"(text{font:12px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#1b1f24;white-space:pre}
.sans{font-family:system-ui,"DejaVu Sans","Segoe UI",Helvetica,Arial,sans-serif}
.title{font-size:16px;font-weight:600}
.soft{fill:#57606a}
.mid{text-anchor:middle}
.end{text-anchor:end}
.paper{fill:#fff}
.error{fill:#b3111e}
.warning{fill:#8a5a00}
.info{fill:#0a5f8a}
.hit{fill:transparent}
)";
constexpr std::string_view kDark = R"(text{fill:#e6edf3}
.soft{fill:#9aa7b4}
.paper{fill:#0d1117}
.error{fill:#ff7b72}
.warning{fill:#e3b341}
.info{fill:#79c0ff}
)";

// U+FFFE and U+FFFF, which no XML has.
constexpr bool is_beyond_xml(std::string_view text, std::size_t at) {
  return text[at] == '\xEF' && text.size() - at >= 3 && text[at + 1] == '\xBF' &&
         (text[at + 2] == '\xBE' || text[at + 2] == '\xBF');
}

}  // namespace

std::string svg_text(std::string_view text) {
  std::string safe = base::escape_hostile(text);
  for (std::size_t at = safe.find('\xEF'); at != std::string::npos; at = safe.find('\xEF', at + 1)) {
    if (is_beyond_xml(safe, at)) {
      safe[at + 2] = '\xBD';
    }
  }
  std::string out;
  xml::append_text(out, safe);
  return out;
}

std::size_t pixels_of(std::size_t columns, std::size_t font_size) {
  return (columns * font_size * 61 + 99) / 100;
}

void Svg::begin(std::size_t width, std::size_t height, std::string_view title, std::string_view rules,
                std::string_view dark) {
  put(R"(<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}" )"
      "xml:space=\"preserve\">\n",
      width, height);
  this->title(title);
  put("<style>\n{}{}@media screen and (prefers-color-scheme:dark){{\n{}{}}}\n@media print{{svg{{max-width:100%;"
      "height:auto}}}}\n</style>\n",
      kRules, rules, kDark, dark);
  put("<rect class=\"paper\" width=\"{}\" height=\"{}\"/>\n", width, height);
}

void Svg::text(double x, double y, std::string_view classes, std::string_view text, std::string_view more) {
  put("<text x=\"{:.6g}\" y=\"{:.6g}\"{}{}{}{}>{}</text>\n", x, y, classes.empty() ? "" : R"( class=")", classes,
      classes.empty() ? "" : R"(")", more, svg_text(text));
}

void Svg::title(std::string_view text) {
  put("<title>{}</title>\n", svg_text(fitted(text, kTitleColumns)));
}

void Svg::end() {
  put("</svg>\n");
  sink_(buffer_);
  buffer_.clear();
}

void Svg::hand_over() {
  if (buffer_.size() >= kChunk) {
    sink_(buffer_);
    buffer_.clear();
  }
}

}  // namespace confstate::draw
