// Z3 answers the questions that we answer without it: our automata beside its strings, over pairs of policies made up.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <unistd.h>

#include "prove/contest.hpp"
#include "prove/smt.hpp"
#include "support/made_policies.hpp"
#include "support/rounds.hpp"

using namespace confstate;

namespace {

// Work that Z3 may do for one question: a count, so that every machine gives the same answers.
constexpr const char* kWork = "(set-option :rlimit 100000)\n";

std::vector<std::string> ask_z3(const std::string& queries) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("confstate-smt-" + std::to_string(getpid()) + ".smt2");
  std::ofstream(file) << kWork << queries;
  const std::string command = "z3 '" + file.string() + "' 2>&1";
  std::string text;
  if (FILE* pipe = popen(command.c_str(), "r")) {  // NOLINT(cert-env33-c): the command is ours
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
      text += buffer.data();
    }
    pclose(pipe);
  }
  std::filesystem::remove(file);
  std::vector<std::string> answers;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    // What Z3 says when its work ends early, besides "unknown".
    const bool early = line.find("resource limit") != std::string::npos || line.find("cancel") != std::string::npos;
    if (!early) {
      answers.push_back(line);
    }
  }
  return answers;
}

// Policies of a few rules: Z3's work grows fast with their number.
policy::Policy small_policy(base::Random& random) {
  policy::Policy made = tests::made_policy(random);
  made.membership.allow.resize(std::min<std::size_t>(made.membership.allow.size(), 2));
  made.membership.deny.resize(std::min<std::size_t>(made.membership.deny.size(), 1));
  made.identity.trust.resize(std::min<std::size_t>(made.identity.trust.size(), 1));
  made.identity.sources_dial_in = {random.one_in(3) ? policy::SourceIn::pai : policy::SourceIn::passport};
  if (made.membership.allow.empty()) {
    made.membership.allow.push_back(tests::made_rule(random, "a"));
  }
  return made;
}

// The second policy is the first with something changed, as revisions are, or another one altogether.
policy::Policy revised(const policy::Policy& first, base::Random& random) {
  policy::Policy made = small_policy(random);
  if (random.one_in(3)) {
    return made;
  }
  policy::Policy out = first;
  if (random.one_in(2) && !made.membership.allow.empty()) {
    out.membership.allow.push_back(made.membership.allow.front());
  } else if (!out.membership.deny.empty()) {
    out.membership.deny.pop_back();
  } else {
    out.identity.trust = made.identity.trust;
  }
  return out;
}

}  // namespace

TEST_CASE("Z3 agrees on who gets in by one policy only, and by both, wherever it decides") {
  if (std::system("z3 --version > /dev/null 2>&1") != 0) {  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
    std::puts("SKIPPED: z3 is not installed");
    REQUIRE(std::getenv("CONFSTATE_CI") == nullptr);  // NOLINT(concurrency-mt-unsafe)
    return;
  }
  base::Random random(91);
  std::array<int, 3> agreed{};
  std::array<int, 3> open{};
  const unsigned long pairs = tests::rounds(210);
  for (unsigned long pair = 0; pair < pairs; ++pair) {
    const policy::Policy first = small_policy(random);
    const policy::Policy second = revised(first, random);
    const prove::Contest contest(first, second);
    const std::array<bool, 3> ours = {contest.only_in_good_call(0).has_value(),
                                      contest.only_in_good_call(1).has_value(), contest.calls_both()};
    const std::vector<std::string> theirs = ask_z3(prove::smt_of_comparison(first, second));
    CAPTURE(pair);
    CAPTURE(theirs.back());
    REQUIRE(theirs.size() == ours.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
      CAPTURE(i);
      if (theirs[i] == "unknown") {
        ++open[i];
        continue;
      }
      CHECK(theirs[i] == (ours[i] ? "sat" : "unsat"));
      ++agreed[i];
    }
  }
  std::printf(
      "%lu pairs of policies; decided by Z3 and agreed: first only %d, second only %d, both %d; left open: %d, "
      "%d, %d\n",
      pairs, agreed[0], agreed[1], agreed[2], open[0], open[1], open[2]);
}
