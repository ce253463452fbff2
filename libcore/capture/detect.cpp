// What kind of trace an input is, by its first bytes.
#include <array>
#include <string_view>

#include "capture/container.hpp"
#include "capture/hep.hpp"
#include "capture/read.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {

std::optional<Format> detect(std::string_view beginning) {
  if (is_pcap(beginning)) {
    return Format::pcap;
  }
  if (is_pcapng(beginning)) {
    return Format::pcapng;
  }
  if (is_hep(beginning)) {
    return Format::hep;
  }
  const std::size_t first = beginning.find_first_not_of("\r\n");
  const std::string_view text = first == std::string_view::npos ? std::string_view{} : beginning.substr(first);
  const sip::Start start = text.empty() ? sip::Start::none : sip::start_at(text);
  if (start == sip::Start::request || start == sip::Start::response) {
    return Format::sip;
  }
  return std::nullopt;
}

}  // namespace confstate::capture
