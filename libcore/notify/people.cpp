#include "notify/people.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "info/document.hpp"
#include "sip/values.hpp"
#include "xml/read.hpp"

namespace confstate::notify {
namespace {

using info::Element;
using info::Name;

// In the order of the enumeration in the vocabulary.
constexpr std::array<Presence, 9> kPresences{Presence::pending,  Presence::alerting,  Presence::alerting,
                                             Presence::alerting, Presence::on_hold,   Presence::connected,
                                             Presence::muted,    Presence::connected, Presence::gone};

Presence presence_of_status(std::string_view status) {
  const std::span<const std::string_view> words = info::values_of(info::Type::endpoint_status);
  const auto place = static_cast<std::size_t>(std::ranges::find(words, status) - words.begin());
  return place < kPresences.size() ? kPresences[place] : Presence::gone;
}

// Connected counts more than ringing, and that more than pending.
int rank(Presence presence) {
  constexpr std::array<int, 6> kRanks{0, 1, 2, 5, 3, 4};
  return kRanks[static_cast<std::size_t>(presence)];
}

// True where all audio that the endpoint sends is off: how foci without muted-via-focus say it.
bool is_silent(Element endpoint) {
  bool has_audio = false;
  for (Element media = endpoint.child(Name::media); media; media = media.next()) {
    if (media.text_of(Name::type).value_or("") != "audio") {
      continue;
    }
    has_audio = true;
    const std::string status = media.text_of(Name::status).value_or("sendrecv");
    if (status != "recvonly" && status != "inactive") {
      return false;
    }
  }
  return has_audio;
}

Presence presence_of(Element user) {
  Presence best = Presence::gone;
  bool has_endpoint = false;
  for (Element endpoint = user.child(Name::endpoint); endpoint; endpoint = endpoint.next()) {
    has_endpoint = true;
    const std::optional<std::string> status = endpoint.text_of(Name::status);
    Presence presence = status ? presence_of_status(*status) : Presence::connected;
    presence = presence == Presence::connected && is_silent(endpoint) ? Presence::muted : presence;
    best = rank(presence) > rank(best) ? presence : best;
  }
  return has_endpoint ? best : Presence::connected;
}

}  // namespace

std::string_view word(Presence presence) {
  constexpr std::array<std::string_view, 6> kWords{"gone", "pending", "alerting", "connected", "on hold", "muted"};
  return kWords[static_cast<std::size_t>(presence)];
}

std::string short_name(std::string_view uri) {
  const sip::UriParts parts = sip::cut_uri(uri);
  std::string_view name = parts.user.substr(0, parts.user.find(':'));
  name = name.empty() ? parts.address : name;
  return std::string(name.empty() ? uri : name);
}

std::vector<Person> people_of(std::string_view state, const base::Limits& limits) {
  std::vector<Person> people;
  base::Result<xml::ReadResult> read = xml::read(state, xml::Reading::judging, limits);
  if (state.empty() || !read || !read->judgeable) {
    return people;
  }
  const info::Document document(std::move(read->tree));
  const Element users = document.root() ? document.root().child(Name::users) : Element();
  for (Element user = users ? users.child(Name::user) : Element(); user; user = user.next()) {
    const std::string entity = user.key().value_or("");
    if (!entity.empty()) {
      const std::string name = base::collapse(user.text_of(Name::display_text).value_or(""));
      people.push_back({entity, name.empty() ? short_name(entity) : name, presence_of(user)});
    }
  }
  return people;
}

std::string changes_between(const std::vector<Person>& before, const std::vector<Person>& after, std::size_t most) {
  std::unordered_map<std::string_view, const Person*> known;
  for (const Person& person : before) {
    known.emplace(person.entity, &person);
  }
  std::vector<std::string> changes;
  for (const Person& person : after) {
    const auto found = known.find(person.entity);
    if (found == known.end()) {
      changes.push_back('+' + short_name(person.entity));
    } else if (found->second->presence != person.presence) {
      changes.push_back(short_name(person.entity) + ' ' + std::string(word(person.presence)));
    }
    known.erase(person.entity);
  }
  for (const Person& person : before) {
    if (known.contains(person.entity)) {
      changes.push_back("\u2212" + short_name(person.entity));
    }
  }
  std::string out;
  for (std::size_t i = 0; i < std::min(most, changes.size()); ++i) {
    out += (out.empty() ? "" : ", ") + changes[i];
  }
  return changes.size() > most ? out + fmt::format(", {} more", changes.size() - most) : out;
}

}  // namespace confstate::notify
