// conf-lint prove: the properties of one policy.
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-lint/policies.hpp"
#include "conf-lint/views.hpp"
#include "prove/properties.hpp"
#include "prove/smt.hpp"
#include "report/proofs.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kProveName = "conf-lint prove";

enum class ProofForm : std::uint8_t { text, json };
constexpr std::array<Choice<ProofForm>, 2> kProofForms{{{"text", ProofForm::text}, {"json", ProofForm::json}}};

struct ProveOptions {
  std::vector<std::string> arguments;
  PolicyOptions policy;
  std::vector<std::string> properties;
  std::optional<std::string> who;
  bool smt = false;
  std::optional<ProofForm> form;
  OutputOptions output;
};

void declare_prove(CLI::App& app, ProveOptions& options) {
  OptionGroup(app, std::string(kInput)).arguments("FILE", options.arguments, "the policy; - is standard input");
  declare_policy(app, options.policy);
  OptionGroup choosing(app, std::string(kChoosing));
  choosing.values("--property", "P1,...", options.properties,
                  "the properties to prove: P1 to P5, P9 to P12 (default all)");
  choosing.value("--who", "URI", options.who, "the caller, or the domain, that P9 is about");
  OptionGroup output(app, std::string(kOutput));
  output.flag("--smt", options.smt, "print the questions about callers as SMT-LIB instead");
  output.choice<ProofForm>("--format", "FORMAT", kProofForms, options.form, "text or json (default text)");
  declare_output(app, options.output);
}

std::vector<std::string_view> property_words() {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < prove::kProperties; ++i) {
    words.push_back(prove::word(static_cast<prove::Property>(i)));
  }
  return words;
}

// What was asked for, in its order; all that make sense where nothing was.
std::vector<prove::Property> properties_of(const ProveOptions& options) {
  const std::vector<std::string_view> words = property_words();
  std::vector<prove::Property> out;
  for (const std::string& list : options.properties) {
    for (std::size_t begin = 0; begin <= list.size();) {
      const std::size_t end = std::min(list.find(',', begin), list.size());
      out.push_back(static_cast<prove::Property>(read_choice("--property", list.substr(begin, end - begin), words)));
      begin = end + 1;
    }
  }
  for (std::size_t i = 0; options.properties.empty() && i < prove::kProperties; ++i) {
    const auto property = static_cast<prove::Property>(i);
    if (property != prove::Property::p9 || options.who) {
      out.push_back(property);
    }
  }
  return out;
}

// Undecided is no answer.
Exit exit_of(const std::vector<prove::Proof>& proofs) {
  Exit code = Exit::yes;
  for (const prove::Proof& proof : proofs) {
    code = worst(code, proof.outcome == prove::Outcome::refuted     ? Exit::no
                       : proof.outcome == prove::Outcome::undecided ? Exit::trouble
                                                                    : Exit::yes);
  }
  return code;
}

Exit write_proofs(const ProveOptions& options, Io& io, const std::string& text, Exit code) {
  const base::Result<void> written = write_result(options.output, io, text);
  return written ? code : give_up(io, kProveName, written.error());
}

Exit run_prove(const ProveOptions& options, Io& io) {
  if (options.arguments.size() != 1) {
    return give_up(io, kProveName, {"one policy is proven at a time", "conf-lint prove board.json"});
  }
  const std::vector<prove::Property> properties = properties_of(options);
  if (std::ranges::find(properties, prove::Property::p9) != properties.end() && !options.who) {
    return give_up(io, kProveName, {"P9 is about a caller", "--property P9 --who sip:eve@other.example"});
  }
  const auto document = read_policy(options.arguments.front(), options.policy, io);
  if (!document) {
    return give_up(io, kProveName, document.error());
  }
  const auto who = options.who ? std::optional(prove::Asked{*options.who}) : std::nullopt;
  const policy::Policy& policy = (*document)->policy();
  if (options.smt) {
    return write_proofs(options, io, prove::smt_of_policy(policy, who), Exit::yes);
  }
  const std::vector<prove::Proof> proofs = prove::prove(policy, properties, who);
  const std::string& file = (*document)->source().name();
  const bool records = options.form == ProofForm::json;
  return write_proofs(options, io, records ? report::proof_records(file, proofs) : report::print_proofs(file, proofs),
                      exit_of(proofs));
}

}  // namespace

const Tool& lint_prove_view() {
  static const Tool tool = {
      .name = kProveName,
      .summary = "Proves what a policy promises, or shows a caller who refutes it.",
      .examples =
          "conf-lint prove board.json\n"
          "conf-lint prove board.json --property P1,P3\n"
          "conf-lint prove board.json --property P9 --who sip:eve@other.example\n",
      .declare = bind_options<ProveOptions>(declare_prove, run_prove),
  };
  return tool;
}

}  // namespace confstate::tools
