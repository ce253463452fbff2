#include "sip/names.hpp"

#include <array>
#include <cstring>

#include "sip/characters.hpp"

namespace confstate::sip {
namespace {

// In the order of Method.
constexpr std::array<std::string_view, kMethods> kMethodNames = {
    "",      "INVITE",    "ACK",    "BYE",   "CANCEL",  "REGISTER", "OPTIONS",  "INFO",   "UPDATE",
    "PRACK", "SUBSCRIBE", "NOTIFY", "REFER", "MESSAGE", "PUBLISH",  "BENOTIFY", "SERVICE"};

struct Name {
  std::string_view text;
  char compact = 0;
};

// In the order of HeaderId. Compact forms: RFC 3261 section 7.3.3 and the extensions registered since.
constexpr std::array<Name, kHeaderIds> kNames = {{
    {""},
    {"Accept"},
    {"Accept-Contact", 'a'},
    {"Accept-Encoding"},
    {"Accept-Language"},
    {"Alert-Info"},
    {"Allow"},
    {"Allow-Events", 'u'},
    {"Authentication-Info"},
    {"Authorization"},
    {"Call-ID", 'i'},
    {"Call-Info"},
    {"Contact", 'm'},
    {"Content-Disposition"},
    {"Content-Encoding", 'e'},
    {"Content-ID"},
    {"Content-Language"},
    {"Content-Length", 'l'},
    {"Content-Transfer-Encoding"},
    {"Content-Type", 'c'},
    {"CSeq"},
    {"Date"},
    {"Diversion"},
    {"Error-Info"},
    {"Event", 'o'},
    {"Expires"},
    {"From", 'f'},
    {"History-Info"},
    {"Identity", 'y'},
    {"Identity-Info", 'n'},
    {"In-Reply-To"},
    {"Join"},
    {"Max-Forwards"},
    {"MIME-Version"},
    {"Min-Expires"},
    {"Min-SE"},
    {"Organization"},
    {"P-Access-Network-Info"},
    {"P-Asserted-Identity"},
    {"P-Called-Party-ID"},
    {"P-Charging-Vector"},
    {"P-Preferred-Identity"},
    {"Path"},
    {"Priority"},
    {"Privacy"},
    {"Proxy-Authenticate"},
    {"Proxy-Authorization"},
    {"Proxy-Require"},
    {"RAck"},
    {"Reason"},
    {"Record-Route"},
    {"Refer-Sub"},
    {"Refer-To", 'r'},
    {"Referred-By", 'b'},
    {"Reject-Contact", 'j'},
    {"Remote-Party-ID"},
    {"Replaces"},
    {"Reply-To"},
    {"Request-Disposition", 'd'},
    {"Require"},
    {"Retry-After"},
    {"Route"},
    {"RSeq"},
    {"Server"},
    {"Service-Route"},
    {"Session-Expires", 'x'},
    {"Session-ID"},
    {"SIP-ETag"},
    {"SIP-If-Match"},
    {"Subject", 's'},
    {"Subscription-State"},
    {"Supported", 'k'},
    {"Target-Dialog"},
    {"Timestamp"},
    {"To", 't'},
    {"Unsupported"},
    {"User-Agent"},
    {"Via", 'v'},
    {"Warning"},
    {"WWW-Authenticate"},
    {"X-Call-ID"},
}};

constexpr std::size_t kBuckets = 512;

// Length, first, last and middle letter with these weights tell all names apart; what is added may share a chain.
constexpr std::size_t bucket_of(std::string_view name) {
  const auto weight = [](char c) { return std::size_t{static_cast<unsigned char>(c)} | 0x20U; };  // ignores case
  return (name.size() * 61 + weight(name.front()) * 111 + weight(name.back()) * 110 +
          weight(name[name.size() / 2]) * 20) %
         kBuckets;
}

constexpr std::size_t kMethodBuckets = 32;

// So do length, first and last letter for methods.
constexpr std::size_t method_bucket(std::string_view name) {
  const auto weight = [](char c) { return std::size_t{static_cast<unsigned char>(c)}; };
  return (name.size() + weight(name.front()) * 7 + weight(name.back()) * 3) % kMethodBuckets;
}

constexpr std::array<std::uint8_t, kMethodBuckets> make_methods() {
  std::array<std::uint8_t, kMethodBuckets> methods = {};
  for (std::size_t id = 1; id < kMethods; ++id) {
    methods[method_bucket(kMethodNames[id])] = static_cast<std::uint8_t>(id);
  }
  return methods;
}

constexpr std::array<std::uint8_t, kMethodBuckets> kMethodIndex = make_methods();

constexpr bool has_all_methods() {
  std::size_t number = 0;
  for (const std::uint8_t id : kMethodIndex) {
    number += id == 0 ? 0 : 1;
  }
  return number == kMethods - 1;
}
static_assert(has_all_methods(), "two methods share a bucket: other weights are needed");

struct Index {
  std::array<std::uint8_t, kBuckets> first = {};
  std::array<std::uint8_t, kHeaderIds> next = {};
  std::array<std::uint8_t, 26> compact = {};
};

constexpr Index make_index() {
  Index index;
  for (std::size_t id = 1; id < kHeaderIds; ++id) {
    const std::size_t bucket = bucket_of(kNames[id].text);
    index.next[id] = index.first[bucket];
    index.first[bucket] = static_cast<std::uint8_t>(id);
    if (kNames[id].compact != 0) {
      index.compact[static_cast<std::size_t>(kNames[id].compact - 'a')] = static_cast<std::uint8_t>(id);
    }
  }
  return index;
}

constexpr Index kIndex = make_index();

template <class Word>
bool same_ends(std::string_view a, std::string_view b) {
  std::array<Word, 4> words = {};
  std::memcpy(words.data(), a.data(), sizeof(Word));
  std::memcpy(&words[1], b.data(), sizeof(Word));
  std::memcpy(&words[2], a.data() + a.size() - sizeof(Word), sizeof(Word));
  std::memcpy(&words[3], b.data() + b.size() - sizeof(Word), sizeof(Word));
  return words[0] == words[1] && words[2] == words[3];
}

// Names of the same length, which is mostly short: two words that may overlap are the whole name.
bool is_same(std::string_view a, std::string_view b) {
  if (a.size() >= 8 && a.size() <= 16) {
    return same_ends<std::uint64_t>(a, b);
  }
  if (a.size() >= 4 && a.size() < 8) {
    return same_ends<std::uint32_t>(a, b);
  }
  return a.size() == 2 || a.size() == 3 ? same_ends<std::uint16_t>(a, b) : a == b;
}

HeaderId compact_id(char letter) {
  const char small = lower(letter);
  return small >= 'a' && small <= 'z' ? static_cast<HeaderId>(kIndex.compact[static_cast<std::size_t>(small - 'a')])
                                      : HeaderId::other;
}

}  // namespace

Method method_of(std::string_view name) {
  const std::size_t id = name.empty() ? 0 : kMethodIndex[method_bucket(name)];
  return kMethodNames[id] == name ? static_cast<Method>(id) : Method::other;
}

std::string_view to_string(Method method) {
  return kMethodNames[static_cast<std::size_t>(method)];
}

HeaderId header_id(std::string_view name) {
  if (name.size() < 2) {
    return name.empty() ? HeaderId::other : compact_id(name.front());
  }
  for (std::size_t id = kIndex.first[bucket_of(name)]; id != 0; id = kIndex.next[id]) {
    const std::string_view text = kNames[id].text;
    if (text.size() == name.size() && (is_same(text, name) || equal_letters(text, name))) {
      return static_cast<HeaderId>(id);
    }
  }
  return HeaderId::other;
}

std::string_view to_string(HeaderId id) {
  return kNames[static_cast<std::size_t>(id)].text;
}

}  // namespace confstate::sip
