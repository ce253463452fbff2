// What is written as nearly everybody writes it is read by shorter ways. Here it is written a little differently, so
// that the long ways read it too, and both must say the same.
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "sip/check_parts.hpp"
#include "sip/values.hpp"
#include "support/rounds.hpp"
#include "support/sip_messages.hpp"

using namespace confstate;

namespace {

// In small letters, and nothing told from empty.
std::string shown(std::string_view part) {
  std::string text = part.data() == nullptr ? "- " : "+";
  for (const char c : part) {
    text += base::ascii_lower(c);
  }
  return text + '\n';
}

std::string shown(const sip::Address& read) {
  return shown(read.wrong) + shown(read.display) + shown(read.uri) + shown(read.tag) + shown(read.params.text()) +
         (read.brackets ? "brackets" : "") + (read.star ? "star" : "");
}

std::string shown(const sip::Via& read) {
  return shown(read.wrong) + shown(read.protocol) + shown(read.version) + shown(read.transport) + shown(read.host) +
         shown(read.branch) + shown(read.received) + shown(read.rport) + shown(read.params.text()) +
         std::to_string(read.port) + (read.has_rport ? "rport" : "");
}

std::string shown(const sip::Param& read) {
  return shown(read.name) + shown(read.value) + (read.has_value ? "value" : "") + (read.bad ? "bad" : "");
}

// Blanks in a row count as one.
std::string squeezed(std::string_view part) {
  std::string text;
  for (const char c : part) {
    text += c == ' ' && text.ends_with(' ') ? "" : std::string(1, c);
  }
  return text;
}

std::string shown(const sip::Message& message, const std::vector<sip::Fault>& faults) {
  std::string text = shown(message.start_line()) + shown(message.body());
  for (const sip::Header& header : message.headers()) {
    text += std::to_string(static_cast<int>(header.id)) + ' ' + shown(header.name) + shown(header.value);
  }
  for (const sip::Fault& fault : faults) {
    text += std::string(to_string(fault.kind)) + ' ';
    text += shown(squeezed(message.bytes().substr(fault.span.begin, fault.span.end - fault.span.begin)));
  }
  return text;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// Names and schemes in other letters.
std::string renamed(std::string text) {
  replace_all(text, ";tag=", ";Tag=");
  replace_all(text, ";branch=", ";Branch=");
  replace_all(text, "<sip:", "<SIP:");
  return text;
}

// Each header with one more blank behind its colon.
std::string wider(const std::string& text) {
  sip::Message message;
  message.read(text);
  std::string out;
  std::size_t done = 0;
  for (const sip::Header& header : message.headers()) {
    const auto colon = static_cast<std::size_t>(header.name.data() + header.name.size() - text.data());
    if (text.compare(colon, 2, ": ") == 0) {
      out += text.substr(done, colon + 1 - done) + ' ';
      done = colon + 1;
    }
  }
  return out + text.substr(done);
}

std::string all_of(sip::Message& message, const std::string& text) {
  std::vector<sip::Fault> faults;
  message.read(text);
  sip::check(message, faults);
  return shown(message, faults);
}

// Calls with the values of changed messages.
template <class Take>
void each_value(unsigned long full, std::uint64_t seed, Take take) {
  tests::SipMaker maker(seed);
  sip::Message message;
  for (unsigned long round = tests::rounds(full); round > 0; --round) {
    const std::string text = maker.changed().text;
    message.read(text);
    for (const sip::Header& header : message.headers()) {
      take(header.id, std::string(header.value));
    }
  }
}

}  // namespace

TEST_CASE("addresses are read the same by the short and by the long way") {
  each_value(5'000, 1, [](sip::HeaderId id, const std::string& value) {
    if (id == sip::HeaderId::from || id == sip::HeaderId::to || id == sip::HeaderId::contact) {
      const std::string other = " " + renamed(value);
      REQUIRE_MESSAGE(shown(sip::read_address(value)) == shown(sip::read_address(other)), value);
    }
  });
}

TEST_CASE("Via is read the same by the short and by the long way") {
  each_value(5'000, 2, [](sip::HeaderId id, const std::string& value) {
    if (id == sip::HeaderId::via) {
      std::string other = renamed(value);
      if (other.starts_with("SIP/2.0/")) {
        other.insert(4, " ");
      }
      REQUIRE_MESSAGE(shown(sip::read_via(value)) == shown(sip::read_via(other)), value);
    }
  });
}

TEST_CASE("parameters are read the same with and without a blank") {
  each_value(5'000, 3, [](sip::HeaderId, const std::string& value) {
    for (std::size_t at = value.find(';'); at != std::string::npos; at = value.find(';', at + 1)) {
      const std::string tight = value.substr(at);
      const std::string loose = "; " + tight.substr(1);
      sip::Params one(tight);
      sip::Params other(loose);
      sip::Param param;
      sip::Param same;
      REQUIRE(one.next(param) == other.next(same));
      REQUIRE_MESSAGE(shown(param) == shown(same), tight);
      REQUIRE(one.next(param) == other.next(same));
      REQUIRE_MESSAGE(shown(param) == shown(same), tight);
    }
  });
}

TEST_CASE("a clean URI has no fault") {
  std::vector<sip::Fault> faults;
  const sip::Message none;
  sip::Sdp sdp;
  sip::FaultSink sink(none, faults, sdp);
  unsigned long clean = 0;
  unsigned long others = 0;
  each_value(5'000, 4, [&](sip::HeaderId, const std::string& value) {
    const std::string uri(sip::read_address(value).uri);
    const bool is_clean = sip::is_clean_uri(uri);
    ++(is_clean ? clean : others);
    if (is_clean) {
      sip::judge_uri(uri, sink);
      REQUIRE_MESSAGE((faults.empty() && sip::cut_uri(uri).headers.data() == nullptr), uri);
    }
  });
  CHECK(clean > 0);
  CHECK(others > 0);
}

TEST_CASE("messages are read and checked the same by the short and by the long way") {
  tests::SipMaker maker(5);
  sip::Message message;
  sip::Message other;
  for (unsigned long round = tests::rounds(5'000); round > 0; --round) {
    const std::string text = maker.changed().text;
    REQUIRE_MESSAGE(all_of(message, text) == all_of(other, renamed(wider(text))), text);
  }
}
