// What a reader of traces found, one line each, as the files testdata/captures/*.messages have it.
#pragma once

#include <string>

#include <fmt/format.h>

#include "bytes/stream.hpp"
#include "capture/read.hpp"

namespace confstate::tests {

inline std::string listing(const std::string& log) {
  std::string out;
  capture::Listener listener;
  listener.record = [&](const capture::Record& record) {
    const char* way = record.direction == capture::Direction::in    ? "in"
                      : record.direction == capture::Direction::out ? "out"
                                                                    : "-";
    out += fmt::format("line {} byte {} time {} {} {} -> {} {}{}{}, {} bytes: {}\n", record.line, record.offset,
                       record.time, capture::word(record.transport), capture::write_endpoint(record.source),
                       capture::write_endpoint(record.destination), way, record.lossy ? " lossy" : "",
                       record.truncated ? " truncated" : "", record.bytes.size(),
                       record.bytes.substr(0, record.bytes.find_first_of("\r\n")));
  };
  listener.notice = [&](const capture::Notice& notice) {
    out +=
        fmt::format("line {} byte {}: notice of {}, \"{}\"\n", notice.line, notice.offset, notice.count, notice.detail);
  };
  bytes::Stream stream{std::string_view(log)};
  const auto totals = capture::read(stream, {}, listener);
  return out + (totals ? fmt::format("{} records, {} messages\n", totals->frames, totals->messages)
                       : totals.error().message + "\n");
}

}  // namespace confstate::tests
