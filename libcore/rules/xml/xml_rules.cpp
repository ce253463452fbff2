// Faults of form: what the reader could not read, and what the bytes say about their encoding.
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "rules/areas.hpp"
#include "rules/place.hpp"
#include "rules/xml/fault_cards.hpp"

namespace confstate::rules {
namespace {

const diag::Card& card_of(EncodingCard card) {
  return kXmlCards[xml::kFaultKinds + static_cast<std::size_t>(card)];
}

// A byte or a character that cannot be shown as it is: "0xE9", "U+0001".
std::string name_of(const xml::Fault& fault) {
  if (fault.kind == xml::FaultKind::invalid_utf8 && !fault.detail.empty()) {
    return fmt::format("0x{:02X}", static_cast<unsigned char>(fault.detail.front()));
  }
  if (fault.kind == xml::FaultKind::forbidden_character && !fault.detail.empty()) {
    return fmt::format("U+{:04X}", static_cast<std::uint32_t>(base::decode_utf8(fault.detail, 0).value));
  }
  return clipped(fault.detail);
}

// The words with the detail in place of "{}".
std::string filled(std::string_view words, const std::string& detail) {
  const std::size_t hole = words.find("{}");
  if (hole == std::string_view::npos) {
    return std::string(words);
  }
  return std::string(words.substr(0, hole)).append(detail).append(words.substr(hole + 2));
}

diag::Diagnostic describe(const xml::Fault& fault) {
  const FaultWords& words = words_of(fault.kind);
  diag::Diagnostic found;
  found.span = fault.span;
  found.message = filled(words.message, name_of(fault));
  found.help = words.help;
  found.note = words.note;
  if (fault.other && !words.other.empty()) {
    found.related.push_back({*fault.other, std::string(words.other)});
  }
  return found;
}

void check_version(const xml::Tree& tree, diag::Findings& out) {
  if (tree.version().empty() || tree.version() == "1.0") {
    return;
  }
  diag::Diagnostic found;
  found.span = tree.version_span();
  found.message = fmt::format("XML version {}; expected 1.0", quoted(tree.version()));
  out.add(card_of(EncodingCard::version), std::move(found));
}

// What is wrong with the encoding, or nothing.
std::string encoding_trouble(const xml::EncodingFacts& facts) {
  const std::string_view used = xml::name_of(facts.used);
  if (facts.used == xml::Encoding::unknown) {
    return fmt::format("encoding {} is not known; expected UTF-8", quoted(facts.declared));
  }
  if (facts.conflict) {
    return fmt::format("the document is declared as {} but its bytes are {}{}", clipped(facts.declared), used,
                       facts.used == xml::Encoding::utf8 ? "" : "; expected UTF-8 for both");
  }
  if (facts.used == xml::Encoding::utf8 || facts.used == xml::Encoding::ascii) {
    return {};
  }
  return fmt::format("the document is encoded in {}; expected UTF-8", used);
}

// The declaration, or the beginning where the bytes themselves show another encoding.
base::Span encoding_place(const xml::Decoded& decoded) {
  const bool by_bytes = decoded.facts.bom && decoded.facts.used != xml::Encoding::utf8;
  const base::Span first = {0, decoded.text.empty() ? 0U : 1U};
  return by_bytes ? first : decoded.facts.declared_at.value_or(first);
}

void check_encoding(const xml::Decoded& decoded, diag::Findings& out) {
  diag::Diagnostic found;
  found.span = encoding_place(decoded);
  found.message = encoding_trouble(decoded.facts);
  found.help = "write the document in UTF-8";
  if (!found.message.empty()) {
    out.add(card_of(EncodingCard::not_utf8), std::move(found));
  } else if (decoded.facts.used == xml::Encoding::ascii && !decoded.facts.undecodable) {
    found.message = "the document is declared as US-ASCII; expected UTF-8";
    found.help = "write encoding=\"UTF-8\": the bytes are the same";
    out.add(card_of(EncodingCard::ascii), std::move(found));
  }
}

void report_undecodable(const xml::Decoded& decoded, diag::Findings& out) {
  diag::Diagnostic found;
  const xml::EncodingFacts& facts = decoded.facts;
  const std::uint32_t at = facts.bad_byte;
  found.span = {at, at < decoded.text.size() ? at + 1 : at};
  const std::string named =
      facts.used == xml::Encoding::unknown ? clipped(facts.declared) : std::string(xml::name_of(facts.used));
  const bool kept = facts.used == xml::Encoding::unknown || facts.used == xml::Encoding::ascii;
  found.message = kept ? fmt::format("a byte here is neither {} nor UTF-8", named)
                       : fmt::format("the bytes here are not {}", named);
  found.label = "cannot be decoded";
  out.add(card_of(EncodingCard::undecodable), std::move(found));
}

}  // namespace

std::span<const diag::Card> xml_cards() {
  return kXmlCards;
}

const diag::Card& card_of(xml::FaultKind kind) {
  return kXmlCards[static_cast<std::size_t>(kind)];
}

void check_xml(const xml::Decoded& decoded, const xml::ReadResult& read, diag::Findings& out) {
  check_encoding(decoded, out);
  if (decoded.facts.undecodable) {
    report_undecodable(decoded, out);
    return;
  }
  check_version(read.tree, out);
  for (const xml::Fault& fault : read.faults) {
    out.add(card_of(fault.kind), describe(fault));
  }
}

}  // namespace confstate::rules
