// Any bytes as a text log; the first one picks the format. Records come in the order of the file, lie within it, and
// are no longer than a message may be.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "capture/read.hpp"
#include "capture/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  using capture::Format;
  constexpr Format kFormats[] = {Format::sip,   Format::sipp,  Format::sipdump,  Format::sngrep,
                                 Format::ngrep, Format::pjsip, Format::chan_sip, Format::freeswitch};
  const std::string_view log(reinterpret_cast<const char*>(data + (size > 0 ? 1 : 0)), size > 0 ? size - 1 : 0);
  const Format format = kFormats[size > 0 ? data[0] % std::size(kFormats) : 0];
  capture::Settings settings;
  settings.limits.message = 2048;
  std::uint64_t last = 0;
  bool sound = true;
  const auto record = [&](const capture::Record& each) {
    // ngrep's messages are given when they are complete, sngrep's and sipdump's by their times.
    const bool ordered = format != Format::ngrep && format != Format::sngrep && format != Format::sipdump;
    sound = sound && (!ordered || each.frame >= last) && each.first_frame <= each.frame && each.began <= each.time &&
            each.offset < log.size() && each.line > 0 && each.bytes.size() <= settings.limits.message;
    last = each.frame;
  };
  bytes::Stream stream(log);
  (void)capture::detect(log);
  const auto totals = capture::read_text(stream, format, settings, {record, [](const capture::Notice&) {}});
  return sound && (totals || stream.failure()) ? 0 : (std::abort(), 0);
}
