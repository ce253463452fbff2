// Writers of text logs, each in the form of the program it is named for: what they write, the readers must give back.
#pragma once

#include <array>
#include <cstdint>
#include <ctime>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bytes/stream.hpp"
#include "capture/read.hpp"
#include "capture/text.hpp"

namespace confstate::tests {

// A message as it was sent, at a time in nanoseconds since 1970.
struct Sent {
  std::int64_t time = 0;
  std::string from;  // "192.0.2.1:5060"
  std::string to;
  std::string transport;  // "udp", ...
  bool is_out = false;    // sent by the program that writes the log
  std::string bytes;
};

inline std::tm utc(std::int64_t time) {
  const std::time_t seconds = time / 1'000'000'000;
  std::tm out{};
  gmtime_r(&seconds, &out);
  return out;
}

inline std::string stamp(const char* form, std::int64_t time) {
  std::array<char, 64> out{};
  const std::tm parts = utc(time);
  (void)std::strftime(out.data(), out.size(), form, &parts);
  return out.data();
}

inline std::string micros(std::int64_t time) {
  return fmt::format("{:06}", time / 1000 % 1'000'000);
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// As Asterisk and FreeSWITCH write it.
inline std::string with_line_feeds(const std::string& text) {
  return replaced(text, "\r\n", "\n");
}

inline std::string upper(std::string text) {
  for (char& c : text) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

inline bool is_request(const Sent& sent) {
  return sent.bytes.compare(0, 4, "SIP/") != 0;
}

// `spelling` 0 to 2: as versions of SIPp have it.
inline std::string write_sipp(const Sent& sent, int spelling = 0) {
  static constexpr std::array<const char*, 3> kSent = {"sent ({} bytes)", "sent [{}] bytes", "sent ({} bytes)"};
  static constexpr std::array<const char*, 3> kReceived = {"received [{}] bytes ", "received [{}] bytes",
                                                           "received ({} bytes)"};
  const auto form = static_cast<std::size_t>(spelling);
  const std::string way =
      fmt::format(fmt::runtime(sent.is_out ? kSent.at(form) : kReceived.at(form)), sent.bytes.size());
  return fmt::format("----------------------------------------------- {}.{}\n{} message {}:\n\n{}\n",
                     stamp("%Y-%m-%d %H:%M:%S", sent.time), micros(sent.time), upper(sent.transport), way, sent.bytes);
}

inline std::string host_of(const std::string& end) {
  return end.substr(0, end.rfind(':'));
}

inline std::string port_of(const std::string& end) {
  return end.substr(end.rfind(':') + 1);
}

inline std::string write_sipdump(const Sent& sent) {
  return fmt::format(
      "====================\ntag: {}\npid: 2201\nprocess: 3\ntime: {}.{}\ndate: {}\nproto: {} {}\nsrcip: {}\nsrcport: "
      "{}\ndstip: {}\ndstport: {}\n~~~~~~~~~~~~~~~~~~~~\n{}||||||||||||||||||||\n",
      sent.is_out ? "snd" : "rcv", sent.time / 1'000'000'000, micros(sent.time), stamp("%c", sent.time), sent.transport,
      sent.from[0] == '[' ? "ipv6" : "ipv4", host_of(sent.from), port_of(sent.from), host_of(sent.to), port_of(sent.to),
      sent.bytes);
}

inline std::string write_sngrep(const Sent& sent) {
  return fmt::format("{}.{} {} -> {}\n{}\n\n", stamp("%Y/%m/%d %H:%M:%S", sent.time), micros(sent.time), sent.from,
                     sent.to, sent.bytes);
}

// As ngrep prints a payload by lines.
inline std::string dotted(const std::string& payload) {
  std::string out;
  for (const char c : payload) {
    out += c == '\n' || (c >= ' ' && c <= '~') ? c : '.';
  }
  return out;
}

inline std::string ngrep_packet(const Sent& sent, const std::string& payload, const std::string& from,
                                const std::string& to, const std::string& flags) {
  return fmt::format("\n{} {}.{} {} -> {}{} #1\n{}\n", sent.transport == "udp" ? 'U' : 'T',
                     stamp("%Y/%m/%d %H:%M:%S", sent.time), micros(sent.time), from, to, flags, dotted(payload));
}

// In packets of at most `size` bytes of payload.
inline std::string write_ngrep(const Sent& sent, std::size_t size = 1460) {
  std::string out;
  for (std::size_t at = 0; at < sent.bytes.size(); at += size) {
    const bool is_fragment = sent.transport == "udp" && at > 0;
    out += ngrep_packet(sent, sent.bytes.substr(at, size), is_fragment ? host_of(sent.from) : sent.from,
                        is_fragment ? host_of(sent.to) : sent.to,
                        is_fragment               ? fmt::format(" +7@{}:{}", at + 8, sent.bytes.substr(at, size).size())
                        : sent.transport == "tcp" ? " [AP]"
                                                  : "");
  }
  return out;
}

inline std::string write_pjsip(const Sent& sent, const char* form = "%b %d %H:%M:%S") {
  return fmt::format("[{}] VERBOSE[1201] res_pjsip_logger.c: <--- {} SIP {} ({} bytes) {} {}:{} --->\n{}\n",
                     stamp(form, sent.time), sent.is_out ? "Transmitting" : "Received",
                     is_request(sent) ? "request" : "response", sent.bytes.size(), sent.is_out ? "to" : "from",
                     upper(sent.transport), sent.is_out ? sent.to : sent.from, with_line_feeds(sent.bytes));
}

// `prefixed`: every line has the prefix of the log.
inline std::string write_chan_sip(const Sent& sent, bool prefixed = false) {
  const std::string prefix =
      fmt::format("[{}] VERBOSE[1201][C-0000002a] chan_sip.c: ", stamp("%b %d %H:%M:%S", sent.time));
  const std::string body = with_line_feeds(sent.bytes);
  std::string head = fmt::format("<--- SIP read from {}:{} --->\n", upper(sent.transport), sent.from);
  std::string tail = "\n<------------->\n--- (8 headers 0 lines) ---\n";
  if (sent.is_out) {
    head = is_request(sent) ? fmt::format("Reliably Transmitting (no NAT) to {}:\n", sent.to)
                            : fmt::format("<--- Transmitting (NAT) to {} --->\n", sent.to);
    tail = is_request(sent) ? "\n---\n" : "\n<------------>\n";
  }
  const std::string all = head + body + tail;
  if (!prefixed) {
    return prefix + all;
  }
  return prefix + replaced(all.substr(0, all.size() - 1), "\n", "\n" + prefix) + "\n";
}

inline std::string write_freeswitch(const Sent& sent, bool old_dialect = false) {
  const std::string& peer = sent.is_out ? sent.to : sent.from;
  const bool is_ipv6 = peer[0] == '[';
  const std::string indent = old_dialect ? "   " : "";
  const std::string rule = indent + std::string(72, '-') + "\n";
  const std::string head =
      fmt::format("{} {} bytes {} {}/{}:{} at {}.{}:\n", sent.is_out ? "send" : "recv", sent.bytes.size(),
                  sent.is_out ? "to" : "from", sent.transport, is_ipv6 ? host_of(peer) : "[" + host_of(peer) + "]",
                  port_of(peer), stamp("%H:%M:%S", sent.time), micros(sent.time));
  const std::string body = with_line_feeds(sent.bytes);
  if (!old_dialect) {
    return head + rule + body + "\n";
  }
  return head + rule + indent + replaced(body, "\n", "\n" + indent) + "\n" + rule;
}

inline std::string hex(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

// One packet with one or several messages; the caller writes the brackets and commas around them.
inline std::string write_tshark(const Sent& sent, const std::vector<std::string>& more = {}) {
  const bool is_ipv6 = sent.from[0] == '[';
  const auto address = [&](const std::string& end) {
    return is_ipv6 ? host_of(end).substr(1, host_of(end).size() - 2) : host_of(end);
  };
  std::string raw = fmt::format(R"(["{}",42,514,0,1])", hex(sent.bytes));
  for (const std::string& each : more) {
    raw += fmt::format(R"(,["{}",42,514,0,1])", hex(each));
  }
  raw = more.empty() ? raw : "[" + raw + "]";
  const char* ip = is_ipv6 ? "ipv6" : "ip";
  const std::string carrier = sent.transport == "tls" ? "tcp" : sent.transport;
  return fmt::format(
      R"({{"_index":"packets","_source":{{"layers":{{"frame_raw":["00",0,1,0,1],"frame":{{"frame.time_epoch":"{}.{:09}",)"
      R"("frame.number":"4"}},"{}":{{"{}.src":"{}","{}.dst":"{}"}},"{}":{{"{}.srcport":"{}","{}.dstport":"{}"}},{}"sip_raw":{},"sip":{{"sip.Via_raw":["00",1,2,3,4]}}}}}}}})",
      sent.time / 1'000'000'000, sent.time % 1'000'000'000, ip, ip, address(sent.from), ip, address(sent.to), carrier,
      carrier, port_of(sent.from), carrier, port_of(sent.to), sent.transport == "tls" ? R"("tls":{},)" : "", raw);
}

// All that a reader says about a log.
struct Heard {
  struct Message {
    capture::Record record;
    std::string bytes;
  };
  std::vector<Message> messages;
  std::vector<capture::Notice> notices;
  capture::Totals totals;

  [[nodiscard]] std::size_t count(capture::NoticeKind kind) const {
    std::size_t found = 0;
    for (const capture::Notice& notice : notices) {
      found += notice.kind == kind ? 1 : 0;
    }
    return found;
  }
};

inline Heard hear(const std::string& log, capture::Format format, const capture::Settings& settings = {}) {
  Heard heard;
  capture::Listener listener;
  listener.record = [&](const capture::Record& record) {
    heard.messages.push_back({record, std::string(record.bytes)});
    heard.messages.back().record.bytes = {};
  };
  listener.notice = [&](const capture::Notice& notice) { heard.notices.push_back(notice); };
  bytes::Stream stream{std::string_view(log)};
  heard.totals = capture::read_text(stream, format, settings, listener).value();
  return heard;
}

}  // namespace confstate::tests
