#include "generate/breaking.hpp"

#include <doctest/doctest.h>

#include "conf-generate/generate.hpp"
#include "conf-validate/cards.hpp"
#include "conf-validate/validate.hpp"
#include "unit/rules/judged.hpp"
#include "unit/tools/run.hpp"

using namespace confstate;

TEST_CASE("every rule about documents can be broken, and then only it is") {
  for (const diag::Card* card : tests::all_cards()) {
    CAPTURE(diag::full_id(*card));
    const tests::Ran made = tests::run(tools::generate_tool(), {"--break", diag::full_id(*card)});
    CHECK(made.exit == tools::Exit::yes);
    CHECK(made.err.empty());
    CHECK(tests::ids(made.out, tests::settings_of(*card)) == tests::Ids{diag::full_id(*card)});
  }
}

TEST_CASE("rules about subscriptions are broken by their documents in order, those about configurations by none") {
  unsigned configurations = 0;
  unsigned subscriptions = 0;
  for (const diag::Card* card : tools::validate_cards()) {
    CAPTURE(diag::full_id(*card));
    const auto documents = generate::break_rule(*card);
    if (card->area == "config") {
      ++configurations;
      CHECK(documents.error().message ==
            "no document breaks " + diag::full_id(*card) + ": it is not about documents");
    } else if (card->area == "notify") {
      ++subscriptions;
      REQUIRE(documents);
      for (const std::string& document : *documents) {
        CHECK(document.starts_with("<conference-info"));
        CHECK(document.ends_with("</conference-info>\n"));
      }
    }
  }
  CHECK(configurations > 0);
  CHECK(subscriptions > 5);
}
