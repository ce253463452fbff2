#include "config/search.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "base/limits.hpp"
#include "bytes/input.hpp"
#include "bytes/paths.hpp"
#include "config/file.hpp"

namespace confstate::config {
namespace {

std::string file_in(const std::string& directory) {
  return (directory == "/" ? "" : directory) + "/" + std::string(kFileName);
}

}  // namespace

base::Result<Configuration> configure(const Layer& options, const Layer& file, Cards cards) {
  Configuration out;
  out.settings = merge(options, file);
  base::Result<Selection> selection = make_selection(out.settings, cards);
  if (!selection) {
    return tl::unexpected<base::Failure>(selection.error());
  }
  out.selection = std::move(*selection);
  for (const Suppression& entry : out.settings.suppressions) {
    ResolvedSuppression resolved{entry, {}};
    if (!belongs_to_another_tool(entry.rule.value, cards)) {
      base::Result<std::vector<const diag::Card*>> rules = find_rules(entry.rule.value, cards);
      if (!rules) {
        return base::fail(entry.rule.origin.place + ": " + rules.error().message, rules.error().hint);
      }
      resolved.rules = std::move(*rules);
    }
    out.suppressions.push_back(std::move(resolved));
  }
  return {std::move(out)};
}

Finder::Finder(std::vector<const diag::Card*> cards, Layer options, bool search, std::string current_directory)
    : cards_(std::move(cards)),
      options_(std::move(options)),
      search_(search),
      current_directory_(std::move(current_directory)) {}

Finder::Found Finder::find(const std::string& input) {
  const std::string directory = search_ && input != "-" ? bytes::directory_of(input) : ".";
  const auto known = by_directory_.find(directory);
  if (known != by_directory_.end()) {
    return known->second;
  }
  Found found = search_ ? search_from(directory) : without_file();
  if (found) {
    by_directory_[directory] = *found;
    if (std::find(all_.begin(), all_.end(), *found) == all_.end()) {
      all_.push_back(*found);
    }
  }
  return found;
}

Finder::Found Finder::search_from(const std::string& directory) {
  const bool relative = directory.front() != '/';
  for (std::string at = bytes::absolute_path(directory, current_directory_);; at = bytes::directory_of(at)) {
    const std::string file = file_in(at);
    if (bytes::is_file(file)) {
      return load(file, relative);
    }
    if (at == "/") {
      return without_file();
    }
  }
}

Finder::Found Finder::load(const std::string& file, bool show_relative) {
  const auto known = by_file_.find(file);
  if (known != by_file_.end()) {
    return known->second;
  }
  std::istringstream nothing;
  base::Result<std::string> text = bytes::read_input(file, nothing, base::Limits{});
  if (!text) {
    return tl::unexpected<base::Failure>(text.error());
  }
  const std::string shown = show_relative ? bytes::relative_path(file, current_directory_) : file;
  auto source = std::make_shared<const bytes::Source>(shown, std::move(*text));
  const base::Result<Layer> layer = read_configuration(*source, bytes::directory_of(shown), cards_);
  if (!layer) {
    return tl::unexpected<base::Failure>(layer.error());
  }
  base::Result<Configuration> made = configure(options_, *layer, cards_);
  if (!made) {
    return tl::unexpected<base::Failure>(made.error());
  }
  made->file = std::move(source);
  made->directory = bytes::directory_of(file);
  if (const base::Result<void> added = add_baseline(*made); !added) {
    return tl::unexpected<base::Failure>(added.error());
  }
  auto shared = std::make_shared<const Configuration>(std::move(*made));
  by_file_[file] = shared;
  return shared;
}

Finder::Found Finder::without_file() {
  if (without_file_ != nullptr) {
    return without_file_;
  }
  base::Result<Configuration> made = configure(options_, Layer{}, cards_);
  if (!made) {
    return tl::unexpected<base::Failure>(made.error());
  }
  made->directory = current_directory_;
  if (const base::Result<void> added = add_baseline(*made); !added) {
    return tl::unexpected<base::Failure>(added.error());
  }
  without_file_ = std::make_shared<const Configuration>(std::move(*made));
  return without_file_;
}

base::Result<void> Finder::add_baseline(Configuration& configuration) {
  configuration.current_directory = current_directory_;
  const std::string& path = configuration.settings.baseline.value;
  if (path.empty()) {
    return {};
  }
  const std::string absolute = bytes::absolute_path(path, current_directory_);
  std::shared_ptr<const Baseline>& known = baselines_[absolute];
  if (known == nullptr) {
    const std::string& next = configuration.settings.write_baseline.value;
    const bool written_next = !next.empty() && bytes::absolute_path(next, current_directory_) == absolute;
    base::Result<Baseline> baseline =
        written_next ? open_baseline(path, current_directory_) : read_baseline_file(path, current_directory_);
    if (!baseline) {
      return tl::unexpected<base::Failure>(baseline.error());
    }
    known = std::make_shared<const Baseline>(std::move(*baseline));
  }
  configuration.baseline = known;
  return {};
}

}  // namespace confstate::config
