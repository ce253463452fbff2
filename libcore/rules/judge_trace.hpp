// Judging the documents in a trace, each by itself: what conf-validate does with captures, logs and SIP messages.
#pragma once

#include <functional>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "bytes/stream.hpp"
#include "capture/read.hpp"
#include "config/apply.hpp"
#include "rules/judge.hpp"

namespace confstate::rules {

// Reads a trace and judges every conference-info body in it, retransmissions aside, by all document rules; gives each
// to `take` in the order of the messages. Fails where the trace cannot be read; what came before was given.
[[nodiscard]] base::Result<void> judge_trace(bytes::Stream& stream, const std::string& name,
                                             const capture::Settings& reading,
                                             const config::Configuration& configuration, const base::Date& today,
                                             const std::function<void(Judged&&)>& take);

}  // namespace confstate::rules
