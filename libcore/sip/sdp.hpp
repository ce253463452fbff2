// Session descriptions (RFC 8866), over the bytes of a body.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sip/fault.hpp"

namespace confstate::sip {

// a=name:value or a=name; `value` is empty then.
struct SdpAttribute {
  std::string_view name;
  std::string_view value;
};

// c=IN IP4 192.0.2.1/127
struct SdpConnection {
  std::string_view net_type;
  std::string_view address_type;
  std::string_view address;  // with /ttl and /count; empty where there is no c= line

  [[nodiscard]] bool is_hold() const { return address == "0.0.0.0"; }  // RFC 2543 style
};

struct SdpOrigin {
  std::string_view user;
  std::string_view session;
  std::string_view version;
  std::string_view net_type;
  std::string_view address_type;
  std::string_view address;
};

enum class SdpDirection : std::uint8_t { sendrecv, sendonly, recvonly, inactive };
[[nodiscard]] std::string_view to_string(SdpDirection direction);

struct SdpMedia {
  std::string_view line;  // what stands behind "m="
  std::string_view type;  // "audio"
  std::uint16_t port = 0;
  bool port_ok = false;  // false: the port is no port, `port` is 0
  std::uint32_t count = 1;
  std::string_view proto;                           // "RTP/AVP"
  std::string_view formats;                         // blank-separated
  SdpConnection connection;                         // its own, else that of the session
  SdpDirection direction = SdpDirection::sendrecv;  // its own, else that of the session
  std::uint32_t first_attribute = 0;
  std::uint32_t attributes = 0;
};

// A description over text that must outlive it; keeps its memory from one read to the next.
class Sdp {
 public:
  // Reads a description; forgets the one before. True where it has no fault of level field.
  bool read(std::string_view text);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const SdpOrigin& origin() const { return origin_; }
  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] const SdpConnection& connection() const { return connection_; }
  [[nodiscard]] SdpDirection direction() const { return direction_; }
  [[nodiscard]] std::span<const SdpMedia> media() const { return media_; }
  [[nodiscard]] std::span<const SdpAttribute> attributes() const;
  [[nodiscard]] std::span<const SdpAttribute> attributes(const SdpMedia& media) const;
  // The value of an attribute of a stream: its own, else that of the session; null data where neither has it.
  [[nodiscard]] std::string_view attribute(const SdpMedia& media, std::string_view name) const;
  // Spans are in text().
  [[nodiscard]] std::span<const Fault> faults() const { return faults_; }

 private:
  void clear(std::string_view text);
  void read_line(std::string_view line);
  void check_order(char letter, std::string_view line);
  void read_origin(std::string_view value);
  void read_connection_line(std::string_view value);
  void check_address();
  void read_media(std::string_view value);
  void read_attribute(std::string_view value);
  void read_direction(SdpDirection direction, std::string_view value);
  void finish();
  void fault(FaultKind kind, std::string_view part);

  std::string_view text_;
  SdpOrigin origin_;
  std::string_view name_;
  SdpConnection connection_;
  SdpDirection direction_ = SdpDirection::sendrecv;
  std::uint32_t session_attributes_ = 0;
  std::uint32_t seen_ = 0;       // which letters of the session were there
  char last_ = 0;                // the letter of the line before
  bool direction_seen_ = false;  // in this section
  bool disordered_ = false;
  std::vector<SdpMedia> media_;
  std::vector<SdpAttribute> attributes_;
  std::vector<Fault> faults_;
};

}  // namespace confstate::sip
