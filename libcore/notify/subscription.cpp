#include "notify/subscription.hpp"

#include <fmt/format.h>

#include "change/words.hpp"

namespace confstate::notify {
namespace {

bool was_applied(change::Action action) {
  return action == change::Action::replaced || action == change::Action::merged || action == change::Action::ended;
}

}  // namespace

std::string_view word(info::State state) {
  switch (state) {
    case info::State::partial:
      return "partial";
    case info::State::deleted:
      return "deleted";
    case info::State::full:
      break;
  }
  return "full";
}

std::string words_of(std::span<const Delivered> documents) {
  std::string out;
  for (const Delivered& delivered : documents) {
    out += out.empty() ? "" : ", ";
    if (!delivered.readable) {
      out += "unreadable document";
      continue;
    }
    out += word(delivered.step.state);
    out += delivered.step.version ? fmt::format(" v{}", *delivered.step.version) : std::string();
    out += was_applied(delivered.step.action) ? "" : fmt::format(" {}", change::word_of(delivered.step.action));
  }
  return out.empty() ? "no body" : out;
}

}  // namespace confstate::notify
