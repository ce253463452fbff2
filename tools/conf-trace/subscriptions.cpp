#include "conf-trace/subscriptions.hpp"

#include <utility>

namespace confstate::tools {

Exit follow_subscriptions(Traces& traces, std::string_view tool, Listeners listeners, Io& io) {
  notify::Settings settings;
  settings.limits = traces.limits();
  settings.keep_states = listeners.keep_states;
  settings.tell = std::move(listeners.occasion);
  notify::Watcher watcher(std::move(settings));
  dialog::Followers followers;
  followers.message = [&](const dialog::Followed& followed) {
    if (listeners.message) {
      listeners.message(followed);
    }
    watcher.take(followed.seen, followed.message);
  };
  followers.closed = [&](const dialog::Dialog& dialog) {
    watcher.close(dialog);
    if (listeners.closed) {
      listeners.closed(dialog);
    }
  };
  return traces.follow(tool, std::move(followers), io);
}

}  // namespace confstate::tools
