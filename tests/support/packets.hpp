// Small captures as text, a line for each packet, for the examples on cards and for tests:
//
//   pcapng               the file is pcapng; else pcap
//   secrets              a block with TLS secrets (pcapng)
//   link 105             the link type of what follows; else 1, Ethernet
//   snap 100             packets are kept up to that length
//   port 40001           of the client, from here on; else 40000
//   time 20              milliseconds that pass; each packet takes one
//   udp 7 | TEXT         a datagram with that IP identification, from client to server
//   udp 7 0-64 | TEXT    a fragment: these bytes of the datagram, its UDP header (8 bytes) included
//   syn                  a connection begins
//   tcp 40 | TEXT        a segment at that place of the stream
//   back 0 | TEXT        one from the server
//   fin 40               the client closes there
//   cut 30               the file ends so many bytes earlier
//   damage 2             the second record says a length that cannot be
//
// In TEXT \r, \n, \\ and \xNN are undone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace confstate::tests {

[[nodiscard]] inline std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char c = text[++i];
    if (c == 'x') {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += c == 'r' ? '\r' : c == 'n' ? '\n' : c;
    }
  }
  return out;
}

inline void put_big(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) {
    out += static_cast<char>(value >> (8 * i) & 0xffU);
  }
}

inline void put_little(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out += static_cast<char>(value >> (8 * i) & 0xffU);
  }
}

// Makes the capture that a script describes.
class PacketScript {
 public:
  [[nodiscard]] std::string run(std::string_view script) {
    while (!script.empty()) {
      const std::size_t end = std::min(script.find('\n'), script.size());
      run_line(script.substr(0, end));
      script.remove_prefix(std::min(end + 1, script.size()));
    }
    return finish();
  }

 private:
  struct Record {
    std::string bytes;
    std::uint64_t time = 0;  // milliseconds
  };
  static constexpr std::uint64_t kFirst = 1000;  // sequence number of a stream's first byte
  static constexpr std::uint64_t kStart = 1'777'924'800'000;

  void run_line(std::string_view line) {
    const std::size_t bar = std::min(line.find(" | "), line.size());
    const std::string text = unescaped(line.substr(std::min(bar + 3, line.size())));
    std::vector<std::string> words;
    std::string head(line.substr(0, bar));
    for (std::size_t at = 0; at < head.size();) {
      const std::size_t end = std::min(head.find(' ', at), head.size());
      words.push_back(head.substr(at, end - at));
      at = end + 1;
    }
    words.resize(3);
    const auto number = [&words] { return words[1].empty() ? 0 : std::stoll(words[1]); };
    const auto value = static_cast<std::uint64_t>(number());
    if (words[0] == "udp") {
      add_datagram(value, words[2], text);
    } else if (words[0] == "tcp" || words[0] == "back") {
      add_segment(words[0] == "tcp", kFirst + value, 0x18, text);
    } else if (words[0] == "syn") {
      add_segment(true, kFirst - 1, 0x02, "");
      add_segment(false, kFirst - 1, 0x12, "");
    } else if (words[0] == "fin") {
      add_segment(true, kFirst + value, 0x11, "");
    } else {
      set(words[0], number());
    }
  }

  void set(const std::string& word, long long value) {
    const auto number = static_cast<std::uint64_t>(value);
    pcapng_ = pcapng_ || word == "pcapng";
    secrets_ = secrets_ || word == "secrets";
    link_ = word == "link" ? number : link_;
    snap_ = word == "snap" ? number : snap_;
    port_ = word == "port" ? number : port_;
    time_ += word == "time" ? static_cast<std::uint64_t>(value) : 0;
    cut_ = word == "cut" ? number : cut_;
    damage_ = word == "damage" ? number : damage_;
  }

  void add_datagram(std::uint64_t id, const std::string& part, const std::string& text) {
    std::string datagram;
    put_big(datagram, 5060, 2);
    put_big(datagram, 5060, 2);
    put_big(datagram, 8 + text.size(), 2);
    put_big(datagram, 0, 2);
    datagram += text;
    if (part.empty()) {
      add_packet(17, id, 0, datagram, true);
      return;
    }
    const std::size_t begin = std::stoul(part);
    const std::size_t end = std::stoul(part.substr(part.find('-') + 1));
    add_packet(17, id, (end < datagram.size() ? 0x2000U : 0U) | begin / 8, datagram.substr(begin, end - begin), true);
  }

  void add_segment(bool forward, std::uint64_t sequence, unsigned flags, const std::string& text) {
    std::string segment;
    put_big(segment, forward ? port_ : 5060, 2);
    put_big(segment, forward ? 5060 : port_, 2);
    put_big(segment, sequence, 4);
    put_big(segment, kFirst, 4);
    put_big(segment, 0x5000U | flags, 2);
    put_big(segment, 0xffff, 2);
    put_big(segment, 0, 4);
    add_packet(6, ++id_, 0, segment + text, forward);
  }

  void add_packet(unsigned protocol, std::uint64_t id, std::uint64_t fragment, const std::string& payload,
                  bool forward) {
    std::string packet(12, '\0');
    put_big(packet, 0x0800, 2);
    put_big(packet, 0x4500, 2);
    put_big(packet, 20 + payload.size(), 2);
    put_big(packet, id, 2);
    put_big(packet, fragment, 2);
    put_big(packet, 64U << 8U | protocol, 2);
    put_big(packet, 0, 2);
    put_big(packet, forward ? 0xc000020aU : 0xc6336407U, 4);
    put_big(packet, forward ? 0xc6336407U : 0xc000020aU, 4);
    records_.push_back({packet + payload, time_++});
  }

  [[nodiscard]] std::string finish() const {
    std::string file = pcapng_ ? begin_pcapng() : begin_pcap();
    for (std::size_t i = 0; i < records_.size(); ++i) {
      file += pcapng_ ? block(records_[i]) : record(records_[i], i + 1 == damage_);
    }
    file.resize(file.size() - cut_);
    return file;
  }

  [[nodiscard]] std::string begin_pcap() const {
    std::string file;
    put_little(file, 0xa1b2c3d4U, 4);
    put_little(file, 2, 2);
    put_little(file, 4, 2);
    put_little(file, 0, 8);
    put_little(file, 262'144, 4);
    put_little(file, link_, 4);
    return file;
  }

  [[nodiscard]] std::string record(const Record& record, bool damaged) const {
    std::string out;
    const std::string kept = record.bytes.substr(0, snap_);
    put_little(out, record.time / 1000, 4);
    put_little(out, record.time % 1000 * 1000, 4);
    put_little(out, damaged ? 0x7fffffffU : kept.size(), 4);
    put_little(out, record.bytes.size(), 4);
    return out + kept;
  }

  [[nodiscard]] static std::string boxed(std::uint64_t type, std::string body) {
    body.resize((body.size() + 3) / 4 * 4);
    std::string out;
    put_little(out, type, 4);
    put_little(out, 12 + body.size(), 4);
    out += body;
    put_little(out, 12 + body.size(), 4);
    return out;
  }

  [[nodiscard]] std::string begin_pcapng() const {
    std::string section;
    put_little(section, 0x1a2b3c4dU, 4);
    put_little(section, 1, 4);
    put_little(section, ~std::uint64_t{0}, 8);
    std::string interface;
    put_little(interface, link_, 4);
    put_little(interface, 0, 4);
    const std::string file = boxed(0x0a0d0d0aU, section) + boxed(1, interface);
    return secrets_ ? file + boxed(10, std::string("KSLT\4\0\0\0key\n", 12)) : file;
  }

  [[nodiscard]] static std::string block(const Record& record) {
    std::string body;
    const std::uint64_t stamp = record.time * 1000;
    put_little(body, 0, 4);
    put_little(body, stamp >> 32U, 4);
    put_little(body, stamp & 0xffffffffU, 4);
    put_little(body, record.bytes.size(), 4);
    put_little(body, record.bytes.size(), 4);
    return boxed(6, body + record.bytes);
  }

  bool pcapng_ = false;
  bool secrets_ = false;
  std::uint64_t link_ = 1;
  std::uint64_t snap_ = 262'144;
  std::uint64_t port_ = 40'000;
  std::uint64_t time_ = kStart;
  std::uint64_t cut_ = 0;
  std::uint64_t damage_ = 0;
  std::uint64_t id_ = 100;  // IP identification of segments
  std::vector<Record> records_;
};

[[nodiscard]] inline std::string capture_of(std::string_view script) {
  return PacketScript().run(script);
}

}  // namespace confstate::tests
