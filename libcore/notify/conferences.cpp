#include "notify/conferences.hpp"

#include <algorithm>

#include "uri/identity.hpp"

namespace confstate::notify {

std::uint32_t Conferences::now(std::uint32_t number) const {
  while (all_[number].joined != kNone) {
    number = all_[number].joined;
  }
  return number;
}

std::uint32_t Conferences::find(std::string_view uri) const {
  const auto found = by_uri_.find(uri::canonical_identity(uri).canonical);
  return found == by_uri_.end() ? kNone : now(found->second);
}

std::uint32_t Conferences::number_of(std::string_view uri) {
  const auto [entry, is_new] =
      by_uri_.try_emplace(uri::canonical_identity(uri).canonical, static_cast<std::uint32_t>(all_.size()));
  if (is_new) {
    all_.push_back({std::string(uri), {}, kNone, false});
  }
  return now(entry->second);
}

// The earlier of the two lives on.
std::uint32_t Conferences::join(std::uint32_t a, std::string_view uri) {
  if (uri.empty()) {
    return a;
  }
  const std::uint32_t b = number_of(uri);
  if (a == kNone || a == b) {
    return b;
  }
  const std::uint32_t kept = std::min(a, b);
  Conference& gone = all_[std::max(a, b)];
  Conference& stays = all_[kept];
  gone.joined = kept;
  if (gone.is_named && !stays.is_named) {
    std::swap(gone.name, stays.name);
    stays.is_named = true;
  }
  gone.aliases.insert(gone.aliases.begin(), std::move(gone.name));
  for (std::string& alias : gone.aliases) {
    if (stays.aliases.size() < kMostAliases && alias != stays.name) {
      stays.aliases.push_back(std::move(alias));
    }
  }
  gone = {{}, {}, kept, false};
  return kept;
}

std::uint32_t Conferences::learn(const dialog::Dialog& dialog) {
  const dialog::Party* focus = dialog.focus();
  if (focus == nullptr) {
    return kNone;
  }
  std::uint32_t number = join(kNone, focus->contact);
  number = join(number, focus->uri);
  return focus == &dialog.callee() ? join(number, dialog.target) : number;
}

std::uint32_t Conferences::learn(const Subscription& subscription) {
  std::uint32_t number = kNone;
  if (subscription.log.fulls + subscription.log.partials > 0 && subscription.held.size() == 1) {
    number = join(kNone, subscription.conference);
    Conference& named = all_[number];
    if (!named.is_named) {
      std::swap(named.aliases.emplace_back(), named.name);
      named.name = subscription.conference;
      std::erase(named.aliases, named.name);
      named.is_named = true;
    }
  }
  number = join(number, subscription.target);
  return join(number, subscription.notifier);
}

}  // namespace confstate::notify
