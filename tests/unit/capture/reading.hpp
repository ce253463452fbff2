// Reading a trace from memory: what the tests of this room share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "capture/read.hpp"

namespace confstate::tests {

struct Message {
  capture::Record record;  // its views are gone
  std::string bytes;
  std::string comment;
};

struct Trace {
  std::vector<Message> messages;
  std::vector<capture::Notice> notices;
  base::Result<capture::Totals> totals = capture::Totals{};

  [[nodiscard]] std::vector<capture::NoticeKind> kinds() const {
    std::vector<capture::NoticeKind> kinds;
    for (const capture::Notice& notice : notices) {
      kinds.push_back(notice.kind);
    }
    return kinds;
  }
};

[[nodiscard]] inline Trace read_trace(std::string_view bytes, const capture::Settings& settings = {}) {
  Trace trace;
  bytes::Stream stream(bytes);
  const capture::Listener listener{
      [&trace](const capture::Record& record) {
        trace.messages.push_back({record, std::string(record.bytes), std::string(record.comment)});
      },
      [&trace](const capture::Notice& notice) { trace.notices.push_back(notice); }};
  trace.totals = capture::read(stream, settings, listener);
  return trace;
}

}  // namespace confstate::tests
