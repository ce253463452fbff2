// The conference as a whole: the media it offers, its host, and how many users it has.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "info/values.hpp"
#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/media_types.hpp"
#include "rules/info/repeats.hpp"
#include "rules/place.hpp"
#include "rules/uri_parts.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::AttributeName;
using info::Element;
using info::Name;
using info::Type;

void check_labels(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::available_media)) {
    std::vector<Row> rows;
    for (Element entry = subject.document.element(id).child(Name::entry); entry; entry = entry.next()) {
      if (const xml::Attribute label = entry.attribute(AttributeName::label)) {
        rows.push_back({label.value(), entry.node().id()});
      }
    }
    for (const Repeat& repeat : find_repeats(rows)) {
      const Element entry = subject.document.element(repeat.node);
      const Element first = subject.document.element(repeat.first);
      diag::Diagnostic found =
          at_attribute(out, entry, entry.attribute(AttributeName::label),
                       fmt::format("media label {} is offered {}", clipped(repeat.key), times(repeat.ordinal)));
      found.label = "same label";
      found.related.push_back(see_attribute(first.attribute(AttributeName::label), "first seen here"));
      found.help = "give each stream of the conference a label of its own";
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kLabel = {
    .area = "info",
    .id = "media-label-unique",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.3.4"},
    .title = "each stream of the conference has a label of its own",
    .why =
        "The label says which stream of the conference a participant's stream belongs to. Two offered streams under "
        "one label cannot be told apart. Streams of several participants under the same label are normal: they "
        "take part in the same stream of the conference.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <available-media>
      <entry label="34567">
        <type>audio</type>
      </entry>
      <entry label="34567">
        <type>video</type>
      </entry>
    </available-media>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <available-media>
      <entry label="34567">
        <type>audio</type>
      </entry>
      <entry label="34569">
        <type>video</type>
      </entry>
    </available-media>
)"),
    .rows = "D34",
};

void check_types(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::medium)) {
    judge_media_type(subject.document.element(id), out);
  }
}

constexpr diag::Card kType = {
    .area = "info",
    .id = "available-media-type-unregistered",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning, .lync = Severity::info},
    .spec = {"RFC 4575", "5.3.4"},
    .title = "an offered stream has a media type of SDP",
    .why =
        "The type must be one that is registered for the m= line of SDP: audio, video, text, application, message or "
        "image. A client that finds another word cannot offer the stream in a call. The schema takes any text.",
    .bad = CONFSTATE_DESCRIPTION(R"(    <available-media>
      <entry label="1">
        <type>chat</type>
      </entry>
    </available-media>
)"),
    .good = CONFSTATE_DESCRIPTION(R"(    <available-media>
      <entry label="1">
        <type>message</type>
      </entry>
    </available-media>
)"),
    .rows = "D35",
};

void check_web_page(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::host)) {
    const Element page = subject.document.element(id).child(Name::web_page);
    if (!page || !is_uri(page.node().text())) {
      continue;
    }
    const std::string_view uri = base::trim(page.node().text());
    const UriParts parts = split_uri(uri);
    if (!has_scheme(parts, "http") && !has_scheme(parts, "https")) {
      diag::Diagnostic found =
          at_text(out, page, fmt::format("web page {} of the host is not a web address", quoted(uri)));
      found.label = "expected http: or https:";
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kWebPage = {
    .area = "info",
    .id = "host-web-page-not-http",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "5.4.2"},
    .title = "the web page of the host is a web address",
    .why =
        "Clients open this URI in a browser. The text defines it as an http or https URI, the schema takes any; SIP "
        "addresses of the host belong into its list of URIs.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <host-info>
    <web-page>sip:sales@example.com</web-page>
  </host-info>
  <users/>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <host-info>
    <web-page>https://example.com/sales</web-page>
  </host-info>
  <users/>
)"),
    .rows = "D38",
};

// The number in a child element; nothing where it is absent or not in xs:unsignedInt.
std::optional<std::uint32_t> number_in(Element element) {
  return element ? info::read_unsigned(element.node().text()) : std::nullopt;
}

// The root and full sidebars, where the document carries the whole state.
template <class Do>
void for_whole_conferences(const info::Document& document, Do run) {
  if (!is_whole(document)) {
    return;
  }
  for (const std::uint32_t id : document.all(Type::conference)) {
    if (surely_full(document.element(id))) {
      run(document.element(id));
    }
  }
}

bool is_connected(Element user) {
  constexpr std::string_view kConnected = "connected";
  for (Element endpoint = user.child(Name::endpoint); endpoint; endpoint = endpoint.next()) {
    if (raw_text_of(endpoint, Name::status) == kConnected) {
      return true;
    }
  }
  return false;
}

std::uint32_t count_connected(Element conference) {
  std::uint32_t connected = 0;
  const Element users = conference.child(Name::users);
  for (Element user = users ? users.child(Name::user) : Element(); user; user = user.next()) {
    connected += is_connected(user) ? 1 : 0;
  }
  return connected;
}

Element state_child(Element conference, Name name) {
  const Element state = conference.child(Name::conference_state);
  return state ? state.child(name) : Element();
}

void check_count(const DocumentCase& subject, diag::Findings& out) {
  for_whole_conferences(subject.document, [&](Element conference) {
    const Element element = state_child(conference, Name::user_count);
    const std::optional<std::uint32_t> count = number_in(element);
    if (!count) {
      return;
    }
    const std::uint32_t connected = count_connected(conference);
    if (*count < connected) {
      diag::Diagnostic found = at_text(
          out, element, fmt::format("user count {} is less than the {} users who are connected", *count, connected));
      found.note = "a larger count is normal: a roster need not list everybody";
      out.add(std::move(found));
    }
  });
}

constexpr diag::Card kCount = {
    .area = "info",
    .id = "user-count-too-small",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.5.1"},
    .title = "the user count covers everybody who is connected",
    .why =
        "The count may exceed the roster, as a lecture may list only its speakers, but it counts at least the users "
        "who are listed as connected. A smaller one was taken at another moment than the roster, or counts "
        "something else.",
    .bad = CONFSTATE_FULL(R"(  <conference-description/>
  <conference-state>
    <user-count>0</user-count>
  </conference-state>
  <users>
    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <status>connected</status>
      </endpoint>
    </user>
  </users>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description/>
  <conference-state>
    <user-count>33</user-count>
  </conference-state>
  <users>
    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <status>connected</status>
      </endpoint>
    </user>
  </users>
)"),
    .rows = "D39",
};

void check_maximum(const DocumentCase& subject, diag::Findings& out) {
  for_whole_conferences(subject.document, [&](Element conference) {
    const Element description = conference.child(Name::conference_description);
    const Element limit = description ? description.child(Name::maximum_user_count) : Element();
    const Element element = state_child(conference, Name::user_count);
    const std::optional<std::uint32_t> count = number_in(element);
    const std::optional<std::uint32_t> maximum = number_in(limit);
    if (count && maximum && *count > *maximum) {
      diag::Diagnostic found =
          at_text(out, element, fmt::format("user count {} is over the maximum of {}", *count, *maximum));
      found.related.push_back(see_text(limit, "the maximum"));
      out.add(std::move(found));
    }
  });
}

constexpr diag::Card kMaximum = {
    .area = "info",
    .id = "user-count-over-maximum",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.3.3"},
    .title = "the user count stays within the maximum",
    .why =
        "The maximum is a hint about how many users can be invited. A conference that holds more of them shows "
        "that one of the two numbers is stale.",
    .bad = CONFSTATE_FULL(R"(  <conference-description>
    <maximum-user-count>10</maximum-user-count>
  </conference-description>
  <conference-state>
    <user-count>33</user-count>
  </conference-state>
  <users/>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description>
    <maximum-user-count>50</maximum-user-count>
  </conference-description>
  <conference-state>
    <user-count>33</user-count>
  </conference-state>
  <users/>
)"),
    .rows = "D40",
};

constexpr auto kDescriptionRules = std::to_array<DocumentRule>({
    {kLabel, check_labels},
    {kType, check_types},
    {kWebPage, check_web_page},
    {kCount, check_count},
    {kMaximum, check_maximum},
});

}  // namespace

std::span<const DocumentRule> description_rules() {
  return kDescriptionRules;
}

}  // namespace confstate::rules
