// Any bytes as a series of documents with lines "---" between them: feeding them never crashes; what is not applied
// leaves the state as it was to the byte; and the state that is written is accepted again as the first document, equal.
#include <cstdlib>

#include "change/layout.hpp"
#include "rules/notify/notify.hpp"
#include "xml/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const auto feed = [](change::Subscriber& subscriber, std::string_view text) {
    auto read = xml::read(text, xml::Reading::judging, {});
    const auto step = read && read->faults.empty() ? subscriber.feed(info::Document(std::move(read->tree)))
                                                   : subscriber.reject(change::Reason::unreadable);
    std::pair<bool, std::string> applied{step.action >= change::Action::replaced, {}};
    subscriber.write(applied.second);
    return applied;
  };
  change::Subscriber subscriber;
  for (std::string before; const auto document : rules::documents_of({reinterpret_cast<const char*>(data), size})) {
    const auto [applied, state] = feed(subscriber, document);
    change::Subscriber again, indented;
    if (applied ? feed(again, state).second != state || feed(indented, change::indented(state)).second != state
                : state != before) {
      std::abort();
    }
    before = state;
  }
  return 0;
}
