#include "sip/body.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "bytes/inflate.hpp"
#include "sip/characters.hpp"
#include "sip/multipart.hpp"

namespace confstate::sip {
namespace {

// Of a part without Content-Type (RFC 2046 section 5.1).
constexpr ContentType kPlain = {{}, "text", "plain", {}};
constexpr std::size_t kMaxBoundary = 200;  // RFC 2046 allows 70

std::string_view content_id(std::string_view text) {
  if (text.size() >= 4 && equal_letters(text.substr(0, 4), "cid:")) {
    text.remove_prefix(4);
  }
  return text.size() >= 2 && text.front() == '<' && text.back() == '>' ? text.substr(1, text.size() - 2) : text;
}

bool is_plain_encoding(std::string_view encoding) {
  return encoding.empty() || equal_letters(encoding, "identity");
}

}  // namespace

void Bodies::read(const Message& message, const BodyLimits& limits) {
  message_ = &message;
  limits_ = limits;
  decoded_bytes_ = 0;
  all_.clear();
  decoded_.clear();
  faults_.clear();
  if (!message.body().empty()) {
    add(message, kNoParent);
  }
  for (std::uint32_t index = 0; index < all_.size(); ++index) {
    if (all_[index].is_multipart) {
      split(index);
    }
  }
}

const Body* Bodies::find(std::string_view type, std::string_view subtype) const {
  const auto found = std::ranges::find_if(all_, [&](const Body& body) { return body.type.is(type, subtype); });
  return found == all_.end() ? nullptr : &*found;
}

const Body* Bodies::find_id(std::string_view id) const {
  const std::string_view wanted = content_id(id);
  const auto found = std::ranges::find_if(all_, [&](const Body& body) { return !wanted.empty() && body.id == wanted; });
  return found == all_.end() ? nullptr : &*found;
}

void Bodies::add(const Message& headers, std::uint32_t parent) {
  Body body;
  const Header* type = headers.find(HeaderId::content_type);
  if (type != nullptr) {
    body.type = read_content_type(type->value);
  } else if (parent != kNoParent) {
    body.type = kPlain;
  }
  const bool inside_decoded = parent != kNoParent && all_[parent].is_decoded;
  body.disposition = headers.value(HeaderId::content_disposition);
  body.id = content_id(headers.value(HeaderId::content_id));
  body.bytes = headers.body();
  body.place = inside_decoded ? all_[parent].place : message_->span_of(body.bytes);
  body.is_decoded = inside_decoded;
  body.parent = parent;
  decode(body, headers.value(HeaderId::content_encoding));
  body.is_multipart = equal_letters(body.type.type, "multipart");
  all_.push_back(body);
}

void Bodies::decode(Body& body, std::string_view encoding) {
  if (is_plain_encoding(encoding)) {
    return;
  }
  const bool gzip = equal_letters(encoding, "gzip") || equal_letters(encoding, "x-gzip");
  if (!gzip && !equal_letters(encoding, "deflate")) {
    fault(FaultKind::bad_encoding, body.place);
    return;
  }
  auto plain = gzip ? bytes::inflate_gzip(body.bytes, limits_.bytes - decoded_bytes_)
                    : bytes::inflate_deflate(body.bytes, limits_.bytes - decoded_bytes_);
  if (!plain) {
    fault(FaultKind::bad_encoding, body.place);
    return;
  }
  decoded_bytes_ += plain->size();
  decoded_.push_back(std::move(*plain));
  body.bytes = decoded_.back();
  body.is_decoded = true;
}

unsigned Bodies::depth_of(std::uint32_t index) const {
  unsigned depth = 0;
  for (; index != kNoParent; index = all_[index].parent) {
    ++depth;
  }
  return depth;
}

void Bodies::split(std::uint32_t index) {
  const Body body = all_[index];
  const std::string_view boundary = body.type.params.value("boundary");
  if (boundary.empty() || boundary.size() > kMaxBoundary) {
    fault(FaultKind::bad_multipart, body.place);
    return;
  }
  const std::size_t room = limits_.parts - std::min<std::size_t>(limits_.parts, all_.size());
  if (depth_of(index) > limits_.depth) {
    fault(FaultKind::nested_too_deep, body.place);
    return;
  }
  parts_.clear();
  const MultipartResult found = read_multipart(body.bytes, boundary, room + 1, parts_);
  if (!found.found) {
    fault(FaultKind::bad_multipart, body.place);
  } else if (parts_.size() > room) {
    fault(FaultKind::nested_too_deep, body.place);
    parts_.resize(room);
  } else if (!found.closed) {
    fault(FaultKind::unended_multipart, {body.place.end, body.place.end});
  }
  const std::size_t first = all_.size();
  for (const std::string_view part : parts_) {
    part_.read(part, Framing::part);
    add(part_, index);
  }
  mark_root(index, first);
}

// RFC 2387 section 3.2: the part that `start` names, else the first.
void Bodies::mark_root(std::uint32_t index, std::size_t first) {
  const ContentType type = all_[index].type;
  if (!type.is("multipart", "related") || first == all_.size()) {
    return;
  }
  const std::string_view start = content_id(type.params.value("start"));
  std::size_t root = first;
  for (std::size_t i = first; i < all_.size() && !start.empty(); ++i) {
    if (all_[i].id == start) {
      root = i;
      break;
    }
  }
  all_[root].is_root = true;
}

}  // namespace confstate::sip
