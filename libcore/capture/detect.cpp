// The kind of a trace, told by its first bytes.
#include <algorithm>
#include <array>
#include <string>

#include "capture/container.hpp"
#include "capture/hep.hpp"
#include "capture/read.hpp"
#include "capture/text_log.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {
namespace {

constexpr std::size_t kLookedAt = std::size_t{1} << 16U;

bool is_message(std::string_view text) {
  const std::size_t begin = text.find_first_not_of("\r\n");
  if (begin == std::string_view::npos) {
    return false;
  }
  const sip::Start start = sip::start_at(text.substr(begin));
  return start == sip::Start::request || start == sip::Start::response;
}

bool is_tshark_json(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || (text[begin] != '[' && text[begin] != '{')) {
    return false;
  }
  const bool is_empty = text[begin] == '[' && text.find_first_not_of(" \t\r\n]", begin + 1) == std::string_view::npos;
  return is_empty || text.find("\"_source\"") != std::string_view::npos ||
         text.find("\"layers\"") != std::string_view::npos;
}

std::string_view line_at(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

// The format whose messages begin with a line; `behind` is the line after it.
std::optional<Format> format_of(std::string_view line, std::string_view behind) {
  if (is_sipp_line(line) && behind.find(" message ") != std::string_view::npos) {
    return Format::sipp;
  }
  if (is_sipdump_line(line) && behind.starts_with("tag: ")) {
    return Format::sipdump;
  }
  struct Row {
    bool (*is_line)(std::string_view);
    Format format;
  };
  constexpr std::array<Row, 5> kRows = {{{is_sngrep_line, Format::sngrep},
                                         {is_ngrep_line, Format::ngrep},
                                         {is_pjsip_line, Format::pjsip},
                                         {is_chan_sip_line, Format::chan_sip},
                                         {is_freeswitch_line, Format::freeswitch}}};
  for (const Row& row : kRows) {
    if (row.is_line(line)) {
      return row.format;
    }
  }
  return std::nullopt;
}

std::optional<Format> detect_log(std::string_view text) {
  std::string scratch;
  while (!text.empty()) {
    const std::string_view line = line_at(text);
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    if (const auto format = format_of(without_colours(line, scratch), line_at(text))) {
      return format;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Format> detect(std::string_view beginning) {
  std::string_view text = beginning.substr(0, kLookedAt);
  if (is_pcap(text)) {
    return Format::pcap;
  }
  if (is_pcapng(text)) {
    return Format::pcapng;
  }
  if (is_hep(text)) {
    return Format::hep;
  }
  text.remove_prefix(text.starts_with("\xef\xbb\xbf") ? 3 : 0);
  if (is_message(text)) {
    return Format::sip;
  }
  return is_tshark_json(text) ? Format::tshark_json : detect_log(text);
}

}  // namespace confstate::capture
