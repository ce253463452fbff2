// Redaction: messages and traces as they were, but nobody in them can be told.
//
// What stays: methods, codes, times, ports, versions of programs, the form of everything, and which of two things were
// the same. What goes: users, names, hosts, addresses and numbers (pseudonyms stand for them), words of free text,
// passwords, digests, keys (zeros stand for them).
#pragma once

#include <string>
#include <string_view>

#include "capture/pseudonyms.hpp"
#include "sip/body.hpp"
#include "sip/message.hpp"

namespace confstate::capture {

// Redacts message by message.
class Redactor {
 public:
  Redactor(KeyedHash hash, PersonalName is_personal) : names_(std::move(hash)), is_personal_(std::move(is_personal)) {}

  // A message with pseudonyms. Its Content-Length is as right or as wrong as it was. What was broken stays broken, a
  // body that is none of text, SDP and XML becomes zeros; the cost is linear in its size.
  [[nodiscard]] std::string redact(std::string_view bytes, sip::Framing framing);

  [[nodiscard]] Pseudonyms& names() { return names_; }

 private:
  [[nodiscard]] std::string redact_body(const sip::Message& message);
  [[nodiscard]] std::string redact_leaf(const sip::ContentType& type, std::string_view bytes);
  [[nodiscard]] std::string redact_plain(const sip::ContentType& type, std::string_view bytes);
  [[nodiscard]] std::string redact_fragment(std::string_view bytes);

  Pseudonyms names_;
  PersonalName is_personal_;
  sip::Message message_;
  sip::Message fragment_;
  sip::Bodies bodies_;
};

}  // namespace confstate::capture
