// Our side of captures_test.py: one line for each message of a trace, one for each notice.
// Usage: capture_messages FILE [memory=N] [message=N] [salvage]
#include <cstdio>
#include <iostream>
#include <string>

#include "base/fnv.hpp"
#include "capture/read.hpp"

namespace {

using namespace confstate;

std::string call_id(std::string_view message) {
  for (const std::string_view name : {"\nCall-ID: ", "\ni: "}) {
    const std::size_t at = message.find(name);
    if (at != std::string_view::npos) {
      const std::size_t begin = at + name.size();
      return std::string(message.substr(begin, message.find_first_of("\r\n", begin) - begin));
    }
  }
  return "-";
}

void print_record(const capture::Record& record) {
  const char* direction = record.direction == capture::Direction::in    ? "in"
                          : record.direction == capture::Direction::out ? "out"
                                                                        : "-";
  std::printf("message %llu %llu %lld %s %s %s %s %s%s%s%s %zu %s %s\n", static_cast<unsigned long long>(record.frame),
              static_cast<unsigned long long>(record.first_frame), static_cast<long long>(record.time),
              capture::write_endpoint(record.source).c_str(), capture::write_endpoint(record.destination).c_str(),
              std::string(capture::word(record.transport)).c_str(), direction, record.truncated ? "t" : "",
              record.reframed ? "r" : "", record.lossy ? "l" : "",
              record.truncated || record.reframed || record.lossy ? "" : "-", record.bytes.size(),
              base::to_hex(base::fnv1a(record.bytes)).c_str(), call_id(record.bytes).c_str());
}

void print_notice(const capture::Notice& notice) {
  std::printf("notice %u %llu %llu %llu %s\n", static_cast<unsigned>(notice.kind),
              static_cast<unsigned long long>(notice.frame), static_cast<unsigned long long>(notice.offset),
              static_cast<unsigned long long>(notice.count), notice.detail.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  capture::Settings settings;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    settings.salvage = settings.salvage || word == "salvage";
    if (word != "salvage" && !base::set_limit(settings.limits, word)) {
      return 2;
    }
  }
  auto stream = bytes::Stream::open(argc > 1 ? argv[1] : "-", std::cin);
  const auto totals = stream ? capture::read(*stream, settings, {print_record, print_notice})
                             : tl::unexpected<base::Failure>(stream.error());
  if (!totals) {
    std::printf("failure %s\n", totals.error().message.c_str());
    return 1;
  }
  std::printf("totals %llu %llu %llu\n", static_cast<unsigned long long>(totals->frames),
              static_cast<unsigned long long>(totals->messages), static_cast<unsigned long long>(totals->tls));
  return 0;
}
