#include "notify/documents.hpp"

#include "info/vocabulary.hpp"

namespace confstate::notify {
namespace {

constexpr std::size_t kBeginning = 1024;  // bytes in which the root of a document is looked for

}  // namespace

bool is_conference_info(const sip::Body& body) {
  if (body.type.is("application", "conference-info+xml")) {
    return true;
  }
  const bool is_xml = body.type.is("application", "xml") || body.type.is("text", "xml");
  return is_xml &&
         body.bytes.substr(0, kBeginning).find(to_string(info::Name::conference_info)) != std::string_view::npos;
}

std::span<const sip::Body* const> Documents::in(const dialog::Followed& followed) {
  found_.clear();
  if (followed.seen.repeat != dialog::Repeat::none || followed.message.body().empty()) {
    return found_;
  }
  bodies_.read(followed.message);
  for (const sip::Body& body : bodies_.all()) {
    if (!body.is_multipart && is_conference_info(body)) {
      found_.push_back(&body);
    }
  }
  return found_;
}

bool Documents::is_signed(const sip::Body& body) const {
  for (std::uint32_t at = body.parent; at != sip::kNoParent; at = bodies_.all()[at].parent) {
    if (bodies_.all()[at].type.is("multipart", "signed")) {
      return true;
    }
  }
  return false;
}

}  // namespace confstate::notify
