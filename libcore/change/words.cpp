#include "change/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "change/identity.hpp"

namespace confstate::change {
namespace {

constexpr std::array<std::string_view, 6> kActions{"rejected", "discarded", "resync", "replaced", "merged", "ended"};

constexpr std::array<std::string_view, 12> kReasons{
    "unreadable",   "judged-wrong", "not-conference-info", "version-missing", "version-invalid", "state-unknown",
    "other-entity", "key-missing",  "key-repeated",        "nothing-held",    "after-end",       "gap"};

constexpr std::array<std::string_view, 5> kNotes{"unknown-deleted", "deleted-left-out", "partial-taken-as-full",
                                                 "signature-dropped", "roster-replaced"};

// What no rule says.
std::string_view told(NoteKind kind) {
  return kind == NoteKind::signature_dropped ? "warning" : kind == NoteKind::deleted_left_out ? "note" : "";
}

// "user sip:bob@example.com", "<users>".
std::string name_of(info::Element row) {
  const auto key = is_keyed(row) ? row.key() : std::nullopt;
  return key ? fmt::format("{} {}", info::to_string(row.name()), base::clipped(*key))
             : fmt::format("<{}>", info::to_string(row.name()));
}

std::string value_of(info::Element element, info::AttributeName name) {
  return base::clipped(element.attribute(name).value());
}

std::string message_of(const Fault& fault, const Step& step, info::Element row) {
  switch (fault.reason) {
    case Reason::unreadable:
      return "it is not well-formed";
    case Reason::judged_wrong:
      return "it has an error, and the profile is strict";
    case Reason::not_conference_info:
      return fmt::format("the root is not the {} of RFC 4575", info::to_string(info::Name::conference_info));
    case Reason::version_missing:
      return "the root has no version";
    case Reason::version_invalid:
      return fmt::format("version `{}` is no unsigned 32-bit number", value_of(row, info::AttributeName::version));
    case Reason::state_unknown:
      return fmt::format("state `{}` is none of full, partial and deleted", value_of(row, info::AttributeName::state));
    case Reason::other_entity:
      return fmt::format("this is not about {}, which is held",
                         step.entity.value_or("").empty() ? "a nameless conference" : base::clipped(*step.entity));
    case Reason::key_missing:
      return fmt::format("{} lacks its key", name_of(row));
    case Reason::key_repeated:
      return fmt::format("{} appears twice in its list", name_of(row));
    case Reason::nothing_held:
      return "no full document has come yet";
    case Reason::after_end:
      return "the conference has ended";
    case Reason::gap:
      return fmt::format("version {} comes after {}", step.version.value_or(0), step.before.value_or(0));
  }
  return {};
}

std::string message_of(const Note& note, info::Element row) {
  switch (note.kind) {
    case NoteKind::unknown_deleted:
      return fmt::format("{} is deleted, but none is held", name_of(row));
    case NoteKind::deleted_left_out:
      return fmt::format("{} is left out: it is deleted inside what is stored as a whole", name_of(row));
    case NoteKind::partial_taken_as_full:
      return fmt::format("{} is taken as full: it stands inside a full element", name_of(row));
    case NoteKind::signature_dropped:
      return "the signature is dropped: it says nothing about what is held now";
    case NoteKind::roster_replaced:
      return fmt::format("{} takes the place of all {} rows held", name_of(row), note.before);
  }
  return {};
}

Remark remark_at(std::string_view word, std::string message, const info::Document& document, xml::Node node,
                 xml::Attribute attribute) {
  if (attribute) {
    return {word, std::move(message), attribute.span(), info::path_of(document, node, attribute), {}};
  }
  return {word, std::move(message), node.name_span(), info::path_of(document, node), {}};
}

}  // namespace

std::string_view word_of(Action action) {
  return kActions[static_cast<std::size_t>(action)];
}

Remark reason_of(Reason reason) {
  return {kReasons[static_cast<std::size_t>(reason)], message_of(Fault{reason, 0, std::nullopt}, {}, {}), {}, {}, {}};
}

std::vector<Remark> reasons_of(const Step& step, const info::Document& document, std::size_t limit) {
  std::vector<Remark> remarks;
  for (const Fault& fault : step.faults) {
    if (remarks.size() == limit) {
      break;
    }
    const info::Element row = document.element(fault.node);
    const xml::Attribute attribute =
        fault.attribute ? xml::Attribute(&document.tree(), *fault.attribute) : xml::Attribute();
    remarks.push_back(remark_at(kReasons[static_cast<std::size_t>(fault.reason)], message_of(fault, step, row),
                                document, row.node(), attribute));
  }
  return remarks;
}

std::vector<Remark> notes_of(const Step& step, const info::Document& document, std::size_t limit) {
  std::vector<Remark> remarks;
  for (const Note& note : step.notes) {
    if (remarks.size() == limit) {
      break;
    }
    const info::Element row = document.element(note.node);
    remarks.push_back(
        remark_at(kNotes[static_cast<std::size_t>(note.kind)], message_of(note, row), document, row.node(), {}));
    remarks.back().told = told(note.kind);
  }
  return remarks;
}

}  // namespace confstate::change
