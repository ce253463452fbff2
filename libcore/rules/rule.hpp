// rules: one card per rule, a folder per area, cards in the order of their specification. It may use base, bytes,
// diag, json, config, uri, xml, info, sip, capture, change, dialog, notify, policy and prove. It never opens an input,
// never prints, and no list names all areas: a tool names those it runs.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "diag/card.hpp"
#include "diag/findings.hpp"
#include "info/document.hpp"

namespace confstate::rules {

// What RFC 7106 leaves to configuration; everything is off by default.
struct RoomSettings {
  bool same_domain = false;                  // a room's domain is that of the conference
  bool matches_conference = false;           // a room is named as the user part of the conference URI
  std::vector<std::string> related_domains;  // domains (and what is below them) that count as the conference's own
};

class StructureFaults;
class Digest;

// What a document rule may look at. For one thread, as its document is.
struct DocumentCase {
  const info::Document& document;
  const RoomSettings& rooms;
  // What the one walk over all content models found; the structure cards share it (rules/info/structure.hpp).
  mutable std::shared_ptr<const StructureFaults> structure = nullptr;
  // Users, streams and states, gathered once for the rules that ask about them (rules/info/digest.hpp).
  mutable std::shared_ptr<const Digest> digest = nullptr;
};

// A card with the check that finds its violations. The check adds diagnostics for its own card only.
template <class Subject>
struct Rule {
  diag::Card card;
  void (*check)(const Subject& subject, diag::Findings& out);
};

using DocumentRule = Rule<DocumentCase>;

// Runs every rule over the subject, except those that are off in `out`.
template <class Subject>
void run(std::span<const Rule<Subject>> rules, const Subject& subject, diag::Findings& out) {
  for (const Rule<Subject>& rule : rules) {
    if (out.severity(rule.card) != diag::Severity::off) {
      out.begin(rule.card);
      rule.check(subject, out);
    }
  }
}

}  // namespace confstate::rules
