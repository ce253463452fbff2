#include "conf-lint/asking.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "policy/cases.hpp"

namespace confstate::tools {

void declare_asking(CLI::App& app, AskingOptions& options) {
  OptionGroup group(app, std::string(kChoosing));
  group.value("--who", "URI", options.who, "what the policy says of this caller");
  group.value("--asks", "WHAT", options.asks, "dial-in, join, replaces, dial-out or refer (default dial-in)");
  group.value("--shown-by", "SOURCE", options.shown_by,
              "passport, pai, digest, tls-cert, from or nobody (default: whatever proves him best)");
  group.value("--via", "PEER", options.via, "id of the trusted neighbour that delivers the call, or stranger");
  group.value("--media", "KIND", options.media, "secured, dtls, sdes, mikey, osrtp, plain or none (default secured)");
  group.value("--transport", "NAME", options.transport, "udp, tcp or tls (default tls)");
  group.value("--at", "TIME", options.at, "the moment, as in 2027-01-10T08:00:00Z");
  group.value("--answered-by", "URI", options.answered_by, "who answers a dial-out, or nobody (default: the target)");
  group.values("--given", "WORD", options.given,
               "locked, full, banned, no-moderator, legs-used, privacy, anonymous or diverted");
}

base::Result<policy::Question> read_question(const AskingOptions& options, const policy::Policy& policy) {
  policy::Question question;
  const std::array<std::pair<std::string_view, const std::optional<std::string>*>, 8> parts = {{
      {"who", &options.who},
      {"asks", &options.asks},
      {"shown-by", &options.shown_by},
      {"via", &options.via},
      {"media", &options.media},
      {"transport", &options.transport},
      {"at", &options.at},
      {"answered-by", &options.answered_by},
  }};
  for (const auto& [name, text] : parts) {
    if (const auto set = *text ? policy::set_part(question, name, **text) : base::Result<void>(); !set) {
      return base::fail(fmt::format("--{}: {}", name, set.error().message), set.error().hint);
    }
  }
  for (const std::string& word : options.given) {
    if (const base::Result<void> set = policy::set_part(question, "given", word); !set) {
      return base::fail(fmt::format("--given: {}", set.error().message), set.error().hint);
    }
  }
  if (base::Result<void> known = policy::check(policy, question); !known) {
    return tl::unexpected<base::Failure>(std::move(known.error()));
  }
  return question;
}

}  // namespace confstate::tools
