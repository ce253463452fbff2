#include "capture/pseudonyms.hpp"

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "crypto/keyed_hash.hpp"

using namespace confstate;

namespace {

capture::Pseudonyms with(std::string key) {
  return capture::Pseudonyms(*crypto::KeyedHash::with_key(std::move(key)));
}

capture::Pseudonyms names() {
  return with("a key of the unit tests");
}

capture::Endpoint end(std::array<std::uint8_t, 16> address, std::uint8_t family) {
  return {address, 5060, family};
}

}  // namespace

TEST_CASE("words keep their length, their case and where their digits are; no two become one") {
  auto all = names();
  const std::string alice = all.word("Alice7");
  REQUIRE(alice.size() == 6);
  CHECK(alice != "Alice7");
  CHECK((alice[0] >= 'A' && alice[0] <= 'Z'));
  CHECK((alice[1] >= 'a' && alice[1] <= 'z'));
  CHECK(capture::is_decimal(alice[5]));
  CHECK(all.word("ALICE7") == std::string(1, alice[0]) + [&] {
    std::string rest = alice.substr(1);
    for (char& c : rest) {
      c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    return rest;
  }());
  std::set<std::string> made;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      made.insert(all.word(std::string{a, b}));
    }
  }
  CHECK(made.size() == 26 * 26);
}

TEST_CASE("one key gives the same pseudonyms in two runs, another key others") {
  CHECK(names().word("alice") == names().word("alice"));
  CHECK(names().host("conf.acme.com") == names().host("conf.acme.com"));
  CHECK(names().word("alice") != with("another key of the tests").word("alice"));
}

TEST_CASE("a word of one character never stays itself; nobody stays nobody") {
  auto all = names();
  for (char c = '0'; c <= '9'; ++c) {
    CHECK(all.word(std::string(1, c)) != std::string(1, c));
  }
  CHECK(all.user("anonymous") == "anonymous");
  CHECK(all.word("Anonymous") == "Anonymous");
}

TEST_CASE("a number is the same number however it is written, and as long as it was") {
  auto all = names();
  const std::string plain = all.user("+4930123456");
  CHECK(plain.size() == 11);
  CHECK(plain.front() == '+');
  CHECK(plain != "+4930123456");
  std::string separated = all.user("+49-30-123.456");
  CHECK(separated[3] == '-');
  CHECK(separated[10] == '.');
  std::erase(separated, '-');
  std::erase(separated, '.');
  CHECK(separated == plain);
  CHECK(all.word("4930123456") == plain.substr(1));
}

TEST_CASE("an escaped user is the user; other escapes stay") {
  auto all = names();
  CHECK(all.user("%61lice") == all.user("alice"));
  CHECK(all.user("alice%20smith") == all.user("alice") + "%20" + all.user("smith"));
  CHECK(all.user("%zz").substr(0, 3) == "%zz");
}

TEST_CASE("words of other scripts become other words that are not ASCII; bytes that are no UTF-8 are no words") {
  auto all = names();
  const std::string made = all.word("王美");
  CHECK(made.size() == 8);
  CHECK(made.starts_with("\xc3\xb6"));
  CHECK(std::all_of(made.begin() + 2, made.end(), capture::is_latin));
  const std::string name = all.word("J\xc3\xb6rg");
  CHECK(all.word("J\xc3\xb6rg") == name);
  CHECK(all.user("\xff\xc0") == "\xff\xc0");
  CHECK(capture::word_at("J\xc3\xb6rg", 0) == 5);
}

TEST_CASE("hosts of one domain stay in one domain, in any case, below .test") {
  auto all = names();
  const std::string domain = all.host("acme-company.com");
  CHECK(domain.ends_with(".test"));
  CHECK(domain.size() == std::string_view("acme-company.com").size());
  CHECK(all.host("conf.acme-company.com").ends_with("." + domain));
  CHECK(all.host("a.b.acme-company.com.").ends_with("." + domain + "."));
  CHECK(all.host("one.co.uk") != all.host("two.co.uk"));
  CHECK(all.host("www.one.co.uk").ends_with("." + all.host("one.co.uk")));
  std::string upper = all.host("ACME-COMPANY.COM");
  for (char& c : upper) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  CHECK(upper == domain);
  CHECK(all.host("b\xc3\xbc"
                 "cher.de") == all.host("xn--bcher-kva.de"));
}

TEST_CASE("a broken host stays broken") {
  auto all = names();
  CHECK(all.host("-bad-.com").front() == '-');
  CHECK(all.host("a..b").find("..") != std::string::npos);
  CHECK(all.host("focus").find('.') == std::string::npos);
}

TEST_CASE("names and addresses for documentation, and the host itself, stay") {
  auto all = names();
  for (const char* host :
       {"example.com", "conf.EXAMPLE.net", "a.b.example", "anonymous.invalid", "x.test", "localhost", "192.0.2.10",
        "198.51.100.7", "203.0.113.255", "127.0.0.1", "0.0.0.0", "224.0.1.75", "[2001:DB8::1]", "::1", "[::]"}) {
    CHECK(all.host(host) == host);
  }
  CHECK(all.host("myexample.com") != "myexample.com");
  CHECK(all.host("192.0.3.10") != "192.0.3.10");
}

TEST_CASE("addresses of one network stay in one network, each its own") {
  auto all = names();
  std::set<std::string> hosts;
  const std::string first = all.host("10.1.2.0");
  for (int i = 0; i < 256; ++i) {
    const std::string made = all.host("10.1.2." + std::to_string(i));
    CHECK(made.substr(0, made.rfind('.')) == first.substr(0, first.rfind('.')));
    hosts.insert(made);
  }
  CHECK(hosts.size() == 256);
  std::set<std::string> networks;
  for (int i = 0; i < 2000; ++i) {
    networks.insert(all.host("10." + std::to_string(i / 256) + "." + std::to_string(i % 256) + ".1"));
  }
  CHECK(networks.size() == 2000);
}

TEST_CASE("IPv6 addresses go below 2001:db8::/32, brackets and mapped addresses stay what they are") {
  auto all = names();
  const std::string one = all.host("[2a00:1450::5]");
  CHECK(one.starts_with("[2001:db8:"));
  CHECK(one.back() == ']');
  CHECK(all.host("[2A00:1450:0:0:0:0:0:5]") == one);
  CHECK(all.host("2a00:1450::5") == one.substr(1, one.size() - 2));
  CHECK(all.host("::ffff:10.1.2.3").find(all.host("10.1.2.3")) != std::string::npos);
}

TEST_CASE("the end of a transport has the address that its text has; the port stays") {
  auto all = names();
  const capture::Endpoint made = all.endpoint(end({10, 1, 2, 3}, 4));
  CHECK(capture::write_endpoint(made) == all.host("10.1.2.3") + ":5060");
  const capture::Endpoint six = all.endpoint(end({0x2a, 0, 0x14, 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5}, 6));
  CHECK(capture::write_endpoint(six) == all.host("[2a00:1450::5]") + ":5060");
  CHECK(all.endpoint(capture::Endpoint{}) == capture::Endpoint{});
}

TEST_CASE("secrets become zeros, hexadecimal digits others in the same places") {
  auto all = names();
  CHECK(capture::blank("aB3+/=\"x\"") == "000+/=\"0\"");
  const std::string made = all.hexadecimal("12:DF:3e");
  CHECK(made.size() == 8);
  CHECK(made[2] == ':');
  CHECK(made != "12:DF:3e");
  CHECK(all.hexadecimal("12:DF:3e") == made);
}
