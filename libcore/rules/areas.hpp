// What a tool that judges documents runs, in order: each group is one object file.
#pragma once

#include <span>
#include <vector>

#include "bytes/source.hpp"
#include "diag/card.hpp"
#include "diag/findings.hpp"
#include "rules/rule.hpp"
#include "xml/encoding.hpp"
#include "xml/fault.hpp"
#include "xml/read.hpp"

namespace confstate::rules {

// rules/xml: well-formedness, document types, XML version and encoding.
[[nodiscard]] std::span<const diag::Card> xml_cards();
[[nodiscard]] const diag::Card& card_of(xml::FaultKind kind);
void check_xml(const xml::Decoded& decoded, const xml::ReadResult& read, diag::Findings& out);

// rules/info and rules/rooms: groups of document rules.
[[nodiscard]] std::span<const DocumentRule> structure_rules();       // what the schema says
[[nodiscard]] std::span<const DocumentRule> root_structure_rules();  // of those, what is said about the root
[[nodiscard]] std::span<const DocumentRule> state_rules();           // entity, version, state, completeness
[[nodiscard]] std::span<const DocumentRule> key_rules();             // keys: present, unique, well written
[[nodiscard]] std::span<const DocumentRule> uri_rules();          // URIs of the conference and its services, purposes
[[nodiscard]] std::span<const DocumentRule> description_rules();  // offered media, host, user counts
[[nodiscard]] std::span<const DocumentRule> user_rules();         // anonymous users, cascaded focuses
[[nodiscard]] std::span<const DocumentRule> endpoint_rules();     // times, reasons, status, departure
[[nodiscard]] std::span<const DocumentRule> media_rules();        // types, labels and sources of streams
[[nodiscard]] std::span<const DocumentRule> sidebar_rules();      // sidebars against the main conference
[[nodiscard]] std::span<const DocumentRule> room_rules();         // chat rooms (RFC 7106)

// All groups above that judge documents, in that order.
[[nodiscard]] std::vector<std::span<const DocumentRule>> document_rules();

}  // namespace confstate::rules
