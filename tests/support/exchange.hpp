// Traces of one subscription, line by line, in the form that sngrep saves.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace confstate::tests {

// A subscription of Alice to the board. The clock stands still until at() sets it, in seconds after eight o'clock.
class Exchange {
 public:
  Exchange& at(unsigned second) {
    second_ = second;
    return *this;
  }
  Exchange& subscribe(unsigned number, std::string_view to_tag = "", std::string_view headers = kWanted) {
    return up(fmt::format("SUBSCRIBE sip:board@example.com SIP/2.0\n{}{}Contact: <sip:alice@198.51.100.7>\n",
                          ours(number, to_tag, "SUBSCRIBE"), headers));
  }
  Exchange& answer(unsigned number, std::string_view status, std::string_view tag = "f1",
                   std::string_view headers = "") {
    return down(fmt::format("SIP/2.0 {}\n{}Contact: <sip:board@192.0.2.10>;isfocus\n{}", status,
                            ours(number, tag, "SUBSCRIBE"), headers));
  }
  Exchange& notify(unsigned number, std::string_view document, std::string_view state = "active",
                   std::string_view tag = "f1", std::string_view type = "application/conference-info+xml") {
    const std::string content = document.empty() ? std::string() : fmt::format("Content-Type: {}\n", type);
    return down(fmt::format("NOTIFY sip:alice@198.51.100.7 SIP/2.0\n{}Contact: <sip:board@192.0.2.10>;isfocus\n"
                            "Event: conference\nSubscription-State: {}\n{}",
                            theirs(number, tag), state, content),
                document);
  }
  Exchange& reply(unsigned number, std::string_view status = "200 OK", std::string_view tag = "f1") {
    return up(fmt::format("SIP/2.0 {}\n{}", status, theirs(number, tag)));
  }
  // NOTIFY and its 200.
  Exchange& told(unsigned number, std::string_view document, std::string_view state = "active") {
    return notify(number, document, state).reply(number);
  }
  // SUBSCRIBE, 200, and NOTIFY 1 with this document.
  Exchange& begin(std::string_view document) { return subscribe(1).answer(1, "200 OK").told(1, document); }

  [[nodiscard]] const std::string& trace() const { return trace_; }

  static constexpr std::string_view kWanted =
      "Event: conference\nAccept: application/conference-info+xml\nExpires: 3600\nAuthorization: Digest a=\"b\"\n";

 private:
  static std::string ours(unsigned number, std::string_view tag, std::string_view method) {
    return fmt::format(
        "Via: SIP/2.0/TLS 198.51.100.7;branch=z9hG4bKs{0}\nFrom: <sip:alice@example.com>;tag=a1\n"
        "To: <sip:board@example.com>{1}{2}\nCall-ID: 7c\nCSeq: {0} {3}\n",
        number, tag.empty() ? "" : ";tag=", tag, method);
  }
  static std::string theirs(unsigned number, std::string_view tag) {
    return fmt::format(
        "Via: SIP/2.0/TLS 192.0.2.10;branch=z9hG4bKn{0}{1}\nFrom: <sip:board@example.com>;tag={1}\n"
        "To: <sip:alice@example.com>;tag=a1\nCall-ID: 7c\nCSeq: {0} NOTIFY\n",
        number, tag);
  }
  Exchange& up(const std::string& head, std::string_view body = "") {
    return add("198.51.100.7:5061 -> 192.0.2.10:5061", head, body);
  }
  Exchange& down(const std::string& head, std::string_view body = "") {
    return add("192.0.2.10:5061 -> 198.51.100.7:5061", head, body);
  }
  Exchange& add(std::string_view way, const std::string& head, std::string_view body) {
    trace_ += fmt::format("2026/11/21 20:{:02}:{:02}.{:06} {}\n{}\n{}\n\n", second_ / 60, second_ % 60, micro_++, way,
                          head, body);
    return *this;
  }

  std::string trace_;
  unsigned second_ = 0;
  unsigned micro_ = 0;  // so that all stay in order
};

}  // namespace confstate::tests
