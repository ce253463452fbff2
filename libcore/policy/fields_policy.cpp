#include "policy/fields.hpp"

#include <array>

#include "policy/field_tables.hpp"
#include "policy/slots.hpp"

namespace confstate::policy {
namespace {

using slots::row;
using slots::rows;

constexpr auto kConferenceRows = rows<Conference>(
    row<&Conference::uri>({.name = "uri",
                           .meaning = "The SIP or SIPS URI that callers dial.",
                           .says = "callers dial {}",
                           .required = true}),
    row<&Conference::aliases>({.name = "aliases",
                               .standard = "[]",
                               .meaning = "Further URIs of the same conference.",
                               .says = "the conference can also be dialled as {}|the conference has no other URI"}),
    row<&Conference::factory_uri>({.name = "factoryUri",
                                   .meaning = "The URI that makes conferences of this kind.",
                                   .says = "such conferences are made by calling {}|no URI makes such conferences"}),
    row<&Conference::max_participants>({.name = "maxParticipants",
                                        .standard = "200",
                                        .meaning = "As many users may take part at once; who waits does not count.",
                                        .says = "at most {} take part at once",
                                        .unit = "users",
                                        .least = 1,
                                        .most = 100000}),
    row<&Conference::max_legs_per_user>({.name = "maxLegsPerUser",
                                         .standard = "1",
                                         .meaning = "As many calls may one user have in the conference.",
                                         .says = "one user has at most {} in the conference",
                                         .unit = "calls",
                                         .least = 1}));
constexpr Table kConference = {"conference", kConferenceRows, true};

constexpr auto kWindowRows = rows<Window>(
    row<&Window::days>(
        {.name = "days", .meaning = "The days on which it begins.", .noun = "a day of the week", .required = true}),
    row<&Window::from>(
        {.name = "from", .meaning = "When it begins, as 08:00.", .required = true, .form = TextForm::clock}),
    row<&Window::to>({.name = "to",
                      .meaning = "When it ends; before its beginning means on the next day.",
                      .required = true,
                      .form = TextForm::clock}),
    row<&Window::tz>({.name = "tz", .meaning = "The time zone, as Europe/Berlin.", .required = true}));
constexpr Table kWindow = {"a time window", kWindowRows};

constexpr auto kValidityRows = rows<Validity>(
    row<&Validity::not_before>({.name = "notBefore",
                                .meaning = "Nobody comes in before.",
                                .says = "nobody comes in before {}|people may come in from now on",
                                .form = TextForm::date_time}),
    row<&Validity::not_after>({.name = "notAfter",
                               .meaning = "The conference is over from then on.",
                               .says = "the conference is over from {} on|the conference has no end",
                               .form = TextForm::date_time}),
    row<&Validity::windows>({.name = "windows",
                             .standard = "[]",
                             .meaning = "The times of the week at which people may come in; without any, always.",
                             .says = "people may come in at these times|people may come in at any time of the week",
                             .members = &kWindow}),
    row<&Validity::on_end>({.name = "onEnd",
                            .standard = R"("keep")",
                            .meaning = "What becomes of those inside when the time is over.",
                            .noun = "an end of a conference's time",
                            .says = "whoever is inside at the end may stay|everybody is put out at the end"}));
constexpr Table kValidity = {"validity", kValidityRows, true};

constexpr auto kGroupKeyRows = rows<GroupKeys>(
    row<&GroupKeys::enabled>({.name = "enabled",
                              .standard = "false",
                              .meaning = "Keys are renewed when people come and go.",
                              .says = "keys are not renewed when people come and go|keys are renewed when people come "
                                      "and go"}),
    row<&GroupKeys::mechanism>({.name = "mechanism",
                                .standard = R"("bilateral")",
                                .meaning = "How participants get the keys of the group.",
                                .noun = "a mechanism for group keys",
                                .says = "each participant has keys of his own|the group shares keys by MIKEY|the group "
                                        "shares keys by MIKEY tickets|the group shares keys by GDOI|the group shares "
                                        "keys by EKT|the group shares keys in SDP, which RFC 4568 does not allow"}),
    row<&GroupKeys::streams>({.name = "streams",
                              .standard = R"(["audio", "video"])",
                              .meaning = "The types of media that group keys protect.",
                              .noun = "a media type",
                              .says = "group keys protect {}|group keys protect nothing"}),
    row<&GroupKeys::renew_on>({.name = "renewOn",
                               .standard = R"(["join", "leave", "kick", "ban", "dialout-aborted"])",
                               .meaning = "The events that renew the keys.",
                               .noun = "an event that renews keys",
                               .says = "keys are renewed on {}|no event renews the keys"}),
    row<&GroupKeys::method>({.name = "method",
                             .standard = R"("re-invite")",
                             .meaning = "How participants are told to renew.",
                             .noun = "a way to renew keys",
                             .says = "new keys come by re-INVITE|new keys are asked for by REFER|new keys come by "
                                     "UPDATE|new keys come within the media"}),
    row<&GroupKeys::deadline_ms>({.name = "deadlineMs",
                                  .standard = "10000",
                                  .meaning = "From an event until the last participant has new keys.",
                                  .says = "the last participant has new keys {} after an event",
                                  .unit = "milliseconds"}),
    row<&GroupKeys::batch_ms>({.name = "batchMs",
                               .standard = "0",
                               .meaning = "Events within this time are one event.",
                               .says = "events within {} are one event|each event counts by itself",
                               .unit = "milliseconds"}),
    row<&GroupKeys::max_age_sec>({.name = "maxAgeSec",
                                  .standard = "86400",
                                  .meaning = "The longest life of a key.",
                                  .says = "a key lives at most {}|a key has no life",
                                  .unit = "seconds"}),
    row<&GroupKeys::max_packets>({.name = "maxPackets",
                                  .standard = "2147483648",
                                  .meaning = "As many packets may one key protect (RFC 3711 section 9.2).",
                                  .says = "a key protects at most {}|a key protects no packet",
                                  .unit = "packets"}),
    row<&GroupKeys::max_parallel>({.name = "maxParallel",
                                   .standard = "20",
                                   .meaning = "As many participants are given new keys at once.",
                                   .says = "at most {} get new keys at once",
                                   .unit = "participants",
                                   .least = 1}),
    row<&GroupKeys::use_mki>({.name = "useMki",
                              .standard = "true",
                              .meaning = "Packets say which key protects them (RFC 3711 section 8.1).",
                              .says = "packets do not say which key protects them|packets say which key protects "
                                      "them"}),
    row<&GroupKeys::ticket_reuse>({.name = "ticketReuse",
                                   .standard = "false",
                                   .meaning = "The same MIKEY ticket serves after people came or went (RFC 6043).",
                                   .says = "a change of members needs a new ticket|a ticket serves on after a change "
                                           "of members"}),
    row<&GroupKeys::on_failure>({.name = "onFailure",
                                 .standard = R"("retry-then-eject")",
                                 .meaning = "What becomes of a participant who does not renew.",
                                 .noun = "a fate of who does not renew keys",
                                 .says = "who does not renew is asked again and then put out|who does not renew is put "
                                         "out|who does not renew keeps the old key"}));
constexpr Table kGroupKeys = {"groupKeys", kGroupKeyRows, true};

constexpr auto kReportRows = rows<Reporting>(
    row<&Reporting::indeterminate_is>({.name = "indeterminateIs",
                                       .standard = R"("warn")",
                                       .meaning = "What a judgement counts as for which a recording shows too little.",
                                       .noun = "a weight of what cannot be told",
                                       .says = "what a recording cannot tell is a warning|what a recording cannot tell "
                                               "is an error|what a recording cannot tell is left out"}),
    row<&Reporting::bye_deadline_ms>({.name = "byeDeadlineMs",
                                      .standard = "2000",
                                      .meaning = "So soon a leg must be ended that may not stay.",
                                      .says = "a leg that may not stay is ended within {}",
                                      .unit = "milliseconds"}));
constexpr Table kReport = {"report", kReportRows, true};

constexpr auto kPolicyRows = rows<Policy>(
    row<&Policy::schema_version>({.name = "schemaVersion",
                                  .meaning = "The version of this language: 1.",
                                  .says = "it is written in version {} of the policy language",
                                  .least = 1,
                                  .most = 1,
                                  .required = true}),
    row<&Policy::id>({.name = "id",
                      .meaning = "The name of the policy, also for extends.",
                      .says = "the policy is called {}|the policy has no name",
                      .required = true}),
    row<&Policy::description>({.name = "description",
                               .standard = R"("")",
                               .meaning = "For people; nothing reads it.",
                               .says = "it is about: {}|nothing is said about it"}),
    row<&Policy::profile>({.name = "profile",
                           .meaning = "A set of other defaults.",
                           .noun = "a profile",
                           .says = "the defaults are those of SA3|the defaults are those of the IETF|the defaults are "
                                   "those of IMS|the defaults are those of this language"}),
    row<&Policy::extends>({.name = "extends",
                           .meaning = "The id of a policy whose fields hold where this one has none.",
                           .says = "what is not said here is said by the policy {}|the policy extends no other"}),
    row<&Policy::conference>(
        {.name = "conference", .meaning = "The conference.", .required = true, .members = &kConference}),
    row<&Policy::validity>({.name = "validity", .meaning = "When people may come in.", .members = &kValidity}),
    row<&Policy::membership>({.name = "membership", .meaning = "Who may take part.", .members = &tables::kMembership}),
    row<&Policy::dial_in>({.name = "dialIn", .meaning = "Calls to the conference.", .members = &tables::kDialIn}),
    row<&Policy::dial_out>({.name = "dialOut", .meaning = "Calls by the conference.", .members = &tables::kDialOut}),
    row<&Policy::identity>(
        {.name = "identity", .meaning = "How people are known, and whose word counts.", .members = &tables::kIdentity}),
    row<&Policy::cdiv>({.name = "cdiv", .meaning = "Calls that others divert.", .members = &tables::kCdiv}),
    row<&Policy::media>(
        {.name = "media", .meaning = "Which media, and how they are secured.", .members = &tables::kMedia}),
    row<&Policy::group_keys>(
        {.name = "groupKeys", .meaning = "Keys that change when people come and go.", .members = &kGroupKeys}),
    row<&Policy::roles>(
        {.name = "roles", .standard = "{}", .meaning = "Who may do more than take part.", .members = &tables::kRole}),
    row<&Policy::moderation>({.name = "moderation", .meaning = "Moderators.", .members = &tables::kModeration}),
    row<&Policy::lock>({.name = "lock", .meaning = "When nobody comes in any more.", .members = &tables::kLock}),
    row<&Policy::refer>(
        {.name = "refer", .meaning = "Requests to call or put out others.", .members = &tables::kRefer}),
    row<&Policy::signalling>(
        {.name = "signalling", .meaning = "How requests travel.", .members = &tables::kSignalling}),
    row<&Policy::notifications>(
        {.name = "notifications", .meaning = "The roster.", .members = &tables::kNotifications}),
    row<&Policy::chat_rooms>(
        {.name = "chatRooms", .meaning = "Chat rooms of the conference (RFC 7106).", .members = &tables::kChatRooms}),
    row<&Policy::report>({.name = "report", .meaning = "How recordings are judged.", .members = &kReport}));
constexpr Table kPolicy = {"a policy", kPolicyRows, true};

// Section 6, 2.
constexpr std::array kProfileValues = {
    ProfileValue{Profile::sa3, "/cdiv/decideNoIdentityAt", R"("first-18x")"},
    ProfileValue{Profile::sa3, "/identity/anonymity/privacyWithTrustedId", R"("reject-433")"},
    ProfileValue{Profile::ietf, "/identity/anonymity/missing", R"("challenge-401")"},
    ProfileValue{Profile::ietf, "/identity/sourcesDialOut", R"(["passport-update"])"},
    ProfileValue{Profile::ims, "/identity/sourcesDialIn", R"(["pai", "passport", "digest", "tls-cert"])"},
    ProfileValue{Profile::ims, "/identity/sourcesDialOut", R"(["pai", "passport-update"])"},
    ProfileValue{Profile::ims, "/identity/trust/*/responses", "true"},
};

}  // namespace

const Field* Table::find(std::string_view field) const {
  for (const Field& each : fields) {
    if (each.name == field) {
      return &each;
    }
  }
  return nullptr;
}

const Field* field_at(std::string_view pointer) {
  const Table* table = &kPolicy;
  const Field* field = nullptr;
  bool element = false;  // the next step is an index or the name of a member
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    if (!element) {
      field = table == nullptr ? nullptr : table->find(step);
      if (field == nullptr) {
        return nullptr;
      }
      table = field->members;
    }
    element = !element && field->kind != FieldKind::object;
  }
  return field;
}

const Table& policy_table() {
  return kPolicy;
}

std::span<const ProfileValue> profile_values() {
  return kProfileValues;
}

}  // namespace confstate::policy
