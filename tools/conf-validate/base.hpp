// --base: the full document that the inputs are notifications about.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "change/subscriber.hpp"
#include "rules/judge.hpp"

namespace confstate::tools {

class Base {
 public:
  // Fails where the file cannot be read, is not well-formed, or is no full document that a subscriber accepts.
  [[nodiscard]] static base::Result<std::shared_ptr<const Base>> open(const std::string& path,
                                                                      const base::Limits& limits);

  // What a subscriber holds who was fed this document; several threads may ask.
  [[nodiscard]] change::Subscriber subscriber() const;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::string text_;
};

// An input judged as the notification that follows the base.
struct JudgedUpdate {
  rules::Judged update;                 // with what the rules about subscriptions found
  std::optional<rules::Judged> result;  // what is held then, as an input of its own; only where something was merged
  std::string refusal;                  // why nothing was merged; empty where there is no reason
};

// Judges the input, merges it, and judges the result, which is named "BASE + INPUT" and written as conf-patch does.
[[nodiscard]] JudgedUpdate judge_update(const Base& base, const std::string& name, std::string bytes,
                                        const config::Configuration& configuration, const base::Date& today);

}  // namespace confstate::tools
