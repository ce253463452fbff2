// Documents in traces, and the last state of each conference.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/settings.hpp"
#include "change/subscriber.hpp"
#include "info/document.hpp"

namespace confstate::tools {

// Gives every conference-info document of a trace with the frame of its message. Fails where the trace is damaged; what
// was read until then was given.
[[nodiscard]] base::Result<void> each_document(
    bytes::Stream& stream, const capture::Settings& settings,
    const std::function<void(std::uint64_t frame, std::string_view document)>& take);

// The last state of each conference, from documents or from the subscriptions in traces.
class LatestStates {
 public:
  // Applies a document to what is held of its conference; false where it could not be applied, or was rejected.
  [[nodiscard]] bool take(const info::Document& document);
  // Follows the subscriptions of a trace; of a conference the one that was told something last counts.
  [[nodiscard]] base::Result<void> take(bytes::Stream& stream, const capture::Settings& settings);

  [[nodiscard]] bool is_empty() const { return order_.empty(); }

  // Gives each conference, by its entity in the order of appearance, with its state as a compact document.
  void each(const std::function<void(const std::string& conference, std::string&& state)>& take) const;

 private:
  struct Latest {
    std::string state;      // of a trace
    std::int64_t told = 0;  // when that was
    change::Subscriber subscriber;
  };

  [[nodiscard]] Latest& find(const std::string& conference);

  std::vector<std::string> order_;
  std::map<std::string, Latest> conferences_;
};

}  // namespace confstate::tools
