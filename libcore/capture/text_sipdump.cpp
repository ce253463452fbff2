// Kamailio's sipdump, mode 1: lines "name: value" between 20 '=' and 20 '~', then the bytes, then 20 '|'.
#include <algorithm>

#include "base/text.hpp"
#include "capture/text_log.hpp"

namespace confstate::capture {
namespace {

constexpr std::string_view kBegin = "====================";
constexpr std::string_view kMiddle = "~~~~~~~~~~~~~~~~~~~~";
constexpr std::string_view kEnd = "||||||||||||||||||||";

// What the lines of one record say.
struct Fields {
  std::string source_port;
  std::string destination_port;
  std::string source;
  std::string destination;
};

void take_field(Log& log, std::string_view line, Fields& fields) {
  const std::size_t colon = std::min(line.find(": "), line.size());
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = base::trim(line.substr(std::min(colon + 1, line.size())));
  if (name == "tag") {
    log.record.direction = value == "rcv" ? Direction::in : value == "snd" ? Direction::out : Direction::unknown;
  } else if (name == "time") {
    const auto time = read_epoch(value);
    log.record.time = log.record.began = time.value_or(0);
    log.record.quality = time ? TimeQuality::exact : TimeQuality::none;
  } else if (name == "proto") {
    log.record.transport = read_transport(value.substr(0, value.find(' ')));
  } else if (name == "srcip") {
    fields.source = value;
  } else if (name == "srcport") {
    fields.source_port = value;
  } else if (name == "dstip") {
    fields.destination = value;
  } else if (name == "dstport") {
    fields.destination_port = value;
  }
}

// The lines up to the bytes; false where the record ends before.
bool read_fields(Log& log) {
  Fields fields;
  for (int count = 0; count < 32 && log.lines.next(); ++count) {
    const Line& line = log.lines.line();
    if (line.text == kMiddle) {
      log.record.source = read_endpoint(fields.source, fields.source_port);
      log.record.destination = read_endpoint(fields.destination, fields.destination_port);
      return true;
    }
    if (line.text == kBegin) {
      log.lines.again();
      break;
    }
    take_field(log, line.text, fields);
  }
  return false;
}

// The bytes; false where their end is missing. The end stands directly behind the last byte.
bool read_bytes(Log& log) {
  while (log.lines.next()) {
    const Line& line = log.lines.line();
    if (line.text.ends_with(kEnd)) {
      log.add(line.text.substr(0, line.text.size() - kEnd.size()));
      return true;
    }
    if (line.text == kBegin && log.lines.starts_behind("tag: ")) {
      log.lines.again();
      return false;
    }
    log.add(line.raw);
  }
  return false;
}

void read_record(Log& log) {
  log.begin(log.lines.line());
  if (!read_fields(log)) {
    log.give_up(NoticeKind::log_record, 0, "the record ends before the message");
    return;
  }
  log.record.truncated = !read_bytes(log);
  log.finish();
}

}  // namespace

bool is_sipdump_line(std::string_view line) {
  return line == kBegin;
}

void read_sipdump(Log& log) {
  log.out.set_order(Order::window);
  while (log.lines.next()) {
    if (is_sipdump_line(log.lines.line().text)) {
      read_record(log);
    }
  }
}

}  // namespace confstate::capture
