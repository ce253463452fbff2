// The frames around the example policies on cards, so that a card shows only what it is about.
#pragma once

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
// A policy with these sections besides what every policy needs.
#define CONFSTATE_POLICY(sections)                                                                               \
  "{\"schemaVersion\": 1, \"id\": \"x\", \"conference\": {\"uri\": \"sips:board@conf.example.com\"},\n" sections \
  "\n}"                                                                                                          \
  "\n"

// A member rule for one user.
#define CONFSTATE_USER(id, uri) "{\"id\": \"" id "\", \"match\": {\"uri\": \"" uri "\"}}"
#define CONFSTATE_ALICE CONFSTATE_USER("alice", "sip:alice@example.com")

// A closed conference for Alice that nobody is called into.
#define CONFSTATE_CALLED(sections)                                  \
  CONFSTATE_POLICY(" \"membership\": {\"allow\": [" CONFSTATE_ALICE \
                   "]},\n"                                          \
                   " \"dialOut\": {\"enabled\": false},\n" sections)

// The same with these members of `membership` instead.
#define CONFSTATE_MEMBERS(members) \
  CONFSTATE_POLICY(" \"membership\": {" members "},\n \"dialOut\": {\"enabled\": false}")

// A closed conference that calls Alice through a trusted proxy; with more members of `identity`, each before a comma.
#define CONFSTATE_CALLING_BY(identity, sections)                                                                  \
  CONFSTATE_POLICY(" \"membership\": {\"allow\": [" CONFSTATE_ALICE                                               \
                   "]},\n"                                                                                        \
                   " \"identity\": {" identity                                                                    \
                   "\"trust\": [{\"id\": \"home\", \"peers\": [\"192.0.2.1\"], \"mayAssert\": [\"example.com\"]," \
                   " \"responses\": true}]},\n" sections)
#define CONFSTATE_CALLING(sections) CONFSTATE_CALLING_BY("", sections)

// An open conference that calls users through a trusted proxy.
#define CONFSTATE_OPEN_CALLING(sections)                                                           \
  CONFSTATE_POLICY(                                                                                \
      " \"membership\": {\"mode\": \"open\"},\n"                                                   \
      " \"identity\": {\"trust\": [{\"id\": \"home\", \"peers\": [\"192.0.2.1\"], \"mayAssert\": " \
      "[\"example.com\"], \"responses\": true}]},\n" sections)

// A closed conference with group keys, and more members of `groupKeys`.
#define CONFSTATE_GROUP_KEYS(members) \
  CONFSTATE_CALLED(" \"groupKeys\": {\"enabled\": true, \"mechanism\": \"mikey-ticket-gtgk\", " members "}")

// Between a template and the policy that extends it.
#define CONFSTATE_EXTENDED_BY "---\n"
// NOLINTEND(cppcoreguidelines-macro-usage)
