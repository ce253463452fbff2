#include "prove/facts.hpp"

#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "prove/offers.hpp"

namespace confstate::prove {
namespace {

using policy::DialInFacts;
using policy::Person;
using policy::Truth;

constexpr std::array<Truth, 3> kYesFirst = {Truth::yes, Truth::unknown, Truth::no};
constexpr std::array<Truth, 3> kNoFirst = {Truth::no, Truth::unknown, Truth::yes};

// Every fact that is a truth, with its name and what a good call has.
struct TruthFact {
  std::string_view name;
  Truth DialInFacts::*fact;
  Truth good;
};
constexpr auto kTruthFacts =
    std::to_array<TruthFact>({{"the conference exists", &DialInFacts::exists, Truth::yes},
                              {"the conference is over", &DialInFacts::ended, Truth::no},
                              {"the Request-URI is sips", &DialInFacts::sips, Truth::yes},
                              {"the From is anonymous", &DialInFacts::from_anonymous, Truth::no},
                              {"privacy is asked for", &DialInFacts::privacy, Truth::no},
                              {"the caller is banned", &DialInFacts::banned, Truth::no},
                              {"the dialog is the caller's", &DialInFacts::same_user, Truth::yes},
                              {"it is too early", &DialInFacts::early, Truth::no},
                              {"a window is open", &DialInFacts::in_window, Truth::yes},
                              {"the conference is locked", &DialInFacts::locked, Truth::no},
                              {"the conference is full", &DialInFacts::full, Truth::no},
                              {"the caller's legs are used", &DialInFacts::legs_used, Truth::no},
                              {"a moderator is there", &DialInFacts::moderator_present, Truth::yes},
                              {"there is an offer", &DialInFacts::has_offer, Truth::yes}});

// All values of one or two truths, the good ones first.
std::vector<Change> truths(Truth DialInFacts::*one, const std::array<Truth, 3>& ones, Truth DialInFacts::*other,
                           const std::array<Truth, 3>& others) {
  std::vector<Change> group;
  for (const Truth a : ones) {
    for (const Truth b : others) {
      group.emplace_back([=](DialInFacts& facts) {
        facts.*one = a;
        facts.*other = b;
      });
    }
  }
  return group;
}

std::vector<Change> signalling() {
  std::vector<Change> group;
  for (const Truth sips : kYesFirst) {
    for (const std::optional<policy::Transport> transport :
         {std::optional(policy::Transport::tls), std::optional(policy::Transport::tcp),
          std::optional(policy::Transport::udp), std::optional<policy::Transport>()}) {
      group.emplace_back([=](DialInFacts& facts) {
        facts.sips = sips;
        facts.transport = transport;
      });
    }
  }
  return group;
}

std::vector<Change> presence() {
  std::vector<Change> group;
  group.reserve(kYesFirst.size());
  for (const Truth one : kYesFirst) {
    group.emplace_back([=](DialInFacts& facts) { facts.moderator_present = one; });
  }
  return group;
}

std::vector<Change> signatures() {
  using policy::Signature;
  std::vector<Change> group;
  for (const Signature one : {Signature::valid, Signature::absent, Signature::unfetchable, Signature::unsupported,
                              Signature::invalid, Signature::stale, Signature::unverified}) {
    group.emplace_back([=](DialInFacts& facts) { facts.signature = one; });
  }
  return group;
}

std::vector<Change> takeovers() {
  using policy::Takeover;
  std::vector<Change> group;
  group.emplace_back([](DialInFacts& facts) { facts.way = policy::Way::dial_in; });
  for (const policy::Way way : {policy::Way::join, policy::Way::replaces}) {
    for (const Takeover one :
         {Takeover::found, Takeover::no_dialog, Takeover::terminated, Takeover::early_only, Takeover::unsatisfiable}) {
      for (const Truth same : kYesFirst) {
        group.emplace_back([=](DialInFacts& facts) {
          facts.way = way;
          facts.takeover = one;
          facts.same_user = same;
        });
      }
    }
  }
  return group;
}

std::vector<Change> offers(const policy::Policy& policy) {
  std::vector<std::vector<policy::MediaLine>> all;
  all.push_back(acceptable_offer(policy.media).value_or(std::vector<policy::MediaLine>()));
  all.emplace_back();
  for (const policy::LineClass one : {policy::LineClass::plain, policy::LineClass::zrtp, policy::LineClass::unknown}) {
    policy::MediaLine line;
    line.type = policy::MediaType::audio;
    line.line_class = one;
    line.keying = one == policy::LineClass::zrtp ? policy::Keying::zrtp : policy::Keying::dtls_srtp;
    all.push_back({line});
    all.push_back(all.front());
    all.back().push_back(line);
  }
  std::vector<Change> group;
  for (const Truth has : kYesFirst) {
    for (const auto& lines : all) {
      group.emplace_back([=](DialInFacts& facts) {
        facts.has_offer = has;
        facts.lines = lines;
      });
    }
  }
  return group;
}

std::vector<Change> faults() {
  std::vector<Change> group;
  for (const auto& [form, dialog] : {std::pair(0, 0), std::pair(400, 0), std::pair(0, 481)}) {
    group.emplace_back([form = form, dialog = dialog](DialInFacts& facts) {
      facts.form_fault = form;
      facts.dialog_fault = dialog;
    });
  }
  return group;
}

Person person_with(policy::SourceIn source, std::size_t number) {
  Person person;
  person.source = source;
  const auto take = [&](const std::array<Truth, 3>& truths) {
    const Truth one = truths[number % 3];
    number /= 3;
    return one;
  };
  person.allowed = take(kYesFirst);
  person.denied = take(kNoFirst);
  person.anonymous = take(kNoFirst);
  person.moderator = take(kNoFirst);
  person.domain_only = person.anonymous == Truth::no ? Truth::no : take(kNoFirst);
  person.proven = take(kYesFirst) == Truth::yes ? Truth::yes : Truth::unknown;
  return person;
}

// Nobody, or one person who is somebody: what stages ask about him beside two circumstances.
bool is_plain(const std::vector<Person>& cast) {
  return cast.empty() || (cast.size() == 1 && cast.front().anonymous == Truth::no && cast.front().proven == Truth::yes);
}

void change_person(std::vector<DialInFacts>& out, const DialInFacts& facts, std::size_t index, Truth Person::*fact) {
  if (facts.persons[index].*fact != Truth::unknown) {
    return;
  }
  for (const Truth one : {Truth::no, Truth::yes}) {
    out.push_back(facts);
    out.back().persons[index].*fact = one;
  }
}

}  // namespace

std::vector<std::vector<Change>> circumstances(const policy::Policy& policy) {
  return {signalling(),
          truths(&DialInFacts::from_anonymous, kNoFirst, &DialInFacts::privacy, kNoFirst),
          signatures(),
          takeovers(),
          truths(&DialInFacts::exists, kYesFirst, &DialInFacts::ended, kNoFirst),
          truths(&DialInFacts::early, kNoFirst, &DialInFacts::in_window, kYesFirst),
          truths(&DialInFacts::banned, kNoFirst, &DialInFacts::locked, kNoFirst),
          truths(&DialInFacts::full, kNoFirst, &DialInFacts::legs_used, kNoFirst),
          presence(),
          offers(policy),
          faults()};
}

std::vector<std::vector<Person>> casts(const policy::Policy& policy) {
  std::vector<std::vector<Person>> all{{}};
  const auto& sources = policy.identity.sources_dial_in;
  constexpr std::size_t kPersons = 486;  // five facts of three values, one of two
  for (std::size_t i = 0; i < kPersons; ++i) {
    const policy::SourceIn source = sources.empty() ? policy::SourceIn::from : sources[i % sources.size()];
    all.push_back({person_with(source, i)});
  }
  // Of pairs, what conflicts ask about: whether each is allowed, denied, and nobody.
  constexpr std::size_t kSeconds = 27;
  for (std::size_t first = 0; first < kSeconds; ++first) {
    for (std::size_t second = 0; second < kSeconds; ++second) {
      const policy::SourceIn source = sources.empty() ? policy::SourceIn::from : sources[0];
      all.push_back({person_with(source, first), person_with(policy::SourceIn::pai, second)});
    }
  }
  return all;
}

void for_each_case(const policy::Policy& policy, const std::function<void(const DialInFacts&)>& look) {
  const std::vector<std::vector<Change>> groups = circumstances(policy);
  DialInFacts good;
  for (const std::vector<Change>& group : groups) {
    group.front()(good);
  }
  for (std::vector<Person>& cast : casts(policy)) {
    good.persons = std::move(cast);
    look(good);
    const std::size_t others = is_plain(good.persons) ? groups.size() : 0;
    for (std::size_t one = 0; one < groups.size(); ++one) {
      for (std::size_t i = 1; i < groups[one].size(); ++i) {
        DialInFacts changed = good;
        groups[one][i](changed);
        look(changed);
        for (std::size_t other = one + 1; other < others; ++other) {
          DialInFacts both = changed;
          for (std::size_t k = 1; k < groups[other].size(); ++k) {
            groups[other][k](both);
            look(both);
          }
        }
      }
    }
  }
}

bool has_unknown(const DialInFacts& facts) {
  for (const TruthFact& one : kTruthFacts) {
    if (facts.*one.fact == Truth::unknown) {
      return true;
    }
  }
  for (const Person& person : facts.persons) {
    for (const Truth one :
         {person.proven, person.anonymous, person.domain_only, person.denied, person.allowed, person.moderator}) {
      if (one == Truth::unknown) {
        return true;
      }
    }
  }
  return !facts.transport || facts.signature == policy::Signature::unverified;
}

std::vector<DialInFacts> settled(const DialInFacts& facts) {
  std::vector<DialInFacts> out;
  for (const TruthFact& one : kTruthFacts) {
    if (facts.*one.fact == Truth::unknown) {
      for (const Truth value : {Truth::no, Truth::yes}) {
        out.push_back(facts);
        out.back().*one.fact = value;
      }
    }
  }
  for (std::size_t i = 0; i < facts.persons.size(); ++i) {
    for (Truth Person::*fact : {&Person::proven, &Person::anonymous, &Person::domain_only, &Person::denied,
                                &Person::allowed, &Person::moderator}) {
      change_person(out, facts, i, fact);
    }
  }
  for (std::size_t i = 0; !facts.transport && i < policy::kTransports.size(); ++i) {
    out.push_back(facts);
    out.back().transport = static_cast<policy::Transport>(i);
  }
  for (const policy::Signature one : {policy::Signature::valid, policy::Signature::invalid}) {
    if (facts.signature == policy::Signature::unverified) {
      out.push_back(facts);
      out.back().signature = one;
    }
  }
  return out;
}

std::string describe(const DialInFacts& facts) {
  std::string text;
  const auto add = [&](std::string_view what) { text += fmt::format("{}{}", text.empty() ? "" : "; ", what); };
  for (const TruthFact& one : kTruthFacts) {
    if (facts.*one.fact != one.good) {
      add(fmt::format("{}: {}", one.name, policy::word(facts.*one.fact)));
    }
  }
  if (facts.transport != policy::Transport::tls) {
    add(fmt::format("transport: {}", facts.transport ? policy::word(*facts.transport) : "unknown"));
  }
  for (const Person& person : facts.persons) {
    add(fmt::format("a person by {}, proven {}, allowed {}, denied {}, anonymous {}", policy::word(person.source),
                    policy::word(person.proven), policy::word(person.allowed), policy::word(person.denied),
                    policy::word(person.anonymous)));
  }
  return text;
}

}  // namespace confstate::prove
