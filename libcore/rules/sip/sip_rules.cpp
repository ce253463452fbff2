#include "rules/sip/sip_rules.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "rules/place.hpp"
#include "rules/sip/fault_cards.hpp"

namespace confstate::rules {
namespace {

using sip::FaultKind;
using sip::HeaderId;

// "From, To": those that every message needs and this one has not.
std::string missing_headers(const sip::Message& message) {
  std::string names;
  const auto miss = [&names](std::string_view name) { names.append(names.empty() ? "" : ", ").append(name); };
  for (const HeaderId id : {HeaderId::via, HeaderId::from, HeaderId::to, HeaderId::call_id, HeaderId::cseq}) {
    if (message.find(id) == nullptr) {
      miss(sip::to_string(id));
    }
  }
  if (!message.body().empty() && message.find(HeaderId::content_type) == nullptr) {
    miss("Content-Type");
  }
  return names;
}

// The session lines that every description needs and this one has not.
std::string missing_lines(std::string_view description) {
  std::string names;
  const std::string_view session = description.substr(0, description.find("\nm="));
  for (const std::string_view line : {"o=", "s=", "t="}) {
    if (session.find("\n" + std::string(line)) == std::string_view::npos) {
      names.append(names.empty() ? "" : ", ").append(line);
    }
  }
  return names;
}

std::string detail_of(const sip::Message& message, const sip::Fault& fault) {
  if (fault.kind == FaultKind::missing_header) {
    return missing_headers(message);
  }
  if (fault.kind == FaultKind::sdp_missing) {
    return missing_lines(message.bytes().substr(fault.span.begin));
  }
  const std::string_view part = message.bytes().substr(fault.span.begin, fault.span.end - fault.span.begin);
  return part.empty() ? "an empty value" : quoted(part);
}

diag::Diagnostic describe(const sip::Message& message, const sip::Fault& fault) {
  const SipWords& words = words_of(fault.kind);
  diag::Diagnostic found;
  found.span = fault.span;
  found.message = words.message;
  found.help = words.help;
  const std::size_t hole = words.message.find("{}");
  if (hole != std::string_view::npos) {
    found.message.replace(hole, 2, detail_of(message, fault));
  }
  return found;
}

}  // namespace

std::span<const diag::Card> sip_cards() {
  return kSipCards;
}

const diag::Card& card_of(sip::FaultKind kind) {
  return kSipCards[static_cast<std::size_t>(kind)];
}

void check_sip(const sip::Message& message, diag::Findings& out) {
  std::vector<sip::Fault> faults;
  sip::check(message, faults);
  check_sip(message, faults, out);
}

void check_sip(const sip::Message& message, std::span<const sip::Fault> faults, diag::Findings& out) {
  for (const sip::Fault& fault : faults) {
    const diag::Card& card = card_of(fault.kind);
    out.add(card, out.is_full() ? diag::Diagnostic{} : describe(message, fault));
  }
}

}  // namespace confstate::rules
