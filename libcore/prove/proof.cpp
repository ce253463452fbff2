#include "prove/proof.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/instant.hpp"

namespace confstate::prove {
namespace {

struct PropertyText {
  std::string_view word;
  std::string_view statement;
};
constexpr std::array<PropertyText, kProperties> kTexts = {
    {{"P1", "no caller without an asserted identity is ever admitted"},
     {"P2", "no insecure media line is ever accepted"},
     {"P3", "no leg that the focus calls is kept without knowing that a listed user answered"},
     {"P4", "somebody can join, every listed user can, and a moderator can"},
     {"P5", "each rule decides something"},
     {"P9", "the caller asked about never gets in"},
     {"P10", "every request has exactly one decision"},
     {"P11", "showing more identity never turns admission into refusal"},
     {"P12", "what is unknown never admits"}}};

std::string neighbour_text(const policy::Neighbour& neighbour) {
  std::string text = neighbour.address;
  for (std::size_t i = 0; i < neighbour.names.size(); ++i) {
    text += (i == 0 ? " with a certificate for " : ", ") + neighbour.names[i];
  }
  return text;
}

}  // namespace

std::string_view word(Property property) {
  return kTexts[static_cast<std::size_t>(property)].word;
}

std::string_view statement(Property property) {
  return kTexts[static_cast<std::size_t>(property)].statement;
}

std::string_view word(Outcome outcome) {
  constexpr std::array<std::string_view, 3> kWords = {"proven", "refuted", "undecided"};
  return kWords[static_cast<std::size_t>(outcome)];
}

Witness witness_of(const Door& door, const Neighbours& neighbours, const Passage& passage, std::string who) {
  Witness out;
  out.who = std::move(who);
  if (passage.now && door.moments().size() > 1) {
    out.at = base::write_instant(*passage.now * base::kNanoseconds, 0);
  }
  if (passage.by_dial_out) {
    out.asks = "dial-out";
    out.source = passage.source_out ? policy::word(*passage.source_out) : "none";
    return out;
  }
  constexpr std::array<std::string_view, 3> kWays = {"dial-in", "join", "replaces"};
  out.asks = kWays[static_cast<std::size_t>(passage.facts.way)];
  out.source = passage.source ? policy::word(*passage.source) : "none";
  if (passage.facts.transport) {
    out.transport = policy::word(*passage.facts.transport);
  }
  if (passage.source == policy::SourceIn::pai) {
    out.neighbour = neighbour_text(neighbours.all[passage.neighbour].neighbour);
  }
  return out;
}

std::string sentence(const Witness& witness) {
  const std::string who = witness.who.empty() ? "somebody without identity" : witness.who;
  std::string text;
  if (witness.asks == "dial-out") {
    text = fmt::format("the focus calls {}", who);
  } else if (witness.asks == "dial-in") {
    text = fmt::format("{} dials in", who);
  } else if (!witness.asks.empty()) {
    text = fmt::format("{} comes in by {}", who, witness.asks);
  } else {
    text = who;
  }
  const auto add = [&](std::string_view before, const std::string& value) {
    text += value.empty() ? "" : fmt::format("{}{}", before, value);
  };
  add(", answered by ", witness.answered_by);
  add(" over ", witness.transport);
  add(", shown by ", witness.source == "none" ? std::string() : witness.source);
  add(" of ", witness.neighbour);
  add(", and shows besides ", witness.besides);
  add(", with ", witness.media);
  add("; ", witness.circumstances);
  add(", at ", witness.at);
  return text;
}

}  // namespace confstate::prove
