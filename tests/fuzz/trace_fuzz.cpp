// Any bytes as a trace: following and judging it never crashes, every finding lies in the text it is about, and a
// dialog that was opened is closed once.
#include <cstdlib>
#include <memory>
#include <string_view>

#include "config/search.hpp"
#include "rules/diagnose.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  static const auto kConfiguration = std::make_shared<const config::Configuration>(*config::configure({}, {}, {}));
  const auto check = [](std::vector<diag::Outcome>&& outcomes) {
    for (const diag::Outcome& outcome : outcomes) {
      for (const diag::Finding& finding : outcome.findings) {
        const base::Span span = finding.diagnostic.span;
        if (outcome.source.text().empty() ? false : span.end > outcome.source.text().size() || span.begin > span.end) {
          std::abort();
        }
      }
    }
  };
  rules::Diagnosis diagnosis({.configuration = kConfiguration, .today = {}, .names = {"t"}, .tell = check});
  dialog::Follower follower({}, diagnosis.followers());
  bytes::Stream stream(std::string_view(reinterpret_cast<const char*>(data), size));
  (void)follower.read(stream, 0);
  follower.finish();
  diagnosis.finish();
  return follower.tracker().open() == 0 ? 0 : (std::abort(), 1);
}
