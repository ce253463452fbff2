#include "draw/policy.hpp"

#include <array>

#include <fmt/format.h>

#include "policy/cases.hpp"
#include "policy/explain.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kStageName = 24;  // columns

// The place in the file that is told about, whose name all of them share, or who says it instead.
void draw_row(const policy::ExplainRow& row, std::string_view file, Sheet& sheet) {
  const std::string_view origin = row.origin;
  const bool own = origin.starts_with(file) && origin.substr(file.size()).starts_with(':');
  const std::string place =
      own ? fmt::format("(line {})", origin.substr(file.size() + 1)) : fmt::format("({})", origin);
  sheet.begin(2);
  sheet.words(row.sentence, own ? Tint::plain : Tint::dim);
  sheet.cell({place, Tint::dim});
  sheet.end();
}

void draw_step(const policy::Step& step, Sheet& sheet) {
  sheet.begin(2, 34);
  sheet.cell({fmt::format("{:>3}", number_of(step.stage))});
  sheet.cell({words(step.stage), Tint::plain, kStageName});
  switch (step.fails) {
    case policy::Truth::no:
      sheet.cell({"passed", Tint::dim});
      break;
    case policy::Truth::unknown:
      sheet.cell({"unknown", Tint::yellow});
      sheet.words(fmt::format("refused with {} if {}", step.code, step.why));
      break;
    case policy::Truth::yes:
      sheet.cell({fmt::format("{}", step.code), Tint::red});
      sheet.words(step.why);
      break;
  }
  sheet.end();
}

// One line for each stage; of the questions of one stage the one that does not pass.
void draw_stages(const policy::Decision& decision, Sheet& sheet) {
  for (std::size_t i = 0; i < decision.steps.size(); ++i) {
    const policy::Step& step = decision.steps[i];
    const bool last = i + 1 == decision.steps.size() || decision.steps[i + 1].stage != step.stage;
    if (last || step.fails != policy::Truth::no) {
      draw_step(step, sheet);
    }
  }
  for (const policy::Stage stage : decision.also) {
    sheet.begin(2, 34);
    sheet.cell({fmt::format("{:>3}", number_of(stage))});
    sheet.cell({words(stage), Tint::plain, kStageName});
    sheet.cell({"would refuse as well", Tint::dim});
    sheet.end();
  }
}

void draw_line(Sheet& sheet, std::string_view text) {
  sheet.begin(2);
  sheet.words(text);
  sheet.end();
}

std::string candidates_of(const policy::Decision& decision) {
  std::string out;
  for (const policy::Candidate& one : decision.candidates) {
    out += fmt::format("{}{} {}", out.empty() ? "either " : ", or ", word(one.verdict), one.code);
  }
  return out;
}

void draw_decision(const policy::Decision& decision, Sheet& sheet) {
  if (!decision.candidates.empty()) {
    draw_line(sheet, candidates_of(decision));
  }
  if (decision.hidden) {
    draw_line(sheet, "hidden: others must not learn who it is (RFC 4579 section 6)");
  }
  if (decision.verdict == policy::Verdict::reject && !decision.accepted.empty()) {
    draw_line(sheet, fmt::format("a focus may say {} as well", fmt::join(decision.accepted, ", ")));
  }
  sheet.blank();
  draw_stages(decision, sheet);
}

Tint tint_of(policy::Verdict verdict) {
  const bool good = verdict == policy::Verdict::admit || verdict == policy::Verdict::admit_partial;
  return good ? Tint::green : verdict == policy::Verdict::indeterminate ? Tint::yellow : Tint::red;
}

}  // namespace

std::string title_of(const policy::Question& question) {
  static constexpr std::array<std::string_view, policy::kAsks.size()> kDoes = {
      "dials in", "joins a dialog", "replaces a dialog", "is called by the focus", "is called on somebody's REFER"};
  std::string out = question.who.empty() ? "somebody without a name" : question.who;
  out += fmt::format(" {}", kDoes[static_cast<std::size_t>(question.asks)]);
  if (!policy::is_dial_out(question)) {
    const bool best = question.shown_by == policy::ShownBy::best;
    out += fmt::format(", media {}", policy::word(question.media));
    out += best ? "" : fmt::format(", shown by {}", policy::word(question.shown_by));
  } else if (!question.answered_by.empty()) {
    out += fmt::format(", answered by {}", question.answered_by);
  }
  for (std::size_t i = 0; i < question.circumstances.size(); ++i) {
    out += fmt::format(", {}", policy::word(question.circumstances[i]));
  }
  return out;
}

void draw_policy(const policy::Document& document, const Style& style, const base::Sink& sink) {
  Sheet sheet(style, sink);
  bool first = true;
  for (const policy::ExplainSection& section : policy::explain(document)) {
    if (!first) {
      sheet.blank();
    }
    first = false;
    sheet.begin(0);
    sheet.words(section.heading, Tint::strong);
    if (!section.name.empty()) {
      sheet.cell({section.name, Tint::dim});
    }
    sheet.end();
    for (const policy::ExplainRow& row : section.rows) {
      draw_row(row, document.source().name(), sheet);
    }
  }
  sheet.finish();
}

void draw_reply(const policy::Document& document, const policy::Question& question, const policy::Reply& reply,
                const Style& style, const base::Sink& sink) {
  Sheet sheet(style, sink);
  sheet.begin(0);
  sheet.words(title_of(question) + ":");
  sheet.cell({policy::write(reply), tint_of(reply.verdict), 0, 1});
  sheet.end();
  draw_line(sheet, reply.reason);
  if (!reply.pointer.empty()) {
    sheet.begin(2);
    sheet.cell({"decided by"});
    sheet.cell({reply.pointer, Tint::plain, 0, 1});
    sheet.cell({"(" + policy::origin_of(document, reply.pointer) + ")", Tint::dim});
    sheet.end();
  }
  if (reply.decision) {
    draw_decision(*reply.decision, sheet);
  } else {
    draw_line(sheet, fmt::format("row {} of what becomes of a call by the focus", reply.row));
  }
  sheet.finish();
}

}  // namespace confstate::draw
