// Which configuration is for which input.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "config/apply.hpp"
#include "config/settings.hpp"

namespace confstate::config {

// Puts options, the file's layer (empty where there is none) and the cards together; reads no file.
[[nodiscard]] base::Result<Configuration> configure(const Layer& options, const Layer& file, Cards cards);

// Finds the nearest .confstate.json from an input's directory upward; it wins whole. Not for concurrent use: ask for
// all inputs before threads start; answers are kept per directory.
class Finder {
 public:
  // With `search` false (--no-config) every input gets the options and the defaults.
  Finder(std::vector<const diag::Card*> cards, Layer options, bool search, std::string current_directory);

  // The configuration for an input; "-" is standard input, for which the current directory counts. Fails on a bad
  // file, option or baseline; a baseline that is missing but about to be written is empty.
  [[nodiscard]] base::Result<std::shared_ptr<const Configuration>> find(const std::string& input);

  // Every configuration handed out, each once, in the order of first use.
  [[nodiscard]] const std::vector<std::shared_ptr<const Configuration>>& all() const { return all_; }

 private:
  using Found = base::Result<std::shared_ptr<const Configuration>>;
  [[nodiscard]] Found search_from(const std::string& directory);
  [[nodiscard]] Found load(const std::string& file, bool show_relative);
  [[nodiscard]] Found without_file();
  [[nodiscard]] base::Result<void> add_baseline(Configuration& configuration);

  std::vector<const diag::Card*> cards_;
  Layer options_;
  bool search_;
  std::string current_directory_;
  std::unordered_map<std::string, std::shared_ptr<const Configuration>> by_directory_;
  std::unordered_map<std::string, std::shared_ptr<const Configuration>> by_file_;
  std::unordered_map<std::string, std::shared_ptr<const Baseline>> baselines_;
  std::shared_ptr<const Configuration> without_file_;
  std::vector<std::shared_ptr<const Configuration>> all_;
};

}  // namespace confstate::config
