// The format for people: what is wrong, where, shown in its lines, and what to do about it.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "report/excerpt.hpp"
#include "report/paint.hpp"
#include "report/place.hpp"
#include "report/printer.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

std::vector<Mark> marks_of(const diag::Diagnostic& diagnostic) {
  std::vector<Mark> marks;
  marks.reserve(diagnostic.related.size() + 1);
  for (const diag::Related& related : diagnostic.related) {
    if (related.packet == nullptr) {
      marks.push_back({related.span, related.message, false});
    }
  }
  marks.push_back({diagnostic.span, diagnostic.label, true});
  return marks;
}

// "2 errors, 1 warning", leaving out what there is none of.
std::string list_counts(const Totals& totals) {
  std::string out;
  const auto add = [&out](std::uint64_t number, std::string_view noun) {
    if (number > 0) {
      out += (out.empty() ? "" : ", ") + counted(number, noun);
    }
  };
  add(totals.errors, "error");
  add(totals.warnings, "warning");
  add(totals.infos, "info");
  return out;
}

std::string checked(const Totals& totals) {
  if (!totals.subject.empty()) {
    return "read " + totals.subject;
  }
  if (totals.failures == 0) {
    return "checked " + counted(totals.inputs, "file");
  }
  return fmt::format("checked {} of {}", with_commas(totals.inputs - totals.failures), counted(totals.inputs, "file"));
}

class TextPrinter final : public Printer {
 public:
  explicit TextPrinter(const Style& style) : style_(style), tool_(style.tool), paint_(style.color) {}

  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    std::string out;
    std::uint64_t shown = 0;
    std::uint64_t hidden = outcome.uncollected;
    for (const diag::Finding& finding : outcome.findings) {
      if (finding.suppressed) {
        continue;
      }
      if (style_.max_findings != 0 && shown == style_.max_findings) {
        ++hidden;
        continue;
      }
      if (shown == 0 && !outcome.heading.empty()) {
        out += paint_(Ink::heading, harmless(outcome.heading)) + "\n\n";
      }
      out += shown++ == 0 ? "" : "\n";
      print(out, finding.diagnostic, outcome);
    }
    if (hidden > 0) {
      out += fmt::format("{}and {} more\n", out.empty() ? "" : "\n", with_commas(hidden));
    }
    return out;
  }

  [[nodiscard]] std::string_view separator() const override { return "\n"; }

  [[nodiscard]] std::string end(const Totals& totals) const override {
    const std::string found = list_counts(totals);
    std::string out = found.empty() && totals.uncollected == 0 && totals.records == 0 ? "" : "\n";
    out += checked(totals) + ": " + (found.empty() ? "no findings" : found);
    if (totals.uncollected > 0) {
      out += fmt::format(", {} more over the limit", with_commas(totals.uncollected));
    }
    if (totals.suppressed > 0) {
      out += fmt::format(", {} suppressed", with_commas(totals.suppressed));
    }
    if (totals.failures > 0) {
      out += fmt::format(", {} could not be judged", with_commas(totals.failures));
    }
    if (!totals.example_rule.empty()) {
      out += fmt::format("  more: {} --explain {}", tool_, totals.example_rule);
    }
    return out + '\n';
  }

 private:
  void print(std::string& out, const diag::Diagnostic& diagnostic, const diag::Outcome& outcome) const {
    const Frame& frame = frame_of(style_.unicode);
    const Ink ink = ink_of(diagnostic.severity);
    const base::Location at = outcome.source.location(diagnostic.span.begin);
    Excerpt excerpt = make_excerpt(outcome.source, marks_of(diagnostic), ink, paint_, frame);
    if (excerpt.text.empty()) {
      excerpt.gutter = std::to_string(at.line).size();
    }
    const std::string margin(excerpt.gutter, ' ');
    const std::string bar = margin + paint_(Ink::frame, frame.bar) + '\n';
    const std::string place = outcome.packet == nullptr ? fmt::format(":{}:{}", at.line, at.column)
                                                        : ": " + words_of(*outcome.packet, style_.unicode ? "→" : "->");
    out += paint_(ink, fmt::format("{}[{}]", diag::word(diagnostic.severity), diag::full_id(*diagnostic.card)));
    out += ": " + harmless(diagnostic.message) + '\n';
    out += margin + paint_(Ink::frame, frame.corner) + ' ' + harmless(outcome.source.name()) + place + '\n';
    out += story_of(diagnostic, outcome, margin + paint_(Ink::frame, frame.bar));
    const std::string remarks = remarks_of(diagnostic, margin + paint_(Ink::frame, "="));
    out += excerpt.text.empty() ? "" : bar + excerpt.text;
    out += excerpt.text.empty() || remarks.empty() ? "" : bar;
    out += remarks;
  }

  // The messages of the trace that lead to this one, and this one where it has a label.
  static std::string story_of(const diag::Diagnostic& diagnostic, const diag::Outcome& outcome,
                              const std::string& bar) {
    std::vector<std::pair<const diag::Packet*, std::string_view>> rows;
    for (const diag::Related& related : diagnostic.related) {
      if (related.packet != nullptr) {
        rows.emplace_back(related.packet.get(), related.message);
      }
    }
    if (!rows.empty() && outcome.packet != nullptr && !outcome.label.empty()) {
      rows.emplace_back(outcome.packet.get(), outcome.label);
    }
    std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first->time; });
    std::size_t width = 0;
    for (const auto& [packet, words] : rows) {
      width = std::max(width, std::to_string(packet->frame).size());
    }
    std::string out;
    for (const auto& [packet, words] : rows) {
      out += fmt::format("{}  {:>{}}  {}  {}\n", bar, packet->frame, width,
                         packet->has_time ? base::write_time(packet->time, 3) : "", harmless(words));
    }
    return out;
  }

  [[nodiscard]] std::string remarks_of(const diag::Diagnostic& diagnostic, const std::string& lead) const {
    std::string out;
    const auto add = [&](std::string_view label, const std::string& text) {
      if (!text.empty()) {
        out += fmt::format("{} {}{}\n", lead, label, harmless(text));
      }
    };
    add("help: ", diagnostic.help);
    add("note: ", diagnostic.note);
    add("", citation(diagnostic.card->spec, style_.unicode));
    return out;
  }

  Style style_;
  std::string tool_;
  Painter paint_;
};

}  // namespace

std::unique_ptr<Printer> make_text_printer(const Style& style) {
  return std::make_unique<TextPrinter>(style);
}

}  // namespace confstate::report
