#include "conf-diff/series.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "change/canonical.hpp"
#include "info/json.hpp"

namespace confstate::tools {
namespace {

constexpr std::size_t kMostPlaces = 10;

using Failures = std::vector<base::Failure>;

base::Failure failure_at(const Loaded& loaded, base::Span span, std::string_view what, std::string_view hint) {
  const base::Location at = loaded.source().location(span.begin);
  return {fmt::format("{}:{}:{}: {}", loaded.name(), at.line, at.column, what), std::string(hint)};
}

base::Failure wrong_root(const Loaded& loaded) {
  const xml::Node root = loaded.document().tree().root();
  return failure_at(
      loaded, root.name_span(),
      fmt::format("the root is {{{}}}{}, not the {} of {}", base::clipped(root.name().space),
                  base::clipped(root.name().local), to_string(info::Name::conference_info), info::kNamespace),
      "conf-validate says more");
}

std::string_view hint_for(change::Obstacle::Kind kind) {
  return kind == change::Obstacle::Kind::state ? "only full documents can be compared; apply it with conf-patch first"
                                               : "rows are matched by their keys; conf-validate says more";
}

// A hint stands once, behind the last place that it is for.
Failures failures_of(const Loaded& loaded, const std::vector<change::Obstacle>& obstacles) {
  Failures failures;
  const std::size_t shown = std::min(obstacles.size(), kMostPlaces);
  for (std::size_t i = 0; i < shown; ++i) {
    const change::Obstacle& obstacle = obstacles[i];
    const std::string_view hint = hint_for(obstacle.kind);
    const bool goes_on = i + 1 < obstacles.size() && hint_for(obstacles[i + 1].kind) == hint;
    failures.push_back(failure_at(loaded, obstacle.span, obstacle.message, goes_on ? "" : hint));
  }
  if (obstacles.size() > shown) {
    failures.push_back({fmt::format("{}: and {} more places", loaded.name(), obstacles.size() - shown),
                        std::string(hint_for(obstacles.back().kind))});
  }
  return failures;
}

}  // namespace

tl::expected<std::unique_ptr<Loaded>, Failures> load_comparable(std::string_view tool, const Input& input,
                                                                InputFormat format, std::istream& standard_input,
                                                                const base::Limits& limits) {
  auto loaded = load(tool, input, format, standard_input, limits);
  if (!loaded) {
    return tl::unexpected<Failures>({loaded.error()});
  }
  if ((*loaded)->document().root_kind() != info::RootKind::conference) {
    return tl::unexpected<Failures>({wrong_root(**loaded)});
  }
  if (auto bounded = require_bounded((*loaded)->document(), input.name, limits); !bounded) {
    return tl::unexpected<Failures>({bounded.error()});
  }
  if (const auto obstacles = change::obstacles_of((*loaded)->document()); !obstacles.empty()) {
    return tl::unexpected<Failures>(failures_of(**loaded, obstacles));
  }
  return std::move(*loaded);
}

base::Result<void> keep_alike(Loaded& one, Loaded& other) {
  if (!info::needs_kept_tree(one.document()) && !info::needs_kept_tree(other.document())) {
    return {};
  }
  if (auto kept = one.keep_everything(); !kept) {
    return kept;
  }
  return other.keep_everything();
}

}  // namespace confstate::tools
