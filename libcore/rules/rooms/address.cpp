#include "rules/rooms/address.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "rules/rooms/confusable.hpp"
#include "uri/uri.hpp"

namespace confstate::rules {
namespace {

bool is_sip(const Room& room) {
  return has_scheme(room.parts, "sip") || has_scheme(room.parts, "sips");
}

std::vector<std::string> remarks_of(const Room& room) {
  std::vector<std::string> remarks;
  if (const std::string_view account = account_host_of(room); !account.empty()) {
    remarks.push_back(fmt::format("`{}` is the server of an account, not of the room", base::clipped(account)));
  }
  if (const std::string_view maddr = maddr_of(room); !maddr.empty()) {
    remarks.push_back(fmt::format("maddr sends requests to `{}`", base::clipped(maddr)));
  }
  if (is_sip(room) && room.parts.path.find('?') != std::string_view::npos) {
    remarks.emplace_back("headers behind `?` go into the request");
  }
  return remarks;
}

}  // namespace

std::string_view maddr_of(const Room& room) {
  if (!is_sip(room)) {
    return {};
  }
  const auto found = uri::find_parameter(uri::parse(room.text).parameters, "maddr");
  return found ? found->value : std::string_view();
}

std::string_view account_host_of(const Room& room) {
  const std::size_t begin = room.parts.scheme.size() + 1;
  if (!has_scheme(room.parts, "xmpp") || !room.text.substr(begin).starts_with("//")) {
    return {};
  }
  std::string_view account = room.text.substr(begin + 2);
  account = account.substr(0, account.find('/'));
  return account.substr(account.rfind('@') + 1);
}

RoomAddress address_of(const Room& room) {
  RoomAddress address;
  address.raw = room.text;
  address.decoded = percent_decoded(room.text);
  if (address.decoded == address.raw) {
    address.decoded.clear();
  }
  address.scheme = base::ascii_lower(room.parts.scheme);
  address.name = room_name(room);
  address.host = room.parts.host;
  address.host_ascii = uri::canonical_host(room.parts.host);
  address.host_unicode = uri::unicode_host(room.parts.host);
  address.port = room.parts.port;
  address.letters = foreign_letters(address.host_unicode);
  address.remarks = remarks_of(room);
  return address;
}

}  // namespace confstate::rules
