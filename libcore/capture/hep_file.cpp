#include "capture/hep_file.hpp"

#include "capture/damage.hpp"
#include "capture/hep.hpp"

namespace confstate::capture {

base::Result<void> read_hep(bytes::Stream& stream, const Settings& settings, Messages& messages) {
  Collector& outlet = messages.outlet();
  const NoticeListener notices = [&outlet](const Notice& notice) { outlet.notice(notice); };
  Carrier carrier;
  for (;;) {
    const std::string_view head = stream.peek(kHepHeader);
    if (head.empty()) {
      return end_of(stream, settings, notices);
    }
    if (is_hep(head) && hep_length(head) >= kHepHeader) {
      carrier.begun = {++outlet.totals().frames, 0, stream.offset()};
      carrier.now = carrier.begun;
      const std::size_t length = hep_length(head);
      const std::string_view record = stream.peek(length);
      if (record.size() < length && !stream.failure()) {
        notice_at(notices, NoticeKind::cut_record, stream.offset(), carrier.now.frame, length - record.size(), {});
      }
      carrier.truncated = record.size() < length;
      messages.take_hep(carrier, record);
      stream.skip(record.size());
      continue;
    }
    if (head.size() < kHepHeader && kHepMagic.substr(0, head.size()) == head.substr(0, kHepMagic.size())) {
      notice_at(notices, NoticeKind::cut_record, stream.offset(), outlet.totals().frames + 1, head.size(), {});
      return end_of(stream, settings, notices);
    }
    if (!settings.salvage) {
      return damaged("no HEP3 record", stream.offset());
    }
    const std::uint64_t begin = stream.offset();
    stream.skip(1);
    const std::uint64_t skipped = skip_until(stream, is_hep) + 1;
    notice_at(notices, NoticeKind::damaged, begin, outlet.totals().frames + 1, skipped, "no HEP3 record");
  }
}

}  // namespace confstate::capture
