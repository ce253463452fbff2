// Which URIs name one conference: what it calls itself in its documents, what its focus has as Contact, what people
// dial and subscribe to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dialog/dialog.hpp"
#include "notify/subscription.hpp"

namespace confstate::notify {

class Conferences {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  // Learns from a dialog with a focus; gives the number of its conference, kNone where neither side is a focus.
  std::uint32_t learn(const dialog::Dialog& dialog);
  // Learns from a subscription; its documents name the conference.
  std::uint32_t learn(const Subscription& subscription);
  // The conference that a URI names, kNone where none is known by it.
  [[nodiscard]] std::uint32_t find(std::string_view uri) const;
  // The same conference under the number that it has now: learning may show that two are one.
  [[nodiscard]] std::uint32_t now(std::uint32_t number) const;

  // What to call it: the entity of its documents, else the first URI that was seen.
  [[nodiscard]] const std::string& name(std::uint32_t number) const { return all_[now(number)].name; }
  // Other URIs for it, as they were first written, in the order of their appearance.
  [[nodiscard]] const std::vector<std::string>& aliases(std::uint32_t number) const {
    return all_[now(number)].aliases;
  }
  [[nodiscard]] std::size_t size() const { return all_.size(); }

 private:
  static constexpr std::size_t kMostAliases = 16;  // that are shown

  struct Conference {
    std::string name;
    std::vector<std::string> aliases;
    std::uint32_t joined = kNone;  // the conference that this one turned out to be
    bool is_named = false;         // by a document
  };

  std::uint32_t number_of(std::string_view uri);
  std::uint32_t join(std::uint32_t a, std::string_view uri);

  std::vector<Conference> all_;
  std::unordered_map<std::string, std::uint32_t> by_uri_;  // canonical identity
};

}  // namespace confstate::notify
