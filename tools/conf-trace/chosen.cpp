#include "conf-trace/chosen.hpp"

#include "common/declare.hpp"
#include "common/help.hpp"
#include "uri/identity.hpp"

namespace confstate::tools {
void declare_choice(CLI::App& app, ChoiceOptions& options) {
  OptionGroup group(app, std::string(kChoosing));
  group.value("--conference", "URI", options.conference, "only subscriptions to this conference");
  group.value("--subscriber", "URI", options.subscriber, "only subscriptions of this subscriber");
}

bool is_chosen(const ChoiceOptions& options, const notify::Subscription& subscription) {
  if (options.subscriber && !uri::is_same_identity(*options.subscriber, subscription.subscriber)) {
    return false;
  }
  return !options.conference || uri::is_same_identity(*options.conference, subscription.conference) ||
         uri::is_same_identity(*options.conference, subscription.target) ||
         uri::is_same_identity(*options.conference, subscription.notifier);
}

}  // namespace confstate::tools
