#include "capture/text.hpp"

#include <array>

#include "capture/text_log.hpp"

namespace confstate::capture {
namespace {

struct ReaderRow {
  Format format;
  void (*read)(Log&);
};

constexpr std::array<ReaderRow, 9> kReaders = {{{Format::sip, read_sip},
                                                {Format::sipp, read_sipp},
                                                {Format::sipdump, read_sipdump},
                                                {Format::sngrep, read_sngrep},
                                                {Format::ngrep, read_ngrep},
                                                {Format::pjsip, read_pjsip},
                                                {Format::chan_sip, read_chan_sip},
                                                {Format::freeswitch, read_freeswitch},
                                                {Format::tshark_json, read_tshark_json}}};

const ReaderRow* find_reader(Format format) {
  for (const ReaderRow& row : kReaders) {
    if (row.format == format) {
      return &row;
    }
  }
  return nullptr;
}

}  // namespace

bool is_text(Format format) {
  return find_reader(format) != nullptr;
}

base::Result<Totals> read_text(bytes::Stream& stream, Format format, const Settings& settings,
                               const Listener& listener) {
  const ReaderRow* reader = find_reader(format);
  if (reader == nullptr) {
    return base::fail("not a format of text logs");
  }
  Log log(stream, format, settings, listener);
  reader->read(log);
  log.finish();
  log.out.flush();
  if (stream.failure()) {
    return tl::unexpected(*stream.failure());
  }
  log.out.totals().bytes = log.lines.offset();
  return log.out.totals();
}

}  // namespace confstate::capture
