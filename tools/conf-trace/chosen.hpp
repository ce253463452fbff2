// Choosing a subscription by its conference and its subscriber.
#pragma once

#include <optional>
#include <string>

#include "common/cli_names.hpp"
#include "notify/subscription.hpp"

namespace confstate::tools {

struct ChoiceOptions {
  std::optional<std::string> conference;
  std::optional<std::string> subscriber;
};

// Declares --conference and --subscriber.
void declare_choice(CLI::App& app, ChoiceOptions& options);

// True for a subscription of that conference (the entity of its documents, what was subscribed to, or the focus) and
// that subscriber; URIs are compared by canonical identity.
[[nodiscard]] bool is_chosen(const ChoiceOptions& options, const notify::Subscription& subscription);

}  // namespace confstate::tools
