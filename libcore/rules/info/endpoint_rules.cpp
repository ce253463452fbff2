// Endpoints: when and why they came and went, and what their status says.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "info/values.hpp"
#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/info/digest.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/reason.hpp"
#include "rules/place.hpp"
#include "rules/uri_parts.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::Element;
using info::Name;
using info::Type;

// The endpoints that were judged already: each is searched once, however often it repeats an element.
class Parents {
 public:
  [[nodiscard]] bool is_new(Element child) {
    const Element parent = child.parent();
    return parent && seen_.insert(parent.node().id()).second;
  }

 private:
  std::unordered_set<std::uint32_t> seen_;
};

void check_zone(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::date_time)) {
    const Element when = subject.document.element(id);
    const std::string_view text = base::trim(when.node().text());
    const Element account = when.parent();
    if (text.ends_with('Z') || !account || account.name() == Name::modified) {
      continue;
    }
    const std::optional<info::DateTime> time = info::read_date_time(text);
    if (!time || time->zone_minutes == 0) {
      continue;
    }
    const std::string shown = clipped(text);
    diag::Diagnostic found =
        at_text(out, when,
                time->zone_minutes ? fmt::format("time {} of {} is not in UTC", shown, tag(account.name()))
                                   : fmt::format("time {} of {} names no zone", shown, tag(account.name())));
    found.label = time->zone_minutes ? "another zone" : "which zone?";
    found.help = "write it in UTC, with Z at the end";
    out.add(std::move(found));
  }
}

constexpr diag::Card kZone = {
    .area = "info",
    .id = "time-not-utc",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error, .lenient = Severity::info},
    .spec = {"RFC 4575", "5.7.2"},
    .title = "times are in UTC",
    .why =
        "A time without a zone means nothing to a subscriber elsewhere, and one with an offset is read wrongly by "
        "some: clients are known that apply the offset with the wrong sign, and servers that drop its minutes.",
    .bad = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <when>2005-03-04T20:00:00+02:00</when>
        </joining-info>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <when>2005-03-04T18:00:00Z</when>
        </joining-info>
)"),
    .rows = "D48",
};

// What the schema calls `modified` is explained nowhere in RFC 4575 and left alone, here and above.
void check_reason(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::execution)) {
    const Element account = subject.document.element(id);
    const Element reason = account.name() == Name::modified ? Element() : account.child(Name::reason);
    const std::string_view text = reason ? reason.node().text() : std::string_view();
    if (base::is_all_space(text) || is_reason(text)) {
      continue;
    }
    diag::Diagnostic found = at_text(
        out, reason,
        fmt::format("reason {} of {} is not in the form of RFC 3326", quoted(base::trim(text)), tag(account.name())));
    found.help = "write for example: SIP;cause=415;text=\"Unsupported Media Type\"";
    out.add(std::move(found));
  }
}

constexpr diag::Card kReason = {
    .area = "info",
    .id = "reason-not-rfc3326",
    .severity = Severity::info,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "5.7.5"},
    .title = "reasons have the form of a SIP Reason header field",
    .why =
        "In the form of RFC 3326 a reason carries the protocol, its cause code and a text, so that a program can tell "
        "busy from forbidden. The form is recommended only, and the examples of RFC 4575 use prose themselves. It "
        "is accepted with and without 'Reason:'.",
    .bad = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <reason>bad voice quality</reason>
        </joining-info>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <reason>Reason: SIP;text="bad voice quality"</reason>
        </joining-info>
)"),
    .rows = "D49",
};

void check_muted(const DocumentCase& subject, diag::Findings& out) {
  Parents judged;
  for (const std::uint32_t id : subject.document.all(Type::endpoint_status)) {
    const Element status = subject.document.element(id);
    if (status.node().text() != "muted-via-focus" || !judged.is_new(status)) {
      continue;
    }
    for (Element media = status.parent().child(Name::media); media; media = media.next()) {
      const Element direction = media.child(Name::status);
      if (!direction || direction.node().text() != "sendrecv") {
        continue;
      }
      diag::Diagnostic found = at_text(out, status, "endpoint is muted-via-focus, but sends and receives media");
      found.related.push_back(see_text(direction, "this stream is active"));
      found.help = "give the status of the most active stream, or set the muted ones to recvonly";
      out.add(std::move(found));
      break;
    }
  }
}

constexpr diag::Card kMuted = {
    .area = "info",
    .id = "muted-endpoint-sends",
    .severity = Severity::info,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "5.7.3"},
    .title = "the status of an endpoint is that of its most active stream",
    .why =
        "When a focus mutes only some streams of an endpoint, the status of the endpoint should reflect the most "
        "active one. A client that shows the endpoint as muted while its voice is mixed tells people that they "
        "are not heard when they are.",
    .bad = CONFSTATE_ENDPOINT(R"(        <status>muted-via-focus</status>
        <media id="1">
          <status>sendrecv</status>
        </media>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <status>muted-via-focus</status>
        <media id="1">
          <status>recvonly</status>
        </media>
)"),
    .rows = "D51",
};

void check_owners(const DocumentCase& subject, diag::Findings& out) {
  if (!is_whole(subject.document)) {
    return;
  }
  std::unordered_map<std::uint32_t, Element> firsts;  // by conference
  const info::Document& document = subject.document;
  for (const std::uint32_t id : document.all(Type::joining)) {
    const Element method = document.element(id);
    if (method.node().text() != "focus-owner") {
      continue;
    }
    const Element conference = document.conference_of(method);
    const auto [first, is_new] = firsts.try_emplace(conference ? conference.node().id() : 0, method);
    if (is_new) {
      continue;
    }
    diag::Diagnostic found = at_text(out, method, "a second endpoint claims to be the focus of this conference");
    found.related.push_back(see_text(first->second, "the first one"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kOwners = {
    .area = "info",
    .id = "focus-owner-repeated",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.7.4"},
    .title = "at most one endpoint is the focus",
    .why =
        "The joining method focus-owner marks the endpoint that runs the conference itself, as a telephone does in "
        "a three-way call. A conference has one focus, so a second such endpoint is a mistake.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <joining-method>focus-owner</joining-method>
      </endpoint>
    </user>
    <user entity="sip:carol@example.com">
      <endpoint entity="sip:carol@pc34.example.com">
        <joining-method>focus-owner</joining-method>
      </endpoint>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <joining-method>focus-owner</joining-method>
      </endpoint>
    </user>
    <user entity="sip:carol@example.com">
      <endpoint entity="sip:carol@pc34.example.com">
        <joining-method>dialed-in</joining-method>
      </endpoint>
    </user>
)"),
    .rows = "D53",
};

bool is_disconnect_status(std::string_view status) {
  return status == "disconnecting" || status == "disconnected";
}

bool is_endpoint_status(std::string_view status) {
  const std::span<const std::string_view> values = info::values_of(Type::endpoint_status);
  return std::find(values.begin(), values.end(), status) != values.end();
}

// Reports an endpoint that has this account of its departure, in a status that says otherwise.
void judge_departure(Element departure, diag::Findings& out) {
  const Element endpoint = departure.parent();
  const Element status = endpoint ? endpoint.child(Name::status) : Element();
  if (!status || is_disconnect_status(status.node().text()) || !is_endpoint_status(status.node().text())) {
    return;
  }
  diag::Diagnostic found =
      at_name(out, departure,
              fmt::format("endpoint has a {} but its status is {}", tag(departure.name()), status.node().text()));
  found.related.push_back(see_text(status, "not disconnected"));
  out.add(std::move(found));
}

void check_departure(const DocumentCase& subject, diag::Findings& out) {
  Parents judged;
  for (const std::uint32_t id : subject.document.all(Type::disconnection)) {
    const Element method = subject.document.element(id);
    if (judged.is_new(method)) {
      judge_departure(method, out);
    }
  }
  for (const std::uint32_t id : subject.document.all(Type::execution)) {
    const Element account = subject.document.element(id);
    if (account.name() == Name::disconnection_info && judged.is_new(account)) {
      judge_departure(account, out);
    }
  }
}

constexpr diag::Card kDeparture = {
    .area = "info",
    .id = "departure-while-connected",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.7.6"},
    .title = "only endpoints that leave or have left say how they left",
    .why =
        "A connected endpoint with a disconnection method was probably disconnected and came back, and the server "
        "forgot to clear the old account. Clients that go by the method show it as gone.",
    .bad = CONFSTATE_ENDPOINT(R"(        <status>connected</status>
        <disconnection-method>departed</disconnection-method>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <status>disconnected</status>
        <disconnection-method>departed</disconnection-method>
)"),
    .rows = "D54",
};

// The time in an account of an endpoint, if it has one that can be read.
struct Moment {
  Element when;
  info::DateTime time;
};

std::optional<Moment> moment_of(Element endpoint, Name account) {
  const Element found = endpoint.child(account);
  const Element when = found ? found.child(Name::when) : Element();
  const std::optional<info::DateTime> time = when ? info::read_date_time(when.node().text()) : std::nullopt;
  return time ? std::optional(Moment{when, *time}) : std::nullopt;
}

// Times with and without a zone cannot be compared.
bool is_before(const info::DateTime& a, const info::DateTime& b) {
  if (a.zone_minutes.has_value() != b.zone_minutes.has_value()) {
    return false;
  }
  const std::int64_t a_seconds = a.seconds - std::int64_t{60} * a.zone_minutes.value_or(0);
  const std::int64_t b_seconds = b.seconds - std::int64_t{60} * b.zone_minutes.value_or(0);
  return a_seconds != b_seconds ? a_seconds < b_seconds : a.nanoseconds < b.nanoseconds;
}

void judge_order(Element endpoint, diag::Findings& out) {
  std::optional<Moment> earlier;
  for (const Name name : {Name::referred, Name::joining_info, Name::disconnection_info}) {
    const std::optional<Moment> moment = moment_of(endpoint, name);
    if (moment && earlier && is_before(moment->time, earlier->time)) {
      diag::Diagnostic found =
          at_text(out, moment->when,
                  fmt::format("time of {} is before that of {}", tag(name), tag(earlier->when.parent().name())));
      found.related.push_back(see_text(earlier->when, "should come first"));
      out.add(std::move(found));
    }
    earlier = moment ? moment : earlier;
  }
}

void check_order(const DocumentCase& subject, diag::Findings& out) {
  for_families(list_siblings(subject.document, Type::execution),
               [&](auto first, auto) { judge_order(subject.document.element(first->parent), out); });
}

constexpr diag::Card kOrder = {
    .area = "info",
    .id = "times-out-of-order",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.7.7"},
    .title = "an endpoint is referred, joins and leaves in that order",
    .why =
        "An endpoint that left before it joined, or joined before it was referred, shows a clock that jumps, times "
        "of different zones, or an account left over from an earlier call.",
    .bad = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <when>2005-03-04T20:00:00Z</when>
        </joining-info>
        <disconnection-info>
          <when>2005-03-04T19:00:00Z</when>
        </disconnection-info>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <joining-info>
          <when>2005-03-04T20:00:00Z</when>
        </joining-info>
        <disconnection-info>
          <when>2005-03-04T21:00:00Z</when>
        </disconnection-info>
)"),
    .rows = "D55",
};

void check_call(const DocumentCase& subject, diag::Findings& out) {
  for (const std::uint32_t id : subject.document.all(Type::call)) {
    const Element call = subject.document.element(id);
    const Element endpoint = call.parent();
    const Element user = endpoint ? endpoint.parent() : Element();
    if (!user || !call.node().first_element() ||
        !is_invalid_host(split_uri(base::trim(value_of(user, info::AttributeName::entity))).host)) {
      continue;
    }
    diag::Diagnostic found = at_name(out, call, "an anonymous user's call can be looked up by its identifiers");
    found.help = fmt::format("leave {} out", tag(Name::call_info));
    out.add(std::move(found));
  }
}

constexpr diag::Card kCall = {
    .area = "info",
    .id = "anonymous-user-call-info",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "5.7.9"},
    .title = "the call of an anonymous user is not described",
    .why =
        "Call-ID and tags identify the call in logs and captures, and often contain the address of the device. "
        "Privacy policy must be consulted before they are shown to others; for a user who asked to stay unknown "
        "the answer is clear. Whether a policy was consulted for anybody else cannot be seen in a document.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:anonymous1@anonymous.invalid">
      <endpoint entity="1">
        <call-info>
          <sip>
            <call-id>hsjh8980vhsb78@192.0.2.7</call-id>
            <from-tag>vav738dvbs</from-tag>
            <to-tag>8954jgjg8432</to-tag>
          </sip>
        </call-info>
      </endpoint>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:anonymous1@anonymous.invalid">
      <endpoint entity="1"/>
    </user>
)"),
    .rows = "D44 D56",
};

constexpr auto kEndpointRules = std::to_array<DocumentRule>({
    {kZone, check_zone},
    {kReason, check_reason},
    {kMuted, check_muted},
    {kOwners, check_owners},
    {kDeparture, check_departure},
    {kOrder, check_order},
    {kCall, check_call},
});

}  // namespace

std::span<const DocumentRule> endpoint_rules() {
  return kEndpointRules;
}

}  // namespace confstate::rules
