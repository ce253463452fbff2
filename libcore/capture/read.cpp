#include "capture/read.hpp"

#include <array>
#include <string>

#include "capture/container.hpp"
#include "capture/hep_file.hpp"
#include "capture/packets.hpp"
#include "capture/text.hpp"

namespace confstate::capture {
namespace {

constexpr std::size_t kBeginning = 64U << 10U;

// What people bring that another program can undo or convert.
struct Foreign {
  std::string_view begin;
  std::string_view what;
  std::string_view command;
};

constexpr std::array<Foreign, 8> kForeign{{
    {{"\xfd"
      "7zXZ\0",
      6},
     "xz",
     "xz -dc FILE"},
    {"BZh", "bzip2", "bzip2 -dc FILE"},
    {{"\x04\x22\x4d\x18", 4}, "lz4", "lz4 -dc FILE"},
    {{"PK\x03\x04", 4}, "zip", "unzip -p FILE"},
    {{"snoop\0\0\0", 8}, "snoop", {}},
    {{"ATED", 4}, "another tool's capture", {}},
    {{"RTSS", 4}, "a Network Monitor capture", {}},
    {{"GMBU", 4}, "a Network Monitor capture", {}},
}};

base::Failure no_trace(std::string_view beginning) {
  for (const Foreign& foreign : kForeign) {
    if (beginning.substr(0, foreign.begin.size()) != foreign.begin) {
      continue;
    }
    if (foreign.command.empty()) {
      return {"this is " + std::string(foreign.what) + ", which is not read", "convert it: editcap -F pcapng FILE NEW"};
    }
    return {"this is compressed with " + std::string(foreign.what) + ", which is not undone here",
            "undo it and read from standard input: " + std::string(foreign.command) + " | conf-trace ... -"};
  }
  if (beginning.empty()) {
    return {"the input is empty", {}};
  }
  return {"this is no trace: neither a capture nor a log that is known", "name its kind with --input-format"};
}

base::Result<void> read_packets(bytes::Stream& stream, const Settings& settings, Collector& outlet, Format format) {
  Packets packets(outlet);
  const FrameListener frames = [&packets](const Frame& frame) { packets.take(frame); };
  const std::function<void(const Notice&)> notices = [&outlet](const Notice& notice) { outlet.notice(notice); };
  base::Result<void> done = format == Format::pcap ? read_pcap(stream, settings, frames, notices)
                                                   : read_pcapng(stream, settings, frames, notices);
  packets.finish();
  return done;
}

base::Result<void> read_records(bytes::Stream& stream, const Settings& settings, Collector& outlet) {
  Messages messages(outlet);
  base::Result<void> done = read_hep(stream, settings, messages);
  outlet.finish();
  return done;
}

base::Result<void> read_as(Format format, bytes::Stream& stream, const Settings& settings, Collector& outlet) {
  switch (format) {
    case Format::pcap:
    case Format::pcapng:
      return read_packets(stream, settings, outlet, format);
    case Format::hep:
      return read_records(stream, settings, outlet);
    default:
      return base::fail("this kind of trace is not read");
  }
}

}  // namespace

base::Result<Totals> read(bytes::Stream& stream, const Settings& settings, const Listener& listener) {
  const std::string_view beginning = stream.peek(kBeginning);
  const std::optional<Format> format = settings.format ? settings.format : detect(beginning);
  if (!format) {
    return tl::unexpected<base::Failure>(stream.failure().value_or(no_trace(beginning)));
  }
  if (is_text(*format)) {
    return read_text(stream, *format, settings, listener);
  }
  Collector outlet(settings, listener);
  outlet.totals().format = *format;
  const base::Result<void> done = read_as(*format, stream, settings, outlet);
  if (!done) {
    return tl::unexpected<base::Failure>(done.error());
  }
  outlet.totals().bytes = stream.offset();
  return outlet.totals();
}

}  // namespace confstate::capture
