#include "generate/synthetic.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/random.hpp"
#include "generate/conference.hpp"
#include "generate/pattern.hpp"
#include "generate/specimen.hpp"
#include "generate/write.hpp"
#include "rules/info/purposes.hpp"

namespace confstate::generate {
namespace {

using info::Name;
using info::Type;
using Words = std::span<const std::string_view>;

constexpr std::uint32_t kVariants = 64;  // a power of two
constexpr std::uint32_t kInSidebar = 5;  // users that a sidebar has, at most

constexpr auto kNames = std::to_array<std::string_view>({"Alice Araújo", "Bob Hoskins", "Carol Díaz", "Dan Drew",
                                                         "Mei 王美", "Kim 김민수", "Zoë Ångström", "Ivan Петров",
                                                         "Nour نور", "Chioma Okafor", "Lars Ødegård", "Ana O'Neill"});
constexpr auto kRoles =
    std::to_array<std::string_view>({"participant", "chair", "moderator", "minute taker", "interpreter"});
constexpr auto kLanguages = std::to_array<std::string_view>({"en", "pt", "zh", "de-AT", "ar", "es-419"});
constexpr auto kJoined = std::to_array<std::string_view>({"dialed-in", "dialed-out"});
constexpr auto kLeft = std::to_array<std::string_view>({"departed", "booted", "failed", "busy"});
constexpr auto kRtpTypes = std::to_array<std::string_view>({"audio", "video", "text"});  // those that have an SSRC

std::string numbered(std::string_view before, std::string_view after) {
  return fmt::format("{}{}{}", before, kNumberHere, after);
}

// Makes the variants of a user.
class Variants {
 public:
  Variants(const SyntheticPlan& plan, base::Random& random) : plan_(plan), random_(random) {}

  User make(std::uint32_t number);

 private:
  Endpoint endpoint(std::uint32_t number);
  Stream stream(std::uint32_t endpoint, std::uint32_t number, std::string_view status);
  void leave(Endpoint& endpoint);
  std::string pick(Words words) { return std::string(random_.pick(words)); }
  std::string moment(std::uint32_t hour) {
    const std::uint32_t minute = random_.below(60);  // in an order of its own: arguments have none
    const std::uint32_t second = random_.below(60);
    return fmt::format("2026-05-04T{:02}:{:02}:{:02}Z", hour, minute, second);
  }

  const SyntheticPlan& plan_;
  base::Random& random_;
};

// The direction that suits the status of the endpoint.
std::string_view direction_for(std::string_view status, base::Random& random) {
  const Words directions = info::values_of(Type::media_status);  // recvonly, sendonly, sendrecv, inactive
  if (status == "connected") {
    return directions[random.one_in(4) ? random.below(2) : 2];
  }
  return status == "on-hold" ? directions[1] : status == "muted-via-focus" ? directions[0] : directions[3];
}

Stream Variants::stream(std::uint32_t endpoint, std::uint32_t number, std::string_view status) {
  const std::string& type = plan_.media[number];
  Stream stream;
  stream.id = std::to_string(number + 1);
  stream.type = type;
  // A specimen of the vocabulary offers one medium only, and labels are those of offered media (section 5.8.3).
  stream.label = plan_.whole_vocabulary && number > 0 ? "" : std::to_string(number + 1);
  const auto rtp = static_cast<std::uint32_t>(std::ranges::find(kRtpTypes, type) - kRtpTypes.begin());
  if (rtp < kRtpTypes.size()) {
    stream.src_id = numbered(std::to_string(10 + endpoint * kRtpTypes.size() + rtp), "");
  }
  stream.status = direction_for(status, random_);
  return stream;
}

void Variants::leave(Endpoint& endpoint) {
  endpoint.disconnection_method = pick(kLeft);
  endpoint.disconnection = {.when = moment(11), .reason = "SIP;cause=200;text=\"OK\"", .by = {}};
}

Endpoint Variants::endpoint(std::uint32_t number) {
  Endpoint made;
  made.entity = numbered("sip:user", fmt::format("@device{}.example.com", number + 1));
  const Words statuses = info::values_of(Type::endpoint_status);
  made.status = plan_.statuses ? pick(statuses) : "connected";
  if (plan_.joins) {
    made.joining_method = pick(kJoined);
    made.joining = {.when = moment(9), .reason = {}, .by = {}};
    if (made.joining_method == kJoined.back()) {
      made.joining.by = "sip:user00000000@example.com";
    }
  }
  if (made.status == statuses.back()) {
    leave(made);
  }
  for (std::uint32_t i = 0; i < plan_.media.size(); ++i) {
    made.media.push_back(stream(number, i, made.status));
  }
  if (plan_.calls) {
    made.call = {.call_id = numbered("call", fmt::format("-{}@conf.example.com", number + 1)),
                 .from_tag = numbered("f", std::to_string(number + 1)),
                 .to_tag = numbered("t", std::to_string(number + 1))};
  }
  return made;
}

// Variants take every count of endpoints in turn, so that few users show them all.
User Variants::make(std::uint32_t number) {
  User user;
  user.entity = numbered("sip:user", "@example.com");
  user.display_text = numbered(pick(kNames) + " ", "");
  if (plan_.aors) {
    user.aors = {numbered("sip:alias", "@example.com"), numbered("tel:+1800", "")};
  }
  if (plan_.roles) {
    user.roles = {pick(kRoles)};
  }
  if (plan_.languages) {
    user.languages = {pick(Words(kLanguages).first(3)), pick(Words(kLanguages).last(3))};
  }
  const std::uint32_t choices = plan_.most_endpoints - plan_.least_endpoints + 1;
  const std::uint32_t endpoints = plan_.least_endpoints + number % choices;
  for (std::uint32_t i = 0; i < endpoints; ++i) {
    user.endpoints.push_back(endpoint(i));
  }
  return user;
}

class Synthesis {
 public:
  Synthesis(const SyntheticPlan& plan, const base::Sink& sink) : plan_(plan), random_(plan.seed), collector_(sink) {}

  void write();

 private:
  // Elements as they stand at a level, each on a line of its own where lines are wanted.
  template <class Write>
  std::string text_at(std::size_t level, Write write) const;
  void line(std::string_view text);
  void write_start();
  void write_head();
  void write_users();
  void write_rows();
  void write_references();
  void write_sidebars();
  void open(Name name, std::size_t level);
  void close(Name name, std::size_t level);
  [[nodiscard]] Description description() const;
  [[nodiscard]] Sidebar sidebar(std::uint32_t number);
  [[nodiscard]] std::uint32_t people() const { return plan_.users + (plan_.whole_vocabulary ? 1 : 0); }
  [[nodiscard]] std::string room(std::string_view prefix, std::uint32_t number) const;
  // "state" on everything that can have it, in a document that shows all there is.
  [[nodiscard]] std::string state() const;

  const SyntheticPlan& plan_;
  base::Random random_;
  Collector collector_;
};

template <class Write>
std::string Synthesis::text_at(std::size_t level, Write write) const {
  std::string text;
  info::Writer writer(text, plan_.layout, level);
  write(writer);
  return text;
}

void Synthesis::line(std::string_view text) {
  if (plan_.layout == info::Layout::indented) {
    collector_.add("\n");
  }
  collector_.add(text);
}

std::string Synthesis::state() const {
  return plan_.whole_vocabulary
             ? fmt::format(" {}=\"{}\"", to_string(info::AttributeName::state), word(info::State::full))
             : std::string();
}

void Synthesis::open(Name name, std::size_t level) {
  const std::string_view blanks =
      plan_.layout == info::Layout::indented ? std::string_view("    ").substr(0, 2 * level) : std::string_view();
  line(fmt::format("{}<{}{}>", blanks, to_string(name), state()));
}

void Synthesis::close(Name name, std::size_t level) {
  const std::string_view blanks =
      plan_.layout == info::Layout::indented ? std::string_view("    ").substr(0, 2 * level) : std::string_view();
  line(fmt::format("{}</{}>", blanks, to_string(name)));
}

// Declaration and root without its end: what a writer makes of an empty conference, cut before "/>".
void Synthesis::write_start() {
  Conference root;
  root.entity = plan_.entity;
  root.version = plan_.version;
  std::string text = text_at(0, [&root](info::Writer& writer) {
    writer.declaration();
    write_conference(writer, root);
  });
  text.replace(text.size() - 2, 2, ">");
  collector_.add(text);
}

std::string Synthesis::room(std::string_view prefix, std::uint32_t number) const {
  return fmt::format("{}{}@conf.example.com", prefix, number + 1);
}

Description Synthesis::description() const {
  Description made;
  made.subject = plan_.subject;
  for (std::uint32_t i = 0; i < plan_.rooms; ++i) {
    made.service_uris.push_back({.uri = room("xmpp:room", i),
                                 .display_text = fmt::format("Room {}", i + 1),
                                 .purpose = std::string(rules::purposes::kRoom)});
  }
  for (std::size_t i = 0; i < plan_.media.size(); ++i) {
    made.available_media.push_back({.label = std::to_string(i + 1),
                                    .display_text = fmt::format("main {}", plan_.media[i]),
                                    .type = plan_.media[i],
                                    .status = std::string(info::values_of(Type::media_status)[2])});
  }
  return made;
}

void Synthesis::write_head() {
  const SpecimenFacts facts{.entity = plan_.entity, .subject = plan_.subject, .users = people()};
  if (plan_.whole_vocabulary) {
    for (const info::ChildRow& row : info::children_of(Type::conference)) {
      if (row.name == Name::users) {
        return;
      }
      line(text_at(1, [&](info::Writer& writer) { write_specimen(writer, row.name, row.type, facts); }));
    }
  }
  line(text_at(1, [this](info::Writer& writer) { write_description(writer, description()); }));
  const ConferenceState now{.user_count = people(), .active = true, .locked = false};
  line(text_at(1, [&now](info::Writer& writer) { write_conference_state(writer, now); }));
}

void Synthesis::write_rows() {
  Variants variants(plan_, random_);
  std::vector<Pattern> patterns;
  for (std::uint32_t i = 0; i < std::min(kVariants, plan_.users); ++i) {
    const User user = variants.make(i);
    std::string text = text_at(2, [&user](info::Writer& writer) { write_user(writer, user); });
    patterns.emplace_back(plan_.layout == info::Layout::indented ? "\n" + text : std::move(text));
  }
  Digits digits(0);
  for (std::uint32_t i = 0; i < plan_.users; ++i, digits.increment()) {
    // The first ones in turn, so that each variant is seen; then by chance.
    const std::uint64_t variant = i < kVariants ? i : random_.next() % kVariants;
    collector_.add(patterns[variant], digits);
  }
}

void Synthesis::write_users() {
  if (people() == 0) {
    line(text_at(1, [](info::Writer& writer) {
      writer.open(Name::users);
      writer.close();
    }));
    return;
  }
  open(Name::users, 1);
  if (plan_.whole_vocabulary) {
    const SpecimenFacts facts{.entity = plan_.entity, .subject = plan_.subject, .users = people()};
    line(text_at(2, [&](info::Writer& writer) { write_specimen(writer, Name::user, Type::user, facts); }));
  }
  write_rows();
  close(Name::users, 1);
}

void Synthesis::write_references() {
  if (plan_.references == 0 && !plan_.whole_vocabulary) {
    return;
  }
  open(Name::sidebars_by_ref, 1);
  if (plan_.whole_vocabulary) {
    const SpecimenFacts facts{.entity = plan_.entity, .subject = plan_.subject, .users = people()};
    line(text_at(2, [&](info::Writer& writer) { write_specimen(writer, Name::entry, Type::uri, facts); }));
  }
  for (std::uint32_t i = 0; i < plan_.references; ++i) {
    const Listed entry{.uri = room("sip:side", i), .display_text = fmt::format("Side talk {}", i + 1), .purpose = {}};
    line(text_at(2, [&entry](info::Writer& writer) { write_listed(writer, entry); }));
  }
  close(Name::sidebars_by_ref, 1);
}

Sidebar Synthesis::sidebar(std::uint32_t number) {
  Sidebar made;
  made.entity = room("sips:sidebar", number);
  made.description.emplace().subject = fmt::format("Sidebar {}", number + 1);
  auto& users = made.users.emplace().rows;
  const std::uint32_t count = std::min(plan_.users, random_.between(1, kInSidebar));
  const std::uint32_t first = random_.below(plan_.users - count + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    users.emplace_back().entity = fmt::format("sip:user{}@example.com", Digits(first + i).view());
  }
  return made;
}

void Synthesis::write_sidebars() {
  if (plan_.sidebars == 0 && !plan_.whole_vocabulary) {
    return;
  }
  open(Name::sidebars_by_val, 1);
  if (plan_.whole_vocabulary) {
    const SpecimenFacts facts{.entity = plan_.entity, .subject = plan_.subject, .users = people()};
    line(text_at(2, [&](info::Writer& writer) { write_specimen(writer, Name::entry, Type::conference, facts); }));
  }
  for (std::uint32_t i = 0; i < plan_.sidebars; ++i) {
    const Sidebar made = sidebar(i);
    line(text_at(2, [&made](info::Writer& writer) { write_sidebar(writer, made); }));
  }
  close(Name::sidebars_by_val, 1);
}

void Synthesis::write() {
  write_start();
  write_head();
  write_users();
  write_references();
  write_sidebars();
  line(fmt::format("</{}>", to_string(Name::conference_info)));
  collector_.add("\n");
  collector_.flush();
}

}  // namespace

void write_synthetic(const SyntheticPlan& plan, const base::Sink& sink) {
  Synthesis(plan, sink).write();
}

}  // namespace confstate::generate
