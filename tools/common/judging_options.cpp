#include "common/judging_options.hpp"

#include <array>

#include "common/declare.hpp"
#include "common/help.hpp"

namespace confstate::tools {
namespace {

constexpr std::array<Choice<diag::Profile>, 4> kProfiles{{{"rfc4575", diag::Profile::rfc4575},
                                                          {"strict", diag::Profile::strict},
                                                          {"lenient", diag::Profile::lenient},
                                                          {"lync", diag::Profile::lync}}};

constexpr std::array<Choice<diag::Severity>, 4> kFailOn{{{"error", diag::Severity::error},
                                                         {"warning", diag::Severity::warning},
                                                         {"info", diag::Severity::info},
                                                         {"never", diag::Severity::off}}};

void declare_choice(OptionGroup& group, JudgingOptions& options) {
  group.choice<diag::Profile>("--profile", "NAME", kProfiles, options.profile,
                              "how strictly is judged: rfc4575 (default), strict, lenient or lync");
  group.flag("--strict", options.strict, "short for --profile strict");
  group.values("--select", "RULE", options.select, "judge by these rules only; repeatable");
  group.values("--ignore", "RULE", options.ignore, "leave a rule out; repeatable");
  group.values("--severity", "RULE=LEVEL", options.severities,
               "report a rule as error, warning or info, or turn it off; repeatable");
}

void declare_counting(OptionGroup& group, JudgingOptions& options) {
  group.choice<diag::Severity>("--fail-on", "LEVEL", kFailOn, options.fail_on,
                               "exit 1 for findings at or above error (default), warning or info, or never");
  group.number("--max-findings", "N", options.max_findings, "show at most N findings per input");
  group.flag("--exit-zero", options.exit_zero, "exit 0 where it would be 1");
  group.value("--baseline", "FILE", options.baseline, "hide the findings recorded in FILE");
  group.value("--write-baseline", "FILE", options.write_baseline,
              "record the findings of this run in FILE, and drop fixed ones");
}

}  // namespace

void declare_judging(CLI::App& app, JudgingOptions& options) {
  OptionGroup group(app, std::string(kJudging));
  declare_choice(group, options);
  declare_counting(group, options);
  group.flag("--no-config", options.no_config, "ignore every .confstate.json");
  group.flag("--print-config", options.print_config, "print each setting and where it comes from, and end");
  group.flag("--list-rules", options.list_rules, "list the rules and end");
  group.value("--explain", "RULE", options.explain, "tell the story of a rule and end");
}

void declare_rules(CLI::App& app, JudgingOptions& options) {
  OptionGroup group(app, std::string(kJudging));
  declare_choice(group, options);
  group.flag("--exit-zero", options.exit_zero, "exit 0 where it would be 1");
  group.flag("--no-config", options.no_config, "ignore every .confstate.json");
  group.flag("--list-rules", options.list_rules, "list the rules and end");
  group.value("--explain", "RULE", options.explain, "tell the story of a rule and end");
}

void declare_rooms(CLI::App& app, RoomOptions& options) {
  OptionGroup group(app, std::string(kJudging));
  group.values("--related-domain", "DOMAIN", options.related_domains,
               "chat rooms in DOMAIN and below belong to the conference; repeatable");
  group.flag("--room-same-domain", options.same_domain, "warn of a chat room in another domain than the conference");
  group.flag("--room-matches-conference", options.matches_conference,
             "warn of a chat room that is not named as the conference");
}

}  // namespace confstate::tools
