// Where conf-patch writes what is held: standard output, a file, or a folder with a file per state.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "change/subscriber.hpp"
#include "common/tool.hpp"
#include "conf-patch/options.hpp"

namespace confstate::tools {

class States {
 public:
  States(const PatchOptions& options, Io& io) : options_(options), io_(io) {}

  // Before anything is fed: makes the folder of --each. Fails where it cannot, or where it is not empty.
  [[nodiscard]] base::Result<void> begin();
  // After a document that changed what is held: with --each it is written.
  [[nodiscard]] base::Result<void> changed(const change::Subscriber& subscriber);
  // After the last document: the last state. Files stay only where all went `well`.
  [[nodiscard]] base::Result<void> end(const change::Subscriber& subscriber, bool well);

 private:
  [[nodiscard]] std::string text_of(const change::Subscriber& subscriber) const;
  void print(const change::Subscriber& subscriber);
  void take_back();

  const PatchOptions& options_;
  Io& io_;
  std::vector<std::string> written_;
  bool made_folder_ = false;
};

}  // namespace confstate::tools
