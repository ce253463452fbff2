// The documents that examples of a subscription are made of.
#pragma once

#include "rules/example.hpp"

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
// A document of that state and version about the board's conference, or another.
#define CONFSTATE_NOTIFICATION_OF(entity, state, version, content) \
  CONFSTATE_EXAMPLE("entity=\"" entity "\" state=\"" state "\" version=\"" version "\"", content)
#define CONFSTATE_NOTIFICATION(state, version, content) \
  CONFSTATE_NOTIFICATION_OF("sip:board@example.com", state, version, content)

// A full one whose subject is this; a partial one that says nothing but this subject.
#define CONFSTATE_SUBJECT(subject) \
  "  <conference-description>\n    <subject>" subject "</subject>\n  </conference-description>\n"
#define CONFSTATE_HELD(version, subject) \
  CONFSTATE_NOTIFICATION("full", version, CONFSTATE_SUBJECT(subject) "  <users/>\n")
#define CONFSTATE_RENAMED(version, subject) CONFSTATE_NOTIFICATION("partial", version, CONFSTATE_SUBJECT(subject))
// The end of the conference.
#define CONFSTATE_ENDED(version) CONFSTATE_NOTIFICATION("deleted", version, "")
// Between two documents.
#define CONFSTATE_THEN "---\n"
// NOLINTEND(cppcoreguidelines-macro-usage)
