#include "conf-trace/chosen.hpp"

#include "common/declare.hpp"
#include "common/help.hpp"
#include "uri/identity.hpp"

namespace confstate::tools {
namespace {

bool is_same(std::string_view a, std::string_view b) {
  return uri::canonical_identity(a).canonical == uri::canonical_identity(b).canonical;
}

}  // namespace

void declare_choice(CLI::App& app, ChoiceOptions& options) {
  OptionGroup group(app, std::string(kChoosing));
  group.value("--conference", "URI", options.conference, "only subscriptions to this conference");
  group.value("--subscriber", "URI", options.subscriber, "only subscriptions of this subscriber");
}

bool is_chosen(const ChoiceOptions& options, const notify::Subscription& subscription) {
  if (options.subscriber && !is_same(*options.subscriber, subscription.subscriber)) {
    return false;
  }
  return !options.conference || is_same(*options.conference, subscription.conference) ||
         is_same(*options.conference, subscription.target) || is_same(*options.conference, subscription.notifier);
}

}  // namespace confstate::tools
