// sip: SIP messages, the values in their headers, session descriptions and bodies. It may use base, bytes, diag and
// uri. It never judges a conversation: it reads one message at a time, keeps what is wrong with its place, and never
// copies what it reads.
//
// This header reads one message.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "sip/fault.hpp"
#include "sip/keys.hpp"
#include "sip/names.hpp"

namespace confstate::sip {

inline constexpr std::size_t kMaxHeaders = 10'000;

enum class Framing : std::uint8_t {
  datagram,  // ends where its bytes end; without Content-Length the body is the rest
  stream,    // as a datagram, but without Content-Length there is no body
  fragment,  // message/sipfrag (RFC 3420): start line, headers and body may each be missing
  part,      // of a multipart body: headers and a body, no start line; Content-Length does not count
};

// One header line with its continuation lines.
struct Header {
  HeaderId id = HeaderId::other;
  std::uint16_t next = 0;  // index of the next header with this id; 0: none (a first header is never a next one)
  std::string_view name;   // as written
  std::string_view value;  // without blanks at its ends; folds within it are as they were written
};

// A message over bytes that must outlive it. Meant to be used again and again: it keeps its memory, so that reading a
// message allocates nothing once it is warm. Every view it gives lies within the bytes.
class Message {
 public:
  enum class Kind : std::uint8_t { none, request, response };

  // Reads a message; forgets the one before. Leading line ends are skipped. True where the message has a readable start
  // line (always true for fragments and parts): then it can be used, though faults() may not be empty. Finds only the
  // faults that it meets on the way: check() below finds all.
  bool read(std::string_view bytes, Framing framing = Framing::datagram);

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  [[nodiscard]] Framing framing() const { return framing_; }
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_request() const { return kind_ == Kind::request; }
  [[nodiscard]] bool is_response() const { return kind_ == Kind::response; }

  [[nodiscard]] std::string_view start_line() const { return start_line_; }
  // Of a request; a response has the method of its CSeq in cseq_method().
  [[nodiscard]] Method method() const { return method_; }
  [[nodiscard]] std::string_view method_text() const { return method_text_; }
  [[nodiscard]] std::string_view uri() const { return uri_; }
  // Of a response, 100..699; 0 where it is none of these.
  [[nodiscard]] unsigned status() const { return status_; }
  [[nodiscard]] std::string_view reason() const { return reason_; }
  [[nodiscard]] std::string_view version() const { return version_; }

  // All headers, in their order.
  [[nodiscard]] std::span<const Header> headers() const { return headers_; }
  // The first header with an id, or null; not for HeaderId::other.
  [[nodiscard]] const Header* find(HeaderId id) const {
    const std::uint16_t first = first_[static_cast<std::size_t>(id)];
    return first == 0 ? nullptr : &headers_[first - 1U];
  }
  // The next header with the same id, or null.
  [[nodiscard]] const Header* next(const Header& header) const {
    return header.next == 0 ? nullptr : &headers_[header.next];
  }
  // The value of the first header with an id; empty where there is none.
  [[nodiscard]] std::string_view value(HeaderId id) const {
    const Header* header = find(id);
    return header == nullptr ? std::string_view{} : header->value;
  }
  // Read by the first question.
  [[nodiscard]] const Keys& keys() const {
    if (!has_keys_) {
      keys_ = read_keys(*this);
      has_keys_ = true;
    }
    return keys_;
  }
  // The method of the request, or of CSeq where this is a response; `text` also for methods that we do not know.
  [[nodiscard]] Method cseq_method() const;

  // The body: what Content-Length says, but never more than there is.
  [[nodiscard]] std::string_view body() const { return body_; }
  // What stands behind the body.
  [[nodiscard]] std::string_view surplus() const { return surplus_; }
  // Start line and headers with the empty line.
  [[nodiscard]] std::string_view head() const { return bytes_.substr(0, head_size_); }
  // True where the empty line behind the headers was there.
  [[nodiscard]] bool ended() const { return ended_; }

  [[nodiscard]] std::span<const Fault> faults() const { return faults_; }
  // Where a view that lies within bytes() stands; {0, 0} for one that does not.
  [[nodiscard]] base::Span span_of(std::string_view part) const;

 private:
  void clear(std::string_view bytes, Framing framing);
  std::size_t read_start(std::size_t at);
  void read_request_line(std::string_view line);
  void read_status_line(std::string_view line);
  std::size_t read_header(std::size_t at);
  void add_header(std::string_view name, std::string_view value);
  void read_body(std::size_t at);
  void fault(FaultKind kind, std::string_view part);

  std::string_view bytes_;
  std::string_view start_line_;
  std::string_view method_text_;
  std::string_view uri_;
  std::string_view reason_;
  std::string_view version_;
  std::string_view body_;
  std::string_view surplus_;
  std::size_t head_size_ = 0;
  Kind kind_ = Kind::none;
  Framing framing_ = Framing::datagram;
  Method method_ = Method::other;
  bool ended_ = false;
  bool bare_ = false;
  std::uint16_t status_ = 0;
  std::vector<Header> headers_;
  std::array<std::uint16_t, kHeaderIds> first_ = {};  // index + 1
  std::array<std::uint16_t, kHeaderIds> last_ = {};   // says nothing where `first_` is 0
  std::vector<Fault> faults_;
  mutable Keys keys_;
  mutable bool has_keys_ = false;
};

// Finds everything that is wrong with a message that was read: its own faults, those of all its header values, and
// those of its bodies. Appends to `out`; the same place and kind never twice.
void check(const Message& message, std::vector<Fault>& out);

}  // namespace confstate::sip
