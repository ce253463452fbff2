// SIP messages as conference servers and phones write them, made by chance, and changed a little.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"

namespace confstate::tests {

class SipMaker {
 public:
  explicit SipMaker(std::uint64_t seed) : random_(seed) {}

  // A message that has no fault.
  [[nodiscard]] std::string message() {
    body_.clear();
    const bool response = random_.one_in(2);
    const std::string_view method = pick({"INVITE", "ACK", "BYE", "SUBSCRIBE", "NOTIFY", "REFER", "OPTIONS", "CANCEL",
                                          "UPDATE", "INFO", "MESSAGE", "REGISTER", "PRACK", "PUBLISH"});
    std::string text = response ? status_line() : std::string(method) + " " + uri() + " SIP/2.0\r\n";
    for (std::uint32_t vias = random_.between(1, 3); vias > 0; --vias) {
      text += header("Via", "v", via());
    }
    text += header("From", "f", address() + ";tag=" + token());
    text += header("To", "t", address() + (response || random_.one_in(2) ? ";tag=" + token() : ""));
    text += header("Call-ID", "i", token() + (random_.one_in(4) ? "" : "@" + host()));
    text += header("CSeq", "", std::to_string(random_.below(100000)) + " " + std::string(method));
    text += response ? "" : header("Max-Forwards", "", std::to_string(random_.below(71)));
    text += more_headers() + body_headers(method);
    return text + "\r\n" + body_;
  }

  // A message with one change, and where the change is: "start-line", the name of a header, "sdp", "body", "end".
  struct Changed {
    std::string text;
    std::string place;
  };

  [[nodiscard]] Changed changed() {
    std::string text = message();
    const std::uint32_t at = random_.below(static_cast<std::uint32_t>(text.size()));
    const std::string where = place(text, at);
    const std::size_t rest = text.size() - at;
    const std::size_t size = std::min<std::size_t>(rest, random_.between(1, 8));
    switch (random_.below(6)) {
      case 0:
        text[at] = static_cast<char>(random_.between(1, 255));
        break;
      case 1:
        text.erase(at, size);
        break;
      case 2:
        text.insert(at, text.substr(at, size));
        break;
      case 3:
        text.resize(at);
        return {text, "cut"};
      default:
        text.insert(at, insertion());
        break;
    }
    return {text, where};
  }

 private:
  std::string_view pick(std::initializer_list<std::string_view> words) {
    return *(words.begin() + random_.below(static_cast<std::uint32_t>(words.size())));
  }

  std::string_view insertion() {
    return pick({";", ",",  "<",           ">",  "\"", ":",    "@",   " ", "\r\n ", "%",    "[",        "]",
                 "=", "-1", "99999999999", "\\", "\t", "\r\n", "%41", "?", "/",     "\xc3", "\xc3\xa4", "&"});
  }

  std::string token() {
    std::string text;
    for (std::uint32_t size = random_.between(1, 12); size > 0; --size) {
      text += "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.~"[random_.below(65)];
    }
    return text;
  }

  std::string host() {
    switch (random_.below(4)) {
      case 0:
        return "[2001:db8::" + std::to_string(random_.below(9999)) + "]";
      case 1:
        return "192.0.2." + std::to_string(random_.below(256));
      default:
        return std::string(pick({"example.com", "Conf.Example.NET", "pbx-1.example.org", "a.b.c.example"}));
    }
  }

  std::string port() { return random_.one_in(3) ? ":" + std::to_string(random_.between(1024, 65535)) : ""; }

  std::string uri() {
    if (random_.one_in(16)) {
      return std::string(pick({"tel:+15551234567", "tel:7042;phone-context=example.com"}));
    }
    std::string text(random_.one_in(5) ? "sips:" : "sip:");
    text += random_.one_in(6) ? "" : std::string(pick({"alice", "bob", "conf-7", "+15551234", "a%20b", "x.y"})) + "@";
    text += host() + port();
    text += random_.one_in(4) ? std::string(pick({";transport=tcp", ";lr", ";user=phone;x", ";maddr=192.0.2.1"})) : "";
    return text;
  }

  std::string address() {
    switch (random_.below(6)) {
      case 0:
        return "\"" + std::string(pick({"Alice", "Bob, Jr.", "a \\\"b\\\" c", "<x>", ""})) + "\" <" + uri() + ">";
      case 1:
        return std::string(pick({"Alice ", "The Board  ", "x"})) + "<" + uri() + ">";
      case 2:
        return "sip:" + token() + "@" + host() + port();
      default:
        return "<" + uri() + ">";
    }
  }

  std::string via() {
    std::string text(pick({"SIP/2.0/UDP ", "SIP/2.0/TCP ", "SIP/2.0/TLS ", "SIP / 2.0 / UDP  ", "SIP/2.0/WSS "}));
    text += host() + port() + ";branch=z9hG4bK" + token();
    text += random_.one_in(3) ? std::string(pick({";rport", ";received=192.0.2.9;rport=5070", ";ttl=3", ";x=y"})) : "";
    return text;
  }

  // A header by its long or compact name, with the blanks that are allowed.
  std::string header(std::string_view name, std::string_view compact, std::string_view value) {
    const bool is_short = !compact.empty() && random_.one_in(6);
    const std::string_view colon = random_.one_in(8) ? pick({":", " : ", ":  ", ":\r\n ", "\t:"}) : ": ";
    return std::string(is_short ? compact : name) + std::string(colon) + std::string(value) + "\r\n";
  }

  std::string status_line() {
    return "SIP/2.0 " +
           std::string(pick({"100 Trying", "180 Ringing", "200 OK", "202 Accepted", "302 Moved Temporarily",
                             "404 Not Found", "486 Busy Here", "603 Decline"})) +
           "\r\n";
  }

  std::string more_headers() {
    std::string text;
    for (std::uint32_t count = random_.below(4); count > 0; --count) {
      text += "Contact: " + address() + (random_.one_in(3) ? ";expires=60" : ";isfocus") +
              (random_.one_in(3) ? ", " + address() : "") + "\r\n";
    }
    text += random_.one_in(3) ? header("Supported", "k", pick({"timer, replaces", "100rel", ""})) : "";
    text += random_.one_in(4) ? header("User-Agent", "", "Phone/1.0 (x; y)") : "";
    text += random_.one_in(4) ? header("Route", "", "<sip:" + host() + ";lr>") : "";
    text += random_.one_in(5) ? header("Event", "o", "conference;id=" + token()) : "";
    text += random_.one_in(5) ? header("Subject", "s", "board, weekly") : "";
    text += random_.one_in(5) ? header("X-Other", "", "a;b=c, \"d\"") : "";
    text += random_.one_in(6) ? header("Expires", "", std::to_string(random_.below(7200))) : "";
    return text;
  }

  std::string body_headers(std::string_view method) {
    if (method == "INVITE" || method == "UPDATE" || random_.one_in(3)) {
      body_ = description();
      return "Content-Type: application/sdp\r\n" + length();
    }
    if (random_.one_in(3)) {
      body_ = "<conference-info entity=\"sip:a@example.com\"/>\r\n";
      return header("Content-Type", "c", "application/conference-info+xml;charset=\"UTF-8\"") + length();
    }
    return length();
  }

  std::string length() { return header("Content-Length", "l", std::to_string(body_.size())); }

  std::string description() {
    const bool six = random_.one_in(3);
    const std::string address = six ? "IN IP6 2001:db8::1" : "IN IP4 192.0.2.1";
    std::string text = "v=0\r\no=- " + std::to_string(random_.below(99999)) + " 2 " + address +
                       "\r\ns=-\r\nc=" + address + "\r\nt=0 0\r\n";
    text += random_.one_in(4) ? "a=sendonly\r\n" : "";
    for (std::uint32_t streams = random_.between(1, 3); streams > 0; --streams) {
      text += "m=" + std::string(pick({"audio ", "video "})) + std::to_string(random_.below(65536)) +
              std::string(pick({" RTP/AVP 0 8", " RTP/SAVP 96", " RTP/AVPF 0"})) + "\r\na=rtpmap:0 PCMU/8000\r\n";
      text += random_.one_in(3) ? std::string(pick({"a=recvonly\r\n", "a=inactive\r\n", "a=sendrecv\r\n"})) : "";
    }
    return text;
  }

  static std::string place(std::string_view text, std::size_t at) {
    const std::size_t end = text.find("\r\n\r\n");
    if (at >= end + 4) {
      return text.find("v=0") < at ? "sdp" : "body";
    }
    if (at >= end) {
      return "end";
    }
    std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    while (begin > 0 && text[begin] == ' ') {
      begin = text.rfind('\n', begin - 2) + 1;
    }
    return begin == 0 ? "start-line" : std::string(text.substr(begin, text.find_first_of(" \t:", begin) - begin));
  }

  base::Random random_;
  std::string body_;
};

}  // namespace confstate::tests
