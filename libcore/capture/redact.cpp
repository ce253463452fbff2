#include "capture/redact.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "capture/redact_parts.hpp"
#include "capture/redact_text.hpp"
#include "capture/stored.hpp"
#include "sip/values.hpp"

namespace confstate::capture {
namespace {

using sip::HeaderId;

// What stands between the headers: their names are kept by the caller; lines that are no headers may hold anything. One
// that begins with a colon has no name, and an address in its place must not become one.
std::string redact_between(std::string_view part, Pseudonyms& names) {
  std::string out;
  for (std::size_t at = 0; at < part.size();) {
    const std::string_view line = part.substr(at, std::min(part.find('\n', at), part.size() - 1) + 1 - at);
    const std::string made = redact_text(line, Extent::words, names);
    const bool gets_name = at > 0 && line.starts_with(':') && !made.starts_with(':');
    out.append(gets_name ? ":" : "").append(made);
    at += line.size();
  }
  return out;
}

std::string grown(std::string_view value, std::int64_t growth) {
  const auto number = sip::read_number(value);
  if (!number || growth == 0) {
    return std::string(value);
  }
  return std::to_string(std::max<std::int64_t>(0, static_cast<std::int64_t>(*number) + growth));
}

void redact_start(const sip::Message& message, Edits& edits, Pseudonyms& names) {
  const std::string_view line = message.start_line();
  if (message.is_request()) {
    edits.keep(message.method_text());
    const bool blanks = message.uri().find_first_of(" \t<>") != std::string_view::npos;
    edits.replace(message.uri(),
                  blanks ? redact_text(message.uri(), Extent::words, names) : redact_uri(message.uri(), names));
    edits.keep(message.version());
  } else if (message.is_response()) {
    edits.replace(line, redact_text(line, Extent::places, names));
  }
}

// Text, as far as bytes can tell.
bool is_text(std::string_view bytes) {
  return bytes.find('\0') == std::string_view::npos;
}

bool is_xml(const sip::ContentType& type) {
  const std::string subtype = base::ascii_lower(type.subtype);
  return subtype == "xml" || subtype.ends_with("+xml");
}

}  // namespace

std::string redact_head(const sip::Message& message, std::int64_t growth, Pseudonyms& names) {
  Edits edits(message.head());
  redact_start(message, edits, names);
  for (const sip::Header& header : message.headers()) {
    edits.keep(header.name);
    edits.replace(header.value,
                  header.id == HeaderId::content_length ? grown(header.value, growth) : redact_value(header, names));
  }
  return edits.finish([&](std::string_view part) { return redact_between(part, names); });
}

std::string Redactor::redact_plain(const sip::ContentType& type, std::string_view bytes) {
  if (!is_text(bytes)) {
    if (std::optional<std::string> wide = is_xml(type) ? redact_utf16(bytes, is_personal_, names_) : std::nullopt) {
      return std::move(*wide);
    }
    std::string zeros;
    zeros.resize(bytes.size(), '0');
    return zeros;
  }
  if (type.is("application", "sdp")) {
    return redact_sdp(bytes, names_);
  }
  if (is_xml(type)) {
    return redact_xml(bytes, is_personal_, names_);
  }
  if (type.is("application", "simple-message-summary") || base::equal_ignoring_case(type.type, "multipart")) {
    return redact_text(bytes, Extent::places, names_);
  }
  return redact_text(bytes, Extent::words, names_);
}

// message/sipfrag (RFC 3420).
std::string Redactor::redact_fragment(std::string_view bytes) {
  fragment_.read(bytes, sip::Framing::fragment);
  const std::string body =
      redact_plain(sip::read_content_type(fragment_.value(HeaderId::content_type)), fragment_.body());
  const auto growth = static_cast<std::int64_t>(body.size()) - static_cast<std::int64_t>(fragment_.body().size());
  return redact_head(fragment_, growth, names_) + body + redact_text(fragment_.surplus(), Extent::words, names_);
}

std::string Redactor::redact_leaf(const sip::ContentType& type, std::string_view bytes) {
  return type.is("message", "sipfrag") ? redact_fragment(bytes) : redact_plain(type, bytes);
}

std::string Redactor::redact_body(const sip::Message& message) {
  const std::string_view body = message.body();
  if (body.empty()) {
    return {};
  }
  bodies_.read(message);
  const std::vector<sip::Body>& all = bodies_.all();
  std::vector<bool> has_parts(all.size(), false);
  for (const sip::Body& one : all) {
    if (one.parent != sip::kNoParent && !all[one.parent].is_decoded) {
      has_parts[one.parent] = true;
    }
  }
  // What was packed in one piece is packed again in one piece.
  std::vector<const sip::Body*> leaves;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_within = all[i].parent != sip::kNoParent && all[all[i].parent].is_decoded;
    if (!has_parts[i] && !is_within) {
      leaves.push_back(&all[i]);
    }
  }
  std::ranges::stable_sort(leaves, {}, [](const sip::Body* leaf) { return leaf->place.begin; });
  Edits edits(body);
  for (const sip::Body* leaf : leaves) {
    const std::string_view old = message.bytes().substr(leaf->place.begin, leaf->place.end - leaf->place.begin);
    std::string made = redact_leaf(leaf->type, leaf->bytes);
    edits.replace(old, leaf->is_decoded ? stored_like(old, made) : std::move(made));
  }
  return edits.finish([&](std::string_view part) { return redact_text(part, Extent::places, names_); });
}

std::string Redactor::redact(std::string_view bytes, sip::Framing framing) {
  message_.read(bytes, framing);
  const std::string body = redact_body(message_);
  const auto growth = static_cast<std::int64_t>(body.size()) - static_cast<std::int64_t>(message_.body().size());
  return redact_head(message_, growth, names_) + body + redact_text(message_.surplus(), Extent::words, names_);
}

}  // namespace confstate::capture
