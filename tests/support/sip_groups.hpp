// Where two readers of SIP understand a message differently: the group that the difference belongs to.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sip/names.hpp"
#include "support/sip_facts.hpp"

namespace confstate::tests {

// The kind of place that was changed: "@via", "@address", "@header", "@start-line", "@sdp", ...
inline std::string region_of(std::string_view place) {
  using sip::HeaderId;
  switch (sip::header_id(place)) {
    case HeaderId::from:
    case HeaderId::to:
    case HeaderId::contact:
    case HeaderId::route:
      return "@address";
    case HeaderId::via:
      return "@via";
    default:
      break;
  }
  for (const std::string_view known : {"start-line", "sdp", "body", "end", "cut", "none"}) {
    if (place == known) {
      return "@" + std::string(place);
    }
  }
  return "@header";
}

// A continuation line of blanks alone, which some take for the end of the headers.
inline bool has_blank_line(std::string_view text) {
  const std::string_view head = text.substr(0, text.find("\r\n\r\n"));
  for (std::size_t at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
    const std::size_t end = head.find_first_not_of(" \t", at + 1);
    if (end > at + 1 && (end == std::string_view::npos || head[end] == '\r' || head[end] == '\n')) {
      return true;
    }
  }
  return false;
}

// What moves the ends of lines changes everything behind it.
inline bool moves_lines(std::string_view cause) {
  return cause == "blank-line" || cause == "bare_line_feeds" || cause == "control_bytes" || cause == "start_blanks";
}

// Why readers may differ: our first fault that refuses the message, else what moves lines, else the first other fault,
// else the place of the change.
inline std::string cause_of(std::string_view text, const std::vector<sip::Fault>& faults, std::string_view region) {
  std::string_view lint;
  for (const sip::Fault& fault : faults) {
    const std::string_view kind = sip::to_string(fault.kind);
    if (sip::level_of(fault.kind) != sip::Level::lint) {
      return std::string(kind);
    }
    lint = lint.empty() || (moves_lines(kind) && !moves_lines(lint)) ? kind : lint;
  }
  return has_blank_line(text) ? "blank-line" : std::string(lint.empty() ? region : lint);
}

// The groups of all differences between us and another reader.
inline std::set<std::string> groups_of(const std::string& who, const Facts& ours, const Facts& theirs,
                                       const std::string& cause) {
  if (ours[Fact::verdict] != theirs[Fact::verdict]) {
    return {who + " " + theirs[Fact::verdict] + " " + cause};
  }
  std::set<std::string> groups;
  for (std::size_t fact = 1; fact < kFacts && ours[Fact::verdict] == "accepts"; ++fact) {
    if (ours.values[fact] != theirs.values[fact]) {
      groups.insert(who + " " + std::string(moves_lines(cause) ? "values" : kFactNames[fact]) + " " + cause);
    }
  }
  return groups;
}

}  // namespace confstate::tests
