#include "conf-show/trace.hpp"

#include <utility>

#include "dialog/follower.hpp"
#include "notify/documents.hpp"
#include "notify/watcher.hpp"

namespace confstate::tools {
namespace {

base::Result<void> follow(bytes::Stream& stream, const capture::Settings& settings, dialog::Followers followers) {
  dialog::Follower follower(settings, std::move(followers));
  const base::Result<capture::Totals> totals = follower.read(stream, 0);
  follower.finish();
  return totals ? base::Result<void>() : tl::unexpected<base::Failure>(totals.error());
}

bool is_applied(change::Action action) {
  return action != change::Action::rejected && action != change::Action::resync;
}

}  // namespace

base::Result<void> each_document(bytes::Stream& stream, const capture::Settings& settings,
                                 const std::function<void(std::uint64_t frame, std::string_view document)>& take) {
  notify::Documents documents;
  dialog::Followers followers;
  followers.message = [&](const dialog::Followed& followed) {
    for (const sip::Body* body : documents.in(followed)) {
      take(followed.seen.moment.frame, body->bytes);
    }
  };
  return follow(stream, settings, std::move(followers));
}

LatestStates::Latest& LatestStates::find(const std::string& conference) {
  const auto [entry, is_new] = conferences_.try_emplace(conference);
  if (is_new) {
    order_.push_back(conference);
  }
  return entry->second;
}

bool LatestStates::take(const info::Document& document) {
  return is_applied(find(document.entity()).subscriber.feed(document).action);
}

base::Result<void> LatestStates::take(bytes::Stream& stream, const capture::Settings& settings) {
  notify::Settings watching;
  watching.limits = settings.limits;
  watching.tell = [this](const notify::Occasion& occasion) {
    if (occasion.kind != notify::OccasionKind::closed) {
      return;
    }
    for (const auto& [entity, held] : occasion.subscription->held) {
      Latest& latest = find(entity.empty() ? occasion.subscription->conference : entity);
      if (occasion.subscription->log.notify.time >= latest.told) {
        latest.told = occasion.subscription->log.notify.time;
        latest.state.clear();
        held.write(latest.state);
      }
    }
  };
  notify::Watcher watcher(std::move(watching));
  dialog::Followers followers;
  followers.message = [&watcher](const dialog::Followed& followed) { watcher.take(followed.seen, followed.message); };
  followers.closed = [&watcher](const dialog::Dialog& dialog) { watcher.close(dialog); };
  return follow(stream, settings, std::move(followers));
}

void LatestStates::each(const std::function<void(const std::string& conference, std::string&& state)>& take) const {
  for (const std::string& conference : order_) {
    const Latest& latest = conferences_.find(conference)->second;
    std::string state = latest.state;
    if (state.empty()) {
      latest.subscriber.write(state);
    }
    if (!state.empty()) {
      take(conference, std::move(state));
    }
  }
}

}  // namespace confstate::tools
