#include "rules/notify/roster.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "info/document.hpp"
#include "rules/place.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::rules {
namespace {

constexpr std::size_t kNamed = 3;  // users that are named; the rest is counted

using Users = std::set<std::string>;

// "`sip:bob@example.com` and 2 more".
std::string names_of(const std::vector<std::string>& users) {
  std::string out;
  for (std::size_t i = 0; i < std::min(users.size(), kNamed); ++i) {
    out += (i == 0 ? "" : ", ") + quoted(users[i]);
  }
  return users.size() > kNamed ? fmt::format("{} and {} more", out, users.size() - kNamed) : out;
}

std::vector<std::string> difference(const Users& a, const Users& b) {
  std::vector<std::string> out;
  std::ranges::set_difference(a, b, std::back_inserter(out));
  return out;
}

}  // namespace

std::set<std::string> users_of(std::string_view document) {
  const xml::Decoded decoded = xml::decode(std::string(document));
  base::Result<xml::ReadResult> read = xml::read(decoded.text, xml::Reading::judging, {});
  Users out;
  if (!read || !read->judgeable) {
    return out;
  }
  const info::Document typed(std::move(read->tree));
  if (typed.root_kind() == info::RootKind::other) {
    return out;
  }
  const info::Element users = typed.root().child(info::Name::users);
  info::Element user = users ? users.child(info::Name::user) : info::Element();
  for (; user; user = user.next()) {
    if (user.state() != info::State::deleted) {
      out.insert(user.key().value_or(std::string()));
    }
  }
  return out;
}

std::string errors_between(std::string_view held, std::string_view right) {
  const Users before = users_of(held);
  const Users after = users_of(right);
  const std::vector<std::string> gone = difference(before, after);
  const std::vector<std::string> unknown = difference(after, before);
  std::string out;
  if (!gone.empty()) {
    out = fmt::format("still showed {}", names_of(gone));
  }
  if (!unknown.empty()) {
    out += fmt::format("{}did not show {}", out.empty() ? "" : ", and ", names_of(unknown));
  }
  return out;
}

}  // namespace confstate::rules
