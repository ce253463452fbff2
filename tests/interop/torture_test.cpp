// The 49 messages of RFC 4475, and ours about IPv6, beside osip2 and sofia-sip: what must be read is read, what must be
// flagged is flagged.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/sip_facts.hpp"
#include "support/sip_judges.hpp"
#include "support/skip.hpp"

namespace {

using namespace confstate;
using tests::Fact;

// What RFC 4475 says about each message.
enum class Class : char {
  read = 'A',   // must be read
  flag = 'R',   // must be flagged
  either = 'L'  // flagged, but a liberal element may accept it
};

constexpr std::string_view kRead =
    "wsinv intmeth esc01 escnull esc02 lwsdisp longreq dblreq semiuri transports mpart01 unreason noreason badbranch "
    "unkscm novelsc unksm2 bext01 invut regaut01 bcast zeromf cparam01 cparam02 regescrt sdp01 inv2543";
constexpr std::string_view kFlagged =
    "badinv01 clerr ncl scalar02 scalarlg quotbal ltgtruri lwsruri baddn badvers mismatch01 mismatch02 bigcode insuf "
    "multi01 mcl01";
constexpr std::string_view kEither = "lwsstart trws escruri baddate regbadct badaspec";

std::map<std::string, Class> classes() {
  std::map<std::string, Class> all;
  for (const auto& [names, kind] : {std::pair{kRead, Class::read}, {kFlagged, Class::flag}, {kEither, Class::either}}) {
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find(' ', at), names.size());
      all[std::string(names.substr(at, end - at))] = kind;
      at = end + 1;
    }
  }
  return all;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool is_right(Class wanted, bool refused, bool flagged) {
  return wanted == Class::read ? !refused : wanted == Class::flag ? refused : flagged && !refused;
}

struct Score {
  int read = 0;
  int flagged = 0;
};

void count(Score& score, Class wanted, const std::string& verdict) {
  score.read += wanted == Class::read && verdict == "accepts" ? 1 : 0;
  score.flagged += wanted == Class::flag && verdict != "accepts" ? 1 : 0;
}

}  // namespace

TEST_CASE("the messages of RFC 4475 are read or flagged as it says") {
  const std::filesystem::path folder = tests::oracles_or_skip("oracle/torture");
  if (folder.empty()) {
    return;
  }
  Score ours;
  Score theirs;
  Score sofias;
  std::printf("%-12s %-5s %-8s %-8s %-8s what we say\n", "message", "class", "we", "osip2", "sofia");
  for (const auto& [name, wanted] : classes()) {
    const std::string file = name;
    CAPTURE(file);
    const std::string text = read_file(folder / (name + ".dat"));
    REQUIRE_FALSE(text.empty());
    std::vector<sip::Fault> faults;
    const tests::Facts facts = tests::our_facts(text, faults);
    const tests::Facts second = tests::osip_facts(text);
    const tests::Facts third = tests::sofia_facts({text}).front();
    const bool refused = tests::refuses(faults);
    CHECK(is_right(wanted, refused, !faults.empty()));
    count(ours, wanted, facts[Fact::verdict]);
    count(theirs, wanted, second[Fact::verdict]);
    count(sofias, wanted, third[Fact::verdict]);
    std::printf("%-12s %-5c %-8s %-8s %-8s", name.c_str(), static_cast<char>(wanted), facts[Fact::verdict].c_str(),
                second[Fact::verdict].c_str(), third[Fact::verdict].c_str());
    std::set<std::string_view> kinds;
    for (const sip::Fault& fault : faults) {
      kinds.insert(sip::to_string(fault.kind));
    }
    for (const std::string_view kind : kinds) {
      std::printf(" %s", std::string(kind).c_str());
    }
    std::printf("\n");
  }
  std::printf("read of 27: %d, %d, %d; flagged of 16: %d, %d, %d\n", ours.read, theirs.read, sofias.read, ours.flagged,
              theirs.flagged, sofias.flagged);
  CHECK(ours.read == 27);
  CHECK(ours.flagged == 16);
}

TEST_CASE("a message that only lacks its last empty line is flagged for more than that") {
  const std::filesystem::path folder = tests::oracles_or_skip("oracle/torture");
  if (folder.empty()) {
    return;
  }
  std::vector<sip::Fault> faults;
  tests::our_facts(read_file(folder / "baddn.dat") + "\r\n", faults);
  CHECK(tests::refuses(faults));
}

namespace {

// Our messages about IPv6 (topics of RFC 5118), by their numbers, and the fault that must be found; empty: none.
struct Six {
  std::string_view name;
  std::string_view fault;
  std::string_view via_host;
  std::string_view from;  // scheme, user, host and port
};

constexpr std::string_view kAlice = "sip alice example.com ";
constexpr Six kSix[] = {
    {"01-uri-reference", "", "2001:db8::9", kAlice},
    {"02-uri-no-brackets", "bad_uri", "2001:db8::9", kAlice},  // RFC 5118 section 4.2: 400
    {"03-port-ambiguous", "", "2001:db8::9", kAlice},          // section 4.3: the port is part of the address
    {"04-port-clear", "", "2001:db8::9", kAlice},
    {"05-received-brackets", "", "2001:db8::9", kAlice},  // section 4.5: both forms are read
    {"06-received-bare", "", "2001:db8::9", kAlice},
    {"07-sdp-addresses", "", "2001:db8::9", kAlice},
    {"08-mixed-vias", "", "2001:db8::9:1", kAlice},
    {"09-sdp-multiple", "", "2001:db8::9", kAlice},
    {"10-mapped", "", "::ffff:192.0.2.2", kAlice},
    {"11-three-colons", "", "2001:db8::9", kAlice},  // section 4.10: be liberal, the address is somebody else's affair
    {"12-routes", "", "2001:db8::9", kAlice},
    {"13-open-bracket", "bad_via", "", kAlice},
    {"14-via-no-brackets", "bad_via", "2001", kAlice},
    {"15-refer", "", "2001:db8::9", "sips alice 2001:db8::9 5061"},
};

}  // namespace

TEST_CASE("messages with IPv6 addresses are read or flagged as RFC 5118 says") {
  std::printf("%-22s %-8s %-8s %-8s what we say\n", "message", "we", "osip2", "sofia");
  for (const Six& six : kSix) {
    CAPTURE(six.name);
    const auto path =
        std::filesystem::path(CONFSTATE_SOURCE_DIR) / "testdata/sip/ipv6" / (std::string(six.name) + ".sip");
    const std::string text = read_file(path);
    REQUIRE_FALSE(text.empty());
    std::vector<sip::Fault> faults;
    const tests::Facts facts = tests::our_facts(text, faults);
    std::set<std::string_view> kinds;
    for (const sip::Fault& fault : faults) {
      kinds.insert(sip::to_string(fault.kind));
    }
    CHECK(kinds == (six.fault.empty() ? std::set<std::string_view>{} : std::set<std::string_view>{six.fault}));
    CHECK(facts[Fact::via_host] == six.via_host);
    CHECK(facts[Fact::from_uri] == six.from);
    std::printf("%-22s %-8s %-8s %-8s %s\n", std::string(six.name).c_str(), facts[Fact::verdict].c_str(),
                tests::osip_facts(text)[Fact::verdict].c_str(),
                tests::sofia_facts({text}).front()[Fact::verdict].c_str(), std::string(six.fault).c_str());
  }
}
