// Judging one input, from its bytes to what was found: what tools, library users and fuzzers call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "change/update.hpp"
#include "config/apply.hpp"
#include "diag/outcome.hpp"
#include "info/document.hpp"
#include "rules/rule.hpp"

namespace confstate::rules {

struct Judged {
  diag::Outcome outcome;
  config::Uses uses;  // of the suppressions of the configuration
};

// Decodes, reads and judges a conference-info document by every rule that is on, then marks what the configuration
// suppresses and its baseline knows. The tree is gone when it returns. Over a limit the outcome is a failure.
[[nodiscard]] Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
                           const base::Date& today);

// Sees a document that can be judged, behind all document rules, and may add what it finds itself.
using Witness = std::function<void(const change::Update& update, diag::Findings& out)>;

// Which rules about documents are run before the witness sees one.
enum class Judging : std::uint8_t {
  all,
  root  // only whether it is a conference-info document at all: the witness does the rest
};

// The same, with a witness; it is not called for what is not well-formed.
[[nodiscard]] Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
                           const base::Date& today, const Witness& witness, Judging judging = Judging::all);

// What a configuration says about chat rooms.
[[nodiscard]] RoomSettings room_settings(const config::Settings& settings);

struct Examined;

// Judges the documents of a trace, one after the other. A focus sends the same document to every subscriber, so the
// last few are remembered, and one that comes again is neither read nor judged again.
class DocumentJudge {
 public:
  // The configuration must outlive the judge.
  DocumentJudge(const config::Configuration& configuration, const base::Date& today);
  DocumentJudge(const DocumentJudge&) = delete;
  DocumentJudge& operator=(const DocumentJudge&) = delete;
  ~DocumentJudge();

  // As judge() with a witness; but the text is kept only where there are findings.
  [[nodiscard]] Judged judge(const std::string& name, std::string_view bytes, const Witness& witness);

 private:
  static constexpr std::size_t kMostBytes = 65536;  // of a document that is remembered

  [[nodiscard]] const Examined& examined(std::string_view bytes);

  const config::Configuration& configuration_;
  base::Date today_;
  std::array<std::unique_ptr<Examined>, 8> known_;
  std::size_t next_ = 0;  // place of the oldest
};

}  // namespace confstate::rules
