// The words for kinds of traces.
#pragma once

#include <array>

#include "capture/settings.hpp"
#include "common/declare.hpp"

namespace confstate::tools {

inline constexpr std::array<Choice<capture::Format>, 12> kTraceFormats{{{"pcap", capture::Format::pcap},
                                                                        {"pcapng", capture::Format::pcapng},
                                                                        {"hep", capture::Format::hep},
                                                                        {"sip", capture::Format::sip},
                                                                        {"sipp", capture::Format::sipp},
                                                                        {"sipdump", capture::Format::sipdump},
                                                                        {"sngrep", capture::Format::sngrep},
                                                                        {"ngrep", capture::Format::ngrep},
                                                                        {"pjsip", capture::Format::pjsip},
                                                                        {"chan-sip", capture::Format::chan_sip},
                                                                        {"freeswitch", capture::Format::freeswitch},
                                                                        {"tshark-json", capture::Format::tshark_json}}};

}  // namespace confstate::tools
