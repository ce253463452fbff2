// Makes man/conf-rules.7 from the cards: rules_page [--update]. Without --update it says whether the committed page is
// the one that the cards give.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "conf-trace/cards.hpp"
#include "report/rules_text.hpp"
#include "rules/policy/policy_rules.hpp"
#include "rules/rooms/verdict.hpp"

namespace {

// Each rule once: tools share some.
confstate::report::Cards all_cards() {
  confstate::report::Cards cards = confstate::tools::trace_cards();
  for (const confstate::diag::Card& card : confstate::rules::verdict_cards()) {
    cards.push_back(&card);
  }
  const confstate::report::Cards policies = confstate::rules::policy_cards();
  cards.insert(cards.end(), policies.begin(), policies.end());
  return cards;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string path = CONFSTATE_SOURCE_DIR "/man/conf-rules.7";
  const std::string page = confstate::report::write_rules_page(all_cards(), CONFSTATE_VERSION);
  std::ifstream stream(path, std::ios::binary);
  const std::string committed{std::istreambuf_iterator<char>(stream), {}};
  const bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  if (update && page != committed) {
    std::ofstream(path, std::ios::binary) << page;
    std::printf("updated %s\n", path.c_str());
  }
  const bool current = update || page == committed;
  std::printf("%s%d passed, %d failed\n", current ? "" : "FAILED man/conf-rules.7 is not what the cards say\n",
              current ? 1 : 0, current ? 0 : 1);
  return current ? 0 : 1;
}
