// What a notification changes, and in which conference.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "rules/notify/examples.hpp"
#include "rules/notify/notify.hpp"
#include "rules/place.hpp"

namespace confstate::rules {
namespace {

using change::Action;
using change::NoteKind;
using diag::Severity;
using info::AttributeName;
using info::Element;

// A roster this much smaller than the one before was hardly meant to take its place.
constexpr std::uint64_t kFarFewer = 2;

std::string_view without_parameters(std::string_view uri) {
  return uri.substr(0, uri.find(';'));
}

// The entity of a document that is not the one held, where `parameters` says whether only URI parameters differ.
void check_entity(const StepCase& subject, diag::Findings& out, bool parameters) {
  const bool other = std::ranges::any_of(
      subject.step.faults, [](const change::Fault& fault) { return fault.reason == change::Reason::other_entity; });
  if (!other) {
    return;
  }
  const Element root = subject.document.root();
  const std::string& now = subject.document.entity();
  const std::string before = subject.step.entity.value_or(std::string());
  const bool same_but_parameters = now != before && without_parameters(now) == without_parameters(before);
  if (parameters != same_but_parameters) {
    return;
  }
  const xml::Attribute entity = root.attribute(AttributeName::entity);
  std::string message =
      parameters ? fmt::format("{} differs in its parameters from {}", quoted(now), quoted(before))
                 : fmt::format("this is about {}; the subscription is about {}", quoted(now), quoted(before));
  out.add(entity ? at_attribute(out, root, entity, std::move(message)) : at_name(out, root, std::move(message)));
}

void check_other_entity(const StepCase& subject, diag::Findings& out) {
  check_entity(subject, out, false);
}

void check_parameters(const StepCase& subject, diag::Findings& out) {
  check_entity(subject, out, true);
}

// The key of a row, or its name, as messages name it.
std::string name_of(Element row) {
  const std::optional<std::string> key = row.key();
  return key && row.name() != info::Name::conference_info
             ? fmt::format("{} {}", info::to_string(row.name()), clipped(*key))
             : tag(row.name());
}

void check_unknown(const StepCase& subject, diag::Findings& out) {
  for (const change::Note& note : subject.step.notes) {
    if (note.kind == NoteKind::unknown_deleted) {
      const Element row = subject.document.element(note.node);
      out.add(at_attribute(out, row, row.attribute(AttributeName::state),
                           fmt::format("{} is deleted, but none is held", name_of(row))));
    }
  }
}

void check_nothing(const StepCase& subject, diag::Findings& out) {
  const bool explained = std::ranges::any_of(
      subject.step.notes, [](const change::Note& note) { return note.kind == NoteKind::unknown_deleted; });
  if (subject.step.action == Action::merged && !subject.step.changed && !explained) {
    out.add(at_name(out, subject.document.root(), "this changes nothing"));
  }
}

void check_shrunk(const StepCase& subject, diag::Findings& out) {
  for (const change::Note& note : subject.step.notes) {
    if (note.kind != NoteKind::roster_replaced || note.after * kFarFewer >= note.before) {
      continue;
    }
    diag::Diagnostic found = at_name(out, subject.document.element(note.node),
                                     fmt::format("without a state this takes the place of all {} users; {} {} left",
                                                 note.before, note.after, note.after == 1 ? "is" : "are"));
    found.help = R"(write state="partial" to change the users listed, or state="full" where all others have left)";
    out.add(std::move(found));
  }
}

#define CONFSTATE_USER(name) "    <user entity=\"sip:" name "@example.com\"/>\n"
#define CONFSTATE_USERS(attributes, content) "  <users" attributes ">\n" content "  </users>\n"
#define CONFSTATE_THREE                                                   \
  CONFSTATE_NOTIFICATION("full", "4",                                     \
                         "  <conference-description/>\n" CONFSTATE_USERS( \
                             "", CONFSTATE_USER("alice") CONFSTATE_USER("bob") CONFSTATE_USER("carol")))

constexpr diag::Card kEntity = {
    .area = "notify",
    .id = "entity-changed",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "all notifications of a subscription are about one conference",
    .why =
        "A subscription is to one conference, named by the entity of the root. A document about another one says "
        "nothing about what is held, and applying it would mix two rosters; it is rejected.",
    .bad = CONFSTATE_HELD("4", "Budget")
        CONFSTATE_THEN CONFSTATE_NOTIFICATION_OF("sip:sales@example.com", "partial", "5", CONFSTATE_SUBJECT("Figures")),
    .good = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("5", "Figures"),
    .rows = "S18"};

constexpr diag::Card kParameters = {
    .area = "notify",
    .id = "entity-parameters-changed",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "5.2"},
    .title = "the URI of the conference keeps its parameters",
    .why =
        "Keys and the entity of the root compare as text, parameters included (RFC 4575 section 4.5). Probably the "
        "same conference is meant, but a subscriber cannot know; the document is rejected.",
    .bad = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_NOTIFICATION_OF(
        "sip:board@example.com;transport=tls", "partial", "5", CONFSTATE_SUBJECT("Figures")),
    .good = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("5", "Figures"),
    .rows = "S18"};

constexpr diag::Card kUnknown = {
    .area = "notify",
    .id = "delete-unknown",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "4.6"},
    .title = "what is deleted was there",
    .why =
        "Deleting a row that the subscriber does not hold changes nothing. Focus and subscriber do not see the same "
        "roster any more: a key is written in another way, or an earlier notification was wrong.",
    .bad = CONFSTATE_THREE CONFSTATE_THEN CONFSTATE_NOTIFICATION(
        "partial", "5",
        CONFSTATE_USERS(" state=\"partial\"", "    <user entity=\"sip:dave@example.com\" state=\"deleted\"/>\n")),
    .good = CONFSTATE_THREE CONFSTATE_THEN CONFSTATE_NOTIFICATION(
        "partial", "5",
        CONFSTATE_USERS(" state=\"partial\"", "    <user entity=\"sip:bob@example.com\" state=\"deleted\"/>\n")),
    .rows = "S19"};

constexpr diag::Card kNothing = {
    .area = "notify",
    .id = "changes-nothing",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "3.6"},
    .title = "a partial document changes something",
    .why =
        "Notifications report changes. One that leaves everything as it was costs every subscriber a message, and "
        "often shows that the focus meant to say something else.",
    .bad = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("5", "Budget"),
    .good = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("5", "Figures"),
    .rows = "S19"};

constexpr diag::Card kShrunk = {
    .area = "notify",
    .id = "roster-shrinks",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "4.4"},
    .title = "a roster that takes the place of another says so",
    .why =
        "The default of `state` is full, also inside a partial document: <users> without it takes the place of the "
        "whole roster. Where far fewer users are listed than are held, it was probably meant to be partial; the "
        "example in RFC 4575 section 7.2 makes this mistake itself.",
    .bad = CONFSTATE_THREE CONFSTATE_THEN CONFSTATE_NOTIFICATION("partial", "5",
                                                                 CONFSTATE_USERS("", CONFSTATE_USER("bob"))),
    .good = CONFSTATE_THREE CONFSTATE_THEN CONFSTATE_NOTIFICATION(
        "partial", "5", CONFSTATE_USERS(" state=\"full\"", CONFSTATE_USER("bob"))),
    .rows = "S19"};

#undef CONFSTATE_THREE
#undef CONFSTATE_USERS
#undef CONFSTATE_USER

constexpr std::array<StepRule, 5> kRules = {{{kEntity, check_other_entity},
                                             {kParameters, check_parameters},
                                             {kUnknown, check_unknown},
                                             {kNothing, check_nothing},
                                             {kShrunk, check_shrunk}}};

}  // namespace

std::span<const StepRule> change_rules() {
  return kRules;
}

}  // namespace confstate::rules
