#include "rules/judge_trace.hpp"

#include <memory>
#include <utility>

#include "dialog/follower.hpp"
#include "notify/documents.hpp"
#include "rules/packet.hpp"

namespace confstate::rules {

base::Result<void> judge_trace(bytes::Stream& stream, const std::string& name, const capture::Settings& reading,
                               const config::Configuration& configuration, const base::Date& today,
                               const std::function<void(Judged&&)>& take) {
  notify::Documents documents;
  dialog::Followers followers;
  followers.message = [&](const dialog::Followed& followed) {
    for (const sip::Body* body : documents.in(followed)) {
      Judged judged = judge(name, std::string(body->bytes), configuration, today);
      judged.outcome.packet = packet_of(followed);
      take(std::move(judged));
    }
  };
  dialog::Follower follower(reading, std::move(followers));
  const base::Result<capture::Totals> totals = follower.read(stream, 0);
  follower.finish();
  return totals ? base::Result<void>() : tl::unexpected<base::Failure>(totals.error());
}

}  // namespace confstate::rules
