// Documents that nobody described: synthetic ones, and broken ones.
#include <fmt/format.h>

#include "common/tool.hpp"
#include "conf-generate/options.hpp"
#include "conf-generate/series_form.hpp"
#include "conf-validate/cards.hpp"
#include "config/selection.hpp"
#include "generate/breaking.hpp"
#include "generate/proof.hpp"
#include "generate/synthetic.hpp"
#include "rules/notify/notify.hpp"

namespace confstate::tools {
namespace {

base::Result<generate::SyntheticPlan> make_plan(const GenerateRun& run) {
  const GenerateOptions& options = run.options;
  generate::SyntheticPlan plan;
  if (auto set = generate::set_plan(plan, *options.synthetic); !set) {
    return base::fail(fmt::format("--synthetic {}: {}", *options.synthetic, set.error().message), set.error().hint);
  }
  plan.entity = options.entity.value_or(plan.entity);
  plan.subject = options.subject.value_or(plan.subject);
  plan.version = static_cast<std::uint32_t>(options.version.value_or(plan.version));
  plan.seed = options.seed.value_or(plan.seed);
  plan.whole_vocabulary = options.shape == Shape::all;
  plan.layout = run.layout();
  if (plan.whole_vocabulary && plan.rooms > 0) {
    return base::fail("`rooms` does not go with --shape all", "its description shows one service");
  }
  return plan;
}

// What the options said is judged in a document without rows: they would be sound anyhow.
base::Result<void> prove_head(generate::SyntheticPlan plan, const base::Limits& limits) {
  plan.users = plan.sidebars = plan.references = 0;
  std::string head;
  generate::write_synthetic(plan, [&head](std::string_view piece) { head += piece; });
  return generate::prove(head, generate::Proof::strict, limits);
}

// Several documents as one text, a line between them.
std::string joined(const std::vector<std::string>& documents) {
  return fmt::format("{}", fmt::join(documents, rules::kNextDocument));
}

base::Result<void> write_files(const std::string& folder, const std::vector<std::string>& documents) {
  const base::Result<std::unique_ptr<SeriesForm>> form = make_files(folder, documents.size());
  if (!form) {
    return tl::unexpected<base::Failure>(form.error());
  }
  generate::Sent sent;
  for (const std::string& document : documents) {
    if (auto written = (*form)->take(sent, document); !written) {
      return written;
    }
    ++sent.number;
  }
  return {};
}

}  // namespace

base::Result<void> make_synthetic(const GenerateRun& run) {
  const base::Result<generate::SyntheticPlan> plan = make_plan(run);
  if (!plan) {
    return tl::unexpected<base::Failure>(plan.error());
  }
  if (run.options.entity || run.options.subject) {
    if (auto good = prove_head(*plan, run.limits); !good) {
      return good;
    }
  }
  if (run.format() == GenerateFormat::xml && run.options.out.value_or("-") == "-") {
    generate::write_synthetic(*plan, [&run](std::string_view piece) {
      run.io.out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    });
    return {};
  }
  std::string document;
  generate::write_synthetic(*plan, [&document](std::string_view piece) { document += piece; });
  return give(run, document);
}

base::Result<void> make_broken(const GenerateRun& run) {
  if (run.options.format || run.options.layout) {
    return base::fail("--break gives the document as it is", "--format and --layout would mend or hide its fault");
  }
  const report::Cards cards = validate_cards();
  const base::Result<const diag::Card*> card = config::find_rule(*run.options.breaks, cards);
  if (!card) {
    return base::fail(fmt::format("--break {}: {}", *run.options.breaks, card.error().message), card.error().hint);
  }
  const base::Result<std::vector<std::string>> documents = generate::break_rule(**card);
  if (!documents) {
    return tl::unexpected<base::Failure>(documents.error());
  }
  return documents->size() > 1 && run.options.out.value_or("-") != "-" ? write_files(*run.options.out, *documents)
                                                                       : run.write(joined(*documents));
}

}  // namespace confstate::tools
