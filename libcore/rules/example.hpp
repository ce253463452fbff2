// The frame around the examples on rule cards, so that a card shows only what it is about.
#pragma once

// The root element with its attributes, and what stands in it.
// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
#define CONFSTATE_EXAMPLE(attributes, content)                                                                    \
  "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\"\n                 " attributes ">\n" content \
  "</conference-info>\n"

// A full document about one conference.
#define CONFSTATE_FULL(content) CONFSTATE_EXAMPLE("entity=\"sip:board@example.com\" version=\"1\"", content)

// A full document with these elements in its description.
#define CONFSTATE_DESCRIPTION(content) \
  CONFSTATE_FULL("  <conference-description>\n" content "  </conference-description>\n  <users/>\n")

// A full document with these rows in its roster.
#define CONFSTATE_ROSTER(content) CONFSTATE_FULL("  <conference-description/>\n  <users>\n" content "  </users>\n")

// A full document with one user who has one endpoint with these elements.
#define CONFSTATE_ENDPOINT(content)                                                                               \
  CONFSTATE_ROSTER(                                                                                               \
      "    <user entity=\"sip:bob@example.com\">\n      <endpoint entity=\"sip:bob@pc33.example.com\">\n" content \
      "      </endpoint>\n    </user>\n")
// NOLINTEND(cppcoreguidelines-macro-usage)
